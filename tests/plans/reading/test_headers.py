"""Built documents: headers of two rows, and columns that bodies head, marked where they lead."""

import pytest

from concordat.plans.domain.reading import read_plan
from tests.plans.building import TITLE, across, actions_of, cell, document, row, table


def _leads(action):
    return [(lead.organisation, lead.role.value) for lead in action.leads]


@pytest.mark.parametrize(
    ("marks", "leads"),
    [
        (("L", "S", ""), [("Police", "lead"), ("Trust", "support")]),
        (("✓", "", "x"), [("Police", "lead"), ("Council", "lead")]),
        (("", "Lead", "Support"), [("Trust", "lead"), ("Council", "support")]),
    ],
)
def test_read_plan_takes_marks_below_bodies_for_who_leads(marks, leads):
    header = ("Ref", "Action", "Police", "Trust", "Council", "By when", "RAG")
    filled = ("x", "x", "x") if "x" in marks else ("L", "L", "L")
    first, _ = actions_of(
        table(header, ("1", "Open a cafe", *marks, "May 2026", "G"), ("2", "Print a card", *filled, "May 2026", "A"))
    )
    assert _leads(first) == leads


def test_read_plan_leaves_ticks_below_other_words_as_they_are():
    header = ("Ref", "Action", "Urban", "Rural", "By when", "RAG")
    (action,) = actions_of(table(header, ("1", "Open a cafe", "x", "", "May 2026", "G")))
    assert (action.leads, action.extra) == ((), (("Urban", "x"),))


def test_read_plan_keeps_what_is_below_a_month_apart_and_takes_the_last_rating():
    wide = [cell(words, colspan=2) for words in ("January 2026", "April 2026")]
    tall = [cell(words, rowspan=2) for words in ("Ref", "Action", "Lead", "By when")]
    upper = row(*tall, wide[0], wide[0], wide[1], wide[1])
    lower = row(*tall, "Update", "RAG", "Update", "RAG")
    (action,) = actions_of(
        table(upper, lower, ("1", "Open a cafe", "Moor Mind", "May 2026", "A room", "A", "A lease", "G"))
    )
    assert action.progress == "January 2026: A room\nApril 2026: A lease"
    assert action.status.word == "complete"


@pytest.mark.parametrize(
    "line",
    ["OFFICIAL – SENSITIVE", "Not protectively marked", "L = lead, S = support", "MT = Moor Trust; MC = Moor CCG"],
)
def test_read_plan_takes_no_marking_and_no_list_of_letters_for_a_title(line):
    cafe = ("1", "Open a cafe", "Moor Mind", "May 2026")
    plan = read_plan(document(TITLE, line, table(("Ref", "Action", "Lead", "By when"), cafe)))
    assert [section.title for section in plan.sections] == [None]


def test_read_plan_takes_a_column_of_words_and_ratings_that_holds_letters_alone_for_the_rating():
    header = ("Ref", "Action", "Lead", "By when", "Where are we now? (RAG)")
    (action,) = actions_of(table(header, ("1", "Open a cafe", "Moor Mind", "May 2026", "Green")))
    assert (action.progress, action.status.word) == (None, "complete")


def test_read_plan_finds_its_title_in_a_banner():
    banner = table(across("Moor Crisis Concordat Action Plan", 2), ("Prepared by: Moor CCG", "Date: 3 May 2026"))
    plan = read_plan(
        document(banner, table(("Ref", "Action", "Lead", "By when"), ("1", "Open it", "Mind", "May 2026")))
    )
    assert (plan.title, plan.last_updated) == ("Moor Crisis Concordat Action Plan", "2026-05-03")
    assert [section.title for section in plan.sections] == [None]


def test_read_plan_takes_hints_below_headings_for_no_headings():
    hints = ("(number)", "(what will be done)", "(named agency)", "(month and year)", "[last update]")
    header = ("Ref", "Action", "Lead", "Timescale", "Progress")
    (action,) = actions_of(table(header, hints, ("1", "Open a cafe", "Moor Mind", "May 2026", "A room found")))
    assert (action.led_by_text, action.timescale_text, action.progress) == ("Moor Mind", "May 2026", "A room found")


def test_read_plan_takes_words_above_the_plans_title_for_no_section():
    cafe = ("1", "Open a cafe", "Moor Mind", "May 2026")
    plan = read_plan(document("Moor Council and partners", TITLE, table(("Ref", "Action", "Lead", "By when"), cafe)))
    assert (plan.title, [section.title for section in plan.sections]) == (TITLE, [None])
