"""Reads what loading figures needs: the measures of a locality, the figures that stand, and what waits to be loaded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Min

from concordat.accounts.access import Permission
from concordat.directory.models import Locality
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.loading import Breakdown, Figure, FigureKey, KnownMeasure, Standing, breakdowns_of
from concordat.indicators.models import FigureLoad, Measure, Observation
from concordat.indicators.queries.reference import standard_measures

_MOST_LISTED = 10  # loads of a locality
_LONG = (Frequency.QUARTER.value, Frequency.YEAR.value)


class NoSuchLoad(Exception):
    """There is no load of this number in the locality, or it is not the viewer's to see."""


class NoSuchLocality(Exception):
    """There is no locality of this address name; the message is one sentence."""


@dataclass(frozen=True)
class LoadSeen:
    """A load as whoever loads figures sees it."""

    id: int
    name: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    created_at: datetime
    by: str
    accepted_at: datetime | None
    discarded_at: datetime | None
    kept_until: datetime  # unless it is accepted

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.discarded_at is None


@dataclass(frozen=True, slots=True)
class LoadListed:
    """A load in a list."""

    id: int
    name: str
    by: str
    created_at: datetime
    accepted_at: datetime | None
    discarded_at: datetime | None

    @property
    def waits(self) -> bool:
        return self.accepted_at is None and self.discarded_at is None


def locality_for_loading(slug: str) -> int:
    """The key of a locality, for who works on the machine itself. Raises NoSuchLocality."""
    found = Locality.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise NoSuchLocality("There is no locality of this name in the addresses.")
    return found


def known_measures(locality_id: int) -> tuple[KnownMeasure, ...]:
    """The measures of a locality that figures may name, in their order; retired ones too, so that it can be said."""
    return tuple(known_measure(measure) for measure in Measure.objects.filter(locality=locality_id))


def known_measure(measure: Measure) -> KnownMeasure:
    return KnownMeasure(
        key=measure.key,
        name=measure.name,
        unit=Unit(measure.unit),
        frequency=Frequency(measure.frequency),
        is_retired=measure.retired_at is not None,
        rate_of=measure.rate_of,
    )


def known_breakdowns(locality_id: int) -> dict[str, tuple[Breakdown, ...]]:
    """By key of each measure what it is broken down by: as was named, and as figures were loaded."""
    loaded: dict[str, list[tuple[str, str]]] = {}
    rows = Observation.objects.filter(measure__locality=locality_id).exclude(breakdown="").order_by()
    for key, breakdown, category in rows.values_list("measure__key", "breakdown", "category").distinct():
        loaded.setdefault(key, []).append((breakdown, category))
    standard = {one.key: one for one in standard_measures().measures}
    found = {}
    rows_of_measures = Measure.objects.filter(locality=locality_id)
    for key, standard_key, named in rows_of_measures.values_list("key", "standard_key", "breakdowns"):
        asked = standard[standard_key].breakdowns if standard_key in standard else ()
        found[key] = breakdowns_of(
            asked=asked, is_standard=standard_key in standard, standing=sorted(loaded.get(key, ())), named=named
        )
    return found


def standard_keys(locality_id: int) -> dict[str, str]:
    """By key of the standard set, the key of the locality's measure that follows it, unless it was retired."""
    rows = Measure.objects.filter(locality=locality_id, retired_at=None).exclude(standard_key="")
    return dict(rows.values_list("standard_key", "key"))


def standing_figures(locality_id: int, figures: Iterable[Figure]) -> dict[FigureKey, Standing]:
    """The figures that stand, of all measures and periods that these figures are for, all their categories.

    Of measures by quarter or year every period is given, since they have to begin in the same months.
    """
    keys = [figure.key for figure in figures]
    if not keys:
        return {}
    rows = Observation.objects.filter(
        measure__locality=locality_id, measure__key__in=sorted({key.measure for key in keys})
    )
    within = rows.filter(period_on__gte=min(key.on for key in keys), period_on__lte=max(key.on for key in keys))
    rows = within | rows.filter(measure__frequency__in=_LONG)
    found = {}
    for measure, on, breakdown, category, revision, value, numerator, denominator in rows.order_by(
        "revision"
    ).values_list(
        "measure__key", "period_on", "breakdown", "category", "revision", "value", "numerator", "denominator"
    ):
        found[FigureKey(measure, on, breakdown, category)] = Standing(value, numerator, denominator, revision)
    return found


def latest_figures(locality_id: int) -> Mapping[str, Sequence[date]]:
    """By key of each measure, the periods that have a figure of the whole."""
    found: dict[str, dict[date, None]] = {}
    rows = Observation.objects.filter(measure__locality=locality_id, breakdown="").order_by("period_on")
    for key, on in rows.values_list("measure__key", "period_on"):
        found.setdefault(key, {})[on] = None
    return {key: tuple(periods) for key, periods in found.items()}


def first_periods(locality_id: int) -> dict[str, date]:
    """By key of each measure that has a figure, the first period that has one."""
    rows = Observation.objects.filter(measure__locality=locality_id).order_by()
    return dict(rows.values_list("measure__key").annotate(first=Min("period_on")))


def load_seen_by(viewer: Any, locality: str, number: int) -> LoadSeen:
    """A load of the locality with this slug. Raises NoSuchLoad."""
    if not viewer.has_perm(Permission.LOAD_FIGURES, locality):
        raise NoSuchLoad(number)
    load = FigureLoad.objects.filter(locality__slug=locality, pk=number).select_related("by").first()
    if load is None:
        raise NoSuchLoad(number)
    return LoadSeen(
        id=load.pk,
        name=load.name,
        figures=figures_of(load),
        notes=tuple(load.rows["notes"]),
        created_at=load.created_at,
        by=load.by.name if load.by else "",
        accepted_at=load.accepted_at,
        discarded_at=load.discarded_at,
        kept_until=load.created_at + timedelta(days=settings.FIGURES_WAIT_DAYS),
    )


def loads_of(viewer: Any, locality: str) -> tuple[LoadListed, ...]:
    """The latest loads of the locality with this slug, those that wait first; none for who may not load."""
    if not viewer.has_perm(Permission.LOAD_FIGURES, locality):
        return ()
    rows = FigureLoad.objects.filter(locality__slug=locality).select_related("by").defer("rows")[:_MOST_LISTED]
    listed = [
        LoadListed(
            id=row.pk,
            name=row.name,
            by=row.by.name if row.by else "",
            created_at=row.created_at,
            accepted_at=row.accepted_at,
            discarded_at=row.discarded_at,
        )
        for row in rows
    ]
    return tuple(sorted(listed, key=lambda load: not load.waits))


def figures_of(load: FigureLoad) -> tuple[Figure, ...]:
    """The figures that a load holds."""
    return tuple(Figure.of_row(row) for row in load.rows["figures"])
