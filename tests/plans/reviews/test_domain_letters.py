"""What the letters of a round say."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.letters import (
    LINK,
    LONGEST_SUBJECT,
    ActionTold,
    Round,
    asking_letter,
    reminding_letter,
    sent_back_letter,
)

ABOUT = Round(
    "Tarnshire",
    "Steering group",
    date(2031, 3, 20),
    date(2031, 3, 17),
    asker_name="Rowan Ash",
    asker_address="ash@board.example",
)
TRAIN = ActionTold(("1.1",), "Train every sergeant", "June 2031", date(2031, 6, 30))
DRIVE = ActionTold((), "Agree who drives\nat night", "ongoing", None)
ON = date(2031, 3, 3)


def remind(about=ABOUT, actions=(TRAIN, DRIVE), asked=2, on=ON):
    return reminding_letter(about, to_name="Alex", partner="Police", actions=actions, asked=asked, on=on)


def test_action_is_one_line_with_its_reference_words_and_date():
    letter = asking_letter(ABOUT, to_name="Alex", partner="Police", actions=(TRAIN, DRIVE), on=ON)
    assert (
        "- 1.1: Train every sergeant (Due by 30 June 2031)\n- Agree who drives at night (When: ongoing)" in letter.text
    )
    assert letter.subject == "By 17 March 2031: what has happened with your 2 open actions?"


@pytest.mark.parametrize(
    ("count", "time"), [(1, "two minutes"), (5, "two minutes"), (6, "3 minutes"), (12, "5 minutes")]
)
def test_letter_says_how_long_answering_takes(count, time):
    assert f"It takes about {time}, on a phone too" in remind(actions=(DRIVE,) * count, asked=count).text


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2031, 3, 14), "Please answer by Monday 17 March 2031. The steering group meets on"),
        (date(2031, 3, 17), "Please answer today. The steering group meets on"),
        (date(2031, 3, 18), "We asked for it by Monday 17 March 2031. You can still answer. The steering group meets"),
        (date(2031, 3, 21), "The steering group met on Thursday 20 March 2031."),
    ],
)
def test_reminder_says_how_late_it_is(on, words):
    assert words in remind(on=on).text


def test_reminder_says_what_is_still_unanswered():
    assert "We have not heard from Police yet about 2 actions" in remind().text
    letter = remind(actions=(DRIVE,))
    assert "Thank you for what Police has told us. 1 of the 2 actions in the action plan of Tarnshire" in letter.text
    assert "Train every" not in letter.text
    assert letter.subject == "Still to be answered: 1 action of Police"


@pytest.mark.parametrize(
    ("meeting", "words"),
    [
        ("The Board", "The Board meets"),
        ("ICB board", "The ICB board meets"),
        ("Crisis group", "The crisis group meets"),
        ("Harbour Group", "The Harbour Group meets"),
    ],
)
def test_meeting_is_named_as_people_say_it(meeting, words):
    assert words in remind(replace(ABOUT, meeting=meeting)).text


def test_round_that_nobody_is_recorded_to_have_opened_names_nobody():
    text = remind(replace(ABOUT, asker_name="", asker_address="")).text
    assert "write to" not in text


def test_answer_sent_back_is_told_with_its_link_only_while_it_lives():
    given = {"to_name": "Alex", "partner": "Police", "action": TRAIN, "note": "Say when", "on": ON}
    assert "Please answer again by Monday 17 March 2031." in sent_back_letter(ABOUT, has_link=True, **given).text
    assert LINK not in sent_back_letter(ABOUT, has_link=False, **given).text


WORDS = st.text(max_size=300) | st.sampled_from([LINK, f"see {LINK}", "a\r\nBcc: x@example.org", "{token}"])


@given(WORDS, WORDS, WORDS, WORDS)
def test_letter_has_one_link_and_a_subject_of_one_line_whatever_was_typed(meeting, words, text, reference):
    about = replace(ABOUT, meeting=meeting, words=words)
    action = ActionTold((reference,), text, text, None)
    for letter in (
        asking_letter(about, to_name="Alex", partner="Police", actions=(action,), on=ON),
        remind(about, actions=(action,)),
        sent_back_letter(about, to_name="A", partner="P", action=action, note=words, on=ON, has_link=True),
    ):
        assert letter.text.count(LINK) == 1
        assert len(letter.subject) <= LONGEST_SUBJECT
        assert len(letter.subject.splitlines()) == 1
