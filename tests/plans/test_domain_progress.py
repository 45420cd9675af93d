"""How far a plan had got month by month, beside a slow count that looks at every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.progress import MOST_MONTHS, Month, Step, months_of
from concordat.plans.domain.states import State

BEGUN, TODAY = date(2025, 11, 10), date(2026, 3, 15)
RUNNING, DONE = State.IN_PROGRESS, State.COMPLETE


def test_months_count_what_was_due_done_overdue_and_moved():
    kept = [Step(BEGUN, RUNNING, date(2025, 12, 31)), Step(date(2026, 1, 5), DONE, date(2025, 12, 31))]
    late = [Step(BEGUN, RUNNING, date(2025, 11, 20)), Step(date(2026, 2, 1), RUNNING, date(2026, 3, 31))]
    undated = [Step(date(2026, 1, 20), State.NOT_STARTED, None)]
    assert months_of([kept, late, undated], on=TODAY) == (
        Month(date(2025, 11, 30), promised=2, due=1, first_due=1, done=0, overdue=1, slipped=0),
        Month(date(2025, 12, 31), promised=2, due=2, first_due=2, done=0, overdue=1, slipped=0),
        Month(date(2026, 1, 31), promised=3, due=2, first_due=2, done=1, overdue=1, slipped=0),
        Month(date(2026, 2, 28), promised=3, due=1, first_due=2, done=1, overdue=0, slipped=1),
        Month(TODAY, promised=3, due=1, first_due=2, done=1, overdue=0, slipped=0),
    )


def test_action_that_is_no_longer_promised_counts_no_more():
    steps = [Step(BEGUN, RUNNING, date(2025, 11, 20)), Step(date(2025, 12, 3), State.WITHDRAWN, date(2025, 11, 20))]
    assert [(month.promised, month.due, month.overdue) for month in months_of([steps], on=date(2025, 12, 31))] == [
        (1, 1, 1),
        (0, 0, 0),
    ]


def test_plan_without_a_word_has_no_months():
    assert months_of([], on=TODAY) == ()
    assert months_of([[], [Step(TODAY + timedelta(days=1), RUNNING, None)]], on=TODAY) == ()


def test_only_the_newest_months_are_told():
    months = months_of([[Step(date(1990, 1, 1), RUNNING, None)]], on=TODAY)
    assert (len(months), months[-1].last_day) == (MOST_MONTHS, TODAY)


days = st.dates(date(2025, 10, 1), date(2026, 6, 30))
steps = st.lists(st.builds(Step, days, st.sampled_from(State), st.none() | days), max_size=5)


@given(histories=st.lists(steps.map(lambda taken: sorted(taken, key=lambda step: step.on)), max_size=6), on=days)
def test_months_agree_with_looking_at_every_day(histories, on):
    assert [
        (month.last_day, month.promised, month.due, month.first_due, month.done, month.overdue, month.slipped)
        for month in months_of(histories, on=on)
    ] == slowly(histories, on)


def slowly(histories, on):
    """Live through every day; where the month or the time ends, look at each action anew."""
    begun = min((step.on for taken in histories for step in taken if step.on <= on), default=None)
    if begun is None:
        return []
    found = []
    day = begun
    while day <= on:
        if day == on or (day + timedelta(days=1)).month != day.month:
            found.append((day, *map(sum, zip(*(one(taken, day) for taken in histories), strict=True))))
        day += timedelta(days=1)
    return found


def one(taken, day):
    said = [step for step in taken if step.on <= day]
    if not said:
        return 0, 0, 0, 0, 0, 0
    state, end = said[-1].state.value, said[-1].end
    is_open, is_done = state in ("not_started", "in_progress", "unknown"), state.startswith("complete")
    ends = [(step.on, step.end) for step in said if step.end]
    moves = [on for (on, end), (_, before) in zip(ends[1:], ends, strict=False) if end > before]
    return (
        int(is_open or is_done),
        int((is_open or is_done) and end is not None and end <= day),
        int((is_open or is_done) and bool(ends) and ends[0][1] <= day),
        int(is_done),
        int(is_open and end is not None and end < day),
        int(any((on.year, on.month) == (day.year, day.month) for on in moves)),
    )
