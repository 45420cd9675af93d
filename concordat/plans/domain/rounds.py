"""Rounds of updates: who is asked about which action."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody whom a locality knows at work; ids are keys. `is_contact`: speaks for the organisation as a whole."""

    id: int
    organisation: int | None
    address: str
    is_contact: bool = False
    has_left: bool = False

    @property
    def can_be_asked(self) -> bool:
        return bool(self.address) and not self.has_left


@dataclass(frozen=True, slots=True)
class Led:
    """An open action, and the organisations and people that its wording says lead it (not those who support)."""

    action: int
    organisations: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One letter: who at a partner is asked about which actions. Without a person nobody is known to be asked."""

    partner: int
    person: int | None
    actions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Everybody who is asked, by partner; `unled` are the actions that no partner leads, so nobody is asked."""

    asked: tuple[Asked, ...]
    unled: tuple[int, ...]


def who_is_asked(actions: Iterable[Led], partners: Mapping[int, int], people: Sequence[Contact]) -> Asking:
    """Who is asked about each open action; `partners` is organisation → partner, in the order of the answer.

    A partner's action that names somebody who works there is theirs; any other goes to each contact of the partner.
    Whoever has no address or has left is passed over. Two entries of one organisation with one address are one
    person ("K. Reed" and "Insp. K. Reed" of an older document), who gets one letter.
    """
    same = _one_of_each_address(people)
    known = {person.id: person for person in people}
    found: dict[tuple[int, int | None], list[int]] = {}
    nobody: tuple[int | None, ...] = (None,)
    unled = []
    for led in actions:
        employers = [known[person].organisation for person in led.people if person in known]
        bodies = [
            body for body in dict.fromkeys((*led.organisations, *employers)) if body is not None and body in partners
        ]
        for body in bodies:
            named = [known[person] for person in led.people if person in known and known[person].organisation == body]
            contacts = [person for person in people if person.organisation == body and person.is_contact]
            asked = [person for person in named if person.can_be_asked] or [p for p in contacts if p.can_be_asked]
            for person in dict.fromkeys(same[each.id] for each in asked) or nobody:
                found.setdefault((body, person), []).append(led.action)
        if not bodies:
            unled.append(led.action)
    places = {body: place for place, body in enumerate(partners)}
    order = sorted(found, key=lambda one: (places[one[0]], one[1] is None, one[1] or 0))
    return Asking(
        tuple(Asked(partners[body], person, tuple(found[body, person])) for body, person in order),
        tuple(unled),
    )


def _one_of_each_address(people: Sequence[Contact]) -> dict[int, int]:
    """Each person's id → the id that stands for everybody of their organisation with their address."""
    first: dict[tuple[int | None, str], int] = {}
    for person in sorted(people, key=lambda one: (not one.is_contact, one.id)):
        if person.can_be_asked:
            first.setdefault((person.organisation, person.address.lower()), person.id)
    return {one.id: first.get((one.organisation, one.address.lower()), one.id) for one in people}
