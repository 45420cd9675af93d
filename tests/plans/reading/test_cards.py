"""Built documents: cards whose actions stand above their labels, hold stages of their own, or label every cell."""

import pytest

from concordat.plans.domain.reading import read_plan
from tests.plans.building import TITLE, actions_of, cell, document, paragraph, row, table


def _told(action):
    return action.references, action.action, action.led_by_text, action.timescale_text, action.status.word


CAFE = (("1.1",), "Open a cafe by the sea", "Moor Mind", "May 2026", "complete")
CARD = (("1.2",), "Print a card for cars", "Moor Police", "June 2026", "ongoing")


@pytest.mark.parametrize(
    "blocks",
    [
        (
            "1.1 Open a cafe by the sea", "Lead: Moor Mind | Deadline: May 2026 | Status: Complete",
            "1.2 Print a card for cars", "Lead: Moor Police | Deadline: June 2026 | Status: In progress",
        ),
        (
            paragraph("Open a cafe by the sea\nLead: Moor Mind\nBy when: May 2026\nStatus: Complete", label="1.1"),
            paragraph("Print a card for cars\nLead: Moor Police\nBy when: June 2026\nStatus: In progress", label="1.2"),
        ),
    ],
)  # fmt: skip
def test_read_plan_takes_the_line_above_labelled_lines_for_their_action(blocks):
    plan = read_plan(document(TITLE, paragraph("1. Access", heading=2), *blocks))
    assert [section.title for section in plan.sections] == ["1. Access"]
    assert [_told(action) for action in plan.actions()] == [CAFE, CARD]


def test_read_plan_keeps_the_stages_of_a_card_in_it():
    stages = table(("Milestone", "Date", "Done"), ("Find a room", "April 2026", "Yes"))
    held = cell("Milestone", "Date", "Done", "Find a room", "April 2026", "Yes", tables=(stages,))
    card = table(
        ("Action no.", "1.1"), ("What we will do", "Open a cafe by the sea"), ("Lead", "Moor Mind"),
        ("By when", "May 2026"), row("Milestones", held), ("Status", "Complete"),
    )  # fmt: skip
    assert [_told(action) for action in actions_of(card)] == [CAFE]


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("1.1", "Action: Open a cafe by the sea", "Lead: Moor Mind", "By: May 2026", "Status: Complete"),
            ("1.2", "Action: Print a card for cars", "Lead: Moor Police", "By: June 2026", "Status: In progress"),
        ),
        (
            ("1.1 Open a cafe by the sea", "", ""), ("Owner: Moor Mind", "Due: May 2026", "Status: Complete"),
            ("1.2 Print a card for cars", "", ""), ("Owner: Moor Police", "Due: June 2026", "Status: In progress"),
        ),
    ],
)  # fmt: skip
def test_read_plan_reads_cells_that_label_their_own_words(rows):
    assert [_told(action) for action in actions_of(table(*rows))] == [CAFE, CARD]


def test_read_plan_leaves_a_label_that_only_some_cells_have():
    header = ("Ref", "Action", "Lead", "By when", "Comments")
    (action,) = actions_of(table(header, ("1", "Open a cafe", "Lead: Moor Mind", "May 2026", "Due: in spring")))
    assert (action.led_by_text, action.progress) == ("Lead: Moor Mind", "Due: in spring")


def test_read_plan_reads_actions_that_stand_beside_one_another():
    rows = (
        ("", "Action 1.1", "Action 1.2"), ("What", CAFE[1], CARD[1]), ("Lead", CAFE[2], CARD[2]),
        ("By when", CAFE[3], CARD[3]), ("Status", "Complete", "In progress"),
    )  # fmt: skip
    assert [_told(action) for action in actions_of(table(*rows))] == [CAFE, CARD]


def test_read_plan_takes_the_heading_for_the_action_where_it_counts_one():
    lines = ("We want people to be warm", "Lead: Moor Mind", "By when: May 2026", "Status: Complete")
    plan = read_plan(document(TITLE, paragraph("Action 1.1: Open a cafe by the sea", heading=2), *lines))
    assert [(section.title, list(map(_told, section.actions))) for section in plan.sections] == [(None, [CAFE])]
