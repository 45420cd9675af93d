"""Shows a date or time that a sheet keeps as a number the way its number format shows it, the day before the month."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

# What a number format is made of once it is cut up: a kind and its letters, such as ("date", "mmm").
Token = tuple[str, str]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999


class Shown(NamedTuple):
    """A date as it shows; `was_american` where the format puts the month before the day, both as numbers."""

    text: str
    was_american: bool = False


def moment_of(serial: float, *, since_1904: bool) -> datetime.datetime | None:
    """The moment that a number stands for, None for one outside Excel's calendar (1900, or 1904, to 9999)."""
    if since_1904:
        serial += 1462
    if not 0 <= serial < _LAST_SERIAL:
        return None
    days = int(serial)
    seconds = round((serial - days) * 86_400, 3)
    # Excel counts a 29 February 1900 that never was (Lotus 1-2-3 did), so earlier days lie one day off.
    start = datetime.datetime(1899, 12, 30) if days >= 60 else datetime.datetime(1899, 12, 31)  # noqa: DTZ001
    try:
        return start + datetime.timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def show(tokens: Sequence[Token], serial: float, *, since_1904: bool) -> Shown | None:
    """A number as a date or time; None where it lies outside the calendar.

    A date of nought is shown as nothing: a formula that points at an empty cell gives 0, which Excel shows as
    "00/01/1900" and a reader would take for a date.
    """
    letters = [text[0] for kind, text in tokens if kind == "date"]
    if serial == 0 and any(letter in "yd" for letter in letters):
        return Shown("")
    moment = moment_of(serial, since_1904=since_1904)
    if moment is None:
        return None
    tokens = _minutes_told(tokens)
    tokens, was_american = _day_first(tokens)
    halves = any(kind == "ampm" for kind, _ in tokens)
    pieces = []
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            pieces.append(_part(text, moment, halves=halves))
        elif kind == "elapsed":
            pieces.append(_elapsed(text, serial))
        elif kind == "ampm":
            pieces.append(_half(text, moment))
        elif kind == "digit":  # tenths of a second and so on, after a full stop
            places = sum(1 for k, _ in tokens[:at] if k == "digit")
            pieces.append(f"{moment.microsecond:06}"[places : places + 1])
        else:
            pieces.append(text)
    return Shown("".join(pieces).strip(), was_american)


def _minutes_told(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with minutes as "i": an "m" after hours or before seconds stands for them."""
    told: list[Token] = []
    before = ""
    for at, (kind, text) in enumerate(tokens):
        if kind == "date" and text[0] == "m" and len(text) <= 2:
            after = next((other[0] for k, other in tokens[at + 1 :] if k in ("date", "elapsed")), "")
            if before == "h" or after == "s":
                text = "i" * len(text)
        if kind in ("date", "elapsed"):
            before = text[0]
        told.append((kind, text))
    return told


def _day_first(tokens: list[Token]) -> tuple[list[Token], bool]:
    """The tokens with day and month changed over where the month would come first, both as numbers.

    Words that mean 4 March must not read as 3 April once they have left the sheet; year-month-day means one thing.
    """
    dates = [at for at, (kind, text) in enumerate(tokens) if kind == "date" and text[0] in "ymd"]
    if not dates or tokens[dates[0]][1][0] != "m":
        return tokens, False
    month = dates[0]
    day = next((at for at in dates if tokens[at][1] in ("d", "dd")), None)
    if day is None or len(tokens[month][1]) > 2:
        return tokens, False
    changed = list(tokens)
    changed[month], changed[day] = tokens[day], tokens[month]
    return changed, True


def _part(letters: str, moment: datetime.datetime, *, halves: bool) -> str:
    letter, length = letters[0], len(letters)
    if letter == "y":
        return f"{moment.year:04}" if length > 2 else f"{moment.year % 100:02}"
    if letter == "m":
        name = _MONTHS[moment.month - 1]
        return _number(moment.month, length) if length < 3 else {3: name[:3], 5: name[0]}.get(length, name)
    if letter == "d":
        name = _DAYS[moment.weekday()]
        return _number(moment.day, length) if length < 3 else (name[:3] if length == 3 else name)
    if letter == "h":
        return _number((moment.hour - 1) % 12 + 1 if halves else moment.hour, length)
    return _number(moment.minute if letter == "i" else moment.second, length)


def _number(value: int, length: int) -> str:
    return f"{value:02}" if length > 1 else str(value)


def _half(letters: str, moment: datetime.datetime) -> str:
    morning, _, evening = letters.partition("/")
    return morning if moment.hour < 12 else evening


def _elapsed(letters: str, serial: float) -> str:
    """Hours, minutes or seconds that run on beyond a day, such as 36 in "[h]:mm"."""
    seconds = round(serial * 86_400)
    parts = {"h": seconds // 3600, "m": seconds // 60, "i": seconds // 60, "s": seconds}
    return str(parts[letters[0]]).zfill(len(letters))
