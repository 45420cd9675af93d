"""Lays known plans out as text in many ways, and changes texts as people and converters do, for tests of reading."""

import json
import random
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from tests.shared import SHARED

FIELDS = {
    "ref": None,
    "theme": "criteria",
    "action": "action",
    "when": "timescale_text",
    "who": "led_by_text",
    "outcome": "outcome_text",
    "progress": "progress_text",
    "status": "status_text",
}
MOST_ROWS = 16  # of each, so that the tests stay short
# Headings as people write them; each is a set for a whole table.
HEADINGS = (
    {"ref": "No.", "theme": "Theme", "action": "Action", "when": "Timescale", "who": "Led By", "outcome": "Outcomes",
     "progress": "Progress", "status": "RAG"},
    {"ref": "Ref", "theme": "Objective", "action": "Actions", "when": "By when", "who": "Owner",
     "outcome": "Success measure", "progress": "Update", "status": "Status"},
    {"ref": "Ref No", "theme": "Priority", "action": "What will we do?", "when": "Target date", "who": "Who",
     "outcome": "What difference will it make?", "progress": "Progress to date", "status": "RAG rating"},
    {"ref": "Item", "theme": "Area", "action": "Action required", "when": "Deadline", "who": "Responsible lead",
     "outcome": "Expected result", "progress": "Comments / update", "status": "RAG status"},
)  # fmt: skip
ORDERS = (
    ("ref", "action", "when", "who", "outcome", "progress", "status"),
    ("ref", "action", "who", "when", "outcome", "status", "progress"),
    ("ref", "theme", "action", "outcome", "who", "when", "progress"),
    ("ref", "outcome", "action", "who", "when", "status"),
)


@dataclass(frozen=True)
class Item:
    """An action of a plan that is known; "" where a field holds nothing."""

    ref: str
    theme: str
    action: str
    when: str
    who: str
    outcome: str
    progress: str
    status: str


@dataclass(frozen=True)
class Known:
    """A plan whose rows are known, with its sections' titles."""

    name: str
    title: str
    sections: tuple[tuple[str, tuple[Item, ...]], ...]

    def items(self) -> list[Item]:
        return [item for _, items in self.sections for item in items]


@cache
def known_plans() -> tuple[Known, ...]:
    """The plans of the reference documents whose answer keys hold rows, each of a different place."""
    names = [
        "gold/northamptonshire", "gold/llr", "documents/edition-1.expected", "documents/kingsbourne-brag.expected",
        "documents/merrow-vale-one-table.expected", "documents/fenwick-libreoffice.expected",
        "documents/lydbrook-utf8-bom.expected", "documents/harrowdale-typed-headers.expected",
        "documents/ellerby-quarterly.expected", "documents/penhallow-tracker.expected",
    ]  # fmt: skip
    return tuple(filter(None, (_known(name) for name in names)))


def _known(name: str) -> Known | None:
    answers = json.loads((SHARED / f"{name}.json").read_text(encoding="utf-8"))
    sections = []
    left = MOST_ROWS
    for section in answers["sections"]:
        items = tuple(_item(action) for action in section["actions"][:left] if len(action["refs"]) == 1)
        left -= len(items)
        if items:
            sections.append((section["title"] or "", items))
    if not sections:
        return None
    place = name.split("/")[1].split("-")[0].split(".")[0].title()
    return Known(name.split("/")[1], f"{place} Crisis Care Concordat Action Plan", tuple(sections))


def _item(action: dict) -> Item:
    texts = {field: _tidy(action.get(key)) for field, key in FIELDS.items() if key}
    return Item(ref=action["refs"][0], **texts)


def _tidy(text: str | None) -> str:
    return "\n".join(" ".join(line.split()) for line in (text or "").split("\n") if line.strip())


@dataclass(frozen=True)
class Look:
    """How a plan is laid out as text."""

    fields: tuple[str, ...] = ORDERS[0]
    headings: int = 0
    separator: str = " / "
    sections: str = "numbered"  # numbered, capitals, plain
    header: str = "each"  # each section, once
    bullet: str = ""  # in the outcomes, where they have several lines
    drops_empty: bool = False  # cells without words leave no trace
    width: int = 60
    has_pages: bool = False


def cells_of(item: Item, look: Look) -> list[str]:
    return [getattr(item, field) for field in look.fields]


def fields_held(plan: Known, look: Look) -> Look:
    """The look without columns that hold nothing in this plan."""
    held = [field for field in look.fields if any(getattr(item, field) for item in plan.items())]
    return replace(look, fields=tuple(held))


def with_cells_emptied(plan: Known, *, share: float) -> Known:
    """The plan with this share of its cells emptied at random, references and actions kept."""
    chance = random.Random(plan.name)

    def emptied(item: Item) -> Item:
        kept = {"ref": item.ref, "action": item.action}
        return Item(**{field: kept.get(field) or getattr(item, field) * (chance.random() >= share) for field in FIELDS})

    return replace(plan, sections=tuple((title, tuple(map(emptied, items))) for title, items in plan.sections))


def headings_of(look: Look) -> list[str]:
    return [HEADINGS[look.headings][field] for field in look.fields]


def _titled(plan: Known, look: Look) -> Iterator[tuple[str, tuple[Item, ...]]]:
    for number, (title, items) in enumerate(plan.sections, start=1):
        bare = re.sub(
            r"^\s*(?:(?:section|aim|theme|part)\s+)?[\dA-Z]{1,2}[.:)]?\s+(?=\S)", "", title.replace("\n", " ")
        )
        if not title:
            yield "", items
        elif look.sections == "numbered":
            yield f"{number}. {bare}", items
        else:
            yield (bare.upper() if look.sections == "capitals" else bare), items


