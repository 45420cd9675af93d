"""Writes PDF files that are tagged and keep to PDF/UA-1: A4 landscape, header rows on every page."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from concordat.documents.domain import Document, Paragraph, Run, Table
from concordat.documents.writers import FontsMissing, grids, words
from concordat.documents.writers.grids import Line, Slot
from concordat.documents.writers.pdf import glyphs, setting

_CHARACTERS = 150  # that a line of a table's letters has room for across the page
_MOST_TOGETHER = 25  # lines of a row that is not parted by the end of a page
_DEEPEST = 6  # PDF has six levels of headings
_ROOM = 70  # characters of the longest word outside tables, which a heading has room for
_BROAD = 0.9  # how many of a column's characters a word of broad letters may have

Spelt = dict[str, Any]


def write_pdf(document: Document, *, fonts: Path) -> bytes:
    """The document as a PDF; `fonts` is the folder that holds the font (TrueType), or folders of it.

    Characters that no font has are put into words where they have a name as signs do ("large red circle"), else they
    are an empty square. Raises `FontsMissing`, as typst would silently set the text in another font.
    """
    if not any(fonts.rglob("*.ttf")):
        raise FontsMissing(f"There is no font in {fonts}. Run `bin/set-up`, then start the site once.")
    text = glyphs.replaced(json.dumps(_spell(document), ensure_ascii=False), fonts)
    try:
        return setting.compiled(_template(), text, fonts)
    except setting.CannotSet:
        # Signs that stand together may need a font that has both of them.
        return setting.compiled(_template(), glyphs.sure(text), fonts)


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("document.typ").read_bytes()


def _spell(document: Document) -> Spelt:
    """The document as the template takes it."""
    header, footer = (*(" ".join(words.plain(text).split()) for text in document.headers), "", "")[:2]
    title = " ".join(words.plain(document.title or "").split())
    blocks: list[Spelt] = []
    level = 0
    for kind, group in groupby(document.blocks, key=_kind):
        for block in [list(group)] if kind == "paragraphs" else [[one] for one in group]:
            first = block[0]
            if isinstance(first, Table):
                lines = grids.lines_of(first)
                if lines:
                    blocks.append(_table(first, lines))
            elif kind == "heading":
                assert first.heading is not None
                runs = _runs(first, None)
                if not runs:
                    continue
                if first.heading == 0:
                    blocks.append({"kind": "title", "runs": runs})
                    continue
                # PDF/UA wants no level left out on the way down.
                level = min(first.heading, level + 1, _DEEPEST)
                blocks.append({"kind": "heading", "level": level, "runs": runs})
            else:
                paragraphs = [one for one in block if isinstance(one, Paragraph)]
                blocks.append({"kind": "paragraphs", "groups": _groups(paragraphs, None)})
    return {"title": title or "Document", "header": header, "footer": footer, "blocks": blocks}


def _kind(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return "table"
    return "paragraphs" if block.heading is None else "heading"


def _table(table: Table, lines: Sequence[Line]) -> Spelt:
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
    """Paragraphs in order, those with bullets that follow each other together."""
    spelt = ((words.has_bullet(one), _runs(one, fill, is_bold=is_bold, parted=parted)) for one in paragraphs)
    filled = [(bulleted, runs) for bulleted, runs in spelt if runs]
    return [
        {"bulleted": bulleted, "paragraphs": [runs for _, runs in group]}
        for bulleted, group in groupby(filled, key=lambda one: one[0])
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
