"""Takes text whose cells stand between " | " for text whose cells stand between " / "."""

import re
from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.readers.text.lines import TextLine

WORD_SLASH = "\u2215"  # stands for a slash between words while slashes stand for pipes
_PIPE = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_SLASH = re.compile(r"(?:(?<=\s)|^)/(?=\s|$)")
_RULE = re.compile(r"(?=.*[-=])[|:+=\s-]+")


def has_pipes(lines: Sequence[TextLine]) -> bool:
    """Whether pipes may part the cells of a text's lines."""
    return any(len(_PIPE.findall(line.text)) > 1 for line in lines)


def with_slashes(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines with slashes for pipes; those that only draw a table's lines are left out."""
    found: list[TextLine] = []
    for line in lines:
        if "|" in line.text and _RULE.fullmatch(line.text):
            continue
        text = line.text
        if text.startswith("| ") and text.endswith(" |"):  # a frame around the row, not an empty cell at either end
            text = text[2:-2].strip()
        found.append(replace(line, text=_PIPE.sub("/", _SLASH.sub(WORD_SLASH, text))))
    return found
