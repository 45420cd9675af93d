"""A round is opened: who is asked about what, and what their letters say."""

from datetime import date, timedelta

import pytest

from concordat.accounts.commands import NamesAPatient
from concordat.accounts.models import AuditEntry, Message
from concordat.plans.commands import reviews as commands
from concordat.plans.domain.states import State
from concordat.plans.models import Review, ReviewRequest
from tests.factories.directory import LocalityFactory, OrganisationFactory
from tests.factories.plan_rows import a_plan, an_action, say
from tests.plans.reviews.steps import ANSWER_BY, AT, MEETING_ON, letters, open_round

pytestmark = pytest.mark.django_db


def asked(review):
    return {
        (str(request.partner), str(request.person or "")): [
            question.action.number for question in request.questions.order_by("action__number")
        ]
        for request in review.requests.all()
    }


def test_each_lead_gets_one_request_with_their_open_actions(review):
    assert asked(review) == {
        ("Tarnshire Council", "Sam Moss"): [5],
        ("Tarnshire Police", "Alex Ford"): [1, 3],
        ("Tarnshire Police", "Robin Reed"): [2],
    }


def test_each_person_asked_gets_one_letter(review):
    assert sorted(letters()) == [
        ("ford@police.example", "asked"),
        ("moss@council.example", "asked"),
        ("reed@police.example", "asked"),
    ]


def test_letter_says_what_is_asked_and_holds_a_link_that_is_not_kept(review, inspector):
    message = Message.objects.get(to_address=inspector.email)
    secret = review.requests.get(person=inspector).secret
    assert (message.link_path, message.link_secret, message.to_name) == ("/answer/{token}/", secret, "Alex Ford")
    assert message.text.count("{link}") == 1
    assert secret not in message.text
    assert message.text == (
        "Dear Alex Ford,\n\n"
        "The steering group meets on Thursday 20 March 2031. Please say what has happened with the 2 open actions that "
        "Tarnshire Police leads in the action plan of Tarnshire, by Monday 17 March 2031.\n\n"
        "Answer here. It takes about two minutes, on a phone too, and you need no account:\n\n"
        "{link}\n\n"
        "- 1.1: Train every sergeant (Due by 30 June 2031)\n"
        "- 1.3: Put a nurse in control (Was due by 31 January 2031: overdue for 31 days)\n\n"
        "The link is yours: whoever has it can answer for Tarnshire Police, until the round is closed. If an action is "
        "not yours, choose “This is not ours” there.\n\n"
        "If somebody else should be asked, or anything is unclear, write to Rowan Ash (ash@board.example).\n\n"
        "Rowan Ash\nfor the crisis care partners of Tarnshire\n"
    )


def test_partner_without_anybody_to_ask_gets_a_request_and_no_letter(actions, locality, officer):
    officer.is_contact = False
    officer.save()
    review = Review.objects.get(number=open_round(locality))
    assert asked(review)["Tarnshire Council", ""] == [5]
    assert "moss@council.example" not in dict(letters())


def test_lead_who_left_is_not_asked(actions, locality, sergeant):
    sergeant.left_on = date(2031, 1, 1)
    sergeant.save()
    review = Review.objects.get(number=open_round(locality))
    assert asked(review)["Tarnshire Police", "Alex Ford"] == [1, 2, 3]


def test_second_round_is_refused_while_one_is_open(review, locality):
    with pytest.raises(commands.ReviewOpen, match="Round 1 is open"):
        open_round(locality)
    assert ReviewRequest.objects.count() == 3


def test_rounds_of_a_plan_are_numbered(review, locality):
    commands.close_review(review_id=review.pk, edition_title="Plan", dated_on=MEETING_ON, publish=False, by=None, at=AT)
    assert open_round(locality) == 2


def test_plan_without_an_open_action_has_nothing_to_ask(locality, plan):
    an_action(plan, state=State.COMPLETE, leads=[OrganisationFactory()])
    with pytest.raises(commands.NothingToAsk, match="nobody to ask"):
        open_round(locality)


def test_locality_without_a_plan_has_nothing_to_ask():
    with pytest.raises(commands.NothingToAsk, match="has no plan yet"):
        open_round(LocalityFactory())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"answer_by": AT.date() - timedelta(days=1)}, "has passed"),
        ({"answer_by": MEETING_ON + timedelta(days=1)}, "after the meeting"),
        ({"remind_before": 31}, "at most 30"),
    ],
)
def test_days_that_do_not_follow_each_other_are_refused(actions, locality, days, words):
    with pytest.raises(commands.BadDays, match=words):
        open_round(locality, **days)
    assert not Review.objects.exists()


def test_round_may_be_answered_until_the_meeting(actions, locality):
    assert open_round(locality, answer_by=MEETING_ON) == 1


def test_words_about_a_patient_are_refused(actions, locality):
    with pytest.raises(NamesAPatient, match="an NHS number"):
        open_round(locality, words="Please look at 943 476 5919")
    with pytest.raises(NamesAPatient, match="in the reason itself"):
        open_round(locality, words="Please look at 943 476 5919", overruled_reason="943 476 5919 is an invoice")
    assert not Review.objects.exists()


def test_words_that_only_look_like_it_go_out_with_a_reason_that_is_kept(actions, locality):
    open_round(locality, words="We meet at PL1 2AB. Bring {link}.", overruled_reason="Where the council sits")
    assert all("PL1 2AB. Bring (link)." in text for text in Message.objects.values_list("text", flat=True))
    assert AuditEntry.objects.get(command="open_review").detail["overruled_reason"] == "Where the council sits"


def test_actions_of_another_locality_are_not_asked(review, police):
    other = a_plan(LocalityFactory())
    an_action(other, leads=[police.organisation])
    assert not review.requests.filter(questions__action__plan=other).exists()
    with pytest.raises(commands.NothingToAsk):
        open_round(other.locality)


def test_action_that_was_completed_is_not_asked(actions, locality):
    say(actions[4], state=State.COMPLETE)
    open_round(locality, answer_by=ANSWER_BY)
    assert "moss@council.example" not in dict(letters())
