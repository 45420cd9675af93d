"""Values that make no sense for their field are refused with a sentence; the others are kept tidy."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.corrections import (
    MissingChoice,
    NotACorrection,
    PlanField,
    RowField,
    checked_plan_value,
    checked_row_value,
    corrected_timescale,
    timescale_between,
    timescale_to_json,
)
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale, TimescaleKind


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        (RowField.ACTION, "  Open \r\n the door ", "Open\n the door"),
        (RowField.THEME, "", ""),
        (RowField.REFERENCES, ["1.1 ", "", "1.2"], ["1.1", "1.2"]),
        (RowField.TIMESCALE, None, None),
        (RowField.STATE, "merged", "merged"),
        (RowField.CONFIDENCE, "red", "red"),
        (RowField.MATCH, 0, 0),
        (RowField.SEEN, 1, True),
        (RowField.LEFT_OUT, False, False),
    ],
)
def test_value_is_kept_tidy(field, value, kept):
    assert checked_row_value(field, value) == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (RowField.ACTION, ""),
        (RowField.ACTION, None),
        (RowField.ACTION, "x" * 20_001),
        (RowField.SECTION, " "),
        (RowField.REFERENCES, "1.1"),
        (RowField.STATE, "overdue"),
        (RowField.CONFIDENCE, "pink"),
        (RowField.MATCH, -1),
        (RowField.MATCH, True),
        (RowField.MATCH, "3"),
        (RowField.TIMESCALE, {"kind": "soon", "start": None, "end": None}),
        (RowField.TIMESCALE, {"kind": "day", "start": None}),
        (RowField.TIMESCALE, {"kind": "month", "start": "2031-02-30", "end": "2031-02-30"}),
        (RowField.TIMESCALE, {"kind": "range", "start": "2031-03-01", "end": "2031-02-01"}),
        (RowField.TIMESCALE, {"kind": "day", "start": None, "end": None}),
    ],
)
def test_value_that_makes_no_sense_is_refused(field, value):
    with pytest.raises(NotACorrection, match=r"\w.*\.$"):
        checked_row_value(field, value)


def test_plan_needs_a_title_and_a_missing_action_a_real_choice():
    with pytest.raises(NotACorrection, match="needs a title"):
        checked_plan_value(PlanField.TITLE, " ")
    with pytest.raises(NotACorrection, match="Say what became"):
        checked_plan_value(PlanField.MISSING, {"number": 3, "choice": "deleted"})
    assert checked_plan_value(PlanField.MISSING, {"number": 3, "choice": "merged"}) == {"number": 3, "choice": "merged"}


@given(st.dates(), st.dates())
def test_dates_between_two_days_come_back_as_they_were(one, other):
    start, end = sorted((one, other))

    written = checked_row_value(RowField.TIMESCALE, timescale_to_json(timescale_between(start, end)))

    assert corrected_timescale("as written", written) == Timescale(
        "as written", timescale_between(start, end).kind, start, end
    )


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        (date(2031, 5, 9), date(2031, 5, 9), TimescaleKind.DAY),
        (date(2032, 2, 1), date(2032, 2, 29), TimescaleKind.MONTH),
        (date(2031, 4, 1), date(2032, 3, 31), TimescaleKind.FINANCIAL_YEAR),
        (date(2031, 1, 1), date(2031, 12, 31), TimescaleKind.YEAR),
        (date(2031, 1, 1), date(2031, 2, 28), TimescaleKind.RANGE),
        (date(2031, 4, 1), date(2031, 6, 30), TimescaleKind.RANGE),
    ],
)
def test_whole_periods_have_their_name(start, end, kind):
    assert timescale_between(start, end).kind is kind


def test_recurrence_is_kept_and_dates_of_what_repeats_are_not():
    written = timescale_to_json(Timescale("Quarterly", TimescaleKind.RECURRING, recurrence="quarterly"))

    assert corrected_timescale("Each quarter", checked_row_value(RowField.TIMESCALE, written)) == Timescale(
        "Each quarter", TimescaleKind.RECURRING, recurrence="quarterly"
    )


def test_every_choice_for_a_missing_action_but_keeping_it_gives_a_closed_state():
    states = {choice: choice.state for choice in MissingChoice}

    assert states.pop(MissingChoice.KEEP) is None
    assert not any(state.is_open for state in states.values())
    assert set(states.values()) == {State.COMPLETE, State.CARRIED_FORWARD, State.MERGED, State.WITHDRAWN}
