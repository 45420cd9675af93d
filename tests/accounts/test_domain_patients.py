from datetime import date

import nhs_number
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.accounts.domain.patients import (
    IdentifierKind,
    identifiers_in,
    identifiers_sentence,
    stopped_by,
    wrong_with_reason,
)
from concordat.plans.domain.days import spoken_day

NHS, BORN, POSTCODE = IdentifierKind


def kinds(text: str) -> list[IdentifierKind]:
    return [identifier.kind for identifier in identifiers_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seen by the team: NHS no 999 123 4551.", [NHS]),
        ("NHS9991234551", [NHS]),
        ("999-123-4551 and 9991234551", [NHS, NHS]),
        ("row 12 999 123 4551", [NHS]),
        ("999 123 4552", []),  # the check digit does not fit
        ("Call 01632 960 123 or 0300 123 4567", []),
        ("in 2015-16 2016-17", []),
        ("DOB 3/4/1985", [BORN]),
        ("D.O.B.: 03.04.85", [BORN]),
        ("date of birth is 3rd of April 1985", [BORN]),
        ("He was born on the 3 April 1985", [BORN]),
        ("3 April 1985 (date of birth)", [BORN]),
        ("1985-04-03 dob", [BORN]),
        ("Birthday April 3, 1985", [BORN]),
        ("The newborn unit opens on 3 April 2031", []),
        ("Training for new born care on 3 April 2031", []),
        ("An airborne response by 3/4/2031", []),
        ("Done on 3 April 2031", []),
        ("dob is recorded by the custody desk; due 2031", []),
        ("The café is at 2 Quay Lane, NR33 9ZZ", [POSTCODE]),
        ("lives at nr339zz", [POSTCODE]),
        ("GIR 0AA", [POSTCODE]),
        ("sw1a\u00a01aa", [POSTCODE]),
        ("Q1 2nd quarter, E1 2nd draft, N1 4hr response", []),
        ("See S136 2AB of the plan, action B12 and NR33", []),
        ("", []),
    ],
)
def test_identifiers_are_found_by_kind(text, expected):
    assert kinds(text) == expected


def test_identifiers_sentence_names_each_kind_once_and_repeats_nothing():
    found = identifiers_in("NHS 999 123 4551, 999 123 4551, DOB 3/4/1985, NR33 9ZZ")
    assert identifiers_sentence(found) == "what looks like an NHS number, a date of birth and a postcode"
    assert identifiers_sentence(()) == ""


words = st.text(alphabet="abcdefghijklmnop ,.;:\n", max_size=30)


def with_check_digit(nine: int) -> str:
    """Nine digits and the tenth that fits them; empty where none does."""
    digits = f"{nine:09}"
    last = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return "" if last == 10 else digits + str(last % 11)


valid_numbers = st.integers(0, 999_999_999).map(with_check_digit).filter(nhs_number.is_valid)


@given(words, valid_numbers, st.sampled_from(["", " ", "-", "\u00a0", "–"]), words)
def test_any_nhs_number_between_words_is_found_however_it_is_cut(before, number, mark, after):
    written = mark.join((number[:3], number[3:6], number[6:]))
    text = f"{before} {written} {after}"
    (found,) = [one for one in identifiers_in(text) if one.kind is NHS]
    assert text[found.start : found.end] == written


@given(st.integers(0, 10**10 - 1).map(lambda n: f"{n:010}"))
def test_ten_digits_are_an_nhs_number_only_if_their_check_digit_fits(number):
    assert (kinds(number) == [NHS]) == nhs_number.is_valid(number)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.sampled_from(["due {}", "by {} at the latest", "{}: revised"]))
def test_ordinary_dates_are_no_identifiers(day, sentence):
    for written in (spoken_day(day), f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%d-%m-%Y}", day.isoformat()):
        assert kinds(sentence.format(written)) == []


@given(
    st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.sampled_from(["DOB {}", "born {}", "date of birth: {}", "{} dob"])
)
def test_dates_beside_words_of_birth_are_found_however_they_are_written(day, sentence):
    for written in (spoken_day(day), f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%d-%b-%Y}", day.isoformat()):
        assert kinds(sentence.format(written)) == [BORN], written


inward = st.text(alphabet="ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2)


@given(words, st.sampled_from(["B", "NR", "SW", "LS"]), st.integers(1, 99), st.integers(0, 9), inward, words)
def test_postcodes_are_found_in_capitals_with_and_without_their_space(before, area, district, sector, unit, after):
    for space in ("", " "):
        assert kinds(f"{before} {area}{district}{space}{sector}{unit} {after}") == [POSTCODE]


@given(st.text(max_size=400))
def test_identifiers_of_any_text_stand_inside_it(text):
    for identifier in identifiers_in(text):
        assert 0 <= identifier.start < identifier.end <= len(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("The ward called 943 476 5919 twice", "after “The ward called”"),
        ("943 476 5919", "in it"),
        ("First line\nSecond\n943 476 5919", "after “First line Second”"),
        ("12 3\n943 476 5919", "in line 2"),
    ],
)
def test_sentence_says_where(text, where):
    assert f"what looks like an NHS number {where}." in stopped_by({"progress": text})["progress"]


@given(
    st.text(max_size=60),
    st.sampled_from(["943 476 5919", "9434765919", "LS2 8JR", "born 3 May 1990", "DOB: 03/05/1990"]),
    st.text(max_size=60),
)
def test_sentence_never_repeats_what_was_found(before, found, after):
    for sentence in stopped_by({"progress": f"{before} {found} {after}"}).values():
        assert found.removeprefix("born ").removeprefix("DOB: ") not in sentence


def test_only_the_answers_that_hold_something_are_stopped():
    assert set(stopped_by({"progress": "Fine", "next_step": "See LS2 8JR"})) == {"next_step"}


def test_reason_may_hold_a_postcode_and_nothing_else():
    assert wrong_with_reason("LS2 8JR is our station") == ""
    assert "without repeating it" in wrong_with_reason("943 476 5919 is our telephone")
