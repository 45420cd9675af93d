"""What the next document changes in the plan: in numbers, action by action, and what is missing from it."""

from dataclasses import dataclass

from concordat.plans.domain.corrections import MissingChoice
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.reviewing import ReviewedRow
from concordat.plans.domain.row_changes import RowChange, RowChangeKind
from concordat.plans.domain.wording_changes import Piece, word_changes
from concordat.plans.presenters.importing.rows import reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.importing import ImportReview

FIELD_WORDS = {"text": "Action", "theme": "Theme", "outcome": "Outcome", "group": "Reports to", "led_by": "Leads"}
MISSING_WORDS = {
    MissingChoice.KEEP: "Keep it as it is",
    MissingChoice.COMPLETE: "It is complete",
    MissingChoice.CARRIED_FORWARD: "It was carried forward into another plan",
    MissingChoice.MERGED: "It became part of another action",
    MissingChoice.WITHDRAWN: "It was withdrawn: the partners no longer promise it",
}


@dataclass(frozen=True, slots=True)
class TextChanged:
    """One text that differs, word by word."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One action that changed."""

    reference: str
    href: str
    opening: str
    sentences: tuple[str, ...]
    texts: tuple[TextChanged, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All actions of one kind of change."""

    words: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """An action of the plan that is not in the document, and what becomes of it."""

    number: int
    reference: str
    opening: str
    state: Tag
    near: str
    choice: str
    choice_words: str
    is_decided: bool
    is_doubtful: bool


_GROUPS = (
    (RowChangeKind.SLIPPED, "slipped"),
    (RowChangeKind.EDITED, "edited"),
    (RowChangeKind.RENUMBERED, "renumbered"),
)


def present_changes(review: ImportReview, *, base: str) -> tuple[ChangeGroup, ...]:
    """What changed, by kind; empty for the first document of a locality."""
    if not review.known:
        return ()
    rows = {row.index: row for row in review.plan.taken()}
    lines: dict[str, list[ChangeLine]] = {"new": [], "completed": [], "slipped": [], "edited": [], "renumbered": []}
    unchanged = 0
    for match in review.matching.matches:
        row = rows[match.row]
        if match.number is None:
            lines["new"].append(_line(row, base, (), ()))
            continue
        change = review.change_of(row, match.number)
        sentences = tuple(_sentences(review, match.number, row, change))
        line = _line(row, base, sentences, row_texts(review, match.number, row))
        if change.is_completed:
            lines["completed"].append(line)
        for kind, name in _GROUPS:
            if change.kind is kind:
                lines[name].append(line)
        unchanged += change.kind is RowChangeKind.UNCHANGED and not change.is_completed
    groups = [ChangeGroup(f"{len(found)} {name}", tuple(found)) for name, found in lines.items() if found]
    if unchanged:
        groups.append(ChangeGroup(f"{unchanged} as they were, or with news of progress only", ()))
    return tuple(groups)


def _line(row: ReviewedRow, base: str, sentences: tuple[str, ...], texts: tuple[TextChanged, ...]) -> ChangeLine:
    return ChangeLine(reference_of(row), f"{base}rows/{row.index}/", first_words(row.text), sentences, texts)


def _sentences(review: ImportReview, number: int, row: ReviewedRow, change: RowChange) -> list[str]:
    was = review.known[number].promise
    found = []
    if change.was_due and change.is_due:
        found.append(f"Due {spoken_day(change.is_due)}; it was {spoken_day(change.was_due)}.")
    elif change.is_time_changed:
        found.append(f"When: “{_one_line(row.timescale.text)}”; it was “{_one_line(was.timescale.text)}”.")
    if RowChangeKind.RENUMBERED in change.kinds:
        if was.references != row.references:
            found.append(f"It was {', '.join(was.references) or 'without a reference'}.")
        if change.is_moved:
            found.append(f"It stood in “{was.section}”.")
    if row.state is not was.state:
        found.append(f"{row.state.words}; it was {was.state.words.lower()}.")
    return found


def row_texts(review: ImportReview, number: int, row: ReviewedRow) -> tuple[TextChanged, ...]:
    """The texts in which a row differs from the action that it continues, word by word."""
    was, now = review.known[number].promise, row.as_promise()
    return tuple(
        TextChanged(FIELD_WORDS[name], word_changes(getattr(was, name), getattr(now, name)))
        for name in review.change_of(row, number).fields
    )


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "no date"


def present_missing(review: ImportReview) -> tuple[MissingLine, ...]:
    """The actions that the document leaves out, the doubtful first; those no longer promised are not asked about."""
    rows = {row.index: row for row in review.plan.rows}
    lines = []
    for missing in review.matching.missing:
        promise = review.known[missing.number].promise
        if not promise.state.is_open and not promise.state.is_complete:
            continue
        is_decided = missing.number in review.plan.missing
        choice = review.choice_for(missing.number)
        near = rows[missing.likest_rows[0]] if missing.likest_rows else None
        is_complete = promise.state.is_complete and choice is MissingChoice.KEEP
        lines.append(
            MissingLine(
                number=missing.number,
                reference=", ".join(promise.references) or str(missing.number),
                opening=first_words(promise.text, 200),
                state=STATE_TAGS[promise.state],
                near=f"Its words are near those of {reference_of(near)} in the document." if near else "",
                choice=choice.value,
                choice_words="It stays complete, and in the plan" if is_complete else MISSING_WORDS[choice],
                is_decided=is_decided,
                is_doubtful=not is_decided and not promise.state.is_complete,
            )
        )
    return tuple(sorted(lines, key=lambda line: not line.is_doubtful))


def missing_words(lines: tuple[MissingLine, ...]) -> str:
    """ "4 actions of the plan are not in this document. 1 of them was not complete: say what became of it." """
    if not lines:
        return ""
    doubtful = sum(line.is_doubtful for line in lines)
    are = "is" if len(lines) == 1 else "are"
    said = f"{spoken_count(len(lines), 'action')} of the plan {are} not in this document."
    if not doubtful:
        return said
    if doubtful == 1:
        return f"{said} 1 was not complete, and nobody has said yet what became of it."
    return f"{said} {doubtful} were not complete, and nobody has said yet what became of them."
