"""Keeps the people of a locality: who works where, who answers for a partner, who was asked to what, who left."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concordat.accounts import commands as accounts
from concordat.accounts.models import User
from concordat.directory.commands import roles
from concordat.directory.commands.organisations import NameMissing
from concordat.directory.domain import LOCAL_ROLES, Role, fold_name
from concordat.directory.models import Locality, Partner, Person, RoleHeld


class PersonKnown(Exception):
    """Somebody else of the locality has this name or this address."""


class NoSuchPerson(Exception):
    """The locality keeps no such person."""


class NoSuchPartner(Exception):
    """The locality has no such partner."""


class ContactIncomplete(Exception):
    """Who answers for an organisation works there and has an e-mail address."""


@dataclass(frozen=True, slots=True)
class PersonGiven:
    """A person as somebody writes them down; `organisation` is its key."""

    name: str
    email: str = ""
    organisation: int | None = None
    is_contact: bool = False


@transaction.atomic
def keep_person(
    *, locality: int, given: PersonGiven, person: int | None = None, by: User | None, at: datetime
) -> Person:
    """Write a new person down, or what is true of one now (by key).

    An address that a person was invited at and never used is put right as well, and the invitation goes out anew.
    Raises `NameMissing`, `PersonKnown`, `NoSuchPerson`, `NoSuchPartner` and `ContactIncomplete`.
    """
    name, email = " ".join(given.name.split())[:120], given.email.strip()
    if not fold_name(name):
        raise NameMissing("Give the person a name.")
    if given.is_contact and not (given.organisation and email):
        raise ContactIncomplete("Who answers for an organisation needs that organisation and an e-mail address.")
    row = _person(locality, person) if person is not None else Person(locality_id=locality)
    if given.organisation not in {None, row.organisation_id}:
        _partner(locality, organisation=given.organisation)
    _refuse_a_double(locality, name, email, row.pk)
    before = [row.name, row.email, row.organisation_id, row.is_contact] if row.pk else []
    is_address_new = bool(row.pk and row.email.lower() != email.lower())
    row.name, row.email, row.organisation_id = name, email, given.organisation
    row.is_contact = given.is_contact and row.left_on is None
    row.save()
    accounts.record_audit("keep_person", row, by=by, at=at, before=before)
    if is_address_new and email and row.user:
        _put_address_right(row, by=by, at=at)
    return row


@transaction.atomic
def invite_person(
    *,
    locality: int,
    name: str,
    email: str,
    role: Role,
    partner: int | None = None,
    by: User | None,
    at: datetime,
) -> roles.Invited:
    """Ask somebody by letter to hold a role here, and keep them as a person of the locality.

    `partner` (its key) is where a lead is one; for others it says for whom they work. Whoever left is back.
    Raises `NameMissing`, `PersonKnown`, `NoSuchPartner`, `roles.WrongPlaceForRole` and `roles.AccountClosed`.
    """
    if role not in LOCAL_ROLES:
        raise roles.WrongPlaceForRole(f"Nobody can be {role.value} in a locality.")
    where = Locality.objects.get(pk=locality)
    body = _partner(locality, pk=partner) if partner is not None else None
    person = _person_invited(where, name, email, body, by=by, at=at)
    place = body if role is Role.LEAD else where
    invited = roles.invite(email=email, name=person.name, role=role, place=place, by=by, at=at)
    if person.user_id != invited.held.user_id or person.left_on is not None:
        person.user, person.left_on = invited.held.user, None
        person.save(update_fields=["user", "left_on"])
    return invited


@transaction.atomic
def record_leaving(
    *, locality: int, person: int, on: date, is_told: bool = False, by: User | None, at: datetime
) -> Person:
    """Somebody no longer works here since a day: they answer for nobody, and hold no role here any more.

    What they lead says so until somebody takes it. `is_told`: that nobody coordinates the locality then. Raises
    `NoSuchPerson`, `roles.BadDay` and `roles.LastCoordinator`.
    """
    if on > timezone.localdate(at):
        raise roles.BadDay("Say so on the day, or after it: choose today or an earlier day.")
    row = _person(locality, person)
    row.left_on, row.is_contact = on, False
    row.save(update_fields=["left_on", "is_contact"])
    accounts.record_audit("record_leaving", row, by=by, at=at, on=str(on))
    for held in _roles_of(row, at):
        roles.end_role(role=held.pk, locality=locality, on=max(on, held.since_on), is_told=is_told, by=by, at=at)
    return row


@transaction.atomic
def record_return(*, locality: int, person: int, by: User | None, at: datetime) -> Person:
    """Somebody who was said to have left works here; their roles are given anew. Raises `NoSuchPerson`."""
    row = _person(locality, person)
    before, row.left_on = row.left_on, None
    row.save(update_fields=["left_on"])
    accounts.record_audit("record_return", row, by=by, at=at, before=str(before or ""))
    return row


def _person(locality: int, person: int) -> Person:
    row = Person.objects.select_for_update(of=("self",)).filter(locality=locality, pk=person).first()
    if row is None:
        raise NoSuchPerson("This person is not kept here.")
    return row


def _partner(locality: int, **which: int | None) -> Partner:
    row = Partner.objects.filter(locality=locality, **which).select_related("organisation").first()
    if row is None:
        raise NoSuchPartner("This organisation is not a partner here.")
    return row


def _refuse_a_double(locality: int, name: str, email: str, but: int | None) -> None:
    others = Person.objects.filter(locality=locality).exclude(pk=but)
    if others.filter(name__iexact=name).exists():
        raise PersonKnown(f"There is somebody called {name} already. Add what tells them apart, such as their team.")
    if email and (other := others.filter(email__iexact=email).first()):
        raise PersonKnown(f"{other.name} has this e-mail address.")


def _person_invited(
    locality: Locality, name: str, email: str, partner: Partner | None, *, by: User | None, at: datetime
) -> Person:
    """Who is meant: whoever has the address here, or the name and no address yet; otherwise somebody new."""
    name = " ".join(name.split())[:120]
    known = Person.objects.filter(locality=locality).filter(
        Q(email__iexact=email) | Q(user__email__iexact=email) | Q(name__iexact=name, email="", user=None)
    )
    person = known.order_by("email").last()
    organisation = partner.organisation_id if partner else None
    if person is None:
        given = PersonGiven(name, email, organisation)
        return keep_person(locality=locality.pk, given=given, by=by, at=at)
    if not person.email or not person.organisation_id:
        given = PersonGiven(
            person.name, person.email or email, person.organisation_id or organisation, person.is_contact
        )
        return keep_person(locality=locality.pk, given=given, person=person.pk, by=by, at=at)
    return person


def _roles_of(person: Person, at: datetime) -> list[RoleHeld]:
    """The roles that a person holds here: by their account, or by the address where nobody tied the two yet."""
    if person.user_id is None and not person.email:
        return []
    who = Q(user=person.user_id) if person.user_id else Q(user__email__iexact=person.email)
    here = Q(locality=person.locality_id) | Q(partner__locality=person.locality_id)
    return list(roles.held_on(timezone.localdate(at)).filter(who, here).order_by("pk"))


def _put_address_right(person: Person, *, by: User | None, at: datetime) -> None:
    """Who was invited at an address and never came signs in with the new one; the letter goes out again.

    Not where they were asked to something elsewhere too: a coordinator decides nothing beyond their own locality.
    """
    user = User.objects.select_for_update().get(pk=person.user_id)
    here = {held.pk for held in _roles_of(person, at)}
    everywhere = set(roles.held_on(timezone.localdate(at)).filter(user=user).values_list("pk", flat=True))
    if user.can_sign_in or here != everywhere:
        return
    if User.objects.filter(email__iexact=person.email).exclude(pk=user.pk).exists():
        raise PersonKnown("Somebody else signs in with this e-mail address.")
    before, user.email = user.email, User.objects.normalize_email(person.email).lower()
    user.save(update_fields=["email"])
    accounts.record_audit("put_address_right", user, by=by, at=at, before=before)
    if here:
        roles.invite_again(user=user.pk, locality=person.locality_id, by=by, at=at)
