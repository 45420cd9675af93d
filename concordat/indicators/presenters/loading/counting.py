"""Forms that were counted, as tables of counts by month."""

from dataclasses import dataclass

from concordat.indicators.domain.detentions import FormCounts


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts by month. headings: of the columns; rows: month first."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CountedPage:
    """What was counted. sentence: in numbers. measures: one table; breakdowns: one for each column of the form.

    doubt: a sentence, or nothing.
    """

    sentence: str
    columns_left: str
    doubt: str
    measures: CountTable
    breakdowns: tuple[CountTable, ...]


def present_counted(counts: FormCounts) -> CountedPage:
    """The counts of forms in tables with a row for each month."""
    titles = list(dict.fromkeys(title for month in counts.months for title in month.measures))
    measures = CountTable(
        "Counted into the measures",
        ("Month", "Detentions", *titles),
        tuple(
            (f"{month.month:%B %Y}", f"{month.detentions:,}", *(_share(month.measures.get(title)) for title in titles))
            for month in counts.months
        ),
    )
    columns = list(dict.fromkeys(title for month in counts.months for title in month.breakdowns))
    months = _counted(len(counts.months), "month")
    return CountedPage(
        sentence=f"{_counted(counts.detentions, 'detention')} in {months}.",
        columns_left=counts.columns_left,
        doubt=counts.doubt,
        measures=measures,
        breakdowns=tuple(_breakdown(counts, title) for title in columns),
    )


def _breakdown(counts: FormCounts, title: str) -> CountTable:
    names = sorted({name for month in counts.months for name in month.breakdowns.get(title, ())})
    rows = tuple(
        (f"{month.month:%B %Y}", *(f"{month.breakdowns.get(title, {}).get(name, 0):,}" for name in names))
        for month in counts.months
    )
    return CountTable(f"By {title}", ("Month", *(name[:1].upper() + name[1:] for name in names)), rows)


def _share(pair: tuple[int, int] | None) -> str:
    return "0 of 0" if pair is None else f"{pair[0]:,} of {pair[1]:,}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
