"""Reads every area and locality of the nation or of a region, with where each stands; one or all, as many queries."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from concordat.assurance.domain.histories import History, status_on, steps_reached
from concordat.assurance.queries import histories
from concordat.directory.models import Area, Locality, Region
from concordat.directory.queries import Viewer
from concordat.plans.domain.states import State
from concordat.reporting.domain.deadlines import Deadline, DeadlineNote, parse_deadlines, parse_notes
from concordat.reporting.domain.nation import AreaOnMap, Nation, Place, since_when
from concordat.reporting.domain.slugs import slug_of

OPEN = tuple(state for state in State if state.is_open)
COMPLETE = tuple(state for state in State if state.is_complete)
_DEADLINES = Path(__file__).parents[1] / "reference" / "deadlines.yaml"


class NoSuchRegion(LookupError):
    """There is no region at this address."""


def get_nation(viewer: Viewer, *, on: date, region: str = "") -> Nation:
    """England on a day, or one region by its address, as every viewer may see it: names, steps, published editions.

    Raises `NoSuchRegion`.
    """
    localities = Locality.objects.all()
    on_map, areas_of = areas_on_map(Area.objects.filter(ends_on=None))
    if region:
        name = next((area.region for area in on_map if slug_of(area.region) == region), "")
        if not name:
            raise NoSuchRegion(region)
        on_map = tuple(area for area in on_map if area.region == name)
        localities = localities.filter(Q(region__name=name) | Q(areas__region__name=name)).distinct()
    rows = list(localities.order_by("name").values_list("slug", "name", "region__name", "is_example"))
    asked = [slug for slug, *_ in rows] if region else None
    happened = histories(asked, on=on)
    kinds = {area.code: area.kind for area in on_map}
    return Nation(
        areas=on_map,
        places=tuple(place_of(row, areas_of[row[0]], kinds, happened[row[0]], on) for row in rows),
    )


def place_of(
    row: tuple[str, str, str, bool],
    areas: list[str],
    kinds: dict[str, str],
    history: History,
    on: date,
) -> Place:
    slug, name, region, is_example = row
    reached = steps_reached(history, until=on)
    return Place(
        slug=slug,
        name=name,
        region=region,
        areas=tuple(areas),
        # A locality may reach over the border of the region that is looked at.
        kinds=frozenset(kinds[area] for area in areas if area in kinds),
        is_example=is_example,
        status=status_on(history, on=on),
        since=since_when(reached),
        history=history,
        reached=reached,
    )


def areas_on_map(areas: QuerySet[Area]) -> tuple[tuple[AreaOnMap, ...], dict[str, list[str]]]:
    """The areas by name, and the codes of the areas of each locality; in one query."""
    facts: dict[str, tuple[Any, ...]] = {}
    localities: defaultdict[str, list[str]] = defaultdict(list)
    areas_of: defaultdict[str, list[str]] = defaultdict(list)
    for code, locality, *row in areas.order_by("name", "localities__name").values_list(
        "code", "localities__slug", "name", "slug", "kind", "region__name", "hex_q", "hex_r", "hex_label"
    ):
        facts[code] = tuple(row)
        if locality:
            localities[code].append(locality)
            areas_of[locality].append(code)
    return tuple(AreaOnMap(code, *row, tuple(localities[code])) for code, row in facts.items()), areas_of


def region_names() -> tuple[str, ...]:
    return tuple(Region.objects.values_list("name", flat=True))


@cache
def deadlines() -> tuple[Deadline, ...]:
    """The national deadlines, from the reviewed file of this package."""
    return parse_deadlines(_DEADLINES.read_text(encoding="utf-8"))


@cache
def deadline_notes() -> tuple[DeadlineNote, ...]:
    """What else is known of national deadlines, from the same file."""
    return parse_notes(_DEADLINES.read_text(encoding="utf-8"))
