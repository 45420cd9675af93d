"""A round is closed: what counts becomes an edition, what waits goes on waiting, and the links are dead."""

from datetime import date

import pytest

from concordat.accounts.models import Message
from concordat.plans import commands
from concordat.plans.commands import reviews
from concordat.plans.models import Edition
from tests.factories.plan_rows import an_edition, say
from tests.plans.reviews.steps import AT, answer, request_of

pytestmark = pytest.mark.django_db


def close(review, **given):
    values = {"edition_title": "Spring plan", "dated_on": date(2031, 3, 20), "publish": True, "by": None, "at": AT}
    return reviews.close_review(review_id=review.pk, **{**values, **given})


def test_closing_a_round_freezes_and_publishes_an_edition(review, coordinator):
    assert close(review, by=coordinator) == 1
    review.refresh_from_db()
    edition = Edition.objects.get(number=1)
    assert (review.edition, review.closed_at, review.closed_by) == (edition, AT, coordinator)
    assert (edition.title, edition.dated_on, edition.published_by) == ("Spring plan", date(2031, 3, 20), coordinator)


def test_edition_of_a_round_may_be_kept_as_a_draft(review):
    close(review, publish=False)
    assert Edition.objects.get().published_at is None


def test_closing_with_nothing_new_makes_no_edition(review, plan):
    an_edition(plan, 1, dated_on=date(2031, 1, 1))
    assert close(review) is None
    review.refresh_from_db()
    assert (review.closed_at, review.edition, Edition.objects.count()) == (AT, None, 1)


def test_edition_is_not_older_than_the_last_and_the_round_stays_open(review, actions, plan):
    an_edition(plan, 1, dated_on=date(2031, 3, 21))
    say(actions[0], progress="More")
    with pytest.raises(commands.NoNewEdition, match="can't be older"):
        close(review)
    review.refresh_from_db()
    assert review.closed_at is None


def test_answers_that_wait_go_on_waiting_and_are_no_part_of_the_edition(review, actions, officer):
    said = answer(request_of(review, officer), actions[4])
    close(review)
    said.refresh_from_db()
    assert said.decision == "waiting"
    assert Edition.objects.get().entries.get(action=actions[4]).update == actions[4].update


def test_letters_that_were_not_sent_go_nowhere(review):
    close(review)
    assert set(Message.objects.values_list("state", "failure")) == {
        ("failed", "The round was closed before it was sent.")
    }


def test_round_is_closed_once(review):
    close(review)
    with pytest.raises(reviews.ReviewClosed, match="Round 1 is closed"):
        close(review)


def send_back(proposal, note="Say on which day"):
    commands.send_back_proposal(
        locality_id=proposal.action.plan.locality_id, number=proposal.pk, note=note, by=None, at=AT
    )


def test_answer_that_is_sent_back_is_told_by_letter_with_the_note(review, actions, officer):
    request = request_of(review, officer)
    send_back(answer(request, actions[4]))
    message = Message.objects.latest("pk")
    assert (message.to_address, message.link_secret) == (officer.email, request.secret)
    assert message.subject == "Please look again at your answer on 1.5"
    assert "It needs another look before it can count: Say on which day" in message.text


def test_two_answers_sent_back_on_a_day_are_two_letters(review, actions, inspector):
    for action in (actions[0], actions[2]):
        send_back(answer(request_of(review, inspector), action))
    assert request_of(review, inspector).letters.filter(kind="sent_back").count() == 2


def test_answer_sent_back_after_the_round_is_told_without_a_link(review, actions, officer):
    said = answer(request_of(review, officer), actions[4])
    close(review)
    send_back(said)
    message = Message.objects.latest("pk")
    assert (message.link_path, "{link}" in message.text, message.state) == ("", False, "waiting")


def test_nobody_is_told_of_an_answer_whose_link_was_taken_back(review, actions, officer):
    request = request_of(review, officer)
    said = answer(request, actions[4])
    reviews.revoke_request(request_id=request.pk, by=None, at=AT)
    send_back(said)
    assert not request.letters.filter(kind="sent_back").exists()
