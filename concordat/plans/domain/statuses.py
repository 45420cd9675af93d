"""What colours, letters, words and signs are called, and what words of status mean."""

import colorsys
import re
from enum import StrEnum
from functools import lru_cache

from concordat.plans.domain.states import StatusWord


class Colour(StrEnum):
    """The colours that plans speak of."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    PURPLE = "purple"
    BLACK = "black"
    WHITE = "white"


# What a colour says where the plan has no key of its own. Red is "not started" in some plans and "overdue" in
# others, so nothing read from here is certain.
COMMON_READING: dict[Colour, StatusWord] = {
    Colour.RED: "not_started",
    Colour.AMBER: "ongoing",
    Colour.GREEN: "complete",
    Colour.BLUE: "complete_verified",
    Colour.GREY: "removed",
}

_COLOUR_NAMES: dict[str, Colour] = {
    "red": Colour.RED, "r": Colour.RED, "darkred": Colour.RED, "crimson": Colour.RED, "maroon": Colour.RED,
    "pink": Colour.RED, "amber": Colour.AMBER, "a": Colour.AMBER, "yellow": Colour.AMBER, "y": Colour.AMBER,
    "orange": Colour.AMBER, "o": Colour.AMBER, "gold": Colour.AMBER, "darkyellow": Colour.AMBER,
    "green": Colour.GREEN, "g": Colour.GREEN, "lime": Colour.GREEN, "darkgreen": Colour.GREEN,
    "lightgreen": Colour.GREEN, "blue": Colour.BLUE, "b": Colour.BLUE, "darkblue": Colour.BLUE,
    "turquoise": Colour.BLUE, "cyan": Colour.BLUE, "teal": Colour.BLUE, "navy": Colour.BLUE,
    "lightblue": Colour.BLUE, "grey": Colour.GREY, "gray": Colour.GREY, "lightgray": Colour.GREY,
    "lightgrey": Colour.GREY, "darkgray": Colour.GREY, "darkgrey": Colour.GREY, "silver": Colour.GREY,
    "gr": Colour.GREY, "purple": Colour.PURPLE, "violet": Colour.PURPLE, "magenta": Colour.PURPLE,
    "black": Colour.BLACK, "white": Colour.WHITE, "clear": Colour.WHITE, "noshading": Colour.WHITE,
    "nocolour": Colour.WHITE, "nocolor": Colour.WHITE, "nofill": Colour.WHITE, "unshaded": Colour.WHITE,
    "uncoloured": Colour.WHITE,
}  # fmt: skip
_SYMBOLS: dict[str, Colour] = {
    "🔴": Colour.RED, "🟥": Colour.RED, "❤": Colour.RED, "🟠": Colour.AMBER, "🟧": Colour.AMBER,
    "🟡": Colour.AMBER, "🟨": Colour.AMBER, "🟢": Colour.GREEN, "🟩": Colour.GREEN, "💚": Colour.GREEN,
    "🔵": Colour.BLUE, "🟦": Colour.BLUE, "💙": Colour.BLUE, "🟣": Colour.PURPLE, "🟪": Colour.PURPLE,
    "⚫": Colour.BLACK, "⚪": Colour.WHITE, "⬜": Colour.WHITE, "🟤": Colour.RED,
}  # fmt: skip
COLOUR_SIGNS = frozenset(_SYMBOLS)
_SIGN_WORDS: dict[str, StatusWord] = {
    "✓": "complete", "✔": "complete", "✅": "complete", "☑": "complete", "🗸": "complete", "\uf0fc": "complete",
    "✗": "not_started", "✘": "not_started", "❌": "not_started", "☒": "not_started",
}  # fmt: skip
# The colours of the palettes that Word and Excel offer: a key that says "green" surely means one of these.
_STANDARD_FILLS = frozenset(
    {
        "FF0000", "C00000", "FFC000", "FFFF00", "92D050", "00B050", "00B0F0", "0070C0", "002060", "7030A0",
        "FFBF00", "FF9900", "FFA500", "FFCC00", "008000", "00FF00", "0000FF", "D9D9D9", "BFBFBF", "A6A6A6", "808080",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def colour_of_fill(fill: str | None) -> Colour | None:
    """The colour that six hex digits look like to a person; None for no fill, white and what has no name in a key."""
    if not fill or len(fill) != 6:
        return None
    try:
        red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return None
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    spread = max(red, green, blue) - min(red, green, blue)
    if lightness > 0.97:
        return None
    if spread < 0.06 or saturation < 0.09:
        if lightness < 0.12:
            return Colour.BLACK
        return Colour.GREY
    degrees = hue * 360
    if degrees < 16 or degrees >= 338:
        return Colour.RED
    if degrees < 66:
        return Colour.AMBER
    if degrees < 172:
        return Colour.GREEN
    if degrees < 258:
        return Colour.BLUE
    return Colour.PURPLE


def is_pale_orange(fill: str) -> bool:
    """Whether a pale amber is nearer to red than to yellow: the palettes' F8CBAD, not their FFE699."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, lightness, _ = colorsys.rgb_to_hls(red, green, blue)
    return colour_of_fill(fill) is Colour.AMBER and hue * 360 < 33 and lightness > 0.7


