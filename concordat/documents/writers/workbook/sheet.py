"""Fills one sheet: what stands above the table, its rows, and how it prints."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from concordat.documents.domain import Paragraph, Table
from concordat.documents.writers import grids, words
from concordat.documents.writers.grids import Line, Slot
from concordat.documents.writers.workbook import cells, heights
from concordat.documents.writers.workbook.choices import Choices
from concordat.documents.writers.workbook.sections import Section

_CHARACTERS, _NARROW = 150, 45  # how wide a sheet is, all columns together; a table of few columns is less wide
_ABOUT_WIDTH = 110
_SIZES = {0: 18, 1: 15, 2: 12}
_MOST_FROZEN = 160.0  # points that may stand still above the rows of a table
_SIDE, _TOP = 0.45, 0.7  # margins of a page in inches
_CLOSED, _OPEN = Protection(locked=True), Protection(locked=False)


class SheetWriter:
    """Writes one sheet of a workbook from top to bottom."""

    def __init__(self, sheet: Any, choices: Choices, *, is_form: bool) -> None:
        self._sheet = sheet
        self._choices = choices
        self._is_form = is_form
        self._validations: dict[tuple[str, ...], DataValidation] = {}
        self._row = 0
        self._above = 0.0  # points
        self._widths: list[int] = []

    def write(self, section: Section, furniture: Sequence[str]) -> None:
        lines = [] if section.table is None else grids.lines_of(section.table)
        width = 1 if section.table is None else grids.width_of(section.table)
        room = _ABOUT_WIDTH
        if section.table is not None:
            room = self._set_widths(section.table, lines)
        else:
            self._sheet.column_dimensions["A"].width = room
        for paragraph in section.above:
            self._write_above(paragraph, width, room)
        if lines:
            self._write_table(lines, width)
        self._set_print(furniture)
        if self._is_form:
            protection = self._sheet.protection
            protection.sheet = True
            protection.formatColumns = protection.formatRows = protection.autoFilter = False  # these stay allowed

    def _set_widths(self, table: Table, lines: Sequence[Line]) -> int:
        characters = min(_CHARACTERS, _NARROW * grids.width_of(table))
        for at, share in enumerate(grids.shares_of(table, lines, characters)):
            self._widths.append(max(round(share * characters), 6))
            self._sheet.column_dimensions[get_column_letter(at + 1)].width = self._widths[-1]
        return sum(self._widths)

    def _write_above(self, paragraph: Paragraph, width: int, room: int) -> None:
        self._row += 1
        size = cells.SIZE if paragraph.heading is None else _SIZES.get(paragraph.heading, cells.SIZE + 1)
        cell = self._sheet.cell(self._row, 1)
        runs = next(words.lines_of([paragraph]))
        cells.set_words(cell, [runs], fill=None, is_bold=paragraph.heading is not None, size=size)
        cell.alignment = cells.WRAPPED
        if width > 1:
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=width)
        text = "".join(run.text for run in runs)
        height = heights.height_of(text, room, size, is_bold=paragraph.heading is not None)
        self._sheet.row_dimensions[self._row].height = height
        self._above += height

    def _write_table(self, lines: Sequence[Line], width: int) -> None:
        above = self._row
        for line in lines:
            self._row += 1
            for slot in line.slots:
                self._write_slot(slot, line)
            self._sheet.row_dimensions[self._row].height = self._height(line)
        headers = grids.header_count(lines)
        if not headers:
            return
        last = above + headers
        if self._above <= _MOST_FROZEN:
            self._sheet.freeze_panes = f"A{last + 1}"
        self._sheet.print_title_rows = f"{above + 1}:{last}"
        if not any(slot.rowspan > 1 for line in lines for slot in line.slots):
            self._sheet.auto_filter.ref = f"A{last}:{get_column_letter(width)}{self._row}"

    def _height(self, line: Line) -> float:
        found = 0.0
        for slot in line.begun:
            if slot.rowspan == 1:
                room = sum(self._widths[slot.column : slot.column + slot.colspan])
                text = words.text_of(slot.cell)
                found = max(found, heights.height_of(text, room, cells.SIZE, is_bold=line.row.is_header))
        return found or heights.height_of("", 1, cells.SIZE)

    def _write_slot(self, slot: Slot, line: Line) -> None:
        column = slot.column + 1
        cell = self._sheet.cell(self._row, column)
        fill = words.fill_of(slot.cell)
        for at in range(column, column + slot.colspan):
            cells.set_frame(self._sheet.cell(self._row, at), fill)
        if slot.continues:
            return
        cells.set_content(cell, slot.cell, fill, is_bold=line.row.is_header)
        if self._is_form:
            cell.protection = _OPEN if words.is_open(slot.cell) else _CLOSED
        choices = words.choices_of(slot.cell)
        if choices:
            self._validation(choices).add(cell.coordinate)
        if slot.colspan > 1 or slot.rowspan > 1:
            self._sheet.merge_cells(
                start_row=self._row,
                end_row=self._row + slot.rowspan - 1,
                start_column=column,
                end_column=column + slot.colspan - 1,
            )

    def _validation(self, choices: tuple[str, ...]) -> DataValidation:
        found = self._validations.get(choices)
        if found is None:
            found = self._validations[choices] = self._choices.validation(choices)
            self._sheet.add_data_validation(found)
        return found

    def _set_print(self, furniture: Sequence[str]) -> None:
        sheet = self._sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        margins = sheet.page_margins
        margins.left = margins.right = _SIDE
        margins.top = margins.bottom = _TOP
        header, footer = (*furniture, "", "")[:2]
        sheet.oddHeader.left.text = _as_furniture(header) or None
        sheet.oddFooter.left.text = _as_furniture(footer) or None
        sheet.oddFooter.right.text = "Page &P of &N"


def _as_furniture(text: str) -> str:
    """Words of a page header, in which "&" begins a code and which holds at most 255 characters with its codes."""
    return " ".join(text.split())[:100].replace("&", "&&")
