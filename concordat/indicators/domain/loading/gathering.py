"""Gathers the parts of figures from the cells of all tables, and makes figures of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from concordat.documents.domain import Cell
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading.amounts import NotAFigure, amount_of, count_of
from concordat.indicators.domain.loading.breakdowns import read_category
from concordat.indicators.domain.loading.headings import Measures, Role
from concordat.indicators.domain.loading.values import (
    MOST_FIGURES,
    Faults,
    Figure,
    FigureKey,
    KnownMeasure,
    listed_words,
    quoted,
    where_in_words,
    words_of_key,
)
from concordat.indicators.domain.rules import AGREES_WITHIN

_PERCENT_PLACES = Decimal("0.000001")
_MOST_NAMED = 6  # categories that a sentence names
_PART_WORDS = {Role.VALUE: "figure", Role.NUMERATOR: "numerator", Role.DENOMINATOR: "denominator"}


@dataclass
class Draft:
    """A figure while its parts are gathered, each from the cell where it stands."""

    measure: KnownMeasure
    key: FigureKey
    where: str
    parts: dict[Role, Cell] = field(default_factory=dict)
    reason: str = ""


class TooMany(Exception):
    """There are more figures than one load may have."""


class Gathering:
    """Figures, faults and notes while tables are read. empty: cells that wait for a figure."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self.faults = Faults()
        self.notes: list[str] = []
        self.empty = 0
        self._drafts: dict[FigureKey, Draft] = {}
        self._merged: set[str] = set()
        self._new: dict[tuple[str, str], dict[str, None]] = {}

    def category(self, measure: KnownMeasure, breakdown: str, category: str) -> tuple[str, str]:
        """A breakdown and its category as they are kept; what was never loaded is remembered. Raises NotACategory."""
        known = self.measures.breakdowns.get(measure.key, ())
        breakdown, category = read_category(known, breakdown, category)
        if not any(one.title == breakdown and category in one.spelt.values() for one in known):
            self._new.setdefault((measure.key, breakdown), {})[category] = None
        return breakdown, category

    def news(self) -> Iterator[str]:
        """Sentences about breakdowns and categories that no figure had before."""
        for (key, breakdown), found in self._new.items():
            measure = self.measures.by_key[key]
            names = [quoted(category) for category in found]
            told = listed_words(names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], "others"])
            if any(one.title == breakdown for one in self.measures.breakdowns.get(key, ())):
                yield f"New under {quoted(breakdown)} of “{measure.name}”: {told}."
            else:
                yield f"{quoted(breakdown)} is a new breakdown of “{measure.name}”, with {told}."

    def draft(self, measure: KnownMeasure, key: FigureKey, where: str, *, reason: str) -> Draft:
        """The draft of a figure, begun where there is none yet. Raises TooMany."""
        draft = self._drafts.get(key)
        if draft is None:
            if len(self._drafts) >= MOST_FIGURES:
                raise TooMany
            draft = self._drafts[key] = Draft(measure, key, where)
        draft.reason = draft.reason or reason
        return draft

    def add(self, draft: Draft, role: Role, cell: Cell) -> None:
        """Add a part of a figure, once, from a cell of its own."""
        before = draft.parts.get(role)
        where = where_in_words(cell.place)
        if cell.colspan > 1 or cell.rowspan > 1:
            if where in self._merged:
                return
            self._merged.add(where)
            self.faults.add(
                "merged",
                where,
                "a figure stands in a merged cell, so that nobody can say which period or measure it is for: unmerge "
                "it and write each figure in a cell of its own",
            )
        elif before is not None:
            which = words_of_key(draft.key, draft.measure)
            self.faults.add(
                "twice",
                where,
                f"{which} stands twice, the first time in {where_in_words(before.place)}: leave one of them",
            )
        else:
            draft.parts[role] = cell

    def figures(self) -> Iterator[Figure]:
        for draft in self._drafts.values():
            figure = self._figure(draft)
            if figure is not None:
                yield figure

    def _figure(self, draft: Draft) -> Figure | None:
        role, cell = Role.VALUE, None
        try:
            value, share, is_missing = None, None, False
            if (cell := draft.parts.get(Role.VALUE)) is not None:
                amount = amount_of(cell.text.strip(), draft.measure.unit)
                if amount is not None:
                    value, share, is_missing = amount.number, amount.share, amount.is_missing
            counts: dict[Role, int | None] = {}
            for role in (Role.NUMERATOR, Role.DENOMINATOR):
                if (cell := draft.parts.get(role)) is not None:
                    counts[role] = count_of(cell.text.strip())
        except NotAFigure as fault:
            text = cell.text if cell is not None else ""
            where = where_in_words(cell.place) if cell is not None else draft.where
            of = "" if role is Role.VALUE else f", the {_PART_WORDS[role]},"
            self.faults.add(f"amount {fault.kind}", where, f"{quoted(text)}{of} {fault}")
            return None
        numerator, denominator = counts.get(Role.NUMERATOR), counts.get(Role.DENOMINATOR)
        if share is not None and numerator is None and denominator is None:
            numerator, denominator = share
        return self._whole(draft, value, numerator, denominator, is_missing=is_missing)

    def _whole(
        self,
        draft: Draft,
        value: Decimal | None,
        numerator: int | None,
        denominator: int | None,
        *,
        is_missing: bool,
    ) -> Figure | None:
        """The figure of its parts; None where they say none, or none that can be kept."""
        which = words_of_key(draft.key, draft.measure)
        is_share = draft.measure.unit is Unit.PERCENTAGE
        if (numerator is None) != (denominator is None):
            self.faults.add("half", draft.where, f"{which} has one of numerator and denominator: give both, or neither")
            return None
        if numerator is not None and draft.measure.unit not in (Unit.PERCENTAGE, Unit.RATE):
            self.faults.add(
                "no share",
                draft.where,
                f"{which} has a numerator and a denominator, and this measure is no percentage: leave those out",
            )
            return None
        if is_share and numerator is not None and denominator is not None and not denominator:
            self.faults.add("of none", draft.where, f"{which} is of 0, which gives no percentage: leave it empty")
            return None
        if is_share and numerator is not None and denominator:
            # What a sheet shows is rounded: the exact one is kept, and one that differs by more is refused as it is.
            exact = (Decimal(100 * numerator) / denominator).quantize(_PERCENT_PLACES)
            value = exact if value is None or abs(value - exact) <= AGREES_WITHIN else value
        if value is None:
            if draft.reason:
                return Figure(draft.key, None, reason=draft.reason, where=draft.where)
            self.empty += 1
            if is_missing:
                self.notes.append(
                    f"{draft.where[:1].upper()}{draft.where[1:]}: {which} is said to be missing, so it is left as it "
                    "is; to record the gap, give a reason."
                )
            return None
        return Figure(draft.key, value, numerator, denominator, draft.reason, draft.where)
