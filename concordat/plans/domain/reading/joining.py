"""Adds an action to its section, or joins what a row says to the action that it goes on with."""

from concordat.plans.domain.reading.drafts import Draft, SectionDraft
from concordat.plans.domain.reading.gathered import Assembly
from concordat.plans.domain.reading.remarks import quoted
from concordat.plans.domain.tables import Field, columns


def take_action(work: Assembly, draft: Draft, *, is_continuation: bool) -> int:
    if not work.sections:
        work.sections.append(SectionDraft(None))
    section = work.sections[-1]
    previous = section.drafts[-1] if section.drafts else None
    if is_continuation:
        if previous is None:
            words = " | ".join(draft.texts.values())
            work.remarks.warn("row-not-read", f"A row was not taken for an action: {quoted(words)}.", draft.place)
            return 0
        _join(work, previous, draft)
        return 0
    if previous is not None and _is_second_half(draft, previous):
        work.remarks.warn(
            "row-joined-doubtful",
            f"The first row of a table, {quoted(draft.texts.get(Field.ACTION, ''), 50)}, has no number, date or lead; "
            f"it was joined to {spoken_reference(previous)} above it. Please check.",
            draft.place,
        )
        _join(work, previous, draft)
        return 0
    if draft.theme is None:
        draft.theme = work.theme
    section.drafts.append(draft)
    return 1


def _is_second_half(draft: Draft, previous: Draft) -> bool:
    """Whether a row that opens a table is what a page break left of the row before, though it begins with a capital."""
    told = (Field.TIMESCALE, Field.LEAD, Field.STATUS, Field.TICK)
    if draft.references or any(draft.texts.get(name) for name in told) or not draft.columns.of(Field.REFERENCE):
        return False
    if draft.place.table == previous.place.table or not previous.references:
        return False
    return previous.texts.get(Field.ACTION, "").rstrip()[-1:] not in (".", "!", "?", "")


def _join(work: Assembly, above: Draft, draft: Draft) -> None:
    """Joins the second part of a row that a page break cut, or lines that go on with the row above."""
    is_update = columns.squash(draft.texts.get(Field.REFERENCE, "")) in {"action", "update", "progress", "actionupdate"}
    if is_update and not draft.references:
        texts = [text for name, text in draft.texts.items() if name is not Field.REFERENCE]
        _extend(above, Field.PROGRESS, "\n".join(texts))
    else:
        for name, text in draft.texts.items():
            if name not in (Field.REFERENCE, Field.SECTION) and text != above.texts.get(name):
                _extend(above, name, text)
        above.outcome_paragraphs.extend(draft.outcome_paragraphs)
    above.continues = above.continues or draft.place
    above.cells = (*above.cells, *draft.cells)
    above.struck.extend(draft.struck)
    if not any(draft.row.cells[i : i + 1] and draft.row.cells[i] is cell for i, cell in enumerate(above.row.cells)):
        work.remarks.note(
            "row-joined",
            f"{spoken_reference(above)} goes on in a second row; the two were joined.",
            draft.place,
        )


def _extend(above: Draft, name: Field, text: str) -> None:
    held = above.texts.get(name)
    if not held:
        above.texts[name] = text
    elif text[:1].islower():
        above.texts[name] = f"{held} {text}"
    else:
        above.texts[name] = f"{held}\n{text}"


def spoken_reference(draft: Draft) -> str:
    """How an action is called in a message: its reference, or its first words."""
    if draft.references:
        return f"Action {', '.join(draft.references)}"
    return f"The action {quoted(draft.texts.get(Field.ACTION, ''), 50)}"
