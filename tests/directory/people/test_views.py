"""The pages of people and roles: whoever keeps them there may, and nobody else."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from concordat.accounts import commands as accounts
from concordat.accounts.gateways import sign
from concordat.accounts.models import Invitation, Message, User
from concordat.directory.domain import Role
from concordat.directory.models import Person, RoleHeld
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory, PersonFactory, RegionFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
DAY = {"on-day": "3", "on-month": "3", "on-year": "2031"}


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def partner():
    return PartnerFactory(
        locality__name="Northshire", locality__slug="northshire", organisation__name="Tarnshire Police"
    )


@pytest.fixture
def locality(partner):
    return partner.locality


@pytest.fixture
def person(locality, partner):
    return PersonFactory(
        locality=locality, name="Robin Vale", email="robin@example.org", organisation=partner.organisation
    )


def sign_in(client, role, locality=None, **place):
    held = RoleHeldFactory(role=role, locality=locality, **place)
    client.force_login(held.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return held


@pytest.fixture
def coordinator(client, locality):
    return sign_in(client, Role.COORDINATOR, locality)


@pytest.fixture
def administrator(client):
    return sign_in(client, Role.ADMINISTRATOR)


def at(name, **parts):
    return reverse(name, kwargs={"locality": "northshire", **parts})


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def invited(**changed):
    return {"name": "Jo Fenn", "email": "jo@example.org", "role": "member", "partner": "", **changed}


def addresses(person, held):
    """Every page of people in a locality, and how it is asked for."""
    return [
        ("get", at("people")),
        ("get", at("person-new")),
        ("get", at("person-invite")),
        ("get", at("person", person=person.pk)),
        ("get", at("person-change", person=person.pk)),
        ("get", at("person-leave", person=person.pk)),
        ("get", at("role-end", role=held.pk)),
        ("post", at("person-invite-again", person=person.pk)),
        ("post", at("person-return", person=person.pk)),
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_people_are_kept_by_a_coordinator_and_an_administrator(client, locality, person, role):
    sign_in(client, role, locality if role is Role.COORDINATOR else None)
    other = RoleHeldFactory(role=Role.MEMBER, locality=locality)

    found = {address: getattr(client, how)(address).status_code for how, address in addresses(person, other)}

    assert set(found.values()) == {200, 302}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.COORDINATOR, Role.ADMINISTRATOR}])
def test_people_are_kept_by_nobody_else(client, locality, partner, person, role):
    place = {"locality": locality}
    if role is Role.LEAD:
        place = {"partner": partner}
    elif role is Role.REGIONAL:
        place = {"region": locality.region}
    elif role is Role.NATIONAL:
        place = {}
    held = sign_in(client, role, **place)

    for how, address in addresses(person, held):
        assert getattr(client, how)(address).status_code == 403
        assert client.post(address, invited() | DAY).status_code == 403
    assert (Person.objects.count(), RoleHeld.objects.count(), Message.objects.count()) == (1, 1, 0)
    assert client.get(reverse("roles")).status_code == 403
    assert client.get(reverse("appointment-end", kwargs={"role": held.pk})).status_code == 403
    assert "People who work on the plan" not in text_of(client.get(at("partners")))


def test_people_are_not_shown_to_a_coordinator_of_another_locality_or_to_strangers(client, locality, person):
    held = RoleHeldFactory(role=Role.MEMBER, locality=locality)
    for how, address in addresses(person, held):
        response = getattr(client, how)(address)
        # Who sends a form signed out is given back what they typed.
        assert response["Location"].startswith("/accounts/login/") if how == "get" else response.status_code == 403

    sign_in(client, Role.COORDINATOR, LocalityFactory())
    for how, address in addresses(person, held):
        assert getattr(client, how)(address).status_code == 403


def test_person_or_role_of_another_locality_is_not_found(client, coordinator):
    stranger, held = PersonFactory(), RoleHeldFactory(role=Role.MEMBER)
    national = RoleHeldFactory(role=Role.NATIONAL, locality=None)

    for how, address in [*addresses(stranger, held)[3:], ("get", at("role-end", role=national.pk))]:
        assert getattr(client, how)(address).status_code == 404
    assert client.post(at("role-end", role=held.pk), DAY).status_code == 404


def test_page_lists_everybody_with_roles_bounces_and_who_answers(client, coordinator, partner, person):
    Person.objects.update(is_contact=True)
    message = accounts.write_message(key="x", to_address="Robin@example.org", subject="Hello", text="Hello", at=AT)
    Message.objects.filter(pk=message.pk).update(state=Message.State.BOUNCED)
    RoleHeldFactory(
        user__email="robin@example.org", role=Role.LEAD, locality=None, partner=partner, since_on=date(2030, 5, 1)
    )

    text = text_of(client.get(at("people")))

    assert "Lead for Tarnshire Police since 1 May 2030" in text
    assert "Tarnshire Police Answers for it" in text
    assert "Address does not take mail" in text
    assert "2 people; 2 with a role here." in text
    assert f"{coordinator.user.name} Not known" in text


def test_page_filters_by_plain_links(client, coordinator, partner, person):
    other = PersonFactory(locality=person.locality, name="Al Brook")
    gone = PersonFactory(locality=person.locality, name="Lee Marsh", left_on=date(2031, 1, 2))
    page = client.get(at("people")).content.decode()
    assert f'href="/localities/northshire/people/?partner={partner.organisation_id}"' in page
    assert 'href="/localities/northshire/people/?role=coordinator"' in page
    assert gone.name not in page

    of_police = text_of(client.get(at("people") + f"?partner={partner.organisation_id}"))
    assert person.name in of_police
    assert other.name not in of_police
    coordinators = text_of(client.get(at("people") + "?role=coordinator"))
    assert coordinator.user.name in coordinators
    assert person.name not in coordinators
    assert "Lee Marsh Left on 2 January 2031" in text_of(client.get(at("people") + "?left=yes"))
    assert client.get(at("people") + "?role=nonsense&partner=x").status_code == 200


def test_list_asks_as_often_for_one_person_as_for_three(client, coordinator, partner, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 3):
        while Person.objects.count() < number:
            held = RoleHeldFactory(role=Role.LEAD, locality=None, partner=partner)
            PersonFactory(locality=partner.locality, organisation=partner.organisation, user=held.user)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(at("people"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_coordinator_writes_somebody_down_and_changes_them(client, coordinator, partner):
    given = {"name": "Robin Vale", "email": "robin@example.org", "organisation": str(partner.organisation_id)}

    response = client.post(at("person-new"), given | {"is_contact": "on"})

    person = Person.objects.get()
    assert response["Location"] == at("person", person=person.pk)
    assert "Answers for Tarnshire Police" in text_of(client.get(response["Location"]))
    client.post(at("person-change", person=person.pk), given | {"name": "Robin Moss"})
    person.refresh_from_db()
    assert (person.name, person.is_contact) == ("Robin Moss", False)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Enter the name"),
        ({"name": "ROBIN vale"}, "There is somebody called ROBIN vale already."),
        ({"is_contact": "on"}, "Choose the organisation that they answer for"),
        ({"is_contact": "on"}, "Who answers for an organisation needs an e-mail address"),
        ({"email": "robin"}, "Enter an e-mail address, such as"),
    ],
)
def test_coordinator_is_told_what_to_mend_of_a_person(client, coordinator, person, changed, words):
    response = client.post(at("person-new"), {"name": "Jo", "email": "", "organisation": "", **changed})

    assert response.status_code == 422
    assert words in text_of(response)
    assert Person.objects.count() == 1


def test_coordinator_invites_a_lead_for_a_partner(client, coordinator, partner):
    response = client.post(at("person-invite"), invited(role="lead", partner=str(partner.pk)), follow=True)

    assert "An invitation goes to Jo Fenn at jo@example.org. Its link works for 14 days." in text_of(response)
    assert "Invited, not yet here" in text_of(response)
    assert RoleHeld.objects.get(role=Role.LEAD).partner == partner


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": "lead"}, "Choose the partner that they are to be lead for"),
        ({"role": "administrator"}, "Select a valid choice"),
        ({"role": "national"}, "Select a valid choice"),
        ({"partner": "999999"}, "Select a valid choice"),
        ({"email": ""}, "Enter the work e-mail address"),
        ({"role": ""}, "Answer “What are they to be?”"),
    ],
)
def test_coordinator_is_told_what_an_invitation_lacks(client, coordinator, changed, words):
    response = client.post(at("person-invite"), invited(**changed))

    assert response.status_code == 422
    assert words in text_of(response)
    assert not Message.objects.exists()


def test_page_of_a_person_leads_to_an_invitation_that_is_filled_in(client, coordinator, partner, person):
    page = client.get(at("person-invite") + f"?person={person.pk}").content.decode()

    assert 'value="robin@example.org"' in page
    assert f'<option value="{partner.pk}" selected>' in page


def test_invitation_goes_again(client, coordinator, partner):
    client.post(at("person-invite"), invited())
    person = Person.objects.get()
    assert "Send the invitation again" in text_of(client.get(at("person", person=person.pk)))

    response = client.post(at("person-invite-again", person=person.pk), follow=True)

    assert "A new letter goes to Jo Fenn." in text_of(response)
    assert Message.objects.count() == 2


def test_invitation_is_dead_once_the_role_is_withdrawn(client, coordinator):
    client.post(at("person-invite"), invited())
    held, link = RoleHeld.objects.get(role=Role.MEMBER), sign(Invitation.objects.get().secret)
    client.post(at("role-end", role=held.pk), DAY)
    client.logout()

    assert client.get(f"/invitations/{link}/").status_code == 410


def test_person_leaves_and_what_they_led_is_next(client, coordinator, person):
    response = client.post(at("person-leave", person=person.pk), DAY)

    assert response["Location"] == f"/localities/northshire/plan/people/{person.pk}/actions/"
    page = text_of(client.get(at("person", person=person.pk)))
    assert "Left on 3 March 2031" in page
    assert "Hand it to somebody" in page
    assert "works here" in text_of(client.post(at("person-return", person=person.pk), follow=True))


def test_leaving_in_the_future_is_refused(client, coordinator, person):
    response = client.post(at("person-leave", person=person.pk), DAY | {"on-day": "4"})

    assert response.status_code == 422
    assert "choose today or an earlier day" in text_of(response)


def test_administrator_who_says_that_somebody_left_is_not_led_to_the_plan(client, administrator, person):
    assert client.post(at("person-leave", person=person.pk), DAY)["Location"] == at("person", person=person.pk)
    assert "Hand it to somebody" not in text_of(client.get(at("person", person=person.pk)))


def test_last_coordinator_is_ended_only_by_who_ticks_that_they_know(client, coordinator):
    address = at("role-end", role=coordinator.pk)
    assert "Nobody else coordinates Northshire" in text_of(client.get(address))

    refused = client.post(address, DAY)
    assert refused.status_code == 422
    assert "I know that nobody coordinates this locality then" in text_of(refused)
    response = client.post(address, DAY | {"is_told": "on"})

    assert response["Location"] == "/localities/northshire/"
    assert client.get(at("people")).status_code == 403


def test_last_coordinator_leaves_only_when_that_is_known(client, coordinator, locality):
    person = PersonFactory(locality=locality, name="Cory Dale", user=coordinator.user)
    address = at("person-leave", person=person.pk)
    assert "Nobody else coordinates Northshire. Invite somebody first." in text_of(client.get(address))

    assert client.post(address, DAY).status_code == 422
    assert client.post(address, DAY | {"is_told": "on"}).status_code == 302


# Beyond one locality


def test_administrator_finds_the_roles_from_the_first_page(client, administrator, coordinator):
    assert 'href="/roles/"' not in client.get("/").content.decode()
    client.force_login(administrator.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert 'href="/roles/"' in client.get("/").content.decode()


def test_administrator_appoints_and_ends(client, administrator):
    region = RegionFactory(name="The Fens")

    response = client.post(
        reverse("roles"),
        {"name": "Jo Fenn", "email": "jo@example.org", "role": "regional", "region": region.code},
        follow=True,
    )
    assert "Regional network, The Fens since 3 March 2031" in text_of(response)
    held = RoleHeld.objects.get(role=Role.REGIONAL)
    response = client.post(reverse("appointment-end", kwargs={"role": held.pk}), DAY, follow=True)

    assert "Who held one before" in text_of(response)
    assert Invitation.objects.get().withdrawn_at == AT


@pytest.mark.parametrize(
    ("changed", "words"), [({"role": "regional"}, "Choose the region"), ({"role": "chair"}, "Select a valid choice")]
)
def test_administrator_is_told_what_an_appointment_lacks(client, administrator, changed, words):
    response = client.post(reverse("roles"), {"name": "Jo", "email": "jo@example.org", "region": "", **changed})

    assert response.status_code == 422
    assert words in text_of(response)
    assert User.objects.count() == 1


def test_last_administrator_can_not_be_ended(client, administrator):
    address = reverse("appointment-end", kwargs={"role": administrator.pk})
    assert "Nobody else is administrator who can sign in" in text_of(client.get(address))

    response = client.post(address, DAY)

    assert response.status_code == 422
    assert "Appoint somebody first" in text_of(response)
    RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None, user=UserFactory())
    assert client.post(address, DAY)["Location"] == "/"


def test_role_of_a_locality_is_not_ended_as_an_appointment(client, administrator, locality):
    held = RoleHeldFactory(role=Role.MEMBER, locality=locality)

    assert client.get(reverse("appointment-end", kwargs={"role": held.pk})).status_code == 404


def test_coordinator_finds_the_people_from_the_partners(client, coordinator):
    assert f'href="{at("people")}"' in client.get(at("partners")).content.decode()


def test_who_only_holds_a_role_is_written_down_from_the_list(client, coordinator, partner):
    page = client.get(at("people")).content.decode()
    address = re.search(r'href="([^"]+)">Write down where they work', page)[1].replace("&amp;", "&")

    form = client.get(address).content.decode()
    assert f'value="{coordinator.user.email}"' in form
    given = {"name": "Rowan", "email": coordinator.user.email, "organisation": str(partner.organisation_id)}
    client.post(at("person-new"), given)

    assert "Write down where they work" not in client.get(at("people")).content.decode()
    assert "Coordinator since" in text_of(client.get(at("person", person=Person.objects.get().pk)))
