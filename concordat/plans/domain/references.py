"""The references of actions ("3.7(1)", "1:a", "Priority 3"), as people write them and as programs compare them."""

import re

_PLAIN = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")  # as most references are: nothing needs tidying
_MAX_CHARACTERS = 200  # a reference cell is short; anything longer is a paragraph that strayed into the column

# A word that is longer than any reference, and none of those that count or hang on one.
_LONG_WORD = re.compile(
    r"(?<![a-z])(?!(?:updated|amended|revised|continued|reference|priority|objective|outcome|section|standard"
    r"|recommendation|principle)(?![a-z]))[a-z]{7}",
    re.IGNORECASE | re.ASCII,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAK = re.compile(r"\s*\n\s*")
# What people hang on a reference without being part of it: "1.4*" (see the note), "2.6 NEW", "No. 4", a list bullet.
_ORNAMENT = re.compile(
    r"[*†‡#•·▪●]|\b(?:new|updated|amended|revised|contd|cont|continued)\b\.?"
    r"|\b(?:no|ref|reference|number|item)\b\.?:?(?= ?[A-Za-z]{0,4}[ -]?\d)",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
# "3.\n3" and "3. 3" are 3.3 in a narrow column, "1.\n2." are two: the second number then has its own full stop.
_WRAPPED_NUMBER = re.compile(r"(?<=\d)(?: ?\. ?\n?| ?\n?\.)(?=\d{1,3}[a-z]?(?:$|[\s(]|\.\d))")
_INNER_SPACE = re.compile(r"(?<=\d) (?=[(:])|(?<=[:(]) (?=\w)|(?<=\w) (?=\))|(?<=\)) (?=[a-z]\b)")
_LONE_LETTER = re.compile(r"\b([A-Za-z]) (?=\d)|(?<=\d) (?=[a-z]\b(?! ?\)))")
_SEPARATOR = re.compile(r" ?(?:[,;&+|\n]| - | – |\b(?:and|to)\b|/) ?| ", re.IGNORECASE)

# "MH/03" is one: letters that are no reference by themselves, and a number.
_SLASHED = re.compile(r"\b([A-Z]{2,4})/(\d{1,4}[a-z]?)\b")
_KEPT = "\ue000"  # stands for a slash within a reference while they are parted

# A word that counts what follows stays with its number ("Priority 3" is not "3").
_COUNTED = re.compile(
    r"\b(?P<word>priority|action|objective|theme|goal|outcome|section|standard|recommendation|aim|pledge|principle)"
    r" ?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)(?!\w)",
    re.IGNORECASE,
)
_PIECE = r"(?:\d{1,3}[A-Za-z]?|[A-Za-z])"
_REFERENCE = re.compile(
    rf"(?:\d{{4}}|[A-Za-z](?:\d{{1,2}}|0\d{{2}})[a-z]?|[IVX]{{2,5}}(?=\.\d)|[A-Za-z]{{2,6}}[-–/]?\d{{1,4}}[a-z]?|{_PIECE})(?:[.:\-]{_PIECE}){{0,5}}"
    r"(?:\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)){0,2}[a-z]?"
    r"|[ivx]{1,5}|[IVX]{1,5}"
)
# Written like references, but they mean something else: quarters, years, financial years, round the clock.
_ANOTHER_MATTER = re.compile(r"[Qq][1-4]|20[0-3]\d(?:[-/]\d\d(?:\d\d)?)?|\d\d/\d\d|24/7|[A-Za-z]{2,6}[-–]?1[013]\d")


def parse_references(text: str) -> tuple[str, ...]:
    """The references in a cell, in order, each once: white space and the final full stop taken away.

    "3. 3" gives "3.3", "3.6 (1)" gives "3.6(1)", "a." gives "a", "2.4a" over "2.4b" gives both; of a range the two
    ends. A cell that holds other words as well gives nothing, save for marks such as "*" and "new"; a word that
    counts is kept ("Priority 3").
    """
    if _PLAIN.fullmatch(text):
        return (text,)
    if _LONG_WORD.search(text):
        return ()
    found: dict[str, None] = {}
    for piece in _pieces(text):
        if not _is_reference(piece):
            return ()
        found.setdefault(piece)
    return tuple(found)


def looks_like_reference(text: str) -> bool:
    """Whether the words are one reference or a few of them, and nothing else but marks such as "*"."""
    return bool(parse_references(text))


def _pieces(text: str) -> list[str]:
    """What could be references, in their plain form."""
    if len(text) > _MAX_CHARACTERS:
        return []
    tidied = _LINE_BREAK.sub("\n", _SPACES.sub(" ", _INVISIBLE.sub("", text)))
    tidied = _EMPTY_BRACKETS.sub(" ", _ORNAMENT.sub(" ", tidied)).strip()
    if _ANOTHER_MATTER.fullmatch(tidied):
        return [tidied]
    counted = [f"{match['word'].capitalize()} {match['number']}" for match in _COUNTED.finditer(tidied)]
    rest = _COUNTED.sub(" ", _SLASHED.sub(rf"\1{_KEPT}\2", tidied))
    joined = _LONE_LETTER.sub(r"\1", _INNER_SPACE.sub("", _WRAPPED_NUMBER.sub(".", _SPACES.sub(" ", rest))))
    bare = [_without_punctuation(piece).replace(_KEPT, "/") for piece in _SEPARATOR.split(joined)]
    return counted + [piece for piece in bare if piece]


def _without_punctuation(piece: str) -> str:
    trimmed = piece.strip(" .:-–")
    if trimmed.startswith("(") and trimmed.endswith(")") and trimmed.count("(") == 1:
        return trimmed[1:-1]
    return trimmed[:-1].rstrip(" .:") if trimmed.endswith(")") and "(" not in trimmed else trimmed


def _is_reference(piece: str) -> bool:
    if _COUNTED.fullmatch(piece):
        return True
    return bool(_REFERENCE.fullmatch(piece)) and not _ANOTHER_MATTER.fullmatch(piece)
