"""Whatever a plan says, its cells come back from each layout that text gives it; and no text makes the reader fall."""

import re
import textwrap
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read
from concordat.documents.domain import Document, Refused, Table
from tests.documents.building import grid

ACTIONS = [
    "Set up a group that looks after crisis care",
    "Review the A&E/Urgent Care pathway",
    "Train all front line staff in listening",
    "Agree how LA’s/CCGs share what they know",
    "Pilot a walk-in room at weekends, with peers",
    "Look again at the use of section 136/135 in 2014/15",
    "Write one protocol for the county",
]
TIMES = [
    "March 2015", "By March 2015", "Sept 14", "26th May 2015", "On-going", "2015/16", "15-16", "Q4 2014/15", "Ongoing",
    "July 2015 - Completed", "January to December 2016", "31.03.2016", "Feb/Mar 2016", "By end of June 2015", "TBC",
    "Immediate", "Within 6 months", "December ‘14", "Summer 2015", "Annual commissioning cycle",
]  # fmt: skip
LEADS = [
    "FCCG", "Fellshire County Council", "Fell Police/British Transport Police", "All agencies", "FHT, Police and FCC",
    "Head of Joint Commissioning, FCCG", "Dr Rowan Ash/MH Commissioners", "Public Health/All", "Rowan Ash & Olive Fir",
]  # fmt: skip
OUTCOMES = [
    "People are seen sooner than before",
    "Fewer people are held in cells overnight",
    "Every team works from one record",
    "Carers know whom they can ring",
]
UPDATES = [
    "The first room opened in the spring",
    "A bid was written and sent off",
    "Two days of talks were held with carers",
]
RATINGS = ["G", "AMBER", "Red", "Complete", "In progress"]
LABELS = ["1.{}", "{}", "{}.", "A{}", "A1.{}", "1:{}", "100{}"]
HEADS = {
    "label": ["No.", "Ref", "Number", "Ref No."],
    "action": ["Action", "ACTION", "Actions"],
    "time": ["Timescale", "Time-scale", "By when", "Timeframe", "Due by"],
    "lead": ["Led By", "LEAD", "Lead Agencies", "Lead organisation"],
    "outcome": ["Outcomes", "Outcomes (taken from the guide)", "Success measures"],
    "update": ["Progress", "Update", "Summary progress against actions (include measures where relevant)"],
    "rating": ["RAG", "Status", "Red/Amber/Green (RAG)"],
}
WORDS = {"action": ACTIONS, "time": TIMES, "lead": LEADS, "outcome": OUTCOMES, "update": UPDATES, "rating": RATINGS}
ORDERS = [
    ["label", "action", "time", "lead", "outcome"],
    ["label", "action", "time", "lead", "outcome", "rating"],
    ["label", "action", "lead", "time", "outcome", "update"],
    ["label", "action", "lead", "time", "rating"],
    ["label", "action", "time", "lead", "outcome", "update", "rating"],
    ["label", "action", "outcome", "lead", "time"],
]
TITLES = [None, "Access to support before crisis point", "2. URGENT AND EMERGENCY ACCESS TO CRISIS CARE"]
PROPERTY = settings(max_examples=60)


@dataclass(frozen=True)
class Plan:
    """A table as its author wrote it; `titles` stand above the rows of the same place, if any."""

    kinds: list[str]
    head: list[str]
    rows: list[list[str]]
    titles: list[str | None]


@st.composite
def plans(draw):
    kinds = draw(st.sampled_from(ORDERS))
    label = draw(st.sampled_from(LABELS))
    count = draw(st.integers(2, 6))
    rows = [
        [label.format(at) if kind == "label" else draw(st.sampled_from(WORDS[kind])) for kind in kinds]
        for at in range(1, count + 1)
    ]
    titles = [None, *(draw(st.sampled_from(TITLES)) for _ in rows[1:])]
    return Plan(kinds, [draw(st.sampled_from(HEADS[kind])) for kind in kinds], rows, titles)


def found(text):
    """The rows of the tables with a header, titles left out, and the header of the first."""
    tables = [table for table in read(text.encode(), name="plan.txt").tables if table.rows[0].is_header]
    rows = [row for table in tables for row in grid_of_rows(table)]
    return [cell.text for cell in tables[0].rows[0].cells], rows


def grid_of_rows(table):
    return [
        cells
        for row, cells in zip(table.rows, grid(table), strict=True)
        if not row.is_header and all(cell.colspan == 1 for cell in row.cells)
    ]


def unwrapped(rows):
    return [[" ".join(cell.split()) for cell in row] for row in rows]


@PROPERTY
@given(plans())
def test_rows_with_slashes_come_back(plan):
    lines = ["Our plan", "", " / ".join(plan.head)]
    for title, row in zip(plan.titles, plan.rows, strict=True):
        lines += [title] if title else []
        lines.append(" / ".join(row))
    assert found("\n".join(lines)) == (plan.head, plan.rows)


