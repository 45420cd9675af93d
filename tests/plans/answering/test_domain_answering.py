"""The rules of an answer: what is asked of a date, and who opens a page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.answering import (
    DateQuestion,
    date_question,
    is_read_by_a_person,
    reason_unchanged,
    too_long,
    unchanged,
    wrong_with_date,
)
from concordat.plans.domain.proposing import LONGEST_ANSWER
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import parse_timescale
from tests.plans.proposing.building import standing

TODAY = date(2031, 5, 4)


@pytest.mark.parametrize(
    ("when", "state", "asked"),
    [
        ("June 2031", State.IN_PROGRESS, DateQuestion.KEEPS),
        ("4 May 2031", State.IN_PROGRESS, DateQuestion.KEEPS),
        ("3 May 2031", State.IN_PROGRESS, DateQuestion.PASSED),
        ("3 May 2031", State.COMPLETE, DateQuestion.KEEPS),
        ("ongoing", State.IN_PROGRESS, DateQuestion.UNDATED),
        ("", State.UNKNOWN, DateQuestion.UNDATED),
    ],
)
def test_date_is_asked_about_as_it_stands_today(when, state, asked):
    assert date_question(standing(timescale=parse_timescale(when), state=state), on=TODAY) is asked


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("September 2031", ""),
        ("June 2031", "That is the date that it has now"),
        ("March 2031", "“March 2031” has passed"),
        ("ongoing", "No last day can be read from “ongoing”"),
        ("when we can", "No last day can be read"),
        ("x" * 201, "This has 201 characters"),
    ],
)
def test_new_date_must_be_another_day_that_has_not_passed(text, begins):
    problem = wrong_with_date(text, standing(), on=TODAY)
    assert problem.startswith(begins)
    assert bool(problem) == bool(begins)


def test_longest_answer_is_not_too_long():
    assert too_long("x" * LONGEST_ANSWER) == ""
    assert too_long("x" * (LONGEST_ANSWER + 1)).startswith("This has 20,001 characters")


@given(st.text(max_size=200))
def test_reason_why_nothing_changed_comes_back_as_it_was_typed(reason):
    assert reason_unchanged(unchanged(reason)) == reason


@pytest.mark.parametrize(
    ("method", "headers", "is_person"),
    [
        ("GET", {"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36"}, True),
        ("GET", {}, True),
        ("HEAD", {"user-agent": "Mozilla/5.0"}, False),
        ("GET", {"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"}, False),
        ("GET", {"user-agent": "Mimecast URL check"}, False),
        ("GET", {"user-agent": "Mozilla/5.0", "sec-purpose": "prefetch;prerender"}, False),
        ("GET", {"user-agent": "Mozilla/5.0", "x-moz": "prefetch"}, False),
    ],
)
def test_programs_that_look_at_links_are_no_person(method, headers, is_person):
    assert is_read_by_a_person(method, headers) is is_person
