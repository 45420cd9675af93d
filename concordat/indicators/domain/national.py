"""What was published of section 136 for the nation: several counts, each figure with its source and its doubts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from concordat.frameworks.domain.reference_files import (
    Origin,
    ReferenceFault,
    fields_of,
    file_fields,
    list_of,
    once,
    origin_of,
    words_of,
)


class NationalCount(StrEnum):
    """What a national figure counts."""

    DETENTIONS = "detentions"
    POLICE_STATION = "police_station"
    EMERGENCY_DEPARTMENT = "emergency_department"
    HEALTH_BASED = "health_based"
    PLACE_NOT_KNOWN = "place_not_known"
    AMBULANCE = "ambulance"
    POLICE_VEHICLE = "police_vehicle"
    CONVEYANCE_NOT_KNOWN = "conveyance_not_known"
    UNDER_18_POLICE_STATION = "under_18_police_station"
    MALE = "male"
    ADULT = "adult"
    WHITE = "white"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    NationalCount.DETENTIONS: "Detentions under section 136",
    NationalCount.POLICE_STATION: "Taken to a police station",
    NationalCount.EMERGENCY_DEPARTMENT: "Taken to an emergency department",
    NationalCount.HEALTH_BASED: "Taken to a health-based place of safety",
    NationalCount.PLACE_NOT_KNOWN: "Place of safety not known",
    NationalCount.AMBULANCE: "Conveyed by ambulance",
    NationalCount.POLICE_VEHICLE: "Conveyed in a police vehicle",
    NationalCount.CONVEYANCE_NOT_KNOWN: "Way of conveyance not known",
    NationalCount.UNDER_18_POLICE_STATION: "Under 18 and taken to a police station",
    NationalCount.MALE: "Men and boys",
    NationalCount.ADULT: "18 or over",
    NationalCount.WHITE: "White",
}


@dataclass(frozen=True, slots=True)
class NationalSource:
    """A page that gives a figure; few of them are where it was first published."""

    key: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """A figure as it was published: a count, or where only that is known its share of the detentions (0 to 100).

    first, first_source: what was published before a revision. precision: how it is not exact, "" where it is.
    """

    what: NationalCount
    value: int | None
    share: float | None
    source: NationalSource
    first: int | None = None
    first_source: NationalSource | None = None
    precision: str = ""


@dataclass(frozen=True)
class NationalYear:
    """A financial year in one count. name: 2011/12. note: what is in doubt, in sentences."""

    name: str
    figures: Mapping[NationalCount, NationalFigure]
    note: str = ""

    @property
    def starts_on(self) -> date:
        return date(int(self.name[:4]), 4, 1)

    def count_of(self, what: NationalCount) -> int | None:
        figure = self.figures.get(what)
        return None if figure is None else figure.value

    def share_of(self, what: NationalCount) -> float | None:
        """As published, or of the detentions of the same count (what is not known included); 0 to 100."""
        figure = self.figures.get(what)
        if figure is None:
            return None
        if figure.share is not None:
            return figure.share
        whole = self.count_of(NationalCount.DETENTIONS)
        return None if not whole or figure.value is None else 100 * figure.value / whole


@dataclass(frozen=True, slots=True)
class NationalSeries:
    """Years that were counted in one way, the oldest first; another way of counting is another series."""

    key: str
    title: str
    covers: str
    note: str
    years: tuple[NationalYear, ...]


@dataclass(frozen=True, slots=True)
class NationalFigures:
    """All series, the newest way of counting first, with where they come from and what is in doubt of all."""

    origin: Origin
    series: tuple[NationalSeries, ...]
    sources: tuple[NationalSource, ...]


def parse_national_series(text: str) -> NationalFigures:
    """The national figures in a YAML file. Raises `ReferenceFault`: nothing unknown, doubled or unsourced passes."""
    fields = file_fields(text, needed={"sources", "series"})
    if not isinstance(fields["sources"], dict):
        raise ReferenceFault("the file: sources have to be names and values")
    sources = {str(key): _source(str(key), row) for key, row in fields["sources"].items()}
    series = tuple(_series(row, number, sources) for number, row in enumerate(list_of(fields, "series"), start=1))
    once("key", [one.key for one in series])
    figures = [figure for one in series for year in one.years for figure in year.figures.values()]
    used = {source.key for figure in figures for source in (figure.source, figure.first_source) if source}
    if unused := sources.keys() - used:
        raise ReferenceFault(f"the file: no figure is from {', '.join(sorted(unused))}")
    return NationalFigures(origin_of(fields), series, tuple(sources.values()))


def _source(key: str, content: Any) -> NationalSource:
    where = f"source {key}"
    fields = fields_of(content, where, needed={"title", "address"})
    return NationalSource(key, words_of(fields, "title", where), words_of(fields, "address", where))


def _series(content: Any, number: int, sources: Mapping[str, NationalSource]) -> NationalSeries:
    where = f"series {number}"
    fields = fields_of(content, where, needed={"key", "title", "covers", "note", "years"})
    key, title, covers, note = (words_of(fields, name, where) for name in ("key", "title", "covers", "note"))
    years = tuple(_year(row, where, sources) for row in list_of(fields, "years"))
    names = [year.name for year in years]
    once("year", names)
    if names != sorted(names):
        raise ReferenceFault(f"{where}: the years have to be in order")
    return NationalSeries(key, title, covers, note, years)


def _year(content: Any, where: str, sources: Mapping[str, NationalSource]) -> NationalYear:
    fields = fields_of(content, where, needed={"year", "figures"}, allowed={"note"})
    name = words_of(fields, "year", where)
    where = f"{where}, {name}"
    if not re.fullmatch(r"\d{4}/\d{2}", name) or int(name[5:]) != (int(name[:4]) + 1) % 100:
        raise ReferenceFault(f"{where}: a year is written like 2011/12")
    figures = [_figure(row, where, sources) for row in list_of(fields, "figures")]
    once("figure", [figure.what for figure in figures])
    note = words_of(fields, "note", where) if "note" in fields else ""
    return NationalYear(name, {figure.what: figure for figure in figures}, note)


def _figure(content: Any, where: str, sources: Mapping[str, NationalSource]) -> NationalFigure:
    fields = fields_of(
        content, where, needed={"what", "source"}, allowed={"value", "share", "first", "first_source", "precision"}
    )
    try:
        what = NationalCount(fields["what"])
    except ValueError as fault:
        raise ReferenceFault(f"{where}: nothing is called {fields['what']}") from fault
    named = [fields[name] for name in ("source", "first_source") if name in fields]
    for source in named:
        if source not in sources:
            raise ReferenceFault(f"{where}: no source is called {source}")
    if ("first" in fields) != ("first_source" in fields):
        raise ReferenceFault(f"{where}: what was published first has a source of its own")
    if ("value" in fields) == ("share" in fields):
        raise ReferenceFault(f"{where}: a figure has either a value or a share")
    for name, most in (("value", 10**6), ("first", 10**6), ("share", 100)):
        if not isinstance(fields.get(name, 0), int) or not 0 <= fields.get(name, 0) <= most:
            raise ReferenceFault(f"{where}: {name} has to be a whole number up to {most:,}")
    return NationalFigure(
        what=what,
        value=fields.get("value"),
        share=float(fields["share"]) if "share" in fields else None,
        source=sources[fields["source"]],
        first=fields.get("first"),
        first_source=sources[fields["first_source"]] if "first_source" in fields else None,
        precision=words_of(fields, "precision", where) if "precision" in fields else "",
    )
