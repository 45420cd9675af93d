from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.editions.comparing import ChangeKind, Standing, changes_between
from concordat.plans.domain.states import State

MARCH, JUNE = date(2026, 3, 31), date(2026, 6, 30)
SAID = date(2026, 1, 5)


def stood(number=1, state=State.IN_PROGRESS, end=MARCH, said_on=SAID):
    return Standing(number, state, end, said_on)


def kinds(before, after):
    return [change.kind for change in changes_between(before, after)]


def test_unchanged_action_gives_no_change():
    assert kinds([stood()], [stood(said_on=date(2026, 5, 1))]) == []


def test_action_is_added_and_removed():
    assert kinds([], [stood()]) == [ChangeKind.ADDED]
    assert kinds([stood()], []) == [ChangeKind.REMOVED]


def test_action_that_was_told_withdrawn_is_not_told_removed_after_that():
    assert kinds([stood(state=State.WITHDRAWN)], []) == []
    assert kinds([stood(state=State.COMPLETE)], []) == [ChangeKind.REMOVED]


def test_completion_tells_more_than_a_moved_date():
    assert kinds([stood()], [stood(state=State.COMPLETE, end=JUNE)]) == [ChangeKind.COMPLETED]


def test_verifying_a_complete_action_is_no_completion():
    assert kinds([stood(state=State.COMPLETE)], [stood(state=State.COMPLETE_VERIFIED)]) == []


def test_dates_move_later_and_earlier():
    assert kinds([stood()], [stood(end=JUNE)]) == [ChangeKind.SLIPPED]
    assert kinds([stood(end=JUNE)], [stood()]) == [ChangeKind.BROUGHT_FORWARD]
    assert kinds([stood(end=None)], [stood()]) == []


def test_states_that_open_close_and_start():
    assert kinds([stood(state=State.COMPLETE)], [stood()]) == [ChangeKind.REOPENED]
    assert kinds([stood(state=State.COMPLETE)], [stood(state=State.WITHDRAWN)]) == [ChangeKind.CLOSED]
    assert kinds([stood()], [stood(state=State.MERGED)]) == [ChangeKind.CLOSED]
    assert kinds([stood(state=State.NOT_STARTED)], [stood()]) == [ChangeKind.STARTED]
    assert kinds([stood(state=State.UNKNOWN)], [stood(state=State.NOT_STARTED)]) == []


def test_changes_come_latest_said_first():
    before = [stood(1), stood(2), stood(3)]
    after = [
        stood(1, State.COMPLETE, said_on=date(2026, 2, 1)),
        stood(2, State.COMPLETE, said_on=date(2026, 4, 1)),
        stood(3, State.COMPLETE, said_on=date(2026, 4, 1)),
    ]
    assert [change.number for change in changes_between(before, after)] == [2, 3, 1]


standings = st.builds(
    Standing,
    st.integers(1, 6),
    st.sampled_from(State),
    st.none() | st.sampled_from([MARCH, JUNE]),
    st.sampled_from([SAID, JUNE]),
)


@given(st.lists(standings, unique_by=lambda s: s.number), st.lists(standings, unique_by=lambda s: s.number))
def test_changes_agree_with_asking_each_action_in_turn(before, after):
    found = {change.number: change for change in changes_between(before, after)}
    for number in range(1, 7):
        old = next((s for s in before if s.number == number), None)
        new = next((s for s in after if s.number == number), None)
        change = found.get(number)
        if old is not None and new is None and not (old.state.is_open or old.state.is_complete):
            assert change is None
        elif (old is None) != (new is None):
            assert change is not None
            assert change.kind == (ChangeKind.ADDED if old is None else ChangeKind.REMOVED)
        elif old is None or (old.state, old.end) == (new.state, new.end):
            assert change is None
        elif change is not None:
            assert (change.before, change.after) == (old, new)
