"""Reads what went out of a locality's figures, and writes counts and figures as they are kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from concordat.directory.models import Locality
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.periods import year_of
from concordat.indicators.domain.releases import (
    Counted,
    Figure,
    Pair,
    PeriodCounts,
    ReleasedPeriod,
    Showing,
    ShownPair,
    ShownPeriod,
    SmallNumberRule,
    category_pair_of,
    hides_too_much,
    name_of,
    pair_of,
    splits_of,
    value_shown,
)
from concordat.indicators.models import FigureRelease, Measure, Observation, SmallNumberSetting

Row = dict[str, Any]  # of an observation, as .values() gives it
Rows = dict[date, dict[tuple[str, str], Row]]  # by period, breakdown and category
_FIELDS = ("measure_id", "period_on", "breakdown", "category", "revision", "value", "numerator", "denominator")


def rule_of(locality: Locality) -> SmallNumberRule:
    """The rule in force: what the locality set last, or the default."""
    setting = SmallNumberSetting.objects.filter(locality=locality).order_by("pk").last()
    return SmallNumberRule() if setting is None else rule_from(setting.largest_hidden, setting.rounds_to)


def rule_from(largest_hidden: int, rounds_to: int) -> SmallNumberRule:
    return SmallNumberRule(largest_hidden, rounds_to, min(SmallNumberRule().fewest_choices, largest_hidden))


def wording_of(measure: Measure) -> Wording:
    return Wording(Unit(measure.unit), Frequency(measure.frequency), measure.rate_of)


def latest_rows(
    measures: Iterable[Measure],
    *,
    periods: Collection[date] | None = None,
    with_breakdowns: bool = True,
    more: tuple[str, ...] = (),
) -> dict[int, Rows]:
    """The figures as they stand, by measure: of each period and category its latest revision. One query."""
    observations = Observation.objects.filter(measure__in=[measure.pk for measure in measures])
    if periods is not None:
        observations = observations.filter(period_on__in=periods)
    if not with_breakdowns:
        observations = observations.filter(breakdown="")
    found: defaultdict[int, Rows] = defaultdict(dict)
    for row in observations.order_by("period_on", "breakdown", "category", "revision").values(*_FIELDS, *more):
        found[row["measure_id"]].setdefault(row["period_on"], {})[row["breakdown"], row["category"]] = row
    return found


def counted(measures: Mapping[int, Measure]) -> list[Counted]:
    """The counts of every measure as they stand and stood; `went_out` is the measures' annotation. One query."""
    stands = _stands(measures)
    return [
        Counted(
            measure=key,
            frequency=Frequency(measure.frequency),
            standard_key=measure.standard_key,
            periods={on: counts_of(measure, on, stand.cells) for on, stand in stands[key].items()},
            went_out=bool(getattr(measure, "went_out", False)),
            replaced={
                on: [(until, counts_of(measure, on, cells)) for until, cells in stand.replaced]
                for on, stand in stands[key].items()
                if stand.replaced
            },
        )
        for key, measure in measures.items()
    ]


@dataclass
class _Stand:
    """The figures of a period as they stand, and those that were replaced, with the moment of that."""

    cells: dict[tuple[str, str], Row] = field(default_factory=dict)
    replaced: list[tuple[datetime, dict[tuple[str, str], Row]]] = field(default_factory=list)


def _stands(measures: Iterable[int]) -> Mapping[int, Mapping[date, _Stand]]:
    found: defaultdict[int, defaultdict[date, _Stand]] = defaultdict(lambda: defaultdict(_Stand))
    rows = Observation.objects.filter(measure__in=list(measures)).order_by("at", "pk").values(*_FIELDS, "at")
    for row in rows:
        stand, cell = found[row["measure_id"]][row["period_on"]], (row["breakdown"], row["category"])
        is_noted = bool(stand.replaced) and stand.replaced[-1][0] == row["at"]
        if cell in stand.cells and not is_noted:
            stand.replaced.append((row["at"], dict(stand.cells)))
        stand.cells[cell] = row
    return found


def waiting() -> QuerySet[Observation]:
    """The figures of published measures that no release followed."""
    released = FigureRelease.objects.filter(
        measure=OuterRef("measure"), period_on=OuterRef("period_on"), is_quarter=False, is_year=False,
        at__gte=OuterRef("at"),
    )  # fmt: skip
    return Observation.objects.filter(~Exists(released), measure__published_at__isnull=False)


def hiding(measures: Iterable[int], *, is_quarter: bool = False) -> set[int]:
    """The measures of which too much is hidden for a chart: of their figures, or of their quarters as added up."""
    rows = FigureRelease.objects.filter(measure__in=list(measures), is_quarter=is_quarter, is_year=False)
    latest: defaultdict[int, dict[date, bool]] = defaultdict(dict)
    for key, period_on, whole in rows.order_by("pk").values_list("measure_id", "period_on", "shown__whole"):
        latest[key][period_on] = whole is not None and whole[2] is None
    return {key for key, hidden in latest.items() if hides_too_much(sum(hidden.values()), len(hidden))}


