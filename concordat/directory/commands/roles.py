"""Gives roles at a place, invites people to them by letter, and ends them; a row that says so stays for ever."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from concordat.accounts import commands as accounts
from concordat.accounts.models import User
from concordat.directory.domain import WIDER_ROLES, Role, role_in_words
from concordat.directory.models import Locality, Partner, Region, RoleHeld

Place = Locality | Region | Partner

_TOLD = """Hello {name},

{by} made you {words}. It holds from today.

Sign in to Concordat as you always do: what you may do there now is beside what you could do before."""


class WrongPlaceForRole(Exception):
    """A role is held at its kind of place: a partner, a locality, a region, or nowhere in particular."""


class AccountClosed(Exception):
    """The account of this address was closed."""


class NoSuchRole(Exception):
    """Nobody holds this role here, or not any more."""


class BadDay(Exception):
    """A role can't end before it begins, nor somebody have left on a day to come."""


class LastCoordinator(Exception):
    """Nobody would coordinate the locality; whoever is told so may go on."""


class LastAdministrator(Exception):
    """Nobody could appoint anybody any more."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A role that somebody was asked to hold; `is_new` where they did not hold it before.

    `must_choose_password`: they were sent a link, because they can't sign in yet.
    """

    held: RoleHeld
    is_new: bool
    must_choose_password: bool


@transaction.atomic
def give_role(*, user: User, role: Role, place: Place | None = None, by: User | None, at: datetime) -> RoleHeld:
    """Let a user hold a role at a place from today on; somebody who holds it already keeps it.

    The place of a lead is a partner; of a member, coordinator, chair or analyst a locality; of a regional a region;
    of a national or an administrator none. Raises `WrongPlaceForRole`.
    """
    if not isinstance(place, _place_of(role)):
        raise WrongPlaceForRole(f"Nobody can be {role.value} at {place or 'no place'}.")
    User.objects.select_for_update().get(pk=user.pk)  # two who give it at once give it once
    held = held_on(timezone.localdate(at)).filter(user=user, role=role, **_where(place)).first()
    if held is not None:
        if held.until_on is not None:
            write_end(held, None, by=by, at=at)
        return held
    held = RoleHeld.objects.create(user=user, role=role, since_on=timezone.localdate(at), **_where(place))
    # The roles were read once for this request; what is asked from here on must see the new one.
    user.__dict__.pop("_roles_held", None)
    accounts.record_audit("give_role", held, by=by, at=at, user=user.pk, role=role.value, place=str(place or ""))
    return held


@transaction.atomic
def invite(*, email: str, name: str, role: Role, place: Place | None = None, by: User | None, at: datetime) -> Invited:
    """Give a role to whoever signs in with this address, and write to them.

    Somebody who can't sign in yet gets a link to choose a password by; whoever can, a letter that says what they
    may do now. Raises `WrongPlaceForRole` and `AccountClosed`.
    """
    email = email.strip()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = accounts.create_user(email=email, name=name.strip(), password=None, at=at, by=by)
    if not user.is_active:
        raise AccountClosed(f"The account of {user.email} was closed. Ask an administrator of this service.")
    is_new = not held_on(timezone.localdate(at)).filter(user=user, role=role, **_where(place)).exists()
    held = give_role(user=user, role=role, place=place, by=by, at=at)
    if not user.can_sign_in:
        accounts.invite_user(user=user, words=words_of(held), about=_about(held), by=by, at=at)
    elif is_new:
        _tell(held, by=by, at=at)
    return Invited(held, is_new, not user.can_sign_in)


@transaction.atomic
def appoint(*, email: str, name: str, role: Role, region: str = "", by: User | None, at: datetime) -> Invited:
    """Ask somebody by letter to hold a role beyond one locality; `region` is the GSS code of a regional's.

    Raises `WrongPlaceForRole` and `AccountClosed`.
    """
    if role not in WIDER_ROLES:
        raise WrongPlaceForRole(f"Nobody is appointed {role.value}: localities invite their own.")
    place = Region.objects.filter(code=region).first() if role is Role.REGIONAL else None
    return invite(email=email, name=name, role=role, place=place, by=by, at=at)


