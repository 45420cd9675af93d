"""Built documents: the status of an action, in whatever form a plan gives it."""

import pytest

from concordat.documents.domain import Cell, Paragraph, Place, Run
from concordat.plans.domain.reading import read_plan
from tests.plans.building import KEY, TITLE, actions_of, cell, codes_of, document, light, row, table
from tests.plans.building import LONG_HEADER as HEADER
from tests.plans.building import first_row as first


@pytest.mark.parametrize(
    ("rating", "word", "basis"),
    [
        (cell("Amber"), "ongoing", "Amber"),
        (cell("a"), "ongoing", "a"),
        (cell("🟠"), "ongoing", "symbol 🟠"),
        (cell("●", colour="C00000"), "not_started", "text colour C00000"),
        (cell("", fill="92D050"), "complete", "fill 92D050"),
        (cell("Under way"), "ongoing", "Under way"),
        (light("FFC000"), "ongoing", "shape FFC000"),
        (cell("✓"), "complete", "symbol ✓"),
        (Cell((Paragraph("Doing", runs=(Run("Doing", highlight="yellow"),)),), Place()), "ongoing",
         "Doing (highlight yellow)"),
    ],
)  # fmt: skip
def test_read_plan_reads_a_rating_in_whatever_form(rating, word, basis):
    (action,) = actions_of(table(HEADER, row("1.1", "Open a cafe", "May 2016", "Council", "Warmth", rating)))
    assert (action.status.word, action.status.basis) == (word, basis)


def test_read_plan_follows_the_plans_own_key():
    key = "Red = overdue, Amber = at risk, Green = on track, Blue = complete and verified, Grey = removed"
    ratings = ["FF0000", "FFC000", "00B050", "0070C0", "D9D9D9"]
    rows = [
        row(f"1.{i}", "Open a cafe", "May 2016", "Council", "Warmth", cell("", fill=f)) for i, f in enumerate(ratings)
    ]
    plan = read_plan(document(TITLE, key, table(HEADER, *rows)))
    assert [action.status.word for action in plan.actions()] == [
        "overdue", "at_risk", "ongoing", "complete_verified", "removed",
    ]  # fmt: skip


def test_read_plan_finds_the_colour_where_it_stands():
    header = ("Ref", "Action", "Lead", "By when")
    by_reference = [
        row(cell(f"{i}", fill=fill), "Open a cafe", "Council", "May 2016")
        for i, fill in enumerate(["00B050", "FF0000"])
    ]
    by_row = [
        row(*(cell(words, fill=fill) for words in (f"{i}", "Open a cafe", "Council", "May 2016")))
        for i, fill in enumerate(["C6EFCE", "FFC7CE"])
    ]
    assert [a.status.fill_at for a in actions_of(table(header, *by_reference))] == ["reference cell"] * 2
    assert [(a.status.fill_at, a.status.word) for a in actions_of(table(header, *by_row))] == [
        ("whole row", "complete"),
        ("whole row", "not_started"),
    ]


def test_read_plan_takes_shading_that_every_row_has_for_looks():
    header = ("Ref", "Action", "Lead", "By when", "Progress")
    rows = [row(cell(f"{i}", fill="DBE5F1"), "Open a cafe", "Council", "May 2016", "Completed") for i in range(3)]
    assert {(a.status.basis, a.status.fill) for a in actions_of(table(header, *rows))} == {("Completed", None)}


def test_read_plan_says_when_there_is_no_key():
    plan = read_plan(document(TITLE, table(HEADER, first(rating="R"))))
    (action,) = plan.actions()
    assert (action.status.word, action.status.certainty) == ("not_started", "ambiguous")
    assert "no-status-key" in codes_of(plan)


