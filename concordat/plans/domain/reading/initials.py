"""Tells the initials of people from the letters of bodies among the leads of a whole plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from concordat.documents.domain import Document, Paragraph
from concordat.plans.domain.leads import Lead, people, words
from concordat.plans.domain.reading.remarks import Remarks
from concordat.plans.domain.readings import ReadAction, ReadSection

_LETTERS = re.compile(r"(?:[A-Z]\.?\s?-?){2,3}")
_DOTTED = re.compile(r"(?:[A-Z]\.\s?){2,3}|[A-Z](?: [A-Z]){1,2}")
_CAPITALS = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:(?:and|of|for|the|in)\s+|&\s+)?[A-Z][\w’'-]*){1,5}")
# Letters that partnerships use without ever spelling them out.
_KNOWN = words.words_of("LA DH HO GP PH CC DC BC CA ED AE FT EDT NHS CCG ICB ICS BTP PCC CMHT VCS VCSE AMHP")
# Of two letters nobody spells out: a council, a trust, a police force, a service.
_ENDS_OF_BODIES = frozenset("CTPS")
_FEWEST_LETTERS_OF_BODIES = 3


def left_as_words(sections: tuple[ReadSection, ...], document: Document, remarks: Remarks) -> tuple[ReadSection, ...]:
    """The sections without leads that are a person's initials, which stay in the words; each such row has a doubt."""
    lettered = {
        name: letters
        for section in sections
        for action in section.actions
        for lead in action.leads
        if (name := _alone(lead)) and (letters := _letters_of(name)) and letters not in _KNOWN
    }
    if not lettered:
        return sections
    spelt = dict.fromkeys(lettered.values(), "")
    for text in _texts(document):
        _note_spelt(text, spelt)
    initials = {name for name, letters in lettered.items() if _are_initials(name, letters, spelt[letters])}
    if not initials:
        return sections
    return tuple(
        replace(section, actions=tuple(_without(action, initials, remarks) for action in section.actions))
        for section in sections
    )


def _alone(lead: Lead) -> str:
    """The name of a lead that could be initials: a body without a person; "" for others."""
    name = lead.organisation or ""
    return name if lead.person is None and _LETTERS.fullmatch(name) else ""


def _letters_of(name: str) -> str:
    return "".join(letter for letter in name if letter.isalpha())


def _texts(document: Document) -> Iterator[str]:
    yield from document.headers
    yield from document.text_boxes
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.own_cells())


def _note_spelt(text: str, spelt: dict[str, str]) -> None:
    """Keep for each of the letters whether words that begin with them name a "body" or a "person"."""
    for found in _CAPITALS.finditer(text):
        names = [word for word in re.split(r"[\s&]+", found[0]) if word[:1].isupper()]
        for start in range(len(names) - 1):
            for end in range(start + 2, min(start + _FEWEST_LETTERS_OF_BODIES, len(names)) + 1):
                letters = "".join(word[0] for word in names[start:end])
                if letters in spelt and spelt[letters] != "body":
                    spelt[letters] = _kind(names[start:end]) or spelt[letters]


def _kind(names: Sequence[str]) -> str:
    if any(name.lower() in words.HEADS for name in names):
        return "body"
    return "person" if people.may_be_person(" ".join(names)) else ""


def _are_initials(name: str, letters: str, spelt: str) -> bool:
    if spelt:
        return spelt == "person"
    if _DOTTED.fullmatch(name):
        return True
    return len(letters) < _FEWEST_LETTERS_OF_BODIES and letters[-1] not in _ENDS_OF_BODIES


def _without(action: ReadAction, initials: set[str], remarks: Remarks) -> ReadAction:
    found = [lead.organisation for lead in action.leads if _alone(lead) in initials]
    if not found:
        return action
    names = " and ".join(f"“{name}”" for name in found)
    remarks.warn(
        "lead-initials",
        f"{names} {'looks' if len(found) == 1 else 'look'} like a person’s initials and not like a partner: "
        "say who leads this action.",
        action.where,
    )
    return replace(action, leads=tuple(lead for lead in action.leads if _alone(lead) not in initials))
