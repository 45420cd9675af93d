"""Recognises the short labels that number the rows of a table and the bullets that begin a line."""

import re
from collections.abc import Sequence
from itertools import pairwise

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_LABEL = re.compile(
    r"""
    (?:[*†]\s?)?(?:(?:no|ref|reference|action|priority|item|objective|outcome|section|aim)\b\.?\s*)?   # "Priority 3"
    (?:
        \(?(?:[a-z]{1,4}[-./:]?|[a-z]\s)?                 # "A1", "IC-4", "A 1"
        (?:\d{1,3}|(?!19|20)\d{4})
        (?:\s*[.:/-]\s*(?:\d{1,3}|[a-z]{1,2}(?![a-z])))*  # "1.1", "3. 3", "1:a"
        \s?[a-z]?                                         # "3.7a"
        (?:\s*\(\s*[a-z0-9]{1,4}\s*\))?                   # "3.7(1)"
        [.):]?
      | \(?[a-z][.)]                                      # "a.", "(b)"
      | \(?[ivx]{1,5}[.)]                                 # "iv)"
    )
    (?:\s?[*†]+|\s\(?new\)?)?                            # "1.4*", "2.6 NEW"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEARS = re.compile(r"\d\d\s*[-/]\s*\d\d")
_QUARTER = re.compile(r"q[1-4][.:)]?", re.IGNORECASE)
_LONGEST = 24
_LAST_FIRST_LETTER = "c"  # with which a section begins, where the first actions were taken out as complete
# Circles, squares and ticks are left alone: in a status cell they are the status.
_BULLET = re.compile(r"\s*[•·▪◦‣➢\uf0b7\uf0a7]\s*(?=\S)")


def is_row_label(text: str) -> bool:
    """Whether a cell's words are a row's label, or several, one a line: "1.1", "a.", "3.7(1)", "Priority 3".

    Years ("15-16"), quarters ("Q4") and months ("Mar 16") are not.
    """
    lines = [line.strip() for line in text.split("\n")]
    words = [line for line in lines if line]
    return bool(words) and all(_is_label(line) for line in words)


def _is_label(line: str) -> bool:
    if len(line) > _LONGEST or line[:3].lower() in _MONTHS.split():
        return False
    if _YEARS.fullmatch(line) or _QUARTER.fullmatch(line):
        return False
    return _LABEL.fullmatch(line) is not None


def without_bullet(line: str) -> tuple[str | None, str]:
    """A line's bullet, always as "•", and its words; None and the line as it is where it has no bullet."""
    match = _BULLET.match(line)
    if match is None:
        return None, line
    return "•", line[match.end() :]


def is_alphabet(letters: Sequence[str]) -> bool:
    """Whether letters follow one another as in the alphabet; each section of a plan may begin it again."""
    return all(one < other or other <= _LAST_FIRST_LETTER for one, other in pairwise(letters))
