"""Makes figures of counted forms, for the measures of the standard set that a locality follows."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from concordat.indicators.domain.detentions import CHILD_BANDS, FormCounts, MonthCounts
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading.values import Figure, FigureKey
from concordat.indicators.domain.reference import StandardMeasure, StandardSet

NOUGHT = Decimal(0)
_ALL = "Detentions"  # how the form's rows themselves are titled
_PERCENT_PLACES = Decimal("0.000001")


def figures_counted(counts: FormCounts, standard: StandardSet, keys: Mapping[str, str]) -> tuple[Figure, ...]:
    """The figures of each month. keys: by key of the standard set, that of the locality's measure."""
    return tuple(
        figure
        for measure in standard.measures
        if measure.key in keys
        for month in counts.months
        for figure in _figures(measure, keys[measure.key], month, counts)
    )


def _figures(measure: StandardMeasure, key: str, month: MonthCounts, counts: FormCounts) -> Iterator[Figure]:
    whole = FigureKey(key, month.month)
    pair = month.measures.get(measure.counted_as)
    if measure.counted_as == _ALL:
        yield Figure(whole, Decimal(month.detentions))
        for title in measure.breakdowns:
            yield from _categories(whole, title, month, counts)
    elif measure.unit is Unit.PERCENTAGE:
        if pair is not None and pair[1]:
            value = (Decimal(100 * pair[0]) / pair[1]).quantize(_PERCENT_PLACES)
            yield Figure(whole, value, pair[0], pair[1])
    elif pair is not None:
        yield Figure(whole, Decimal(pair[0]))
    elif any(measure.counted_as in other.measures for other in counts.months) and not (
        _children(month) or month.perhaps_children
    ):
        # The form has the columns, and nobody in this month whom the measure is about; where the place of a child is
        # not known, or the age of somebody in a cell, it is not said that no child was in one.
        yield Figure(whole, NOUGHT)


def _children(month: MonthCounts) -> int:
    return sum(month.breakdowns.get("age", {}).get(band, 0) for band in CHILD_BANDS)


def _categories(whole: FigureKey, title: str, month: MonthCounts, counts: FormCounts) -> Iterator[Figure]:
    """A figure for each category of a breakdown that any month has: one that this month lacks is nought."""
    found = month.breakdowns.get(title)
    if found is None:
        return
    names = sorted({name for other in counts.months for name in other.breakdowns.get(title, ())})
    for name in names:
        yield Figure(FigureKey(whole.measure, whole.on, title, name), Decimal(found.get(name, 0)))
