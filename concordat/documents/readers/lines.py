"""Gathers the words of one paragraph where white space runs together, as it does in pages and OpenDocument files."""

import re
from typing import NamedTuple

from concordat.documents.domain import Paragraph, Place, Run
from concordat.documents.readers.word.runs import shown, struck_words

_SPACES = re.compile(r"[ \t\n\r\f]+")


class Look(NamedTuple):
    """How words look; colours are six hex digits or None."""

    colour: str | None = None
    highlight: str | None = None  # the name that Word gives it
    fill: str | None = None
    is_struck: bool = False
    is_bold: bool = False
    font: str | None = None  # matters only where its letters show as signs


class Line:
    """The words of a paragraph as they come in; only what a person sees is added."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Look]] = []
        self._ends_in_space = True  # nothing yet: space at the start of a line does not show

    @property
    def is_empty(self) -> bool:
        return not self._pieces

    def add(self, text: str, look: Look) -> None:
        """Words whose white space runs together with that before and after them."""
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if self._ends_in_space:
            text = text.removeprefix(" ")
        if text:
            self._ends_in_space = text.endswith(" ")
            self._pieces.append((shown(text, look.font), look))

    def add_exactly(self, text: str, look: Look) -> None:
        """Words whose white space shows as it stands; a line end is a newline."""
        if text:
            parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._pieces.append(("\n".join([shown(part, look.font) for part in parts]), look))
            self._ends_in_space = False

    def add_break(self, look: Look) -> None:
        """A soft line break."""
        self._drop_last_space()
        self._pieces.append(("\n", look))
        self._ends_in_space = True

    def take_label(self, *, longest: int = 12) -> str | None:
        """What was added so far, taken out as the paragraph's label; None where it is too long for one, or nothing."""
        text = "".join(piece for piece, _ in self._pieces).strip()
        if not text or len(text) > longest:
            return None
        self._pieces, self._ends_in_space = [], True
        return text

    def take(self, place: Place, *, label: str | None = None, heading: int | None = None) -> Paragraph:
        """The paragraph that was gathered; the line is empty again."""
        self._drop_last_space()
        while self._pieces and self._pieces[-1][0] == "\n":
            self._pieces.pop()  # a break at the end of a paragraph shows nothing
        runs: list[Run] = []
        before: Look | None = None
        gathered: list[str] = []
        for text, look in self._pieces:
            if before is not None and look != before:
                runs.append(_run("".join(gathered), before))
                gathered = []
            gathered.append(text)
            before = look
        if before is not None:
            runs.append(_run("".join(gathered), before))
        self._pieces, self._ends_in_space = [], True
        text = "".join([run.text for run in runs if not run.is_struck])
        return Paragraph(text, tuple(runs), label, heading, struck_words(runs), place)

    def _drop_last_space(self) -> None:
        if self._pieces and self._ends_in_space and self._pieces[-1][0].endswith(" "):
            text, look = self._pieces.pop()
            if text := text[:-1]:
                self._pieces.append((text, look))


def _run(text: str, look: Look) -> Run:
    return Run(text, look.colour, look.highlight, look.fill, look.is_struck, look.is_bold)
