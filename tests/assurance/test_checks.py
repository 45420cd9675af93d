"""An edition from its submission to its approval, and the pages on which that happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.assurance import commands, queries
from concordat.assurance.domain.checking import Verdict
from concordat.assurance.domain.ladder import Step
from concordat.assurance.models import Judgement, PlanSubmission
from concordat.assurance.queries import reference
from concordat.directory.domain import OrganisationType as Type
from concordat.directory.domain import Role
from concordat.plans.commands.outcomes import choose_measures
from concordat.plans.domain.states import State
from tests.assurance.steps import (
    AT,
    answer,
    approve,
    ask_for_changes,
    begin,
    everybody_signs,
    judge_all,
    make,
    submit,
)
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import a_plan, an_action, an_edition, say

pytestmark = pytest.mark.django_db
PAGE = "/localities/tarnshire/plan/checks/"


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(datetime(2031, 4, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def plan(locality, partners):
    plan = a_plan(locality)
    police, council = partners[Type.POLICE].organisation, partners[Type.LOCAL_AUTHORITY].organisation
    an_action(
        plan, text="Train every sergeant", section="Urgent and emergency access", leads=[police], end=date(2031, 6, 30),
        outcome="An answer within 20 minutes",
    )  # fmt: skip
    an_action(plan, text="Ask carers and children what helps", section="Recovery and staying well", leads=[council])
    an_edition(plan, 1)
    return plan


@pytest.fixture
def declared(locality, partners, plan):
    draft = begin(locality)
    everybody_signs(draft, partners)
    make(draft)
    return draft


@pytest.fixture
def submission(locality, declared):
    return submit(locality)


@pytest.fixture
def checker(client, locality):
    user = UserFactory(name="Kit Marsh")
    client.force_login(RoleHeldFactory(role=Role.REGIONAL, locality=None, region=locality.region, user=user).user)
    return client


@pytest.fixture
def keeper(client, coordinator):
    client.force_login(coordinator)
    return client


def step(locality, days=0) -> Step:
    return queries.standings([locality.slug], on=later(days).date())[locality.slug].step


def text_of(response, status=200) -> str:
    assert response.status_code == status, response.content.decode()[:400]
    return response.content.decode()


def test_plan_is_submitted_under_a_declaration(locality, plan):
    with pytest.raises(commands.NotSubmitted, match="Make the declaration first"):
        submit(locality)


def test_approval_moves_the_locality_up(locality, submission):
    assert step(locality) is Step.PLAN_SUBMITTED
    approve(submission, at=later(1))
    assert step(locality, days=1) is Step.IN_DELIVERY  # its actions are in progress
    with pytest.raises(commands.CheckOver, match="approved"):
        commands.take_back_submission(submission_id=submission.pk, by=None, at=later(2))
    with pytest.raises(commands.NotSubmitted, match="approved already"):
        submit(locality, at=later(2))


def test_delivery_is_told_by_the_latest_published_edition(locality, plan, submission):
    approve(submission, at=later(1))
    first, second = plan.actions.all()
    say(first, state=State.COMPLETE_VERIFIED, at=later(2))
    say(second, state=State.COMPLETE, at=later(2))
    assert step(locality, days=3) is Step.IN_DELIVERY  # the live plan is not the public's
    an_edition(plan, 2, published=False)
    assert step(locality, days=3) is Step.IN_DELIVERY
    an_edition(plan, 3)
    status = queries.standings(on=date(2031, 4, 1))[locality.slug]
    assert (status.step, status.delivery.promised, status.delivery.verified) == (Step.DELIVERED_IN_PART, 2, 1)
    say(second, state=State.COMPLETE_VERIFIED, at=later(4))
    an_edition(plan, 4)
    assert queries.standings(on=date(2031, 4, 1))[locality.slug].step is Step.DELIVERED_IN_FULL


def test_every_criterion_is_judged_before_an_approval(submission):
    commands.judge(
        submission_id=submission.pk, judged=[commands.Judged("ages", Verdict.NOT_MET, "Nobody is old")], by=None, at=AT
    )
    with pytest.raises(commands.NotDecided, match="Judge every criterion first: All five sections, Lived experience"):
        commands.approve_plan(submission_id=submission.pk, by=None, at=AT)
    judge_all(submission, ages=Verdict.NOT_MET)
    with pytest.raises(commands.NotDecided, match=r"Not met: All ages\. Ask for changes"):
        commands.approve_plan(submission_id=submission.pk, by=None, at=AT)


def test_judgements_stay_readable_when_they_change(submission):
    judge_all(submission)
    before = Judgement.objects.count()
    judge_all(submission)
    assert Judgement.objects.count() == before  # nothing new was said
    judge_all(submission, ages=Verdict.IN_PART)
    assert list(Judgement.objects.filter(criterion="ages").values_list("verdict", flat=True)) == ["met", "in_part"]


def test_changes_are_answered_point_by_point_before_it_goes_in_again(locality, submission):
    with pytest.raises(commands.NotDecided, match="at least one criterion"):
        ask_for_changes(submission, ages=" ")
    ask_for_changes(submission, at=later(1), leads="Name a lead for 1.2", ages="Say what is there for older people")
    assert step(locality, days=1) is Step.CHANGES_REQUESTED
    first, second = submission.points.all()
    assert (first.criterion, second.criterion) == ("ages", "leads")  # in the order of the criteria
    answer(first, at=later(2))
    with pytest.raises(commands.NotSubmitted, match="Answer what was asked first: point 2"):
        submit(locality, at=later(2))
    answer(second, at=later(2))
    again = submit(locality, at=later(3))
    assert step(locality, days=3) is Step.PLAN_SUBMITTED
    with pytest.raises(commands.CheckOver, match="A later edition was submitted"):
        answer(first, at=later(4))
    commands.take_back_submission(submission_id=again.pk, by=None, at=later(4))
    assert step(locality, days=4) is Step.CHANGES_REQUESTED


def test_later_edition_keeps_the_approval_of_the_earlier_one(locality, plan, submission, checker):
    approve(submission, at=later(1))
    say(plan.actions.first(), state=State.COMPLETE, at=later(2))
    an_edition(plan, 2)
    again = submit(locality, 2, at=later(3))
    assert step(locality, days=3) is Step.IN_DELIVERY
    page = checker.get(f"{PAGE}2/").content.decode()
    assert 'compare/?from=1&amp;to=2">What changed since edition 1' in page
    ask_for_changes(again, dates="Give 1.2 a date", at=later(4))
    assert step(locality, days=4) is Step.CHANGES_REQUESTED


@pytest.mark.parametrize("came_of_it", ["nothing", "changes", "approved"])
def test_plan_can_be_submitted_again_under_the_next_declaration(locality, partners, declared, submission, came_of_it):
    """Whatever came of the check under a declaration that was withdrawn binds nobody any more."""
    if came_of_it == "changes":
        ask_for_changes(submission, ages="Say what is there for older people", at=later(1))
    elif came_of_it == "approved":
        approve(submission, at=later(1))
    commands.withdraw_declaration(declaration_id=declared.pk, reason="Two boards merge", by=None, at=later(2))
    anew = begin(locality, at=later(3))
    everybody_signs(anew, partners, at=later(3))
    make(anew, on=later(3).date(), at=later(3))

    again = submit(locality, at=later(4))

    assert (again.number, again.declaration) == (submission.number + 1, anew)
    assert queries.standings(["tarnshire"], on=later(4).date())["tarnshire"].step is Step.PLAN_SUBMITTED
    approve(again, at=later(5))
    assert queries.standings(["tarnshire"], on=later(5).date())["tarnshire"].step is Step.IN_DELIVERY


def test_withdrawn_declaration_takes_the_check_along(locality, declared, submission):
    commands.withdraw_declaration(declaration_id=declared.pk, reason="Two boards merge", by=None, at=later(1))
    assert step(locality, days=1) is Step.NOT_STARTED
    with pytest.raises(commands.CheckOver, match="declaration was withdrawn"):
        approve(submission, at=later(2))


def test_words_about_a_patient_are_stopped(locality, declared):
    with pytest.raises(commands.NamesAPatient):
        commands.submit_plan(locality_id=locality.pk, edition=1, words="About 943 476 5919", by=None, at=AT)
    assert not PlanSubmission.objects.exists()


def test_what_is_computed_names_the_actions_that_it_rests_on(locality, coordinator, submission):
    seen = queries.check_of(coordinator, "tarnshire", submission.number)
    found = {each.criterion.key: each.finding for each in seen.criteria}
    assert (found["dates"].verdict, found["dates"].sentence) == (Verdict.IN_PART, "1 of 2 actions has a last day.")
    assert [action.name for action in found["dates"].lines[0].actions] == ["1.2"]
    assert found["sections"].sentence == "2 of 5 sections have actions."
    assert found["partners"].sentence == "2 of 5 required types of agency lead or support an action."
    assert found["measures"].sentence == "1 of 2 outcomes can be told by a number."
    assert found["ages"].sentence == "Children and young people: 1 action. No action speaks of older people."
    assert found["across"].verdict is None


def test_measure_that_an_action_should_move_is_evidence_once_it_is_named_before_the_submission(
    plan, locality, coordinator, submission
):
    for key, day in (("cells", -1), ("waits", 1)):
        a_measure(locality, key)
        for number in (1, 2):
            choose_measures(locality_id=locality.pk, action=number, tied=[key], untied=(), by=None, at=later(day))
        choose_measures(
            locality_id=locality.pk, action=1, tied=(), untied=["cells"], by=None, at=later(0) - timedelta(hours=1)
        )
    seen = queries.check_of(coordinator, "tarnshire", submission.number)
    found = next(each.finding for each in seen.criteria if each.criterion.key == "measures")
    assert found.verdict is Verdict.MET
    assert found.sentence == (
        "1 of 2 outcomes can be told by a number. 1 action names a measure that the partnership follows."
    )
    assert [(line.words, [action.name for action in line.actions]) for line in found.lines] == [
        ("A number in the outcome", ["1.1"]),
        ("A measure that it should move", ["1.2"]),
    ]


def test_check_reads_the_edition_and_not_the_live_plan(plan, coordinator, submission):
    an_action(plan, text="Draft: open a crisis house", section="Recovery and staying well", end=date(2032, 1, 1))
    seen = queries.check_of(coordinator, "tarnshire", submission.number)
    named = {action.text for each in seen.criteria for line in each.finding.lines for action in line.actions}
    assert "Draft: open a crisis house" not in named


def test_checker_judges_and_approves_on_the_page(checker, locality, submission):
    assert "1 plan to check." in text_of(checker.get("/checks/"))
    page = text_of(checker.get(f"{PAGE}1/"))
    assert "1 of 2 actions has a last day." in page
    assert 'href="/localities/tarnshire/plan/actions/2/"' in page
    verdicts = {f"verdict_{each.key}": "met" for each in reference.criteria()}
    refused = text_of(checker.post(f"{PAGE}1/judge/", {"verdict_ages": "met", "do": "approve"}), 422)
    assert "Judge every criterion first" in refused
    assert Judgement.objects.get().criterion == "ages"  # what was judged is kept
    page = text_of(checker.post(f"{PAGE}1/judge/", {**verdicts, "do": "approve", "note": "Well done"}, follow=True))
    assert "The plan is approved." in page
    assert "Well done" in page
    assert "approved on 1 April 2031 by Kit Marsh." in page
    judged = Judgement.objects.get(criterion="dates")
    assert judged.computed == {"verdict": "in_part", "sentence": "1 of 2 actions has a last day."}


def test_locality_answers_on_its_page(client, checker, coordinator, locality, submission):
    sent = checker.post(f"{PAGE}1/judge/", {"do": "ask", "point_dates": "Give 1.2 a date"}, follow=True)
    assert "went back to the locality" in text_of(sent)
    client.force_login(coordinator)
    page = text_of(client.get(PAGE))
    assert "Give 1.2 a date" in page
    assert "Answer each point that was asked first." in page
    point = submission.points.get()
    empty = text_of(client.post(f"{PAGE}points/{point.pk}/", {f"point-{point.pk}-words": ""}), 422)
    assert "Answer “What did you change, or why not?”" in empty
    answered = client.post(f"{PAGE}points/{point.pk}/", {f"point-{point.pk}-words": "By June"}, follow=True)
    assert "By June" in text_of(answered)
    text_of(client.post(f"{PAGE}submit/", {"edition": "1", "words": ""}, follow=True))
    assert PlanSubmission.objects.count() == 2
    page = text_of(client.get(f"{PAGE}2/"))
    assert "What was asked before, and answered" in page
    assert "By June" in page
    taken = text_of(client.post(f"{PAGE}take-back/", follow=True))
    assert "Edition 1 is taken back." in taken


def test_checker_of_another_region_sees_nothing_of_it(client, submission):
    elsewhere = LocalityFactory(name="Fenmarsh", slug="fenmarsh")
    client.force_login(RoleHeldFactory(role=Role.REGIONAL, locality=None, region=elsewhere.region).user)
    page = text_of(client.get("/checks/"))
    assert "Nothing waits to be checked." in page
    assert "Tarnshire" not in page
    assert client.get(f"{PAGE}1/").status_code == 403
    assert client.post(f"{PAGE}1/judge/", {"do": "approve"}).status_code == 403


def test_queue_runs_as_many_queries_for_one_plan_as_for_four(checker, locality, partners, submission):
    text_of(checker.get("/checks/"))
    with CaptureQueriesContext(connection) as one:
        checker.get("/checks/")
    for number in range(3):
        place = LocalityFactory(name=f"Place {number}", slug=f"place-{number}", region=locality.region)
        an_action(a_plan(place))
        an_edition(place.plan, 1)
        PlanSubmission.objects.create(
            locality=place, number=1, edition=place.plan.editions.get(), declaration=submission.declaration,
            criteria_version="1", submitted_at=AT,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as four:
        assert "4 plans to check." in text_of(checker.get("/checks/"))
    assert len(four) == len(one)
