"""Figures are read as people write them, and a mark is never taken for one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading.amounts import Amount, NotAFigure, amount_of


@given(st.integers(0, 2_000_000_000))
def test_count_is_read_with_and_without_commas(number):
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f"{number}.0", f" {number} "):
        assert amount_of(text, Unit.COUNT) == Amount(number=Decimal(number))


@given(st.decimals(0, 1_000_000, places=4), st.sampled_from([Unit.RATE, Unit.MINUTES, Unit.DAYS]))
def test_decimals_are_read_exactly(number, unit):
    assert amount_of(f"{number:,f}", unit) == Amount(number=number)


@given(st.integers(0, 999), st.integers(0, 999))
def test_share_is_read(numerator, denominator):
    for text in (f"{numerator} of {denominator}", f"{numerator}/{denominator}", f"{numerator} out of {denominator}"):
        assert amount_of(text, Unit.PERCENTAGE) == Amount(share=(numerator, denominator))


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("", Unit.COUNT, None),
        (" \n ", Unit.COUNT, None),
        ("45%", Unit.PERCENTAGE, Amount(number=Decimal(45))),
        ("45.5 per cent", Unit.PERCENTAGE, Amount(number=Decimal("45.5"))),
        ("12 mins", Unit.MINUTES, Amount(number=Decimal(12))),
        (".5", Unit.RATE, Amount(number=Decimal("0.5"))),
        ("n/a", Unit.COUNT, Amount(is_missing=True)),
        ("not available", Unit.COUNT, Amount(is_missing=True)),
    ],
)
def test_other_ways_are_read(text, unit, amount):
    assert amount_of(text, unit) == amount


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("*", Unit.COUNT, "hidden"),
        ("<5", Unit.COUNT, "hidden"),
        ("1-7", Unit.COUNT, "hidden"),
        ("5*", Unit.COUNT, "hidden"),
        ("[c]", Unit.COUNT, "hidden"),
        ("fewer than five", Unit.COUNT, "hidden"),
        ("-", Unit.COUNT, "dash"),
        ("–", Unit.COUNT, "dash"),
        ("=SUM(B2:B9)", Unit.COUNT, "formula"),
        ("#REF!", Unit.COUNT, "error"),
        ("-3", Unit.COUNT, "negative"),
        ("(3)", Unit.COUNT, "negative"),
        ("3.5", Unit.COUNT, "decimal"),
        ("45%", Unit.COUNT, "unit"),
        ("2 hours", Unit.MINUTES, "unit"),
        ("1:30", Unit.MINUTES, "clock"),
        ("1.2k", Unit.COUNT, "shortened"),
        ("1E+05", Unit.COUNT, "shortened"),
        ("12,5", Unit.RATE, "comma"),
        ("9 of 20", Unit.COUNT, "share"),
        ("99999999999", Unit.COUNT, "large"),
        ("lots", Unit.COUNT, "words"),
        ("12†", Unit.COUNT, "marked"),
        ("1,234 [r]", Unit.COUNT, "marked"),
        ("12.5 (provisional)", Unit.MINUTES, "marked"),
        ("12²", Unit.COUNT, "marked"),
        ("≥5", Unit.COUNT, "about"),
        ("c. 12", Unit.COUNT, "about"),
        ("12-15", Unit.COUNT, "about"),
        ("nil", Unit.COUNT, "nought"),
        ("\u22123", Unit.COUNT, "negative"),
        ("1,23,4", Unit.COUNT, "words"),
        ("9" * 1_000_000, Unit.COUNT, "words"),
        ("²", Unit.COUNT, "words"),
        ("١٢", Unit.COUNT, "words"),
    ],
)
def test_what_is_no_figure_is_refused(text, unit, kind):
    with pytest.raises(NotAFigure) as refused:
        amount_of(text, unit)
    assert refused.value.kind == kind


@given(st.text(max_size=60), st.sampled_from(Unit))
def test_no_text_breaks_the_reading(text, unit):
    try:
        amount = amount_of(text, unit)
    except NotAFigure:
        return
    assert amount is None or amount.number is None or 0 <= amount.number <= 2_000_000_000


@given(st.text(alphabet="0123456789.,-%/*<> of()k:E+", max_size=16), st.sampled_from(Unit))
def test_nothing_like_a_figure_breaks_the_reading(text, unit):
    try:
        amount = amount_of(text, unit)
    except NotAFigure:
        return
    assert amount is None or amount.is_missing or amount.share or amount.number >= 0
