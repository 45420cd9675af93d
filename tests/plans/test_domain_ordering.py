"""Actions keep their place in the plan where they can."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.ordering import places_in_order


def test_new_list_leaves_room_between_neighbours():
    assert places_in_order([None, None, None]) == (1000, 2000, 3000)


def test_added_item_goes_between_its_neighbours_and_moves_nobody():
    assert places_in_order([1000, None, 2000, 3000]) == (1000, 1500, 2000, 3000)


def test_item_that_moved_gets_a_new_place_and_the_others_stay():
    assert places_in_order([3000, 1000, 2000]) == (500, 1000, 2000)


def test_crowded_gap_moves_the_next_one():
    assert places_in_order([1, None, 2, 1000]) == (1, 334, 667, 1000)


@given(st.lists(st.none() | st.integers(min_value=1, max_value=60), max_size=25))
def test_places_always_rise_and_kept_ones_come_from_the_list(kept):
    places = places_in_order(kept)

    assert len(places) == len(kept)
    assert list(places) == sorted(set(places))


@given(st.lists(st.integers(min_value=1, max_value=10_000), unique=True).map(sorted))
def test_list_in_order_keeps_every_place(kept):
    assert places_in_order(kept) == tuple(kept)
