"""What a declaration still lacks, in sentences, and which types of agency stand behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.assurance.domain.reference import PatternPart, RequiredType
from concordat.directory.domain import OrganisationType
from concordat.plans.domain.days import spoken_day


class SignatoryKind(StrEnum):
    """Who signs answers for delivery; who supports shares news and may offer an action."""

    SIGNATORY = "signatory"
    SUPPORTER = "supporter"

    @property
    def words(self) -> str:
        return {"signatory": "Signatory", "supporter": "Supporter"}[self.value]


class How(StrEnum):
    """By which way somebody signed."""

    LINK = "link"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a declaration as a locality words it."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation beside a declaration: asked or not, signed or not, these words or earlier ones."""

    name: str
    type: OrganisationType
    kind: SignatoryKind
    is_asked: bool
    signed_on: date | None  # the present words
    signed_earlier_on: date | None = None  # words that were changed since
    has_declined: bool = False

    @property
    def counts(self) -> bool:
        return self.signed_on is not None and self.kind is SignatoryKind.SIGNATORY


@dataclass(frozen=True, slots=True)
class NeededType:
    """A type that a declaration needs, and which organisations of that type have signed it."""

    needed: RequiredType
    signed: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        return not self.signed


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a declaration still lacks; one that `stops` it must be mended before it can be made."""

    about: str  # "words", "areas", "signatures", "date"
    sentence: str
    stops: bool = True


def why_no_reminder(
    *, is_asked: bool, has_signed: bool, has_declined: bool, is_lost: bool, last_letter_on: date | None, on: date
) -> str:
    """Why whoever was asked to sign gets no reminder on a day, as a sentence; empty where they may.

    `is_lost`: the letter that asked them did not arrive, so that another to that address would not either.
    """
    if has_signed:
        return "It has signed."
    if not is_asked:
        return "Nobody there is asked yet."
    if has_declined:
        return "It does not sign."
    if is_lost:
        return "The letter did not arrive: give another address, and ask again."
    if last_letter_on is not None and last_letter_on >= on:
        return "A letter went today. You can remind them tomorrow."
    return ""


def needed_types(required: Iterable[RequiredType], standing: Iterable[Standing]) -> tuple[NeededType, ...]:
    """Each needed type with those who signed for it, in the order of the reference data."""
    signed = [each for each in standing if each.counts]
    return tuple(
        NeededType(needed, tuple(each.name for each in signed if each.type is needed.type)) for needed in required
    )


def lacks_of(
    *,
    parts: Sequence[Part],
    pattern: Sequence[PatternPart],
    has_areas: bool,
    standing: Sequence[Standing],
    required: Sequence[RequiredType],
) -> tuple[Lack, ...]:
    """What a draft lacks before it can be made, then what its coordinator should know, each as a sentence."""
    return (*_lacks_of_words(parts, pattern, has_areas), *_lacks_of_signatures(standing, required))


def wrong_with_day(declared_on: date, standing: Iterable[Standing], *, today: date) -> str:
    """Why a declaration can't be made as of a day, in a sentence; empty where it can."""
    if declared_on > today:
        return f"{spoken_day(declared_on)} has not come yet. A declaration is made today, or was made before."
    signed = [(each.signed_on, each.name) for each in standing if each.signed_on]
    last = max(signed, default=None)
    if last is not None and last[0] is not None and last[0] > declared_on:
        return f"{last[1]} signed on {spoken_day(last[0])}. Choose that day or a later one."
    return ""


def _lacks_of_words(parts: Sequence[Part], pattern: Sequence[PatternPart], has_areas: bool) -> Iterable[Lack]:
    said = {part.key for part in parts if part.text.strip()}
    for part in pattern:
        if part.is_needed and part.key not in said:
            yield Lack("words", f"It says nothing under “{part.title}” yet.")
    if not has_areas:
        yield Lack("areas", "It does not say which areas it covers.")


def _lacks_of_signatures(standing: Sequence[Standing], required: Sequence[RequiredType]) -> Iterable[Lack]:
    signing = [each for each in standing if each.kind is SignatoryKind.SIGNATORY]
    needed = needed_types(required, standing)
    missing = [one.needed for one in needed if one.is_missing and one.needed.is_required]
    for each_type in missing:
        yield Lack("signatures", _missing(each_type, [each for each in signing if each.type is each_type.type]))
    if not missing and not any(each.counts for each in standing):
        yield Lack("signatures", "Nobody has signed these words.")
    for each in standing:
        if each.signed_on is None and each.signed_earlier_on is not None:
            yield Lack(
                "signatures",
                f"{each.name} signed on {spoken_day(each.signed_earlier_on)}, before the words were changed. "
                "Without its signature under these words it is not named.",
                stops=False,
            )
        elif each.signed_on is None and each.has_declined:
            yield Lack("signatures", f"{each.name} has said that it does not sign.", stops=False)
    waited_for = {one.type for one in missing}
    late = [each.name for each in standing if _is_silent(each) and each.type not in waited_for]
    if late:
        count = "One organisation has" if len(late) == 1 else f"{len(late)} organisations have"
        it = "It" if len(late) == 1 else "They"
        yield Lack(
            "signatures",
            f"{count} not signed yet: {', '.join(late)}. {it} can still sign after the declaration.",
            stops=False,
        )
    for one in needed:
        if one.is_missing and not one.needed.is_required:
            yield Lack("signatures", f"Most declarations carry {_a(one.needed.one)}; no one has signed.", stops=False)


def _is_silent(each: Standing) -> bool:
    return each.signed_on is None and each.signed_earlier_on is None and not each.has_declined


def _missing(needed: RequiredType, asked: Sequence[Standing]) -> str:
    """ "No police force has signed: Tarnshire Police is asked and has not signed." """
    start = f"No {needed.one} has signed these words"
    if not asked:
        return f"{start}, and none is named among the signatories. A declaration needs {_a(needed.one)}."
    return f"{start}: " + "; ".join(_how_far(each) for each in asked) + "."


def _how_far(each: Standing) -> str:
    if each.has_declined:
        return f"{each.name} has said that it does not sign"
    if each.signed_earlier_on is not None:
        return f"{each.name} signed earlier ones, on {spoken_day(each.signed_earlier_on)}"
    return f"{each.name} is asked and has not signed" if each.is_asked else f"{each.name} is named and not asked yet"


def _a(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeiou' or noun.startswith('NHS') else 'a'} {noun}"
