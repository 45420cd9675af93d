"""Makes cards of lines that label their words ("Lead: …", "By when: …"), in papers that have no table of actions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from concordat.documents.domain import Block, Cell, Paragraph, Place, Row, Table
from concordat.plans.domain.reading import cards
from concordat.plans.domain.reading.wording import BULLETS
from concordat.plans.domain.tables import card_labels, columns

_LABELLED = re.compile(r"^\W*(?P<label>[A-Za-z][^:\n]{0,48}?)\s*(?::|\s[–-]\s)\s*(?P<words>\S.*)$", re.DOTALL)
_APART = re.compile(r"[|;\t]|\s{3,}")
_LONGEST_LABEL = 60
_LONGEST_TITLE = 300
_FEWEST_TOLD = 2  # labels that make the line above them an action
_MOST_TOLD = 12


@dataclass
class _Lines:
    """Labelled lines that follow one another, and the paragraphs they came from."""

    rows: list[Row] = field(default_factory=list)
    sources: list[Paragraph] = field(default_factory=list)

    def add(self, label: str, words: Paragraph) -> None:
        place = words.place
        name = Cell((Paragraph(label, place=place),), place)
        self.rows.append(Row((name, Cell((words,), place)), place))

    def open(self, title: Paragraph) -> None:
        """Begins a card whose action stands above its labels."""
        number = f"{title.label} " if title.label and any(sign.isdigit() for sign in title.label) else ""
        words = replace(title, text=f"{number}{title.text}", label=None)
        self.rows.append(Row((Cell((words,), title.place),), title.place))

    def go_on(self, paragraph: Paragraph) -> None:
        last = self.rows[-1]
        name, held = last.cells
        self.rows[-1] = replace(last, cells=(name, replace(held, paragraphs=(*held.paragraphs, paragraph))))

    def blocks(self) -> list[Block]:
        """A table of cards, where that is what the lines are; else the paragraphs as they were."""
        table = Table(tuple(self.rows), self.rows[0].place if self.rows else Place())
        return [table] if card_labels.is_cards(table) else list(self.sources)


def as_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with labelled lines that are cards as tables of two columns."""
    found: list[Block] = []
    lines = _Lines()
    pending: Paragraph | None = None  # a label alone on its line
    blocks = [part for block in blocks for part in _title_apart(block)]
    for at, block in enumerate(blocks):
        if isinstance(block, Table) or (block.heading is not None and block.text.strip()):
            found.extend(lines.blocks())
            found.append(block)
            lines, pending = _Lines(), None
            continue
        if not block.text.strip():
            continue
        if pending is not None:
            lines.add(pending.text, block)
            lines.sources.append(block)
            pending = None
            continue
        pairs = pairs_of(block)
        if pairs:
            lines.sources.append(block)
            for label, words in pairs:
                lines.add(label, words)
        elif _is_label_alone(block):
            lines.sources.append(block)
            pending = block
        elif lines.rows and (block.label or "").strip() in BULLETS and block.label:
            lines.sources.append(block)
            lines.go_on(block)
        elif _names_card(block, blocks, at):
            lines.sources.append(block)
            lines.open(block)
        else:
            found.extend(lines.blocks())
            found.append(block)
            lines = _Lines()
    found.extend(lines.blocks())
    return found


def _title_apart(block: Block) -> list[Block]:
    """A paragraph whose first line names the action that labelled lines below it tell of, as two."""
    if isinstance(block, Table) or "\n" not in block.text:
        return [block]
    title, rest = block.text.split("\n", 1)
    below = replace(block, text=rest, label=None)
    if not title.strip() or pairs_of(replace(block, text=title)) or len(pairs_of(below)) < _FEWEST_TOLD:
        return [block]
    return [replace(block, text=title), below]


def _names_card(block: Paragraph, blocks: Sequence[Block], at: int) -> bool:
    """Whether a line says what is promised, and the labelled lines right below it only who, when and how far."""
    above = next((each for each in reversed(blocks[max(0, at - _MOST_TOLD) : at]) if not _is_blank(each)), None)
    if isinstance(above, Paragraph) and above.heading is not None and cards.names_card(above.text.strip()):
        return False  # the heading says what is promised, and the line only more of it
    told: set[columns.Field | None] = set()
    for below in islice(blocks, at + 1, at + 1 + _MOST_TOLD):
        if isinstance(below, Table) or below.heading is not None:
            break
        labels = [card_labels.label_in(label) for label, _ in pairs_of(below)]
        if not labels and below.text.strip():
            break
        told |= {label.column.field for label in labels if label is not None}
    is_short = len(block.text) <= _LONGEST_TITLE and not block.text.rstrip().endswith(":")
    return is_short and len(told & columns.TELLING) >= _FEWEST_TOLD and columns.Field.ACTION not in told


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def pairs_of(paragraph: Paragraph) -> list[tuple[str, Paragraph]]:
    """Each label of a paragraph's lines with its words; nothing unless every line has a label."""
    found: list[tuple[str, Paragraph]] = []
    for line in paragraph.text.split("\n"):
        if line.strip() and not (pairs := _pairs_in(line, paragraph)):
            return []
        found.extend(pairs if line.strip() else ())
    return found


def _pairs_in(line: str, paragraph: Paragraph) -> list[tuple[str, Paragraph]]:
    """The labels of one line with their words; several stand apart by bars, semicolons or wide gaps."""
    parts = [part for part in _APART.split(line) if part.strip()]
    for pieces in (parts, [line]):
        found: list[tuple[str, Paragraph]] = []
        for piece in pieces:
            match = _LABELLED.match(piece)
            if match is None or card_labels.label_in(match["label"]) is None:
                break
            words = match["words"].strip()
            runs = tuple(run for run in paragraph.runs if run.text.strip() and run.text.strip() in words)
            found.append((match["label"], replace(paragraph, text=words, runs=runs, label=None)))
        else:
            return found
    return []


def _is_label_alone(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_LABEL and not text.endswith(".") and card_labels.label_in(text) is not None
