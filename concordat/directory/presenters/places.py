"""Turns places, partners and crisis services into finished words and addresses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concordat.directory.domain import (
    CHECKED_ON,
    NATIONAL_LINES,
    Fate,
    NationalLine,
    OrganisationType,
    PartnerKind,
    dialled,
)
from concordat.directory.presenters.fates import listed, now_words
from concordat.directory.queries import CrisisLine, LocalityFacts, NamedPartner
from concordat.ui.environment import long_date

_KINDS = {
    PartnerKind.SIGNATORY: "Signed the declaration",
    PartnerKind.SUPPORTER: "Supports it",
    PartnerKind.PARTNER: "Leads or supports an action",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A crisis line in finished words; `call_href` and `text_href` are empty where it cannot be called or texted."""

    name: str
    telephone: str
    call_href: str
    text: str
    text_href: str
    address: str
    hours: str
    what_for: str
    also: str
    checked: str
    id: int | None = None  # of a locality's own service


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Where to get help, in the order to try: first what saves lives, then the locality's own, then who listens."""

    title: str
    first: tuple[Line, ...]
    local_title: str
    local: tuple[Line, ...]
    no_local: str
    listeners: tuple[Line, ...]
    checked: str


def present_help(locality: LocalityFacts | None = None) -> HelpPage:
    """The page of help for the nation, or for one locality with its own crisis services."""
    services = locality.crisis_services if locality else ()
    return HelpPage(
        title=f"Get help now in {locality.name}" if locality else "Get help now",
        first=tuple(_national(line) for line in NATIONAL_LINES if line.is_first),
        local_title=f"Crisis services in {locality.name}" if locality else "",
        local=tuple(_local(line) for line in services),
        no_local=_no_local(locality) if not services else "",
        listeners=tuple(_national(line) for line in NATIONAL_LINES if not line.is_first),
        checked=f"These national numbers were last checked on {long_date(CHECKED_ON)}.",
    )


def _no_local(locality: LocalityFacts | None) -> str:
    if locality is None:
        return ""
    return f"No crisis service of its own is recorded for {locality.name}. The numbers on this page work everywhere."


def _national(line: NationalLine) -> Line:
    return Line(
        name=line.name,
        telephone=line.telephone,
        call_href=f"tel:{dialled(line.telephone)}" if line.telephone else "",
        text=f"Text {line.text_word} to {line.text_number}" if line.text_number else "",
        text_href=f"sms:{line.text_number}" if line.text_number else "",
        address="",
        hours=line.hours,
        what_for=line.what_for,
        also=line.also,
        checked="",
    )


def _local(line: CrisisLine) -> Line:
    call, text = dialled(line.telephone), dialled(line.text_number)
    return Line(
        name=line.name,
        telephone=line.telephone,
        call_href=f"tel:{call}" if call else "",
        text=f"Text {line.text_number}" if line.text_number else "",
        text_href=f"sms:{text}" if text else "",
        address=line.address,
        hours=line.hours,
        what_for=line.for_whom,
        also="",
        checked=f"Last checked on {long_date(line.checked_on)}.",
        id=line.id,
    )


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """`fate` says of a body that ended who has its duties now; empty for one that is there."""

    name: str
    slug: str
    fate: str
    type: str
    kind: str
    called: str


@dataclass(frozen=True, slots=True)
class Successor:
    """A body that has the duties of an ended partner and is no partner itself; `words` say whose."""

    name: str
    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class PartnersPage:
    """Who is in a partnership, in one sentence and as rows; `missing` are core types that nobody stands for."""

    title: str
    summary: str
    rows: tuple[PartnerRow, ...]
    missing: str
    successors: tuple[Successor, ...]


# The five core types that pages of the time name; the other three are not known.
_CORE = (
    OrganisationType.NHS_COMMISSIONER,
    OrganisationType.MENTAL_HEALTH_TRUST,
    OrganisationType.AMBULANCE,
    OrganisationType.POLICE,
    OrganisationType.LOCAL_AUTHORITY,
)


def present_partners(locality: LocalityFacts, partners: Sequence[NamedPartner]) -> PartnersPage:
    rows = tuple(
        PartnerRow(
            name=partner.name,
            slug=partner.slug,
            fate=_fate(partner.fate) if partner.fate else "",
            type=partner.type.words,
            kind=_KINDS[partner.kind],
            called=", ".join(partner.aliases),
        )
        for partner in partners
    )
    present = {partner.type for partner in partners}
    missing = [kind.words for kind in _CORE if kind not in present]
    count = f"{len(rows)} partner{'' if len(rows) == 1 else 's'}" if rows else "No partners yet"
    return PartnersPage(
        title=f"Partners in {locality.name}",
        summary=f"{count}. An import adds the bodies that lead an action.",
        rows=rows,
        missing=f"A declaration also needs: {', '.join(missing)}." if missing and rows else "",
        successors=tuple(_successors(partners)),
    )


def _fate(fate: Fate) -> str:
    return f"until {long_date(fate.ended_on)}, {now_words(fate)}" if fate.heirs else now_words(fate)


def _successors(partners: Sequence[NamedPartner]) -> Iterator[Successor]:
    known = {partner.slug for partner in partners}
    before: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for partner in partners:
        for heir in partner.fate.heirs if partner.fate else ():
            if heir.slug not in known:
                before.setdefault(heir.slug, []).append(partner.name)
                names[heir.slug] = heir.name
    for slug, theirs in before.items():
        yield Successor(names[slug], slug, f"{names[slug]} now has the duties, or a part of them, of {listed(theirs)}.")
