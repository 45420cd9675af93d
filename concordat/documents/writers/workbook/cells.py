"""Fills single cells of a sheet: words that stay words, dates and numbers with their types, looks."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from concordat.documents.domain import Cell, FormCell, Run
from concordat.documents.writers import words

SIZE = 10
_FONT = "Arial"
_LONGEST = 32_767  # characters of a cell
_CUT = " … (cut short: a cell of a workbook holds no more)"
_DATE = "d mmmm yyyy"
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was, so earlier days lie one day off
_MOST_EXACT = 10**15  # Excel keeps 15 digits of a number
_RISKY = tuple("=+-@'＝＋－＠")
# What a reader would take for a character that XML may not hold, such as _x000D_, has its own first sign escaped.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
_SIDE = Side(style="thin", color=words.BORDER)
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


def set_frame(cell: Any, fill: str | None) -> None:
    """What lies around and behind a cell's words."""
    cell.border = _BORDER
    cell.alignment = WRAPPED
    if fill:
        cell.fill = _fill(fill)


def set_content(cell: Any, content: Cell, fill: str | None, *, is_bold: bool) -> None:
    """The words of a cell, or its value where that shows as the words do."""
    value = content.value if isinstance(content, FormCell) else None
    text = words.text_of(content)
    if value is not None and text.strip() in ("", shown(value)) and _is_kept(value):
        cell.value = value
        cell.number_format = _DATE if isinstance(value, date) else "0"
        cell.font = _font(SIZE, is_bold, ink(fill))
        return
    set_words(cell, list(words.lines_of(content.paragraphs)), fill=fill, is_bold=is_bold)
    if isinstance(value, date):
        cell.number_format = _DATE  # so that a day which is typed over the words shows as days do


def set_words(
    cell: Any, lines: Sequence[tuple[Run, ...]], *, fill: str | None, is_bold: bool, size: float = SIZE
) -> None:
    """Words on lines of their own; they are never a formula, whatever they begin with."""
    runs: list[Run] = []
    for line in lines:
        if any(run.text.strip() for run in line):
            runs += [Run("\n"), *line] if runs else line
    cell.font = _font(size, is_bold, ink(fill))
    text = "".join(run.text for run in runs)
    if not text:
        return
    if len(text.encode("utf-16-le")) > 2 * _LONGEST:
        runs = [Run(text[: _LONGEST // 2 - len(_CUT)] + _CUT)]
    looks = {_look(run, fill, is_bold) for run in runs if run.is_struck or run.text.strip()}
    if looks <= {(is_bold, False, ink(fill))}:
        cell.value = _ESCAPED.sub("_x005F_", "".join(run.text for run in runs))
        cell.data_type = "s"
    else:
        cell.value = CellRichText([_block(run, fill, is_bold, size) for run in runs if run.text])
    if text.startswith(_RISKY):
        cell.quotePrefix = True


def shown(value: date | int) -> str:
    """A value as its number format shows it, such as "31 March 2027"."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


def ink(fill: str | None) -> str | None:
    """The colour of plain words on a fill."""
    return words.ink_of(Run(""), fill)


def _is_kept(value: date | int) -> bool:
    if isinstance(value, date):
        return not isinstance(value, datetime) and value >= _FIRST_DAY
    return abs(value) < _MOST_EXACT


def _look(run: Run, fill: str | None, is_bold: bool) -> tuple[bool, bool, str | None]:
    return run.is_bold or is_bold, run.is_struck, words.ink_of(run, fill)


def _block(run: Run, fill: str | None, is_bold: bool, size: float) -> TextBlock:
    bold, struck, colour = _look(run, fill, is_bold)
    font = InlineFont(
        rFont=_FONT, sz=size, b=bold or None, strike=struck or None, color=_solid(colour) if colour else None
    )
    # An end of line that is struck out would still end the line.
    text = run.text.replace("\n", " ") if struck else run.text
    return TextBlock(font, _ESCAPED.sub("_x005F_", text))


@cache
def _font(size: float, is_bold: bool, colour: str | None) -> Font:
    return Font(name=_FONT, size=size, bold=is_bold, color=_solid(colour) if colour else None)


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=_solid(colour))


def _solid(colour: str) -> str:
    """A colour as openpyxl takes it; black without its first two digits would be left out as the usual one."""
    return f"FF{colour}"
