"""A coordinator brings a document in, or is told in a sentence why not; nobody else may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from concordat.directory.domain import Role
from concordat.plans.models import SourceDocument
from tests.factories import plans as documents
from tests.factories.directory import (
    LocalityFactory,
    RegionFactory,
    RoleHeldFactory,
)
from tests.plans.importing.steps import (
    IMPORTS,
    WORD,
    accept_document,
    bring_in_document,
    page,
    upload,
    words,
)

pytestmark = pytest.mark.django_db


def test_page_says_what_is_read_and_how_large_it_may_be(desk, settings):
    settings.UPLOAD_LIMIT_MB = 7

    told = words(desk.get(f"{IMPORTS}new/"))

    assert "files of up to 7 MB: Word documents (.docx, .doc)" in told


def test_document_leads_to_its_review(desk):
    review = bring_in_document(desk, documents.first_plan())

    told = words(desk.get(review))

    assert "4 actions in 2 sections were read from plan.docx. None needs your eye." in told
    assert "1 not started 2 in progress 1 complete" in told
    assert "Nothing was left out." in told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (documents.minutes(), "No action plan was found in plan.docx"),
        (b"PK\x03\x04 cut short", "plan.docx"),
    ],
)
def test_refusal_is_said_beside_the_field_and_at_the_top(desk, content, sentence):
    response = upload(desk, content)

    shown = page(response, 422)
    (summary,) = shown.xpath("//div[contains(@class, 'nhsuk-error-summary')][@tabindex]")
    assert sentence in words(summary)
    assert summary.xpath(".//a/@href") == ["#id_document"]
    assert sentence in words(shown.get_element_by_id("id_document-error"))
    assert SourceDocument.objects.count() == 0


def test_document_over_the_limit_is_refused_before_it_is_read(desk, settings):
    settings.UPLOAD_LIMIT_MB = 1

    response = upload(desk, b"\0" * (1024 * 1024 + 1))

    assert "plan.docx is larger than 1 MB" in words(page(response, 422))


def test_nothing_chosen_is_said(desk):
    assert "Choose the document" in words(page(desk.post(f"{IMPORTS}new/", {}), 422))


def test_same_file_leads_back_to_where_one_was(desk):
    review = bring_in_document(desk, documents.first_plan())

    again = desk.post(
        f"{IMPORTS}new/", {"document": SimpleUploadedFile("again.docx", documents.first_plan(), WORD)}, follow=True
    )

    assert again.redirect_chain[-1][0] == review
    assert "is being reviewed already" in words(again)


def test_file_that_was_accepted_says_which_edition_it_is(desk):
    accept_document(desk, bring_in_document(desk, documents.first_plan()))

    assert "it is edition 1 of the plan" in words(page(upload(desk, documents.first_plan()), 422))


def test_list_of_imports_says_where_each_stands(desk):
    accept_document(desk, bring_in_document(desk, documents.first_plan()))
    bring_in_document(desk, documents.second_plan(), "plan v8.docx")

    told = words(desk.get(IMPORTS))

    assert "plan v8.docx" in told
    assert "Being reviewed" in told
    assert "Edition 1" in told


PAGES = ("", "new/", "1/", "1/rows/0/", "1/leads/", "1/missing/", "1/plan/", "1/accept/", "1/abandon/", "1/document/")


@pytest.mark.parametrize("address", PAGES)
def test_visitor_is_asked_to_sign_in(client, locality, address):
    response = client.get(IMPORTS + address)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.ANALYST, Role.CHAIR, Role.REGIONAL, Role.NATIONAL])
def test_who_may_not_import_is_refused(client, locality, address, role):
    place = {Role.REGIONAL: {"locality": None, "region": locality.region}, Role.NATIONAL: {"locality": None}}
    client.force_login(RoleHeldFactory(role=role, **place.get(role, {"locality": locality})).user)

    assert client.get(IMPORTS + address).status_code == 403
    assert client.post(IMPORTS + address).status_code == 403


def test_coordinator_of_another_place_is_refused(client, desk):
    review = bring_in_document(desk, documents.first_plan())
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR).user)

    assert client.get(review).status_code == 403


def test_import_of_another_place_is_not_found_here(client, desk, locality):
    number = bring_in_document(desk, documents.first_plan()).rstrip("/").rsplit("/", 1)[-1]
    elsewhere = LocalityFactory(slug="elsewhere", region=RegionFactory())
    client.force_login(RoleHeldFactory(role=Role.COORDINATOR, locality=elsewhere).user)

    for address in ("", "rows/0/", "leads/", "accept/", "document/", "abandon/"):
        assert client.get(f"/localities/elsewhere/imports/{number}/{address}").status_code == 404
