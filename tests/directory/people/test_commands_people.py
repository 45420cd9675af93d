"""Who is kept as a person of a locality, who is asked to what, and what leaving means."""

from datetime import UTC, date, datetime

import pytest

from concordat.accounts.models import AuditEntry, Invitation, Message, User
from concordat.directory import commands, queries
from concordat.directory.commands import PersonGiven
from concordat.directory.domain import Role
from concordat.directory.models import Person, RoleHeld
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, PartnerFactory, PersonFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
TODAY = date(2031, 3, 3)
DONE = {"by": None, "at": AT}


@pytest.fixture
def partner():
    return PartnerFactory(locality__name="Northshire", organisation__name="Harbour Mind")


def invite(partner, /, **changed):
    asked = {"name": "Robin Vale", "email": "robin@example.org", "role": Role.LEAD, "partner": partner.pk}
    return commands.invite_person(locality=partner.locality_id, **{**asked, **changed}, **DONE)


def newcomer(email="robin@example.org"):
    return User.objects.get(email=email)


def test_person_is_written_down_and_changed(partner):
    given = PersonGiven("  Robin   Vale ", "robin@example.org", partner.organisation_id, is_contact=True)
    person = commands.keep_person(locality=partner.locality_id, given=given, **DONE)
    assert (person.name, person.is_contact) == ("Robin Vale", True)

    changed = PersonGiven("Robin Vale-Moss", "robin@example.org", partner.organisation_id)
    commands.keep_person(locality=partner.locality_id, given=changed, person=person.pk, **DONE)

    person.refresh_from_db()
    assert (person.name, person.is_contact) == ("Robin Vale-Moss", False)
    assert AuditEntry.objects.filter(command="keep_person").count() == 2


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (PersonGiven(" - "), commands.NameMissing),
        (PersonGiven("al fenn"), commands.PersonKnown),
        (PersonGiven("Jo", "AL@example.org"), commands.PersonKnown),
        (PersonGiven("Jo", "jo@example.org", is_contact=True), commands.ContactIncomplete),
        (PersonGiven("Jo", "jo@example.org", 987_654), commands.NoSuchPartner),
    ],
)
def test_person_who_is_unclear_or_known_is_refused(partner, given, refusal):
    PersonFactory(locality=partner.locality, name="Al Fenn", email="al@example.org")

    with pytest.raises(refusal):
        commands.keep_person(locality=partner.locality_id, given=given, **DONE)


def test_person_of_another_locality_is_not_changed(partner):
    person = PersonFactory()

    for call in (
        lambda: commands.keep_person(locality=partner.locality_id, given=PersonGiven("Jo"), person=person.pk, **DONE),
        lambda: commands.record_leaving(locality=partner.locality_id, person=person.pk, on=TODAY, **DONE),
        lambda: commands.record_return(locality=partner.locality_id, person=person.pk, **DONE),
    ):
        with pytest.raises(commands.NoSuchPerson):
            call()


def test_newcomer_is_invited_with_a_link_and_holds_the_role(partner):
    invited = invite(partner)

    user = newcomer()
    assert (invited.is_new, invited.must_choose_password) == (True, True)
    assert [(held.role, held.partner) for held in user.roles_held.all()] == [("lead", partner)]
    letter = Message.objects.get()
    assert (letter.to_address, letter.link_path) == ("robin@example.org", "/invitations/{token}/")
    assert "lead for Harbour Mind in Northshire" in letter.text
    person = Person.objects.get()
    assert (person.name, person.user, person.organisation) == ("Robin Vale", user, partner.organisation)


def test_whoever_can_sign_in_gets_the_role_and_a_letter_without_a_link(partner):
    user = UserFactory(email="robin@example.org")

    invited = invite(partner, email="Robin@Example.ORG", role=Role.CHAIR)

    assert (invited.held.user, invited.is_new, invited.must_choose_password) == (user, True, False)
    letter = Message.objects.get()
    assert (letter.subject, letter.link_path) == ("You are chair in Northshire", "")
    assert User.objects.count() == 1
    assert not invite(partner, email="ROBIN@example.org", role=Role.CHAIR).is_new
    assert (Message.objects.count(), Person.objects.count()) == (1, 1)


def test_addresses_that_differ_in_case_are_one_account(partner):
    first = invite(partner, email="Robin@example.org")
    second = invite(partner, email="rOBIN@EXAMPLE.org", role=Role.MEMBER)

    assert first.held.user == second.held.user
    assert (User.objects.count(), Person.objects.count()) == (1, 1)


def test_person_whom_an_import_named_is_invited_and_not_doubled(partner):
    named = PersonFactory(locality=partner.locality, name="Robin Vale")

    invite(partner)

    named.refresh_from_db()
    assert (named.email, named.organisation, named.user) == ("robin@example.org", partner.organisation, newcomer())


def test_role_beyond_the_locality_is_not_given_in_it(partner):
    for role in (Role.ADMINISTRATOR, Role.NATIONAL, Role.REGIONAL):
        with pytest.raises(commands.WrongPlaceForRole):
            invite(partner, role=role)
    with pytest.raises(commands.WrongPlaceForRole):
        invite(partner, partner=None)
    with pytest.raises(commands.NoSuchPartner):
        invite(partner, partner=PartnerFactory().pk)
    assert not RoleHeld.objects.exists()


