"""A plan's own status key: what each colour, letter or word means there, read from lines, shaded words or a table."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from concordat.documents.domain import Cell, Paragraph, Table
from concordat.plans.domain import statuses
from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.statuses import Colour

Entries = tuple[tuple[str, str], ...]  # as written: ("Red", "not started"), …

_NO_DIFFERENCE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class StatusKey:
    """What each colour, letter or word means, in the plan's words (`entries`) and in ours."""

    entries: Entries = ()
    colours: Mapping[Colour, StatusWord] = field(default_factory=dict)
    words: Mapping[str, StatusWord] = field(default_factory=dict)
    shades: Mapping[tuple[Colour, bool], StatusWord] = field(default_factory=dict)  # by colour and whether it is light

    @property
    def is_given(self) -> bool:
        return bool(self.entries)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> "StatusKey":
        """A key from its entries; an entry whose meaning is not understood is kept and decides nothing."""
        kept = tuple(entries)
        has_blue = any(statuses.colour_of_word(name) is Colour.BLUE for name, _ in kept)
        colours: dict[Colour, StatusWord] = {}
        words: dict[str, StatusWord] = {}
        shades: dict[tuple[Colour, bool], StatusWord] = {}
        for name, text in kept:
            colour = statuses.colour_of_word(name)
            meaning = statuses.meaning_of(text)
            if colour is None:
                meaning = statuses.meaning_of(name) or meaning
            if meaning == "complete_verified" and not has_blue:
                meaning = "complete"  # "done and evidenced" is verified only where a plan tells it from plain "done"
            if meaning is None:
                continue
            if colour is None:
                words.setdefault(_plain(name), meaning)
            else:
                colours.setdefault(colour, meaning)
                shades.setdefault((colour, statuses.is_light_word(name)), meaning)
            words.setdefault(_plain(text), meaning)
        parted = {
            (colour, light): meaning for (colour, light), meaning in shades.items() if (colour, not light) in shades
        }
        return cls(kept, colours, words, parted)

    def of_words(self, text: str) -> StatusWord | None:
        """What the key says of words that it defines or uses itself ("work has begun")."""
        return self.words.get(_plain(text))

    def of_colour(self, colour: Colour, fill: str | None = None) -> tuple[StatusWord, bool] | None:
        """What a colour says, and whether the key says it (True) or only the common reading (False).

        `fill` is the colour's six digits, where they are known: a key may tell light green from dark.
        """
        if self.shades and fill and (shade := self.shades.get((colour, statuses.is_light_fill(fill)))) is not None:
            return shade, True
        if (by_key := self.colours.get(colour)) is not None:
            return by_key, True
        common = statuses.COMMON_READING.get(colour)
        return (common, False) if common is not None else None


def _plain(text: str) -> str:
    return _NO_DIFFERENCE.sub(" ", text.casefold()).strip()


_NAMED = re.compile(
    r"(?<![\w-])((?:(?:light|pale|bright|dark|deep)[ -]?)?(?:red|amber|yellow|orange|green|blue|gr[ea]y|purple|black|"
    r"white|no (?:shading|colou?r|fill)|unshaded|uncoloured))(?![\w-])",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?<![\w&/.-])(BR?|R|A|G|Gr|Y)(?=\s*(?:[=:–—]|-\s|\s-|\)))")
_SIGNED = re.compile(f"([{''.join(statuses.COLOUR_SIGNS)}])\ufe0f?")
_CODED = re.compile(
    r"(?:(?<=^)|(?<=[\s(,;]))([A-Z]{1,3}|[0-5])(?=\s*[=:–]\s*|\s+-\s+)"
)  # "NS = not started", "1: done"
_BESIDE_CODES = "=:–—-)"  # one of them stands between a letter, or a code, and what it means
_LEADING = re.compile(
    r"^[\s=:–—\-•·,;.()\[\]|/]*"
    r"(?:(?:means|is|are|shows|indicates|signifies|represents|denotes|where|when|if|for)\b(?:\s+that\b)?|that\b)?\s*"
    r"(?:(?:it|they|the action|an action|the work|actions?)\s+(?:is|are|has|have)\b)?(?:\s*\bhave been\b)?[\s=:–—\-]*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[;,]\s*[BRAGY]\s*[=:–-]?\s*$)?"
    r"[\s,;.:|/(\[–—\-•·]*(?:\band)?(?:\s*\b(?:those|rows|actions|cells|text|words)(?:\s+(?:shaded|coloured|marked|in|are))*)?"
    r"[\s,;.:|/(\[–—\-]*$",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"^\s*(?:(?:the|our|status|rag|brag|colour|rating|ratings|key|legend|codes?|colours?|coding|to|of|for|and|or)\b"
    r"[\s:]*)+",
    re.IGNORECASE,
)
_KEY_NAME = re.compile(r"^(?:rag|brag)?(?:status|rating|key|term|word|colour|code|symbol|state|category)?$")
_KEY_MEANING = re.compile(r"^(?:what(?:it|this)means|meanings?|descriptions?|definitions?|explanations?|criteria)$")
_SENTENCE_END = re.compile(r"\.(\s|$)|\n")