@transaction.atomic
def end_role(
    *, role: int, locality: int | None, on: date, is_told: bool = False, by: User | None, at: datetime
) -> RoleHeld:
    """Let a role (its key) be held no more from a day on; an invitation to it ends as well.

    `locality` is where whoever ends it may do so; None for the roles of a region, the nation and administrators.
    `is_told`: that nobody coordinates the locality then. Raises `NoSuchRole`, `BadDay`, `LastCoordinator` and
    `LastAdministrator`.
    """
    today = timezone.localdate(at)
    held = held_on(today).select_for_update(of=("self",)).filter(_within(locality), pk=role).first()
    if held is None:
        raise NoSuchRole("This role is not held here any more.")
    if on < held.since_on:
        raise BadDay("A role ends on or after the day on which it began.")
    if held.role == Role.ADMINISTRATOR and is_last_administrator(held):
        raise LastAdministrator("Nobody else is administrator. Appoint somebody first.")
    if held.role == Role.COORDINATOR and not is_told and is_last_coordinator(held):
        raise LastCoordinator(f"Nobody else coordinates {held.locality}.")
    write_end(held, on, by=by, at=at)
    if on <= today:
        accounts.withdraw_invitations(user=held.user, about=_about(held), by=by, at=at)
    return held


@transaction.atomic
def invite_again(*, user: int, locality: int | None, by: User | None, at: datetime) -> None:
    """Write a new invitation, and let the earlier ones end, for somebody who holds a role here and can't sign in yet.

    Raises `NoSuchRole` and `AlreadySignsIn`.
    """
    roles = list(held_on(timezone.localdate(at)).filter(_within(locality), user=user))
    if not roles:
        raise NoSuchRole("Nobody can be invited who holds no role here.")
    for held in roles:
        accounts.withdraw_invitations(user=held.user, about=_about(held), by=by, at=at)
    words = " and ".join(words_of(held) for held in roles)
    accounts.invite_user(user=roles[0].user, words=words, about=_about(roles[0]), by=by, at=at)


def held_on(day: date) -> QuerySet[RoleHeld]:
    """The roles that have not ended by a day."""
    return RoleHeld.objects.filter(Q(until_on=None) | Q(until_on__gt=day)).select_related(
        "user", "locality", "region", "partner__organisation", "partner__locality"
    )


def words_of(held: RoleHeld) -> str:
    """What somebody is: "coordinator in Northshire"."""
    locality = held.locality or (held.partner and held.partner.locality)
    return role_in_words(
        Role(held.role), partner=str(held.partner or ""), locality=str(locality or ""), region=str(held.region or "")
    )


def is_last_coordinator(held: RoleHeld) -> bool:
    others = RoleHeld.objects.filter(role=Role.COORDINATOR, locality=held.locality_id, until_on=None)
    return not others.exclude(user=held.user_id).exists()


def is_last_administrator(held: RoleHeld) -> bool:
    """Whether nobody else is left who can sign in; one who was only invited may never come."""
    others = RoleHeld.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR, until_on=None)
    # Every administrator's row is locked: two who end each other's role at once must not both find the other.
    return not any(each.user.can_sign_in for each in others.select_related("user") if each.user_id != held.user_id)


def write_end(held: RoleHeld, on: date | None, *, by: User | None, at: datetime) -> None:
    """Write the day from which a role is held no more; None where it goes on after all."""
    before, held.until_on = held.until_on, on
    held.save(update_fields=["until_on"])
    held.user.__dict__.pop("_roles_held", None)
    accounts.record_audit(
        "end_role" if on else "keep_role",
        held,
        by=by,
        at=at,
        user=held.user_id,
        role=held.role,
        until=str(on or ""),
        before=str(before or ""),
    )


def _tell(held: RoleHeld, *, by: User | None, at: datetime) -> None:
    words = words_of(held)
    accounts.write_message(
        key=f"role-{held.pk}",
        to_address=held.user.email,
        to_name=held.user.name,
        subject=f"You are {words}"[:200],
        text=_TOLD.format(name=held.user.name or held.user.email, by=by or "Your partnership", words=words),
        at=at,
    )


def _within(locality: int | None) -> Q:
    if locality is None:
        return Q(locality=None, partner=None)
    return Q(locality=locality) | Q(partner__locality=locality)


def _where(place: Place | None) -> dict[str, Place | None]:
    return {
        "locality": place if isinstance(place, Locality) else None,
        "region": place if isinstance(place, Region) else None,
        "partner": place if isinstance(place, Partner) else None,
    }


def _about(held: RoleHeld) -> str:
    return f"role {held.pk}"


def _place_of(role: Role) -> type:
    if role is Role.LEAD:
        return Partner
    if role is Role.REGIONAL:
        return Region
    if role in {Role.NATIONAL, Role.ADMINISTRATOR}:
        return type(None)
    return Locality
