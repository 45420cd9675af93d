"""What stands in an invented nation is what the ordinary commands would have left, and says that it is invented."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction
from rapidfuzz import fuzz

from concordat.accounts.domain.patients import identifiers_in
from concordat.accounts.models import Message
from concordat.assurance.commands.demonstration import load_nation, promising, words
from concordat.assurance.domain.declaring import lacks_of
from concordat.assurance.domain.ladder import Step
from concordat.assurance.models import Declaration, DeclarationWording
from concordat.assurance.queries import standings
from concordat.assurance.queries.standings import parts_of, pattern_for, required_for, signatories_of, standings_of
from concordat.directory.domain import Role
from concordat.directory.models import Locality, Person
from concordat.plans.commands import proposing, reviews
from concordat.plans.domain.proposing import outcome_of
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind, parse_timescale
from concordat.plans.domain.tracking import slippage_of
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionUpdate,
    ActionWording,
    Edition,
    EditionEntry,
    Plan,
    ProposedUpdate,
    Review,
    ReviewQuestion,
)
from concordat.plans.queries import plan_on
from concordat.plans.queries.as_at import end_of
from concordat.plans.queries.proposing import said_of, standing_of
from tests.factories.directory import RoleHeldFactory
from tests.plans.history import COPIED, as_it_is_shown, in_entries, of_timescale, of_update, of_wording

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
TODAY = AT.date()
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def nation(django_db_setup, django_db_blocker):
    """Ten localities, one for each step of the ladder; loaded once for all that only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_nation(seed=9, at=AT, localities=10, actions=80)
        transaction.set_rollback(True)


def test_nation_stands_where_it_was_meant_to(nation):
    found = {slug: status.step.value for slug, status in standings(nation.steps, on=TODAY).items()}

    assert found == nation.steps
    assert set(found.values()) == set(Step)


def test_nation_is_marked_as_invented_everywhere(nation):
    localities = Locality.objects.filter(slug__in=nation.steps)

    assert (localities.count(), Plan.objects.filter(locality__in=localities).count()) == (10, 8)
    assert all(place.is_example and place.name.endswith("(invented)") for place in localities)
    assert all("(invented)" in plan.title for plan in Plan.objects.all())
    assert all(email.endswith(".example") for email in Person.objects.values_list("email", flat=True))
    assert not Message.objects.exclude(state=Message.State.SENT).exists()


def test_nation_names_no_patient(nation):
    texts = {
        text
        for row in (ActionWording, ActionUpdate, ProposedUpdate)
        for each in row.objects.all()
        for text in (getattr(each, name, "") for name in ("text", "outcome", "progress", "next_step", "evidence"))
    }

    assert [text for text in texts if identifiers_in(text)] == []


def test_every_key_points_at_a_row(nation):
    connection.check_constraints()


def test_present_of_an_action_is_its_newest_row(nation):
    for action in Action.objects.all():
        for rows, present in ((action.updates, action.update_id), (action.wordings, action.wording_id)):
            keys = list(rows.order_by("recorded_at", "pk").values_list("pk", flat=True))
            assert keys == sorted(keys)
            assert keys[-1] == present


def test_dates_tell_what_their_words_mean_and_how_often_they_slipped(nation):
    for action in Action.objects.all():
        chain = list(action.timescales.order_by("pk"))
        for place, row in enumerate(chain):
            read = parse_timescale(row.text)
            slippage = slippage_of([each.end_on for each in chain[: place + 1]])
            assert (row.kind, row.start_on, row.end_on) == (read.kind.value, read.start, read.end)
            assert (row.slips, row.first_end_on) == (slippage.times, slippage.first_end)
            assert row.replaces_id == (chain[place - 1].pk if place else None)
        assert action.update.timescale_id == chain[-1].pk


def test_updates_say_what_accepting_the_answer_would_have_said(nation):
    answers = ProposedUpdate.objects.filter(update__isnull=False).select_related("update__timescale")
    names = ("progress", "state", "confidence", "next_step", "evidence")
    assert answers.count() > 100
    for answer in answers:
        outcome = outcome_of(said_of(answer), standing_of(answer.based_on))
        said = {name: str(getattr(outcome, name)) for name in names}
        if answer.decision == ProposedUpdate.Decision.EDITED:
            assert answer.note
            said["progress"] = answer.update.progress
        assert {name: getattr(answer.update, name) for name in names} == said
        before = answer.based_on.timescale
        ends = [outcome.timescale.end if outcome.timescale else before.end_on]
        assert ends == [answer.update.timescale.end_on]


def rows_of(plan):
    """Every wording and every update of each action of a plan, oldest first."""
    wordings, updates = defaultdict(list), defaultdict(list)
    for row in ActionWording.objects.filter(action__plan=plan).select_related("section").order_by("pk"):
        wordings[row.action_id].append(row)
    for row in ActionUpdate.objects.filter(action__plan=plan).select_related("timescale", "action").order_by("pk"):
        updates[row.action_id].append(row)
    return wordings, updates


def stood_at(rows, moment):
    """What each action said and was said of it just before a moment, told by walking all rows: (wording, update)."""
    found = {}
    for action in rows[0]:
        wordings, updates = ([row for row in kind[action] if row.recorded_at < moment] for kind in rows)
        if wordings and updates:
            found[action] = (wordings[-1], updates[-1])
    return found


