"""Parts a table into the sections that one of its columns names, row by row."""

import re
from collections.abc import Sequence

from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.drafts import SectionDraft
from concordat.plans.domain.tables import Field

_SECTION_COLUMN = re.compile(r"^(?:section|theme|strand|workstream|area|domain|priority|aim|objective)", re.IGNORECASE)


def parted(sections: Sequence[SectionDraft]) -> list[SectionDraft]:
    """Sections that a column of the table names, row by row, where nothing else does."""
    split: list[SectionDraft] = []
    for section in sections:
        index = _section_column(section)
        if index is None:
            split.append(section)
            continue
        title: str | None = section.title
        begun: list[SectionDraft] = []
        for draft in section.drafts:
            value = draft.texts.get(index)
            title = " ".join(value.split()) if value else title
            if not begun or not titles.same_title(begun[-1].title, title):
                begun.append(SectionDraft(title))
            if index is Field.THEME:
                draft.theme = None
            begun[-1].drafts.append(draft)
        split.extend(begun or [section])
    return split


def _section_column(section: SectionDraft) -> Field | None:
    if any(draft.section for draft in section.drafts):
        return Field.SECTION
    if section.title is not None or len(section.drafts) < 4:
        return None
    header = next((c.header for d in section.drafts for c in d.columns if c.field is Field.THEME), "")
    values = [draft.texts.get(Field.THEME) for draft in section.drafts]
    if not _SECTION_COLUMN.match(header.strip()) or values[0] is None:
        return None
    runs = [value for i, value in enumerate(values) if value and (i == 0 or value != values[i - 1])]
    distinct = set(runs)
    if len(distinct) < 2 or len(runs) != len(distinct) or len(distinct) > len(values) / 2:
        return None
    return Field.THEME
