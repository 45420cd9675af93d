"""The letter that asks somebody to sign a declaration, in words; "{link}" stands where the link goes."""

from dataclasses import dataclass

from concordat.assurance.domain.declaring import SignatoryKind


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
        f"Dear {to_name}",
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
    return Letter(subject, "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()))
