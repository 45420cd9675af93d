"""Reads what localities released of one measure of the standard set in a year, for every reader alike."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from concordat.indicators import queries as indicators
from concordat.indicators.domain.funnels import Funnel, FunnelKind, PlaceCount, draw_funnel
from concordat.indicators.domain.reference import StandardMeasure
from concordat.indicators.models import FigureRelease, Measure


class NoSuchStandard(LookupError):
    """The standard set has no such measure, or it is no share: counts need the number of people to be compared."""


@dataclass(frozen=True, slots=True)
class StandardSeen:
    """A measure of the standard set, and how many localities publish it."""

    measure: StandardMeasure
    localities: int


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """What a locality released of a year. events, of: as shown; None where it may not be shown or a period is missing.

    is_whole: no period of the year is missing, so that what is not shown is hidden.
    """

    slug: str
    name: str
    is_example: bool
    events: int | None
    of: int | None
    is_whole: bool

    @property
    def is_compared(self) -> bool:
        return self.events is not None and bool(self.of)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The localities by name in one of `years` (first days of financial years, the newest first)."""

    measure: StandardMeasure
    year: date | None
    years: tuple[date, ...]
    places: tuple[PlaceSeen, ...]
    funnel: Funnel | None


def standards_seen() -> tuple[StandardSeen, ...]:
    rows = Measure.objects.filter(published_at__isnull=False).exclude(standard_key="")
    counts = dict(rows.order_by().values_list("standard_key").annotate(number=Count("pk")))
    return tuple(StandardSeen(each, counts.get(each.key, 0)) for each in indicators.standard_measures().measures)


def compare_localities(standard_key: str, *, year: int | None = None) -> Comparison:
    """The localities that publish a measure, in the financial year that begins in `year`, or the newest.

    Raises NoSuchStandard.
    """
    found = {each.key: each for each in indicators.standard_measures().measures}.get(standard_key)
    if found is None or not found.denominator:
        raise NoSuchStandard(standard_key)
    published = Measure.objects.filter(standard_key=standard_key, published_at__isnull=False)
    released = FigureRelease.objects.filter(measure__in=published, is_year=True)
    years = tuple(released.order_by("-period_on").values_list("period_on", flat=True).distinct())
    chosen = next((each for each in years if each.year == year), years[0] if years else None)
    shown = dict(released.filter(period_on=chosen).order_by("pk").values_list("measure_id", "shown"))
    places = tuple(
        _place(slug, name, is_example, shown.get(key))
        for key, slug, name, is_example in published.order_by("locality__name").values_list(
            "pk", "locality__slug", "locality__name", "locality__is_example"
        )
    )
    return Comparison(found, chosen, years, places, _funnel(places))


def _place(slug: str, name: str, is_example: bool, kept: dict[str, list[object]] | None) -> PlaceSeen:
    cells = kept["whole"] if kept else [None, None, None]
    events, of = (cell if isinstance(cell, int) else None for cell in cells[:2])
    return PlaceSeen(slug, name, is_example, events, of, kept is not None)


def _funnel(places: tuple[PlaceSeen, ...]) -> Funnel | None:
    compared = [
        # Rounded one by one, a number can come out larger than what it is of.
        PlaceCount(place.slug, min(place.events, place.of), place.of)
        for place in places
        if place.events is not None and place.of
    ]
    return draw_funnel(compared, kind=FunnelKind.PROPORTION) if compared else None
