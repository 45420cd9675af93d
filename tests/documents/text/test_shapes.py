"""What the words of a cell look like, and which words head a column or a section."""

import pytest

from concordat.documents.readers.text import heads, shapes, titles
from concordat.documents.readers.text.shapes import Holds

TIMES = [
    "March 2015", "By March 2015", "26th May 2015", "Mar 16", "Sept 14", "December ‘14", "13.02.2026", "31/03/16",
    "2014/15", "15-16", "2014/2015/16", "Q2", "Q1 Q3", "Q4 2014/15", "On-going", "On going", "Ongoing", "In place",
    "January to December 2016", "Feb/Mar 2016", "By end of June 2015", "no later than end of May 2016", "TBC",
    "Bi-monthly ongoing", "May to June 2015",
    "Immediate", "Within 6 months", "12 months", "Summer 2015", "April 2015\nRevised date:\nApril 2017",
    "July 2015 - Completed", "i) March 2016\nii) May 2016", "Annual commissioning cycle",
]  # fmt: skip
NO_TIMES = ["FCC", "May we ring back", "Open a room in March 2015", "As strategies are reviewed", "", "Fell Police"]


@pytest.mark.parametrize("text", TIMES)
def test_times_are_known(text):
    assert shapes.is_time(text)
    assert shapes.price(Holds.TIME, text) < 0.5


@pytest.mark.parametrize("text", NO_TIMES)
def test_other_words_are_no_times(text):
    assert not shapes.is_time(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2014 Fell CCG", "2014"),
        ("On going Rowan Ash", "On going"),
        ("By March 2016 Fell Police", "By March 2016"),
        ("Fell Police March 2016", ""),
        ("May be late", ""),
    ],
)
def test_time_at_the_start_of_a_line_is_found(text, time):
    assert text[: shapes.time_prefix(text)[0]] == time


@pytest.mark.parametrize(
    "text", ["G", "GREEN", "Amber", "Complete", "Complete and ongoing", "Not yet started", "In progress"]
)
def test_ratings_are_known(text):
    assert shapes.is_rating(text)


@pytest.mark.parametrize("text", ["Green 2 calls", "FCC", "Group", "Redesign", "Rooms are open"])
def test_other_words_are_no_ratings(text):
    assert not shapes.is_rating(text)


@pytest.mark.parametrize(
    "text",
    ["FCC", "Fell Police/British Transport Police", "Rowan Ash\nFell Council", "All agencies", "FHT, Police and FCC",
     "Head of Joint Commissioning, FCC", "Public Health and the steering group", "Working with: Fell Mind"],
)  # fmt: skip
def test_names_look_like_names(text):
    assert shapes.unlike_names(text) <= 0.6


@pytest.mark.parametrize(
    "text", ["People wait less than they did", "I know whom to ring", "A room is open. Staff are there."]
)
def test_sentences_do_not_look_like_names(text):
    assert shapes.unlike_names(text) > 1.0


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("No.", Holds.LABEL),
        ("Action ref. no.", Holds.LABEL),
        ("Time- scale", Holds.TIME),
        ("Timesc ale", Holds.TIME),
        ("Timescale 2015/16 unless otherwise specified", Holds.TIME),
        ("LED BY", Holds.NAMES),
        ("Lead Agency + Footprint", Holds.NAMES),
        ("Red/Amber/Green (RAG)", Holds.RATING),
        ("Outcomes: people will be able to say:", Holds.WORDS),
        ("Summary progress against actions (include outcome measures where relevant)", Holds.WORDS),
        ("Fell Police", None),
        ("", None),
    ],
)
def test_headings_of_columns_are_known(text, holds):
    assert heads.known(text) is holds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No. Action Timescale Led By Outcomes", ["No.", "Action", "Timescale", "Led By", "Outcomes"]),
        ("Ref Action Lead By when Outcomes", ["Ref", "Action", "Lead", "By when", "Outcomes"]),
        ("NO ACTION TIMESCALE OUTCOMES (see 2) RAG", ["NO", "ACTION", "TIMESCALE", "OUTCOMES (see 2)", "RAG"]),
    ],
)  # fmt: skip
def test_headings_are_found_in_a_line_where_nothing_parts_them(text, found):
    line = heads.undelimited(text)
    assert line is not None
    assert ([head.text for head in line.heads], line.before, line.after) == (found, "", "")


def test_words_around_headings_are_given_apart():
    line = heads.undelimited("1. Before a crisis No. Action Timescale Led By RAGHelp in the county")
    assert line is not None
    assert (line.before, line.after) == ("1. Before a crisis", "Help in the county")
    assert heads.undelimited("The action plan has a timescale, led by the board") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("TimeframeA", ("Timeframe", "A")),
        ("RAGMatching local need", ("RAG", "Matching local need")),
        ("Outcomes1.1", ("Outcomes", "1.1")),
        ("Outcomes", ("Outcomes", "")),
        ("Red/Amber/Green (RAG)", ("Red/Amber/Green (RAG)", "")),
    ],
)
def test_what_is_glued_to_a_heading_comes_off(text, parts):
    assert heads.unglued(text) == parts


def test_what_is_glued_before_a_heading_comes_off():
    assert heads.glued_before("Help before a crisisNumber") == ("Help before a crisis", "Number")
    assert heads.glued_before("Action") == ("", "Action")


def test_headings_of_other_tables_head_no_work():
    for texts in (["Section", "Item", "Page Number"], ["Name", "Organisation", "Role"], ["Action", "Lead"]):
        assert not heads.are_headings([heads.head_of(text) for text in texts])


@pytest.mark.parametrize(
    ("text", "number"),
    [("2. ACCESS TO HELP", "2"), ("Section B – help", "B"), ("A Early help", "A"), ("2 rooms", None)],
)  # fmt: skip
def test_numbers_of_titles_are_found(text, number):
    assert titles.number_of(text) == number


def test_titles_are_told_from_sentences():
    assert titles.is_title_like("Help before a crisis")
    assert not titles.is_title_like("Help comes before a crisis.")
    assert not titles.is_title_like("and then help comes")
    assert titles.is_in_capitals("WORKING TOGETHER IN FELLSHIRE")
    assert not titles.is_in_capitals("FHT, FCC, NHS")
    assert titles.is_of_template("2. Matching local need with a suitable range of services")
    assert not titles.is_of_template("Better services")
