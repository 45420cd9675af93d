"""The roll-up from what was counted once, beside a slow walk through the public plans on the same day."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from concordat.assurance.commands import tally_editions
from concordat.assurance.domain.tallies import dump_counts
from concordat.assurance.models import PlanTally
from concordat.assurance.queries.tallies import count_editions, latest_editions, waiting_plans
from concordat.directory.models import Locality
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import Edition
from concordat.plans.queries import published_plan_from, standpoint_of
from concordat.reporting.domain.headings import heading_of
from concordat.reporting.domain.rollups import QUIET_AFTER, Tally
from concordat.reporting.queries import get_rollup, headings
from tests.factories.directory import LocalityFactory, OrganisationFactory, PersonFactory
from tests.factories.plan_rows import a_plan, a_timescale, an_action, an_edition, reword, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
BEGUN = date(2026, 1, 5)
SECTIONS = ("2. Access to support before crisis point", "Sundries", "Recovery")
PLANS, ACTIONS = 2, 3
# What happens, to which plan, to which of its actions, and a number that says how.
EVENTS = st.tuples(
    st.sampled_from(("state", "date", "words", "freeze", "draft", "publish", "tally", "moves", "type")),
    st.integers(0, PLANS - 1),
    st.integers(0, ACTIONS - 1),
    st.integers(0, 7),
)


def tally_by_hand(actions, on: date) -> Tally:
    """Actions of public plans, counted one by one."""
    still = [action for action in actions if action.state.is_open]
    return Tally(
        actions=len(actions),
        complete=sum(action.state.is_complete for action in actions),
        verified=sum(action.state is State.COMPLETE_VERIFIED for action in actions),
        open=len(still),
        overdue=sum(action.timescale.end is not None and action.timescale.end < on for action in still),
        quiet=sum(action.said_on < on - QUIET_AFTER for action in still),
    )


def check(on: date) -> None:
    """The roll-up of a day, of all and of each region, says what the pages of the plans say."""
    plans = [
        published_plan_from(standpoint_of(AnonymousUser(), slug))
        for slug in Locality.objects.values_list("slug", flat=True)
    ]
    actions = [action for plan in plans for action in plan.actions]
    rollup = get_rollup(None, on=on)
    assert +rollup.states == Counter(action.state for action in actions)
    under = {action.pk: heading_of(action.section, headings()) for action in actions}
    assert rollup.headings == {
        heading: tally_by_hand([action for action in actions if under[action.pk] == heading], on)
        for heading in set(under.values())
    }
    late = [action for action in actions if action.timescale.slips]
    assert rollup.slipped == len(late)
    assert +rollup.slipped_by_heading == Counter(under[action.pk] for action in late)
    led = {
        action.pk: {lead.type for lead in action.leads if lead.role is LeadRole.LEAD and lead.type}
        for action in actions
    }
    for kind in set().union(*led.values()) | rollup.leads.keys():
        by_hand = tally_by_hand([action for action in actions if kind in led[action.pk]], on)
        found = rollup.leads[kind]
        assert (found.actions, found.complete, found.verified, found.open, found.overdue) == (
            by_hand.actions, by_hand.complete, by_hand.verified, by_hand.open, by_hand.overdue
        )  # fmt: skip
    assert {place.slug: tally for place, tally in rollup.localities.items()} == {
        plan.locality_slug: tally_by_hand(plan.actions, on) for plan in plans if plan.actions
    }
    assert +rollup.slipped_by_locality == +Counter(
        {plan.locality_slug: sum(bool(action.timescale.slips) for action in plan.actions) for plan in plans}
    )


class RollupOfTallies(TestCase):
    """Hypothesis takes back what each example wrote."""

    @settings(
        max_examples=6,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(EVENTS, min_size=8, max_size=16), st.integers(0, 500))
    def test_rollup_is_what_the_public_plans_say(self, events, after):
        places = [LocalityFactory(name=f"Fenmarsh {number}") for number in range(PLANS)]
        bodies = [OrganisationFactory(type=kind) for kind in ("police", "police", "mh_trust")]
        clerk = PersonFactory(locality=places[0], organisation=bodies[2])
        leads = [*bodies, clerk]
        plans = [a_plan(place) for place in places]
        actions = [
            [an_action(plan, number, leads=[leads[number]], end=BEGUN) for number in range(1, ACTIONS + 1)]
            for plan in plans
        ]
        an_edition(plans[0], 1, dated_on=BEGUN)
        day = BEGUN
        for event, which, one, number in events:
            day += timedelta(days=20)
            at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
            plan, action = plans[which], actions[which][one]
            if event == "state":
                say(action, state=list(State)[number], at=at)
            elif event == "date":
                end = BEGUN + timedelta(days=40 * number)
                if number % 2:  # two dates of one cell are written in one instant, and the update has the last
                    earlier = a_timescale(action, before=action.update.timescale, end=end - timedelta(days=30), at=at)
                    action.update.timescale = earlier
                say(action, state=action.update.state, end=end, at=at)
            elif event == "words":
                reword(action, text="Open it", section=SECTIONS[number % 3], leads=leads[number % 4 :], at=at)
            elif event in ("freeze", "draft"):
                following = plan.editions.count() + 1
                an_edition(plan, following, dated_on=day, published=event == "freeze")
            elif event == "publish":  # perhaps an older one than everybody reads
                Edition.objects.filter(plan=plan, published_at=None).update(published_at=at)
            elif event == "tally":
                tally_editions(at=at)
            elif event == "moves":
                clerk.organisation = bodies[number % 3] if number else None
                clerk.save()
            else:
                bodies[number % 3].type = ("acute_trust", "police")[number % 2]
                bodies[number % 3].save()
        check(day + timedelta(days=after - 250))
        tally_editions(at=datetime(2026, 1, 6, tzinfo=UTC))
        assert waiting_plans() == ()
        check(day + timedelta(days=after - 250))
        for kept in PlanTally.objects.all():
            counts = count_editions([kept.edition_id])[kept.edition_id]
            assert kept.groups == json.loads(json.dumps(dump_counts(counts)))


def test_rollup_reads_no_action_of_a_plan_that_was_counted():
    for number in range(3):
        plan = a_plan(LocalityFactory(name=f"Fenmarsh {number}"))
        an_action(plan, leads=[OrganisationFactory(type="police")], end=BEGUN)
        an_edition(plan, 1)
    tally_editions(at=datetime(2026, 2, 1, tzinfo=UTC))
    with CaptureQueriesContext(connection) as captured:
        rollup = get_rollup(None, on=date(2026, 2, 1))
    assert len(captured) <= 5
    assert not any("plans_editionentry" in query["sql"] for query in captured)
    assert sum(tally.overdue for tally in rollup.localities.values()) == 3
    # Days pass without anything being written.
    assert sum(tally.overdue for tally in get_rollup(None, on=BEGUN).localities.values()) == 0


def test_tally_that_is_behind_is_not_believed():
    plan = a_plan(LocalityFactory(name="Fenmarsh"))
    action = an_action(plan, state=State.NOT_STARTED)
    an_edition(plan, 1)
    tally_editions(at=datetime(2026, 2, 1, tzinfo=UTC))
    say(action, state=State.COMPLETE)
    an_edition(plan, 2)
    assert +get_rollup(None, on=BEGUN).states == {State.COMPLETE: 1}
    assert [each.edition for each in waiting_plans()] == [each.pk for each in latest_editions()]
    tally_editions(at=datetime(2026, 3, 1, tzinfo=UTC))
    assert waiting_plans() == ()
    assert PlanTally.objects.get().published == 2


def test_date_of_an_older_edition_that_is_published_late_shows_as_a_slip():
    plan = a_plan(LocalityFactory(name="Fenmarsh"))
    action = an_action(plan, end=BEGUN)
    draft = an_edition(plan, 1, published=False)
    say(action, end=BEGUN + timedelta(days=60))
    an_edition(plan, 2)
    tally_editions(at=datetime(2026, 2, 1, tzinfo=UTC))
    assert get_rollup(None, on=BEGUN).slipped == 0
    Edition.objects.filter(pk=draft.pk).update(published_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert get_rollup(None, on=BEGUN).slipped == 1
    tally_editions(at=datetime(2026, 3, 1, tzinfo=UTC))
    assert get_rollup(None, on=BEGUN).slipped == 1
