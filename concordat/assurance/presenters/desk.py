"""The pages on which a declaration is written, signatures are asked for, and it is made."""

from dataclasses import dataclass

from django.utils import timezone

from concordat.assurance.domain.declaring import How, SignatoryKind
from concordat.assurance.presenters.declarations import NeededRow, present_needed
from concordat.assurance.presenters.status import StandingWords, present_status
from concordat.assurance.queries import Desk, DeskRow, LetterSeen, SignatureSeen
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.states import Tag
from concordat.plans.presenters.words import listed
from concordat.ui.environment import clock_time

SIGNED = Tag("Signed", "green", "tick")
EARLIER = Tag("Signed earlier words", "orange", "question")
DECLINED = Tag("Does not sign", "grey", "cross")
OPENED = Tag("Link opened", "yellow", "circle-half")
ASKED = Tag("Asked", "yellow", "circle-empty")
LOST = Tag("Letter did not arrive", "red", "cross")
NAMED = Tag("Not asked yet", "white", "circle-empty")


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """An organisation on the desk; `detail` says what happened last."""

    organisation: str
    href: str
    type: str
    kind: str
    tag: Tag
    detail: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """`stops` must be mended before the declaration can be made, `notes` should be known; both are sentences."""

    locality_name: str
    standing: StandingWords
    has_version: bool
    is_draft: bool
    version: str
    declared: str
    title: str
    areas: str
    parts_said: str
    rows: tuple[SignatoryRow, ...]
    needed: tuple[NeededRow, ...]
    stops: tuple[str, ...]
    notes: tuple[str, ...]
    can_begin: str  # the words of the button; "" where a draft is there
    has_standing: bool
    signed_words: str  # how many would have to sign again; "" where nobody
    ask_words: str  # the words of the button that asks all who have a contact; "" where nobody is left
    remind_words: str  # the words of the button that reminds all who can be today; "" where nobody can


@dataclass(frozen=True, slots=True)
class LetterLine:
    words: str


@dataclass(frozen=True, slots=True)
class SignatureCard:
    """A signature with its paper; `taken_back` says when and why, "" while it counts."""

    id: int
    sentence: str
    offer: str
    paper_href: str
    paper_name: str
    taken_back: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SignatoryPage:
    locality_name: str
    organisation: str
    type: str
    kind: str
    tag: Tag
    detail: str
    is_signed: bool
    is_draft: bool
    ask_words: str
    has_link: bool
    can_be_reminded: bool
    no_reminder: str  # why not today, where they were asked; "" where they can be
    declined_words: str
    contacts: tuple[str, ...]
    signatures: tuple[SignatureCard, ...]
    letters: tuple[LetterLine, ...]


def present_desk(desk: Desk, *, base: str) -> DeskPage:
    """`base` is the address of the locality's declaration."""
    signed = sum(row.standing.signed_on is not None for row in desk.rows)
    said = sum(bool(part.text.strip()) for part in desk.parts)
    return DeskPage(
        locality_name=desk.locality_name,
        standing=present_status(desk.status),
        has_version=desk.id is not None,
        is_draft=desk.is_draft,
        version=f"Version {desk.number}" if desk.id else "",
        declared=f"Declared on {spoken_day(desk.declared_on)}." if desk.declared_on else "",
        title=desk.title,
        areas=listed([name for _, name in desk.areas]) or desk.areas_note,
        parts_said=f"{said} of {spoken_count(len(desk.parts), 'part')} say something",
        rows=tuple(_row(row, base) for row in sorted(desk.rows, key=lambda row: _order(row, desk))),
        needed=tuple(present_needed(each) for each in desk.needed),
        stops=tuple(lack.sentence for lack in desk.stops) if desk.is_draft else (),
        notes=tuple(lack.sentence for lack in desk.notes),
        can_begin=_can_begin(desk),
        has_standing=desk.has_standing,
        signed_words=_signed_words(signed) if desk.is_draft else "",
        ask_words=_ask_words(desk.to_ask),
        remind_words=_remind_words(sum(not row.no_reminder for row in desk.rows)),
    )


def _order(row: DeskRow, desk: Desk) -> tuple[bool, int]:
    """Signatories first, and of these the types that a declaration needs."""
    types = [each.needed.type for each in desk.needed]
    return row.kind is not SignatoryKind.SIGNATORY, types.index(row.type) if row.type in types else len(types)


def _can_begin(desk: Desk) -> str:
    if desk.is_draft:
        return ""
    if desk.has_standing:
        return "Write a new version"
    return "Write a new declaration" if desk.versions else "Begin the declaration"