def is_strong_fill(fill: str) -> bool:
    """Whether a fill is as strong as a rating's, not one of the pale shades that headings and bands have."""
    channels = [int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return max(channels) + min(channels) <= 1.4 and max(channels) - min(channels) >= 0.3


def is_standard_fill(fill: str) -> bool:
    """Whether a fill is one that the office palettes call by a plain colour name."""
    return fill.upper() in _STANDARD_FILLS


_SHADE = re.compile(r"^(?P<light>light|pale|bright)|^(?:dark|deep)")
_LIGHT_FROM = 0.45  # lightness: the palettes' 92D050 is light, their 00B050 is not


def colour_of_word(word: str) -> Colour | None:
    """The colour that a word or letter names: "Amber", "a", "GREEN", "darkGreen", "light blue"."""
    name = re.sub(r"[^a-z]", "", word.casefold())
    return _COLOUR_NAMES.get(name) or (_COLOUR_NAMES.get(_SHADE.sub("", name)) if len(name) > 7 else None)


def is_light_word(word: str) -> bool:
    """Whether the name of a colour is that of a light shade: "Light green"."""
    shade = _SHADE.match(word.casefold())
    return shade is not None and shade["light"] is not None


def is_light_fill(fill: str) -> bool:
    """Whether six hex digits are a light shade of their colour, beside a dark one in the same key."""
    channels = [int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return (max(channels) + min(channels)) / 2 > _LIGHT_FROM


def colour_of_symbol(text: str) -> Colour | None:
    """The colour of an emoji such as 🟢."""
    return next((_SYMBOLS[sign] for sign in text if sign in _SYMBOLS), None)


def word_of_sign(text: str) -> StatusWord | None:
    """What a tick or a cross says."""
    return next((_SIGN_WORDS[sign] for sign in text if sign in _SIGN_WORDS), None)


# What words mean, first match first: refusals and reservations before the word that they change.
_MEANING_PATTERNS: tuple[tuple[StatusWord, str], ...] = (
    ("at_risk", r"(may|might|could|likely to) (be|run) (late|delayed|missed)|"
                r"(off|behind|not on) (track|target|schedule|plan)\W+(but|with|though)\b[^.]*\b"
                r"(recover|mitigat|plan|action)"),
    ("overdue", r"due (but|and) not (yet )?(complete|done|finish|deliver|met)|missed|over-?\s?due\b|"
                r"(will|can)\s?not (be )?(deliver|complet|met|achiev)|past (its|the|their) (due|date|deadline)|"
                r"beyond (its |the )?(due|deadline|date)|deadline (passed|not met)|not on (track|target|schedule)|"
                r"off[- ]?(track|target|schedule)|behind (schedule|plan|time|target)|\blate\b|not met\b|"
                r"not (delivered|achieved|completed?) (by|on|in|within)|not (yet )?(delivered|achieved)\s*$"),
    ("not_started", r"\bnot\b[\w\s]{0,12}\b(started|begun|commenced|underway|under\s?way|initiated)|"
                    r"\bno (progress|work|action|activity|start)\b|\byet to (start|begin|commence|be started)|"
                    r"\bto[- ]do\b|\bto be (started|begun|done)\b|\bto (start|commence|begin)\b|outstanding|"
                    r"hasn[’']t (started|begun)|un-?started|not (yet )?(due|actioned|in place)|"
                    r"^\s*new( action)?\s*$|new action|work to start|awaiting (a )?start|planned( only)?$|pending|"
                    r"not progress(ing|ed)\b|"
                    r"nothing (done|has (been done|happened|started))|has not (started|begun)|\bno date\b"),
    ("ongoing", r"\bno (significant |major |known |current )?(issues|risks|problems|concerns)"),
    ("removed", r"\bremoved\b|withdrawn|merged|absorbed|moved (to|into|out)|superseded|no longer|deleted|"
                r"incorporated (in|into) (another|a different|other)|transferred|closed (without|not)|discontinued|"
                r"cancelled|abandoned|not (applicable|required|needed|relevant|pursued|being taken)|\bn/a\b|"
                r"stopped|ended early|dropped|taken out"),
    ("at_risk", r"\brisks?\b|delay|slip|\bissues?\b|concern|may be late|might be late|could be late|recovery plan|"
                r"problem|some difficult|off course|needs? attention|requires? attention|barrier|blocked|on hold|"
                r"\bstalled\b|paused|obstacle|in danger|in doubt"),
    ("ongoing", r"\bnot\b[\w\s]{0,12}\b(complete|finished|done|achieved|delivered)|"
                r"(part(ly|ially)?|nearly|almost|half)[- ](complete|done|finished|achieved|delivered|met)|"
                r"incomplete|still (to|being)"),
    ("complete_verified", r"(complet|done|deliver|achiev|finish|implement|closed)\w*[^.]{0,40}\b(verif|evidenc|"
                          r"check|sign(ed)?[- ]off|assur|audit|embedd|sustain|confirm|inspect|seen by|validat)|"
                          r"^(verified|assured|embedded|sustained)\b|sign(ed)?[- ]off (by|as) (the )?(board|complete)"),
    ("ongoing", r"will (be )?(done|deliver\w*|complete\w*|met|achieve\w*)|"
                r"(due|expected|likely|set) to (be )?(complete|deliver|finish|meet|achieve)"),
    ("complete", r"\bcomplet(e|ed|ion)\b|\bdone\b|\bfinished\b|\bachieved\b|\bdelivered\b|\bclosed\b|in place\b|"
                 r"\bimplemented\b|\bestablished\b|\bmet\b|fully (in place|met|operational)|\bcompliant\b|"
                 r"\bconcluded\b|\bfulfilled\b|\bended\b|\baccomplished\b"),
    ("ongoing", r"on[- ]*going|in[- ]progress|under\s?-?way|on[- ](track|target|schedule|course|plan)|"
                r"\bprogress(ing|ed|es)?\b|\bstarted\b|\bbegun\b|\bbegan\b|\bcommenced\b|doing|working|in hand|"
                r"\bcontinu|in development|developing|being (developed|worked|done|delivered)|moving|\bactive\b|"
                r"in train|some (work|action|progress)|work (has|is)|initiated|under review|no issues|\bbusy\b|"
                r"\bw\.?i\.?p\b|partial|expected to|as planned|to plan|in motion|\bopen\b|\blive\b"),
)  # fmt: skip
_MEANINGS = tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in _MEANING_PATTERNS)
_ON_TIME = r"(?:on|to|within|in) (?:time|track|schedule|target|plan)"
_LATE = (
    r"(?:(?:(?:is|are|it is|it[’']s|now|running) )*"
    r"(?:late|over-?\s?due|behind (?:schedule|plan|time|target)|behind|off[- ]?(?:track|target|schedule)|delayed))"
)
# Lateness that a key names as one of two cases says nothing of either: "on time or late", "whether late or not".
_EITHER_WAY = re.compile(
    r"(?:\b(?:whether|even (?:if|when|where|though)|also (?:if|when|where))\s+)?(?:\b(?:it is|is|are|or not)\s+)*"
    rf"(?:\b{_ON_TIME}\s*(?:,\s*or|,|/|and/or|or)\s*{_LATE}\b(?:\s+or\s+not\b)?|"
    rf"\b{_LATE}\s*(?:/|or)\s*(?:not\b(?=\s*(?:$|[,.;)]))|{_ON_TIME}\b)|"
    r"\b(?:on or behind|on or off|on/off) (?:time|track|schedule|target)\b|"
    rf"(?<=whether ){_LATE}\b|(?<=whether or not ){_LATE}\b|(?<=even if ){_LATE}\b)",
    re.IGNORECASE,
)
_OR_LATE = re.compile(rf"\s*[,(]?\s*(?:\bor\b|/)\s*(?:even )?{_LATE}\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"\bnot (?:yet )?(?:complete|done|finish|deliver|achiev|met)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def meaning_of(words: str) -> StatusWord | None:
    """The status that a few words mean ("work has begun", "Due but not complete"); None where they say nothing of it.

    Meant for keys and status cells; what a sentence of progress says is `narratives`' to judge.
    """
    if len(words) > 300:
        return None
    bare = _EITHER_WAY.sub(" ", words)
    shorter = _OR_LATE.sub(" ", bare)
    if shorter != bare and not _UNFINISHED.search(bare) and (leading := _first_meaning(shorter)) in _NEUTRAL:
        return leading  # "under way or late"
    return _first_meaning(bare)


_NEUTRAL = frozenset(("not_started", "ongoing"))


def _first_meaning(words: str) -> StatusWord | None:
    for word, pattern in _MEANINGS:
        if pattern.search(words):
            return word
    return None
