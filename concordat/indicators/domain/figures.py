"""How figures and periods are written in words: units, frequencies."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor


class Unit(StrEnum):
    """What a figure counts. A percentage is kept as 0 to 100 with its numerator and denominator."""

    COUNT = "count"
    RATE = "rate"
    PERCENTAGE = "percentage"
    MINUTES = "minutes"
    DAYS = "days"


class Frequency(StrEnum):
    """How long the period of one figure is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a measure's figures are written. rate_of: what a rate is per, such as "100,000 people"."""

    unit: Unit
    frequency: Frequency = Frequency.MONTH
    rate_of: str = ""

    def figure(self, value: float) -> str:
        """A figure in words: 1,204 · 12.5 per 100,000 people · 93.1% · 45 minutes."""
        number = _number(value)
        match self.unit:
            case Unit.PERCENTAGE:
                return f"{number}%"
            case Unit.RATE:
                return f"{number} per {self.rate_of}" if self.rate_of else number
            case Unit.MINUTES:
                return f"{number} minute" if number == "1" else f"{number} minutes"
            case Unit.DAYS:
                return f"{number} day" if number == "1" else f"{number} days"
            case Unit.COUNT:
                return number

    def limits(self, lower: float, upper: float) -> str:
        """Two limits in words: 41 to 59 · 79% to 100% · 31.5 to 60.2 minutes; what a rate is per is left out.

        Of counts, the least and the most that lie within. No percentage is written beyond 0 or 100 and nothing below 0,
        though the calculation does not cut it.
        """
        highest = 100.0 if self.unit is Unit.PERCENTAGE else upper
        lower, upper = max(lower, 0.0), max(min(upper, highest), 0.0)
        if self.unit is Unit.COUNT and ceil(lower) <= floor(upper):
            lower, upper = ceil(lower), floor(upper)
        start = self.figure(lower) if self.unit is Unit.PERCENTAGE else _number(lower)
        return f"{start} to {_number(upper) if self.unit is Unit.RATE else self.figure(upper)}"

    def period(self, on: date) -> str:
        """The period that begins `on`: March 2024 · January to March 2024 · the week of 4 March 2024 · 2024/25."""
        match self.frequency:
            case Frequency.WEEK:
                return f"the week of {on.day} {on:%B %Y}"
            case Frequency.MONTH:
                return f"{on:%B %Y}"
            case Frequency.QUARTER:
                last = (on.replace(day=1) + timedelta(days=62)).replace(day=1)
                return f"{on:%B} to {last:%B %Y}" if last.year == on.year else f"{on:%B %Y} to {last:%B %Y}"
            case Frequency.YEAR:
                return f"{on.year}" if on.month == 1 else f"{on.year}/{(on.year + 1) % 100:02}"


def _number(value: float) -> str:
    """At most one decimal place, two below 1, thousands apart."""
    places = 2 if 0 < abs(value) < 1 else 1
    written = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