@PROPERTY
@given(plans(), st.data())
def test_rows_with_slashes_lists_and_second_lines_come_back(plan, data):
    lines, rows = ["Our plan", "", " / ".join(plan.head)], []
    for row in plan.rows:
        line, cells, is_list = row[0], [row[0]], False
        for kind, cell in zip(plan.kinds[1:], row[1:], strict=True):
            line += "\n/" if is_list else " /"
            is_list = kind in ("outcome", "update") and data.draw(st.booleans())
            if is_list:
                line += f"\n  • {cell}\n  • And so on"
                cells.append(f"{cell}\nAnd so on")
            elif kind == "lead" and data.draw(st.booleans()):
                line += f" {cell}\nReporting to the Fell Board"
                cells.append(f"{cell}\nReporting to the Fell Board")
            else:
                line += f" {cell}"
                cells.append(cell)
        lines += [line, ""] if is_list else [line]
        rows.append(cells)
    assert found("\n".join(lines))[1] == rows


@PROPERTY
@given(plans(), st.sampled_from(["time", "lead", "rating"]), st.integers(0, 5))
def test_cell_that_the_conversion_dropped_leaves_the_others_where_they_were(plan, kind, at):
    row = plan.rows[at % len(plan.rows)]
    if kind in plan.kinds:
        row[plan.kinds.index(kind)] = ""
    lines = [" / ".join(plan.head), *(" / ".join(filter(None, row)) for row in plan.rows)]
    assert found("\n".join(lines)) == (plan.head, plan.rows)


@PROPERTY
@given(plans(), st.sampled_from(["\n", "\n\n"]))
def test_cells_one_a_line_come_back(plan, between):
    cells = ["Our plan of action", *plan.head]
    for title, row in zip(plan.titles, plan.rows, strict=True):
        cells += [title, *row] if title else row
    assert found(between.join(cells)) == (plan.head, plan.rows)


@PROPERTY
@given(plans(), st.booleans(), st.integers(1, 3))
def test_cells_come_back_from_pages_with_a_title_a_number_and_the_header_again(plan, is_in_line, each):
    page_title = "Fellshire plan for crisis care v4"
    head = [" ".join(plan.head)] if is_in_line else plan.head
    lines = [page_title, *head]
    for at, row in enumerate(plan.rows):
        if at and at % each == 0:
            lines += [str(at), page_title, *head]
        for cell in row:
            lines += textwrap.wrap(cell, 70)
    header, rows = found("\n".join(lines))
    assert (header, unwrapped(rows)) == (plan.head, plan.rows)


@PROPERTY
@given(plans())
def test_blocks_with_lead_and_time_in_one_line_come_back(plan):
    paragraphs = ["Our plan of action", " ".join(plan.head)]
    for row in plan.rows:
        paragraphs.append(" ".join(row[:2]))
        kinds, cells = plan.kinds[2:], list(row[2:])
        if kinds[:2] == ["time", "lead"]:
            cells[:2] = [" ".join(cells[:2])]
        paragraphs += cells
    assert found("\n\n".join(paragraphs)) == (plan.head, plan.rows)


PIECES = st.sampled_from([
    "No.", "Action", "Timescale", "Led By", "Outcomes", "RAG", "1.1", "1.2", "2.", "A1", "a.", "A", "March 2015",
    "1001", "Ongoing", "FCC", "FHT and Police", "People are safe.", "Do the thing", "• one", "• two", "•", "/", "G",
    " / ", " / ", " / ", "\n", "\n", "\n\n", "No. / Action / Timescale / Led By / Outcomes", "GREEN", "1", " ",
    "No. Action Timescale Led By Outcomes", "2. ACCESS TO HELP", "No.\nAction\nTimescale\nLed By\n", "Page 2 of 3",
    "Matching local need", "UPDATE / Done", "Objective / Action / By when / Who", "Section A – first thing", "15-16",
    "(with others)", "Outcomes1.1",
])  # fmt: skip


@settings(max_examples=150)
@given(st.lists(PIECES, min_size=3, max_size=60), st.sampled_from(["", " ", "\n", " / "]))
def test_any_mixture_is_read_without_loss(pieces, between):
    text = between.join(pieces)
    try:
        document = read(text.encode(), name="plan.txt")
    except Refused:
        return
    kept = "".join(words_of(document))
    lost = [word for word in set(re.findall(r"[A-Z]?[a-z]{3,}", text)) if word != "Page" and word not in kept]
    assert lost == []
    for table in document.tables:
        assert all(len(row.cells) <= table.width for row in table.rows)


def words_of(document: Document):
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.own_cells())
        else:
            yield block.text
