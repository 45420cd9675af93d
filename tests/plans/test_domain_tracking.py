import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.domain.tracking import Slippage, Tracking, slippage_of, track

MARCH = date(2026, 3, 31)
days = st.dates(min_value=date(2014, 1, 1), max_value=date(2030, 12, 31))


def tracked(*, on, end=MARCH, state=State.IN_PROGRESS, kind=TimescaleKind.MONTH, slips=0, first_end=None):
    return track(kind, end, state, slips, first_end, on=on)


def test_action_is_overdue_the_day_after_its_last_day():
    assert not tracked(on=MARCH).is_overdue
    late = tracked(on=MARCH + timedelta(days=1))
    assert late.overdue_days == 1
    assert late.overdue_reason == "Promised by 31 March 2026, 1 day ago, and it is said to be still in progress"


def test_overdue_reason_says_what_is_said_of_it():
    late = [tracked(on=date(2026, 10, 1), state=s).overdue_reason for s in (State.NOT_STARTED, State.UNKNOWN)]
    assert late == [
        "Promised by 31 March 2026, about 6 months ago, and it is said to be not started",
        "Promised by 31 March 2026, about 6 months ago, and nobody has said how far it has got",
    ]


@pytest.mark.parametrize("state", [state for state in State if not state.is_open])
def test_closed_action_is_never_overdue_soon_or_undated(state):
    assert tracked(on=date(2030, 1, 1), state=state) == Tracking()
    assert tracked(on=MARCH, state=state) == Tracking()
    assert tracked(on=MARCH, end=None, state=state) == Tracking()


def test_due_soon_is_within_thirty_days():
    assert tracked(on=MARCH).soon_reason == "Due today, by 31 March 2026"
    assert tracked(on=date(2026, 3, 30)).soon_reason == "Due in 1 day, by 31 March 2026"
    assert tracked(on=date(2026, 3, 1)).soon_reason == "Due in 30 days, by 31 March 2026"
    assert tracked(on=date(2026, 2, 28)).soon_reason == ""


def test_action_without_a_last_day_says_why():
    reasons = {kind: tracked(on=MARCH, end=None, kind=kind).undated_reason for kind in TimescaleKind}
    assert reasons[TimescaleKind.ONGOING] == "“Ongoing” has no last day, so nobody can say that it is late"
    assert reasons[TimescaleKind.RECURRING] == "It repeats, so it has no last day"
    assert reasons[TimescaleKind.UNKNOWN] == "No date can be read from its timescale"


def test_action_that_lost_its_date_says_what_it_was():
    lost = tracked(on=MARCH, end=None, kind=TimescaleKind.ONGOING, first_end=date(2025, 6, 30))
    assert lost.undated_reason == "It was first promised by 30 June 2025, and has no last day now"


def test_slipped_action_says_how_often_and_how_far():
    once = tracked(on=date(2026, 1, 1), slips=1, first_end=date(2026, 3, 1))
    assert once.is_slipped
    assert once.slipped_reason == ("Its date has moved later once, by 30 days; it was first promised by 1 March 2026")
    thrice = tracked(on=date(2026, 1, 1), slips=3, first_end=date(2024, 12, 31))
    assert thrice.slipped_reason == (
        "Its date has moved later 3 times, by 455 days in all; it was first promised by 31 December 2024"
    )


def test_slip_that_was_taken_back_says_no_length():
    back = tracked(on=date(2026, 1, 1), slips=1, first_end=MARCH)
    assert back.slipped_reason == "Its date has moved later once; it was first promised by 31 March 2026"


def test_complete_action_keeps_its_slips():
    done = tracked(on=date(2027, 1, 1), state=State.COMPLETE, slips=2, first_end=date(2025, 12, 31))
    assert (done.is_overdue, done.is_slipped) == (False, True)


@given(end=st.none() | days, on=days, state=st.sampled_from(State))
def test_overdue_agrees_with_counting_days(end, on, state):
    late = 0
    day = end
    while day is not None and day < on and state.value in ("not_started", "in_progress", "unknown"):
        day += timedelta(days=1)
        late += 1
    assert tracked(on=on, end=end, state=state).overdue_days == late


def test_slippage_of_dates_that_only_move_later():
    ends = [date(2025, 3, 31), date(2025, 6, 30), date(2026, 3, 31)]
    assert slippage_of(ends) == Slippage(2, date(2025, 3, 31), 365)


def test_slippage_passes_over_timescales_without_a_day():
    assert slippage_of([None, date(2025, 3, 31), None, date(2025, 4, 1)]) == Slippage(1, date(2025, 3, 31), 1)
    assert slippage_of([None, None]) == Slippage()
    assert slippage_of([]) == Slippage()


def test_slippage_of_a_date_that_moved_out_and_back():
    assert slippage_of([date(2025, 3, 31), date(2025, 6, 30), date(2025, 1, 31)]) == Slippage(1, date(2025, 3, 31), 0)


@given(st.lists(st.none() | days, max_size=8))
def test_slippage_agrees_with_looking_at_every_pair(ends):
    known = [end for end in ends if end]
    times = len([1 for before, after in itertools.pairwise(known) if after > before])
    found = slippage_of(ends)
    assert found.times == times
    assert found.first_end == (known[0] if known else None)
    assert found.days == (max(0, known[-1].toordinal() - known[0].toordinal()) if known else 0)
