"""The ladder as the tables have it, beside the slow walk through a diary of the same events."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from concordat.assurance import commands, queries
from concordat.assurance.domain.histories import status_on, steps_reached
from concordat.assurance.domain.ladder import CheckStanding, Event, Step
from concordat.assurance.models import Declaration, PlanSubmission
from concordat.directory.models import Locality
from concordat.plans.domain.states import State
from concordat.plans.models import Edition, Plan
from tests.assurance.test_domain_ladder import DAY_ONE, Log, logs, slow_step
from tests.factories.directory import LocalityFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, say

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MOST = 8  # actions that an edition counts in `logs`


def written(log: Log) -> Locality:
    """The same diary as rows: what the commands would have left behind, without their letters and signatures."""
    locality = LocalityFactory(created_at=moment(DAY_ONE))
    plan: Plan | None = None
    for day, event, detail in log.lines:
        at = moment(day)
        declarations = Declaration.objects.filter(locality=locality).order_by("number")
        draft = declarations.filter(submitted_at=None, ended_at=None).first()
        standing = declarations.filter(submitted_at__isnull=False, ended_at=None).first()
        checks = PlanSubmission.objects.filter(locality=locality).order_by("number")
        if event is Event.BEGUN:
            Declaration.objects.create(locality=locality, number=declarations.count() + 1, begun_at=at)
        elif event is Event.DROPPED:
            declarations.filter(pk=draft.pk).update(ended_at=at, ending=Declaration.Ending.DROPPED)
        elif event is Event.DECLARED:
            if standing is not None:
                declarations.filter(pk=standing.pk).update(ended_at=at, ending=Declaration.Ending.REPLACED)
            declarations.filter(pk=draft.pk).update(submitted_at=at, declared_on=day)
        elif event is Event.WITHDRAWN:
            declarations.filter(pk=standing.pk).update(ended_at=at, ending=Declaration.Ending.WITHDRAWN)
        elif event is Event.PLAN_MADE:
            plan = a_plan(locality, created_at=at)
            for number in range(1, MOST + 1):
                an_action(plan, number, state=State.WITHDRAWN, at=at)
            an_edition(plan, 1, published=False, dated_on=day)  # submitted while nothing is published yet
        elif event is Event.PLAN_SUBMITTED:
            # As `submit_plan` does with what still waits under a declaration that was withdrawn.
            lapsed = checks.filter(declaration__ending=Declaration.Ending.WITHDRAWN)
            lapsed.filter(taken_back_at=None, decided_at=None).update(taken_back_at=at)
            PlanSubmission.objects.create(
                locality=locality, number=checks.count() + 1, declaration=standing, submitted_at=at,
                edition=Edition.objects.filter(plan=plan).latest("number"),
            )  # fmt: skip
        elif event is Event.TAKEN_BACK:
            checks.filter(pk=checks.last().pk).update(taken_back_at=at)
        elif event in (Event.APPROVED, Event.CHANGES_REQUESTED):
            checks.filter(pk=checks.last().pk).update(decided_at=at, outcome=CheckStanding(event.value))
        else:
            freeze(plan, *detail, on=day)
    return locality


def freeze(plan: Plan, promised: int, begun: int, verified: int, *, on: date) -> None:
    """An edition in which so many of the actions are promised, begun and verified."""
    states = [State.COMPLETE_VERIFIED] * verified + [State.COMPLETE] * (begun - verified)
    states += [State.NOT_STARTED] * (promised - begun)
    states += [State.MERGED] * (MOST - promised)
    for action, state in zip(plan.actions.order_by("number"), states, strict=True):
        say(action, state=state, at=moment(on))
    an_edition(plan, plan.editions.count() + 1, dated_on=on)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


class LadderOfTables(TestCase):
    """Hypothesis takes back what each example wrote."""

    @settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(logs(), st.integers(-5, 2400), st.booleans())
    def test_step_that_the_tables_give_is_that_of_a_slow_walk_through_the_diary(self, log, after, is_tallied):
        locality = written(log)
        if is_tallied:
            commands.tally_editions(at=moment(DAY_ONE))
        on = DAY_ONE + timedelta(days=after)
        history = queries.histories([locality.slug], on=on)[locality.slug]
        assert status_on(history, on=on).step is slow_step(log, on)
        steps = {each.on: each.step for each in steps_reached(history, until=date.max)}
        stood = Step.NOT_STARTED
        for day, _, _ in log.lines:
            now = slow_step(log, day)
            assert steps.get(day) is (now if now is not stood else None)
            stood = now