def test_account_that_was_closed_is_not_invited(partner):
    UserFactory(email="robin@example.org", is_active=False)

    with pytest.raises(commands.AccountClosed):
        invite(partner)


def test_invitation_goes_out_again_with_a_new_link(partner):
    invite(partner)
    invite(partner, role=Role.MEMBER)

    commands.invite_again(user=newcomer().pk, locality=partner.locality_id, **DONE)

    open_ = Invitation.objects.get(withdrawn_at=None)
    assert open_.words == "lead for Harbour Mind in Northshire and a member of Northshire"
    assert Message.objects.count() == 3


def test_invitation_goes_again_only_to_who_holds_a_role_here(partner):
    invite(partner)

    with pytest.raises(commands.NoSuchRole):
        commands.invite_again(user=newcomer().pk, locality=LocalityFactory().pk, **DONE)


def test_address_that_was_never_used_is_put_right_and_the_invitation_goes_there(partner):
    invite(partner, email="robni@example.org")
    person = Person.objects.get()
    given = PersonGiven(person.name, "Robin@example.org", person.organisation_id)

    commands.keep_person(locality=partner.locality_id, given=given, person=person.pk, **DONE)

    assert User.objects.get().email == "robin@example.org"
    assert [letter.to_address for letter in Message.objects.all()] == ["robni@example.org", "robin@example.org"]
    assert [each.withdrawn_at is None for each in Invitation.objects.all()] == [False, True]


def test_address_of_who_was_asked_elsewhere_too_stays_theirs(partner):
    invite(partner)
    RoleHeldFactory(user=newcomer(), role=Role.CHAIR)
    person = Person.objects.get()
    given = PersonGiven(person.name, "thief@example.org", person.organisation_id)

    commands.keep_person(locality=partner.locality_id, given=given, person=person.pk, **DONE)

    assert User.objects.get().email == "robin@example.org"
    assert Message.objects.count() == 1


def test_who_leaves_answers_for_nobody_and_holds_no_role_here(partner):
    invite(partner)
    elsewhere = RoleHeldFactory(user=newcomer(), role=Role.MEMBER)
    person = Person.objects.get()
    Person.objects.update(is_contact=True)
    RoleHeldFactory(locality=partner.locality)

    commands.record_leaving(locality=partner.locality_id, person=person.pk, on=date(2031, 3, 1), **DONE)

    person.refresh_from_db()
    assert (person.left_on, person.is_contact) == (date(2031, 3, 1), False)
    assert RoleHeld.objects.get(partner=partner).until_on == TODAY  # a role can't end before it began
    elsewhere.refresh_from_db()
    assert elsewhere.until_on is None
    assert Invitation.objects.get().withdrawn_at == AT


def test_nobody_has_left_on_a_day_to_come(partner):
    person = PersonFactory(locality=partner.locality)

    with pytest.raises(commands.BadDay):
        commands.record_leaving(locality=partner.locality_id, person=person.pk, on=date(2031, 3, 4), **DONE)


def test_last_coordinator_leaves_only_when_somebody_was_told(partner):
    held = RoleHeldFactory(locality=partner.locality)
    person = PersonFactory(locality=partner.locality, user=held.user)
    leaving = {"locality": partner.locality_id, "person": person.pk, "on": TODAY, **DONE}

    with pytest.raises(commands.LastCoordinator):
        commands.record_leaving(**leaving)
    person.refresh_from_db()
    assert person.left_on is None
    commands.record_leaving(**leaving, is_told=True)

    held.refresh_from_db()
    assert held.until_on == TODAY


def test_who_is_invited_again_is_back(partner):
    person = PersonFactory(locality=partner.locality, name="Robin Vale", email="robin@example.org", left_on=TODAY)

    invite(partner)

    person.refresh_from_db()
    assert person.left_on is None


def test_who_did_not_leave_works_here_without_the_roles(partner):
    person = PersonFactory(locality=partner.locality, left_on=TODAY)

    commands.record_return(locality=partner.locality_id, person=person.pk, **DONE)

    person.refresh_from_db()
    assert person.left_on is None
    assert AuditEntry.objects.get(command="record_return").detail == {"before": "2031-03-03"}


def test_people_are_told_by_account_or_address_and_once(partner, django_assert_num_queries):
    keeper = RoleHeldFactory(locality=partner.locality, user__name="Zed").user
    PersonFactory(locality=partner.locality, name="Al", email=keeper.email.upper(), organisation=partner.organisation)
    lead = UserFactory(name="Lee")
    RoleHeldFactory(user=lead, role=Role.LEAD, locality=None, partner=partner)
    RoleHeldFactory(user=lead, role=Role.MEMBER, locality=partner.locality, until_on=date(2026, 2, 1))
    RoleHeldFactory()

    queries.roles_held_by(keeper)
    with django_assert_num_queries(4):
        found = queries.people_of(keeper, partner.locality.slug)

    assert [(one.name, one.id is None, [held.role for held in one.roles_held]) for one in found] == [
        ("Al", False, ["coordinator"]),
        ("Lee", True, ["lead"]),
    ]
    assert [role.is_held for role in found[1].roles] == [True, False]
