"""A figure that can't be right is refused with a sentence."""

from decimal import Decimal

import pytest

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.rules import wrong_with_figure


@pytest.mark.parametrize(
    ("unit", "value", "numerator", "denominator", "sentence"),
    [
        (Unit.COUNT, "-1", None, None, "A figure can't be less than 0."),
        (Unit.COUNT, "101", None, None, ""),
        (Unit.COUNT, None, None, None, ""),
        (Unit.PERCENTAGE, "101", 101, 100, "A percentage can't be more than 100."),
        (Unit.PERCENTAGE, "50", None, None, "A percentage needs how many, and of how many."),
        (Unit.PERCENTAGE, "50", 3, 4, "3 of 4 is not 50%."),
        (Unit.PERCENTAGE, "33.3", 1, 3, ""),  # rounded
    ],
)
def test_figure_is_kept_or_refused_with_a_sentence(unit, value, numerator, denominator, sentence):
    assert wrong_with_figure(unit, value and Decimal(value), numerator, denominator) == sentence
