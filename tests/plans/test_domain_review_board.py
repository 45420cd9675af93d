"""How far people have come who were asked, and what the meeting must see."""

from datetime import date

import pytest

from concordat.plans.domain.attention import Concern, ConcernKind
from concordat.plans.domain.review_board import (
    Answer,
    AnswerKind,
    Matter,
    MatterKind,
    RequestState,
    days_left_sentence,
    matters_of,
    request_state,
)
from concordat.plans.domain.states import Confidence, State


def state_of(**given):
    values = {
        "has_person": True,
        "is_revoked": False,
        "is_opened": False,
        "has_bounced": False,
        "asked": 3,
        "answered": 0,
        **given,
    }
    return request_state(**values)


def an_answer(**given) -> Answer:
    values = {
        "kind": AnswerKind.REPORTED,
        "who": "Tarnshire Police",
        "is_waiting": True,
        "is_sent_back": False,
        "confidence": None,
        "note": "",
    }
    return Answer(**{**values, **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, RequestState.NOT_OPENED),
        ({"is_opened": True}, RequestState.OPENED),
        ({"is_opened": True, "answered": 2}, RequestState.OPENED),
        ({"is_opened": True, "answered": 3}, RequestState.ANSWERED),
        ({"has_bounced": True}, RequestState.BOUNCED),
        ({"has_bounced": True, "answered": 3}, RequestState.ANSWERED),
        ({"has_person": False}, RequestState.NOBODY),
        ({"is_revoked": True, "answered": 3}, RequestState.REVOKED),
    ],
)
def test_request_has_the_state_that_says_most(given, expected):
    assert state_of(**given) is expected


def test_who_answered_or_is_not_asked_any_more_owes_nothing():
    assert [state for state in RequestState if not state.owes] == [RequestState.ANSWERED, RequestState.REVOKED]


def test_matters_are_those_of_the_plan_and_of_the_round_the_most_pressing_first():
    concerns = [Concern(ConcernKind.SLIPPED, "It slipped"), Concern(ConcernKind.OVERDUE, "It is late")]
    answers = [an_answer(kind=AnswerKind.NOT_OURS), an_answer(who="Tarnshire Council", confidence=Confidence.RED)]
    assert matters_of(State.IN_PROGRESS, Confidence.GREEN, concerns, answers, ["Tarnshire Police"]) == (
        Matter(MatterKind.OVERDUE, "It is late"),
        Matter(MatterKind.RED, "Tarnshire Council rates it red in an answer that waits"),
        Matter(MatterKind.SLIPPED, "It slipped"),
        Matter(MatterKind.NOT_OURS, "Tarnshire Police says that it is not theirs"),
    )


def test_action_is_unanswered_until_an_answer_stands():
    nobody = Matter(MatterKind.UNANSWERED, "Nobody has answered for Tarnshire Police")
    asked = ["Tarnshire Police"]
    assert matters_of(State.IN_PROGRESS, Confidence.NONE, [], [], asked) == (nobody,)
    assert matters_of(State.IN_PROGRESS, Confidence.NONE, [], [an_answer()], asked) == ()
    back = an_answer(is_waiting=False, is_sent_back=True, note="Which month?")
    assert matters_of(State.IN_PROGRESS, Confidence.NONE, [], [back], asked) == (
        Matter(MatterKind.SENT_BACK, "The answer of Tarnshire Police was sent back: Which month?"),
        nobody,
    )


def test_concern_that_is_not_for_the_meeting_and_red_of_a_finished_action_are_left_out():
    stale = Concern(ConcernKind.STALE, "Nothing new")
    assert matters_of(State.COMPLETE, Confidence.RED, [stale], [], []) == ()


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 6, 4), "7 days are left to answer, until Thursday 11 June 2026."),
        (date(2026, 6, 10), "1 day is left to answer, until tomorrow, Thursday 11 June 2026."),
        (date(2026, 6, 11), "Today, Thursday 11 June 2026, is the last day to answer."),
        (date(2026, 6, 12), "The last day to answer was Thursday 11 June 2026; the meeting is in 6 days."),
        (date(2026, 6, 18), "The last day to answer was Thursday 11 June 2026; the meeting is today."),
        (
            date(2026, 6, 20),
            "The last day to answer was Thursday 11 June 2026; the meeting was on Thursday 18 June 2026.",
        ),
    ],
)
def test_days_left_are_said_in_words(on, expected):
    assert days_left_sentence(date(2026, 6, 11), date(2026, 6, 18), on=on) == expected
