"""The boards that a plan describes around its tables, and the words there that have no other home."""

import re
from collections.abc import Sequence

from concordat.documents.domain import Paragraph
from concordat.plans.domain import status_keys
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.wording import SENTENCE, tidy
from concordat.plans.domain.readings import Passage

_BOARD_NAME = re.compile(
    r"\b(?:board|group|partnership|committee|forum|together|alliance|network|programme|collaborative)\b", re.IGNORECASE
)
_BOARD_WORDS = re.compile(
    r"\b(?:oversight|oversees|chaired by|chair|partner organisations|member organisations|members|meets|reports to|"
    r"accountable|strategic plan|responsible for|brings together)\b",
    re.IGNORECASE,
)
_GOVERNANCE = re.compile(
    r"\b(?:govern(?:s|ed|ance|ing)?|oversight|oversees?|accountab\w+|boards?|(?:sub-?)?groups?|committees?|"
    r"reporting (?:lines?|structures?|arrangements?)|who (?:meets|keeps|looks after)|"
    r"how we (?:meet|work together|are run))\b",
    re.IGNORECASE,
)
# Under a heading about governance more words will do: "Lived experience panel".
_GOVERNING_NAME = re.compile(
    _BOARD_NAME.pattern
    + r"|\b(?:sub-?group|panel|council|cabinet|executive|assembly|task ?force|cell|hub|team|meeting|"
    r"conference|summit|boards|groups)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 100
_ENTRY_NAME = re.compile(r"\s*(?:[:=–—]|\s-\s)")  # "Red: not started. Amber: under way."


def passages(
    paragraphs: Sequence[Paragraph], after: Sequence[Paragraph]
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The boards that the text before the tables describes, and the passages with no other home.

    A board has a heading of its own, or opens its paragraph in bold under a heading about governance. What stands
    after or between the tables is never a board's. A heading with nothing left under it is dropped.
    """
    boards: list[Passage] = []
    others: list[Passage] = []
    for heading, held in _under_headings(paragraphs):
        described, held = _described_in(held) if heading and _GOVERNANCE.search(heading) else ([], held)
        boards.extend(described)
        text = "\n".join(tidy(paragraph.text) for paragraph in held)
        if text and heading and _BOARD_NAME.search(heading) and _BOARD_WORDS.search(text) and not described:
            boards.append(Passage(heading, text))
        elif text:
            others.append(Passage(heading, text))
    for heading, held in _under_headings(after):
        if heading:
            others.extend([Passage(heading, "\n".join(tidy(p.text) for p in held))] if held else [])
        else:
            others.extend(Passage(None, tidy(paragraph.text)) for paragraph in held)
    return tuple(boards), tuple(others)


def is_key_only(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds a status key and nothing else worth keeping."""
    text = tidy(paragraph.text)
    if not text:
        return False
    if status_keys.key_in_runs((paragraph,)):
        return True
    names = {name.casefold() for name, _ in status_keys.key_in_text(text)}
    first, *later = SENTENCE.split(text)
    if later and not any(re.search(rf"\b{re.escape(name)}\s*[:=–—-]", first, re.IGNORECASE) for name in names):
        return False
    return bool(names) and all(_ENTRY_NAME.split(sentence, maxsplit=1)[0].casefold() in names for sentence in later)


def _under_headings(paragraphs: Sequence[Paragraph]) -> list[tuple[str | None, list[Paragraph]]]:
    found: list[tuple[str | None, list[Paragraph]]] = [(None, [])]
    for paragraph in paragraphs:
        text = tidy(paragraph.text)
        if not text or is_key_only(paragraph):
            continue
        if paragraph.heading is not None:
            found.append((text.replace("\n", " "), []))
        elif not titles.is_generic(text):
            found[-1][1].append(paragraph)
    return found


def _described_in(paragraphs: list[Paragraph]) -> tuple[list[Passage], list[Paragraph]]:
    """The boards whose names open paragraphs in bold, each with what follows up to the next bold words; and the rest.

    Bold words that name no board ("Quorum.") end the board before them and stay with the rest.
    """
    found: list[tuple[str, list[str]]] = []
    rest: list[Paragraph] = []
    is_board = False
    for paragraph in paragraphs:
        text, opening = tidy(paragraph.text), _bold_opening(paragraph)
        if opening:
            is_board = len(opening) <= _LONGEST_NAME and bool(_GOVERNING_NAME.search(opening))
            if is_board:
                found.append((opening.strip(" .:;,–-"), [text[len(opening) :].lstrip(" .:;,–-\n")]))
                continue
        if is_board:
            found[-1][1].append(text)
        else:
            rest.append(paragraph)
    return [Passage(name, "\n".join(filter(None, lines))) for name, lines in found], rest


def _bold_opening(paragraph: Paragraph) -> str:
    """The bold words that a paragraph opens with; empty where there are none."""
    bold = ""
    for run in paragraph.runs:
        if run.text.strip() and not run.is_bold:
            break
        bold += run.text
    bold = tidy(bold)
    return bold if tidy(paragraph.text).startswith(bold) else ""
