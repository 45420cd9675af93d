"""Help is reachable by anybody; localities and partners are set up by those who may."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from concordat.accounts.models import AuditEntry, User
from concordat.directory.domain import Role
from concordat.directory.models import Alias, Locality, Partner
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AreaFactory,
    CrisisServiceFactory,
    LocalityFactory,
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    held = RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None)
    client.force_login(held.user)
    return held.user


@pytest.fixture
def coordinator(client):
    held = RoleHeldFactory(role=Role.COORDINATOR, locality__name="Northshire", locality__slug="northshire")
    client.force_login(held.user)
    return held.user


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def links_in(response) -> list[str]:
    return re.findall(r'href="((?:tel|sms):[^"]+)"', response.content.decode())


def test_help_now_gives_999_first_then_111_then_who_listens(client):
    response = client.get(reverse("help-now"))

    assert response.status_code == 200
    assert links_in(response)[2:] == ["tel:999", "tel:111", "tel:116123", "sms:85258", "tel:08000684141"]


def test_help_now_of_a_locality_gives_its_own_line_after_111_with_the_day_it_was_checked(client):
    service = CrisisServiceFactory(telephone="01632 960123 (option 1)", text_number="", name="Night line")

    response = client.get(reverse("locality-help-now", kwargs={"locality": service.locality.slug}))

    assert links_in(response)[2:6] == ["tel:999", "tel:111", "tel:01632960123", "tel:116123"]
    assert "Last checked on 5 January 2026" in text_of(response)


def test_help_now_of_a_locality_without_services_says_so_and_still_helps(client):
    locality = LocalityFactory(name="Northshire")

    response = client.get(reverse("locality-help-now", kwargs={"locality": locality.slug}))

    assert "No crisis service of its own is recorded for Northshire" in text_of(response)
    assert "tel:999" in links_in(response)


def test_help_now_of_no_locality_is_not_found(client):
    assert client.get(reverse("locality-help-now", kwargs={"locality": "nowhere"})).status_code == 404


def answers(**changed):
    return {"name": "Northshire", "areas": [], "coordinator": "myself", **changed}


def test_administrator_sets_a_locality_up_for_somebody_else(client, administrator):
    area = AreaFactory()

    response = client.post(
        reverse("locality-new"),
        answers(
            areas=[area.code],
            coordinator="somebody",
            coordinator_name="Jo",
            coordinator_email="jo@example.org",
            line_name="Night line",
            line_telephone="01632 960123",
            line_hours="Every night",
        ),
    )

    assert (response.status_code, response["Location"]) == (302, "/localities/northshire/")
    locality = Locality.objects.get()
    assert (locality.region_id, locality.crisis_services.get().name) == (area.region_id, "Night line")
    assert User.objects.get(email="jo@example.org").roles_held.get().locality == locality


def test_administrator_who_leaves_things_out_is_told_what_to_do(client, administrator):
    response = client.post(reverse("locality-new"), answers(name="", coordinator="somebody", line_name="Night line"))

    assert response.status_code == 422
    text = text_of(response)
    for words in (
        "Enter the name of the locality",
        "Tick the areas that it covers, or choose its region",
        "Enter the name of the coordinator",
        "A crisis line needs a name, a telephone number and its hours",
    ):
        assert words in text
    assert not Locality.objects.exists()


def test_locality_needs_a_name_with_letters_and_a_number_that_can_be_rung(client, administrator):
    line = {"line_name": "Night line", "line_telephone": "ask at the desk", "line_hours": "Every night"}

    text = text_of(client.post(reverse("locality-new"), answers(name="?!", areas=[AreaFactory().code], **line)))

    assert "Write the name with letters" in text
    assert "Begin with the number" in text
    assert not Locality.objects.exists()


def test_administrator_is_told_of_a_name_that_is_taken(client, administrator):
    taken = LocalityFactory(name="Northshire")

    response = client.post(reverse("locality-new"), answers(region=taken.region_id))

    assert "There is a locality called Northshire already" in text_of(response)


def test_locality_is_not_set_up_by_a_coordinator(client, coordinator):
    assert client.get(reverse("locality-new")).status_code == 403


def test_locality_is_not_set_up_by_the_public(client):
    response = client.get(reverse("locality-new"))

    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_coordinator_sees_partners_with_their_names_and_who_is_missing(client, coordinator):
    partner = PartnerFactory(locality=Locality.objects.get(), organisation__name="Northshire Carers")
    Alias.objects.create(
        locality=partner.locality, organisation=partner.organisation, text="NC", folded="nc", kind="local"
    )

    text = text_of(client.get(reverse("partners", kwargs={"locality": "northshire"})))

    assert "Northshire Carers Voluntary and community Leads or supports an action NC" in text
    assert (
        "A declaration also needs: NHS commissioner, Mental health trust, Ambulance service, Police, Council." in text
    )


def test_partners_page_costs_the_same_number_of_queries_for_one_and_three(
    client, coordinator, django_assert_max_num_queries
):
    address = reverse("partners", kwargs={"locality": "northshire"})
    locality = Locality.objects.get()
    PartnerFactory(locality=locality)
    with django_assert_max_num_queries(20) as first:
        client.get(address)
    for _ in range(2):
        PartnerFactory(locality=locality)
    with django_assert_max_num_queries(len(first)):
        client.get(address)


def test_partners_are_not_shown_to_a_member_of_another_locality(client, coordinator):
    other = LocalityFactory()

    assert client.get(reverse("partners", kwargs={"locality": other.slug})).status_code == 403


def test_coordinator_adds_a_partner_that_is_known(client, coordinator):
    national = OrganisationFactory(source="reference")

    response = client.post(
        reverse("partner-new", kwargs={"locality": "northshire"}),
        {"organisation": national.pk, "kind": "signatory"},
    )

    assert (response.status_code, response["Location"]) == (302, "/localities/northshire/partners/")
    assert (Partner.objects.get().organisation, Partner.objects.get().kind) == (national, "signatory")


def test_coordinator_adds_a_new_partner_whose_type_its_name_tells(client, coordinator):
    client.post(reverse("partner-new", kwargs={"locality": "northshire"}), {"name": "Vale CCG", "kind": "partner"})

    assert Partner.objects.get().organisation.type == "nhs_commissioner"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "partner"}, "Choose an organisation, or write the name of a new one"),
        ({"kind": "partner", "name": "…"}, "Give the organisation a name"),
    ],
)
def test_partner_without_a_name_is_refused(client, coordinator, given, words):
    response = client.post(reverse("partner-new", kwargs={"locality": "northshire"}), given)

    assert response.status_code == 422
    assert words in text_of(response)


def test_coordinator_adds_a_name_once(client, coordinator):
    locality = Locality.objects.get()
    first, second = PartnerFactory(locality=locality), PartnerFactory(locality=locality)
    address = reverse("alias-new", kwargs={"locality": "northshire"})

    taken = client.post(address, {"text": "NCC", "organisation": first.organisation_id})
    refused = client.post(address, {"text": "ncc", "organisation": second.organisation_id})

    assert (taken.status_code, refused.status_code) == (302, 422)
    assert Alias.objects.get().organisation == first.organisation
    assert "already means" in text_of(refused)


SERVICE = {"name": "Night line", "telephone": "01632 960999", "hours": "Every night", "is_checked": "on"}


def test_coordinator_says_anew_what_is_true_of_a_crisis_service(client, coordinator):
    service = CrisisServiceFactory(locality=Locality.objects.get(), checked_on=date(2020, 1, 1))
    address = reverse("crisis-service", kwargs={"locality": "northshire", "service": service.pk})
    assert service.telephone in client.get(address).content.decode()

    response = client.post(address, SERVICE)

    assert (response.status_code, response["Location"]) == (302, "/localities/northshire/help-now/")
    service.refresh_from_db()
    assert (service.name, service.telephone, service.checked_on) == (
        "Night line",
        "01632 960999",
        timezone.localdate(),
    )


def test_coordinator_adds_a_crisis_service_last_and_takes_it_off(client, coordinator):
    locality = Locality.objects.get()
    CrisisServiceFactory(locality=locality, name="First", position=4)
    client.post(reverse("crisis-service-new", kwargs={"locality": "northshire"}), SERVICE)
    first, added = locality.crisis_services.all()
    assert (first.name, added.name) == ("First", "Night line")

    client.post(reverse("crisis-service-remove", kwargs={"locality": "northshire", "service": added.pk}))

    assert locality.crisis_services.get() == first
    assert AuditEntry.objects.get(command="remove_crisis_service").detail["before"][:2] == [
        "Night line",
        "01632 960999",
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_checked": ""}, "I rang or visited the service today"),
        ({"telephone": ""}, "Give a telephone number, a number for texts or an address"),
        ({"telephone": "ask for the team"}, "Begin with the number"),
    ],
)
def test_crisis_service_that_nobody_checked_or_can_reach_is_refused(client, coordinator, changed, words):
    response = client.post(reverse("crisis-service-new", kwargs={"locality": "northshire"}), SERVICE | changed)

    assert response.status_code == 422
    assert words in text_of(response)
    assert not Locality.objects.get().crisis_services.exists()


@pytest.mark.parametrize("name", ["crisis-service", "crisis-service-remove"])
def test_crisis_service_of_another_locality_is_not_found(client, coordinator, name):
    other = CrisisServiceFactory()

    response = client.post(reverse(name, kwargs={"locality": "northshire", "service": other.pk}), SERVICE)

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["partner-new", "alias-new", "crisis-service-new"])
def test_partners_are_not_kept_by_a_member(client, name):
    held = RoleHeldFactory(role=Role.MEMBER)
    client.force_login(held.user)

    assert client.get(reverse(name, kwargs={"locality": held.locality.slug})).status_code == 403


@pytest.mark.parametrize("name", ["locality-new", "partner-new", "alias-new", "crisis-service-new"])
def test_forms_are_shown(client, name):
    user = UserFactory()
    locality = LocalityFactory()
    RoleHeldFactory(user=user, role=Role.ADMINISTRATOR, locality=None)
    client.force_login(user)
    parts = {} if name == "locality-new" else {"locality": locality.slug}

    assert client.get(reverse(name, kwargs=parts)).status_code == 200
