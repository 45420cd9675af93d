"""To speak of people who have been in crisis is not to let them speak."""

import pytest

from concordat.assurance.domain.checking import ActionChecked, check
from concordat.assurance.domain.reference import parse_criteria
from concordat.assurance.queries import reference
from concordat.frameworks.domain import ReferenceFault


def asked_in(text: str, outcome: str = "") -> bool:
    action = ActionChecked(1, "1", "", "", text, outcome, "", "The trust", True, True, frozenset())
    found = check(reference.criteria(), [action], signed=frozenset(), required=())
    lived = next(each for each in found if each.key == "lived-experience")
    return bool(next(line for line in lived.lines if line.key == "people").actions)


@pytest.mark.parametrize(
    "text",
    [
        "Consult service users on the hours of the café",
        "Service users, their families and their carers are asked what helps",
        "Survey people who use the line each spring",
        "Write the leaflet with experts by experience",
        "Patient experience is reported to the board",
        "Ask people about their experience of the line in one survey",
        "The forum has two representatives of people who have been in a crisis",
    ],
)
def test_people_whose_view_is_asked_for_have_a_say(text):
    assert asked_in(text)
    assert asked_in("Open the café", outcome=text)


@pytest.mark.parametrize(
    "text",
    [
        "Service users reach the right service at the first call",
        "A list of services for patients and those who refer them",
        "Service users get help at once. The board is consulted on the hours",
        "Partners are consulted on the hours of the café that is to open in the old library for service users",
    ],
)
def test_people_who_are_only_spoken_of_have_none(text):
    assert not asked_in(text)


def test_voice_goes_out_of_no_cell_into_the_next():
    assert not asked_in("Open a café for service users", outcome="Feedback is read each month")


def test_voices_without_people_are_refused():
    text = """
key: c
version: "1"
source: s
licence: l
note: n
criteria:
  - {key: a, title: t, question: q, computed: mentions, groups: [{key: g, title: t, marks: [], voices: [asked]}]}
"""
    with pytest.raises(ReferenceFault, match="people and voices go together"):
        parse_criteria(text)
