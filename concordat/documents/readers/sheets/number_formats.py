"""Shows what a cell keeps as a number the way its number format shows it: 3.10, 40%, £1,200, Mar-16."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from concordat.documents.readers.sheets import date_formats
from concordat.documents.readers.sheets.date_formats import Shown, Token

_EXACT = Context(prec=600, rounding=ROUND_HALF_UP)  # room for 1E+308 with a format's 255 places
_MOST_KEPT = 5_000  # numbers of one format
_LONGEST_CODE = 255  # Excel's own limit; what is longer is no format
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.?)"
    r"|_(?P<padding>.?)"  # a space as wide as the sign that follows
    r"|\*(?P<filling>.?)"  # a sign that fills the column
    r"|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<general>general)"
    r"|(?P<ampm>am/pm|a/p)"
    r"|(?P<power>e[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+)"
    r"|(?P<year>e+|b+)"  # years of other calendars, which the same year stands for
    r"|(?P<digit>[0#?])"
    r"|(?P<sign>[.,%@;])"
    r"|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_SYSTEM_DATES = {"f800": "dd mmmm yyyy", "x-sysdate": "dd mmmm yyyy", "f400": "hh:mm:ss", "x-systime": "hh:mm:ss"}
# The formats that a file names by number only (ECMA-376 part 1, 18.8.30), as Excel shows them in Britain.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "£#,##0;-£#,##0",
    6: "£#,##0;-£#,##0",
    7: "£#,##0.00;-£#,##0.00",
    8: "£#,##0.00;-£#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "dd/mm/yyyy",
    15: "dd-mmm-yy",
    16: "dd-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "hh:mm",
    21: "hh:mm:ss",
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0",
    42: "£#,##0;-£#,##0",
    43: "#,##0.00;-#,##0.00",
    44: "£#,##0.00;-£#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "dd/mm/yyyy"),  # dates of East Asian calendars
}


class _Section:
    """One of the up to four parts of a format, for numbers above, below and at nought, and for words."""

    def __init__(self, tokens: list[Token], condition: tuple[str, Decimal] | None) -> None:
        self.tokens = tokens
        self.condition = condition
        kinds = {kind for kind, _ in tokens}
        self.is_date = bool(kinds & {"date", "elapsed"})
        self.is_text = ("sign", "@") in tokens
        # A bare stroke between digits asks for a fraction, which is shown as a plain number.
        self.is_general = "general" in kinds or {"stroke", "digit"} <= kinds
        self.has_digits = "digit" in kinds
        self.is_plain = kinds == {"general"} and condition is None

    def holds(self, value: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, limit = self.condition
        return {
            "<": value < limit,
            "<=": value <= limit,
            ">": value > limit,
            ">=": value >= limit,
            "=": value == limit,
            "<>": value != limit,
        }[sign]


class NumberFormat:
    """A number format of one file, ready to show numbers and words."""

    def __init__(self, code: str, *, since_1904: bool = False) -> None:
        """`since_1904` says from which of Excel's two first days the file counts its dates."""
        self._since_1904 = since_1904
        sections = _sections(code if len(code) <= _LONGEST_CODE else "General")
        self._text: _Section | None = None
        if len(sections) > 3 or (sections and sections[-1].is_text):
            self._text = sections[min(len(sections), 4) - 1]
            sections = sections[: min(len(sections), 4) - 1]
        self._sections = sections
        self._is_general = not sections or (len(sections) == 1 and sections[0].is_plain)
        self._known: dict[float, Shown] = {}

    def number(self, value: float) -> Shown:
        """A number as it shows; it must be finite."""
        if self._is_general:
            return Shown(general(value))
        shown = self._known.get(value)
        if shown is None:
            shown = self._number(value)
            if len(self._known) < _MOST_KEPT:
                self._known[value] = shown
        return shown

    def _number(self, value: float) -> Shown:
        exact = Decimal(f"{value:.15g}")
        section, is_bare = self._section_for(exact)
        if section is None:
            return Shown(general(value))
        if section.is_date:
            date = date_formats.show(section.tokens, value, since_1904=self._since_1904)
            return date or Shown(general(value))
        if section.is_general:
            shown = general(abs(value) if is_bare else value)
            if section.has_digits:
                return Shown(shown)
            return Shown("".join(shown if kind == "general" else text for kind, text in section.tokens).strip())
        return Shown(_written(section, abs(exact), is_negative=exact < 0 and not is_bare))

    def words(self, text: str) -> str:
        """Words as they show: a format may put something before or after them, or hide them."""
        if self._text is None or not text:
            return text
        return "".join(text if token == ("sign", "@") else token[1] for token in self._text.tokens)

    def _section_for(self, value: Decimal) -> tuple[_Section | None, bool]:
        """Which section shows a number, and whether it says by itself that the number is below nought."""
        sections = self._sections
        if not sections:
            return None, False
        if any(section.condition for section in sections):
            chosen = next((section for section in sections if section.holds(value)), None)
            return chosen, False
        if value < 0 and len(sections) > 1:
            return sections[1], True
        return sections[2 if value == 0 and len(sections) > 2 else 0], False


