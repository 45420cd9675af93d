"""Sheets as they are read, built without a file."""

from datetime import date

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.plans.domain.proposing import Standing
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import parse_timescale
from concordat.plans.domain.update_sheets import Column, Line, closed_words

CODE = "7F3K9QTD"


def standing(**given) -> Standing:
    values = {
        "said_on": date(2031, 1, 5),
        "progress": "Half are trained",
        "state": State.IN_PROGRESS,
        "confidence": Confidence.NONE,
        "next_step": "",
        "evidence": "",
        "timescale": parse_timescale("June 2031"),
        **given,
    }
    return Standing(**values)


def line(number: int, text: str, **stood) -> Line:
    return Line(number, (f"1.{number}",), text, standing(**stood))


LINES = (
    line(3, "Train every sergeant"),
    line(5, "Agree who drives at night", confidence=Confidence.AMBER),
    line(8, "Put a nurse in the control room", state=State.NOT_STARTED, progress=""),
)


def words_of(one: Line, **answers: str) -> dict[Column, str]:
    """The words of a row; answers by the name of their column."""
    return {**closed_words(one), **{Column[name]: text for name, text in answers.items()}}


def sheet(rows, *, code=f"SHEET {CODE[:4]}-{CODE[4:]}", columns=tuple(Column), name="sheet.docx", below="") -> Document:
    """A file with these rows (words by column), below their headings."""
    headings = Row(tuple(cell(column.value, 1) for column in columns), Place(row=1), is_header=True)
    told = [
        Row(tuple(cell(row.get(column, ""), at) for column in columns), Place(table=1, row=at))
        for at, row in enumerate(rows, start=2)
    ]
    table = Table((headings, *told), Place(table=1))
    return Document(name, "docx", (Paragraph("Update sheet"), Paragraph(code), table, Paragraph(below)))


def cell(text: str, row: int) -> Cell:
    return Cell(tuple(Paragraph(each) for each in text.split("\n")), Place(table=1, row=row))
