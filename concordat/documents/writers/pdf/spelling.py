"""Spells a document as the template takes it: values for JSON, with the looks that need thought already settled."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from concordat.documents.domain import Document, Paragraph, Run, Table
from concordat.documents.writers import grids, words
from concordat.documents.writers.grids import Line, Slot
from concordat.documents.writers.pdf import glyphs

_CHARACTERS = 150  # that a line of a table's letters has room for across the page
_MOST_TOGETHER = 25  # lines of a row that is not parted by the end of a page
_MOST_KEPT = 3  # paragraphs that stay with the table below them
_DEEPEST = 6  # PDF has six levels of headings
_ROOM = 70  # characters of the longest word outside tables, which a heading has room for
_BROAD = 0.9  # how many of a column's characters a word of broad letters may have

Spelt = dict[str, Any]


def spell(document: Document) -> Spelt:
    """The document as the template takes it."""
    header, footer = (*(" ".join(words.plain(text).split()) for text in document.headers), "", "")[:2]
    title = " ".join(words.plain(document.title or "").split())
    blocks: list[Spelt] = []
    level = 0
    for block in document.blocks:
        spelt = _table(block) if isinstance(block, Table) else _paragraph(block, level)
        if spelt is None:
            continue
        level = spelt.get("level", level)
        if spelt["kind"] == "paragraphs" and blocks and blocks[-1]["kind"] == "paragraphs":
            blocks[-1]["paragraphs"] += spelt["paragraphs"]
        else:
            blocks.append(spelt)
    for at, spelt in enumerate(blocks):
        if spelt["kind"] == "paragraphs":
            is_before_table = at + 1 < len(blocks) and blocks[at + 1]["kind"] == "table"
            spelt["stays"] = is_before_table and len(spelt["paragraphs"]) <= _MOST_KEPT
            spelt["groups"] = _grouped(spelt.pop("paragraphs"))
    return {"title": title or "Document", "header": header, "footer": footer, "blocks": blocks}


def _paragraph(paragraph: Paragraph, level: int) -> Spelt | None:
    """A paragraph or heading; `level` is that of the heading before it. None for one without words."""
    runs = _runs(paragraph, None)
    if not runs:
        return None
    if paragraph.heading is None:
        return {"kind": "paragraphs", "paragraphs": [(words.has_bullet(paragraph), runs)]}
    if paragraph.heading == 0:
        return {"kind": "title", "runs": runs}
    # PDF/UA wants no level left out on the way down.
    return {"kind": "heading", "level": min(paragraph.heading, level + 1, _DEEPEST), "runs": runs}


def _table(table: Table) -> Spelt | None:
    lines = grids.lines_of(table)
    if not lines:
        return None
    shares = grids.shares_of(table, lines, _CHARACTERS)
    count = grids.header_count(lines)
    spelt = [[_cell(slot, line, shares) for slot in line.begun] for line in lines]
    for line, cells in zip(lines, spelt, strict=True):
        # A row that is kept together and is higher than a page would run off it.
        for one, slot in zip(cells, line.begun, strict=True):
            one["breakable"] = slot.rowspan > 1 or any(_height(s, shares) > _MOST_TOGETHER for s in line.slots)
    return {
        "kind": "table",
        "shares": [round(share, 5) for share in shares],
        "header": [cell for cells in spelt[:count] for cell in cells],
        "rows": [
            # typst wants a first header before those of the second level.
            {"is_section": count > 0 and grids.is_section(line), "cells": cells}
            for line, cells in zip(lines[count:], spelt[count:], strict=True)
        ],
    }


def _room(slot: Slot, shares: Sequence[float]) -> float:
    """How many characters a line of a cell has room for."""
    return max(sum(shares[slot.column : slot.column + slot.colspan]) * _CHARACTERS - 1, 1)


def _height(slot: Slot, shares: Sequence[float]) -> float:
    room = _room(slot, shares)
    return sum(1 + len(line) // room for line in words.text_of(slot.cell).split("\n"))


def _cell(slot: Slot, line: Line, shares: Sequence[float]) -> Spelt:
    fill = words.fill_of(slot.cell)
    room = int(_room(slot, shares) * _BROAD)
    spelt: Spelt = {
        "colspan": slot.colspan,
        "rowspan": slot.rowspan,
        "groups": _groups(
            slot.cell.paragraphs, fill, is_bold=line.row.is_header, parted=lambda text: glyphs.parted(text, room)
        ),
    }
    if fill:
        spelt["fill"] = f"#{fill}"
    return spelt


def _groups(
    paragraphs: Sequence[Paragraph],
    fill: str | None,
    *,
    is_bold: bool = False,
    parted: Callable[[str], str] = lambda text: glyphs.parted(text, _ROOM),
) -> list[Spelt]:
    """The paragraphs of a cell that hold words."""
    spelt = ((words.has_bullet(one), _runs(one, fill, is_bold=is_bold, parted=parted)) for one in paragraphs)
    return _grouped([(bulleted, line) for bulleted, runs in spelt for line in ([runs] if bulleted else _lines(runs))])


def _lines(runs: Sequence[Spelt]) -> list[list[Spelt]]:
    """The runs of each line: paragraphs, since the space between these tells an end from a wrap."""
    lines: list[list[Spelt]] = [[]]
    for run in runs:
        for at, text in enumerate(run["text"].split("\n")):
            if at:
                lines.append([])
            if text:
                lines[-1].append({**run, "text": text})
    return [line for line in lines if line]


def _grouped(spelt: Sequence[tuple[bool, list[Spelt]]]) -> list[Spelt]:
    """Paragraphs in order, those with bullets that follow each other together."""
    return [
        {"bulleted": bulleted, "paragraphs": [runs for _, runs in group]}
        for bulleted, group in groupby(spelt, key=lambda one: one[0])
    ]


def _runs(
    paragraph: Paragraph,
    fill: str | None,
    *,
    is_bold: bool = False,
    parted: Callable[[str], str] = lambda text: glyphs.parted(text, _ROOM),
) -> list[Spelt]:
    runs = words.runs_of(paragraph)
    if not "".join(run.text for run in runs).strip():
        return []
    return [_run(run, fill, is_bold, parted(run.text)) for run in runs]


def _run(run: Run, fill: str | None, is_bold: bool, text: str) -> Spelt:
    spelt: Spelt = {"text": text}
    ink = words.ink_of(run, fill)
    background = words.background_of(run)
    if run.is_bold or is_bold:
        spelt["bold"] = True
    if run.is_struck:
        spelt["struck"] = True
    if ink:
        spelt["colour"] = f"#{ink}"
    if background:
        spelt["fill"] = f"#{background}"
    return spelt
