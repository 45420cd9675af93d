"""Turns the areas of a locality, now and before, into finished words."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.directory.presenters.fates import listed
from concordat.directory.queries import CoverageChangeSeen, LocalityFacts, SharedArea
from concordat.directory.queries.coverage import CoverageThen
from concordat.ui.environment import long_date


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A change: from when, what was different, and who said so when."""

    since: str
    changes: tuple[str, ...]
    why: str
    said: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """`shared` says of each area which other localities cover it."""

    covers: str
    region: str
    shared: tuple[str, ...]
    history: tuple[CoverageLine, ...]


def present_coverage(
    locality: LocalityFacts, changes: Sequence[CoverageChangeSeen], shared: Sequence[SharedArea]
) -> CoveragePage:
    return CoveragePage(
        covers=locality.areas_in_words,
        region=locality.region_name,
        shared=shared_words(shared),
        history=tuple(_line(change) for change in changes),
    )


def shared_words(shared: Sequence[SharedArea]) -> tuple[str, ...]:
    """ "Northshire is covered by Northshire North and by Coast too" for each area."""
    others: dict[str, list[str]] = {}
    for each in shared:
        others.setdefault(each.area, []).append(each.locality)
    return tuple(f"{area} is covered by {listed(names)} too" for area, names in others.items())


def _line(change: CoverageChangeSeen) -> CoverageLine:
    who = change.by or "The reference data"
    return CoverageLine(
        since=long_date(change.holds_from),
        changes=tuple(_changes(change.before, change.after)),
        why=change.why,
        said=f"{who}, {long_date(change.at)}",
    )


def _changes(before: CoverageThen, after: CoverageThen) -> list[str]:
    came = [name for name in after.areas if name not in before.areas]
    went = [name for name in before.areas if name not in after.areas]
    said = [f"Covers {listed(came)} as well" if before.areas else f"Covers {listed(came)}"] if came else []
    said += [f"Covers {listed(went)} no longer"] if went else []
    if before.note != after.note:
        said.append(f"In words: “{after.note}”" if after.note else "Nothing more in words")
        if before.note:
            said[-1] += f" (before: “{before.note}”)"
    if before.region != after.region:
        said.append(f"Region: {after.region} (before: {before.region})")
    return said
