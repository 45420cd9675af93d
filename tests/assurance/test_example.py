"""The example has gone up the ladder, step by step, as a locality would."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

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
        assert commands.declare_example()
        assert not commands.declare_example()
        history = queries.histories([locality.slug])[locality.slug]
    assert [each.step for each in steps_reached(history, until=AT.date())] == [
        Step.FORMING,
        Step.PLAN_DRAFTED,
        Step.PLAN_SUBMITTED,
        Step.CHANGES_REQUESTED,
        Step.PLAN_SUBMITTED,
        Step.IN_DELIVERY,
    ]
    # Its own plan says that all signatories had signed by then; the first edition came before.
    assert steps_reached(history, until=AT.date())[1] == Reached(date(2025, 2, 19), Step.PLAN_DRAFTED)
    (declaration,) = history.declarations
    assert declaration.declared_on == date(2025, 2, 19)
    assert history.missing == ()
    seen = queries.declaration_seen_by(AnonymousUser(), locality.slug)
    days = {each.organisation: each.signed_on for each in seen.signed}
    assert Counter(each.kind.value for each in seen.signed) == {"signatory": 16, "supporter": 6}
    assert (days["Reedmace Homes"], days["Sallowby Borough Council"]) == (date(2025, 2, 19), date(2026, 3, 17))


def test_nothing_is_declared_where_the_example_is_not():
    assert not commands.declare_example()