def counts_of(measure: Measure, period_on: date, cells: Mapping[tuple[str, str], Row]) -> PeriodCounts:
    """The counts that the figures of one period rest on."""
    unit = Unit(measure.unit)
    whole = None
    breakdowns: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
    for (breakdown, category), row in cells.items():
        if row["value"] is None:
            continue
        figure = float(row["value"]), row["numerator"], row["denominator"]
        if breakdown:
            breakdowns[breakdown][category] = category_pair_of(unit, *figure)
        else:
            whole = pair_of(unit, *figure)
    frequency = Frequency(measure.frequency)
    splits = splits_of(period_on, frequency)
    return PeriodCounts(measure.pk, whole, dict(breakdowns), name_of(period_on, frequency), splits)


def releases_of(locality: Locality, *, years: Collection[date] | None = None) -> dict[date, list[ReleasedPeriod]]:
    """Everything that ever went out of a locality, oldest first, by the first day of the financial year."""
    rows = FigureRelease.objects.filter(measure__locality=locality)
    if years is not None:
        rows = rows.filter(period_on__gte=min(years), period_on__lt=max(years).replace(year=max(years).year + 1))
    found: defaultdict[date, list[ReleasedPeriod]] = defaultdict(list)
    for frequency, key, period_on, is_quarter, is_year, largest, rounds_to, counts, shown in rows.order_by(
        "pk"
    ).values_list(
        "measure__frequency", "measure_id", "period_on", "is_quarter", "is_year", "largest_hidden", "rounds_to",
        "counts", "shown",
    ):  # fmt: skip
        is_sum = is_quarter or is_year
        length = (Frequency.YEAR if is_year else Frequency.QUARTER) if is_sum else Frequency(frequency)
        true = counts_from(key, counts, period_on, length, is_sum=is_sum)
        rule, is_held = rule_from(largest, rounds_to), "beside" in shown
        found[year_of(period_on)].append(ReleasedPeriod(true, shown_from(shown)[0], rule, is_held))
    return found


def counts_from(measure: int, kept: Any, period_on: date, frequency: Frequency, *, is_sum: bool) -> PeriodCounts:
    """The counts that `keep_counts` wrote; frequency: of the period, not of the measure."""
    return PeriodCounts(
        measure,
        Pair(*kept["whole"]) if kept["whole"] else None,
        {name: {each: Pair(*pair) for each, pair in cells.items()} for name, cells in kept["breakdowns"].items()},
        name_of(period_on, frequency),
        splits_of(period_on, frequency),
        is_sum,
    )


def keep_counts(counts: PeriodCounts) -> dict[str, Any]:
    """As JSON: each pair as [how many, of, mean]."""
    return {
        "whole": [counts.whole.how_many, counts.whole.of, counts.whole.mean] if counts.whole else None,
        "breakdowns": {
            name: {each: [pair.how_many, pair.of, pair.mean] for each, pair in cells.items()}
            for name, cells in counts.breakdowns.items()
        },
    }


def keep_shown(released: ReleasedPeriod, wording: Wording, *, beside: int | None = None) -> dict[str, Any]:
    """As JSON: each figure as [how many, of, value], in numbers that are shown, the word why one is not, or nothing.

    beside: the measure beside which nothing of this one may go out; None of one that is withdrawn.
    """

    def keep(shown: ShownPair, true: Pair) -> list[int | str | float | None]:
        value = value_shown(wording, shown, true.mean)
        return [_keep_figure(shown.how_many), _keep_figure(shown.of), value]

    counts, shown = released.counts, released.shown
    return {
        "whole": keep(shown.whole, counts.whole) if shown.whole and counts.whole else None,
        "breakdowns": {
            name: {each: keep(pair, counts.breakdowns[name][each]) for each, pair in cells.items()}
            for name, cells in shown.breakdowns.items()
        },
        **({"beside": beside} if released.is_held else {}),
    }


def shown_from(kept: Any) -> tuple[ShownPeriod, dict[tuple[str, str], float | None]]:
    """What `keep_shown` wrote: the counts as shown, and the values by breakdown and category."""
    values: dict[tuple[str, str], float | None] = {}

    def read(cell: Any, key: tuple[str, str]) -> ShownPair:
        values[key] = cell[2]
        return ShownPair(_figure_from(cell[0]), _figure_from(cell[1]))

    whole = read(kept["whole"], ("", "")) if kept["whole"] else None
    breakdowns = {
        name: {each: read(cell, (name, each)) for each, cell in cells.items()}
        for name, cells in kept["breakdowns"].items()
    }
    return ShownPeriod(whole, breakdowns), values


def _keep_figure(figure: Figure | None) -> int | str | None:
    if figure is None:
        return None
    return figure.value if figure.showing is Showing.SHOWN else figure.showing.value


def _figure_from(kept: int | str | None) -> Figure | None:
    if kept is None:
        return None
    return Figure(Showing(kept)) if isinstance(kept, str) else Figure(Showing.SHOWN, kept)
