"""Turns the people of a locality, and who was appointed beyond one, into finished words and addresses."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from concordat.directory.domain import Role
from concordat.directory.queries import HolderSeen, LocalityFacts, PersonSeen, RoleSeen
from concordat.ui.environment import long_date
from concordat.ui.values import FilterLink


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role in words; `end_href` is empty where it has ended."""

    words: str
    since: str
    end_href: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list; `remarks`: words, colour and shape.

    `href` is empty for who only holds a role; `write_href` then leads to where they are written down.
    """

    name: str
    href: str
    write_href: str
    email: str
    organisation: str
    contact: str
    roles: tuple[RoleLine, ...]
    remarks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    title: str
    summary: str
    unanswered: tuple[str, ...]  # partners for whom nobody answers
    unanswered_words: str
    is_by_partner: bool
    partners: tuple[FilterLink, ...]
    roles: tuple[FilterLink, ...]
    leavers: FilterLink | None
    everybody_href: str  # empty where nothing is filtered
    rows: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person. `again_words` asks to send an invitation again; empty where there is none to send."""

    name: str
    organisation: str
    email: str
    bounced: str
    contact: str
    left: str
    signs_in: str
    again_words: str
    roles: tuple[RoleLine, ...]
    earlier: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class HolderRow:
    name: str
    email: str
    role: RoleLine
    remark: str


@dataclass(frozen=True, slots=True)
class AppointedPage:
    rows: tuple[HolderRow, ...]
    earlier: tuple[HolderRow, ...]


@dataclass(frozen=True, slots=True)
class EndPage:
    """What ending a role means."""

    who: str
    words: str
    warning: str


def present_people(
    locality: LocalityFacts,
    people: Sequence[PersonSeen],
    partners: Sequence[tuple[int, str]],
    *,
    partner: str = "",
    role: str = "",
    has_left: bool = False,
    base: str,
) -> PeoplePage:
    """Who is there; `partners` are keys and names of organisations, `partner` and `role` what somebody asked for.

    `base` is the address of the page. Who left is shown when asked for.
    """
    asked = {"partner": partner, "role": role, "left": "yes" if has_left else ""}
    there = [one for one in people if one.left_on is None]
    gone = [one for one in people if one.left_on is not None]
    shown = [one for one in (gone if has_left else there) if _is_of(one, partner) and _has(one, role)]
    by_partner = Counter(str(one.organisation_id) for one in there)
    by_role = Counter(held.value for one in there for held in {role.role for role in one.roles_held})
    answered = {one.organisation_id for one in there if one.is_contact}
    silent = [name for key, name in partners if key not in answered]
    return PeoplePage(
        title=f"People in {locality.name}",
        summary=_summary(there, shown, is_filtered=any(asked.values())),
        unanswered=tuple(silent),
        unanswered_words=f"Nobody answers for {len(silent)} partner{'' if len(silent) == 1 else 's'}",
        is_by_partner=bool(partner),
        partners=tuple(
            _filter(name, by_partner[str(key)], "partner", str(key), asked, base)
            for key, name in partners
            if by_partner[str(key)] or partner == str(key)
        ),
        roles=tuple(
            _filter(each.words, by_role[each.value], "role", each.value, asked, base)
            for each in Role
            if by_role[each.value] or role == each.value
        ),
        leavers=_filter("Have left", len(gone), "left", "yes", asked, base) if gone else None,
        everybody_href=base if any(asked.values()) else "",
        rows=tuple(_row(one, base) for one in shown),
    )


def present_person(person: PersonSeen, *, people_href: str) -> PersonPage:
    held, ended = person.roles_held, [role for role in person.roles if not role.is_held]
    return PersonPage(
        name=person.name,
        organisation=person.organisation,
        email=person.email,
        bounced="The latest letter to this address came back." if person.has_bounced else "",
        contact=_contact(person),
        left=f"Left on {long_date(person.left_on)}" if person.left_on else "",
        signs_in=_signs_in(person),
        again_words="Send the invitation again" if person.was_invited and held else "",
        roles=tuple(_role(role, people_href) for role in held),
        earlier=tuple(_role(role, people_href) for role in ended),
    )


def present_appointed(holders: Sequence[HolderSeen], *, base: str) -> AppointedPage:
    """Who holds a role beyond one locality, and who held one; `base` is the address of the page."""
    rows = [(holder.held.is_held, _holder(holder, base)) for holder in holders]
    return AppointedPage(
        rows=tuple(row for is_held, row in rows if is_held), earlier=tuple(row for is_held, row in rows if not is_held)
    )


