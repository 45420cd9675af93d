"""Tells what a heading of a table of figures means: a part of a figure, a measure, a period, or nothing."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from concordat.indicators.domain.detentions import plain
from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.loading.breakdowns import Breakdown
from concordat.indicators.domain.loading.periods import meanings_of
from concordat.indicators.domain.loading.units import unit_told
from concordat.indicators.domain.loading.values import KnownMeasure


class Role(Enum):
    """What the cells of a column are."""

    MEASURE = auto()
    PERIOD = auto()
    YEAR = auto()
    VALUE = auto()
    NUMERATOR = auto()
    DENOMINATOR = auto()
    BREAKDOWN = auto()
    CATEGORY = auto()
    REASON = auto()
    UNTIL = auto()  # the last day of the period, beside its first
    UNIT = auto()
    LEFT = auto()  # of no use here, as a unit or a total of other columns


PARTS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)
_WORDS: Mapping[Role, str] = {
    Role.MEASURE: "measure|measures|measure name|name of measure|indicator|indicators|indicator name|metric|kpi|"
    "metric name",
    Role.PERIOD: "period|month|date|quarter|week|reporting period|reporting month|period start|period beginning|"
    "month ending|week commencing|week beginning|week ending|w c|month year|time period|period of|when|months|periods|"
    "start of period|first day of the period|from|start|start date|from date|date from|period from|starting|begins",
    Role.UNTIL: "to|until|end|end date|to date|date to|period to|period end|end of period|last day of the period|ending"
    "|ends",
    Role.YEAR: "year|financial year|fy|calendar year|fin year",
    Role.VALUE: "figure|figures|value|values|count|counts|number|total|n|result|results|actual|actuals|percentage|"
    "percent|rate|amount|performance|score|no|nos|minutes|days|how many in all|total number",
    Role.NUMERATOR: "numerator|num|how many|number meeting|numerators",
    Role.DENOMINATOR: "denominator|den|denom|of how many|out of|denominators",
    Role.BREAKDOWN: "breakdown|broken down by|breakdown by|dimension|split|split by|breakdown type",
    Role.CATEGORY: "category|group|breakdown category|categories|breakdown value",
    Role.REASON: "reason|reasons|why|reason for revision|reason for change|reason if revised or missing|reason for gap",
    Role.UNIT: "unit|units|unit of measure|unit of measurement|measured in",
    Role.LEFT: "source|sources|notes|note|comment|comments|key|owner|target|targets|trajectory|mean|average|"
    "avg|median|ytd|fytd|year to date|running total|cumulative|sum|grand total|rag|rating|trend|change|variance|"
    "benchmark|standard|direction|question|definition|frequency|loaded by|in words|sparkline|total ytd|"
    "commentary|narrative|lpl|upl",
}
_ROLES = {words: role for role, spellings in _WORDS.items() for words in spellings.split("|")}
_NO_ENDINGS = ("n", "no", "days", "minutes", "rate")  # names of measures end in them
_MEANS = dict.fromkeys(("average", "mean", "median", "avg"), Role.VALUE)  # after the name of a measure, its figure
_PART_ENDINGS: tuple[tuple[str, Role], ...] = tuple(
    sorted(
        ((words, role) for words, role in (_ROLES | _MEANS).items() if role in PARTS and words not in _NO_ENDINGS),
        key=lambda pair: -len(pair[0]),
    )
)
_SUMS = frozenset({
    "total", "totals", "grand total", "sum", "ytd", "fytd", "year to date", "running total", "cumulative", "full year",
    "whole year", "average", "mean", "overall", "all",
})  # fmt: skip
_WISHES = frozenset({
    "target", "targets", "trajectory", "plan", "planned", "forecast", "forecasts", "projection", "projected",
    "expected", "budget", "benchmark",
})  # fmt: skip
_MOST_SUGGESTED_FOR = 200  # names that are looked at for a suggestion; each costs a comparison with every measure


def role_of(text: str) -> Role | None:
    """What a heading says of its column; None where it may be a measure, a period or anything else."""
    words = plain(text[:80])
    if not words:
        return Role.VALUE if text.strip() in ("%", "#") else None
    return _ROLES.get(words)


def length_told(text: str) -> Frequency | None:
    """How long the heading of a column of days says that its periods are: "Week commencing", "Quarter ending"."""
    words = plain(text[:80])
    if words.startswith("w c"):
        return Frequency.WEEK
    return next((each for each in Frequency if words.startswith(each.value)), None)


def is_sum(text: str) -> bool:
    """Whether a row or column is a sum or mean of others, which is never loaded."""
    return plain(text[:80]) in _SUMS or role_of(text) is Role.LEFT


def is_total(text: str) -> bool:
    """Whether words name the whole that categories sum to."""
    return plain(text[:80]) in _SUMS


def is_wish(text: str) -> bool:
    """Whether a cell beside a figure says that it was not counted: a target or a forecast."""
    return plain(text[:80]) in _WISHES


def may_be_sum(text: str) -> bool:
    """Whether a row that names no measure says that it is a total, such as "Total for 2026"."""
    words = plain(text[:80]).split()
    return bool(words) and not _SUMS.isdisjoint((words[0], words[-1]))


@dataclass(frozen=True)
class Heading:
    """What a heading means: a role of its own, or a part of the figures of a measure or a period.

    unit: the words of it that may say the unit of figures.
    """

    role: Role | None = None
    measure: KnownMeasure | None = None
    period: str = ""
    unit: str = ""


class Measures:
    """The measures of a locality, found by what people call them. breakdowns: of each, by its key."""

    def __init__(
        self, measures: Iterable[KnownMeasure], breakdowns: Mapping[str, tuple[Breakdown, ...]] | None = None
    ) -> None:
        self.all = tuple(measures)
        self.breakdowns = breakdowns or {}
        self.by_key = {measure.key: measure for measure in self.all}
        self._suggested: dict[str, str] = {}

    @cached_property
    def _by_words(self) -> dict[str, KnownMeasure]:
        by_key = {plain(measure.key): measure for measure in self.all}
        found = by_key | {plain(measure.name): measure for measure in self.all}
        return {words: measure for words, measure in found.items() if words}

    def named(self, text: str) -> KnownMeasure | None:
        """The measure of that name or key, whatever the size of its letters and its signs."""
        return None if len(text) > 300 else self._by_words.get(plain(text))

    def like(self, text: str) -> str:
        """A sentence's end that asks whether another name was meant, or lists what there is."""
        words = plain(text[:200])
        if words not in self._suggested and len(self._suggested) < _MOST_SUGGESTED_FOR:
            close = difflib.get_close_matches(words, list(self._by_words), n=1, cutoff=0.55)
            self._suggested[words] = self._by_words[close[0]].name if close else ""
        close_name = self._suggested.get(words, "")
        return f"did you mean “{close_name}”?" if close_name else ""

    def in_words(self, text: str) -> KnownMeasure | None:
        """The one measure whose name stands within a title; None for none and for several."""
        words = f" {plain(text[:300])} "
        found = [measure for measure in self.all if plain(measure.name) and f" {plain(measure.name)} " in words]
        longest = [one for one in found if not any(one is not other and one.name in other.name for other in found)]
        return longest[0] if len(longest) == 1 else None

    def heading(self, text: str) -> Heading:
        """What a heading means."""
        text = " ".join(text[:200].split())
        role = role_of(text)
        if role is not None:
            return Heading(role, unit=text if role is Role.VALUE else "")
        if (measure := self.named(text)) is not None:
            # The signs of a name don't count, but this one says what the figures are.
            return Heading(measure=measure, unit="%" if "%" in text and "%" not in measure.name else "")
        if meanings_of(text):
            return Heading(period=text)
        return self._with_part(text)

    def _with_part(self, text: str) -> Heading:
        """A heading such as "Assessed within 3 hours (numerator)" or "Apr-24 %"."""
        words = plain(text)
        for ending, role in _PART_ENDINGS:
            if words.endswith(f" {ending}"):
                rest = words[: -len(ending)].strip()
                measure = next((one for one in self.all if plain(one.name) == rest or plain(one.key) == rest), None)
                if measure is not None:
                    return Heading(role, measure, unit=ending if role is Role.VALUE else "")
                period = text[: len(text) - len(ending)].rstrip(" ([-–:")
                if text.casefold().rstrip(" )]").endswith(ending):
                    period = text.rstrip(" )]")[: -len(ending)].rstrip(" ([-–:,")
                if meanings_of(period):
                    return Heading(role, period=period, unit=ending if role is Role.VALUE else "")
        if text.endswith(("%", "% )", "(%)")):
            rest_text = text.rstrip("%() ")
            if (measure := self.named(rest_text)) is not None:
                return Heading(Role.VALUE, measure, unit="%")
            if meanings_of(rest_text):
                return Heading(Role.VALUE, period=rest_text, unit="%")
        return self._with_unit(words)

    def _with_unit(self, words: str) -> Heading:
        """A heading such as "Time waited (hours)"."""
        for measure in sorted(self.all, key=lambda one: -len(one.name)):
            name = plain(measure.name)
            rest = words.removeprefix(f"{name} ")
            if name and rest != words and unit_told(rest) is not None:
                return Heading(Role.VALUE, measure, unit=rest)
        return Heading()
