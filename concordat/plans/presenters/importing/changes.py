"""What the next document changes in the plan: in numbers, action by action, word by word."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.editions import Happening, Piece, RowChange, RowChangeKind, word_changes
from concordat.plans.domain.reviewing import ReviewedRow
from concordat.plans.presenters.importing.missing import MissingLine
from concordat.plans.presenters.importing.rows import called, reference_of
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.importing import ImportReview

FIELD_WORDS = {"text": "Action", "theme": "Theme", "outcome": "Outcome", "group": "Reports to", "led_by": "Leads"}
HAPPENED_WORDS = {
    Happening.ADDED: "new",
    Happening.SPLIT: "split off another",
    Happening.MERGED: "merged into another",
    Happening.REMOVED: "missing from the document",
    Happening.COMPLETED: "newly complete",
    Happening.SLIPPED: "slipped",
    Happening.EDITED: "edited",
    Happening.RENUMBERED: "renumbered or moved",
    Happening.UNCHANGED: "unchanged, or with news of progress only",
}
_OF_THE_PLAN = (Happening.MERGED, Happening.REMOVED)  # they happen to actions that have no row


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
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class KindLink:
    """How many actions something happened to; the link shows these only."""

    words: str
    count: int
    href: str
    is_shown: bool


def kind_shown(words: str) -> Happening | None:
    """What the address asks to see; None for everything."""
    return Happening(words) if words in (kind.value for kind in HAPPENED_WORDS) else None


def present_kinds(
    review: ImportReview, missing: tuple[MissingLine, ...], *, base: str, show: Happening | None
) -> tuple[KindLink, ...]:
    """What happened to how many; an action to which two things happened counts for both."""
    counts = dict.fromkeys(HAPPENED_WORDS, 0)
    for row in review.plan.rows:
        for kind in review.happened_to(row):
            counts[kind] += 1
    counts[Happening.REMOVED] = len(missing)
    counts[Happening.MERGED] = sum(line.is_merged for line in missing)
    return tuple(
        KindLink(
            HAPPENED_WORDS[kind],
            count,
            f"{base}?show={kind.value}#{'missing' if kind in _OF_THE_PLAN else 'changes'}",
            kind is show,
        )
        for kind, count in counts.items()
        if count
    )


def present_changes(review: ImportReview, *, base: str, show: Happening | None = None) -> tuple[ChangeGroup, ...]:
    """What changed, by kind, or of one kind only; empty for the first document of a locality."""
    if not review.known:
        return ()
    groups: dict[Happening, list[ReviewedRow]] = {kind: [] for kind in HAPPENED_WORDS}
    for row in review.plan.rows:
        for kind in review.happened_to(row):
            groups[kind].append(row)
    beside = _Beside(review)
    return tuple(
        ChangeGroup(
            f"{len(rows):,} {HAPPENED_WORDS[kind]}",
            tuple(_line(review, row, beside, base) for row in rows)
            if kind is not Happening.UNCHANGED or show is kind
            else (),
            is_open=show is kind,
        )
        for kind, rows in groups.items()
        if rows and show in (None, kind)
    )


class _Beside:
    """What happened around the actions: which rows were split off each, and which actions each row took in."""

    def __init__(self, review: ImportReview) -> None:
        self.split_off: dict[int, list[str]] = {}
        for row in review.plan.taken():
            number = review.split_from(row)
            if number is not None:
                self.split_off.setdefault(number, []).append(reference_of(row))
        self.took_in: dict[int, list[str]] = {}
        for missing in review.matching.missing:
            into = review.merged_into(missing.number)
            if into is not None and into.row is not None:
                self.took_in.setdefault(into.row, []).append(called(review, missing.number))


def _line(review: ImportReview, row: ReviewedRow, beside: _Beside, base: str) -> ChangeLine:
    number = review.number_of(row.index)
    sentences: list[str] = []
    texts: tuple[TextChanged, ...] = ()
    if number is not None:
        sentences = _sentences(review, number, row, review.change_of(row, number))
        sentences.extend(f"Action {reference} was split off it." for reference in beside.split_off.get(number, ()))
        texts = row_texts(review, number, row)
    elif (split_from := review.split_from(row)) is not None:
        was = review.known[split_from].promise
        sentences.append(f"Split off {called(review, split_from)}: {first_words(was.text)}")
    sentences.extend(f"It took in {name}." for name in beside.took_in.get(row.index, ()))
    return ChangeLine(reference_of(row), f"{base}rows/{row.index}/", first_words(row.text), tuple(sentences), texts)


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