def general(value: float) -> str:
    """A number as Excel shows it where nothing else is said: at most ten digits where some come after the point.

    Whole numbers are shown in full up to fifteen digits, where Excel turns to powers of ten from twelve: a reference
    or a telephone number would be lost.
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if 1e-9 <= abs(value) < 1e15:
        exact = Decimal(f"{value:.15g}")
        places = max(0, 10 - len(str(int(abs(exact)))))
        return f"{exact.quantize(Decimal(1).scaleb(-places), context=_EXACT):f}".rstrip("0").rstrip(".")
    mantissa, _, power = f"{value:.5E}".partition("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{power}"


def _sections(code: str) -> list[_Section]:
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    found: list[_Section] = []
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        text = match[kind] or ""
        if kind == "sign" and text == ";":
            found.append(_Section(tokens, condition))
            tokens, condition = [], None
        elif kind == "bracket":
            system = next((shown for name, shown in _SYSTEM_DATES.items() if name in text.lower()), None)
            if text.startswith("$") and system:
                return _sections(system)
            if text and len(set(text.lower())) == 1 and text[0].lower() in "hms":
                tokens.append(("elapsed", text.lower()))
            elif text.startswith("$"):
                tokens.append(("literal", text[1:].partition("-")[0]))
            elif limit := _CONDITION.match(text):
                condition = limit[1], Decimal(limit[2])
        elif kind == "literal" and text == "/":
            tokens.append(("stroke", text))
        elif kind == "padding":
            tokens.append(("literal", " "))
        elif kind in ("date", "year"):
            tokens.append(("date", "yyyy" if kind == "year" else text.lower()))
        elif kind != "filling":
            tokens.append((kind if kind in _MEANING else "literal", text))
    found.append(_Section(tokens, condition))
    return [] if len(found) == 1 and not found[0].tokens else found


_MEANING = frozenset({"general", "ampm", "power", "digit", "sign"})


def _written(section: _Section, value: Decimal, *, is_negative: bool) -> str:
    """A number written into the places that a section has for digits."""
    if not section.has_digits:
        return "".join(text for _, text in section.tokens if text != "@").strip()
    tokens, thousandths, has_commas = _commas_told(section.tokens)
    percents = sum(text == "%" for kind, text in tokens if kind == "sign")
    value = value.scaleb(2 * percents - 3 * thousandths)
    point = next((at for at, token in enumerate(tokens) if token == ("sign", ".")), None)
    power = next((at for at, (kind, _) in enumerate(tokens) if kind == "power"), None)
    end = len(tokens) if power is None else power
    whole = tokens[: end if point is None or point > end else point]
    parts = [] if point is None or point > end else tokens[point + 1 : end]
    places = sum(kind == "digit" for kind, _ in parts)
    raised = 0
    if power is not None and value:
        raised = value.adjusted()
        value = value.scaleb(-raised)
        if value.quantize(Decimal(1).scaleb(-places), context=_EXACT) >= 10:  # 9.96 to one place
            raised, value = raised + 1, value.scaleb(-1)
    digits = f"{value.quantize(Decimal(1).scaleb(-places), context=_EXACT):f}"
    before, _, after = digits.partition(".")
    text = _whole(whole, before.lstrip("0"), has_commas=has_commas)
    if whole != tokens[:end]:
        text += "." + _parts(parts, after)
    if power is not None:
        text += _power(tokens[power:], raised)
    is_nought = not before.strip("0") and not after.strip("0")
    return ("-" if is_negative and not is_nought else "") + text.strip()


def _commas_told(tokens: Sequence[Token]) -> tuple[list[Token], int, bool]:
    """The tokens without commas, how often the number is to be shown in thousands, and whether it is cut in threes."""
    kept: list[Token] = []
    thousandths, has_commas = 0, False
    for at, token in enumerate(tokens):
        if token != ("sign", ","):
            kept.append(token)
            continue
        before = kept[-1][0] == "digit" if kept else False
        following = next((other for other in tokens[at + 1 :] if other != ("sign", ",")), ("", ""))
        if before and following[0] == "digit":
            has_commas = True
        elif before:
            thousandths += 1
        else:
            kept.append(("literal", ","))
    return kept, thousandths, has_commas


def _whole(tokens: Sequence[Token], digits: str, *, has_commas: bool) -> str:
    """The digits before the point, put into their places from the right; the leftmost place takes all that are left."""
    backwards: list[str] = []
    left = list(digits)
    placed = 0
    first = next((at for at, (kind, _) in enumerate(tokens) if kind == "digit"), None)

    def put(digit: str) -> None:
        nonlocal placed
        if has_commas and placed and placed % 3 == 0:
            backwards.append(",")
        backwards.append(digit)
        placed += 1

    for at in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[at]
        if kind != "digit":
            backwards.append(text)
            continue
        if left:
            put(left.pop())
        elif text == "0":
            put("0")
        if at == first:
            while left:
                put(left.pop())
    if first is None:  # ".5": no place before the point, yet no digit may be lost
        backwards += reversed(digits)
    return "".join(reversed(backwards))


def _parts(tokens: Sequence[Token], digits: str) -> str:
    """The digits after the point; noughts at the end show only where the format asks for them."""
    significant = len(digits.rstrip("0"))
    pieces: list[str] = []
    at = 0
    for kind, text in tokens:
        if kind != "digit":
            pieces.append(text)
            continue
        if text == "0" or at < significant:
            pieces.append(digits[at])
        at += 1
    return "".join(pieces)


def _power(tokens: Sequence[Token], raised: int) -> str:
    places = sum(kind == "digit" for kind, _ in tokens)
    sign = "-" if raised < 0 else "+" if tokens[0][1].endswith("+") else ""
    after = "".join(text for kind, text in tokens[1:] if kind != "digit")
    return f"E{sign}{str(abs(raised)).zfill(places)}{after}"


GENERAL = NumberFormat("General")
