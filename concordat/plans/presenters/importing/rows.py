"""One row of a document on the review screen: the cells, what was understood, and the questions it leaves open."""

from dataclasses import dataclass

from concordat.plans.domain.corrections import RowField
from concordat.plans.domain.editions import Match, Piece, RowChange, RowChangeKind, word_changes
from concordat.plans.domain.passages import basis_in_words
from concordat.plans.domain.reviewing import Doubt, ReviewedRow, timescale_words
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.presenters.importing.cells import CellShown, cells_for, document_href, place_words
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, opening_of
from concordat.plans.queries.importing import ImportReview

UNDERSTOOD, OTHER, AS_WRITTEN = "understood", "other", "as_written"
NEW_ACTION = "0"
SPLIT_OFF = "split:"  # with the number of an action behind it
_OFFERED_AT_ONCE = 4

CHANGE_TAGS = {
    RowChangeKind.SLIPPED: Tag("Slipped", "orange", "arrow"),
    RowChangeKind.EDITED: Tag("Edited", "white", ""),
    RowChangeKind.RENUMBERED: Tag("Renumbered", "grey", ""),
}
NEW = Tag("New", "blue", "")
SPLIT = Tag("Split off", "blue", "arrow")
COMPLETED = Tag("Newly complete", "white", "")
LEFT_OUT = Tag("Left out", "grey", "cross")
DOUBTFUL = Tag("Needs your eye", "red", "question")
CORRECTED = Tag("Corrected", "white", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    value: str
    words: str
    hint: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One doubtful conclusion. `options` are radios; `typed` is what stands in the text box beside them, if any."""

    field: str
    legend: str
    doubt: str
    because: str
    options: tuple[Option, ...]
    typed_label: str = ""
    typed_hint: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A doubtful row, to be settled where it stands."""

    index: int
    anchor: str
    heading: str
    opening: str
    place: str
    place_href: str
    cells: tuple[CellShown, ...]
    questions: tuple[Question, ...]
    notices: tuple[str, ...]
    asked: str
    pieces: tuple[Piece, ...]
    pieces_label: str
    href: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One action in the quiet list."""

    index: int
    anchor: str
    reference: str
    href: str
    opening: str
    leads: str
    when: str
    understood: str
    state: Tag
    tags: tuple[Tag, ...]
    is_left_out: bool


def reference_of(row: ReviewedRow) -> str:
    """What the document calls an action; where it calls it nothing, its place in the list."""
    return ", ".join(row.references) or f"no. {row.index + 1}"


def present_card(review: ImportReview, row: ReviewedRow, *, base: str) -> Card:
    """The card of a doubtful row; `base` is the address of the import."""
    match = review.match_by_row.get(row.index)
    doubts = review.doubts_of(row)
    fields = tuple(doubt.field for doubt in doubts)
    questions = tuple(question for doubt in doubts if (question := _question(review, row, match, doubt)) is not None)
    number = match.number if match else None
    was = review.known[number].promise.text if number is not None and RowField.MATCH in fields else ""
    return Card(
        index=row.index,
        anchor=f"row-{row.index}",
        heading=f"Action {reference_of(row)}",
        opening=first_words(row.text, 200),
        place=place_words(row.read.where),
        place_href=document_href(base, row.read.where),
        cells=cells_for(row.read, fields),
        questions=questions,
        notices=tuple(doubt.sentence for doubt in doubts if doubt.field is RowField.SEEN),
        asked=" ".join(dict.fromkeys(field.value for field in fields)),
        pieces=word_changes(was, row.text) if was else (),
        pieces_label=f"What would change in {called(review, number)}" if was and number is not None else "",
        href=f"{base}rows/{row.index}/",
    )


def _question(review: ImportReview, row: ReviewedRow, match: Match | None, doubt: Doubt) -> Question | None:
    if doubt.field is RowField.STATE:
        return state_question(row, doubt.sentence)
    if doubt.field is RowField.TIMESCALE:
        return timescale_question(row, doubt.sentence)
    if doubt.field is RowField.LED_BY:
        return Question(
            RowField.LED_BY.value, "Who leads it?", doubt.sentence, "", (),
            "Names, with commas between them", "Leave it empty if nobody is named.", row.led_by,
        )  # fmt: skip
    if doubt.field is RowField.MATCH and match is not None:
        return match_question(review, match, doubt.sentence)
    return None


_OFFERED = (
    State.NOT_STARTED, State.IN_PROGRESS, State.COMPLETE, State.CARRIED_FORWARD, State.WITHDRAWN, State.UNKNOWN,
)  # fmt: skip


def state_question(row: ReviewedRow, doubt: str) -> Question:
    basis = basis_in_words(row.read.status.basis)
    understood = row.state
    offered = [understood, *(state for state in _OFFERED if state is not understood)]
    return Question(
        field=RowField.STATE.value,
        legend="How far has it got?",
        doubt=doubt,
        because=f"We concluded this from {basis}." if basis else "",
        options=tuple(
            Option(
                state.value,
                state.words,
                "As we understood it" if state == understood else "",
                state == understood,
            )
            for state in offered
        ),
    )


def timescale_question(row: ReviewedRow, doubt: str) -> Question:
    when = row.timescale
    understood = timescale_words(when)
    is_read = when.kind is not TimescaleKind.UNKNOWN
    options = []
    if is_read:
        options.append(Option(UNDERSTOOD, understood, "As we understood it", True))
    options.append(Option(AS_WRITTEN, "As written: no date is meant", "The words are kept and shown.", not is_read))
    options.append(Option(OTHER, "Another date"))
    return Question(
        field=RowField.TIMESCALE.value,
        legend="When is it promised for?",
        doubt=doubt,
        because="",
        options=tuple(options),
        typed_label="The other date",
        typed_hint="Such as June 2027, 31 March 2027 or 2026/27",
    )


def match_question(review: ImportReview, match: Match, doubt: str) -> Question:
    numbers = list(dict.fromkeys(n for n in (match.number, *match.likest) if n is not None))[:_OFFERED_AT_ONCE]
    continuing = {one.number: one.row for one in review.matching.matches if one.row != match.row}
    splits = [
        Option(
            f"{SPLIT_OFF}{number}",
            f"It was split off {called(review, number)}, which goes on as {reference_of(review.plan.rows[row])}",
            first_words(review.known[number].promise.text, 160),
            number == match.split_from,
        )
        for number in numbers
        if (row := continuing.get(number)) is not None
    ]
    options = [
        Option(
            str(number),
            f"It continues {called(review, number)}",
            first_words(review.known[number].promise.text, 160),
            number == match.number,
        )
        for number in numbers
    ]
    new = Option(NEW_ACTION, "It is a new action", "", match.number is None and match.split_from is None)
    if match.split_from is not None:
        offered = [splits[0], *options, new, *splits[1:]] if splits else [*options, new]
    else:
        offered = [*options, *splits, new]
    return Question(RowField.MATCH.value, "Which action of the plan is this?", doubt, "", tuple(offered))


def called(review: ImportReview, number: int) -> str:
    references = ", ".join(review.known[number].promise.references)
    return f"action {references}" if references else f"action number {number}"


def present_list_row(review: ImportReview, row: ReviewedRow, *, base: str) -> ListRow:
    opening = opening_of(row.text)
    written = " ".join(row.timescale.text.split())
    return ListRow(
        index=row.index,
        anchor=f"action-{row.index}",
        reference=reference_of(row),
        href=f"{base}rows/{row.index}/",
        opening=opening.first + (" …" if opening.rest or opening.more else ""),
        leads=", ".join(dict.fromkeys(lead.organisation or lead.person or "" for lead in row.leads)),
        when=written or "No date was given",
        understood=timescale_words(row.timescale) if written else "",
        state=STATE_TAGS[row.state],
        tags=_tags(review, row),
        is_left_out=row.is_left_out,
    )


def _tags(review: ImportReview, row: ReviewedRow) -> tuple[Tag, ...]:
    if row.is_left_out:
        return (LEFT_OUT,)
    match = review.match_by_row.get(row.index)
    tags = [DOUBTFUL] if review.doubts_of(row) else []
    if review.known and match is not None:
        if match.number is None:
            tags.append(NEW if review.split_from(row) is None else SPLIT)
        else:
            tags.extend(change_tags(review.change_of(row, match.number)))
    if row.corrected - {RowField.SEEN, RowField.MATCH, RowField.SPLIT_FROM, RowField.LEFT_OUT}:
        tags.append(CORRECTED)
    return tuple(tags)


def change_tags(change: RowChange) -> list[Tag]:
    """What the document changes, in tags; none where nothing changed."""
    tags = [CHANGE_TAGS[kind] for kind in change.kinds if kind in CHANGE_TAGS]
    return [*tags, COMPLETED] if change.is_completed else tags
