"""Who has not answered is reminded on the days of the round, and chased by hand; nobody twice a day."""

from datetime import date

import pytest

from concordat.accounts.models import Message
from concordat.plans.commands import reviews as commands
from concordat.plans.domain.states import State
from concordat.plans.models import ReviewLetter
from tests.factories.plan_rows import say
from tests.plans.reviews.steps import AT, answer, bounce, letters, on, open_round, request_of

pytestmark = pytest.mark.django_db
TUESDAY = date(2031, 3, 4)
BEFORE, THE_DAY, AFTER = date(2031, 3, 12), date(2031, 3, 17), date(2031, 3, 18)
EVERYBODY = ["ford@police.example", "moss@council.example", "reed@police.example"]


def reminded(day):
    return sorted(address for address, _ in letters(on=day, kind="reminded"))


def chase(review, requests=None, at=None):
    return commands.chase(review_id=review.pk, requests=requests, by=None, at=at or on(TUESDAY))


def test_reminders_go_before_on_and_after_the_day(review):
    for day in range(4, 31):
        commands.remind(at=on(date(2031, 3, day)))
    days = sorted(set(ReviewLetter.objects.filter(kind="reminded").values_list("on", flat=True)))
    assert days == [BEFORE, THE_DAY, AFTER]
    assert reminded(BEFORE) == EVERYBODY


def test_reminder_after_the_day_goes_before_the_meeting_or_not_at_all(actions, locality):
    open_round(locality, answer_by=date(2031, 3, 17), meeting_on=date(2031, 3, 18), remind_before=0)
    for day in range(4, 31):
        commands.remind(at=on(date(2031, 3, day)))
    days = sorted(set(ReviewLetter.objects.filter(kind="reminded").values_list("on", flat=True)))
    assert days == [THE_DAY]


def test_reminders_that_run_twice_write_one_letter(review):
    assert [commands.remind(at=on(BEFORE, hour)) for hour in (8, 8, 12)] == [3, 0, 0]


@pytest.mark.parametrize("hour", [0, 7, 18, 23])
def test_reminders_wait_for_the_working_day(review, hour):
    assert commands.remind(at=on(BEFORE, hour)) == 0


def test_reminder_that_no_worker_sent_goes_the_next_working_day_once(review):
    assert [commands.remind(at=on(date(2031, 3, day))) for day in (13, 14)] == [3, 0]


def test_reminder_goes_to_whoever_has_not_answered_everything(review, actions, inspector, officer):
    answer(request_of(review, inspector), actions[0])
    answer(request_of(review, officer), actions[4])
    commands.remind(at=on(BEFORE))
    assert reminded(BEFORE) == ["ford@police.example", "reed@police.example"]
    text = Message.objects.filter(to_address=inspector.email).latest("pk").text
    assert "Thank you for what Tarnshire Police has told us. 1 of the 2 actions" in text
    assert ("1.3: Put a nurse" in text, "1.1: Train every" in text) == (True, False)


def test_answer_that_was_sent_back_is_asked_for_again(review, actions, officer):
    answer(request_of(review, officer), actions[4], decision="sent_back", decided_at=AT)
    commands.remind(at=on(BEFORE))
    assert "moss@council.example" in reminded(BEFORE)


def test_action_that_is_no_longer_open_is_not_asked_for(review, actions):
    say(actions[4], state=State.COMPLETE)
    commands.remind(at=on(BEFORE))
    assert "moss@council.example" not in reminded(BEFORE)


def test_contact_is_not_reminded_of_what_their_colleague_answered(review, actions, inspector, sergeant):
    request = request_of(review, inspector)
    answer(request, actions[0])
    answer(request, actions[1])
    answer(request, actions[2])
    commands.remind(at=on(BEFORE))
    assert reminded(BEFORE) == ["moss@council.example"]


def test_no_reminder_goes_to_a_bounced_address_a_revoked_link_or_somebody_who_left(
    review, inspector, officer, sergeant
):
    bounce(inspector)
    commands.revoke_request(request_id=request_of(review, officer).pk, by=None, at=AT)
    sergeant.left_on = TUESDAY
    sergeant.save()
    assert commands.remind(at=on(BEFORE)) == 0


def test_nobody_is_reminded_once_the_round_is_closed(review):
    commands.close_review(review_id=review.pk, edition_title="Plan", dated_on=BEFORE, publish=False, by=None, at=AT)
    assert commands.remind(at=on(BEFORE)) == 0


def test_letter_by_hand_on_the_day_of_a_reminder_stands_for_it(review):
    assert chase(review, at=on(BEFORE, 8)).written == 3
    assert commands.remind(at=on(BEFORE, 9)) == 0


def test_chasing_all_writes_to_whoever_has_not_answered(review, actions, officer):
    answer(request_of(review, officer), actions[4])
    assert chase(review) == commands.Chased(2, ())
    assert sorted(letters(kind="chased")) == [("ford@police.example", "chased"), ("reed@police.example", "chased")]


def test_chasing_twice_on_a_day_is_refused_with_a_sentence(review, officer):
    request = request_of(review, officer)
    chase(review)
    again = chase(review, [request.pk])
    assert again == commands.Chased(0, ((request.pk, "A letter went to Sam Moss today already."),))


def test_chasing_on_the_day_of_the_first_letter_is_refused(review):
    assert (chase(review, at=AT).written, len(chase(review, at=AT).left_out)) == (0, 3)


def test_chasing_says_why_somebody_gets_no_letter(review, actions, inspector, officer, sergeant):
    bounce(inspector)
    answer(request_of(review, officer), actions[4])
    gone = request_of(review, sergeant)
    commands.revoke_request(request_id=gone.pk, by=None, at=AT)
    rows = [request_of(review, inspector), request_of(review, officer), gone]
    assert dict(chase(review, [row.pk for row in rows]).left_out) == {
        rows[0].pk: "The last letter to Alex Ford came back. Check the address.",
        rows[1].pk: "Sam Moss has answered everything.",
        rows[2].pk: "The link of Robin Reed was taken back.",
    }


def test_closed_round_is_not_chased(review):
    commands.close_review(review_id=review.pk, edition_title="Plan", dated_on=BEFORE, publish=False, by=None, at=AT)
    with pytest.raises(commands.ReviewClosed):
        chase(review)
