"""The page on which somebody signs a declaration by their link."""

from dataclasses import dataclass

from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.presenters.declarations import PartSaid
from concordat.assurance.queries import LinkOver, SigningSeen
from concordat.plans.domain.days import spoken_day
from concordat.plans.presenters.words import listed, paragraphs


@dataclass(frozen=True, slots=True)
class SigningPage:
    """`done` says that it is signed, `changed` that the words changed since, `declined` that it was declined."""

    heading: str
    title: str
    locality_name: str
    organisation: str
    sentence: str
    verb: str
    areas: str
    parts: tuple[PartSaid, ...]
    done: str
    changed: str
    declined: str
    ask: str
    ask_email: str
    button: str


@dataclass(frozen=True, slots=True)
class OverPage:
    whom: str
    email: str


def present_signing(seen: SigningSeen) -> SigningPage:
    is_signing = seen.kind is SignatoryKind.SIGNATORY
    verb = "sign" if is_signing else "support"
    areas = listed(list(seen.areas)) or seen.areas_note
    return SigningPage(
        heading=f"{verb.capitalize()} the declaration for {seen.organisation}",
        title=seen.title,
        locality_name=seen.locality_name,
        organisation=seen.organisation,
        sentence=(
            f"{seen.asker or 'The partnership'} asks {seen.organisation} to {verb} this declaration. It is about how "
            f"people in a mental health crisis are helped in {seen.locality_name}."
        ),
        verb=verb,
        areas=areas,
        parts=tuple(PartSaid(part.title, paragraphs(part.text)) for part in seen.parts if part.text.strip()),
        done=_done(seen),
        changed=(
            f"{seen.organisation} signed on {spoken_day(seen.earlier_on)}. The words have changed since: please read "
            "them, and sign again."
            if seen.earlier_on
            else ""
        ),
        declined=(
            f"On {spoken_day(seen.declined_at.date())} you said that {seen.organisation} does not {verb}. "
            "You can still do so below."
            if seen.declined_at and not seen.signed_on
            else ""
        ),
        ask=seen.asker,
        ask_email=seen.asker_email,
        button=f"{verb.capitalize()} the declaration",
    )


def _done(seen: SigningSeen) -> str:
    if seen.signed_on is None:
        return ""
    when = (
        "It is published with the declaration now."
        if seen.declared_on
        else "When the declaration is made, everybody reads this."
    )
    role = f"{seen.signed_role}, " if seen.signed_role else ""
    return f"{seen.organisation}: {role}{spoken_day(seen.signed_on)}. {when}"


def present_over(over: LinkOver) -> OverPage:
    return OverPage(over.asker, over.email)
