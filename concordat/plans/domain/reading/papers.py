"""Papers that are more or less than a plan: minutes of meetings, and tables of actions inside a frame."""

import re
from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.domain import Block, Document, Paragraph, Table
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.tables import Classified, Field, Layout, card_labels, layouts

_MINUTES = re.compile(r"\bminutes\b|\bnotes of (?:(?:the|a) )?meeting\b|\bmeeting notes\b", re.IGNORECASE)
_OF_A_PLAN = frozenset({Field.OUTCOME, Field.PROGRESS, Field.STATUS, Field.THEME, Field.TICK})


def unframed(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with tables of actions taken out of the frame that a table around them makes."""
    found: list[Block] = []
    for block in blocks:
        inner = _framed(block) if isinstance(block, Table) else []
        found.extend(inner or [block])
    return found


def _framed(table: Table) -> list[Block]:
    """The tables of actions in a table that holds little else; nested ones stand where their frame stands."""
    if table.width > 2 or len(table.rows) > 40 or layouts.header_rows(table) or card_labels.is_cards(table):
        return []
    inner: list[Block] = []
    held = False
    for row in table.rows:
        for cell in row.own_cells():
            nested = [each for each in cell.tables if layouts.header_rows(each)]
            held = held or bool(nested)
            if nested:
                words = {tidy(each.text) for one in nested for line in one.rows for each in line.own_cells()}
                inner.extend(p for p in cell.paragraphs if p.text.strip() and tidy(p.text) not in words and p.heading)
                inner.extend(replace(one, place=table.place) for one in nested)
            else:
                inner.extend(p for p in cell.paragraphs if p.text.strip())
    return inner if held else []


def is_minutes(document: Document) -> bool:
    """Whether a document opens as the minutes of a meeting."""
    first = [block for block in document.blocks if isinstance(block, Paragraph) and block.text.strip()][:4]
    return any(_MINUTES.search(paragraph.text) for paragraph in first if len(paragraph.text) <= 200)


def as_minuted(one: Classified) -> Classified:
    """A list of who does what after a meeting is no plan: it has no references, outcomes, progress or ratings."""
    fields = {column.field for named in one.headers.values() for column in named}
    if one.layout is Layout.ACTIONS and not fields & _OF_A_PLAN:
        return Classified(one.table, Layout.MINUTED)
    return one
