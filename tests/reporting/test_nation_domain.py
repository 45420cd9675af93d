from collections import Counter
from datetime import date
from itertools import chain

import pytest

from concordat.assurance.domain.histories import (
    DeclarationLife,
    History,
    PublishedEdition,
    SubmissionLife,
    steps_reached,
)
from concordat.assurance.domain.ladder import CheckStanding, Delivery, Step
from concordat.reporting.domain.alike import Spread, nearest, words_of, words_of_name, words_to_look_for
from concordat.reporting.domain.deadlines import Answer, BadDeadlines, Deadline, answer_of, parse_deadlines, parse_notes
from concordat.reporting.domain.headings import OTHER, Heading, heading_of
from concordat.reporting.domain.nation import since_when
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.queries import deadline_notes, deadlines, headings

DECLARED = DeclarationLife(1, date(2026, 1, 5), date(2026, 2, 2))
APPROVED = SubmissionLife(1, date(2026, 4, 1), decided_on=date(2026, 5, 1), outcome=CheckStanding.APPROVED)
HISTORY = History(
    declarations=(DECLARED,),
    plan_made_on=date(2026, 3, 1),
    submissions=(APPROVED,),
    editions=(
        PublishedEdition(date(2026, 4, 1), Delivery(10, 0, 0)),
        PublishedEdition(date(2026, 6, 1), Delivery(10, 1, 0)),
        PublishedEdition(date(2026, 8, 1), Delivery(10, 5, 2)),
    ),
)


@pytest.mark.parametrize(
    ("on", "since"),
    [
        (date(2026, 1, 1), None),
        (date(2026, 1, 20), date(2026, 1, 5)),
        (date(2026, 2, 20), date(2026, 2, 2)),
        (date(2026, 4, 20), date(2026, 4, 1)),
        (date(2026, 5, 20), date(2026, 5, 1)),
        # In delivery since the edition that was the first to say so, not since the latest.
        (date(2026, 9, 1), date(2026, 6, 1)),
    ],
)
def test_since_when_is_the_day_of_the_step(on, since):
    assert since_when(steps_reached(HISTORY, until=on)) == since


def a_deadline(on: date, step: Step = Step.DECLARED) -> Deadline:
    return Deadline("key", "A declaration", on, step, "", date(2026, 1, 1), date(2026, 12, 31), False)


@pytest.mark.parametrize(
    ("deadline", "on", "answer"),
    [
        (a_deadline(date(2026, 2, 2)), date(2026, 9, 1), Answer.IN_TIME),
        (a_deadline(date(2026, 2, 1)), date(2026, 9, 1), Answer.LATE),
        (a_deadline(date(2026, 6, 1)), date(2026, 1, 20), Answer.OUT),
        (a_deadline(date(2026, 6, 1)), date(2026, 2, 20), Answer.IN_TIME),
        (a_deadline(date(2026, 6, 1), Step.DELIVERED_IN_FULL), date(2026, 9, 1), Answer.OUT),
    ],
)
def test_deadline_is_met_in_time_later_or_not(deadline, on, answer):
    assert answer_of(steps_reached(HISTORY, until=on), deadline) is answer


def test_deadlines_of_the_package_can_be_read():
    assert [each.key for each in deadlines()][:2] == ["declaration-2014", "plan-2015"]


def test_notes_of_the_package_say_what_is_known_of_later_years():
    national, london = deadline_notes()
    assert (national.region, london.region) == ("", "London")
    assert "July 2023" in london.words
    for text in ("", "notes: 3", "notes: [{words: a}]", "]"):
        with pytest.raises(BadDeadlines):
            parse_notes(text)


@pytest.mark.parametrize("text", ["", "deadlines: [{key: a}]", "deadlines: 3", "]"])
def test_deadlines_that_cannot_be_read_say_so(text):
    with pytest.raises(BadDeadlines):
        parse_deadlines(text)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("1. Commissioning to allow earlier intervention and responsive crisis services", "1"),
        ("ACCESS TO SUPPORT BEFORE CRISIS POINT", "2"),
        ("B – Urgent and emergency access", "3"),
        ("Section 4: Quality of treatment and care when in crisis (statutory services)", "4"),
        ("Recovery", "5"),
        ("Staying well and preventing future crises", "5"),
        ("Governance", "other"),
        ("In crisis", "other"),
        ("", "other"),
    ],
)
def test_heading_is_found_by_its_words(title, key):
    assert heading_of(title, headings()).key == key


def test_heading_is_other_where_there_are_none():
    assert heading_of("Recovery", ()) == OTHER
    assert heading_of("Recovery", (Heading("1", ""),)) == OTHER


def test_slug_of_a_region():
    assert slug_of("Yorkshire and The Humber") == "yorkshire-and-the-humber"


def near_to(mine: frozenset[str], others: dict[int, frozenset[str]]) -> tuple[int, ...]:
    spread = Spread(len(others) + 1, Counter(chain(mine, *others.values())))
    rare = set(words_to_look_for(mine, spread, most=1000))
    found = nearest(mine, {key: words for key, words in others.items() if words & rare}, spread)
    assert set(found) >= set(nearest(mine, others, spread)[:1])  # the nearest has one of the rare words
    return found


def test_same_habit_of_writing_does_not_make_the_same_promise():
    """Many plans write in one frame; what is promised stands in the few words between."""
    subjects = ("the crisis house", "beds at night", "street triage", "transport by ambulance", "the night line")
    frame = "Agree three measures for {} with all partners and bring them to the board each quarter"
    others = {n: words_of(frame.format(subjects[n % 5])) for n in range(40)}
    others[40] = words_of("Paint the town hall")
    assert near_to(words_of(frame.format("street triage")), others) == tuple(range(2, 40, 5))


def test_name_of_the_place_tells_nothing_of_the_promise():
    mine, saltby = words_of_name("North Fenmarsh"), words_of_name("Saltby")
    here = words_of("Open a crisis café in North Fenmarsh, by the old mill") - mine
    there = words_of("Open a crisis café in Saltby, by the old mill") - saltby
    assert near_to(here, {1: there, 2: words_of("Open Saltby station by night") - saltby}) == (1,)


def test_rarest_words_are_looked_for_first_and_no_more_than_are_needed():
    known = {"a": 900, "triag": 3, "street": 40, "the": 1000, "measur": 300}
    spread = Spread(1000, known)
    assert words_to_look_for(known, spread, most=1000) == ("triag", "street")
    assert words_to_look_for(known, spread, most=2) == ("triag",)
    assert words_to_look_for({"unknown"}, spread, most=1000) == ()
