"""What changed from one edition to another as a document: for a meeting, with what is overdue or in doubt first."""

from collections.abc import Iterable, Iterator
from datetime import date

from concordat.documents.domain import Block, Cell, Document, Paragraph, Place, Row, Run, Table
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.editions import Piece, PieceKind
from concordat.plans.domain.states import Confidence
from concordat.plans.presenters.comparing import ComparedGroup, ComparedLine, ComparePage
from concordat.plans.presenters.exporting.rows import words_cell
from concordat.plans.presenters.plans import SOMEBODY, reference_of
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.comparing import EditionsCompared
from concordat.plans.queries.plans import ActionSeen

_OPEN_HEADER = ("Ref", "Action", "Lead partners", "When", "Last said")
_CHANGED_HEADER = ("Ref", "Action", "What changed")


def paper_of_comparison(page: ComparePage, compared: EditionsCompared, *, on: date) -> Document:
    """The page of two editions as a document; `on` is the day from which a date is overdue."""
    title = f"{page.locality_name}: what changed in the action plan"
    return Document(
        name="",
        format="",
        blocks=tuple(_blocks(page, compared, title, on)),
        title=title,
        headers=(title, page.heading),
    )


def _blocks(page: ComparePage, compared: EditionsCompared, title: str, on: date) -> Iterator[Block]:
    yield Paragraph(title, heading=0)
    yield Paragraph(f"{page.heading}, as of {spoken_day(on)}")
    yield Paragraph(page.summary)
    for count in page.counts:
        yield Paragraph(f"{count.count} {count.words.lower()}", label="•")
    overdue = [one for one in compared.new if one.state.is_open and one.timescale.end and one.timescale.end < on]
    red = [one for one in compared.new if one.state.is_open and one.confidence is Confidence.RED]
    yield from _open_actions(f"Overdue on {spoken_day(on)}", overdue, "No action is overdue.")
    yield from _open_actions("Red: not expected in time", red, "No open action is said to be red.")
    for group in page.groups:
        if not group.is_quiet:
            yield from _changed(group)
    if page.renamed:
        yield Paragraph("Sections with another title", heading=1)
    for one in page.renamed:
        yield Paragraph(f"“{one.before}” is now “{one.after}”", label="•")


def _open_actions(heading: str, actions: list[ActionSeen], nothing: str) -> Iterator[Block]:
    yield Paragraph(f"{heading}: {spoken_count(len(actions), 'action')}" if actions else heading, heading=1)
    if not actions:
        yield Paragraph(nothing)
        return
    rows = [
        (
            words_cell(reference_of(action)),
            words_cell(first_words(action.text, 300)),
            words_cell(", ".join(dict.fromkeys(lead.organisation or SOMEBODY for lead in action.leads))),
            words_cell(action.timescale.text),
            words_cell(f"{spoken_day(action.said_on)}: {first_words(action.progress, 200) or 'nothing'}"),
        )
        for action in actions
    ]
    yield _table(_OPEN_HEADER, rows, (3, 16, 9, 8, 14))


def _changed(group: ComparedGroup) -> Iterator[Block]:
    yield Paragraph(f"{group.words}: {group.count}", heading=1)
    rows = [
        (words_cell(line.reference), words_cell(line.opening), Cell(tuple(_changes(line)), Place()))
        for line in group.lines
    ]
    yield _table(_CHANGED_HEADER, rows, (3, 20, 27))


def _changes(line: ComparedLine) -> Iterator[Paragraph]:
    if line.closing:
        yield Paragraph(line.closing)
    if line.succession:
        yield Paragraph(f"{line.succession} {line.succession_words}.")
    if line.promised:
        yield Paragraph(line.promised)
    if line.also:
        yield Paragraph(line.also)
    if line.was and line.now:
        yield Paragraph(f"State: was {line.was.words}, now {line.now.words}")
    for fact in line.facts:
        yield Paragraph(f"{fact.label}: was {fact.before}, now {fact.after}")
    for text in line.texts:
        runs = (Run(f"{text.label}: "), *_runs(text.pieces))
        yield Paragraph("".join(run.text for run in runs), runs)


def _runs(pieces: Iterable[Piece]) -> Iterator[Run]:
    """Words that were taken out are struck through, in brackets for who can't see it; new ones are bold, after a +."""
    for piece in pieces:
        if piece.kind is PieceKind.REMOVED:
            yield Run(f"[{piece.words}] ", is_struck=True)
        elif piece.kind is PieceKind.ADDED:
            yield Run(f"+{piece.words} ", is_bold=True)
        else:
            yield Run(f"{piece.words} ")


def _table(header: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], widths: tuple[int, ...]) -> Table:
    top = Row(tuple(words_cell(words, is_bold=True) for words in header), Place(), is_header=True)
    return Table((top, *(Row(cells, Place()) for cells in rows)), Place(), widths)
