"""The page of a declaration that everybody can read."""

from dataclasses import dataclass

from concordat.assurance.domain.declaring import NeededType, SignatoryKind
from concordat.assurance.presenters.status import StandingWords, present_status
from concordat.assurance.queries import DeclarationSeen, SignedSeen, VersionSeen
from concordat.directory.presenters import now_words
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.words import listed, paragraphs

__all__ = ["DeclarationPage", "present_declaration", "present_status"]


@dataclass(frozen=True, slots=True)
class PartSaid:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedRow:
    """`name` is "" for the public; `now` says who has the duties of an organisation that has ended."""

    organisation: str
    slug: str
    type: str
    role: str
    name: str
    signed_on: str
    offer: str
    now: str


@dataclass(frozen=True, slots=True)
class NeededRow:
    """A type of agency: `words` say who signed for it, or that nobody did."""

    type: str
    words: str
    is_missing: bool
    is_required: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    words: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """What everybody reads; `ended` says what became of a version that no longer holds, "" while it does."""

    title: str
    locality_name: str
    is_example: bool
    standing: StandingWords
    has_words: bool
    is_draft: bool
    sentence: str
    ended: str
    areas: str
    parts: tuple[PartSaid, ...]
    signatories: tuple[SignedRow, ...]
    supporters: tuple[SignedRow, ...]
    has_offers: bool
    needed: tuple[NeededRow, ...]
    missing: str
    versions: tuple[VersionRow, ...]


def present_declaration(seen: DeclarationSeen, *, base: str) -> DeclarationPage:
    """`base` is the address of the locality's declaration."""
    signatories = tuple(_row(each) for each in seen.signed if each.kind is SignatoryKind.SIGNATORY)
    supporters = tuple(_row(each) for each in seen.signed if each.kind is SignatoryKind.SUPPORTER)
    version = seen.version
    return DeclarationPage(
        title=seen.title or f"Declaration on crisis care in {seen.locality_name}",
        locality_name=seen.locality_name,
        is_example=seen.is_example,
        standing=present_status(seen.status),
        has_words=version is not None,
        is_draft=version is not None and version.is_draft,
        sentence=_sentence(seen, len(signatories), len(supporters)),
        ended=_ended(version) if version else "",
        areas=_areas(seen),
        parts=tuple(PartSaid(part.title, paragraphs(part.text)) for part in seen.parts if part.text.strip()),
        signatories=signatories,
        supporters=supporters,
        has_offers=any(row.offer for row in supporters),
        needed=tuple(present_needed(each) for each in seen.needed),
        missing=missing_words(seen.needed),
        versions=tuple(_version_row(each, version, base) for each in seen.versions),
    )


def present_needed(each: NeededType) -> NeededRow:
    needed = each.needed
    if each.signed:
        words = f"Signed by {listed(list(each.signed))}"
    else:
        words = "Nobody has signed" if needed.is_required else "Nobody has signed; expected, not required"
    return NeededRow(needed.type.words, words, each.is_missing, needed.is_required)


def missing_words(needed: tuple[NeededType, ...]) -> str:
    """ "No ambulance service and no police force has signed."; "" where none is missing."""
    missing = [f"no {each.needed.one}" for each in needed if each.is_missing and each.needed.is_required]
    if not missing:
        return ""
    words = listed(missing)
    return f"{words[0].upper()}{words[1:]} has signed."


def _row(each: SignedSeen) -> SignedRow:
    return SignedRow(
        each.organisation,
        each.slug,
        each.type.words,
        each.role,
        each.name or "",
        spoken_day(each.signed_on),
        each.offer,
        now_words(each.fate) if each.fate else "",
    )


def _sentence(seen: DeclarationSeen, signatories: int, supporters: int) -> str:
    version = seen.version
    if version is None:
        return f"{seen.locality_name} has made no declaration here yet."
    signed = f"signed by {spoken_count(signatories, 'organisation')}"
    if supporters:
        signed += f" and supported by {spoken_count(supporters, 'other')}"
    if version.declared_on is None:
        return f"This version is a draft, {signed} so far. Only members can read it."
    return f"Declared on {spoken_day(version.declared_on)}, {signed}."


def _ended(version: VersionSeen) -> str:
    if not version.ended_on:
        return ""
    day = spoken_day(version.ended_on)
    if version.ending == "withdrawn":
        return f"Withdrawn on {day}: {version.reason}"
    return f"Replaced on {day} by a newer version." if version.ending == "replaced" else f"Dropped on {day} as a draft."


def _areas(seen: DeclarationSeen) -> str:
    words = listed(list(seen.areas))
    if words and seen.areas_note:
        return f"{words} ({seen.areas_note})"
    return words or seen.areas_note


def _version_row(each: VersionSeen, shown: VersionSeen | None, base: str) -> VersionRow:
    words = f"Version {each.number}"
    if each.declared_on:
        words += f", declared on {spoken_day(each.declared_on)}"
    else:
        words += ", a draft" if not each.ending else ", a draft that was dropped"
    if each.ending in ("withdrawn", "replaced") and each.ended_on:
        words += f", {each.ending} on {spoken_day(each.ended_on)}"
    return VersionRow(words, f"{base}versions/{each.number}/", shown is not None and each.number == shown.number)