def test_read_plan_keeps_both_where_colour_and_words_disagree():
    header = ("No", "Action", "By when", "Lead", "Progress", "RAG")
    plan = read_plan(
        document(TITLE, KEY, table(header, row("1", "Open a cafe", "May 2016", "Council", "Opened. Completed", "A")))
    )
    (action,) = plan.actions()
    assert (action.status.word, action.status.certainty, action.progress) == (
        "ongoing",
        "ambiguous",
        "Opened. Completed",
    )
    assert "signs-disagree" in codes_of(plan)


def test_read_plan_reads_tick_columns():
    header = ("No", "Action", "Lead", "By when", "Not started", "Under way", "Done")
    rows = (
        row("1", "Open a cafe", "Council", "May 2016", "", "x", ""),
        row("2", "Run a car", "Police", "", "", "", "✓"),
    )
    assert [(a.status.word, a.status.basis) for a in actions_of(table(header, *rows))] == [
        ("ongoing", "tick in column Under way"),
        ("complete", "tick in column Done"),
    ]


def test_read_plan_reads_a_status_typed_into_the_date():
    header = ("No", "Action", "Timescale", "Led by", "Outcomes")
    (action,) = actions_of(
        table(header, row("1", "Buy a course", "July 2015 - Completed", "Council", "Doctors know more"))
    )
    assert (action.status.word, action.status.certainty) == ("complete", "likely")


def test_read_plan_takes_the_key_from_a_text_box():
    plan = read_plan(
        document(TITLE, table(HEADER, first(rating="R")), text_boxes=("KEY\nRed: overdue\nGreen: on track",))
    )
    assert [action.status.word for action in plan.actions()] == ["overdue"]


@pytest.mark.parametrize(
    ("key", "rating", "word"),
    [
        ("Key: NS = not started, IP = in progress, C = complete", "IP", "ongoing"),
        ("Status: 1 = not started; 2 = started; 3 = complete", "3", "complete"),
        ("Red: overdue. Green: on track.", "R", "overdue"),
        ("", "100%", "complete"),
        ("", "40%", "ongoing"),
    ],
)
def test_read_plan_reads_codes_by_their_key_and_shares_without_one(key, rating, word):
    (action,) = read_plan(document(TITLE, key, table(HEADER, first(rating=rating)))).actions()
    assert action.status.word == word


def test_read_plan_reads_a_column_that_asks_whether_it_is_completed():
    header = ("No", "Action", "Lead", "Due", "Completed? (Y/N)")
    rows = (row("1", "Open a cafe", "Council", "May 2016", "Y"), row("2", "Run a car", "Police", "May 2016", "N"))
    assert [a.status.word for a in actions_of(table(header, *rows))] == ["complete", "unknown"]


def test_read_plan_takes_the_latest_of_several_ratings():
    header = ("No", "Action", "Lead", "Due", "RAG June 2016", "RAG Sept 2016")
    (action,) = actions_of(table(header, row("1", "Open a cafe", "Council", "May 2016", "R", "G")))
    assert (action.status.word, action.extra) == ("complete", (("RAG June 2016", "R"),))


def test_read_plan_reads_the_colour_of_words_where_nothing_else_tells():
    header = ("No", "Action", "Lead", "Due")
    rows = [
        row(cell(f"{i}", colour=c), "Open a cafe", "Council", "May 2016") for i, c in enumerate(["FF0000", "00B050"])
    ]
    assert [(a.status.word, a.status.basis) for a in actions_of(table(header, *rows))] == [
        ("not_started", "text colour FF0000"),
        ("complete", "text colour 00B050"),
    ]


def test_read_plan_takes_a_colour_for_each_table_for_looks():
    header = ("No", "Action", "Lead", "Due")
    tables = [
        table(header, *(row(cell(f"{t}.{i}", fill=fill), "Open a cafe", "Council", "May 2016") for i in range(3)))
        for t, fill in enumerate(["92D050", "FFC000"])
    ]
    plan = read_plan(document(TITLE, *tables))
    assert {action.status.word for action in plan.actions()} == {"unknown"}
