"""Which actions should move a measure, and which measures an action should move, for each who may look."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.accounts.models import AuditEntry, User
from concordat.plans import queries
from concordat.plans.commands import outcomes as commands
from concordat.plans.domain.milestones import Milestones, milestones_of
from concordat.plans.domain.states import State
from concordat.plans.models import ActionMeasure
from tests.factories.directory import OrganisationFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import a_plan, an_action, an_edition, say

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 1, 9, tzinfo=UTC)


def tie(action, measure, at=AT):
    commands.choose_measures(
        locality_id=measure.locality_id, action=action.number, tied=[measure.key], untied=(), by=None, at=at
    )


def untie(action, measure, at=LATER):
    commands.choose_measures(
        locality_id=measure.locality_id, action=action.number, tied=(), untied=[measure.key], by=None, at=at
    )


def moving(viewer, *measures):
    found = queries.actions_moving(viewer, [measure.pk for measure in measures])
    return [[action.number for action in found[measure.pk]] for measure in measures]


def named(measures):
    return [measure.key for measure in measures]


def test_milestones_say_when_an_action_began_and_was_complete():
    first, second, third, fourth = (date(2026, month, 1) for month in (1, 2, 3, 4))
    assert milestones_of([]) == Milestones()
    assert milestones_of([(first, State.NOT_STARTED), (second, State.IN_PROGRESS)]) == Milestones(second)
    done = [(first, State.IN_PROGRESS), (second, State.COMPLETE), (third, State.COMPLETE_VERIFIED)]
    assert milestones_of(done) == Milestones(first, second)
    assert milestones_of([*done, (fourth, State.IN_PROGRESS)]) == Milestones(first)
    assert milestones_of([(first, State.COMPLETE)]) == Milestones(None, first)


def test_tie_stands_once_and_ends_without_being_lost(plan, locality):
    action, measure = an_action(plan), a_measure(locality)
    tie(action, measure)
    tie(action, measure, LATER)
    untie(action, measure)
    untie(action, measure)
    tie(action, measure, LATER)
    assert [(row.at, row.ended_at) for row in ActionMeasure.objects.all()] == [(AT, LATER), (LATER, None)]
    assert [entry.command for entry in AuditEntry.objects.order_by("pk")] == [
        "tie_measure",
        "untie_measure",
        "tie_measure",
    ]


def test_tie_is_refused_beyond_the_locality_and_for_what_is_over(plan, locality):
    action, measure = an_action(plan), a_measure(locality)
    elsewhere = an_action(a_plan(), 7)
    for number, key, refusal in (
        (action.number, a_measure(elsewhere.plan.locality, "cells").key, commands.NoSuchMeasure),
        (action.number, a_measure(locality, "closed", retired_at=AT).key, commands.NoSuchMeasure),
        (elsewhere.number, measure.key, commands.NoSuchAction),
    ):
        with pytest.raises(refusal):
            commands.choose_measures(locality_id=locality.pk, action=number, tied=[key], untied=(), by=None, at=AT)
    assert not ActionMeasure.objects.exists()


def test_choice_changes_only_what_it_names(plan, locality):
    action = an_action(plan)
    kept, ended, new = (a_measure(locality, key) for key in ("kept", "ended", "new"))
    tie(action, kept), tie(action, ended)
    commands.choose_measures(locality_id=locality.pk, action=1, tied={new.key}, untied={ended.key}, by=None, at=LATER)
    standing = ActionMeasure.objects.filter(ended_at=None).values_list("measure__key", flat=True)
    assert sorted(standing) == ["kept", "new"]


def test_members_see_drafts_and_the_public_what_is_published(plan, locality, member):
    published, kept_back = a_measure(locality, "published"), a_measure(locality, "kept-back", published=False)
    action, draft = an_action(plan), an_action(plan, text="Not published yet")
    an_edition(plan, 1, actions=[action])
    for one in (action, draft):
        for measure in (published, kept_back):
            tie(one, measure)

    assert moving(member, published, kept_back) == [[1, 2], [1, 2]]
    assert moving(PUBLIC, published, kept_back) == [[1], []]
    for viewer, keys in ((PUBLIC, ["published"]), (member, ["published", "kept-back"])):
        moved = queries.measures_moved_in(queries.plan_seen_by(viewer, "fenmarsh"))
        assert named(moved[action.pk]) == keys


def test_action_that_left_the_plan_moves_nothing_for_the_public(plan, locality):
    measure = a_measure(locality)
    gone, stays = an_action(plan), an_action(plan)
    an_edition(plan, 1)
    an_edition(plan, 2, actions=[stays])
    tie(gone, measure), tie(stays, measure)
    assert moving(PUBLIC, measure) == [[2]]


def test_tie_that_ended_is_seen_only_from_before(plan, locality, member):
    action, measure = an_action(plan), a_measure(locality)
    tie(action, measure)
    untie(action, measure)
    assert moving(member, measure) == [[]]
    plan_now = queries.plan_seen_by(member, "fenmarsh")
    for moment, seen in ((AT, {}), (LATER, {action.pk: ["detentions"]}), (datetime(2026, 8, 1, tzinfo=UTC), {})):
        found = queries.measures_moved_in(plan_now, before=moment)
        assert {pk: named(each) for pk, each in found.items()} == seen


def test_days_are_those_that_the_viewer_may_know(plan, locality, member):
    measure = a_measure(locality)
    police = OrganisationFactory(name="Tarnshire Police")
    action = an_action(plan, state=State.NOT_STARTED, end=date(2026, 3, 31), leads=[police])
    say(action, state=State.IN_PROGRESS, at=datetime(2026, 2, 1, tzinfo=UTC))
    an_edition(plan, 1)
    say(action, state=State.COMPLETE, end=date(2026, 5, 31), at=datetime(2026, 5, 9, tzinfo=UTC))
    tie(action, measure)

    (for_public,) = queries.actions_moving(PUBLIC, [measure.pk])[measure.pk]
    (for_member,) = queries.actions_moving(member, [measure.pk])[measure.pk]

    assert (for_public.state, for_public.began_on, for_public.due_on, for_public.completed_on) == (
        State.IN_PROGRESS,
        date(2026, 2, 1),
        date(2026, 3, 31),
        None,
    )
    assert (for_member.state, for_member.began_on, for_member.due_on, for_member.completed_on) == (
        State.COMPLETE,
        date(2026, 2, 1),
        date(2026, 5, 31),
        date(2026, 5, 9),
    )
    assert (for_public.locality_slug, for_public.number, for_public.references) == ("fenmarsh", 1, ("1.1",))
    assert [lead.organisation for lead in for_public.leads] == ["Tarnshire Police"]


def test_measure_that_nothing_moves_or_nobody_knows_has_no_actions(plan, locality, member):
    measure = a_measure(locality)
    assert queries.actions_moving(member, [measure.pk, 999999]) == {measure.pk: (), 999999: ()}
    assert queries.actions_moving(PUBLIC, [measure.pk]) == {measure.pk: ()}


@pytest.mark.parametrize("is_member", [True, False])
def test_actions_of_measures_run_the_same_queries_for_one_and_for_many(plan, locality, member, is_member):
    counts = []
    for number in range(1, 4):
        tie(an_action(plan, number, end=date(2026, 5, 1)), a_measure(locality, f"measure-{number}"))
        an_edition(plan, number)
        viewer = User.objects.get(pk=member.pk) if is_member else PUBLIC  # nobody's roles are remembered
        with CaptureQueriesContext(connection) as captured:
            queries.actions_moving(viewer, locality.measures.values_list("pk", flat=True))
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 12  # two of them ask for the measures
