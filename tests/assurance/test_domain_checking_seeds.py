"""What a careful reader answers about the two plans of the time, written down before the rules, and what they give.

The plans are read where they lie; here stand only the numbers of their actions. Of the plan of Leicester the section
stands before the letter, because its letters begin anew in each.
"""

from functools import cache

import pytest

from concordat.assurance.domain.checking import Verdict, check
from concordat.assurance.queries import reference
from concordat.documents import read
from concordat.plans.domain.reading import read_plan
from tests.assurance.checked import actions_read
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

LEICESTER = {
    # Early intervention; support before; community and emergency; place of safety and safe restraint; recovery.
    # The two under "due regard" belong to no section of the national template.
    "sections": (Verdict.MET, {"unplaced": {"7b", "7c"}}),
    # One action is about children; nobody speaks of older people.
    "ages": (Verdict.IN_PART, {"children": {"3d"}, "older": set()}),
    # Carers are to be supported; nobody who was in crisis has a say.
    "lived-experience": (Verdict.IN_PART, {"people": set(), "carers": {"2a"}}),
    "leads": (Verdict.MET, {"lacking": set()}),
    "dates": (Verdict.IN_PART, {"lacking": {"2a", "2c", "3b", "3e", "3g"}}),  # ongoing, monthly, every two months
    "outcomes": (Verdict.MET, {"lacking": set()}),
    "measures": (Verdict.IN_PART, {"measured": {"3e", "5a"}}),  # four hours; three hours and four
    "governance": (Verdict.MET, {}),  # each row names the group that it reports to
}
NORTHAMPTONSHIRE = {
    "sections": (Verdict.MET, {"1": 17, "2": 11, "3": 34, "4": 9, "5": 6, "unplaced": set()}),  # by its own numbers
    "ages": (
        Verdict.IN_PART,
        {"children": {"1.9", "3.7a", "3.10", "1.11c", "2.8", "3.17", "4.5"}, "older": set()},
    ),
    "lived-experience": (Verdict.MET, {}),  # 1.2 asks service users and carers; 3.16 those who were detained
    "leads": (Verdict.MET, {"lacking": set()}),
    "dates": (
        Verdict.IN_PART,
        {"lacking": {"2.4", "2.4a", "2.4b", "1.11c", "2.6", "2.8", "3.17", "4.5", "3.20"}},
    ),
    "outcomes": (Verdict.IN_PART, {"lacking": {"1.6", "3.3e"}}),
    "governance": (Verdict.MET, {}),  # a steering group of its own leads eight actions
}


@cache
def findings(name: str):
    file = SHARED / "seeds" / name
    actions = actions_read(read_plan(read(file.read_bytes(), name=file.name)))
    return {each.key: each for each in check(reference.criteria(), actions, signed=frozenset(), required=())}


def compared(found, expected):
    """The finding in the form of the expected answer, for the keys that it names."""
    lines = {line.key: line for line in found.lines}
    said = {}
    for key, answer in expected.items():
        names = {action.name for action in lines[key].actions} if key in lines else set()
        said[key] = len(names) if isinstance(answer, int) else names
    return said


@pytest.mark.parametrize("key", LEICESTER)
def test_plan_of_leicester_is_checked_as_a_careful_reader_would(key):
    found, (verdict, answer) = findings("leicester-leicestershire-rutland-action-plan.txt")[key], LEICESTER[key]
    assert (found.verdict, compared(found, answer)) == (verdict, answer)


@pytest.mark.parametrize("key", NORTHAMPTONSHIRE)
def test_plan_of_northamptonshire_is_checked_as_a_careful_reader_would(key):
    found, (verdict, answer) = findings("northamptonshire-action-plan.txt")[key], NORTHAMPTONSHIRE[key]
    if key == "ages":  # more may be found than a reader notes at once
        children = compared(found, answer)["children"]
        assert found.verdict is verdict
        assert answer["children"] <= children
        return
    assert (found.verdict, compared(found, answer)) == (verdict, answer)


def test_lived_experience_in_northamptonshire_rests_on_those_who_are_asked():
    lines = {line.key: line for line in findings("northamptonshire-action-plan.txt")["lived-experience"].lines}
    assert {"1.2", "3.16"} <= {action.name for action in lines["people"].actions}
    assert {"2.4a", "2.4b", "5.4", "3.12"} <= {action.name for action in lines["carers"].actions}
