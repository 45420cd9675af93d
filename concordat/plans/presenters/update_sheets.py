"""An update sheet as a document to be filled in: what was promised in closed cells, the questions in open ones."""

from django.utils import timezone

from concordat.documents.domain import Cell, Document, FormCell, Paragraph, Place, Row, Run, Table
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.update_sheets import Column, Line, closed_words, code_in_words
from concordat.plans.presenters.words import paragraphs
from concordat.plans.queries.update_sheets import SheetSeen

# What share of the width each column takes, in the order of the columns.
_WIDTHS = (4, 5, 17, 8, 17, 8, 20, 9, 8, 9, 12, 12, 12)
_STATES = tuple(state.words for state in State if state is not State.UNKNOWN)
_CONFIDENCES = tuple(
    confidence.value.capitalize() for confidence in (Confidence.GREEN, Confidence.AMBER, Confidence.RED)
)
_CHOICES = {Column.NEW_STATE: _STATES, Column.CONFIDENCE: _CONFIDENCES}
HOW = (
    "Fill in only what is new since the last time, in the cells that are left open; an empty cell means that there is "
    "nothing new, and changes in the other cells are not read.",
    "Write nothing about patients: no names, NHS numbers, dates of birth or addresses.",
)


def sheet_document(sheet: SheetSeen) -> Document:
    """The sheet, for any writer of documents."""
    code = code_in_words(sheet.code)
    title = f"Update sheet for {sheet.partner}"
    count = spoken_count(len(sheet.lines), "open action")
    about = (
        f"{code}. {sheet.locality_name}: {sheet.plan_title}. "
        f"The {count} that {sheet.partner} leads, as of {spoken_day(timezone.localdate(sheet.made_at))}."
    )
    return Document(
        name=title,
        format="sheet",
        title=title,
        headers=(f"{code} · {sheet.partner}",),
        blocks=(
            Paragraph(title, heading=1),
            Paragraph(about, runs=(Run(about[: len(code)], is_bold=True), Run(about[len(code) :]))),
            *(Paragraph(sentence) for sentence in HOW),
            Table((_headings(), *(_row(line) for line in sheet.lines)), Place(table=1), widths=_WIDTHS),
        ),
    )


def sheet_name(sheet: SheetSeen) -> str:
    """The name of its file without the ending."""
    kept = "".join(letter if letter.isalnum() or letter in " -'’" else " " for letter in sheet.partner)
    return f"Update sheet {' '.join(kept.split())[:60]} {sheet.code[:4]}-{sheet.code[4:]}"


def _headings() -> Row:
    return Row(tuple(Cell((Paragraph(column.value),), Place()) for column in Column), Place(row=1), is_header=True)


def _row(line: Line) -> Row:
    closed = closed_words(line)
    return Row(tuple(_cell(column, closed.get(column, ""), line) for column in Column), Place())


def _cell(column: Column, words: str, line: Line) -> Cell:
    if column.answers is not None:
        return FormCell((), Place(), is_open=True, choices=_CHOICES.get(column, ()))
    value = line.number if column is Column.NUMBER else None
    return FormCell(tuple(Paragraph(text) for text in paragraphs(words)), Place(), value=value)
