"""Reads the figure that a cell says, and says what is wrong with the others: marks, formulas, other units."""

import re
from dataclasses import dataclass
from decimal import Decimal

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading.units import IS, OTHER_UNITS

LONGEST = 40  # characters of a figure; what is longer is a sentence
MOST = 2_000_000_000  # the largest number that is kept
_PLACES = Decimal("0.000001")  # to which figures are kept
_TOO_MUCH = Decimal(MOST + 1)

_NUMBER = re.compile(r"(?P<sign>-|\+)?(?P<whole>\d{1,3}(?:[, ]\d{3})+|\d+)?(?P<parts>\.\d+)?", re.ASCII)
_SHARE = re.compile(r"(?P<numerator>[\d, ]+?) ?(?:/| of | out of ) ?(?P<denominator>[\d, ]+)", re.ASCII)
_WITH_UNIT = re.compile(r"(?P<number>[\d., ]+?) ?(?P<unit>[a-z]+\.?)", re.ASCII)
_CLOCK = re.compile(
    r"(?P<hours>\d{1,3})(?::(?P<minutes>\d\d)(?::\d\d)?"
    r"| ?h(?:rs?|ours?)? ?(?:and )?(?P<also>\d{1,2}) ?(?:m|mins?|minutes?)?)",
    re.ASCII,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[t ].*)?|\d{1,2}/\d{1,2}/\d{4}", re.ASCII)
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+", re.ASCII)  # as others set thousands apart
_SHORTENED = re.compile(r"[\d.]+e[+-]?\d+|[\d.,]+ ?(?:k|m|bn)", re.ASCII)
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}", re.ASCII)
_HIDDEN = re.compile(
    r"\*+|[#†‡~]|\[?[cxz]\]?|[<≤] ?=? ?\d+|\d+ ?\*+|\*+ ?\d+|suppressed|redacted|hidden|(?:less|fewer) than \w+"
    r"|under \d+|s|small numbers?|disclosive|[1-9] ?(?:-|to) ?[1-9]"
)
_MARKED = re.compile(
    r"[\d,. ]*\d ?(?:[†‡§¶^#¹²³⁴⁵⁶⁷⁸⁹]+|[(\[][\w. ]{1,20}[)\]]|\[?[per]\]?|est\.?|estimated?|provisional|prov\.?)"
)
_ABOUT = re.compile(
    r"(?:[~≈>≥]=? ?|(?:c|ca|circa|about|approx|approximately|over|up to)\.? ?)[\d,.]+|[\d,.]+ ?\+|\d+ ?- ?\d+"
)
_NOUGHT = frozenset({"nil", "none", "zero", "nought", "o"})
_MISSING = re.compile(
    r"n ?[/.\\]? ?[ak]\.?|none (?:given|recorded|received)"
    r"|not (?:available|applicable|known|recorded|received|collected)"
    r"|missing|unknown|no data|tbc|tba|awaited|to follow|nil return|null|:|\.{2,}|\?+|\[?[uw]\]?"
)
_DASHES = frozenset("-‐‑‒–—―−_")
_ERRORS = re.compile(r"#(?:null!|div/0!|value!|ref!|name\?|num!|n/a|spill!|calc!)|#+")
_UNIT_WORDS = {
    Unit.MINUTES: frozenset({"min", "mins", "minute", "minutes"}),
    Unit.DAYS: frozenset({"day", "days"}),
    Unit.COUNT: frozenset({"people", "detentions", "cases", "times"}),
}
_OTHER_UNITS = OTHER_UNITS | {
    "min": "minutes",
    "mins": "minutes",
    "minute": "minutes",
    "minutes": "minutes",
    "day": "days",
    "days": "days",
}


class NotAFigure(ValueError):
    """A cell can't be loaded as a figure; the message is the end of a sentence about what stands in it.

    kind: by which faults of one sort are counted together.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says: a number, or how many of how many; `is_missing` where it says that there is none."""

    number: Decimal | None = None
    share: tuple[int, int] | None = None
    is_missing: bool = False


def amount_of(text: str, unit: Unit) -> Amount | None:
    """The figure in a cell, None for an empty one. Raises NotAFigure."""
    words = " ".join(text.split())
    if not words:
        return None
    if len(words) > LONGEST:
        raise NotAFigure("words", "is no number: write one in the cell")
    told = words.casefold().replace("\u2212", "-")
    if words.startswith("="):
        raise NotAFigure("formula", "is a formula and not its result: copy the values alone")
    _refuse_marks(told)
    if _MISSING.fullmatch(told):
        return Amount(is_missing=True)
    if match := _SHARE.fullmatch(told):
        if unit is not Unit.PERCENTAGE:
            raise NotAFigure("share", f"says how many of how many, and this measure {IS[unit]}: write one number")
        return Amount(share=(_whole(match["numerator"]), _whole(match["denominator"])))
    return Amount(number=_number(told, unit))


