"""The letters about declarations and checks, in words; "{link}" stands where the link goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.assurance.domain.declaring import SignatoryKind
from concordat.plans.domain.days import spoken_count, spoken_day


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def signing_letter(
    *,
    locality: str,
    organisation: str,
    kind: SignatoryKind,
    to_name: str,
    words: str,
    asker_name: str,
    asker_address: str,
) -> Letter:
    """Asks one person to sign for an organisation; `words` are the coordinator's own, "" for none."""
    doing = "sign" if kind is SignatoryKind.SIGNATORY else "support"
    meaning = (
        "Whoever signs answers for what the organisation promises in it."
        if kind is SignatoryKind.SIGNATORY
        else "A supporter shares its news, and may offer something that it will do."
    )
    paragraphs = (
        f"Dear {to_name},",
        f"The partners in {locality} are making a declaration on how people in a mental health crisis are helped. We "
        f"ask {organisation} to {doing} it, and you to do so on its behalf. {meaning}",
        words,
        "Read it and sign it here:",
        "{link}",
        "You need no password. The link is meant for you: please do not pass it on. If somebody else signs for "
        f"{organisation}, tell us who.",
        f"When the declaration is published it names {organisation}, your role and the day. Your name is not given.",
        f"{asker_name}\n{asker_address}" if asker_name else "",
    )
    subject = f"Please {doing} the crisis care declaration of {locality}"[:200]
    return Letter(subject, _text(paragraphs))


def reminding_letter(
    *,
    locality: str,
    organisation: str,
    kind: SignatoryKind,
    to_name: str,
    asked_on: date,
    asker_name: str,
    asker_address: str,
) -> Letter:
    """Reminds one person who was asked on `asked_on`, with the link that they had; it puts no words in their mouth."""
    doing = "sign" if kind is SignatoryKind.SIGNATORY else "support"
    paragraphs = (
        f"Dear {to_name},",
        f"On {spoken_day(asked_on)} we asked {organisation} to {doing} the crisis care declaration of {locality}, and "
        "you to do so on its behalf. You have not answered yet.",
        f"Read it, and {doing} it or say why not, here:",
        "{link}",
        "It is the same link as before, and meant for you: please do not pass it on. You need no password.",
        f"{asker_name}\n{asker_address}" if asker_name else "",
    )
    subject = f"Reminder: please {doing} the crisis care declaration of {locality}"[:200]
    return Letter(subject, _text(paragraphs))


def decided_letter(
    *,
    locality: str,
    edition: int,
    is_approved: bool,
    points: Sequence[tuple[str, str]],
    note: str,
    to_name: str,
    decided_on: date,
) -> Letter:
    """Tells a coordinator or chair what became of the check; `points` are pairs of a criterion's title and words."""
    if is_approved:
        subject = f"Approved: the crisis care plan of {locality}"
        told = f"Edition {edition} of the plan of {locality} was approved on {spoken_day(decided_on)}."
    else:
        subject = f"Changes asked for: the crisis care plan of {locality}"
        told = (
            f"Edition {edition} of the plan of {locality} was checked on {spoken_day(decided_on)}. You are asked to "
            f"change {spoken_count(len(points), 'thing')} before it goes in again:"
        )
    paragraphs = (
        f"Dear {to_name},",
        told,
        "\n".join(f"- {number}. {title}: {' '.join(words.split())}" for number, (title, words) in enumerate(points, 1)),
        f"Whoever checked it adds: {note}" if note.strip() else "",
        "What was judged, with the reasons, is here:"
        if is_approved
        else "Answer each point here, then submit it again:",
        "{link}",
        "You sign in to read it.",
    )
    return Letter(subject[:200], _text(paragraphs))


def _text(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
