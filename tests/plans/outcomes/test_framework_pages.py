"""What a plan is for, as the public and members read it, and the pages on which it is written."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.commands import outcomes as commands
from concordat.plans.domain.outcomes import Purpose
from concordat.plans.domain.states import State
from concordat.plans.models import Outcome, OutcomeAction, OutcomeMeasure, Priority
from tests.factories.directory import PersonFactory, RoleHeldFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import an_action, an_edition

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
PAGE = "/localities/fenmarsh/outcomes/"
EDIT = f"{PAGE}edit/"


@pytest.fixture
def coordinator(client, plan):
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=plan.locality, user__name="Ash Elder").user)
    return client


def write(locality, statement="I am met where I am", texts=("Nobody waits in a car",), at=AT):
    priority = commands.add_priority(locality_id=locality.pk, statement=statement, by=None, at=at)
    return priority, [
        commands.add_outcome(locality_id=locality.pk, priority=priority.pk, text=text, by=None, at=at) for text in texts
    ]


def tie(outcome, **given):
    locality = outcome.priority.locality_id
    commands.tie_outcome(locality_id=locality, outcome=outcome.pk, by=None, at=AT, **given)


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(html.fromstring(response.content.decode()).xpath("//main")[0].text_content().split())


def post(client, address, **given):
    return client.post(address, given, follow=True)


def test_page_shows_the_public_what_is_published(client, plan, locality):
    a_measure(locality, "car-waits")
    a_measure(locality, "kept-back", published=False)
    action, draft = an_action(plan, text="Open a night café"), an_action(plan, text="Not told yet")
    an_edition(plan, 1, actions=[action])
    _, (outcome, other) = write(locality, texts=("Nobody waits in a car", "People are heard"))
    tie(outcome, measures=["car-waits", "kept-back"], actions=[1, 2])
    tie(other, measures=["kept-back"], actions=[2])
    commands.choose_measures(locality_id=locality.pk, action=1, tied=["car-waits"], untied=(), by=None, at=AT)

    seen = text_of(client.get(PAGE))

    assert "1 priority, 2 outcomes. A measure tells 1 of them; actions are meant to bring about 1 of them." in seen
    assert "With the actions of edition 1, dated 5 January 2026, and the measures that are published." in seen
    assert "“I am met where I am”" in seen
    assert "Car waits Can't tell change from chance yet Actions meant to move it: 1.1." in seen
    assert "1.1: Open a night café In progress" in seen
    assert "1 of 2 outcomes without a published measure" in seen
    assert "Every published measure has an action that is meant to move it." in seen
    assert "Every open action is meant for an outcome." in seen
    assert "No published measure tells it yet." in seen
    for hidden in ("Kept back", draft.wording.text, "What was changed"):
        assert hidden not in seen


def test_page_says_the_same_in_words(client, plan, locality):
    a_measure(locality, "car-waits")
    a_measure(locality, "arrivals")
    an_action(plan, references=["2.4"], state=State.COMPLETE)
    an_action(plan, references=["1.1"])
    an_edition(plan, 1)
    _, (outcome, _) = write(locality, texts=("Nobody waits in a car", "People are heard"))
    tie(outcome, measures=["car-waits", "arrivals"], actions=[1, 2])
    page = html.fromstring(client.get(PAGE).content.decode())
    sentences = page.xpath("//h2[@id='words']/following-sibling::ol[1]/li/text()")
    assert sentences == [
        "Nobody waits in a car. Told by: Car waits and Arrivals. "
        "Actions meant to bring it about: 2.4 (complete) and 1.1 (in progress).",
        "People are heard. No published measure tells it yet. No action of the published plan is meant for it yet.",
    ]


def test_members_see_the_live_plan_and_every_measure_and_what_was_changed(coordinator, plan, locality):
    a_measure(locality, "kept-back", published=False)
    an_action(plan, text="Not told yet")
    an_action(plan, text="Done long ago", state=State.COMPLETE)
    priority, (outcome,) = write(locality)
    tie(outcome, measures=["kept-back"])
    commands.change_words(
        locality_id=locality.pk,
        kind=Purpose.PRIORITY,
        key=priority.pk,
        words="I am heard",
        shown=priority.statement,
        by=None,
        at=AT,
    )
    seen = text_of(coordinator.get(PAGE))
    assert "Kept back (not published) Can't tell change from chance yet No action is meant to move it yet." in seen
    assert "1 of 1 open action without an outcome" in seen
    assert "Not told yet" in seen
    assert "Done long ago" not in seen
    assert "1 June 2026: changed the priority “I am met where I am” to “I am heard”" in seen
    assert "1 June 2026: wrote the outcome “Nobody waits in a car”" in seen
    coordinator.logout()
    assert "I am met where I am" not in text_of(coordinator.get(PAGE))


def test_measure_that_is_no_longer_followed_tells_nothing(coordinator, locality):
    measure = a_measure(locality)
    _, (outcome,) = write(locality)
    tie(outcome, measures=["detentions"])
    measure.retired_at = AT
    measure.save()
    seen = text_of(coordinator.get(PAGE))
    assert "No measure tells it yet." in seen
    assert "Detentions (no longer followed)" in seen
    assert "There is no measure yet." in seen


def test_page_without_priorities_says_so_and_hides_what_lacks(client, coordinator, plan):
    assert "Fenmarsh has not written down here yet what its plan is for." in text_of(coordinator.get(PAGE))
    assert "No priority is written down yet." in text_of(coordinator.get(EDIT))
    coordinator.logout()
    assert "not connected" not in text_of(client.get(PAGE))
    assert client.get("/localities/nowhere/outcomes/").status_code == 404


def test_names_of_staff_never_reach_the_public(client, plan, locality):
    PersonFactory(locality=locality, name="Robin Reedmarsh")
    write(locality, "I can ring Robin Reedmarsh", ["Robin Reedmarsh answers"])
    assert "Reedmarsh" not in client.get(PAGE).content.decode()


def test_coordinator_writes_changes_orders_and_ends_by_plain_forms(coordinator, locality):
    post(coordinator, f"{EDIT}priorities/new/", words="I am heard")
    seen = text_of(post(coordinator, f"{EDIT}priorities/new/", words="I am met where I am"))
    assert "Saved. Everybody can read it now." in seen
    first, second = Priority.objects.order_by("position")
    for words in ("People say so", "Carers say so"):
        post(coordinator, f"{EDIT}priorities/{first.pk}/outcomes/new/", words=words)
    above, below = first.outcomes.order_by("position")
    answer = coordinator.post(EDIT, {"do": f"outcome {below.pk} up"})
    assert (answer.status_code, answer.url) == (302, f"{EDIT}#outcome-{below.pk}")
    coordinator.post(EDIT, {"do": f"priority {second.pk} up"})
    seen = text_of(coordinator.get(EDIT))
    order = ["I am met where I am", "I am heard", "Carers say so", "People say so"]
    assert sorted(order, key=lambda words: seen.index(f"{words}")) == order

    address = f"{EDIT}outcomes/{above.pk}/"
    assert "People say so" in coordinator.get(address).content.decode()
    post(coordinator, address, words="People tell us so", shown="People say so")
    post(coordinator, f"{EDIT}outcomes/{below.pk}/", do="end")
    post(coordinator, f"{EDIT}priorities/{second.pk}/", do="end")
    assert list(Outcome.objects.filter(ended_at=None).values_list("text", flat=True)) == ["People tell us so"]
    changes = text_of(coordinator.get(PAGE))
    for said in (
        "Ash Elder: changed the outcome “People say so” to “People tell us so”",
        "Ash Elder: ended the outcome “Carers say so”",
        "Ash Elder: ended the priority “I am met where I am”",
    ):
        assert said in changes
    assert coordinator.get(f"{EDIT}priorities/{second.pk}/").status_code == 404


def test_coordinator_reopens_and_moves_by_plain_forms(coordinator, locality):
    first, (outcome,) = write(locality)
    second, _ = write(locality, "I am heard", ())
    post(coordinator, f"{EDIT}priorities/{first.pk}/", do="end")
    seen = text_of(coordinator.get(EDIT))
    assert "What has ended (2)" in seen
    assert "Its priority has ended: reopen that first." in seen
    refused = text_of(post(coordinator, EDIT, do=f"outcome {outcome.pk} reopen"))
    assert "Its priority has ended. Reopen that first." in refused
    seen = text_of(post(coordinator, EDIT, do=f"priority {first.pk} reopen"))
    assert "The priority stands again, last in its list." in seen
    assert "What has ended (1)" in seen
    post(coordinator, EDIT, do=f"outcome {outcome.pk} reopen")
    address = f"{EDIT}outcomes/{outcome.pk}/"
    refused = coordinator.post(address, {"do": "move"})
    assert (refused.status_code, "Choose a priority." in refused.content.decode()) == (422, True)
    seen = text_of(post(coordinator, address, do="move", under=second.pk))
    assert "The outcome stands under another priority now" in seen
    outcome.refresh_from_db()
    assert outcome.priority_id == second.pk
    changes = text_of(coordinator.get(PAGE))
    for said in (
        "Ash Elder: reopened the priority “I am met where I am”",
        "Ash Elder: reopened the outcome “Nobody waits in a car”",
        "Ash Elder: moved the outcome “Nobody waits in a car” from the priority “I am met where I am” to “I am heard”",
    ):
        assert said in changes


def test_words_that_are_refused_are_shown_again_with_the_reason(coordinator, locality):
    for words, reason in (
        ("", "Write what it is."),
        ("a" * 301, "Use 300 characters or fewer: there are 301"),
        ("I am 943 476 5919", "Plans hold nothing about patients: take it out."),
    ):
        answer = coordinator.post(f"{EDIT}priorities/new/", {"words": words})
        assert answer.status_code == 422
        page = html.fromstring(answer.content.decode())
        assert reason in page.xpath("//div[@role='alert']")[0].text_content()
        assert (page.xpath("//textarea")[0].text or "").strip() == words
    assert not Priority.objects.exists()


def test_two_who_change_the_same_words_see_both(coordinator, locality):
    priority, _ = write(locality)
    address = f"{EDIT}priorities/{priority.pk}/"
    post(coordinator, address, words="I am heard", shown=priority.statement)
    answer = coordinator.post(address, {"words": "I am seen", "shown": priority.statement})
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    assert "It now says: “I am heard”." in page.xpath("//div[@role='alert']")[0].text_content()
    shown = page.xpath("//input[@name='shown']")[0].get("value")
    post(coordinator, address, words="I am seen", shown=shown)
    priority.refresh_from_db()
    assert priority.statement == "I am seen"


def test_ties_are_ticked_and_those_of_others_stay(coordinator, plan, locality):
    for key in ("first", "second", "third"):
        a_measure(locality, key)
    an_action(plan, section="Before")
    an_action(plan, section="During")
    _, (outcome,) = write(locality)
    address = f"{EDIT}outcomes/{outcome.pk}/ties/"
    seen = text_of(coordinator.get(address))
    assert "First First: is it getting better?" in seen
    coordinator.post(address, {"stood": "", "measures": ["first"], "actions_0": ["1"]})
    coordinator.post(address, {"stood": "", "measures": ["second"], "actions_1": ["2"]})  # opened before the first
    page = html.fromstring(coordinator.get(address).content.decode())
    assert page.xpath("//input[@name='stood']")[0].get("value") == "first second #1 #2"
    assert page.xpath("//input[@checked]/@value") == ["first", "second", "1", "2"]
    coordinator.post(address, {"stood": "first second #1 #2", "measures": ["second", "third"], "actions_1": ["2"]})
    ties = OutcomeMeasure.objects.filter(ended_at=None).values_list("measure__key", flat=True)
    assert list(ties) == ["second", "third"]
    assert list(OutcomeAction.objects.filter(ended_at=None).values_list("action__number", flat=True)) == [2]
    assert OutcomeMeasure.objects.count() == 3


def test_tie_to_what_is_not_there_is_refused(coordinator, plan, locality):
    a_measure(locality, "first")
    an_action(plan)
    _, (outcome,) = write(locality)
    address = f"{EDIT}outcomes/{outcome.pk}/ties/"
    for given in ({"measures": ["none"]}, {"actions_0": ["7"]}):
        answer = coordinator.post(address, {"stood": "", **given})
        assert answer.status_code == 422
        assert "There is a problem" in answer.content.decode()
    assert not OutcomeMeasure.objects.exists()


def test_pages_lead_to_what_the_plan_is_for_once_it_is_written(client, plan, locality):
    an_action(plan)
    an_edition(plan, 1)
    places = ("/localities/fenmarsh/", "/localities/fenmarsh/plan/")
    assert [PAGE in client.get(place).content.decode() for place in places] == [False, False]
    write(locality)
    assert [PAGE in client.get(place).content.decode() for place in places] == [True, True]
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=locality).user)
    assert EDIT in client.get("/localities/fenmarsh/plan/").content.decode()
    assert PAGE in client.get("/localities/fenmarsh/plan/attention/").content.decode()


@pytest.mark.parametrize("address", [PAGE, EDIT])
def test_pages_run_the_same_queries_for_one_and_for_many(coordinator, plan, locality, address):
    counts = []
    for number in range(1, 4):
        a_measure(locality, f"measure-{number}")
        an_action(plan, number)
        _, outcomes = write(locality, f"I am {number}", [f"Outcome {number} {letter}" for letter in "ab"])
        for outcome in outcomes:
            tie(outcome, measures=[f"measure-{number}"], actions=[number])
        commands.choose_measures(
            locality_id=locality.pk, action=number, tied=[f"measure-{number}"], untied=(), by=None, at=AT
        )
        coordinator.get(address)
        with CaptureQueriesContext(connection) as captured:
            coordinator.get(address)
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 24


def test_editing_is_for_who_keeps_outcomes(client, plan, locality):
    write(locality)
    assert client.get(EDIT).status_code == 302
    for role in (Role.MEMBER, Role.ANALYST, Role.CHAIR):
        client.force_login(RoleHeldFactory(role=role, locality=locality).user)
        assert client.get(EDIT).status_code == 403
        assert "Change priorities" not in client.get(PAGE).content.decode()
