"""What the reference files hold, and what must be true of them before they reach a table."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from concordat.directory.domain.areas import AreaChange, Extent
from concordat.directory.domain.folding import fold_name
from concordat.directory.domain.kinds import OrganisationType
from concordat.directory.domain.successions import SuccessionKind

Row = TypeVar("Row")

FILES = (
    "regions",
    "areas",
    "former_areas",
    "area_successions",
    "organisations",
    "successions",
    "area_organisations",
    "aliases",
)


class ReferenceFault(Exception):
    """A reference file does not hold together; the message names the file, the row and what is wrong."""


@dataclass(frozen=True, slots=True)
class RegionRow:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    code: str
    name: str
    slug: str
    council: str
    kind: str
    region: str
    hex_q: int
    hex_r: int
    hex_label: str


@dataclass(frozen=True, slots=True)
class FormerAreaRow:
    code: str
    name: str
    slug: str
    council: str
    kind: str
    region: str
    ends_on: date
    source: str


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    slug: str
    name: str
    short_name: str
    type: OrganisationType
    code: str
    starts_on: date | None
    ends_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """`before` and `after` are slugs of organisations."""

    before: str
    after: str
    kind: SuccessionKind
    happened_on: date


@dataclass(frozen=True, slots=True)
class ServingRow:
    """An organisation (slug) that serves an area (GSS code); `share` from 0 to 1, None where nobody counted."""

    area: str
    organisation: str
    share: float | None
    is_main: bool


@dataclass(frozen=True, slots=True)
class AliasRow:
    text: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference files, read and found to hold together."""

    regions: tuple[RegionRow, ...]
    areas: tuple[AreaRow, ...]
    former_areas: tuple[FormerAreaRow, ...]
    area_changes: tuple[AreaChange, ...]
    organisations: tuple[OrganisationRow, ...]
    successions: tuple[SuccessionRow, ...]
    serving: tuple[ServingRow, ...]
    aliases: tuple[AliasRow, ...]


def parse_reference(files: Mapping[str, str]) -> Reference:
    """The reference data in the text of each CSV file, by name from `FILES`. Raises `ReferenceFault`."""
    reference = Reference(
        regions=_rows(files, "regions", lambda row: RegionRow(row["code"], row["name"])),
        areas=_rows(files, "areas", _area),
        former_areas=_rows(files, "former_areas", _former_area),
        area_changes=_rows(
            files,
            "area_successions",
            lambda row: AreaChange(
                row["before"], row["after"], Extent(row["extent"]), row["what"], date.fromisoformat(row["happened_on"])
            ),
        ),
        organisations=_rows(files, "organisations", _organisation),
        successions=_rows(
            files,
            "successions",
            lambda row: SuccessionRow(
                row["before"], row["after"], SuccessionKind(row["kind"]), date.fromisoformat(row["happened_on"])
            ),
        ),
        serving=_rows(
            files,
            "area_organisations",
            lambda row: ServingRow(row["area"], row["organisation"], _share(row["share"]), _flag(row["is_main"])),
        ),
        aliases=_rows(files, "aliases", lambda row: AliasRow(row["text"], row["organisation"])),
    )
    _check(reference)
    return reference


def _rows(files: Mapping[str, str], name: str, read: Callable[[dict[str, str]], Row]) -> tuple[Row, ...]:
    found: list[Row] = []
    for number, row in enumerate(csv.DictReader(io.StringIO(files[name])), start=2):
        try:
            found.append(read(row))
        except (KeyError, ValueError) as fault:
            raise ReferenceFault(f"{name}.csv, line {number}: {fault}") from fault
    return tuple(found)


def _area(row: dict[str, str]) -> AreaRow:
    return AreaRow(
        code=row["code"],
        name=row["name"],
        slug=row["slug"],
        council=row["council"],
        kind=row["kind"],
        region=row["region"],
        hex_q=int(row["hex_q"]),
        hex_r=int(row["hex_r"]),
        hex_label=row["hex_label"],
    )


def _former_area(row: dict[str, str]) -> FormerAreaRow:
    if not row["source"]:
        raise ValueError("an area of the reference data has a source")
    return FormerAreaRow(
        code=row["code"],
        name=row["name"],
        slug=row["slug"],
        council=row["council"],
        kind=row["kind"],
        region=row["region"],
        ends_on=date.fromisoformat(row["ends_on"]),
        source=row["source"],
    )


def _organisation(row: dict[str, str]) -> OrganisationRow:
    if not row["source"]:
        raise ValueError("an organisation of the reference data has a source")
    return OrganisationRow(
        slug=row["slug"],
        name=row["name"],
        short_name=row["short_name"],
        type=OrganisationType(row["type"]),
        code=row["code"],
        starts_on=_day(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _share(text: str) -> float | None:
    if not text:
        return None
    share = float(text)
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1: {text}")
    return share


def _flag(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError(f"write yes or no: {text!r}")
    return text == "yes"


def _check(reference: Reference) -> None:
    """Every key once, and every key that is pointed at there."""
    regions = _once("regions.csv", (row.code for row in reference.regions))
    areas = _once("areas.csv", (row.code for row in reference.areas))
    former = _once("former_areas.csv", (row.code for row in reference.former_areas))
    places: tuple[AreaRow | FormerAreaRow, ...] = (*reference.areas, *reference.former_areas)
    _once("areas.csv with former_areas.csv", (row.code for row in places))
    _once("areas.csv with former_areas.csv", (row.slug for row in places))
    _once("area_successions.csv", ((row.before, row.after) for row in reference.area_changes))
    _known("former_areas.csv", (row.region for row in reference.former_areas), regions)
    _known("area_successions.csv", (row.before for row in reference.area_changes), former)
    _known("area_successions.csv", (row.after for row in reference.area_changes), areas | former)
    if lost := former - {row.before for row in reference.area_changes}:
        raise ReferenceFault(f"area_successions.csv does not say what became of {', '.join(sorted(map(str, lost)))}")
    _once("areas.csv", ((row.hex_q, row.hex_r) for row in reference.areas))
    organisations = _once("organisations.csv", (row.slug for row in reference.organisations))
    _once("organisations.csv", ((row.type, row.code) for row in reference.organisations if row.code))
    _once("successions.csv", ((row.before, row.after) for row in reference.successions))
    _once("area_organisations.csv", ((row.area, row.organisation) for row in reference.serving))
    _once("aliases.csv", ((fold_name(row.text), row.organisation) for row in reference.aliases))
    _known("areas.csv", (row.region for row in reference.areas), regions)
    _known(
        "successions.csv", (slug for row in reference.successions for slug in (row.before, row.after)), organisations
    )
    _known("area_organisations.csv", (row.area for row in reference.serving), areas)
    _known("area_organisations.csv", (row.organisation for row in reference.serving), organisations)
    _known("aliases.csv", (row.organisation for row in reference.aliases), organisations)


def _once(file: str, keys: Iterable[object]) -> set[object]:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise ReferenceFault(f"{file} holds {key} twice")
        seen.add(key)
    return seen


def _known(file: str, keys: Iterable[object], known: set[object]) -> None:
    if strangers := sorted({str(key) for key in keys if key not in known}):
        raise ReferenceFault(f"{file} points at what no file holds: {', '.join(strangers)}")
