from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from concordat.accounts.models import User
from concordat.plans import commands, queries
from tests.plans.exporting.comparing import of_plan_read, of_plan_seen
from tests.plans.exporting.test_round_trip import WAYS, there_and_back


@pytest.mark.django_db
def test_example_comes_back_as_it_left(settings, tmp_path):
    settings.VAR = tmp_path  # where the example keeps its password
    call_command("load_reference_data", verbosity=0)
    locality = commands.load_example(at=datetime(2026, 11, 22, 9, tzinfo=UTC))
    assert locality is not None
    coordinator = User.objects.get(email="wren.hawthorn@sedgeshire-icb.example")
    for viewer in (AnonymousUser(), coordinator):
        for edition in (1, 2, 3, None):
            plan = queries.plan_seen_by(viewer, locality.slug, edition)
            assert len(plan.actions) > 20
            for way in WAYS:
                came, left = of_plan_read(there_and_back(plan, way)), of_plan_seen(plan)
                if way == "separated":  # a table of actions and nothing else
                    came, left = {"sections": came["sections"]}, {"sections": left["sections"]}
                assert came == left, (way, edition)
