"""The page on which is said what an action should move, and what the action says of it then."""

from datetime import UTC, datetime

import pytest
from lxml import html

from concordat.directory.domain import Role
from concordat.plans.commands import outcomes as commands
from concordat.plans.models import ActionMeasure
from tests.factories.directory import RoleHeldFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import an_action, an_edition

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ADDRESS = "/localities/fenmarsh/plan/actions/1/"


@pytest.fixture
def coordinator(client, plan):
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=plan.locality).user)
    return client


def standing():
    return sorted(ActionMeasure.objects.filter(ended_at=None).values_list("measure__key", flat=True))


def measures_on(page) -> list[str]:
    found = html.fromstring(page.content.decode()).xpath("//dd[@id='measures']/p")
    return [" ".join(line.text_content().split()) for line in found]


def test_coordinator_chooses_measures_and_the_action_names_them(coordinator, plan):
    a_measure(plan.locality, "detentions")
    a_measure(plan.locality, "cells", published=False)
    an_action(plan)
    assert measures_on(coordinator.get(ADDRESS)) == ["None is named yet.", "Choose the measures"]
    assert coordinator.get(f"{ADDRESS}measures/").status_code == 200

    answer = coordinator.post(f"{ADDRESS}measures/", {"stood": "", "measures": ["detentions", "cells"]})

    assert (answer.status_code, answer.url) == (302, ADDRESS)
    assert measures_on(coordinator.get(ADDRESS)) == [
        "Detentions Detentions: is it getting better?",
        "Cells Cells: is it getting better? (not published: only members see it)",
        "Choose the measures",
    ]


def test_public_sees_published_measures_of_a_published_action(client, plan):
    action = an_action(plan)
    for key, published in (("detentions", True), ("cells", False)):
        a_measure(plan.locality, key, published=published)
        commands.choose_measures(locality_id=plan.locality_id, action=1, tied=[key], untied=(), by=None, at=AT)
    an_edition(plan, 1, actions=[action])
    assert measures_on(client.get(ADDRESS)) == ["Detentions Detentions: is it getting better?"]


def test_two_who_choose_at_once_lose_nothing(coordinator, plan):
    for key in ("first", "second", "third"):
        a_measure(plan.locality, key)
    an_action(plan)
    coordinator.post(f"{ADDRESS}measures/", {"stood": "", "measures": ["first"]})
    coordinator.post(f"{ADDRESS}measures/", {"stood": "", "measures": ["second"]})
    assert standing() == ["first", "second"]
    coordinator.post(f"{ADDRESS}measures/", {"stood": "first second", "measures": ["second", "third"]})
    assert standing() == ["second", "third"]


def test_measure_that_is_not_followed_here_is_refused(coordinator, plan):
    a_measure(plan.locality, "detentions")
    an_action(plan)
    answer = coordinator.post(f"{ADDRESS}measures/", {"stood": "", "measures": ["cells"]})
    assert answer.status_code == 422
    assert "Choose measures that are followed here." in answer.content.decode()
    assert standing() == []


def test_page_without_a_measure_says_so(coordinator, plan):
    an_action(plan)
    assert "Fenmarsh follows no measure yet" in coordinator.get(f"{ADDRESS}measures/").content.decode()


def test_page_is_for_who_keeps_outcomes(client, plan):
    an_action(plan)
    assert client.get(f"{ADDRESS}measures/").status_code == 302
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=plan.locality).user)
    assert client.get(f"{ADDRESS}measures/").status_code == 403
