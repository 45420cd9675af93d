"""The page of the nation's figures of section 136: several counts side by side, each figure with source and doubts."""

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.indicators.domain.figures import Unit, Wording
from concordat.indicators.domain.national import (
    NationalCount,
    NationalFigure,
    NationalFigures,
    NationalSeries,
    NationalSource,
    NationalYear,
)

_SHARE = Wording(Unit.PERCENTAGE)
_COUNT = Wording(Unit.COUNT)
_HEADINGS = (
    "Count", "Covers", "Year", "What", "Figure", "Of 100 detentions", "Share worked out here", "Not exact because",
    "Source", "Address", "First published as", "Address of that", "Doubts of the year",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NationalLine:
    """One figure: what, how many, of 100 detentions, what is to be known of it, and where it was read."""

    year: str
    what: str
    figure: str
    share: str
    doubt: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """The figures of one way of counting, the newest year first. notes: the doubts of its years."""

    key: str
    title: str
    covers: str
    note: str
    lines: tuple[NationalLine, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NationalPage:
    """Everything the page says."""

    sentence: str
    now: str
    doubt: str
    alternative: str
    tables: tuple[SeriesTable, ...]
    sources: tuple[NationalSource, ...]
    source: str
    licence: str


def present_national(national: NationalFigures) -> NationalPage:
    sentence, now = national_sentence(national), _places_now(national)
    return NationalPage(
        sentence=sentence,
        now=now,
        doubt=national.origin.note,
        alternative=f"Figures by year in three panels. {sentence} {now} The tables say the same in numbers.",
        tables=tuple(_table(series) for series in national.series),
        sources=national.sources,
        source=national.origin.source,
        licence=national.origin.licence,
    )


def national_sentence(national: NationalFigures) -> str:
    """How it began and how it is now, each by the count that says it."""
    shares = [
        (year, series, share)
        for series in national.series
        for year in series.years
        if (share := year.share_of(NationalCount.POLICE_STATION)) is not None
    ]
    if not shares:
        return "There is no figure of police stations."
    # Of the counts of one year the first is the one that the page puts first.
    first = min(shares, key=lambda each: each[0].starts_on)
    last = max(shares, key=lambda each: each[0].starts_on)
    about = "about " if first[0].figures[NationalCount.POLICE_STATION].precision else ""
    return (
        f"In {first[0].name}, {about}{_of_100(first[2])} people who were detained were taken to a police station "
        f"({first[1].title}); in {last[0].name} it was {_of_100(last[2])} ({last[1].title})."
    )


def _places_now(national: NationalFigures) -> str:
    """What the problem is now: emergency departments and police vehicles."""
    years = [year for series in national.series for year in series.years if _is_whole(year)]
    if not years:
        return ""
    year = max(years, key=lambda year: year.starts_on)
    emergency = year.share_of(NationalCount.EMERGENCY_DEPARTMENT) or 0
    vehicle = year.share_of(NationalCount.POLICE_VEHICLE) or 0
    return (
        f"Now {_of_100(emergency)} are taken to an emergency department, and {_of_100(vehicle)} travel in a police "
        f"vehicle ({year.name})."
    )


def _is_whole(year: NationalYear) -> bool:
    return {NationalCount.EMERGENCY_DEPARTMENT, NationalCount.POLICE_VEHICLE} <= set(year.figures)


def _of_100(share: float) -> str:
    return f"{round(share)} in 100"


def _table(series: NationalSeries) -> SeriesTable:
    newest = tuple(reversed(series.years))
    return SeriesTable(
        key=series.key,
        title=series.title,
        covers=series.covers,
        note=series.note,
        lines=tuple(_line(year, figure) for year in newest for figure in year.figures.values()),
        notes=tuple((year.name, year.note) for year in newest if year.note),
    )


def _line(year: NationalYear, figure: NationalFigure) -> NationalLine:
    return NationalLine(
        year=year.name,
        what=figure.what.words,
        figure="" if figure.value is None else _COUNT.figure(figure.value),
        share=_share(year, figure),
        doubt="; ".join(_doubts(figure)),
        source=figure.source.title,
        href=figure.source.address,
    )


def _share(year: NationalYear, figure: NationalFigure) -> str:
    share = year.share_of(figure.what)
    if share is None or figure.what is NationalCount.DETENTIONS:
        return ""
    return _SHARE.figure(share)


def _doubts(figure: NationalFigure) -> Iterable[str]:
    if figure.precision:
        yield figure.precision
    if figure.first is not None:
        where = f" ({figure.first_source.title})" if figure.first_source else ""
        yield f"first published as {_COUNT.figure(figure.first)}{where}"


def national_document(national: NationalFigures) -> Document:
    """Every figure in a row, for a file of separated values; numbers stand alone in their cells."""
    rows = [
        _row(
            (
                series.title,
                series.covers,
                year.name,
                figure.what.words,
                "" if figure.value is None else str(figure.value),
                "" if figure.what is NationalCount.DETENTIONS else _plain(year.share_of(figure.what)),
                "no" if figure.share is not None or figure.what is NationalCount.DETENTIONS else "yes",
                figure.precision,
                figure.source.title,
                figure.source.address,
                "" if figure.first is None else str(figure.first),
                figure.first_source.address if figure.first_source else "",
                year.note,
            )
        )
        for series in national.series
        for year in series.years
        for figure in year.figures.values()
    ]
    header = _row(_HEADINGS, is_header=True)
    return Document(name="section-136", format="csv", blocks=(Table((header, *rows), Place()),))


def _plain(share: float | None) -> str:
    return "" if share is None else f"{share:.1f}"


def _row(cells: tuple[str, ...], *, is_header: bool = False) -> Row:
    return Row(tuple(Cell((Paragraph(cell),), Place()) for cell in cells), Place(), is_header=is_header)