@lru_cache(maxsize=2048)
def key_in_text(text: str) -> Entries:
    """The entries of a status key that stands in a line of text; empty where the line is no key.

    A line is a key when it names two colours (or the letters R, A, G) or more and what stands beside them means
    statuses: "Red – Not yet started, Amber – Ongoing", "green is done", "not started (red)".
    """
    if len(text) > 1500:
        return ()
    tokens: list[re.Match[str]] = []
    is_signed, is_coded = not text.isascii(), any(mark in text for mark in _BESIDE_CODES)
    for pattern, may_stand in ((_NAMED, True), (_LETTERED, is_coded), (_SIGNED, is_signed), (_CODED, is_coded)):
        if not may_stand:
            continue
        tokens = list(pattern.finditer(text))
        if len({token[1].casefold() for token in tokens}) >= 2:
            break
    else:
        return ()
    after = [
        (
            token[1],
            _trim(text[token.end() : tokens[i + 1].start() if i + 1 < len(tokens) else _stop(text, token.end())]),
        )
        for i, token in enumerate(tokens)
    ]
    before = [
        (token[1], _INTRODUCTION.sub("", _trim(text[tokens[i - 1].end() if i else 0 : token.start()]), count=1))
        for i, token in enumerate(tokens)
    ]
    if tokens[0].re is _SIGNED:
        after, before = ([(_colour_name(name), words) for name, words in some] for some in (after, before))
    is_before = _understood(before) > _understood(after) or (
        _understood(before) == _understood(after) and not after[-1][1]
    )
    entries = before if is_before else after
    if _understood(entries) < max(2, len(entries) * (1 if tokens[0].re is _CODED else 0.6)):
        return ()
    return _unique(entries)


def _colour_name(sign: str) -> str:
    colour = statuses.colour_of_symbol(sign)
    return colour.value.capitalize() if colour is not None else sign


def key_in_lines(lines: Sequence[str]) -> Entries:
    """The key that stands in lines of its own, one colour a line; empty where fewer than two lines say one."""
    entries: list[tuple[str, str]] = []
    for line in lines:
        bare = line.strip(" •·-–\t")
        token = _NAMED.match(bare) or _LETTERED.match(bare) or _SIGNED.match(bare)
        if token is None or len(line) > 160:
            continue
        name = _colour_name(token[1]) if token.re is _SIGNED else token[1]
        entries.append((name, _trim(bare[token.end() :])))
    return _unique(entries) if _understood(entries) >= 2 else ()


def key_in_runs(paragraphs: Iterable[Paragraph]) -> Entries:
    """The key that shaded or highlighted words are: the colour's meaning in the words, or beside an empty patch."""
    entries: list[tuple[str, str]] = []
    given = list(paragraphs)
    names = _names_of_fills(run.fill for paragraph in given for run in paragraph.runs)
    for paragraph in given:
        name: str | None = None
        for run in paragraph.runs:
            highlighted = statuses.colour_of_word(run.highlight or "")
            here = names.get(run.fill or "") or (highlighted.value.capitalize() if highlighted is not None else None)
            words = run.text.strip(" \xa0=:–—-•\t\n")
            if here is not None and highlighted is not Colour.WHITE:
                name = here
                if words and statuses.meaning_of(words) is not None:
                    entries.append((here, words))
                    name = None
            elif name is not None and words:
                entries.append((name, _trim(words)))
                name = None
    return _unique(entries) if _understood(entries) >= 2 and len({name for name, _ in entries}) >= 2 else ()


def _names_of_fills(fills: Iterable[str | None]) -> dict[str, str]:
    """What the fills of one key are called: "Green", or "Light green" and "Dark green" where it has both."""
    colours = {fill: colour for fill in fills if fill and (colour := statuses.colour_of_fill(fill)) is not None}
    shades: dict[Colour, set[bool]] = {}
    for fill, colour in colours.items():
        shades.setdefault(colour, set()).add(statuses.is_light_fill(fill))
    return {
        fill: (
            f"{'Light' if statuses.is_light_fill(fill) else 'Dark'} {colour.value}"
            if len(shades[colour]) == 2
            else colour.value.capitalize()
        )
        for fill, colour in colours.items()
    }


