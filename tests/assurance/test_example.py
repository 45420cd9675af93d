"""The example has gone up the ladder, step by step, as a locality would."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from concordat.assurance import commands, queries
from concordat.assurance.domain.histories import Reached, steps_reached
from concordat.assurance.domain.ladder import Step
from concordat.plans.commands import load_example
from tests.factories.directory import RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_example_goes_from_forming_to_delivery():
    RegionFactory(code="E12000004", name="East Midlands")
    with time_machine.travel(AT, tick=False):
        locality = load_example(at=AT)
        assert commands.declare_example(at=AT)
        assert not commands.declare_example(at=AT)
        history = queries.histories([locality.slug])[locality.slug]
    assert [each.step for each in steps_reached(history, until=AT.date())] == [
        Step.FORMING,
        Step.DECLARED,
        Step.PLAN_DRAFTED,
        Step.PLAN_SUBMITTED,
        Step.CHANGES_REQUESTED,
        Step.PLAN_SUBMITTED,
        Step.IN_DELIVERY,
    ]
    assert steps_reached(history, until=AT.date())[1] == Reached(date(2024, 10, 15), Step.DECLARED)
    assert history.missing == ()


def test_nothing_is_declared_where_the_example_is_not():
    assert not commands.declare_example(at=AT)
