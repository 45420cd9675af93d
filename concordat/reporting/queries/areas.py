"""Reads an area, of today or a former one, with the localities that cover it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from concordat.assurance.queries import histories
from concordat.directory.domain import AreaChange, FormerArea
from concordat.directory.models import Area, Locality
from concordat.directory.models import FormerArea as FormerAreaRow
from concordat.directory.queries import Viewer, area_time
from concordat.reporting.domain.nation import AreaOnMap, Place
from concordat.reporting.queries.nation import areas_on_map, place_of


class NoSuchArea(LookupError):
    """There is no area at this address."""


@dataclass(frozen=True, slots=True)
class Became:
    """What a former area became in one step: the change, and the name and address of what came of it."""

    change: AreaChange
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class AreaSeen:
    """An area of today with what it was before, or a former one with what it became.

    `places` cover it or a part of it; of a former area they cover something that it became.
    """

    name: str
    slug: str
    region: str
    former: FormerArea | None
    became: tuple[Became, ...]
    before: tuple[tuple[FormerArea, AreaChange], ...]
    places: tuple[Place, ...]


def get_area(viewer: Viewer, address: str, *, on: date) -> AreaSeen:
    """The area with this slug or GSS code, of today or former; raises `NoSuchArea`."""
    time = area_time()
    known = {area.code: area for area in time.former}
    former = next((area for area in time.former if address in (area.slug, area.code)), None)
    if former is not None:
        on_map, areas_of = areas_on_map(Area.objects.filter(code__in=time.became(former.code)))
        region = FormerAreaRow.objects.values_list("region__name", flat=True).get(code=former.code)
        today = {area.code: area for area in on_map}
        became = tuple(
            Became(change, *_called(known.get(change.after) or today[change.after]))
            for change in time.changes_of(former.code)
        )
        return AreaSeen(former.name, former.slug, region, former, became, (), _places(on_map, areas_of, on))
    on_map, areas_of = areas_on_map(Area.objects.filter(Q(slug=address) | Q(code=address), ends_on=None))
    if not on_map:
        raise NoSuchArea(address)
    (area,) = on_map
    before = tuple(
        (known[change.before], change)
        for each in time.former
        for change in time.changes_of(each.code)
        if change.after == area.code
    )
    return AreaSeen(area.name, area.slug, area.region, None, (), before, _places(on_map, areas_of, on))


def _called(area: FormerArea | AreaOnMap) -> tuple[str, str]:
    return area.name, area.slug


def _places(on_map: tuple[AreaOnMap, ...], areas_of: dict[str, list[str]], on: date) -> tuple[Place, ...]:
    slugs = {slug for area in on_map for slug in area.localities}
    rows = Locality.objects.filter(slug__in=slugs).order_by("name")
    happened = histories(slugs, on=on)
    kinds = {area.code: area.kind for area in on_map}
    return tuple(
        place_of(row, areas_of[row[0]], kinds, happened[row[0]], on)
        for row in rows.values_list("slug", "name", "region__name", "is_example")
    )
