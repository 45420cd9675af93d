"""Reads the rows of one table below its headings, and says of each cell which figure it is a part of."""

from collections.abc import Sequence

from concordat.documents.domain import Cell, Row, Table
from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.loading import grids, headings, layouts
from concordat.indicators.domain.loading.blanks import with_blanks_told
from concordat.indicators.domain.loading.breakdowns import NotACategory, wrong_with_category
from concordat.indicators.domain.loading.gathering import Gathering
from concordat.indicators.domain.loading.headings import PARTS, Heading, Role
from concordat.indicators.domain.loading.layouts import Layout, Shape
from concordat.indicators.domain.loading.periods import (
    NotAPeriod,
    is_day,
    lacks_year,
    meanings_of,
    period_for,
    spanned_text,
)
from concordat.indicators.domain.loading.units import wrong_unit
from concordat.indicators.domain.loading.values import (
    MOST_FIGURES,
    FigureKey,
    KnownMeasure,
    quoted,
    where_in_words,
)

_NOT_READ = (Heading(), Heading(Role.LEFT))
_LONGEST_REASON = 300


class TableReader:
    """Reads the rows of one table below its headings."""

    def __init__(self, gathering: Gathering, layout: Layout, table: Table, words: Sequence[Sequence[str]]) -> None:
        self._gathering, self._layout, self._table = gathering, layout, table
        self._words, self._read_below = with_blanks_told(words, layout)
        self._measures, self._faults = gathering.measures, gathering.faults
        self._roles = {role: layout.column(role) for role in Role}
        self._year = ""
        self._says = headings.length_told(layout.words[layout.label]) if layout.shape is not Shape.ACROSS else None
        self._unknown: dict[str, None] = {}
        self._units: set[tuple[str, str]] = set()  # by measure, what was said to be no unit of it

    def read(self) -> None:
        if self._has_unclear_headings():
            return
        if self._layout.part is not None and (wrong := grids.wrong_with_grid(self._layout, self._table, self._words)):
            self._faults.add(*wrong)
            return
        self._read_headings()
        self._gathering.notes += self._read_below
        for at in range(self._layout.first, len(self._words)):
            words, row = self._words[at], self._table.rows[at]
            if not any(words):
                continue
            is_other_grid = self._layout.part is not None and grids.begins_again(self._layout, words, self._measures)
            if is_other_grid or layouts.is_heading_again(words, self._measures):
                if is_other_grid or tuple(words) != self._layout.words:
                    self._faults.add(
                        "second",
                        where_in_words(row.place),
                        "a second table begins here: put it on a sheet of its own, or load it by itself",
                    )
                    return
                continue
            self._read_row(words, row)

    def _has_unclear_headings(self) -> bool:
        """Say where one heading is for several columns of figures; whether it is so."""
        if self._layout.first == 0:
            return False
        cells = self._table.rows[self._layout.first - 1].cells
        for at, heading in enumerate(self._layout.headings[: len(cells)]):
            earlier = [
                other
                for other in range(at)
                if self._layout.words[other] == self._layout.words[at] and self._has_numbers(other)
            ]
            if heading in _NOT_READ or not self._layout.words[at] or not earlier or not self._has_numbers(at):
                continue
            text, where = quoted(self._layout.words[at]), where_in_words(cells[at].place)
            if heading.role in (Role.PERIOD, Role.MEASURE, Role.YEAR):
                told = "a second table stands beside the first: put it on a sheet of its own, or load it by itself"
            elif cells[at] is cells[earlier[0]]:
                told = f"the heading {text} is merged over several columns of figures: give each a heading of its own"
            else:
                told = f"the heading {text} stands over several columns: leave one of them, or say what each is"
            self._faults.add("headings", where, told)
            return True
        return False

    def _read_headings(self) -> None:
        """Speak of the columns that hold figures and have a heading that says nothing."""
        shape, label = self._layout.shape, self._layout.label
        if shape in (Shape.LONG, Shape.ONE):
            self._note_columns_left()
            return
        row = self._table.rows[self._layout.first - 1]
        for at, heading in enumerate(self._layout.headings):
            text = self._layout.words[at]
            is_known = heading.period or heading.measure or heading.role not in (None, Role.VALUE, Role.LEFT)
            if at == label or is_known:
                continue
            if not self._has_numbers(at):
                self._note_words_left(at)
                continue
            if headings.is_sum(text) or (shape is Shape.ACROSS and headings.may_be_sum(text)):
                self._gathering.notes.append(f"The column {quoted(text)} was left out: it sums up or explains others.")
            elif layouts.holds_periods(self._words, self._layout.first, at):
                self._note_second_periods(at, row.cells[at])
            elif not text:
                self._faults.add(
                    "bare", where_in_words(row.cells[at].place), "figures stand below no heading: say what they are"
                )
            elif shape is Shape.DOWN:
                self._refuse_measure(text, row.cells[at])
            else:
                self._faults.add(
                    "period",
                    where_in_words(row.cells[at].place),
                    f"{quoted(text)} {_unread(text)}: write it like April 2024{_or_leave(text)}",
                )

    def _note_second_periods(self, at: int, cell: Cell) -> None:
        """Of a second column of periods: it begins a table beside the first, or says no more than the first does."""
        between = self._layout.headings[self._layout.label + 1 : at]
        if any(heading.measure or heading.role is Role.VALUE for heading in between):
            told = "a second table stands beside the first: put it on a sheet of its own, or load it by itself"
            self._faults.add("second", where_in_words(cell.place), told)
        else:
            self._gathering.notes.append(f"The column {quoted(self._layout.words[at])} was not read.")

    def _note_columns_left(self) -> None:
        """Say of the columns beside those of the figure that they are not read."""
        used = {at for role, at in self._roles.items() if role is not Role.LEFT} | {self._layout.label}
        last = max((at for role in PARTS if (at := self._roles[role]) is not None), default=0)
        for at, heading in enumerate(self._layout.headings):
            if at in used:
                continue
            if at > last and not self._layout.words[at]:
                for number in layouts.numbers_below(self._words, self._layout.first, at):
                    told = (
                        f"{quoted(self._words[number][at])} stands beside the figure and below no heading: write "
                        "figures without commas, or give this column a heading"
                    )
                    self._faults.add("bare", where_in_words(self._table.rows[number].cells[at].place), told)
            elif heading.role is not Role.LEFT:
                self._note_words_left(at)

    def _note_words_left(self, at: int) -> None:
        """Say of a column that it is not read: it may name another place, or another kind of people."""
        heading, text = self._layout.headings[at], self._layout.words[at]
        cells = [words[at] for words in self._words[self._layout.first :] if at < len(words) and words[at]]
        if text and cells and heading.role is None and not any(headings.role_of(cell) in PARTS for cell in cells):
            self._gathering.notes.append(f"The column {quoted(text)} was not read.")

    def _has_numbers(self, column: int) -> bool:
        return any(
            column < len(words) and any(letter.isdigit() for letter in words[column][:20])
            for words in self._words[self._layout.first :]
        )

    def _read_row(self, words: Sequence[str], row: Row) -> None:
        beside = (text for text, heading in zip(words, self._layout.headings, strict=False) if heading in _NOT_READ)
        if wish := next(filter(headings.is_wish, beside), ""):
            where = _capital(where_in_words(row.place))
            self._gathering.notes.append(f"{where} was left out: {quoted(wish)} says that it was not counted.")
            return
        match self._layout.shape:
            case Shape.ACROSS:
                self._read_across(words, row)
            case Shape.DOWN:
                self._read_down(words, row)
            case _:
                self._read_long(words, row)

    def _read_long(self, words: Sequence[str], row: Row) -> None:
        """A row of one figure."""
        parts = {role: at for role in PARTS if (at := self._roles[role]) is not None and self._word(words, at)}
        period_text = self._period_text(words)
        at = self._roles[Role.MEASURE]
        label = self._layout.only.name if self._layout.only else self._word(words, at)
        if not parts and not self._reason(words):
            self._gathering.empty += bool(label and period_text)
            return
        place = row.cells[min(parts.values())].place if parts else row.place
        measure = self._layout.only or self._measures.named(label)
        if (measure is None and headings.is_sum(label)) or _sums_periods(period_text) or self._sums_categories(words):
            self._gathering.notes.append(f"{_capital(where_in_words(row.place))} was left out: it sums up others.")
            return
        if measure is None:
            self._refuse_measure(label, row.cells[at] if at is not None else None, where_in_words(row.place))
            return
        key = self._key(measure, period_text, words, where_in_words(place), where_in_words(self._label_cell(row).place))
        if key is None:
            return
        reason = self._reason(words)
        if layouts.is_number(reason):
            told = f"{quoted(reason)} is no reason: write words there, and figures without commas"
            self._faults.add("reason", where_in_words(place), told)
            return
        draft = self._gathering.draft(measure, key, where_in_words(place), reason=reason)
        part = self._part_said(words) if parts.keys() == {Role.VALUE} else None
        said = "" if self._layout.only else self._measures.heading(label).unit
        if (
            Role.VALUE in parts
            and not part
            and self._is_of_other_unit(measure, parts[Role.VALUE], words, row, said=said)
        ):
            return
        for role, column in parts.items():
            self._gathering.add(draft, part or role, row.cells[column])

    def _read_across(self, words: Sequence[str], row: Row) -> None:
        """A row of a measure, a figure for each period."""
        filled = [at for at, heading in enumerate(self._layout.headings) if heading.period and self._word(words, at)]
        label = self._word(words, self._layout.label)
        named = Heading(measure=self._layout.only) if self._layout.only else self._measures.heading(label)
        is_grid, half = self._layout.part is not None, self._word(words, self._layout.part)
        if not filled:
            known = sum(bool(heading.period) for heading in self._layout.headings)
            is_due = grids.tells_half(half) if is_grid else named.measure is not None
            self._gathering.empty += known if is_due else 0
            return
        if is_grid and _sums_periods(half):
            self._gathering.notes.append(f"The row {quoted(half)} was left out: it sums up or explains others.")
            return
        if named.measure is None:
            if headings.is_sum(label):
                self._gathering.notes.append(f"The row {quoted(label)} was left out: it sums up or explains others.")
            else:
                self._refuse_measure(label, row.cells[self._layout.label])
            return
        part = self._part_said(words)
        for at in filled:
            heading = self._layout.headings[at]
            role = heading.role or named.role or part or Role.VALUE
            where = where_in_words(row.cells[at].place)
            if role is Role.VALUE and self._is_of_other_unit(named.measure, at, words, row, said=named.unit):
                continue
            period = grids.period_told(self._layout, words, heading.period) if is_grid else heading.period
            key = self._key(named.measure, period, words, where)
            if key is not None:
                draft = self._gathering.draft(named.measure, key, where, reason=self._reason(words))
                self._gathering.add(draft, role, row.cells[at])

    def _read_down(self, words: Sequence[str], row: Row) -> None:
        """A row of a period, a figure for each measure."""
        filled = [
            (at, heading.role, heading.measure)
            for at, heading in enumerate(self._layout.headings)
            if heading.measure and self._word(words, at)
        ]
        period_text = self._period_text(words)
        if not filled:
            self._gathering.empty += bool(meanings_of(period_text))
            return
        if _sums_periods(period_text):
            self._gathering.notes.append(f"The row {quoted(period_text)} was left out: it sums up or explains others.")
            return
        for at, role, measure in filled:
            where = where_in_words(row.cells[at].place)
            if role in (None, Role.VALUE) and self._is_of_other_unit(measure, at, words, row):
                continue
            key = self._key(measure, period_text, words, where, where_in_words(self._label_cell(row).place))
            if key is not None:
                draft = self._gathering.draft(measure, key, where, reason=self._reason(words))
                self._gathering.add(draft, role or Role.VALUE, row.cells[at])

    def _is_of_other_unit(
        self, measure: KnownMeasure, at: int, words: Sequence[str], row: Row, *, said: str = ""
    ) -> bool:
        """Whether a heading, a label or the column of units says that figures are in another unit than the measure.

        Each is told once for a measure.
        """
        unit_at = self._roles[Role.UNIT]
        told = (
            (said, self._label_cell(row), True),
            (self._layout.headings[at].unit, self._heading_cell(at), True),
            (self._word(words, unit_at), row.cells[min(unit_at or 0, len(row.cells) - 1)], False),
        )
        for text, cell, is_heading in told:
            wrong = wrong_unit(text, measure, is_heading=is_heading) if text else ""
            if wrong:
                if (measure.key, text) not in self._units:
                    self._units.add((measure.key, text))
                    self._faults.add("unit", where_in_words(cell.place if cell else row.place), wrong)
                return True
        return False

    def _heading_cell(self, at: int) -> Cell | None:
        cells = self._table.rows[self._layout.first - 1].cells if self._layout.first else ()
        return cells[at] if at < len(cells) else None

    def _sums_categories(self, words: Sequence[str]) -> bool:
        """Whether a row is the total of a breakdown's categories."""
        breakdown, category = (
            self._word(words, self._roles[Role.BREAKDOWN]),
            self._word(words, self._roles[Role.CATEGORY]),
        )
        return bool(breakdown) and not headings.is_total(breakdown) and headings.is_total(category)

    def _key(
        self, measure: KnownMeasure, period_text: str, words: Sequence[str], where: str, period_where: str = ""
    ) -> FigureKey | None:
        """Which figure it is; None, with the fault told, where that can't be said."""
        if measure.is_retired:
            self._faults.add(
                f"retired {measure.key}",
                where,
                f"“{measure.name}” was retired, so no figure is loaded for it: leave it out",
            )
            return None
        try:
            on = period_for(period_text, measure.frequency)
            if self._says and self._says is not measure.frequency and is_day(period_text):
                under = quoted(self._layout.words[self._layout.label])
                raise NotAPeriod(f"stands under {under}, and this measure has a figure for each {measure.frequency}")
        except NotAPeriod as fault:
            told = f"{quoted(period_text)} {fault}" if period_text else "the figure has no period: say which it is for"
            self._faults.add("period", period_where or where, told)
            return None
        breakdown = self._word(words, self._roles[Role.BREAKDOWN])
        category = self._word(words, self._roles[Role.CATEGORY])
        if all(not text or headings.is_total(text) for text in (breakdown, category)):
            breakdown = category = ""
        if fault_words := wrong_with_category(breakdown, category):
            self._faults.add("category", where, fault_words)
            return None
        if breakdown:
            try:
                breakdown, category = self._gathering.category(measure, breakdown, category)
            except NotACategory as fault:
                self._faults.add("category", where, f"{quoted(fault.text)} {fault}")
                return None
        return FigureKey(measure.key, on, breakdown, category)

    def _period_text(self, words: Sequence[str]) -> str:
        """What the columns of the period say: one, or a year and a month."""
        year, period = self._roles[Role.YEAR], self._roles[Role.PERIOD]
        if year is None or period is None:
            text = layouts.dated(self._word(words, self._layout.label), self._layout.year)
            until = self._roles[Role.UNTIL]
            if self._says is Frequency.WEEK and is_day(text):
                return f"{'w/e' if 'end' in self._layout.words[self._layout.label].casefold() else 'w/c'} {text}"
            return text if until == self._layout.label else spanned_text(text, self._word(words, until))
        self._year = self._word(words, year) or self._year
        text = self._word(words, period)
        if text.isdecimal() and self._year.isdecimal():
            return f"{self._year}-{text.zfill(2)}"
        return text if meanings_of(text) or not text else f"{self._year} {text}"

    def _part_said(self, words: Sequence[str]) -> Role | None:
        """The part of a figure that a row is, where a cell beside its measure says it: numerator or denominator."""
        for at, heading in enumerate(self._layout.headings):
            if heading.role is None and not heading.period and at != self._layout.label:
                role = headings.role_of(self._word(words, at))
                if role in (Role.NUMERATOR, Role.DENOMINATOR):
                    return role
        return None

    def _label_cell(self, row: Row) -> Cell:
        return row.cells[min(self._layout.label, len(row.cells) - 1)]

    def _reason(self, words: Sequence[str]) -> str:
        reason = " ".join(self._word(words, self._roles[Role.REASON]).split())
        return reason[:_LONGEST_REASON]

    def _word(self, words: Sequence[str], column: int | None) -> str:
        return words[column] if column is not None and column < len(words) else ""

    def _refuse_measure(self, label: str, cell: Cell | None, where: str = "") -> None:
        place = where_in_words(cell.place) if cell is not None else where
        if not label:
            self._faults.add("unnamed", place, "a figure stands here without the name of its measure: write it")
        elif label not in self._unknown:
            if len(self._unknown) < MOST_FIGURES:
                self._unknown[label] = None
            hint = self._measures.like(label) or "take the name from the page of measures"
            if lacks_year(label):
                self._faults.add(
                    "period", place, f"{quoted(label)} is a month without its year: write it like April 2024"
                )
                return
            if headings.may_be_sum(label):
                hint = "leave the row out if it sums up others"
            self._faults.add("measure", place, f"{quoted(label)} is no measure of this locality: {hint}")


def _sums_periods(text: str) -> bool:
    """Whether the label of a row says that it sums up periods, such as "Q1 total" between months."""
    return headings.is_sum(text) or (headings.may_be_sum(text) and not meanings_of(text))


def _or_leave(text: str) -> str:
    """Of a quarter without a year, which stands between months as their sum."""
    return ", or leave the column out if it sums up others" if lacks_year(text) and text[:1] in "qQ" else ""


def _unread(text: str) -> str:
    return "has no year" if lacks_year(text) else "is no period that can be read"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