def slashes(plan: Known, look: Look) -> str:
    """Cells parted by a separator, as web converters write a Word table."""
    lines = [plan.title, ""]
    header = look.separator.join(headings_of(look))
    for at, (title, items) in enumerate(_titled(plan, look)):
        if look.header == "each" or not at:
            lines += ([title, ""] if title and look.header == "each" else []) + [header]
        if title and look.header == "once":
            lines.append(title)
        for item in items:
            lines.append(_slash_row(item, look))
    return "\n".join(lines) + "\n"


def _slash_row(item: Item, look: Look) -> str:
    cells = []
    for field in look.fields:
        text = getattr(item, field)
        if field == "outcome" and look.bullet and "\n" in text:
            text = "\n" + "\n".join(f"  {look.bullet} {line}" for line in text.split("\n")) + "\n"
        cells.append(text)
    if look.drops_empty:
        cells = [cell for cell in cells if cell]
    row = look.separator.join(cells)
    row = re.sub(r" +\n", "\n", row)
    return re.sub(r"\n[ \t]+(?=[/|])", "\n", row).rstrip("\n") + ("\n" if look.bullet else "")


def tabs(plan: Known, look: Look) -> str:
    """One row a line, a tab between cells; lines inside a cell are joined."""
    lines = [plan.title, "", "\t".join(headings_of(look))]
    for title, items in _titled(plan, look):
        lines += [title] if title else []
        lines += ["\t".join(cell.replace("\n", " ") for cell in cells_of(item, look)) for item in items]
    return "\n".join(lines) + "\n"


def flattened(plan: Known, look: Look) -> str:
    """Each cell begins with a tab on a line of its own, a blank line before each row."""
    lines = [plan.title, ""]
    for title, items in _titled(plan, look):
        lines += ["", f"\t{title}", ""] if title else [""]
        lines += [f"\t{heading}" for heading in headings_of(look)]
        for item in items:
            lines += ["", *(f"\t{cell}" for cell in cells_of(item, look))]
    return "\n".join(lines) + "\n"


def cell_lines(plan: Known, look: Look) -> str:
    """One cell a line (or a few, where it wraps), and nothing else between the cells."""
    lines = [plan.title]
    rows = 0
    for at, (title, items) in enumerate(_titled(plan, look)):
        lines += [title] if title and at else []
        if look.header == "each" or not at:
            lines += headings_of(look)
        lines += [title] if title and not at else []
        for item in items:
            rows += 1
            if look.has_pages and rows % 6 == 0:
                lines += [str(rows // 6), plan.title, *headings_of(look)]
            for field, cell in zip(look.fields, cells_of(item, look), strict=True):
                width = {"when": 14, "who": 24, "ref": 12, "status": 14}.get(field, look.width)
                lines += [part for line in cell.split("\n") for part in textwrap.wrap(line, width)]
    return "\n".join(lines) + "\n"


def blocks(plan: Known, look: Look) -> str:
    """Paragraphs with blank lines between: number and action in one line, time and leads in one."""
    lines = [plan.title, ""]
    for title, items in _titled(plan, look):
        lines += [title, ""] if title else []
        lines += [" ".join(headings_of(look)), ""]
        for item in items:
            beside = ""
            for field, cell in zip(look.fields, cells_of(item, look), strict=True):
                if not cell:
                    continue
                if field in ("ref", "when") and look.fields[look.fields.index(field) + 1 :][:1] != ():
                    beside = f"{beside} {cell}".strip() if "\n" not in cell else beside
                    if "\n" not in cell:
                        continue
                text = f"{beside} {cell}".strip()
                beside = ""
                for line in text.split("\n"):
                    lines += [line, ""]
            if beside:
                lines += [beside, ""]
    return "\n".join(lines) + "\n"


def one_line(plan: Known, look: Look) -> str:
    """A heading a line, then each row in one line with nothing between its cells."""
    lines = [plan.title, ""]
    for title, items in _titled(plan, look):
        lines += [title, ""] if title else []
        lines += headings_of(look)
        lines += [" ".join(cell.replace("\n", " ") for cell in cells_of(item, look) if cell) for item in items]
    return "\n".join(lines) + "\n"


def interleaved(plan: Known, look: Look) -> str:
    """The page's lines as they stand: neighbouring columns run into one another."""
    lines = [plan.title, ""]
    widths = {"ref": 5, "when": 12, "who": 16, "status": 8}
    for title, items in _titled(plan, look):
        lines += [title, ""] if title else []
        text = [" ".join(headings_of(look))]
        for item in items:
            columns = [
                textwrap.wrap(cell.replace("\n", " "), widths.get(field, 30))
                for field, cell in zip(look.fields, cells_of(item, look), strict=True)
            ]
            text += [" ".join(part for part in line if part) for line in zip_longest(*columns, fillvalue="")]
        lines += [" ".join(text) if look.header == "once" else "\n".join(text), ""]
    return "\n".join(lines) + "\n"


LAYOUTS: dict[str, Callable[[Known, Look], str]] = {
    "slashes": slashes,
    "tabs": tabs,
    "flattened": flattened,
    "cell_lines": cell_lines,
    "blocks": blocks,
    "one_line": one_line,
}