def _signed_words(signed: int) -> str:
    if not signed:
        return ""
    has = "has" if signed == 1 else "have"
    return (
        f"{spoken_count(signed, 'organisation')} {has} signed these words. If you change them, each is to sign again: "
        "nobody is held to words that they have not seen."
    )


def _ask_words(count: int) -> str:
    if not count:
        return ""
    return (
        "Ask the contact of the one not asked yet" if count == 1 else f"Ask the contacts of all {count} not asked yet"
    )


def _remind_words(count: int) -> str:
    if not count:
        return ""
    return "Remind the one who has not signed" if count == 1 else f"Remind all {count} who have not signed"


def _row(row: DeskRow, base: str) -> SignatoryRow:
    tag, detail = _how_far(row)
    return SignatoryRow(row.organisation, f"{base}signatories/{row.id}/", row.type.words, row.kind.words, tag, detail)


def _how_far(row: DeskRow) -> tuple[Tag, str]:
    if row.signature is not None:
        return SIGNED, _signature_words(row.signature)
    if row.standing.signed_earlier_on and (row.link is None or row.link.declined_at is None):
        asked = f" {_link_words(row.link)}" if row.link else " Ask it to sign these."
        return EARLIER, f"It signed on {spoken_day(row.standing.signed_earlier_on)}, before the words changed.{asked}"
    if row.link is None:
        return NAMED, ""
    if row.link.declined_at is not None:
        return DECLINED, f"{row.link.name}: {row.link.declined_words}"
    if row.link.state in ("bounced", "failed"):
        return LOST, f"{row.link.email}: {row.link.failure or row.link.state_words}"
    return (OPENED if row.link.opened_at else ASKED), _link_words(row.link)


def _link_words(link: LetterSeen) -> str:
    words = f"{link.name} was asked on {spoken_day(timezone.localdate(link.asked_at))}"
    if link.reminders:
        words += f" and reminded on {spoken_day(link.reminders[-1].on)}"
    if link.opened_at:
        return f"{words}, and opened the link on {spoken_day(timezone.localdate(link.opened_at))}."
    return f"{words}. {'The letter is waiting to be sent.' if link.state == 'waiting' else 'The link was not opened.'}"


def _signature_words(signature: SignatureSeen) -> str:
    way = "by the link in a letter" if signature.how is How.LINK else "by hand, on paper"
    return f"{signature.name}, {signature.role}, on {spoken_day(signature.signed_on)}, {way}."


def present_signatory(desk: Desk, row: DeskRow, *, base: str) -> SignatoryPage:
    tag, detail = _how_far(row)
    return SignatoryPage(
        locality_name=desk.locality_name,
        organisation=row.organisation,
        type=row.type.words,
        kind="It is to sign" if row.kind is SignatoryKind.SIGNATORY else "It is to support",
        tag=tag,
        detail=detail,
        is_signed=row.signature is not None,
        is_draft=desk.is_draft,
        ask_words="Send a new link" if row.link else "Send the letter",
        has_link=row.link is not None,
        can_be_reminded=not row.no_reminder,
        no_reminder=row.no_reminder if row.link else "",
        declined_words=row.link.declined_words if row.link and row.link.declined_at else "",
        contacts=tuple(f"{each.name} ({each.email})" for each in row.contacts),
        signatures=tuple(_card(each, base) for each in row.signatures),
        letters=tuple(LetterLine(_letter_words(each)) for each in row.letters),
    )


def _card(each: SignatureSeen, base: str) -> SignatureCard:
    taken_back = ""
    if each.taken_back_at:
        day = spoken_day(timezone.localdate(each.taken_back_at))
        taken_back = f"Taken back on {day}: {each.taken_back_reason}"
    return SignatureCard(
        id=each.id,
        sentence=_signature_words(each),
        offer=each.offer,
        paper_href=f"{base}papers/{each.paper}/" if each.paper else "",
        paper_name=each.paper_name,
        taken_back=taken_back,
        is_current=each.is_current,
    )


def _letter_words(link: LetterSeen) -> str:
    moment = timezone.localtime(link.asked_at)
    words = f"To {link.name} at {link.email}, on {spoken_day(moment.date())} at {clock_time(moment)}: "
    words += f"{link.state_words[0].lower()}{link.state_words[1:]}"
    if link.opened_at:
        words += f"; opened on {spoken_day(timezone.localdate(link.opened_at))}"
    if link.declined_at:
        words += f"; declined: {link.declined_words}"
    for reminder in link.reminders:
        state = f"{reminder.state_words[0].lower()}{reminder.state_words[1:]}"
        words += f"; reminded on {spoken_day(reminder.on)}: {state}"
    return words + ("; the link is dead." if link.is_revoked else ".")
