"""What is read of a file of figures: measures that are known, figures with their place, and the faults of the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from concordat.documents.domain import Place
from concordat.indicators.domain.figures import Frequency, Unit, Wording

MOST_FIGURES = 5_000  # in one load: ten measures, each month of five years, in eight categories
MOST_LISTED = 20  # faults that are listed; the number of the others is said
_ALIKE_LISTED = 3  # faults of one kind that are listed
_LONGEST_QUOTED = 40
_PLACE = re.compile(r"(?:sheet (?P<sheet>“[^”]*”), )?(?:cell [A-Z]+|row )(?P<row>\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownMeasure:
    """A measure that figures can be loaded for."""

    key: str
    name: str
    unit: Unit
    frequency: Frequency
    is_retired: bool = False
    rate_of: str = ""

    @property
    def wording(self) -> Wording:
        return Wording(self.unit, self.frequency, self.rate_of)


class FigureKey(NamedTuple):
    """Which figure: of a measure, the period that begins `on`, and a category of a breakdown ("" for the whole)."""

    measure: str
    on: date
    breakdown: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was read. value: None where it is said to be missing, with the reason; percentages from 0 to 100.

    where: its place in words; "" where it has none.
    """

    key: FigureKey
    value: Decimal | None
    numerator: int | None = None
    denominator: int | None = None
    reason: str = ""
    where: str = ""

    @property
    def numbers(self) -> tuple[Decimal | None, int | None, int | None]:
        return self.value, self.numerator, self.denominator

    def as_row(self) -> dict[str, Any]:
        """The figure as JSON values."""
        measure, on, breakdown, category = self.key
        return {
            "measure": measure,
            "on": on.isoformat(),
            "breakdown": breakdown,
            "category": category,
            "value": None if self.value is None else str(self.value),
            "numerator": self.numerator,
            "denominator": self.denominator,
            "reason": self.reason,
            "where": self.where,
        }

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "Figure":
        """The figure that `as_row` gave."""
        return cls(
            key=FigureKey(row["measure"], date.fromisoformat(row["on"]), row["breakdown"], row["category"]),
            value=None if row["value"] is None else Decimal(row["value"]),
            numerator=row["numerator"],
            denominator=row["denominator"],
            reason=row["reason"],
            where=row["where"],
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as it stands, and how often it was loaded."""

    value: Decimal | None
    numerator: int | None
    denominator: int | None
    revision: int

    @property
    def numbers(self) -> tuple[Decimal | None, int | None, int | None]:
        return self.value, self.numerator, self.denominator


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps figures from being loaded, in a sentence. more: how many are like it and not listed."""

    sentence: str
    more: int = 0


@dataclass
class Faults:
    """Gathers faults in bounded room: the first of each kind, and how many there are."""

    count: int = 0
    _kinds: dict[str, list[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, where: str, what: str) -> None:
        """`what` begins small after a place, and ends without a full stop, or with a question mark."""
        self.count += 1
        self._counts[kind] = self._counts.get(kind, 0) + 1
        listed = self._kinds.setdefault(kind, [])
        if len(listed) < _ALIKE_LISTED:
            end = "" if what.endswith("?") else "."
            sentence = f"{where}: {what}{end}" if where else f"{what}{end}"
            listed.append(sentence[0].upper() + sentence[1:])

    def add_all(self, other: "Faults") -> None:
        self.count += other.count
        for kind, sentences in other._kinds.items():
            self._counts[kind] = self._counts.get(kind, 0) + other._counts[kind]
            listed = self._kinds.setdefault(kind, [])
            listed += sentences[: _ALIKE_LISTED - len(listed)]

    def listed(self) -> tuple[Fault, ...]:
        """At most `MOST_LISTED`, by row, those of a kind together; the last of a kind says how many more there are."""
        return tuple(self._listed())[:MOST_LISTED]

    @property
    def others(self) -> int:
        """How many faults neither are listed nor counted beside one that is."""
        return self.count - sum(1 + fault.more for fault in self.listed())

    def _listed(self) -> Iterator[Fault]:
        for kind, sentences in sorted(self._kinds.items(), key=lambda pair: _row_told(pair[1][0])):
            for number, sentence in enumerate(sentences, 1):
                is_last = number == len(sentences)
                yield Fault(sentence, self._counts[kind] - len(sentences) if is_last else 0)


def _row_told(sentence: str) -> tuple[str, int]:
    """The sheet and the row where a sentence says that a fault stands; first, where it says none."""
    place = _PLACE.match(sentence)
    return (place["sheet"] or "", int(place["row"])) if place else ("", 0)


@dataclass(frozen=True)
class ReadFigures:
    """What was read. notes: sentences about what was left out and does no harm. empty: cells that wait for a figure."""

    figures: tuple[Figure, ...]
    faults: Faults
    notes: tuple[str, ...] = ()
    empty: int = 0


def quoted(text: str) -> str:
    """Words of the file in a sentence, cut short."""
    words = " ".join(text[:200].split())
    return f"“{words if len(words) <= _LONGEST_QUOTED else words[: _LONGEST_QUOTED - 1] + '…'}”"


def column_letters(column: int) -> str:
    """The letters that a sheet gives a column, counted from 1: A for 1, AA for 27."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def where_in_words(place: Place) -> str:
    """Such as: sheet “Figures”, cell B4 · row 4, column 2 · sheet “Figures”, row 4."""
    if place.sheet is not None:
        cell = f"cell {column_letters(place.column)}{place.row}" if place.column else f"row {place.row}"
        return f"sheet {quoted(place.sheet)}, {cell}"
    return f"row {place.row}, column {place.column}" if place.column else f"row {place.row}"


def listed_words(names: Sequence[str]) -> str:
    """Such as: April, May and June."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def words_of_key(key: FigureKey, measure: KnownMeasure) -> str:
    """Such as: “Detentions” for April 2024, age 18-24."""
    of = f", {key.breakdown} {quoted(key.category)}" if key.breakdown else ""
    return f"“{measure.name}” for {measure.wording.period(key.on)}{of}"
