"""What the pages of a comparison say: words for each place, never a rank."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.funnels import FEWEST_PLACES, Funnel, FunnelPoint, Position
from concordat.reporting.queries.comparing import Comparison, PlaceSeen, StandardSeen

_PERCENT = Wording(Unit.PERCENTAGE, Frequency.YEAR)
CHANCE = "within what chance would give"
POSITIONS = {
    Position.INSIDE: CHANCE,
    Position.ABOVE: "higher; one in twenty lies this far out by chance",
    Position.BELOW: "lower; one in twenty lies this far out by chance",
    Position.FAR_ABOVE: "higher than chance would give",
    Position.FAR_BELOW: "lower than chance would give",
    Position.UNCERTAIN: "too few to tell",
}
HIDDEN = "too few to be shown"
UNFINISHED = "a month of the year is missing, or not published"


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One locality: its figure in words, and where it lies."""

    name: str
    href: str
    how_many: str
    share: str
    position: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """The comparison of one year. Without `has_chart` nothing can be drawn, and `sentence` says why."""

    title: str
    question: str
    year: str
    sentence: str
    spread: str
    has_chart: bool
    has_examples: bool
    definition: str
    of_whom: str
    years: tuple[Link, ...]
    rows: tuple[PlaceRow, ...]
    query: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    question: str
    name: str
    href: str
    localities: str


@dataclass(frozen=True, slots=True)
class StandardsPage:
    rows: tuple[StandardRow, ...]


def present_standards(seen: Sequence[StandardSeen], *, here: str) -> StandardsPage:
    """here: the address of this page."""
    return StandardsPage(
        tuple(
            StandardRow(
                each.measure.question,
                each.measure.name,
                f"{here}{each.measure.key}/" if each.measure.denominator else "",
                _places(each.localities) if each.localities else "none yet",
            )
            for each in seen
        )
    )


def present_comparison(found: Comparison, *, here: str, locality_href: str) -> ComparisonPage:
    """here: the address of the page. locality_href: the address of a measure, with {slug} for its locality."""
    points = {point.place: point for point in found.funnel.points} if found.funnel else {}
    return ComparisonPage(
        title=found.measure.name,
        question=found.measure.question,
        year=_year(found.year) if found.year else "",
        sentence=funnel_sentence(found),
        spread=_spread(found.funnel) + _bias(found) if found.funnel else "",
        has_chart=found.funnel is not None,
        has_examples=any(place.is_example for place in found.places),
        definition=found.measure.definition,
        of_whom=found.measure.denominator,
        years=tuple(Link(_year(each), f"{here}?year={each.year}") for each in found.years if each != found.year),
        rows=tuple(_row(place, points.get(place.slug), locality_href) for place in found.places),
        query=f"year={found.year.year}" if found.year else "",
    )


def funnel_sentence(found: Comparison) -> str:
    """Where the localities lie, in words."""
    if found.year is None:
        return "No locality has published a whole year of this measure yet, so there is nothing to compare."
    year = _year(found.year)
    hidden = sum(place.is_whole and not place.is_compared for place in found.places)
    missing = sum(not place.is_whole for place in found.places)
    left_out = [
        f"{_places(hidden)} had too few to be shown" if hidden else "",
        f"{_places(missing)} did not publish the whole year" if missing else "",
    ]
    besides = "; ".join(each for each in left_out if each)
    if found.funnel is None:
        return f"In {year} nothing can be compared: {besides}."
    counts = Counter(point.position for point in found.funnel.points)
    higher = counts[Position.FAR_ABOVE] + counts[Position.ABOVE]
    lower = counts[Position.FAR_BELOW] + counts[Position.BELOW]
    inside = counts[Position.INSIDE] + counts[Position.UNCERTAIN]
    said = [f"{inside} {'lies' if inside == 1 else 'lie'} within what chance would give, or had too few to tell"]
    said += [f"{higher} {_lie(higher)} higher"] if higher else []
    said += [f"{lower} {_lie(lower)} lower"] if lower else []
    share = _PERCENT.figure(100 * found.funnel.ratio)
    sentence = f"In {year} it was {share} over the {_places(len(found.funnel.points))} compared: {', '.join(said)}."
    return f"{sentence} {besides[0].upper()}{besides[1:]}." if besides else sentence


def _spread(funnel: Funnel) -> str:
    """What the lines are drawn by."""
    if len(funnel.points) < FEWEST_PLACES:
        return "There are too few localities to tell how far they are apart for other reasons than chance."
    if funnel.is_overdispersed:
        return (
            "Localities are further apart than chance alone would set them: they differ in their people and in how "
            "they count. The lines are drawn that much wider, so that only what stands out from that is called higher "
            "or lower."
        )
    return "Localities are no further apart than chance alone would set them."


def _bias(found: Comparison) -> str:
    """What those who are hidden would change: they are the ones with few."""
    if not any(place.is_whole and not place.is_compared for place in found.places):
        return ""
    return (
        " Localities with too few to be shown are not in the picture, so the average of all is lower than the one that "
        "is drawn."
    )


def _row(place: PlaceSeen, point: FunnelPoint | None, locality_href: str) -> PlaceRow:
    href = locality_href.format(slug=place.slug)
    if point is None:
        return PlaceRow(place.name, href, "", "", HIDDEN if place.is_whole else UNFINISHED)
    return PlaceRow(
        place.name,
        href,
        f"{point.events:,} of {point.of:,.0f}",
        _PERCENT.figure(100 * point.ratio),
        POSITIONS[point.position],
    )


_HEADINGS = (
    "Measure", "Key", "Year begins", "Year", "Locality", "Address", "Invented", "How many", "Of how many", "Percentage",
    "Where it lies",
)  # fmt: skip


def comparison_document(found: Comparison) -> Document:
    """The localities of the comparison as a document for a file of separated values; numbers alone in their cells."""
    points = {point.place: point for point in found.funnel.points} if found.funnel else {}
    rows = [_HEADINGS, *(_line(found, place, points.get(place.slug)) for place in found.places if found.year)]
    lines = tuple(
        Row(tuple(Cell((Paragraph(text),), Place()) for text in cells), Place(), is_header=cells is _HEADINGS)
        for cells in rows
    )
    return Document(name=found.measure.key, format="csv", blocks=(Table(lines, Place()),), title=found.measure.name)


def _line(found: Comparison, place: PlaceSeen, point: FunnelPoint | None) -> tuple[str, ...]:
    said = _row(place, point, "")
    year = found.year
    return (
        found.measure.name,
        found.measure.key,
        year.isoformat() if year else "",
        _year(year) if year else "",
        place.name,
        place.slug,
        "yes" if place.is_example else "no",
        *((f"{point.events}", f"{point.of:.0f}", f"{100 * point.ratio:.2f}") if point else ("", "", "")),
        said.position,
    )


def _year(day: date) -> str:
    return _PERCENT.period(day)


def _places(count: int) -> str:
    return "1 locality" if count == 1 else f"{count:,} localities"


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"
