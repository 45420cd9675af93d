"""What a figure must be before it is kept, however it comes."""

from decimal import Decimal

from concordat.indicators.domain.figures import Unit

AGREES_WITHIN = Decimal("0.5")  # percentages are often given with one decimal place, or none


def wrong_with_figure(unit: Unit, value: Decimal | None, numerator: int | None, denominator: int | None) -> str:
    """Why a figure can't be kept, as a sentence; "" where it can.

    value: None for one that is missing. A percentage (0 to 100) rests on how many of how many, and is theirs.
    """
    if value is not None and value < 0:
        return "A figure can't be less than 0."
    if unit is not Unit.PERCENTAGE or value is None:
        return ""
    if value > 100:
        return "A percentage can't be more than 100."
    if numerator is None or not denominator:
        return "A percentage needs how many, and of how many."
    if abs(Decimal(100 * numerator) / denominator - value) > AGREES_WITHIN:
        return f"{numerator} of {denominator} is not {value.normalize():f}%."
    return ""
