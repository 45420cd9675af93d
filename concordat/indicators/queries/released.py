"""Reads what the public sees of figures: of each period what was released last."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases import Figure, showing_of, span_shown
from concordat.indicators.domain.showing import SeenFigure
from concordat.indicators.models import FigureRelease, Measure
from concordat.indicators.queries import releases

Cells = dict[tuple[str, str], list[SeenFigure]]  # by breakdown and category, each by date


@dataclass(frozen=True)
class Released:
    """What went out of one measure. sums: its figures added up by longer periods, where such went out."""

    cells: Cells
    sums: dict[Frequency, list[SeenFigure]] = field(default_factory=dict)


def released_figures(measures: Collection[Measure], *, with_breakdowns: bool) -> dict[int, Released]:
    """What was released last of each period, by measure. One query."""
    wordings = {measure.pk: releases.wording_of(measure) for measure in measures}
    latest: dict[tuple[int, bool, bool, date], Any] = {}
    rows = FigureRelease.objects.filter(measure__in=list(wordings)).order_by("period_on", "pk")
    for *key, largest_hidden, rounds_to, shown in rows.values_list(
        "measure_id", "is_quarter", "is_year", "period_on", "largest_hidden", "rounds_to", "shown"
    ):
        latest[tuple(key)] = releases.rule_from(largest_hidden, rounds_to), shown
    found: defaultdict[int, Released] = defaultdict(lambda: Released(defaultdict(list)))
    for (measure, is_quarter, is_year, on), (rule, kept) in latest.items():
        period, values = releases.shown_from(kept if with_breakdowns else {**kept, "breakdowns": {}})
        pairs = {("", ""): period.whole} if period.whole else {}
        pairs |= {(name, each): pair for name, of_name in period.breakdowns.items() for each, pair in of_name.items()}
        figures = {} if period.whole else {("", ""): SeenFigure(on, None)}
        for cell, pair in pairs.items():
            value = values[cell]
            is_share = pair.of is not None and pair.how_many is not None
            least, most = span_shown(wordings[measure], pair, rule) or (None, None)
            figures[cell] = SeenFigure(
                on=on,
                value=value,
                showing=showing_of(pair, value),
                numerator=_number(pair.how_many) if is_share else None,
                denominator=_number(pair.of),
                least=least,
                most=most,
            )
        if is_quarter or is_year:
            length = Frequency.YEAR if is_year else Frequency.QUARTER
            found[measure].sums.setdefault(length, []).append(figures["", ""])
            continue
        for cell, figure in figures.items():
            found[measure].cells[cell].append(figure)
    return {key: Released(dict(one.cells), one.sums) for key, one in found.items()}


def held_beside(measures: Collection[Measure]) -> dict[int, str]:
    """Measures of which figures are held from the public, each with the name of the one beside which. Two queries."""
    later = FigureRelease.objects.filter(
        measure=OuterRef("measure"), period_on=OuterRef("period_on"), is_quarter=OuterRef("is_quarter"),
        is_year=OuterRef("is_year"), pk__gt=OuterRef("pk"),
    )  # fmt: skip
    rows = FigureRelease.objects.filter(~Exists(later), measure__in=measures, shown__has_key="beside").order_by("pk")
    beside = dict(rows.values_list("measure_id", "shown__beside"))
    names = dict(Measure.objects.filter(pk__in=beside.values()).values_list("pk", "name"))
    return {measure: names[other] for measure, other in beside.items() if other is not None}


def _number(figure: Figure | None) -> int | None:
    return None if figure is None else figure.value