def test_editions_point_at_what_stood_when_they_were_frozen(nation):
    for plan in Plan.objects.all():
        told, rows = set(), rows_of(plan)
        for edition in plan.editions.order_by("number"):
            standing = stood_at(rows, edition.frozen_at)
            due = {
                (action, wording.pk, update.pk)
                for action, (wording, update) in standing.items()
                if State(update.state).is_open or State(update.state).is_complete or update.pk not in told
            }
            assert set(edition.entries.values_list("action", "wording", "update")) == due
            told |= {update for _, _, update in due}
        numbers = list(plan.editions.order_by("frozen_at").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def test_plan_of_any_day_is_the_replay_of_its_rows(nation):
    chance = Random(5)
    days = 0
    for plan in Plan.objects.select_related("locality"):
        rows = rows_of(plan)
        member = RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user
        for _ in range(2):
            day = TODAY - timedelta(days=chance.randrange(0, 760))
            shown = {
                seen.number: as_it_is_shown(seen) for seen in plan_on(member, plan.locality.slug, day).plan.actions
            }
            replayed = {
                update.action.number: {
                    "number": update.action.number,
                    **of_wording(wording),
                    **of_update(update),
                    **of_timescale(update.timescale),
                }
                for wording, update in stood_at(rows, end_of(day)).values()
            }
            assert shown == replayed
            days += bool(shown)
    assert days >= 5


def test_rounds_asked_whoever_led_an_open_action(nation):
    rows = {plan.pk: rows_of(plan) for plan in Plan.objects.all()}
    leads = defaultdict(list)
    for wording, organisation in ActionLead.objects.filter(role="lead").values_list("wording", "organisation"):
        leads[wording].append(organisation)
    for review in Review.objects.select_related("edition"):
        open_then = {
            (action, organisation)
            for action, (wording, update) in stood_at(rows[review.plan_id], review.opened_at).items()
            if State(update.state).is_open
            for organisation in leads[wording.pk]
        }
        questions = ReviewQuestion.objects.filter(request__review=review)
        assert set(questions.values_list("action", "request__partner__organisation")) == open_then
        answered = set(
            ProposedUpdate.objects.filter(request__review=review).values_list("action", "partner__organisation")
        )
        assert answered <= open_then
        assert review.closed_at is None or review.edition is None or review.edition.frozen_at == review.closed_at


def test_declarations_that_were_made_lacked_nothing(nation):
    made = Declaration.objects.filter(submitted_at__isnull=False)
    assert made.count() >= 8
    for declaration in made:
        wording = declaration.wording
        lacks = lacks_of(
            parts=parts_of(wording),
            pattern=pattern_for(declaration).parts,
            has_areas=wording.areas.exists(),
            standing=standings_of(signatories_of(declaration), wording.pk),
            required=required_for(declaration, today=TODAY),
        )
        assert [lack.sentence for lack in lacks if lack.stops] == []
    drafts = Declaration.objects.filter(submitted_at=None, locality__slug__in=nation.steps)
    assert drafts.exists()


def test_nothing_happens_later_than_now(nation):
    for table in (ActionUpdate, ActionWording, DeclarationWording):
        assert not table.objects.filter(recorded_at__gt=AT).exists()
    assert not ProposedUpdate.objects.filter(said_at__gt=AT).exists()
    assert not Edition.objects.filter(frozen_at__gt=AT).exists()


def test_life_goes_on_with_the_ordinary_commands(nation):
    review = Review.objects.filter(closed_at=None, requests__proposed_updates__decision="waiting").first()
    waiting = ProposedUpdate.objects.filter(request__review=review, decision="waiting").first()
    last = ActionUpdate.objects.order_by("-pk").first().pk

    proposing.accept_proposal(
        locality_id=review.plan.locality_id, number=waiting.pk, by=None, at=AT + timedelta(minutes=1)
    )
    number = reviews.close_review(
        review_id=review.pk, edition_title="", dated_on=TODAY, publish=True, by=None, at=AT + timedelta(minutes=2)
    )

    waiting.refresh_from_db()
    assert waiting.update_id == last + 1
    assert EditionEntry.objects.filter(
        edition__plan=review.plan, edition__number=number, update=waiting.update_id
    ).exists()


def test_entries_of_an_invented_nation_say_what_their_updates_say(nation):
    assert in_entries(COPIED.keys()) == in_entries(COPIED.values())


def test_same_promise_in_two_places_is_alike_and_not_equal():
    alike = defaultdict(list)
    for number, promise in enumerate(words.promises()):
        here, there = (words.word(promise, place, Random(f"{number} {place}")) for place in ("Tarnshire", "Fenmarsh"))
        assert here.text != there.text
        alike[promise.frame].append(fuzz.token_set_ratio(here.text, there.text))
    assert min(sum(ratios) / len(ratios) for ratios in alike.values()) > 60


def test_timescales_are_of_every_kind():
    chance = Random(1)
    drawn = [promising.draw_timescale(TODAY, chance) for _ in range(400)]

    assert {each.kind for each in drawn} == set(TimescaleKind)
