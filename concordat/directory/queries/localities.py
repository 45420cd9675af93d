"""Reads localities, their areas and crisis services, and the regions and areas that they are made of."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from concordat.directory.domain import Role
from concordat.directory.models import Area, CrisisService, Locality, Region
from concordat.directory.queries.areas import area_time
from concordat.directory.queries.roles import Viewer, roles_held_by


class NoSuchLocality(Exception):
    """There is no locality at this address."""


@dataclass(frozen=True, slots=True)
class NamedArea:
    """An upper-tier area: its GSS code, name and council, and where its hexagon stands (rows grow northwards)."""

    code: str
    name: str
    slug: str
    council: str
    region_code: str
    hex_q: int
    hex_r: int
    hex_label: str
    was: tuple[str, ...] = ()  # other names that it, or what it is a part of, had before; where they were asked for


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A crisis service that a person can reach."""

    id: int
    name: str
    telephone: str
    text_number: str
    address: str
    hours: str
    for_whom: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class LocalityFacts:
    """A locality as pages show it; `crisis_services` in the order that people should try them."""

    id: int
    slug: str
    name: str
    region_code: str
    region_name: str
    areas: tuple[NamedArea, ...]
    areas_note: str
    about: str
    is_example: bool
    crisis_services: tuple[CrisisLine, ...]

    @property
    def areas_in_words(self) -> str:
        """ "Northshire and Southshire (the coast)"; the note alone where no area is tied; "" where there is neither."""
        names = [area.name for area in self.areas]
        listed = " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])
        if listed and self.areas_note:
            return f"{listed} ({self.areas_note})"
        return listed or self.areas_note


@dataclass(frozen=True, slots=True)
class NamedRegion:
    code: str
    name: str
    areas: tuple[NamedArea, ...]


def get_locality(viewer: Viewer, slug: str) -> LocalityFacts:
    """The locality at this address, in four queries. Localities are public. Raises `NoSuchLocality`."""
    row = _localities_seen_by(viewer).filter(slug=slug).first()
    if row is None:
        raise NoSuchLocality(slug)
    return _facts_of(row)


def localities_visible_to(viewer: Viewer, words: str | None = None) -> tuple[LocalityFacts, ...]:
    """Every locality that a viewer may know of, by name; with `words`, those whose name, region or area holds each.

    An area also goes by what it was called before: who looks for a county that was split finds who covers its parts.
    """
    rows = _localities_seen_by(viewer)
    time = area_time() if words else None
    for word in (words or "").split():
        former = [area.code for area in (time.former if time else ()) if word.casefold() in area.name.casefold()]
        heirs = frozenset[str]().union(*(time.became(code) for code in former)) if time else ()
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(areas_note__icontains=word)
            | Q(region__name__icontains=word)
            | Q(areas__name__icontains=word)
            | Q(areas__code__in=heirs)
        )
    return tuple(_facts_of(row) for row in rows.distinct())


def localities_worked_in_by(viewer: Viewer) -> tuple[LocalityFacts, ...]:
    """The localities where the viewer holds a role of its own (lead, member, coordinator, chair, analyst) today."""
    roles = {Role.LEAD, Role.MEMBER, Role.COORDINATOR, Role.CHAIR, Role.ANALYST}
    slugs: set[str] = set()
    for held in roles_held_by(viewer):
        if held.role in roles:
            slugs |= held.localities or frozenset()
    if not slugs:
        return ()
    return tuple(_facts_of(row) for row in _localities_seen_by(viewer).filter(slug__in=slugs))


def regions_with_areas() -> tuple[NamedRegion, ...]:
    """The nine regions by name, each with its areas by name and what these were before, in four queries."""
    today = Prefetch("areas", Area.objects.filter(ends_on=None))
    regions, time = Region.objects.prefetch_related(today), area_time()

    def named(area: Area) -> NamedArea:
        before = [each.area.name for each in time.before([area.code]) if each.area.name != area.name]
        return replace(_area_of(area), was=tuple(before))

    return tuple(NamedRegion(region.code, region.name, tuple(map(named, region.areas.all()))) for region in regions)


def _localities_seen_by(viewer: Viewer) -> QuerySet[Locality]:
    """Nothing of a locality's name, areas and crisis services is private, so every viewer gets every one."""
    return Locality.objects.select_related("region").prefetch_related("areas", "crisis_services")


def _area_of(area: Area) -> NamedArea:
    return NamedArea(
        area.code, area.name, area.slug, area.council, area.region_id, area.hex_q, area.hex_r, area.hex_label
    )


def _line_of(row: CrisisService) -> CrisisLine:
    return CrisisLine(
        row.pk, row.name, row.telephone, row.text_number, row.address, row.hours, row.for_whom, row.checked_on
    )


def _facts_of(row: Locality) -> LocalityFacts:
    return LocalityFacts(
        id=row.pk,
        slug=row.slug,
        name=row.name,
        region_code=row.region_id,
        region_name=row.region.name,
        areas=tuple(_area_of(area) for area in row.areas.all()),
        areas_note=row.areas_note,
        about=row.about,
        is_example=row.is_example,
        crisis_services=tuple(_line_of(each) for each in row.crisis_services.all()),
    )
