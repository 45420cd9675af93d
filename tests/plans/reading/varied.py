"""Writes plans of one content in many looks with python-docx, so that the reading is tried on what it has not seen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor


@dataclass(frozen=True)
class Item:
    """An action of the invented plan; `word` is its status."""

    ref: str
    action: str
    when: str
    who: str
    outcome: str
    progress: str
    word: str


@dataclass(frozen=True)
class Part:
    title: str
    theme: str
    items: tuple[Item, ...]


PARTS = (
    Part(
        "Help before a crisis",
        "Advice that is easy to find",
        (
            Item("1.1", "Print a card with the numbers to ring at night and leave it in every library", "March 2016",
                 "Ambridge Council", "People know whom to ring", "Cards printed and given out. Completed", "complete"),
            Item("1.2", "Open a drop-in on Sundays beside the market hall", "June 2016", "Ambridge Mind",
                 "Somebody is there at weekends", "Work on-going, volunteers being trained", "ongoing"),
            Item("1.3", "Ask the water company to tell vulnerable households about planned works", "2016/17",
                 "Public Health", "Nobody is without water unprepared", "Not yet started", "not_started"),
        ),
    ),
    Part(
        "Help in a crisis",
        "A quick and kind response",
        (
            Item("2.1", "Put a nurse beside the call takers of the police from noon to midnight", "September 2016",
                 "Borsetshire Police, supported by Borset Trust", "Officers get advice at once",
                 "In progress, rota agreed", "ongoing"),
            Item("2.2", "Agree one form for handing over at the suite", "Dec 2015", "Borset Trust",
                 "Nobody has to tell their story twice", "Form in use in all teams - complete", "complete"),
        ),
    ),
    Part(
        "Help after a crisis",
        "Staying well",
        (
            Item("3.1", "Ring everyone within two days of going home", "Ongoing", "Borset Trust",
                 "People feel remembered", "On-going", "ongoing"),
            Item("3.2", "Write a short guide for landlords about tenancies during a hospital stay", "May 2017",
                 "Ambridge Council", "People keep their homes", "Not started", "not_started"),
        ),
    ),
)  # fmt: skip

KEY = {"complete": "green", "ongoing": "amber", "not_started": "red"}
FILLS = {"complete": "00B050", "ongoing": "FFC000", "not_started": "FF0000"}
FIELDS = ("ref", "action", "when", "who", "outcome", "progress", "status")
HEADERS = {
    "ref": "No.", "action": "Action", "when": "Timescale", "who": "Led By", "outcome": "Outcomes",
    "progress": "Progress", "status": "RAG", "theme": "Theme",
}  # fmt: skip


@dataclass
class Look:
    """How the plan is set out."""

    fields: Sequence[str] = FIELDS
    headers: dict[str, str] = field(default_factory=dict)  # other header words
    title: str | None = "Ambridge Crisis Care Concordat action plan"
    lines: Sequence[str] = ("Red: not started, Amber: in progress, Green: complete",)
    sections: str = "heading"  # heading, paragraph, bold, row, first_row, none, column
    themes: str = "none"  # none, row, column
    status: str = "fill"  # fill, letter, word, dot, highlight, row, ref, tick, none, emoji
    header: str = "once"  # once, none, repeated
    one_table: bool = False
    fills: dict[str, str] = field(default_factory=lambda: dict(FILLS))
    words: dict[str, str] = field(default_factory=dict)
    numbered_titles: bool = True
    together: bool = False  # outcome and progress in one cell


def shade(cell: Any, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    )


def write(look: Look) -> bytes:
    """The plan in that look, as the bytes of a Word file."""
    document = docx.Document()
    if look.title:
        document.add_paragraph(look.title)
    for line in look.lines:
        document.add_paragraph(line)
    table = None
    for number, part in enumerate(PARTS, start=1):
        title = f"{number}. {part.title}" if look.numbered_titles else part.title
        if look.sections == "heading":
            document.add_heading(title, level=2)
        elif look.sections == "paragraph":
            document.add_paragraph(title)
        elif look.sections == "bold":
            document.add_paragraph().add_run(title).bold = True
        if table is None or not look.one_table:
            table = document.add_table(rows=0, cols=len(look.fields))
            if look.sections == "first_row":
                _across(table, title)
            if look.header != "none":
                _header(table, look)
        if look.sections == "row":
            _across(table, title)
        if look.themes == "row":
            _across(table, part.theme, fill="F2F2F2")
        for index, item in enumerate(part.items):
            if look.header == "repeated" and index == 1:
                _header(table, look)
            _row(table, look, part, item)
        if not look.one_table:
            document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _across(table: Any, text: str, fill: str | None = None) -> None:
    cells = table.add_row().cells
    merged = cells[0].merge(cells[-1])
    merged.text = text
    if fill:
        shade(merged, fill)


def _header(table: Any, look: Look) -> None:
    for cell, name in zip(table.add_row().cells, look.fields, strict=True):
        cell.text = look.headers.get(name, HEADERS.get(name, name))


def _row(table: Any, look: Look, part: Part, item: Item) -> None:
    cells = table.add_row().cells
    for cell, name in zip(cells, look.fields, strict=True):
        if name == "status":
            _mark(cell, look, item)
        elif name == "theme":
            cell.text = part.theme
        elif name == "section":
            cell.text = part.title
        elif name.startswith("tick:"):
            cell.text = "✓" if name == f"tick:{item.word}" else ""
        elif name == "outcome" and look.together:
            cell.text = item.outcome
            cell.add_paragraph(item.progress)
        else:
            cell.text = getattr(item, name)
    fill = look.fills[item.word]
    if look.status == "row":
        for cell in cells:
            shade(cell, fill)
    if look.status == "ref":
        shade(cells[list(look.fields).index("ref")], fill)


def _mark(cell: Any, look: Look, item: Item) -> None:
    paragraph = cell.paragraphs[0]
    word = look.words.get(item.word, KEY[item.word])
    if look.status == "fill":
        shade(cell, look.fills[item.word])
    elif look.status == "letter":
        paragraph.add_run(KEY[item.word][0].upper())
    elif look.status == "word":
        paragraph.add_run(word)
    elif look.status == "dot":
        paragraph.add_run("●").font.color.rgb = RGBColor.from_string(look.fills[item.word])
    elif look.status == "emoji":
        paragraph.add_run({"complete": "🟢", "ongoing": "🟠", "not_started": "🔴"}[item.word])
    elif look.status == "highlight":
        colours = {"complete": WD_COLOR_INDEX.BRIGHT_GREEN, "ongoing": WD_COLOR_INDEX.YELLOW}
        run = paragraph.add_run("status")
        run.font.highlight_color = colours.get(item.word, WD_COLOR_INDEX.RED)


def expected(look: Look) -> list[dict[str, Any]]:
    """What a careful reader gets out of the plan in that look, action by action."""
    has_progress = "progress" in look.fields or look.together
    found = []
    for number, part in enumerate(PARTS, start=1):
        for item in part.items:
            has_theme = look.themes == "row" or "theme" in look.fields
            title = None if look.sections == "none" else part.title
            if title and look.numbered_titles and look.sections != "column":
                title = f"{number}. {title}"
            found.append(
                {
                    "section": title,
                    "references": (item.ref,) if "ref" in look.fields else (),
                    "action": item.action,
                    "theme": part.theme if has_theme else None,
                    "timescale_text": item.when,
                    "led_by_text": item.who,
                    "outcome": item.outcome if "outcome" in look.fields else None,
                    "progress": item.progress if has_progress else None,
                    "status": item.word,
                }
            )
    return found
