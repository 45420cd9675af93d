"""A letter as it is handed over, what the other side may answer, and when it is tried again."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

LINK = "{link}"
_HOUR = timedelta(hours=1)
# Nearly four days in all: a mail server that was down over a bank holiday weekend still gets the letter.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
)


@dataclass(frozen=True)
class Letter:
    """A letter that goes to one address; `text` holds "{link}" where `link`, an address of the site, goes."""

    reference: str  # what it is called outside: its Message-ID, or our reference at the mail service
    to_address: str
    to_name: str
    subject: str
    text: str
    link: str


class Fate(StrEnum):
    """What became of handing a letter over."""

    TAKEN = "taken"
    TRY_LATER = "try later"  # for now, or for a reason that is not the letter's
    NO_SUCH_ADDRESS = "no such address"
    REFUSED = "refused"  # this letter, for good
    UNSURE = "unsure"  # it was cut off after the whole letter had gone out
    ASK_LATER = "ask later"  # as UNSURE, but the other side can be asked after a while
    LEFT = "left"  # another worker has it


@dataclass(frozen=True)
class Answer:
    """A letter's fate and, where it was not taken, the reason in a sentence."""

    fate: Fate
    words: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph or a list of a letter: its lines, each cut where the link stands; or the link alone."""

    lines: tuple[tuple[str, ...], ...]
    is_list: bool = False
    is_link: bool = False


def wait_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts that failed for now; None when it is time to give up."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def plain_text(letter: Letter) -> str:
    """The letter's words with the link in its place."""
    return letter.text.replace(LINK, letter.link) if letter.link else letter.text


def blocks_of(letter: Letter) -> tuple[Block, ...]:
    """The paragraphs, lists ("- " before each line) and link of a letter, which empty lines part."""
    return tuple(_block(part, bool(letter.link)) for part in re.split(r"\n\s*\n", letter.text.strip()) if part.strip())


def _block(part: str, has_link: bool) -> Block:
    lines = [line.strip() for line in part.strip().splitlines()]
    if has_link and lines == [LINK]:
        return Block((), is_link=True)
    is_list = all(line.startswith("- ") for line in lines)
    words = (line.removeprefix("- ") if is_list else line for line in lines)
    return Block(tuple(tuple(line.split(LINK)) if has_link else (line,) for line in words), is_list=is_list)
