"""Says what somebody should know of figures before they are loaded, which keeps none of them from it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from concordat.indicators.domain.loading.comparing import Change, Effect
from concordat.indicators.domain.loading.values import KnownMeasure
from concordat.indicators.domain.periods import next_period

_OLD = timedelta(days=3 * 365 + 1)  # after a period has ended: a revision comes sooner, and a wrong year looks like it
_MOST_STRETCHES = 3  # that a sentence names


def notes_of(
    changes: Iterable[Change], measures: Mapping[str, KnownMeasure], began: Mapping[str, date], *, today: date
) -> Iterator[str]:
    """Sentences about periods that are not over, lie long ago, or before all that stand.

    began: the first period that has a figure, by key of the measure; none where there is no figure yet.
    """
    new = [change.figure for change in changes if change.effect is not Effect.SAME]
    yield from _unfinished([change.figure.key for change in changes], measures, today)
    found: dict[str, set[date]] = {}
    for figure in new:
        found.setdefault(figure.key.measure, set()).add(figure.key.on)
    for key, periods in found.items():
        measure, first = measures[key], began.get(key)
        before = {on for on in periods if first is not None and on < first}
        old = {on for on in periods - before if next_period(on, measure.frequency) + _OLD <= today}
        if before and first is not None:
            yield (
                f"“{measure.name}”, {_stretches(before, measure)}: this is before all figures that stand, which begin "
                f"with {measure.wording.period(first)}. Check that the year is right."
            )
        if old:
            yield (
                f"“{measure.name}”, {_stretches(old, measure)}: this is more than 3 years ago. Check that the year is "
                "right."
            )


def _unfinished(
    keys: Sequence[tuple[str, date, str, str]], measures: Mapping[str, KnownMeasure], today: date
) -> Iterator[str]:
    found = {
        measures[name].wording.period(on): None
        for name, on, _, _ in keys
        if on <= today < next_period(on, measures[name].frequency)
    }
    for period in found:
        yield f"{period[:1].upper()}{period[1:]} is not over yet: its figures will have to be revised."


def _stretches(periods: Iterable[date], measure: KnownMeasure) -> str:
    """Periods that follow each other as one: May 2019, April 2020 up to March 2021."""
    stretches: list[list[date]] = []
    for on in sorted(periods):
        if stretches and next_period(stretches[-1][-1], measure.frequency) == on:
            stretches[-1].append(on)
        else:
            stretches.append([on])
    said = [
        measure.wording.period(each[0])
        if len(each) == 1
        else f"{measure.wording.period(each[0])} up to {measure.wording.period(each[-1])}"
        for each in stretches[:_MOST_STRETCHES]
    ]
    return "; ".join([*said, "others"] if len(stretches) > _MOST_STRETCHES else said)
