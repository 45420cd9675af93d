"""References of actions: the spellings that plans use, and words that are no reference."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.references import looks_like_reference, parse_references
from tests.plans.reading.reference_pairs import expected_actions
from tests.shared import needs_shared


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("3.1", ("3.1",)),
        ("3. 3", ("3.3",)),
        ("3.\n3", ("3.3",)),
        ("1.1.", ("1.1",)),
        ("3.6 (1)", ("3.6(1)",)),
        ("3.7 ( 1 )", ("3.7(1)",)),
        ("3.3 a", ("3.3a",)),
        ("a.", ("a",)),
        ("(a)", ("a",)),
        ("a)", ("a",)),
        ("ii.", ("ii",)),
        ("1:a", ("1:a",)),
        ("1 :a", ("1:a",)),
        ("A1.1.1", ("A1.1.1",)),
        ("A 1", ("A1",)),
        ("1001", ("1001",)),
        ("FEN-01", ("FEN-01",)),
        ("MH/03", ("MH/03",)),
        ("A001", ("A001",)),
        ("II.2", ("II.2",)),
        ("No. 4", ("4",)),
        ("Ref 3.1", ("3.1",)),
        ("Priority 3", ("Priority 3",)),
        ("PRIORITY 3.", ("Priority 3",)),
        ("2.4a\n\n2.4b", ("2.4a", "2.4b")),
        ("1.\n2.", ("1", "2")),
        ("1.14 & 1.15", ("1.14", "1.15")),
        ("1.14 and 1.15", ("1.14", "1.15")),
        ("1.1/1.2", ("1.1", "1.2")),
        ("1.1, 1.2; 1.3", ("1.1", "1.2", "1.3")),
        ("1.1 1.2", ("1.1", "1.2")),
        ("1.2 – 1.4", ("1.2", "1.4")),
        ("1.1, 1.1", ("1.1",)),
        ("1.4*", ("1.4",)),
        ("2.6 NEW", ("2.6",)),
        ("2.6\n(new)", ("2.6",)),
        ("\u00a03.\u200b3\u00a0", ("3.3",)),
    ],
)
def test_references_of_a_cell_are_read_in_their_plain_form(text, references):
    assert parse_references(text) == references
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*",
        "new",
        "New action",
        ".",
        "-",
        "CCG",
        "Police",
        "As above",
        "Green 2",  # an ambulance category
        "4 weeks",
        "Q4",
        "2016",
        "2015/16",
        "15/16",
        "24/7",
        "S136",
        "NHS 111",
        "1.2 Write the protocol",
        "Action 1.2: write the protocol",
    ],
)
def test_other_words_are_no_reference(text):
    assert parse_references(text) == ()
    assert not looks_like_reference(text)


_plain = st.from_regex(r"[1-9]\d?(\.[1-9]\d?){1,2}[a-d]?(\([1-9]\))?", fullmatch=True)


@given(_plain, st.sampled_from(["{}", "{}.", " {} ", "{}*", "{}\n", "Ref {}", "{}\u00a0"]))
def test_a_reference_reads_the_same_however_it_is_decorated(reference, decoration):
    assert parse_references(decoration.format(reference)) == (reference,)


@given(st.lists(_plain, min_size=1, max_size=4, unique=True), st.sampled_from([", ", "\n", " & ", "; ", " and "]))
def test_several_references_are_read_in_their_order(references, separator):
    assert parse_references(separator.join(references)) == tuple(references)


@given(st.text(max_size=300))
def test_any_text_is_read_without_error_and_gives_no_white_space_but_after_a_word_that_counts(text):
    for reference in parse_references(text):
        assert reference == reference.strip()
        assert "\n" not in reference
        assert looks_like_reference(reference)


def test_a_very_long_text_is_read_at_once():
    began = time.process_time()
    for text in ("1." * 500_000, " " * 1_000_000, "a" * 1_000_000, "1 (" * 300_000):
        assert parse_references(text) == ()
    assert time.process_time() - began < 10


@needs_shared
def test_references_of_the_reference_documents_read_as_themselves():
    references = {reference for action in expected_actions() for reference in action["refs"]}
    assert len(references) > 80
    assert {reference for reference in references if parse_references(reference) != (reference,)} == set()
