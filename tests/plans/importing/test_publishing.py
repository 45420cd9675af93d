"""An edition that was kept as a draft is published by who may."""

import pytest

from concordat.directory.domain import Role
from concordat.plans.models import Edition
from tests.factories import plans as documents
from tests.factories.directory import RoleHeldFactory
from tests.plans.importing.steps import accept_document, bring_in_document, words

pytestmark = pytest.mark.django_db

PUBLISH = "/localities/tarnshire/plan/editions/1/publish/"


@pytest.fixture
def draft(desk):
    """The review of a document that is a draft edition now."""
    review = bring_in_document(desk, documents.first_plan())
    accept_document(desk, review, publish="draft")
    return review


def test_draft_is_published_by_the_chair(client, draft, locality):
    chair = RoleHeldFactory(role=Role.CHAIR, locality=locality).user
    client.force_login(chair)
    assert "Publish edition 1?" in words(client.get(PUBLISH))

    response = client.post(PUBLISH, follow=True)

    assert "Edition 1 is published: everybody can read it." in words(response)
    assert Edition.objects.get().published_by == chair
    client.logout()
    assert "Open a night café" in words(client.get("/localities/tarnshire/plan/"))


def test_publishing_twice_keeps_the_first_time(desk, draft):
    desk.post(PUBLISH)
    before = Edition.objects.get().published_at

    assert "published already" in words(desk.post(PUBLISH, follow=True))
    assert Edition.objects.get().published_at == before


def test_review_of_a_draft_leads_to_publishing(desk, draft):
    assert f'href="{PUBLISH}"' in desk.get(draft).content.decode()
    desk.post(PUBLISH)
    assert f'href="{PUBLISH}"' not in desk.get(draft).content.decode()


@pytest.mark.parametrize(("role", "may_publish"), [(Role.CHAIR, True), (Role.MEMBER, False)])
def test_page_of_a_draft_leads_those_who_may_to_publishing(client, draft, locality, role, may_publish):
    client.force_login(RoleHeldFactory(role=role, locality=locality).user)
    page = client.get("/localities/tarnshire/plan/editions/1/").content.decode()
    assert (f'href="{PUBLISH}"' in page) is may_publish


def test_who_may_not_publish_is_refused(client, draft, locality):
    client.force_login(RoleHeldFactory(role=Role.MEMBER, locality=locality).user)

    assert client.post(PUBLISH).status_code == 403
    assert Edition.objects.get().published_at is None


def test_edition_that_is_not_there_is_not_found(desk, locality):
    assert desk.get(PUBLISH).status_code == 404
