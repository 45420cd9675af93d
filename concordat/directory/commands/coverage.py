"""Changes which areas a locality covers; what it covered before stays written down."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.commands.localities import UnknownPlace
from concordat.directory.domain import Coverage
from concordat.directory.models import Area, CoverageChange, Locality, Region


class NothingChanged(Exception):
    """The locality covers all of this already, and nothing else."""


class NotYet(Exception):
    """It is to hold from a day to come: nothing here waits for a day."""


class ChangedSince(Exception):
    """Somebody else changed the areas after the page was opened."""


@transaction.atomic
def change_coverage(
    *,
    locality: int,
    areas: Sequence[str],
    areas_note: str,
    region: str,
    holds_from: date,
    why: str,
    changes_seen: int | None = None,
    by: User | None,
    at: datetime,
) -> CoverageChange:
    """Let a locality cover these areas (GSS codes). Areas that others cover too are fine: two localities may share one.

    `changes_seen` is how many changes there were when whoever makes this one looked. Raises `UnknownPlace`,
    `NothingChanged`, `NotYet` and `ChangedSince`.
    """
    row = Locality.objects.select_for_update().get(pk=locality)
    _check_places(areas, region)
    before = coverage_of(row)
    if changes_seen is not None and changes_seen != row.coverage_changes.count():
        raise ChangedSince(
            "Somebody else changed the areas while this page was open. What stands now is said below: open the page "
            "again, and change it from there."
        )
    after = Coverage(tuple(sorted(set(areas))), areas_note.strip(), region)
    if after == before:
        raise NothingChanged("This is what stands already. Tick or untick an area, or leave the page.")
    if holds_from > timezone.localdate(at):
        raise NotYet("Give a day that has come. Where it is to change later, change it here on that day.")
    row.areas.set(after.areas)
    row.areas_note, row.region_id = after.note, after.region
    row.save(update_fields=["areas_note", "region"])
    record_audit(
        "change_coverage", row, by=by, at=at, before=before.as_json(), after=after.as_json(), since=str(holds_from)
    )
    return record_coverage(row, before, after, holds_from=holds_from, why=why, by=by, at=at)


def coverage_of(row: Locality) -> Coverage:
    """What a locality covers now."""
    return Coverage(tuple(sorted(row.areas.values_list("code", flat=True))), row.areas_note, row.region_id)


def record_coverage(
    row: Locality, before: Coverage, after: Coverage, *, holds_from: date, why: str, by: User | None, at: datetime
) -> CoverageChange:
    return CoverageChange.objects.create(
        locality=row, holds_from=holds_from, before=before.as_json(), after=after.as_json(), why=why, by=by, at=at
    )


def _check_places(areas: Iterable[str], region: str) -> None:
    if not Region.objects.filter(code=region).exists():
        raise UnknownPlace(f"There is no region {region} in the reference data.")
    known = set(Area.objects.filter(code__in=areas, ends_on=None).values_list("code", flat=True))
    if missing := sorted(set(areas) - known):
        raise UnknownPlace(f"There is no area {', '.join(missing)} in the reference data.")
