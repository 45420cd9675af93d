"""Reads what a locality covered through time, and who else covers its areas."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from concordat.directory.models import Area, CoverageChange, Locality, Region
from concordat.directory.queries.roles import Viewer


@dataclass(frozen=True, slots=True)
class CoverageThen:
    """What was covered, in names; `areas` by name."""

    areas: tuple[str, ...]
    note: str
    region: str


@dataclass(frozen=True, slots=True)
class CoverageChangeSeen:
    """A change; `by` is "" where it followed from the reference data."""

    holds_from: date
    before: CoverageThen
    after: CoverageThen
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SharedArea:
    """An area that another locality covers as well."""

    area: str
    locality: str
    slug: str


def coverage_changes(viewer: Viewer, slug: str) -> tuple[CoverageChangeSeen, ...]:
    """Each change of what a locality covers, the latest first, in three queries."""
    rows = list(CoverageChange.objects.filter(locality__slug=slug).select_related("by"))
    codes = {code for row in rows for stood in (row.before, row.after) for code in stood["areas"]}
    areas = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    regions = dict(Region.objects.values_list("code", "name"))

    def then(stood: Mapping[str, Any]) -> CoverageThen:
        names = sorted(areas.get(code, code) for code in stood["areas"])
        return CoverageThen(tuple(names), stood["note"], regions.get(stood["region"], stood["region"]))

    return tuple(
        CoverageChangeSeen(
            holds_from=row.holds_from,
            before=then(row.before),
            after=then(row.after),
            why=row.why,
            by=row.by.name if row.by else "",
            at=row.at,
        )
        for row in rows
    )


def shared_areas(viewer: Viewer, slug: str, areas: Collection[str]) -> tuple[SharedArea, ...]:
    """Which of these areas (GSS codes) other localities cover too, by name."""
    ties = Locality.areas.through.objects.filter(area__in=areas).exclude(locality__slug=slug)
    named = ties.order_by("area__name", "locality__name")
    return tuple(SharedArea(*row) for row in named.values_list("area__name", "locality__name", "locality__slug"))
