"""Loads the reference data: regions, areas, organisations, who serves where, and what they are called."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.directory import domain, gateways
from concordat.directory.commands.coverage import coverage_of, record_coverage
from concordat.directory.domain import AliasKind, Coverage, Reference, fold_name, parse_reference
from concordat.directory.models import (
    Alias,
    Area,
    AreaOrganisation,
    AreaSuccession,
    FormerArea,
    Locality,
    Organisation,
    ReferenceLoad,
    Region,
    Succession,
)

_KEY = "directory"


@transaction.atomic
def load_reference_data(*, at: datetime, folder: Path = gateways.FOLDER) -> bool:
    """Bring the tables to what the reference files say; whether anything was written.

    Loading the same files again is one query. Rows that no file holds any more stay where plans may point at them
    (regions, areas, organisations, successions); who serves where, what areas became and the national aliases are
    replaced whole. A locality that covered an area that is a former one now covers what it became from then on.
    Raises `ReferenceFault`, and then nothing is written.
    """
    files = gateways.reference_files(folder)
    fingerprint = gateways.fingerprint_of(files)
    if ReferenceLoad.objects.filter(key=_KEY, fingerprint=fingerprint).exists():
        return False
    reference = parse_reference({name: content.decode() for name, content in files.items()})
    carried = _release_former(reference)
    _write_places(reference)
    _carry_over(reference, carried, at=at)
    keys = _write_organisations(reference)
    _write_serving(reference, keys)
    _write_aliases(reference, keys)
    load, _ = ReferenceLoad.objects.update_or_create(key=_KEY, defaults={"fingerprint": fingerprint, "loaded_at": at})
    record_audit("load_reference_data", load, by=None, at=at, fingerprint=fingerprint)
    return True


def _write_places(reference: Reference) -> None:
    Region.objects.bulk_create(
        [Region(code=row.code, name=row.name) for row in reference.regions],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name"],
    )
    Area.objects.bulk_create(
        [
            Area(
                code=row.code,
                name=row.name,
                slug=row.slug,
                council=row.council,
                kind=row.kind,
                region_id=row.region,
                hex_q=row.hex_q,
                hex_r=row.hex_r,
                hex_label=row.hex_label,
            )
            for row in reference.areas
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "slug", "council", "kind", "region", "hex_q", "hex_r", "hex_label"],
    )


def _release_former(reference: Reference) -> dict[int, list[str]]:
    """Take areas that are former ones now off the map; gives the codes that each locality covered by its key."""
    former = {row.code: row for row in reference.former_areas}
    gone = list(Area.objects.filter(code__in=former))
    carried: dict[int, list[str]] = {}
    for locality, code in Locality.areas.through.objects.filter(area__in=gone).values_list("locality", "area"):
        carried.setdefault(locality, []).append(code)
    Locality.areas.through.objects.filter(area__in=gone).delete()
    for area in gone:
        row = former[area.code]
        # The name may live on in what it became.
        area.name, area.slug, area.ends_on = f"{row.name} (until {row.ends_on.year})", row.slug, row.ends_on
        area.save(update_fields=["name", "slug", "ends_on"])
    return carried


def _carry_over(reference: Reference, carried: dict[int, list[str]], *, at: datetime) -> None:
    """Write what areas became, and let localities cover it."""
    AreaSuccession.objects.all().delete()
    FormerArea.objects.all().delete()
    FormerArea.objects.bulk_create(
        FormerArea(
            code=row.code,
            name=row.name,
            slug=row.slug,
            council=row.council,
            kind=row.kind,
            region_id=row.region,
            ends_on=row.ends_on,
            source=row.source,
        )
        for row in reference.former_areas
    )
    AreaSuccession.objects.bulk_create(
        AreaSuccession(
            before_id=row.before, after=row.after, extent=row.extent, what=row.what, happened_on=row.happened_on
        )
        for row in reference.area_changes
    )
    former = (
        domain.FormerArea(row.code, row.name, row.slug, row.council, row.kind, row.ends_on)
        for row in reference.former_areas
    )
    time = domain.AreaTime(former, reference.area_changes)
    for locality in Locality.objects.filter(pk__in=carried).order_by("pk"):
        before = sorted(carried[locality.pk])
        after = sorted(frozenset[str]().union(*(time.became(code) for code in before)))
        now = coverage_of(locality)
        locality.areas.add(*after)
        record_audit("carry_areas_over", locality, by=None, at=at, before=before, after=after)
        record_coverage(
            locality,
            Coverage(tuple(sorted({*now.areas, *before})), now.note, now.region),
            coverage_of(locality),
            holds_from=max(change.happened_on for code in before for change in time.changes_of(code)),
            why="An area became others",
            by=None,
            at=at,
        )


def _write_organisations(reference: Reference) -> dict[str, int]:
    """The key of each organisation of the files, by slug."""
    Organisation.objects.bulk_create(
        [
            Organisation(
                slug=row.slug,
                name=row.name,
                short_name=row.short_name,
                type=row.type,
                code=row.code,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                source=row.source,
            )
            for row in reference.organisations
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["name", "short_name", "type", "code", "starts_on", "ends_on", "source"],
    )
    keys = dict(Organisation.objects.values_list("slug", "pk"))
    Succession.objects.bulk_create(
        [
            Succession(before_id=keys[row.before], after_id=keys[row.after], kind=row.kind, happened_on=row.happened_on)
            for row in reference.successions
        ],
        update_conflicts=True,
        unique_fields=["before", "after"],
        update_fields=["kind", "happened_on"],
    )
    return keys


def _write_serving(reference: Reference, keys: dict[str, int]) -> None:
    AreaOrganisation.objects.all().delete()
    AreaOrganisation.objects.bulk_create(
        AreaOrganisation(area_id=row.area, organisation_id=keys[row.organisation], share=row.share, is_main=row.is_main)
        for row in reference.serving
    )


def _write_aliases(reference: Reference, keys: dict[str, int]) -> None:
    Alias.objects.filter(locality=None).delete()
    Alias.objects.bulk_create(
        Alias(
            organisation_id=keys[row.organisation],
            text=row.text,
            folded=fold_name(row.text),
            kind=AliasKind.REFERENCE,
        )
        for row in reference.aliases
    )
