"""Builds documents of tables in a line or two, for tests of what tables mean."""

from collections.abc import Sequence
from typing import Any

from concordat.documents.domain import Block, Cell, Document, Paragraph, Place, Row, Run, Shape, Table
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadAction, ReadPlan

LONG_HEADER = ("No.", "Action", "Timescale", "Led By", "Outcomes", "RAG")
KEY = "Red: not started. Amber: under way. Green: finished."
TITLE = "Ambridge Crisis Care Concordat plan"

Words = str | Cell | None


def paragraph(text: str, **look: Any) -> Paragraph:
    return Paragraph(text, **look)


def cell(
    *lines: str, fill: str | None = None, colour: str | None = None, label: str | None = None, **more: Any
) -> Cell:
    """A cell with a paragraph for each line; `label` is the automatic number of the first."""
    paragraphs = tuple(
        Paragraph(line, runs=(Run(line, colour=colour),) if line else (), label=label if number == 0 else None)
        for number, line in enumerate(lines)
    )
    return Cell(paragraphs, Place(), fill=fill, **more)


def across(text: str, width: int, *, fill: str | None = None, bold: bool = False, label: str | None = None) -> Row:
    """A row that is one merged cell."""
    whole = Cell((Paragraph(text, runs=(Run(text, is_bold=bold),), label=label),), Place(), fill=fill, colspan=width)
    return Row((whole,) * width, Place())


def row(*cells: Words, **more: Any) -> Row:
    return Row(tuple(each if isinstance(each, Cell) else cell(each or "") for each in cells), Place(), **more)


def table(*rows: Row | Sequence[Words]) -> Table:
    return Table(tuple(each if isinstance(each, Row) else row(*each) for each in rows), Place())


def document(*blocks: Block | str, **more: Any) -> Document:
    """A document of paragraphs (given as words) and tables; every table and row gets its place."""
    placed: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, str):
            placed.append(Paragraph(block))
        elif isinstance(block, Table):
            number += 1
            placed.append(_placed(block, number))
        else:
            placed.append(block)
    return Document("built.docx", "docx", tuple(placed), **more)


def _placed(block: Table, number: int) -> Table:
    rows = tuple(
        Row(each.cells, Place(table=number, row=index), each.is_header, each.is_struck, each.is_hidden)
        for index, each in enumerate(block.rows, start=1)
    )
    return Table(rows, Place(table=number))


def light(colour: str) -> Cell:
    """A cell with a traffic light drawn in it."""
    return Cell((Paragraph(""),), Place(), shapes=(Shape(colour),))


def first_row(
    number: str = "1.1",
    action: str = "Open a cafe at night",
    when: str = "May 2016",
    who: str = "Ambridge Council",
    why: str = "People are warm",
    rating: str = "G",
) -> Row:
    """An action under `LONG_HEADER`."""
    return row(number, action, when, who, why, rating)


def actions_of(*blocks: Block | str, **more: Any) -> list[ReadAction]:
    """The actions of a plan with a title and a key before these blocks."""
    return list(read_plan(document(TITLE, KEY, *blocks, **more)).actions())


def codes_of(plan: ReadPlan) -> list[str]:
    """The codes of what was remarked on."""
    return [finding.code for finding in plan.findings]
