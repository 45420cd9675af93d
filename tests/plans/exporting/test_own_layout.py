from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain import own_layout
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind

OURS = ("Ref", "Action", "Outcome", "Led by", "When", "State", "Progress")


@pytest.mark.parametrize(
    ("header", "is_ours"),
    [
        (OURS, True),
        (("Section", "Ref", "Action", "Theme", "Outcome", "Lead partners", "When", "State", "Progress"), True),
        ((*OURS[:5], "Cost", *OURS[5:]), True),  # somebody added a column
        (OURS[:-1], False),
        (("Ref", "Action", "Outcome", "Led by", "State", "When", "Progress"), False),
        (("Ref", "Action", "Outcome", "When", "State", "Progress"), False),
        (("Ref", "Action", "Outcome", "Led By", "When", "State", "Progress"), False),
    ],
)
def test_own_header_is_known_by_its_words_and_order(header, is_ours):
    assert own_layout.is_own_header(header) is is_ours


@pytest.mark.parametrize(
    ("words", "state"),
    [
        *((state.words, state) for state in State),
        *((f"◐\u00a0{state.words}", state) for state in State),
        ("in  progress", State.IN_PROGRESS),
        ("done", None),
        ("In progress, nearly", None),
        ("", None),
        ("✓", None),
    ],
)
def test_state_is_known_by_its_own_words_only(words, state):
    assert own_layout.state_called(words) is state


@given(
    text=st.sampled_from(("", "Spring", "March 2026", "TBC\nafter the pilot")),
    start=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 800),
)
def test_period_that_words_do_not_say_comes_back(text, start, days):
    end = date.fromordinal(start.toordinal() + days)
    written, understood = own_layout.read_when(own_layout.when_in_words(text, TimescaleKind.RANGE, start, end))
    assert (written, understood.start, understood.end) == (text, start, end)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (date(2026, 3, 31), date(2026, 3, 31), TimescaleKind.DAY),
        (date(2026, 2, 1), date(2026, 2, 28), TimescaleKind.MONTH),
        (date(2026, 1, 1), date(2026, 3, 31), TimescaleKind.QUARTER),
        (date(2026, 2, 1), date(2026, 4, 30), TimescaleKind.RANGE),
        (date(2026, 4, 1), date(2027, 3, 31), TimescaleKind.FINANCIAL_YEAR),
        (date(2026, 1, 1), date(2026, 12, 31), TimescaleKind.YEAR),
        (date(2026, 1, 2), date(2026, 12, 31), TimescaleKind.RANGE),
    ],
)
def test_period_that_words_do_not_say_has_the_kind_of_its_days(start, end, kind):
    _, understood = own_layout.read_when(own_layout.when_in_words("soon", kind, start, end))
    assert (understood.kind, understood.start, understood.end) == (kind, start, end)


@pytest.mark.parametrize("kind", [TimescaleKind.ONGOING, TimescaleKind.UNKNOWN])
def test_timescale_that_a_person_took_its_date_from_comes_back(kind):
    assert own_layout.read_when(own_layout.when_in_words("March 2026", kind, None, None))[1].kind is kind


def test_words_that_say_their_own_meaning_leave_as_they_are():
    assert (
        own_layout.when_in_words("March 2026", TimescaleKind.MONTH, date(2026, 3, 1), date(2026, 3, 31)) == "March 2026"
    )


@pytest.mark.parametrize("words", ["(understood as a joke)", "soon\n(understood as 31 March 2026 to 1 March 2026)"])
def test_words_that_only_look_like_a_meaning_stay_words(words):
    assert own_layout.read_when(words)[0] == words
