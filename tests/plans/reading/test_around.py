"""Built documents: what is read around the tables, in whatever form a plan gives it."""

import pytest

from concordat.documents.domain import Paragraph, Run, Table
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadPlan
from tests.plans.building import KEY, TITLE, document, first_row, table
from tests.plans.building import LONG_HEADER as HEADER


def heading(text: str) -> Paragraph:
    return Paragraph(text, heading=1)


def bullet(text: str) -> Paragraph:
    return Paragraph(text, label="•")


def named(name: str, rest: str) -> Paragraph:
    """A paragraph that opens with bold words."""
    return Paragraph(name + rest, runs=(Run(name, is_bold=True), Run(rest)))


def plan_of(*before: Paragraph | str, after: tuple[Paragraph | Table | str, ...] = ()) -> ReadPlan:
    actions = table(HEADER, first_row())
    return read_plan(document(TITLE, *before, KEY, heading("1. Help at night"), actions, *after))


@pytest.mark.parametrize(
    "words",
    ["Purposes", "What this plan is for", "Our aims", "2. Aims and objectives", "The purpose of this plan",
     "What we want to achieve", "KEY OBJECTIVES:", "Why we have a plan"],
)  # fmt: skip
def test_heading_above_bullets_opens_the_list_of_purposes(words):
    plan = plan_of(heading(words), bullet("Listen to people"), bullet("Answer at any hour"), heading("Money"), "None.")
    assert plan.purposes == ("Listen to people", "Answer at any hour")
    assert [(passage.heading, passage.text) for passage in plan.other_text] == [("Money", "None.")]


def test_line_that_leads_into_the_purposes_is_none_of_them():
    plan = plan_of(heading("Purposes"), "Together we promise:", bullet("Listen to people"), bullet("Keep a door open"))
    assert plan.purposes == ("Listen to people", "Keep a door open")
    assert plan.other_text == ()


def test_heading_of_purposes_without_bullets_is_other_text():
    plan = plan_of(heading("Our aims"), "We met twice and drank tea.")
    assert plan.purposes == ()
    assert [(passage.heading, passage.text) for passage in plan.other_text] == [
        ("Our aims", "We met twice and drank tea.")
    ]


def test_bold_name_that_opens_its_paragraph_under_governance_is_a_board():
    plan = plan_of(
        heading("How we are governed"),
        "Two groups keep this plan.",
        named("Ambridge Steering Group.", " Meets on the first Monday."),
        bullet("The council sits on it"),
        named("Borchester lived experience panel", " – nine people who check what is finished"),
        named("Quorum:", " four members make one."),
        heading("Money"),
        named("Felpersham Board.", " Pays."),
    )
    assert [(board.heading, board.text) for board in plan.boards] == [
        ("Ambridge Steering Group", "Meets on the first Monday.\nThe council sits on it"),
        ("Borchester lived experience panel", "nine people who check what is finished"),
    ]
    assert [(passage.heading, passage.text) for passage in plan.other_text] == [
        ("How we are governed", "Two groups keep this plan.\nQuorum: four members make one."),
        ("Money", "Felpersham Board. Pays."),
    ]


def test_lines_that_only_say_what_was_read_from_them_are_not_kept_twice():
    plan = plan_of(
        heading("Delivery 2016/17"),
        "Locality: Borsetshire",
        "Last updated: 4 May 2016",
        "Contact: plan@ambridge.example or telephone 01632 960001",
        "The council opened a cafe in May 2016.",
    )
    assert (plan.locality, plan.last_updated) == ("Borsetshire", "2016-05-04")
    assert plan.contact == "plan@ambridge.example or telephone 01632 960001"
    assert [(passage.heading, passage.text) for passage in plan.other_text] == [
        ("Delivery 2016/17", "The council opened a cafe in May 2016.")
    ]


def test_line_that_says_more_than_its_date_is_kept():
    plan = plan_of("Last updated: 4 May 2016", "The agencies agreed it on 4 May 2016 after a long meeting.")
    assert [passage.text for passage in plan.other_text] == [
        "The agencies agreed it on 4 May 2016 after a long meeting."
    ]


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("Contact: plan@ambridge.example. The plan is read every June.", "plan@ambridge.example"),
        ("Contact: plan@ambridge.example | Last updated 4 May 2016", "plan@ambridge.example"),
        ("For more information contact Dr. Teal, plan@ambridge.example, last updated May 2016",
         "Dr. Teal, plan@ambridge.example"),
        ("Enquiries to the plan's keeper, 01632 960001", "the plan's keeper, 01632 960001"),
    ],
)  # fmt: skip
def test_contact_ends_where_the_line_turns_to_something_else(line, contact):
    assert plan_of(line).contact == contact


def test_heading_with_nothing_left_under_it_is_dropped():
    letters = table(("Letters", "Meaning"), ("AC", "Ambridge Council"))
    after = (heading("Abbreviations"), letters, heading("Thanks"), "To all who came.")
    plan = plan_of(heading("Partners"), after=after)
    assert [(passage.heading, passage.text) for passage in plan.other_text] == [("Thanks", "To all who came.")]


@pytest.mark.parametrize(
    "key",
    [
        "Red: not started. Amber: under way. Green: finished. The chair keeps it.",
        "One page for each. Red: not started. Amber: under way. Green: finished.",
    ],
)
def test_words_beside_a_key_are_kept(key):
    assert [passage.text for passage in plan_of(heading("Colours"), key).other_text] == [key]
