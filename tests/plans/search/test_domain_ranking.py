"""The order of what was found, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.searching import Indexed, joined_stems, ranked, read_question, tokens_of


def indexed(key: int, words: str, outcome: str = "", leads: str = "", progress: str = "") -> Indexed:
    return Indexed(key, *(joined_stems([tokens_of(text)]) for text in (words, outcome, leads, progress)))


BETTER = {
    "its own words before its outcome": ("harbour", {"words": "Ask the harbour"}, {"outcome": "A safe harbour"}),
    "its outcome before who leads it": ("harbour", {"outcome": "A safe harbour"}, {"leads": "Harbour Trust"}),
    "who leads it before what was said, however often": (
        "harbour", {"leads": "Harbour Trust"}, {"progress": "harbour, " * 30},
    ),
    "said of long ago before nothing but a long report": (
        "harbour", {"progress": "The harbour was asked"}, {"progress": "The harbour was asked. " + "And so on. " * 90},
    ),
    "few words before many": (
        "harbour", {"words": "Ask the harbour"}, {"words": "Ask the harbour " + "and every other place " * 9},
    ),
    "more than once before once": (
        "harbour", {"words": "Ask harbour by harbour now"}, {"words": "Ask the harbour office now"},
    ),
    "near before far": (
        "street triage", {"words": "Triage on the street begins today in two towns"},
        {"words": "Triage begins today in two towns and on the street"},
    ),
    "together in what was said before scattered there": (
        "street triage", {"progress": "Begin street triage today"}, {"progress": "Triage today, begin street"},
    ),
    "a phrase that was asked for as one": (
        '"street triage" night', {"words": "At night street triage"}, {"words": "Street triage goes on all the night"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "better", "worse"), BETTER.values(), ids=BETTER)
def test_better_action_comes_first(typed, better, worse):
    better, worse = ({"words": "Open a line", **fields} for fields in (better, worse))
    assert ranked([indexed(1, **worse), indexed(2, **better)], read_question(typed)) == [2, 1]


def test_rarer_word_counts_for_more():
    common = [indexed(n, "Open a crisis line") for n in range(1, 9)]
    rare = indexed(9, "Open a lighthouse line")
    assert ranked([*common, rare], read_question("crisis lighthouse"))[0] == 9


def test_nothing_found_has_no_order():
    assert ranked([], read_question("harbour")) == []


WORDS = st.lists(st.sampled_from(["open", "harbour", "line", "s136", "night"]), max_size=6).map(" ".join)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=8)


@given(ROWS, WORDS, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_rows_come(rows, typed, rng):
    asked = read_question(typed)
    found = [indexed(key, *texts) for key, texts in enumerate(rows)]
    order = ranked(found, asked)
    rng.shuffle(found)
    assert ranked(found, asked) == order
    assert sorted(order) == sorted(row.key for row in found)
