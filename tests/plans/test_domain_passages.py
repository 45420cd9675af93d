"""The words that a conclusion rests on are marked where they stand, and signs have names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.passages import Words, basis_in_words, colour_in_words, mark


def test_words_are_marked_across_a_line_break_and_in_any_case():
    assert mark("Suite opened.\nWork\ncompleted in May", ["work completed"]) == (
        Words("Suite opened.\n"),
        Words("Work\ncompleted", is_marked=True),
        Words(" in May"),
    )


def test_letters_inside_a_longer_word_are_not_marked():
    assert mark("HBCG/HBC", ["HBC"]) == (Words("HBCG/"), Words("HBC", is_marked=True))


def test_nothing_to_mark_leaves_the_text_whole():
    assert mark("Suite opened", ["closed", ""]) == (Words("Suite opened"),)
    assert mark("", ["closed"]) == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=4))
def test_marked_text_is_the_same_text(text, phrases):
    assert "".join(stretch.text for stretch in mark(text, phrases)) == text


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        ("00B050", "green"), ("C6EFCE", "pale green"), ("FFC000", "amber"), ("FF0000", "red"), ("002060", "dark blue"),
        ("D9D9D9", "pale grey"), ("FFFFFF", ""), (None, ""),
    ],
)  # fmt: skip
def test_colour_has_the_name_that_a_person_gives_it(fill, words):
    assert colour_in_words(fill) == words


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("fill 00B050", "the green shading"), ("text colour FF0000", "the red letters"), ("symbol 🟢", "the sign 🟢"),
        ("highlight darkGreen", "words highlighted in dark green"), ("tick in column Done", "the tick under “Done”"),
        ("Work\ncompleted", "“Work completed”"), (None, ""),
    ],
)  # fmt: skip
def test_basis_is_said_in_words(basis, words):
    assert basis_in_words(basis) == words
