"""What hangs in the air between outcomes, measures and actions."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.outcomes import Gaps, gaps_between

KEYS = st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True, max_size=4)
NUMBERS = st.lists(st.integers(1, 5), unique=True, max_size=5)


def test_everything_that_is_tied_leaves_no_gap():
    assert gaps_between({1: (["a"], [7])}, ["a"], [7], ["a"]) == Gaps()
    assert Gaps().is_whole


def test_each_lack_is_told_in_the_order_that_was_given():
    found = gaps_between({2: ([], []), 1: (["b"], [8])}, ["c", "b", "a"], [9, 8, 7], ["a"])
    assert found == Gaps(
        outcomes_without_measure=(2,),
        outcomes_without_action=(2,),
        measures_without_action=("c", "b"),
        measures_without_outcome=("c", "a"),
        actions_without_outcome=(9, 7),
    )
    assert not found.is_whole


@given(st.dictionaries(st.integers(1, 4), st.tuples(KEYS, NUMBERS), max_size=4), KEYS, NUMBERS, KEYS)
def test_gaps_are_what_a_slow_look_finds(outcomes, measures, actions, moved):
    found = gaps_between(outcomes, measures, actions, moved)
    for key, (theirs, meant) in outcomes.items():
        assert (key in found.outcomes_without_measure) is (len(theirs) == 0)
        assert (key in found.outcomes_without_action) is (len(meant) == 0)
    for measure in measures:
        assert (measure in found.measures_without_action) is (measure not in moved)
        is_told = any(measure in theirs for theirs, _ in outcomes.values())
        assert (measure in found.measures_without_outcome) is not is_told
    for action in actions:
        is_meant = any(action in meant for _, meant in outcomes.values())
        assert (action in found.actions_without_outcome) is not is_meant