def key_in_table(table: Table) -> Entries:
    """The key that a small table is: colours (in words or as fills) beside or above what they mean."""
    if len(table.rows) > 14 or table.width > 12:
        return ()
    rows = [[cell for cell in row.own_cells() if cell.text.strip() or cell.fill or cell.shapes] for row in table.rows]
    rows = [row for row in rows if row]
    if sum(len(cell.text) for row in rows for cell in row) > 3000:
        return ()
    if len(rows) > 2 and len(rows[0]) == 1 and len(rows[1]) > 1:
        rows = rows[1:]  # "Status key" across the top
    fills = _names_of_fills(
        fill for row in rows for cell in row for fill in (cell.fill, *(s.colour for s in cell.shapes))
    )
    for pairs in (_pairs_down(rows, fills), _pairs_across(rows, fills), _pairs_within(rows, fills)):
        named = [(name, text) for name, text in pairs if name and text]
        if len({name for name, _ in named}) >= 2 and _understood(named) >= max(2, 0.6 * len(named)):
            return _unique(named)
    return ()


def _name_of(cell: Cell, fills: Mapping[str, str]) -> str:
    """What a key's entry is called: the cell's colour word or letter, else its fill's colour, else its own words."""
    words = cell.text.strip()
    if statuses.colour_of_word(words) is not None:
        return words
    symbol = statuses.colour_of_symbol(words)
    name = fills.get(cell.fill or "", "") or (symbol.value.capitalize() if symbol is not None else "")
    for shape in cell.shapes:
        name = name or fills.get(shape.colour or "", "")
    if name and not words:
        return name
    if words and len(words) <= 40 and statuses.meaning_of(words) is not None:
        return words
    return name if len(words) <= 3 else ""


def _pairs_down(rows: list[list[Cell]], fills: Mapping[str, str]) -> list[tuple[str, str]]:
    """Colours in one row, their meanings in the row below."""
    if len(rows) < 2 or len(rows[0]) != len(rows[1]):
        return []
    found = [(_name_of(top, fills), below.text.strip()) for top, below in zip(rows[0], rows[1], strict=True)]
    if sum(1 for name, _ in found if statuses.colour_of_word(name) is not None) < 2:
        return []
    return found


def _pairs_across(rows: list[list[Cell]], fills: Mapping[str, str]) -> list[tuple[str, str]]:
    """A colour and its meaning beside one another, a pair or several pairs in a row."""
    found: list[tuple[str, str]] = []
    for row in rows:
        for left, right in pairwise(row):
            name = _name_of(left, fills)
            if name and (statuses.colour_of_word(name) is not None or len(row) == 2):
                found.append((name, right.text.strip()))
    heads = [_NO_DIFFERENCE.sub("", cell.text.casefold()) for cell in rows[0]] if rows else []
    if len(heads) == 2 and _KEY_NAME.match(heads[0]) and _KEY_MEANING.match(heads[1]):
        return found
    if sum(1 for name, _ in found if statuses.colour_of_word(name) is not None) < 2 and not all(
        any(statuses.colour_of_fill(cell.fill) for cell in row) for row in rows[1:]
    ):
        return []
    return found


def _pairs_within(rows: list[list[Cell]], fills: Mapping[str, str]) -> list[tuple[str, str]]:
    """Coloured cells that hold their own meaning; every filled cell of the table has to."""
    found = []
    for row in rows:
        for cell in row:
            name, words = fills.get(cell.fill or ""), cell.text.strip()
            if name is not None and words:
                found.append((name, words))
            elif words and (entries := key_in_text(words)):
                found.extend(entries)
    return found


def _unique(entries: Iterable[tuple[str, str]]) -> Entries:
    unique: dict[str, tuple[str, str]] = {}
    for name, meaning in entries:
        if meaning:
            unique.setdefault(name.casefold(), (_spelt(name), meaning))
    return tuple(unique.values())


def _stop(text: str, start: int) -> int:
    """Where the last entry's meaning ends: at the end of its sentence."""
    end = _SENTENCE_END.search(text, start)
    return end.start() if end else len(text)


def _trim(text: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", text, count=1)).strip(" \t\n\xa0()[]=:–—-")


def _understood(entries: Sequence[tuple[str, str]]) -> int:
    return sum(1 for _, words in entries if 0 < len(words) <= 120 and statuses.meaning_of(words) is not None)


def _spelt(name: str) -> str:
    """A colour in capitals as an ordinary word; anything else as it is written."""
    return name.capitalize() if name.isupper() and len(name) > 2 else name