def count_of(text: str) -> int | None:
    """The whole number in a cell for a numerator or denominator, None for an empty one. Raises NotAFigure."""
    amount = amount_of(text, Unit.COUNT)
    if amount is None:
        return None
    if amount.number is None:
        raise NotAFigure("words", "is no whole number: write how many")
    return int(amount.number)


def _refuse_marks(told: str) -> None:
    if _ERRORS.fullmatch(told):
        raise NotAFigure("error", "is an error of the sheet: mend the formula, or empty the cell")
    if _HIDDEN.fullmatch(told):
        raise NotAFigure(
            "hidden", "stands for a number that was hidden, so it can't be loaded as a figure: load the true number"
        )
    if set(told) <= _DASHES:
        raise NotAFigure("dash", "may mean 0 or nothing: write 0, or leave the cell empty")
    if told.startswith("(") and told.endswith(")"):
        raise NotAFigure("negative", "stands for a number below 0: a figure can't be less than 0")


def _number(told: str, unit: Unit) -> Decimal:
    is_percent = told.endswith("%") or told.endswith((" percent", " per cent"))
    if is_percent:
        if unit is not Unit.PERCENTAGE:
            raise NotAFigure("unit", f"is a percentage, and this measure {IS[unit]}: write a plain number")
        told = re.sub(r" ?(?:%|percent|per cent)$", "", told)
    elif match := _CLOCK.fullmatch(told):
        raise NotAFigure("clock", _clock(match, unit))
    elif match := _WITH_UNIT.fullmatch(told):
        told = _without_unit(match, unit)
    number = _plain_number(told)
    if number is None:
        raise _no_number(told)
    if number < 0:
        raise NotAFigure("negative", "is less than 0: write 0 or more")
    if number > MOST:
        raise NotAFigure("large", "is too large to be right: check the cell")
    if unit is Unit.COUNT and number != number.to_integral_value():
        told = f", or {told.replace('.', '')} if the point sets thousands apart" if _POINTS.fullmatch(told) else ""
        raise NotAFigure("decimal", f"is not a whole number: write how many{told}")
    return number


def _without_unit(match: re.Match[str], unit: Unit) -> str:
    word = match["unit"].rstrip(".")
    if word in _UNIT_WORDS.get(unit, ()):
        return match["number"]
    if word in _OTHER_UNITS:
        raise NotAFigure("unit", f"is in {_OTHER_UNITS[word]}, and this measure {IS[unit]}: write it as the measure is")
    raise _no_number(match[0])


def _plain_number(told: str) -> Decimal | None:
    match = _NUMBER.fullmatch(told)
    if match is None or not (match["whole"] or match["parts"]):
        return None
    whole = re.sub(r"[, ]", "", match["whole"] or "0")
    return (
        Decimal(f"{match['sign'] or ''}{whole}{match['parts'] or ''}").quantize(_PLACES)
        if len(whole) < 16
        else _TOO_MUCH
    )


def _whole(text: str) -> int:
    number = _plain_number(text.strip())
    if number is None or number > MOST:
        raise NotAFigure("words", "is no share of a number: write it like 9 of 20")
    return int(number)


def _clock(match: re.Match[str], unit: Unit) -> str:
    if unit is not Unit.MINUTES:
        return f"is a time on a clock, and this measure {IS[unit]}: write a plain number"
    minutes = int(match["hours"]) * 60 + int(match["minutes"] or match["also"])
    return f"is a time on a clock: write the number of minutes, which is {minutes} for so many hours and minutes"


def _no_number(told: str) -> NotAFigure:
    if _DAY.fullmatch(told):
        return NotAFigure("day", "is a day and no number: give the cell the format of a number, and write the figure")
    if _SHORTENED.fullmatch(told):
        return NotAFigure("shortened", "is a shortened number: write all its digits")
    if _MARKED.fullmatch(told):
        return NotAFigure("marked", "has a mark beside the number, as of a note: write the number alone")
    if _ABOUT.fullmatch(told):
        return NotAFigure("about", "is no exact number: write the one that was counted")
    if told in _NOUGHT:
        return NotAFigure("nought", "is a word: write 0 if it means that there was none, or leave the cell empty")
    if _CONTINENTAL.fullmatch(told):
        return NotAFigure("comma", "has a comma where a decimal point is meant: write it with a point")
    return NotAFigure("words", "is no number: write one, or leave the cell empty")
