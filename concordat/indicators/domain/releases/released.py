"""The value of a figure as it leaves the members' view: worked out of the counts that are shown, of nothing else."""

import re

from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.releases.period_counts import Pair, ShownPair
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule, shown_percentage
from concordat.indicators.domain.series import Span

_MOST_HIDDEN = 10  # of a hundred figures; a chart of the large ones alone tells of another locality
_NUMBER = re.compile(r"\d[\d,]*")


def pair_of(unit: Unit, value: float | None, numerator: int | None, denominator: int | None) -> Pair:
    """The counts that a figure rests on.

    A share or a rate rests on its numerator and denominator, a mean on the number of its cases (the denominator).
    Where they are not known the pair is empty and nothing is shown: a rate of few people gives their number away to
    whoever knows the population, and the mean of one person is that person's.
    """
    match unit:
        case Unit.PERCENTAGE | Unit.RATE if numerator is not None:
            return Pair(numerator, denominator)
        case Unit.MINUTES | Unit.DAYS:
            return Pair(None, denominator, None if value is None else round(value))
        case Unit.COUNT:
            return Pair(int(value)) if value is not None and value == int(value) else Pair(None)
    return Pair(None)


def category_pair_of(unit: Unit, value: float | None, numerator: int | None, denominator: int | None) -> Pair:
    """The counts of a category: like those of the whole, and a plain count where it has no denominator."""
    if denominator is None and unit not in (Unit.MINUTES, Unit.DAYS):
        return pair_of(Unit.COUNT, value, None, None)
    return pair_of(unit, value, numerator, denominator)


def value_shown(wording: Wording, shown: ShownPair, mean: int | None) -> float | None:
    """What visitors see; None where it is hidden. mean: of a mean, to the whole unit; shown where its cases may be."""
    how_many, of = shown.how_many, shown.of
    if wording.unit in (Unit.MINUTES, Unit.DAYS):
        return float(mean) if of is not None and of.value and mean is not None else None
    if how_many is None or how_many.value is None:
        return None
    if wording.unit is Unit.COUNT or of is None:
        return float(how_many.value)
    if wording.unit is Unit.PERCENTAGE:
        return shown_percentage(how_many, of)
    per = _per(wording)
    return how_many.value / of.value * per if of.value and per else None


def span_shown(wording: Wording, shown: ShownPair, rule: SmallNumberRule) -> Span | None:
    """The least and the greatest value that the counts leave open; None where nothing is shown, or nothing rounded."""
    how_many, of = shown.how_many, shown.of
    if wording.unit in (Unit.MINUTES, Unit.DAYS) or how_many is None or how_many.value is None:
        return None
    least, most = rule.span(how_many)
    if wording.unit is Unit.COUNT or of is None:
        return float(least), float(most)
    fewest, highest = rule.span(of)
    per = _per(wording)
    if not fewest or per is None:
        return None
    spread = per * least / highest, per * most / fewest
    return (spread[0], min(spread[1], 100.0)) if wording.unit is Unit.PERCENTAGE else spread


def _per(wording: Wording) -> int | None:
    """Of how many a share or a rate tells: 100, or the number in the words of a rate."""
    if wording.unit is Unit.PERCENTAGE:
        return 100
    number = _NUMBER.search(wording.rate_of)
    return int(number[0].replace(",", "")) if number else None


def showing_of(shown: ShownPair, value: float | None) -> Showing:
    """Why a figure is shown or not: small where a mark stands for one of its counts, withheld where more is hidden."""
    if value is not None:
        return Showing.SHOWN
    figures = [figure for figure in (shown.how_many, shown.of) if figure is not None]
    return Showing.SMALL if any(figure.showing is Showing.SMALL for figure in figures) else Showing.WITHHELD


def hides_too_much(hidden: int, figures: int) -> bool:
    """Whether so many of these figures are hidden that a chart of the others would mislead."""
    return 100 * hidden > _MOST_HIDDEN * figures
