"""Built documents: rows that say something of the action above them, or open the section below."""

import pytest

from concordat.documents.domain import Cell, Paragraph, Place
from concordat.plans.domain.reading import read_plan
from tests.plans.building import TITLE, across, actions_of, cell, document, row, table

HEADER = ("Ref", "Action", "Lead", "By when", "RAG")
CAFE = ("1.1", "Open a cafe", "Moor Council", "May 2026", "G")
CARD = ("1.2", "Print a card", "Moor Council", "June 2026", "A")


def _sections(*rows):
    plan = read_plan(document(TITLE, table(*rows)))
    return [(section.title, [action.references for action in section.actions]) for section in plan.sections]


def test_read_plan_takes_labelled_rows_below_each_action_for_its_own():
    found = actions_of(
        table(
            HEADER,
            CAFE,
            across("Outcome: people meet", 5),
            across("Progress: a room was found", 5),
            CARD,
            across("Outcome: people know whom to ring", 5),
        )
    )
    assert [(action.action, action.outcome, action.progress) for action in found] == [
        ("Open a cafe", "people meet", "a room was found"),
        ("Print a card", "people know whom to ring", None),
    ]


def test_read_plan_takes_labelled_rows_above_actions_for_titles():
    rows = (HEADER, across("Outcome: people meet", 5), CAFE, across("Outcome: people ring", 5), CARD)
    assert _sections(*rows) == [("Outcome: people meet", [("1.1",)]), ("Outcome: people ring", [("1.2",)])]


def test_read_plan_takes_no_name_between_a_title_and_its_table_for_a_title():
    rows = (across("Aim 1: Warmth", 5), across("Aim lead: J. Whin", 5), across("Outcome: people meet", 5), HEADER, CAFE)
    assert _sections(*rows) == [("Aim 1: Warmth", [("1.1",)])]


def test_read_plan_takes_a_number_and_words_alone_for_the_title_of_the_numbers_below():
    rows = (
        HEADER,
        ("1", "Safer places", "", "", ""),
        CAFE,
        CARD,
        ("2", "Kinder words", "", "", ""),
        ("2.1", *CAFE[1:]),
    )
    assert _sections(*rows) == [("1 Safer places", [("1.1",), ("1.2",)]), ("2 Kinder words", [("2.1",)])]


@pytest.mark.parametrize("second", [("2", "Kinder words", "", "", ""), ("2", "Kinder words", "Moor Council", "", "")])
def test_read_plan_keeps_a_numbered_action_that_no_others_stand_below(second):
    assert _sections(HEADER, ("1", *CAFE[1:]), second) == [(None, [("1",), ("2",)])]


def test_read_plan_takes_words_alone_above_a_header_that_comes_again_for_a_title():
    header, rest = ("Action", "Lead", "By when", "RAG"), ("Moor Council", "May 2026", "G")
    rows = (("Soon", "", "", ""), header, ("Open a cafe", *rest), ("Later", "", "", ""), header, ("Ring back", *rest))
    assert _sections(*rows) == [("Soon", [()]), ("Later", [()])]


def test_read_plan_takes_a_row_of_totals_for_no_action():
    assert _sections(HEADER, CAFE, ("", "Total: 1 action", "", "", "")) == [(None, [("1.1",)])]


def test_read_plan_keeps_a_row_whose_every_word_but_its_number_is_struck_out():
    gone = [Cell((Paragraph("", struck_text=words),), Place()) for words in CARD[1:]]
    first, second = actions_of(table(HEADER, CAFE, row("1.2", *gone)))
    assert (second.references, second.action, second.status.word) == (("1.2",), "Print a card", "removed")
    assert first.status.word == "complete"


def test_read_plan_takes_a_row_of_a_title_and_who_leads_for_a_title():
    wide, narrow = cell("1. Warmth", colspan=3), cell("Lead: J. Whin", colspan=2)
    plan = read_plan(document(TITLE, table(HEADER, row(wide, wide, wide, narrow, narrow), CAFE)))
    assert [(section.title, len(section.actions)) for section in plan.sections] == [("1. Warmth", 1)]
    assert [finding.message for finding in plan.findings if finding.code == "note-row"] == [
        "A row across the table was taken for a note and left out: “Lead: J. Whin”."
    ]


def test_read_plan_opens_no_section_at_the_heading_of_a_table_that_was_left_out():
    risks = table(("Risk", "Impact", "Likelihood", "Mitigation"), ("No nurses", "High", "High", "Advertise"))
    plan = read_plan(document(TITLE, "5. Risks", risks, "Appendix: actions for the year", table(HEADER, CAFE)))
    assert [(section.title, action.theme) for section in plan.sections for action in section.actions] == [
        ("Appendix: actions for the year", None)
    ]


@pytest.mark.parametrize("words", ["[Insert action]", "<Enter text here>", "Click or tap here to enter text."])
def test_read_plan_takes_what_a_template_asks_for_for_no_action(words):
    assert _sections(HEADER, CAFE, ("1.2", words, "", "", ""), across("Page 1 of 2", 5), HEADER, ("2", *CARD[1:])) == [
        (None, [("1.1",), ("2",)])
    ]
