"""Makes cards of lines that label their words ("Lead: …", "By when: …"), in papers that have no table of actions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from concordat.documents.domain import Block, Cell, Paragraph, Place, Row, Table
from concordat.plans.domain import card_labels
from concordat.plans.domain.reading.wording import BULLETS

_LABELLED = re.compile(r"^\W*(?P<label>[A-Za-z][^:\n]{0,48}?)\s*(?::|\s[–-]\s)\s*(?P<words>\S.*)$", re.DOTALL)
_LONGEST_LABEL = 60


@dataclass
class _Lines:
    """Labelled lines that follow one another, and the paragraphs they came from."""

    rows: list[Row] = field(default_factory=list)
    sources: list[Paragraph] = field(default_factory=list)

    def add(self, label: str, words: Paragraph) -> None:
        place = words.place
        name = Cell((Paragraph(label, place=place),), place)
        self.rows.append(Row((name, Cell((words,), place)), place))

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
    for block in blocks:
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
        pairs = _pairs_of(block)
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
        else:
            found.extend(lines.blocks())
            found.append(block)
            lines = _Lines()
    found.extend(lines.blocks())
    return found


def _pairs_of(paragraph: Paragraph) -> list[tuple[str, Paragraph]]:
    """Each line's label with its words; nothing unless every line has a label."""
    found: list[tuple[str, Paragraph]] = []
    for line in paragraph.text.split("\n"):
        if not line.strip():
            continue
        match = _LABELLED.match(line)
        if match is None or card_labels.label_in(match["label"]) is None:
            return []
        words = match["words"].strip()
        runs = tuple(run for run in paragraph.runs if run.text.strip() and run.text.strip() in words)
        found.append((match["label"], replace(paragraph, text=words, runs=runs, label=None)))
    return found


def _is_label_alone(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return len(text) <= _LONGEST_LABEL and not text.endswith(".") and card_labels.label_in(text) is not None
