"""Marks in a text the words that a conclusion rests on, and says what a colour or a sign is called."""

import colorsys
import re
from collections.abc import Iterable
from dataclasses import dataclass

from concordat.plans.domain.statuses import colour_of_fill


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text."""

    text: str
    is_marked: bool = False


def mark(text: str, phrases: Iterable[str]) -> tuple[Words, ...]:
    """The text in stretches, those marked that are one of the phrases; white space and letter case do not matter."""
    wanted = sorted(
        {" ".join(phrase.split()) for phrase in phrases if phrase and phrase.strip()}, key=len, reverse=True
    )
    if not wanted or not text:
        return (Words(text),) if text else ()
    pattern = "|".join(_edge(one) for one in wanted)
    stretches = []
    end = 0
    for found in re.finditer(pattern, text, re.IGNORECASE):
        if found.start() > end:
            stretches.append(Words(text[end : found.start()]))
        stretches.append(Words(found.group(), is_marked=True))
        end = found.end()
    if end < len(text):
        stretches.append(Words(text[end:]))
    return tuple(stretches)


def _edge(phrase: str) -> str:
    """A pattern for a phrase that begins and ends where a word does, so that "NCC" is not marked in "NCCG"."""
    body = r"\s+".join(re.escape(word) for word in phrase.split())
    return (r"(?<!\w)" if phrase[0].isalnum() else "") + body + (r"(?!\w)" if phrase[-1].isalnum() else "")


def colour_in_words(fill: str | None) -> str:
    """What a person would call a colour of six hex digits: "green", "pale amber", "dark blue"; "" for none or white."""
    colour = colour_of_fill(fill)
    if colour is None or fill is None:
        return ""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    lightness = colorsys.rgb_to_hls(red, green, blue)[1]
    depth = "pale " if lightness > 0.8 else "dark " if lightness < 0.2 else ""
    return f"{depth}{colour.value}"


_COLOURED = re.compile(r"(fill|text colour|shape) ([0-9A-Fa-f]{6})\b")
_SIGN = re.compile(r"(symbol|highlight|tick in column) (.+)")


def sign_in_words(basis: str) -> str:
    """What a status rests on where that is a colour or a sign ("fill 00B050" → "the green shading"), else ""."""
    if found := _COLOURED.fullmatch(basis):
        what, fill = found.groups()
        colour = colour_in_words(fill) or f"colour {fill}"
        return {
            "fill": f"the {colour} shading",
            "text colour": f"the {colour} letters",
            "shape": f"the {colour} shape",
        }[what]
    if found := _SIGN.fullmatch(basis):
        what, sign = found.groups()
        return {
            "symbol": f"the sign {sign}",
            "highlight": f"words highlighted in {_apart(sign)}",
            "tick in column": f"the tick under “{sign}”",
        }[what]
    return ""


def basis_in_words(basis: str | None) -> str:
    """What a status rests on, to follow "because of": the words in quotation marks, or the name of the sign."""
    if not basis:
        return ""
    return sign_in_words(basis) or f"“{' '.join(basis.split())}”"


def _apart(name: str) -> str:
    """Word's names of colours in plain words: "darkGreen" → "dark green"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
