"""Columns are recognised however their headers are spelt, wrapped, glued, ordered or doubled."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.tables import columns
from concordat.plans.domain.tables.column_headers import header_columns
from concordat.plans.domain.tables.column_sets import ColumnSet
from concordat.plans.domain.tables.columns import Field
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Time- scale", Field.TIMESCALE),
        ("Timesc ale", Field.TIMESCALE),
        ("Time-\nscale", Field.TIMESCALE),
        ("TIMESCALE 2024/25 unless otherwise specified", Field.TIMESCALE),
        ("By when?", Field.TIMESCALE),
        ("Le d By", Field.LEAD),
        ("Lead agency + footprint if not all of the county", Field.LEAD),
        ("WHO WILL DO IT", Field.LEAD),
        ("Out comes", Field.OUTCOME),
        ("Outcomes: people will be able to say:", Field.OUTCOME),
        ("Performance Indicator / Product", Field.OUTCOME),
        ("R A G", Field.STATUS),
        ("Red/Amber/Green (RAG)", Field.STATUS),
        ("No", Field.REFERENCE),
        ("Action ref. no.", Field.REFERENCE),
        ("#", Field.REFERENCE),
        ("Deliverables / Actions", Field.ACTION),
        ("What we will do", Field.ACTION),
        ("Summary progress against actions (include measures where relevant)", Field.PROGRESS),
        ("Update September 2016", Field.PROGRESS),
        ("Q3 update", Field.PROGRESS),
        ("Reference Point", Field.GROUP),
        ("Criteria", Field.THEME),
        ("Resources", Field.EXTRA),
        ("Arweinydd / Lead", Field.LEAD),
        ("Erbyn | By", Field.TIMESCALE),
        ("SRO", Field.LEAD),
        ("Delivery lead", Field.LEAD),
        ("You said", Field.THEME),
        ("What are we going to do to achieve the outcome?", Field.ACTION),
        ("Actions for the police", Field.ACTION),
        ("Concordat section", Field.SECTION),
        ("Concordat statement", Field.THEME),
        ("How far have we got?", Field.PROGRESS),
    ],
)
def test_column_of_knows_a_header_however_it_is_written(header, field):
    found = columns.column_of(header)
    assert found is not None
    assert found.field is field


@pytest.mark.parametrize("words", ["Open a cafe for people who can't sleep", "", "  ", "Ambridge Council", "x" * 200])
def test_column_of_names_no_column_for_other_words(words):
    assert columns.column_of(words) is None


def test_column_of_marks_a_column_of_words_and_ratings():
    found = columns.column_of("RAG/Comments")
    assert found is not None
    assert (found.field, found.carries_status) == (Field.PROGRESS, True)


def fields_of(*texts, **how):
    named = header_columns(texts, **how)
    return None if named is None else [column.field and column.field.value for column in named]


def test_header_columns_leaves_a_blank_header_unnamed():
    assert fields_of("No.", "Action", "", "Time scale", "Led By", "Outcomes", "") == [
        "reference", "action", None, "timescale", "lead", "outcome", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        ("Section", "Item", "Page"),
        ("Present", "Organisation"),
        ("Name", "Organisation", "Signature", "Date"),
        ("Forum name", "Membership", "Frequency", "Discussed", "Seen plan"),
        ("", "National theme", "Criteria"),
        ("1.1", "Open a cafe at night", "March 2016", "Council", "People are warm", "Green"),
    ],
)
def test_header_columns_takes_no_other_row_for_a_header(texts):
    assert fields_of(*texts) is None


def test_header_columns_reads_a_second_column_of_actions_as_progress():
    assert fields_of("Ref", "Actions and Milestones", "By when", "Lead", "RAG", "Action") == [
        "reference", "action", "timescale", "lead", "status", "progress",
    ]  # fmt: skip


def test_header_columns_takes_recommended_actions_for_the_theme_of_local_ones():
    assert fields_of("Recommended actions", "Proposed local actions", "Led By", "Timescales") == [
        "theme", "action", "lead", "timescale",
    ]  # fmt: skip


def test_header_columns_takes_objectives_for_actions_where_nothing_else_is_promised():
    assert fields_of("Ref", "Objective", "Lead", "By when") == ["reference", "action", "lead", "timescale"]


def test_header_columns_knows_a_plain_header_among_the_names_of_agencies():
    fields = fields_of("No", "Action", "Police", "Trust", "Council", "By when", "Progress")
    assert fields == [Field.REFERENCE, Field.ACTION, None, None, None, Field.TIMESCALE, Field.PROGRESS]


def test_header_columns_takes_the_present_of_two_ratings():
    fields = fields_of("Ref", "Action", "Current RAG", "Previous RAG", "By when")
    assert fields == [Field.REFERENCE, Field.ACTION, Field.STATUS, Field.EXTRA, Field.TIMESCALE]


def test_header_columns_reads_tick_columns():
    named = header_columns(("No", "Action", "Not started", "Under way", "Done", "Lead", "By when"))
    assert named is not None
    assert [column.tick for column in named] == [None, None, "not_started", "ongoing", "complete", None, None]


def test_header_columns_forgives_slips_beside_known_headers():
    assert fields_of("No", "Action", "Timscale", "Led By", "Outcmes", "RAG") == [
        "reference", "action", "timescale", "lead", "outcome", "status",
    ]  # fmt: skip


def test_header_columns_follows_leaning_words_only_where_a_header_stands():
    texts = (
        "Nr",
        "Our initiatives",
        "Happening by",
        "Leading",
        "Change we hope for",
        "What has happened",
        "Where we are",
    )
    assert fields_of(*texts) is None
    assert fields_of(*texts, is_first=True) == [
        "reference", "action", "timescale", "lead", "outcome", "progress", "progress",
    ]  # fmt: skip


def test_column_set_takes_the_default_year_from_the_header():
    named = header_columns(("No", "Action", "Timescale 2015/16 unless otherwise specified", "Led By"))
    assert named is not None
    assert ColumnSet(named).default_year == 2015


@given(st.lists(st.text(max_size=60), max_size=9).map(tuple), st.booleans(), st.booleans())
def test_header_columns_never_raises_and_names_each_column(texts, is_marked, is_first):
    named = header_columns(texts, is_marked=is_marked, is_first=is_first)
    assert named is None or len(named) == len(texts)


@needs_shared
def test_column_vocabulary_of_real_plans_is_known():
    """Every spelling seen in a real plan is recognised as its field, but for what a table as a whole has to settle."""
    ours = {
        "ref": "reference", "objective_or_theme": "theme", "due": "timescale", "governance_reference": "group",
        "baseline": "extra", "resource": "extra",
    }  # fmt: skip
    settled_by_the_table = {"Concordat outcomes", "Highlights and Achievements"}
    seen = json.loads((SHARED / "vocabulary" / "column_vocabulary.json").read_text())
    wrong = []
    for name, headers in seen.items():
        for header in headers:
            if "(second column" in header or "(Lincolnshire)" in header or header in settled_by_the_table:
                continue
            found = columns.column_of(header)
            if found is None or found.field is None or found.field.value != ours.get(name, name):
                wrong.append((header, name, found))
    assert wrong == []


def test_header_columns_reads_tick_columns_in_the_words_of_a_key():
    named = header_columns(
        ("Ref", "Action", "Lead", "No progress", "In progress", "Achieved", "Removed or absorbed into another action")
    )
    assert [column.tick for column in named or ()][3:] == ["not_started", "ongoing", "complete", "removed"]


def test_header_columns_takes_milestones_beside_actions_for_their_stages():
    assert fields_of("Key actions", "Lead", "Deadline", "Milestones") == [
        Field.ACTION, Field.LEAD, Field.TIMESCALE, Field.EXTRA,
    ]  # fmt: skip
