"""Tells which unit people say that figures are in, so that none is loaded as another."""

import re
from collections.abc import Mapping

from concordat.indicators.domain.detentions import plain
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading.values import KnownMeasure, quoted

IS = {
    Unit.COUNT: "is a count",
    Unit.RATE: "is a rate",
    Unit.PERCENTAGE: "is a percentage",
    Unit.MINUTES: "is in minutes",
    Unit.DAYS: "is in days",
}
# Units that no measure here has, as they are said.
OTHER_UNITS = {
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "hour": "hours",
    "hours": "hours",
    "s": "seconds",
    "sec": "seconds",
    "secs": "seconds",
    "seconds": "seconds",
    "week": "weeks",
    "weeks": "weeks",
}
_WORDS: Mapping[Unit, str] = {
    Unit.COUNT: "count counts number numbers n no people persons patients detentions cases episodes",
    Unit.RATE: "rate rates per",
    Unit.PERCENTAGE: "percentage percent pct proportion",
    Unit.MINUTES: "minutes minute mins min",
    Unit.DAYS: "days day",
}
_UNITS: dict[str, Unit | str] = {word: unit for unit, words in _WORDS.items() for word in words.split()} | OTHER_UNITS
_BEFORE = frozenset({"in", "as", "the", "a", "average", "mean", "median", "avg", "total", "whole"})


def unit_told(text: str) -> Unit | str | None:
    """The unit that words say, one that no measure has as its name; None where they say none."""
    if text.strip().endswith("%"):
        return Unit.PERCENTAGE
    if text.strip() == "#":
        return Unit.COUNT
    words = plain(text[:80]).split()
    while words and words[0] in _BEFORE:
        words = words[1:]
    if words[:2] == ["per", "cent"]:
        return Unit.PERCENTAGE
    return _UNITS.get(words[0]) if words else None


def _per(text: str) -> str:
    """The digits of the number that a rate is of: 100000 of "per 100,000 people", "" where there is none."""
    return re.sub(r"[^0-9]", "", re.sub(r"(?<=[0-9]) ?k\b", "000", text.casefold()))


def wrong_unit(text: str, measure: KnownMeasure, *, is_heading: bool) -> str:
    """Why figures under these words are none of a measure, as a sentence without its end; "" where they may be.

    is_heading: over a column of figures, where "Number" says no more than that they are some.
    """
    told = unit_told(text)
    if told is Unit.RATE and told is measure.unit and measure.rate_of and _per(text) not in ("", _per(measure.rate_of)):
        is_per = f"“{measure.name}” is per {measure.rate_of}"
        return f"{quoted(text)} says another unit: {is_per}, so write its figures that way"
    if told is None or told == measure.unit or (is_heading and told is Unit.COUNT):
        return ""
    return f"{quoted(text)} says another unit: “{measure.name}” {IS[measure.unit]}, so write its figures that way"
