"""Takes out of words what the public should not read: names of staff, their addresses, telephones and file paths."""

import re
from collections.abc import Iterable

NAME = "[name withheld]"
EMAIL = "[e-mail address withheld]"
TELEPHONE = "[telephone number withheld]"
PATH = "[file path withheld]"

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# Geographic and mobile numbers are people's desks and pockets; 03 and 08 are the lines that a plan gives to the
# public (0300, 0800), and 111, 999 and 116 123 are too short to match.
_TELEPHONE = re.compile(r"(?<![\w.])(?:\+44\s?(?:\(0\)\s?)?|\(?0)[127](?:[\s()-]*\d){8,9}(?!\d)")
# As far as the file's ending, since folders have spaces in their names; without one, to the next space.
_PATH = re.compile(r"(?:\\\\[\w.$-]+|\b[A-Za-z]:)\\(?:[^\"<>|?*\r\n]{0,200}?\.[A-Za-z]{3,4}\b|[^\s\"<>|?*]+)")
_MANY_DIGITS = re.compile(r"[127][\d\s()-]{7}")


class Withheld:
    """What is withheld from the readers of one plan: call it with words to get them as the public may read them.

    `names` are the full names of the people of the locality. A name of one word is matched with its capital, since
    small letters would make a word of it ("may", "will").
    """

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({" ".join(name.split()) for name in names if len(name.strip()) > 2}, key=len, reverse=True)
        self._folded = [name.casefold().split()[0] for name in wanted]
        long = [r"\s+".join(re.escape(part) for part in name.split()) for name in wanted if " " in name]
        short = [re.escape(name) for name in wanted if " " not in name]
        parts = ([f"(?i:{'|'.join(long)})"] if long else []) + short
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    def __call__(self, text: str) -> str:
        if "@" in text:
            text = _EMAIL.sub(EMAIL, text)
        if "\\" in text:
            text = _PATH.sub(PATH, text)
        if _MANY_DIGITS.search(text):
            text = _TELEPHONE.sub(TELEPHONE, text)
        if self._names is not None:
            folded = text.casefold()
            if any(first in folded for first in self._folded):
                text = self._names.sub(NAME, text)
        return text
