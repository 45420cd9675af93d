"""Action plans as Word files, written as a partnership would write them, about a place that does not exist."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

GREEN, AMBER, RED = "00B050", "FFC000", "FF0000"
HEADINGS = ("No", "Action", "Timescale", "Led by", "Outcomes", "Progress", "RAG")


@dataclass(frozen=True, slots=True)
class Line:
    """One action as it stands in a row; `fill` shades the last cell."""

    reference: str
    action: str
    when: str = "March 2031"
    leads: str = "Tarnshire Police"
    outcome: str = "People get help sooner"
    progress: str = "Work is under way"
    fill: str | None = AMBER


def word_plan(sections: Sequence[tuple[str, Sequence[Line]]], *, title: str = "Tarnshire crisis care plan") -> bytes:
    """A plan with its key, one table for each section under a heading."""
    document = Document()
    document.add_heading(title, 0)
    document.add_paragraph("Key: Green = complete, Amber = in progress, Red = not started")
    for heading, lines in sections:
        document.add_heading(heading, 1)
        table = document.add_table(rows=1, cols=len(HEADINGS))
        for cell, words in zip(table.rows[0].cells, HEADINGS, strict=True):
            cell.text = words
        for line in lines:
            cells = table.add_row().cells
            texts = (line.reference, line.action, line.when, line.leads, line.outcome, line.progress, "")
            for cell, words in zip(cells, texts, strict=True):
                cell.text = words
            if line.fill:
                shade(cells[-1], line.fill)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def shade(cell, fill: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), fill)
    cell._tc.get_or_add_tcPr().append(shading)


def minutes() -> bytes:
    """A document that is no plan."""
    document = Document()
    document.add_heading("Minutes of the steering group", 0)
    document.add_paragraph("Present: six people. The group drank tea and agreed to meet again.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


BEFORE = (
    Line("1.1", "Open a night café beside the harbour", leads="Harbour Mind", when="January 2031"),
    Line(
        "1.2",
        "Write a guide for landlords about tenants in crisis",
        leads="Tarnshire Council",
        progress="Guide printed. Complete",
        fill=GREEN,
    ),
)
DURING = (
    Line("2.1", "Train every desk sergeant in listening skills", leads="Tarnshire Police", when="June 2031"),
    Line(
        "2.2",
        "Agree who drives a detained person at night",
        leads="Tarnshire Police, supported by Tarnshire Council",
        when="2030/31",
        progress="Not started",
        fill=RED,
    ),
)
FIRST = (("1. Before a crisis", BEFORE), ("2. In a crisis", DURING))


# A Word file holds the second in which it was written; asked for twice, a plan is the same file.
@cache
def first_plan(**changes: str) -> bytes:
    """Four actions in two sections; everybody in it can be told apart."""
    return word_plan(FIRST, **changes)


@cache
def second_plan() -> bytes:
    """The next edition: the café slips, the guide is gone, the training is renumbered and done, the drive reworded."""
    return word_plan(
        (
            (
                "1. Before a crisis",
                (
                    Line(
                        "1.1",
                        "Open a night café beside the harbour",
                        leads="Harbour Mind",
                        when="September 2031",
                        progress="A second building was found",
                    ),
                    Line("1.2", "Ask people who were detained what would have helped", leads="Harbour Mind"),
                ),
            ),
            (
                "2. In a crisis",
                (
                    Line(
                        "2.2",
                        "Agree who drives a detained person at night, and who pays for it",
                        leads="Tarnshire Police, supported by Tarnshire Council",
                        when="2030/31",
                        progress="Lawyers are reading a draft",
                    ),
                    Line(
                        "2.3",
                        "Train every desk sergeant in listening skills",
                        leads="Tarnshire Police",
                        when="June 2031",
                        progress="All trained. Complete",
                        fill=GREEN,
                    ),
                ),
            ),
        ),
        title="Tarnshire crisis care plan",
    )


@cache
def long_plan(rows: int) -> bytes:
    """One section of that many actions, in words of their own."""
    places = ("harbour", "market", "station", "library", "hospital", "school", "bridge", "mill")
    return word_plan(
        (
            (
                "1. All of it",
                tuple(
                    Line(f"1.{n}", f"Open door number {n} at the {places[n % 8]} for whoever knocks on night {n * 7}")
                    for n in range(1, rows + 1)
                ),
            ),
        )
    )


DOUBTFUL = Line("1.3", "Put a crisis card in every library", when="Mar 31", progress="As above", fill=None)


@cache
def doubtful_plan() -> bytes:
    """Like the first plan, with one more action whose date and state can be read in two ways."""
    return word_plan((("1. Before a crisis", (*BEFORE, DOUBTFUL)), ("2. In a crisis", DURING)))
