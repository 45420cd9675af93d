"""Whatever happens to a plan, all it ever said can be read back with who said it when, on any day as it was then."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concordat.directory.domain import Role
from concordat.plans.models import Action, ActionTimescale, ActionUpdate, ActionWording
from concordat.plans.queries import NotSeen, action_seen_by, plan_on, plan_seen_by
from tests.factories.directory import RoleHeldFactory
from tests.plans.history import STEPS, Life, as_it_is_shown, leads_seen, when_seen

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=st.permutations(STEPS))
def test_everything_a_plan_ever_said_can_be_read_back(data, steps):
    with transaction.atomic():
        life = Life()
        member = RoleHeldFactory(role=Role.MEMBER, locality=life.locality).user
        for step in ["document", *steps]:
            life.live(data.draw, step)
        check_any_day_as_the_replay_has_it(life, member)
        check_today_is_the_live_plan(life, member)
        check_history_of_each_action(life, member)
        transaction.set_rollback(True)


def check_any_day_as_the_replay_has_it(life, member):
    days = {timezone.localdate(at) + timedelta(days=more) for at, _ in life.stood for more in (-1, 0, 1)}
    for day in days:
        then = [stood for at, stood in life.stood if timezone.localdate(at) <= day]
        shown = sorted(map(as_it_is_shown, plan_on(member, "tarnshire", day).plan.actions), key=by_number)
        assert shown == sorted(then[-1] if then else [], key=by_number), day


def check_today_is_the_live_plan(life, member):
    live = plan_seen_by(member, "tarnshire")
    assert plan_on(member, "tarnshire", timezone.localdate(life.at)).plan.actions == live.actions
    assert sorted(map(as_it_is_shown, live.actions), key=by_number) == sorted(life.stood[-1][1], key=by_number)


def check_history_of_each_action(life, member):
    for number in Action.objects.values_list("number", flat=True):
        history = action_seen_by(member, "tarnshire", number)
        shown = {
            ActionWording: [
                {
                    **{name: getattr(one, name) for name in one.__slots__ if name not in NOT_A_VALUE},
                    "leads": leads_seen(one.leads),
                }
                for one in history.wordings
            ],
            ActionUpdate: [
                {name: getattr(one, name) for name in ("said_on", "progress", "state", "confidence", "next_step")}
                for one in history.updates
            ],
            ActionTimescale: [when_seen(one.timescale) for one in history.revisions],
        }
        for (table, rows), told in zip(
            shown.items(), (history.wordings, history.updates, history.revisions), strict=True
        ):
            wrote = [row for row in life.written if row[:2] == (table, number)]
            assert rows == [values for _, _, values, _, _ in wrote]
            assert [(one.recorded.at, one.recorded.by) for one in told] == [(at, by) for *_, at, by in wrote]


NOT_A_VALUE = ("recorded", "recorded_on", "edition", "reason")


def by_number(row):
    return row["number"]


def test_nobody_else_reads_a_plan_as_it_was():
    life = Life()
    stranger = RoleHeldFactory(role=Role.MEMBER).user
    for viewer in (stranger, AnonymousUser()):
        with pytest.raises(NotSeen):
            plan_on(viewer, life.locality.slug, timezone.localdate(life.at))
