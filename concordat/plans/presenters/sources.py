"""The row of the document that an action was read from, cell by cell, in finished words."""

from dataclasses import dataclass

from concordat.documents.domain import Place
from concordat.plans.domain.passages import basis_in_words
from concordat.plans.domain.readings import SourceCell
from concordat.plans.domain.statuses import Colour, colour_of_fill
from concordat.plans.presenters.actions import place_words
from concordat.plans.presenters.plans import edition_words
from concordat.plans.presenters.words import listed, paragraphs
from concordat.plans.queries.sources import SourceRowSeen


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell: `colour` is six hex digits to paint with, `colour_words` the same said; both empty where it has none."""

    header: str
    taken_for: str
    text: tuple[str, ...]
    colour: str
    colour_words: str
    place: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything the page of a source row says."""

    heading: str
    locality_name: str
    locality_href: str
    plan_href: str
    action_words: str
    action_href: str
    document_name: str
    document_href: str
    edition: str
    place: str
    cells: tuple[CellLine, ...]
    withheld: tuple[str, ...]
    conclusion: str


_COLOUR_WORDS = {Colour.AMBER: "amber, orange or yellow", Colour.RED: "red or pink"}
_CERTAINTIES = {"likely": "probably ", "ambiguous": "with doubt "}
_WORDS_OF_STATUS = {
    "not_started": "not started",
    "ongoing": "in progress",
    "complete": "complete",
    "unknown": "not known",
    "at_risk": "in progress, at risk",
    "overdue": "in progress, overdue",
    "complete_verified": "complete and verified",
    "removed": "withdrawn",
}


def present_source(seen: SourceRowSeen, *, plan_href: str, locality_href: str) -> SourcePage:
    """The page of one row."""
    reference = ", ".join(seen.references) or str(seen.action_number)
    source = seen.source
    return SourcePage(
        heading=f"Where action {reference} was read from",
        locality_name=seen.locality_name,
        locality_href=locality_href,
        plan_href=plan_href,
        action_words=f"Action {reference}",
        action_href=f"{plan_href}actions/{seen.action_number}/",
        document_name=source.document_name,
        document_href=f"{locality_href}documents/{source.document}/" if seen.may_see_draft else "",
        edition=edition_words(source.edition) if source.edition else "",
        place=place_words(source),
        cells=tuple(_cell_line(cell) for cell in seen.cells),
        withheld=_withheld(seen),
        conclusion=_conclusion(seen),
    )


def colour_words(fill: str | None) -> str:
    """What a person would call a colour, with its six hex digits; "" for none."""
    if not fill:
        return ""
    colour = colour_of_fill(fill)
    name = _COLOUR_WORDS.get(colour, colour.value) if colour else "white, or nearly"
    return f"{name} ({fill})"


def _cell_line(cell: SourceCell) -> CellLine:
    return CellLine(
        header=cell.header or "No header",
        taken_for=(cell.field or "").replace("_", " "),
        text=paragraphs(cell.text),
        colour=cell.fill or "",
        colour_words=colour_words(cell.fill),
        place=_place(cell.place),
    )


def _place(place: Place) -> str:
    return f"column {place.column}" if place.column else ""


def _withheld(seen: SourceRowSeen) -> tuple[str, ...]:
    """A sentence for each reason why cells are missing."""
    people = _cells_headed(seen.withheld)
    put_right = _cells_headed(seen.corrected)
    return tuple(
        sentence
        for sentence in (
            f"{people} not shown here, because names or contacts of staff may stand there." if people else "",
            f"{put_right} not shown here, because the words were corrected before the edition was published."
            if put_right
            else "",
        )
        if sentence
    )


def _cells_headed(headers: tuple[str, ...]) -> str:
    named = listed([f"“{header}”" if header else "nothing" for header in headers])
    if not named:
        return ""
    return f"The cell headed {named} is" if len(headers) == 1 else f"The cells headed {named} are"


def _conclusion(seen: SourceRowSeen) -> str:
    if not seen.status_word:
        return ""
    words = _WORDS_OF_STATUS.get(seen.status_word, seen.status_word)
    said = f"From this row the state was {_CERTAINTIES.get(seen.status_certainty, '')}read as {words}"
    because = basis_in_words(seen.status_basis)
    return f"{said}, because of {because}." if because else f"{said}."