def present_end(holder: HolderSeen, locality: LocalityFacts | None) -> EndPage:
    where = f" in {locality.name}" if locality else ""
    warning = ""
    if holder.is_last:
        warning = (
            f"Nobody else coordinates {locality.name}: nobody could keep its plan and its people but an administrator."
            if locality
            else "Nobody else is administrator who can sign in. Appoint somebody first."
        )
    return EndPage(who=holder.name, words=f"{_named(holder.held)}{where}", warning=warning)


def leaving_warning(person: PersonSeen, people: Sequence[PersonSeen], locality: LocalityFacts) -> str:
    """What somebody must know before they say that a person left; "" where it is nothing."""
    if not any(role.role is Role.COORDINATOR for role in person.roles_held):
        return ""
    others = [
        one
        for one in people
        if one.user_id != person.user_id
        and any(role.role is Role.COORDINATOR and role.until_on is None for role in one.roles_held)
    ]
    return "" if others else f"Nobody else coordinates {locality.name}. Invite somebody first."


def _is_of(person: PersonSeen, partner: str) -> bool:
    return not partner or str(person.organisation_id) == partner


def _has(person: PersonSeen, role: str) -> bool:
    return not role or any(held.role == role for held in person.roles_held)


def _filter(words: str, count: int, name: str, value: str, asked: dict[str, str], base: str) -> FilterLink:
    is_on = asked[name] == value
    wanted = {key: worth for key, worth in {**asked, name: "" if is_on else value}.items() if worth}
    return FilterLink(words, count, f"{base}?{urlencode(wanted)}" if wanted else base, is_on)


def _summary(there: Sequence[PersonSeen], shown: Sequence[PersonSeen], *, is_filtered: bool) -> str:
    count = f"{len(there)} {'person' if len(there) == 1 else 'people'}"
    signs_in = sum(1 for one in there if one.roles_held)
    told = f"{count}; {signs_in} with a role here. They are shown to nobody beyond the locality."
    if is_filtered:
        return f"{len(shown)} shown. {told}"
    return told if there else "Nobody is written down yet."


def _row(person: PersonSeen, base: str) -> PersonRow:
    return PersonRow(
        name=person.name,
        href=f"{base}{person.id}/" if person.id else "",
        write_href="" if person.id else f"{base}new/?{urlencode({'name': person.name, 'email': person.email})}",
        email=person.email,
        organisation=person.organisation,
        contact="Answers for it" if person.is_contact else "",
        roles=tuple(_role(role, base) for role in person.roles_held),
        remarks=_remarks(person),
    )


def _remarks(person: PersonSeen) -> tuple[tuple[str, str, str], ...]:
    found = []
    if person.left_on:
        found.append((f"Left on {long_date(person.left_on)}", "grey", "arrow"))
    if person.has_bounced:
        found.append(("Address does not take mail", "red", "cross"))
    if person.was_invited and person.roles_held:
        found.append(("Invited, not yet here", "white", "clock"))
    return tuple(found)


def _role(role: RoleSeen, base: str) -> RoleLine:
    since = f"since {long_date(role.since_on)}"
    if role.until_on:
        since = f"from {long_date(role.since_on)} until {long_date(role.until_on)}"
    return RoleLine(_named(role), since, f"{base}roles/{role.id}/end/" if role.is_held else "")


def _named(role: RoleSeen) -> str:
    if role.role is Role.LEAD:
        return f"Lead for {role.place}"
    return f"{role.role.words}, {role.place}" if role.place else role.role.words


def _contact(person: PersonSeen) -> str:
    if not person.organisation:
        return "Works for no partner that is known."
    if person.is_contact:
        return f"Answers for {person.organisation}: is asked about its actions that name nobody else."
    return f"Does not answer for {person.organisation}."


def _signs_in(person: PersonSeen) -> str:
    if person.user_id is None:
        return "No. Leads need no account: a review sends them a link."
    return "Invited, and has not chosen a password yet" if person.was_invited else "Yes"


def _holder(holder: HolderSeen, base: str) -> HolderRow:
    remark = "Invited, not yet here" if holder.was_invited and holder.held.is_held else ""
    return HolderRow(holder.name, holder.email, _role(holder.held, base), remark)
