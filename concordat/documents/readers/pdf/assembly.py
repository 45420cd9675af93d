"""Puts the pages of a PDF together as one document: text between tables, and tables over as many pages as they run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from concordat.documents.domain import Block, Document, Finding, Place, Refused
from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.painting.marks import Marks, is_picture
from concordat.documents.readers.pdf.tables.cells import tables_of
from concordat.documents.readers.pdf.tables.drafts import TableDraft
from concordat.documents.readers.pdf.tables.joining import joined
from concordat.documents.readers.pdf.tables.ruling import grids_of
from concordat.documents.readers.pdf.text import columns, furniture, notes
from concordat.documents.readers.pdf.text.headings import Headings
from concordat.documents.readers.pdf.text.lines import TextLine
from concordat.documents.readers.pdf.text.paragraphs import (
    Setting,
    edges_of,
    goes_on,
    groups_of,
    numbers_are_set,
    paragraph_of,
)
from concordat.documents.readers.pictures import unread_pictures

# The part of a document's letters that may stand in columns without lines, beside a plan whose tables have them.
_MOST_IN_COLUMNS = 0.2
_MOST_IN_TWO_COLUMNS = 0.5
_NEAR_THE_END = 70.0  # points: lines of running text end about as near to the right margin as a long word
_SENTENCE_END = re.compile(r"[.!?:]['’”\")\]]*\Z")


@dataclass(slots=True, eq=False)
class _Text:
    """Lines between two tables, or between a table and the edge of the page, and where they may begin and end."""

    lines: list[TextLine]
    left: float
    right: float
    groups: list[list[TextLine]] = field(default_factory=list)


@dataclass(slots=True)
class _PagePart:
    marks: Marks
    tables: list[TableDraft]
    lines: list[TextLine]
    footnotes: list[TextLine] = field(default_factory=list)

    def bottom(self) -> float:
        """How far down the page its content reaches, in points."""
        ends = [table.rows[-1].bottom for table in self.tables] + [line.base for line in self.lines]
        return max(ends, default=0.0)

    def blocks(self) -> list[TableDraft | _Text]:
        """What stands on the page, from top to bottom."""
        left, right = self.edges()
        upright = sorted((line for line in self.lines if not line.words[0].turn), key=lambda line: line.base)
        found: list[TableDraft | _Text] = []
        at = 0
        for table in self.tables:
            end = at
            while end < len(upright) and upright[end].base < table.rows[0].top + upright[end].size / 2:
                end += 1
            if end > at:
                found.append(_Text(upright[at:end], left, right))
            found.append(table)
            at = end
        turned = [line for line in self.lines if line.words[0].turn]
        if at < len(upright) or turned:
            found.append(_Text(upright[at:] + turned, left, right))
        return found

    def edges(self) -> tuple[float, float]:
        """Where lines of text begin and end. Margins are taken to be alike unless the lines show the right one."""
        lines = [line for line in self.lines if not line.words[0].turn]
        left = min([line.x0 for line in lines] + [table.xs[0] for table in self.tables], default=0.0)
        furthest = max((line.x1 for line in lines), default=0.0)
        wrapped = [before for before, line in pairwise(lines) if 0 < line.base - before.base <= 1.4 * before.size]
        full = [line for line in wrapped if line.x1 >= furthest - _NEAR_THE_END]
        if len(full) >= 4 and len(full) >= 0.7 * len(wrapped):
            return left, furthest
        return left, max(furthest, self.marks.width - left)


def assemble(pages: list[Marks], budget: Budget, *, name: str, title: str | None) -> Document:
    """The document of its pages; raises `Refused` where most of it stands in columns that no lines part."""
    parts = []
    for marks in pages:
        parts.append(_PagePart(marks, *tables_of(marks, grids_of(marks, budget), budget)))
    headers = furniture.take_out([(part.marks, part.lines) for part in parts])
    for part in parts:
        part.footnotes = notes.take_out(part.marks, part.tables, part.lines)
    findings = [*_columns(parts, name), *_pictures(parts)]
    blocks = _joined_blocks(parts)
    # Footnotes stand after everything else: they are part of no table and of no sentence.
    blocks += [_Text(part.footnotes, *part.edges()) for part in parts if part.footnotes]
    setting = _setting(blocks)
    for block in blocks:
        if isinstance(block, _Text):
            block.groups = groups_of(block.lines, block.left, block.right, setting)
    headings = Headings(pages, [group for block in blocks if isinstance(block, _Text) for group in block.groups])
    pictures: list[Place] = []
    found = tuple(_finished(blocks, setting, headings, pictures))
    findings += unread_pictures(pictures)
    return Document(name, "pdf", found, title=title, headers=headers, findings=tuple(findings))


def _columns(parts: list[_PagePart], name: str) -> Iterator[Finding]:
    """Says where text stands in columns without lines; refuses a document that mostly does."""
    found = [(part.marks.number, block) for part in parts for block in columns.columns_of(part.lines)]
    letters = sum(len(word.text) for part in parts for word in part.marks.words)
    many = sum(block.letters for _, block in found if block.count > 2)
    any_at_all = sum(block.letters for _, block in found)
    # Beside tables whose lines part rows only, such text may be a row that is missing from them.
    is_torn = any(table.is_open for part in parts for table in part.tables) and any(
        columns.is_parted(line) for part in parts for line in part.lines
    )
    if is_torn or many > _MOST_IN_COLUMNS * letters or any_at_all > _MOST_IN_TWO_COLUMNS * letters:
        raise Refused(
            "columns-without-lines",
            f"{name} sets its text in columns with no lines between them, so that which words belong together can't be "
            "told: upload the Word document (.docx) that it was made from, or a PDF whose tables have lines.",
        )
    for page in sorted({number for number, _ in found}):
        yield Finding(
            "warning",
            "columns-without-lines",
            f"On page {page} text stands in columns with no lines between them; it was read from left to right.",
            Place(page=page),
        )


def _pictures(parts: list[_PagePart]) -> Iterator[Finding]:
    for part in parts:
        if is_picture(part.marks):
            place = Place(page=part.marks.number)
            if part.marks.words:
                message = "is a picture whose words were recognised by a program, which makes mistakes: compare them."
            else:
                message = "is a picture, which can't be read: type what it says, or run text recognition (OCR) on it."
            yield Finding("warning", "page-is-picture", f"Page {part.marks.number} {message}", place)


def _joined_blocks(parts: list[_PagePart]) -> list[TableDraft | _Text]:
    """The blocks of all pages in order, with what page breaks parted joined."""
    found: list[TableDraft | _Text] = []
    bottom = 0.0
    heights = {part.marks.height: 0.0 for part in parts}
    for part in parts:
        heights[part.marks.height] = max(heights[part.marks.height], part.bottom())
    for part in parts:
        blocks = part.blocks()
        if found and blocks:
            before, first = found[-1], blocks[0]
            if isinstance(before, TableDraft) and isinstance(first, TableDraft):
                if joined(before, first, bottom - before.rows[-1].bottom):
                    blocks = blocks[1:]
            elif isinstance(before, _Text) and isinstance(first, _Text) and _runs_on(before, first):
                before.lines += first.lines
                blocks = blocks[1:]
        found += blocks
        if part.tables or part.lines:
            bottom = heights[part.marks.height]
            if part.footnotes:
                bottom = min(bottom, part.footnotes[0].base - 2 * part.footnotes[0].size)
    return [_framed(block) if isinstance(block, TableDraft) else block for block in found]


def _framed(table: TableDraft) -> TableDraft | _Text:
    """A table of one cell, over however many pages, is text in a frame."""
    cells = table.all_cells()
    if len(cells) > 1 or cells[0].inner:
        return table
    box = cells[0].box
    return _Text(cells[0].lines, *edges_of(cells[0].lines, box.x0, box.x1))


def _runs_on(before: _Text, after: _Text) -> bool:
    """Whether a sentence runs on from one page to the next."""
    end, start = before.lines[-1], after.lines[0]
    return (
        not _SENTENCE_END.search(end.text)
        and start.text[:1].islower()
        and abs(end.size - start.size) < 1
        and goes_on(end, start, before.left, before.right)
    )


def _setting(blocks: list[TableDraft | _Text]) -> Setting:
    setting = Setting()
    for block in blocks:
        if isinstance(block, _Text):
            setting.learn(block.lines, block.left, block.right)
        else:
            block.settle_edges()
            for cell in block.all_cells():
                setting.learn(cell.lines, *cell.edges)
    return setting


def _finished(
    blocks: list[TableDraft | _Text], setting: Setting, headings: Headings, pictures: list[Place]
) -> Iterator[Block]:
    tables = 0
    for block in blocks:
        if isinstance(block, TableDraft):
            tables += 1
            yield block.finished(Place(table=tables, page=block.rows[0].page), setting, pictures)
            continue
        is_list = numbers_are_set(block.groups)
        for group in block.groups:
            paragraph = paragraph_of(group, setting, Place(page=group[0].page), is_list=is_list)
            yield replace(paragraph, heading=headings.level(group))
