"""Tells footnotes from the text above them, so that they part no table and their numbers no word."""

import re

from concordat.documents.readers.pdf.painting.marks import Line, Marks
from concordat.documents.readers.pdf.tables.drafts import TableDraft
from concordat.documents.readers.pdf.text.lines import TextLine

_MARK = re.compile(r"(?:[0-9]{1,3}|[ivx]{1,5}|[a-z]|[*†‡§]+)\Z")
_WIDEST = 0.45  # of the page: the rule above footnotes is short
_HIGHEST = 0.4  # of the page's height, from its top
_SMALLER, _RAISED = 0.8, 0.12  # how a note's number in the text differs, in parts of the size of the line


def take_out(marks: Marks, tables: list[TableDraft], lines: list[TextLine]) -> list[TextLine]:
    """Takes the footnotes of a page out of its lines, and their numbers out of all its text; gives the footnotes."""
    upright = sorted((line for line in lines if not line.words[0].turn), key=lambda line: line.base)
    for rule in sorted(marks.across, key=lambda line: -line.at):
        if not _may_part_notes(rule, marks, tables):
            continue
        below = [line for line in upright if line.base > rule.at]
        if below and _begins_note(below[0], rule):
            for line in below:
                lines.remove(line)
            numbers = {line.words[0].text for line in below}
            for line in [*lines, *(line for table in tables for cell in table.all_cells() for line in cell.lines)]:
                _drop_marks(line, numbers)
            return below
    return []


def _may_part_notes(rule: Line, marks: Marks, tables: list[TableDraft]) -> bool:
    return (
        20 < rule.end - rule.start < _WIDEST * marks.width
        and rule.at > _HIGHEST * marks.height
        and not any(table.rows[0].top - 2 <= rule.at <= table.rows[-1].bottom + 2 for table in tables)
        and not any(table.rows[0].top > rule.at for table in tables)
    )


def _begins_note(line: TextLine, rule: Line) -> bool:
    is_near = line.base - rule.at < 3 * line.size and abs(line.x0 - rule.start) < 2 * line.size
    return is_near and len(line.words) > 1 and bool(_MARK.match(line.words[0].text))


def _drop_marks(line: TextLine, numbers: set[str]) -> None:
    """Takes raised numbers of notes out of a line."""
    kept = [
        word
        for word in line.words
        if not (
            word.text in numbers and word.size < _SMALLER * line.size and line.base - word.base > _RAISED * line.size
        )
    ]
    if kept:
        line.words = kept
