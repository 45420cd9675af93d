"""Reads the people of a locality, and who holds the roles of a region, of the nation and of administrators."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.accounts.models import User
from concordat.accounts.queries import bounced_among
from concordat.directory.domain import WIDER_ROLES, Role
from concordat.directory.models import Locality, Person, RoleHeld
from concordat.directory.queries.roles import Viewer


class NoSuchPeople(LookupError):
    """There is no such locality, person or role, or this viewer may not know of it."""


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role and since when somebody holds it; `until_on` is the day from which they do not.

    `place` is the partner of a lead or the region of a regional; "" where the locality or the nation is meant.
    """

    id: int
    role: Role
    place: str
    partner_id: int | None
    since_on: date
    until_on: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody of a locality. `id` is None for who only holds a role, and is not kept as a person here.

    `was_invited`: has an account and never signed in. `roles` are those here, ended ones last.
    """

    id: int | None
    user_id: int | None
    name: str
    email: str
    organisation_id: int | None
    organisation: str
    is_contact: bool
    left_on: date | None
    has_bounced: bool
    was_invited: bool
    roles: tuple[RoleSeen, ...]

    @property
    def roles_held(self) -> tuple[RoleSeen, ...]:
        return tuple(role for role in self.roles if role.is_held)


@dataclass(frozen=True, slots=True)
class HolderSeen:
    """Who holds a role, or held it."""

    held: RoleSeen
    user_id: int
    name: str
    email: str
    was_invited: bool
    is_last: bool  # nobody else coordinates the locality or, of the administrators, could sign in; asked of one only


def people_of(viewer: Viewer, locality: str) -> tuple[PersonSeen, ...]:
    """Everybody who works in the locality with this slug or holds a role there, by name, in four queries.

    Raises `NoSuchPeople` for who does not keep the people there.
    """
    place = _place(viewer, locality)
    return _seen(place, Person.objects.filter(locality=place), with_others=True)


def person_of(viewer: Viewer, locality: str, person: int) -> PersonSeen:
    """One person of a locality. Raises `NoSuchPeople`."""
    place = _place(viewer, locality)
    found = _seen(place, Person.objects.filter(locality=place, pk=person), with_others=False)
    if not found:
        raise NoSuchPeople(f"person {person} of {locality}")
    return found[0]


def holder_of(viewer: Viewer, role: int, locality: str | None) -> HolderSeen:
    """Who holds a role that has not ended, in a locality or beyond any. Raises `NoSuchPeople`."""
    if locality is None:
        rows = _wider(viewer)
    else:
        place = _place(viewer, locality)
        rows = RoleHeld.objects.filter(Q(locality=place) | Q(partner__locality=place))
    held = _told(rows).filter(pk=role).first()
    today = timezone.localdate()
    if held is None or not _is_held(held, today):
        raise NoSuchPeople(f"role {role} of {locality}")
    return _holder(held, today, is_last=_is_last(held))


def appointed(viewer: Viewer) -> tuple[HolderSeen, ...]:
    """Who holds or held a role of a region, of the nation or of administrators, as they began.

    Raises `NoSuchPeople` for who may not appoint.
    """
    today = timezone.localdate()
    return tuple(_holder(held, today, is_last=False) for held in _told(_wider(viewer)).order_by("since_on", "pk"))


def _place(viewer: Viewer, locality: str) -> Locality:
    place = Locality.objects.filter(slug=locality).first()
    if place is None or not viewer.has_perm(Permission.KEEP_PEOPLE, locality):
        raise NoSuchPeople(f"the people of {locality}")
    return place


def _wider(viewer: Viewer) -> QuerySet[RoleHeld]:
    if not viewer.has_perm(Permission.APPOINT):
        raise NoSuchPeople("who was appointed")
    return RoleHeld.objects.filter(role__in=WIDER_ROLES)


def _told(rows: QuerySet[RoleHeld]) -> QuerySet[RoleHeld]:
    return rows.select_related("user", "region", "partner__organisation")


def _seen(place: Locality, rows: QuerySet[Person], *, with_others: bool) -> tuple[PersonSeen, ...]:
    people = list(rows.select_related("organisation", "user"))
    held = _held_in(place, None if with_others else people)
    bounced = bounced_among([*(person.email for person in people), *(user.email for user, _ in held.values())])
    taken: set[int] = set()
    found = []
    for person in people:
        user, roles = held.get(person.user_id or 0) or _by_address(held, person.email) or (person.user, ())
        if user is not None:
            taken.add(user.pk)
        found.append(
            PersonSeen(
                id=person.pk,
                user_id=user.pk if user else None,
                name=person.name,
                email=person.email or (user.email if user else ""),
                organisation_id=person.organisation_id,
                organisation=str(person.organisation or ""),
                is_contact=person.is_contact,
                left_on=person.left_on,
                has_bounced=person.email.lower() in bounced,
                was_invited=user is not None and not user.can_sign_in,
                roles=roles,
            )
        )
    if with_others:
        found += [_other(user, roles, bounced) for user, roles in held.values() if user.pk not in taken]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _other(user: User, roles: tuple[RoleSeen, ...], bounced: frozenset[str]) -> PersonSeen:
    partner = next((role.place for role in roles if role.place), "")
    has_bounced = user.email.lower() in bounced
    return PersonSeen(
        None, user.pk, str(user), user.email, None, partner, False, None, has_bounced, not user.can_sign_in, roles
    )


def _held_in(place: Locality, people: Iterable[Person] | None) -> dict[int, tuple[User, tuple[RoleSeen, ...]]]:
    """Who holds or held a role in a locality, and which, by the user's key; with `people`, only theirs."""
    rows = _told(RoleHeld.objects.filter(Q(locality=place) | Q(partner__locality=place)))
    if people is not None:
        whose = Q(pk=None)
        for person in people:
            whose |= Q(user=person.user_id) if person.user_id else Q(user__email__iexact=person.email)
        rows = rows.filter(whose)
    today = timezone.localdate()
    found: defaultdict[int, list[RoleHeld]] = defaultdict(list)
    for row in rows.order_by("since_on", "pk"):
        found[row.user_id].append(row)
    return {
        user: (held[0].user, tuple(sorted((_role(row, today) for row in held), key=lambda role: not role.is_held)))
        for user, held in found.items()
    }


def _by_address(
    held: dict[int, tuple[User, tuple[RoleSeen, ...]]], email: str
) -> tuple[User, tuple[RoleSeen, ...]] | None:
    """Nobody tied the person to the account yet, but they have one address."""
    wanted = email.lower()
    return next((each for each in held.values() if wanted and each[0].email.lower() == wanted), None)


def _role(row: RoleHeld, today: date) -> RoleSeen:
    place = str(row.partner or row.region or "")
    return RoleSeen(row.pk, Role(row.role), place, row.partner_id, row.since_on, row.until_on, _is_held(row, today))


def _is_held(row: RoleHeld, today: date) -> bool:
    return row.until_on is None or row.until_on > today


def _holder(held: RoleHeld, today: date, *, is_last: bool) -> HolderSeen:
    return HolderSeen(
        _role(held, today), held.user_id, str(held.user), held.user.email, not held.user.can_sign_in, is_last
    )


def _is_last(held: RoleHeld) -> bool:
    others = RoleHeld.objects.filter(role=held.role, until_on=None, locality=held.locality_id)
    others = others.exclude(user=held.user_id).select_related("user")
    if held.role == Role.ADMINISTRATOR:
        return not any(other.user.can_sign_in for other in others)
    return held.role == Role.COORDINATOR and not others.exists()
