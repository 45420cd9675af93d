"""The live plan becomes an edition: frozen as it stands, by who may, and only where something is new."""

from datetime import UTC, date, datetime

import pytest

from concordat.directory.domain import Role
from concordat.plans import commands
from concordat.plans.domain.states import State
from concordat.plans.models import Edition
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.factories.plan_rows import an_action, an_edition, say

pytestmark = pytest.mark.django_db
ADDRESS = "/localities/fenmarsh/plan/editions/new/"
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ANSWERS = {
    "title": "Fenmarsh plan, summer",
    "dated_on-day": "1",
    "dated_on-month": "6",
    "dated_on-year": "2026",
    "publish": "publish",
}


def freeze(**given):
    values = {"locality": "fenmarsh", "dated_on": date(2026, 6, 1), "title": "Summer", "publish": True, "by": None}
    return commands.freeze_edition(**{**values, "at": AT, **given})


def states_in(number):
    edition = Edition.objects.get(number=number)
    return {entry.action.number: entry.update.state for entry in edition.entries.select_related("action", "update")}


def test_edition_holds_the_plan_as_it_stands_and_never_changes(plan):
    action = an_action(plan, progress="Begun")
    an_edition(plan, 1)
    say(action, progress="Done", state=State.COMPLETE, at=AT)
    assert freeze() == 2
    say(action, progress="Undone", state=State.IN_PROGRESS, at=AT)
    assert (states_in(1), states_in(2)) == ({1: State.IN_PROGRESS}, {1: State.COMPLETE})


def test_withdrawn_action_is_told_in_one_edition_and_does_not_come_back(plan):
    kept, gone = an_action(plan), an_action(plan)
    an_edition(plan, 1)
    say(gone, state=State.WITHDRAWN, at=AT)
    assert states_in(freeze()) == {1: State.IN_PROGRESS, 2: State.WITHDRAWN}
    say(kept, progress="More was done", at=AT)
    assert states_in(freeze()) == {1: State.IN_PROGRESS}


def test_plan_with_nothing_new_is_not_frozen_again(plan):
    an_action(plan)
    freeze()
    with pytest.raises(commands.NoNewEdition, match="Nothing has changed since edition 1"):
        freeze()


def test_withdrawn_action_that_was_told_of_makes_no_new_edition_by_leaving(client, plan):
    an_action(plan)
    gone = an_action(plan)
    freeze()
    say(gone, state=State.WITHDRAWN, at=AT)
    freeze()
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=plan.locality).user)
    assert "Nothing has changed since edition 2" in client.get(ADDRESS).content.decode()
    with pytest.raises(commands.NoNewEdition, match="Nothing has changed since edition 2"):
        freeze()


def test_edition_is_not_older_than_the_one_before(plan):
    action = an_action(plan)
    freeze()
    say(action, progress="More", at=AT)
    with pytest.raises(commands.NoNewEdition, match="Edition 1 is dated 1 June 2026"):
        freeze(dated_on=date(2026, 5, 31))


@pytest.mark.parametrize(("role", "status"), [(Role.CHAIR, 200), (Role.COORDINATOR, 200), (Role.MEMBER, 403)])
def test_chair_and_coordinator_may_make_an_edition(client, plan, role, status):
    an_action(plan)
    client.force_login(RoleHeldFactory(role=role, locality=plan.locality).user)
    assert client.get(ADDRESS).status_code == status


def test_edition_is_made_and_published_on_the_page(client, plan):
    action = an_action(plan, text="Open a night café")
    an_edition(plan, 1)
    say(action, progress="The door is open", at=AT)
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=plan.locality).user)
    assert "1 has something new since edition 1" in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, ANSWERS, follow=True)
    assert "The live plan was frozen as edition 2. Everybody can read it." in response.content.decode()
    client.logout()
    assert "The door is open" in client.get("/localities/fenmarsh/plan/").content.decode()


def test_page_says_where_nothing_is_new(client, plan):
    an_action(plan)
    an_edition(plan, 1)
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=plan.locality).user)
    assert "Nothing has changed since edition 1" in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, ANSWERS)
    assert response.status_code == 422
    assert Edition.objects.count() == 1


def test_locality_without_a_plan_has_no_edition_to_make(client):
    locality = LocalityFactory(slug="fenmarsh")
    client.force_login(RoleHeldFactory(role=Role.CHAIR, locality=locality).user)
    assert client.get(ADDRESS).status_code == 404
