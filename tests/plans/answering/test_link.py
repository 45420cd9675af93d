"""The pages that a link opens: what they show, what they keep, and what they refuse."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.accounts.gateways import sign
from concordat.accounts.models import AuditEntry
from concordat.directory.models import Person
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import Action, ProposedUpdate, ReviewQuestion, ReviewRequest
from tests.factories.plan_rows import a_plan, an_action
from tests.factories.plan_rows import say as say_in_plan
from tests.plans.answering.conftest import link_of
from tests.plans.answering.steps import answers, said, say
from tests.plans.proposing.steps import page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1"}


def test_link_says_who_answers_for_whom_before_what(client, link):
    shown = words(page(client.get(link)))
    assert "You answer for Tarnshire Police, Robin Reed." in shown
    assert "Steering group, 20 May 2031" in shown
    assert "13 May 2031, in 9 days" in shown
    assert "Please be brief." in shown
    assert "0 of 3 actions are answered." in shown
    assert "Train every sergeant" in shown
    assert "café" not in shown


def test_action_says_what_was_promised_and_said_last_time(client, link):
    shown = words(page(client.get(f"{link}actions/1/")))
    assert "Train every sergeant" in shown
    assert "Said last time, 5 January 2026" in shown
    assert "Half are trained" in shown
    assert "Will it be done by 30 June 2031?" in shown


def test_overdue_and_slipped_are_said_in_words(client, link, actions):
    say_in_plan(actions[0], progress="Late", end=date(2031, 8, 31))
    say_in_plan(actions[2], progress="Late", end=date(2031, 4, 1))
    first, third = (words(page(client.get(f"{link}actions/{number}/"))) for number in (1, 3))
    assert "Slipped Its date has moved later once" in first
    assert "it was first promised by 30 June 2031" in first
    assert "Promised by 1 April 2031, 33 days ago" in third
    assert "Its date, 1 April 2031, has passed. When will it be done?" in third


def test_answer_is_kept_and_leads_to_the_next_action(client, link, request_):
    answered = say(client, link, 1, state="complete", next_step="Book a room", confidence="green")
    assert answered["Location"] == f"{link}actions/2/"
    row = said(1)
    assert (row.progress, row.state, row.confidence) == ("All of them are trained", State.COMPLETE, Confidence.GREEN)
    assert (row.said_by, row.partner, row.request, row.by) == ("Robin Reed", request_.partner, request_, None)
    assert row.next_step == "Book a room"
    assert AuditEntry.objects.filter(command="say_update").count() == 1
    assert "1 of 3 actions is answered." in words(client.get(link))


def test_state_that_was_left_as_it_stood_is_no_news(client, link):
    say(client, link, 1)
    assert (said(1).state, said(1).keeps_date, said(1).timescale_text) == ("", True, "")


def test_last_answer_leads_to_thanks_with_what_happens_next(client, link):
    for number in (1, 3):
        say(client, link, number)
    last = say(client, link, 2, by_then="")
    assert last["Location"] == f"{link}done/"
    shown = words(page(client.get(last["Location"])))
    assert "All 3 actions are answered." in shown
    assert "Rowan Ash reads each answer" in shown
    assert "Change your answer" in shown


def test_nothing_has_changed_needs_a_reason_and_keeps_it(client, link):
    refused = say(client, link, 1, kind="unchanged", because="")
    assert "Say why nothing has changed" in words(page(refused, 422))
    say(client, link, 1, kind="unchanged", because="The trainer is ill")
    row = said(1)
    assert (row.kind, row.progress, row.state) == ("unchanged", "Nothing has changed: The trainer is ill", "")
    form = page(client.get(f"{link}actions/1/"))
    assert form.xpath("//textarea[@name='because']")[0].text.strip() == "The trainer is ill"


def test_not_ours_says_whose(client, link):
    refused = say(client, link, 1, kind="not_ours")
    assert "Say whose it is, or who may know" in words(page(refused, 422))
    say(client, link, 1, kind="not_ours", whose="The fire service leads it", by_then="")
    assert (said(1).kind, said(1).progress, said(1).keeps_date) == ("not_ours", "The fire service leads it", False)


def test_new_date_needs_its_reason_and_a_last_day(client, link):
    refused = words(page(say(client, link, 1, by_then="no", timescale_text="soon"), 422))
    assert "No last day can be read from “soon”" in refused
    assert "Say in a few words why" in refused
    past = words(page(say(client, link, 1, by_then="no", timescale_text="May 2030", timescale_reason="Leave"), 422))
    assert "“May 2030” has passed: that is 31 May 2030" in past
    say(client, link, 1, by_then="no", timescale_text="September 2031", timescale_reason="Leave")
    assert (said(1).timescale_text, said(1).timescale_reason, said(1).keeps_date) == ("September 2031", "Leave", False)


def test_date_can_stay_after_all(client, link):
    moved = {"timescale_text": "September 2031", "timescale_reason": "Leave"}
    say(client, link, 1, by_then="no", **moved)
    # A form sends the new date along, which is folded away by then.
    say(client, link, 1, by_then="yes", **moved)
    assert (said(1).timescale_text, said(1).timescale_reason, said(1).keeps_date) == ("", "", True)


def test_date_is_asked_of_what_is_open_only(client, link):
    assert "Answer “Will it be done by 30 June 2031?”" in words(page(say(client, link, 1, by_then=""), 422))
    say(client, link, 1, state="complete", by_then="")
    assert said(1).state == State.COMPLETE


def test_changed_answer_is_filled_in_and_replaces_the_one_that_waits(client, link):
    say(client, link, 1, progress="First words", confidence="amber")
    form = page(client.get(f"{link}actions/1/"))
    assert form.xpath("//textarea[@name='progress']")[0].text.strip() == "First words"
    assert form.xpath("//input[@name='confidence'][@checked]/@value") == ["amber"]
    say(client, link, 1, progress="Second words")
    rows = list(ProposedUpdate.objects.order_by("pk").values_list("progress", "decision"))
    assert rows == [("First words", "replaced"), ("Second words", "waiting")]


def test_same_answer_twice_is_kept_once(client, link):
    say(client, link, 1)
    say(client, link, 1)
    assert ProposedUpdate.objects.count() == 1


def test_sent_back_answer_is_shown_on_top_with_the_note(client, link):
    say(client, link, 1, progress="Done, more or less")
    ProposedUpdate.objects.update(decision="sent_back", decided_at=datetime(2031, 5, 4, tzinfo=UTC), note="How many?")
    listed = words(page(client.get(link)))
    assert listed.index("How many?") < listed.index("To be answered")
    form = page(client.get(f"{link}actions/1/"))
    assert "Your answer was sent back, because: How many?" in words(form)
    assert form.xpath("//textarea[@name='progress']")[0].text.strip() == "Done, more or less"
    say(client, link, 1, progress="Twelve of twelve")
    decisions = list(ProposedUpdate.objects.order_by("pk").values_list("decision", flat=True))
    assert decisions == ["sent_back", "waiting"]


def test_answer_on_something_older_is_kept_and_says_so(client, link, actions):
    before = answers(1)
    say_in_plan(actions[0], progress="Three quarters are trained", at=datetime(2031, 5, 3, tzinfo=UTC))
    shown = client.post(f"{link}actions/1/", before, follow=True)
    assert "Something newer was accepted of this action since you opened the page" in words(shown)
    assert said(1).based_on_id == before["based_on"]


def test_two_who_answer_the_same_action_both_wait(client, link, other_request, actions, desk):
    ReviewQuestion.objects.create(request=other_request, action=actions[0])
    say(client, link, 1, progress="Police words")
    say(Client(), link_of(other_request), 1, progress="Council words")
    assert set(ProposedUpdate.objects.values_list("progress", "decision")) == {
        ("Police words", "waiting"), ("Council words", "waiting"),
    }  # fmt: skip
    shown = words(desk.get("/localities/tarnshire/plan/updates/"))
    assert "Police words" in shown
    assert "Council words" in shown
    assert "1 other update of this action waits as well" in shown


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Called for 943 476 5919 at night", "an NHS number"),
        ("A man, born 3 May 1990, waited", "a date of birth"),
        ("The ambulance went to LS2 8JR twice", "a postcode"),
    ],
)
def test_patients_details_are_stopped_with_where_and_nothing_is_lost(client, link, text, what):
    refused = page(say(client, link, 1, progress=text, next_step="Ask them"), 422)
    assert f"There is what looks like {what} after “" in words(refused)
    assert refused.xpath("//textarea[@name='progress']")[0].text.strip() == text
    assert refused.xpath("//textarea[@name='next_step']")[0].text.strip() == "Ask them"
    assert ProposedUpdate.objects.count() == 0


def test_false_alarm_is_overruled_with_a_reason_that_is_kept(client, link):
    text = "The café moved to LS2 8JR"
    assert "Why is it not about a patient?" in words(page(say(client, link, 1, progress=text), 422))
    say(client, link, 1, progress=text, overruled_reason="That is where the café is")
    assert (said(1).progress, said(1).overruled_reason) == (text, "That is where the café is")


def test_reason_that_repeats_the_number_is_stopped_too(client, link):
    refused = say(client, link, 1, progress="943 476 5919", overruled_reason="943 476 5919 is our telephone")
    assert "Say why it is none without repeating it" in words(page(refused, 422))
    assert ProposedUpdate.objects.count() == 0


def test_very_long_answer_is_refused_with_a_sentence_and_not_lost(client, link):
    long = "word " * 4_001
    refused = page(say(client, link, 1, progress=long), 422)
    assert "This has 20,004 characters, and an answer may have 20,000." in words(refused)
    assert refused.xpath("//textarea[@name='progress']")[0].text.strip() == long.strip()
    longer = page(say(client, link, 1, by_then="no", timescale_text="9" * 20_000, timescale_reason="Leave"), 422)
    assert "an answer may have 200." in words(longer)


def test_unknown_and_bent_links_give_the_same_page(client, link, request_):
    unknown = client.get(f"/answer/{sign('nobody')}/")
    bent = client.get(link[:-2] + ("A" if link[-2] != "A" else "B") + "/")
    assert words(page(unknown, 404)) == words(page(bent, 404))
    assert "ask the person who keeps the action plan" in words(unknown)
    assert "Tarnshire" not in words(unknown)


@pytest.mark.parametrize("ending", ["", "actions/1/", "done/"])
@pytest.mark.parametrize("how", ["closed", "revoked", "left"])
def test_link_that_is_over_says_whom_to_ask_and_shows_nothing(client, link, request_, how, ending):
    if how == "closed":
        request_.review.closed_at = datetime(2031, 5, 4, tzinfo=UTC)
        request_.review.save()
    elif how == "left":
        Person.objects.filter(pk=request_.person_id).update(left_on=date(2031, 5, 4), is_contact=False)
    else:
        ReviewRequest.objects.update(revoked_at=datetime(2031, 5, 4, tzinfo=UTC))
    over = client.get(link + ending)
    shown = words(page(over, 410))
    assert "Rowan Ash" in shown
    assert "sergeant" not in shown
    assert "Tarnshire" not in shown
    assert over["Cache-Control"] == "private, no-store"


def test_page_of_a_link_gives_its_secret_to_no_other_page(client, link):
    about = reverse("about")
    signing_in = [page(client.get(address)).xpath("//a[contains(., 'Sign in')]/@href") for address in (link, about)]
    login = reverse("account_login")
    assert signing_in == [[login], [f"{login}?next={about}"]]


def test_answer_that_comes_after_closing_is_given_back(client, link, request_):
    request_.review.closed_at = datetime(2031, 5, 4, tzinfo=UTC)
    request_.review.save()
    shown = words(page(say(client, link, 1, progress="Long thought about"), 410))
    assert "What you typed was not saved" in shown
    assert "Long thought about" in shown
    assert ProposedUpdate.objects.count() == 0


def test_first_opening_by_a_person_is_noted_once(client, link, request_):
    client.head(link, **BROWSER)
    client.get(link, HTTP_USER_AGENT="Mozilla/5.0 (compatible; Barracuda Sentinel)")
    client.get(link, HTTP_SEC_PURPOSE="prefetch", **BROWSER)
    assert ReviewRequest.objects.get().opened_at is None
    client.get(link, **BROWSER)
    first = ReviewRequest.objects.get().opened_at
    assert first == datetime(2031, 5, 4, 10, tzinfo=UTC)
    assert AuditEntry.objects.filter(command="open_link").count() == 1


def test_form_works_with_the_cookie_of_somebody_without_an_account(link):
    strict = Client(enforce_csrf_checks=True)
    assert say(strict, link, 1).status_code == 403
    token = page(strict.get(f"{link}actions/1/")).xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    assert say(strict, link, 1, csrfmiddlewaretoken=token).status_code == 302


def test_update_of_another_action_is_no_basis(client, link, actions):
    assert say(client, link, 1, based_on=actions[1].update_id).status_code == 404
    assert ProposedUpdate.objects.count() == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_link_cannot_be_bent_to_another_partner_action_or_locality(client, request_, other_request, data):
    """Whatever is changed of a token or a number, only a request's own questions open, and only by its own token."""
    tokens = {sign(one.secret): one for one in (request_, other_request)}
    letters = st.text(alphabet="abcdefABCDEF0123456789-_:", min_size=0, max_size=60)
    secrets = st.sampled_from(["secret-of-robin", "secret-of-kim"])
    token = data.draw(
        st.one_of(
            st.sampled_from(sorted(tokens)),
            letters.map(lambda text: text or "x"),
            # the secret of one with the signature of the other, or with letters taken out
            secrets.flatmap(lambda secret: st.sampled_from(sorted(tokens)).map(
                lambda whole: f"{secret}:{whole.split(':', 1)[1]}")),
            st.sampled_from(sorted(tokens)).flatmap(
                lambda whole: st.integers(0, len(whole) - 1).map(lambda at: whole[:at] + whole[at + 1 :] or "x")),
        )
    )  # fmt: skip
    number = data.draw(st.one_of(st.integers(1, 6), st.integers(0, 2**31)))
    asked = set(ReviewQuestion.objects.filter(request=tokens[token]).values_list("action__number", flat=True)) if (
        token in tokens
    ) else set()  # fmt: skip
    answered = client.get(f"/answer/{token}/actions/{number}/")
    assert answered.status_code == (200 if number in asked else 404) or answered.status_code == 429
    if token not in tokens:
        assert b"sergeant" not in answered.content


def test_request_of_one_locality_never_shows_the_same_number_of_another(client, link):
    an_action(a_plan(), 9, text="An action of Mirkshire")
    assert client.get(f"{link}actions/9/").status_code == 404


def test_pages_run_the_same_queries_for_one_action_and_for_three(client, link, request_):
    def counted():
        found = []
        for path in (link, f"{link}actions/1/", f"{link}done/"):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                page(client.get(path))
            found.append(len(captured))
        return found

    ReviewQuestion.objects.exclude(action__number=1).delete()
    say(client, link, 1)
    one = counted()
    for number in (2, 3):
        ReviewQuestion.objects.create(request=request_, action=Action.objects.get(number=number))
    say(client, link, 3)
    assert counted() == one
    assert max(one) <= 6
