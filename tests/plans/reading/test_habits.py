"""Built documents: habits of authors that hide a row's number or its rating in other cells."""

import pytest

from concordat.plans.domain.reading import read_plan
from tests.plans.building import TITLE, actions_of, cell, document, row, table

UNNUMBERED = ("Action", "Lead", "By when")
KEY = "Red: off track. Amber: on track. Green: complete."


@pytest.mark.parametrize(
    ("actions", "references"),
    [
        (("1 Open a cafe", "2 Print a card", "4 Ring twice"), ["1", "2", "4"]),
        (("1a Open a cafe", "1b. Print a card"), ["1a", "1b"]),
        (("1) Open a cafe", "2) Print a card"), ["1", "2"]),
        (("2 Cafes open all night", "3 Cards in each car"), ["2", "3"]),
        (("24 Cafes open all night", "12 Nurses on call"), []),
        (("3 Cafes open all night", "Print a card", "5 Nurses on call"), []),
    ],
)
def test_read_plan_takes_numbers_from_actions_that_all_begin_with_one(actions, references):
    found = actions_of(table(UNNUMBERED, *((words, "Moor Council", "May 2026") for words in actions)))
    assert [reference for action in found for reference in action.references] == references


def test_read_plan_takes_no_words_of_status_for_the_labels_of_a_card():
    header = ("Status", "Action", "By when", "Lead", "Update", "Outcomes")
    words = ("May 2026", "Moor Council", "Talks held", "Warmth")
    found = actions_of(
        table(
            header,
            ("In progress", "Open a cafe", *words),
            ("No progress", "Print a card", *words),
            ("Achieved", "Ring twice", *words),
        )
    )
    assert [action.action for action in found] == ["Open a cafe", "Print a card", "Ring twice"]


def _coloured(fills, *, action):
    return table(
        ("Ref", "Action", "Lead", "By when"),
        *(
            row(cell("1", fill=fill), cell(action, fill=fill), cell("Council", fill=fill), cell("May 2026", fill=fill))
            for fill in fills
        ),
    )


@pytest.mark.parametrize(("fill", "status"), [("FF0000", "overdue"), ("70AD47", "complete"), ("E2EFDA", "unknown")])
def test_read_plan_reads_rows_that_are_all_at_one_stage_as_the_rows_of_other_tables(fill, status):
    varied = _coloured(("FF0000", "FFC000", "00B050"), action="Open a cafe")
    alike = _coloured((fill, fill), action="Print a card")
    plan = read_plan(document(TITLE, KEY, varied, alike))
    assert [action.status.word for action in plan.actions()][3:] == [status] * 2


def test_read_plan_reads_signs_under_no_heading_as_ratings_and_a_white_one_as_the_keys_grey():
    key = "Amber: on track. Green: complete. Grey: removed."
    rows = [(f"1.{n}", "Open a cafe", "Council", "May 2026", sign) for n, sign in enumerate("🟠🟢⚪", start=1)]
    plan = read_plan(document(TITLE, key, table(("Ref", "Action", "Lead", "By when", ""), *rows)))
    assert [action.status.word for action in plan.actions()] == ["ongoing", "complete", "removed"]


@pytest.mark.parametrize(
    "rows",
    [
        (("Item", "Subject", "Lead", "Time"), ("1", "Welcome", "Chair", "10.00"), ("2", "Action plan", "Ann", "10.15")),
        (("No", "Item", "Lead", "Timing", "Paper"), ("1", "Welcome", "Chair", "5 mins", "Verbal")),
        (("Agenda item", "Notes", "Action", "Owner", "Deadline"), ("1", "Talks held", "Print it", "Ann", "May 2026")),
    ],
)
def test_read_plan_takes_no_agenda_for_promises(rows):
    assert not read_plan(document("Moor crisis group", table(*rows))).is_plan


@pytest.mark.parametrize("header", [("Ref", "Action", "Lead", "By when"), ("Action", "Lead", "By when", "RAG")])
def test_read_plan_takes_words_alone_in_the_first_cell_for_titles(header):
    words = ("1.1", "Open a cafe", "Council", "May 2026") if header[0] == "Ref" else ("Open a cafe", "Us", "May", "A")
    rows = (("Before a crisis", "", "", ""), words, ("In a crisis", "", "", ""), words)
    plan = read_plan(document(TITLE, table(header, *rows)))
    assert [(section.title, len(section.actions)) for section in plan.sections] == [
        ("Before a crisis", 1), ("In a crisis", 1),
    ]  # fmt: skip


def test_read_plan_keeps_an_action_that_nobody_has_filled_in():
    found = actions_of(
        table(
            ("Action", "Lead", "By when", "RAG"),
            ("Open a cafe", "Council", "May 2026", "A"),
            ("Print a card", "", "", ""),
            ("Ring twice", "", "", ""),
        )
    )
    assert [action.action for action in found] == ["Open a cafe", "Print a card", "Ring twice"]
