"""The actions that a document leaves out: what became of each, and where those live on that were merged."""

from dataclasses import dataclass

from concordat.plans.domain.corrections import MissingChoice, MissingDecision
from concordat.plans.domain.days import spoken_count
from concordat.plans.domain.reviewing import ReviewedRow
from concordat.plans.presenters.importing.rows import reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.importing import ImportReview

MISSING_WORDS = {
    MissingChoice.KEEP: "Keep it as it is",
    MissingChoice.COMPLETE: "It is complete",
    MissingChoice.CARRIED_FORWARD: "It was carried forward into another plan",
    MissingChoice.MERGED: "It became part of another action",
    MissingChoice.WITHDRAWN: "It was withdrawn: the partners no longer promise it",
}
STAYS_COMPLETE = "It stays complete, and in the plan"
_OFFERED_AT_ONCE = 3  # rows that an action may have become part of, as answers of their own
_MOST_CHOICES = 20_000  # on one page: missing actions times rows


@dataclass(frozen=True, slots=True)
class MissingLine:
    """An action of the plan that is not in the document, and what becomes of it.

    `answer` is the one that is chosen or likeliest, as `missing_answers` offers it; `into` is the row or action that
    was picked from the whole list.
    """

    number: int
    reference: str
    opening: str
    state: Tag
    is_complete: bool
    near: str
    choice: str
    choice_words: str
    answer: str
    into: str
    is_decided: bool
    is_doubtful: bool
    is_merged: bool  # as decided, or as it looks
    stays: bool  # complete, and nobody said that more became of it


def present_missing(review: ImportReview) -> tuple[MissingLine, ...]:
    """The actions that the document leaves out, the doubtful first; those no longer promised are not asked about."""
    rows = {row.index: row for row in review.plan.rows}
    lines = []
    for missing in review.matching.missing:
        promise = review.known[missing.number].promise
        if not promise.state.is_open and not promise.state.is_complete:
            continue
        is_decided = missing.number in review.plan.missing
        decision = review.decision_for(missing.number)
        # What is complete is often left out for that alone: its words in another row are no reason to say more.
        if not is_decided and missing.merged_into is not None and not promise.state.is_complete:
            likely = MissingDecision(MissingChoice.MERGED, into_row=missing.merged_into)
        else:
            likely = decision
        is_offered = likely.into_row is not None and likely.into_row in missing.likest_rows[:_OFFERED_AT_ONCE]
        lines.append(
            MissingLine(
                number=missing.number,
                reference=", ".join(promise.references) or str(missing.number),
                opening=first_words(promise.text, 200),
                state=STATE_TAGS[promise.state],
                is_complete=promise.state.is_complete,
                near=_near_words(missing.merged_into, missing.likest_rows, rows),
                choice=decision.choice.value,
                choice_words=_choice_words(review, missing.number, is_complete=promise.state.is_complete),
                answer=answer_of(likely) if is_offered else likely.choice.value,
                into="" if is_offered else _target_of(likely),
                is_decided=is_decided,
                is_doubtful=_is_doubtful(review, missing.number, is_decided, promise.state.is_complete),
                is_merged=likely.choice is MissingChoice.MERGED,
                stays=promise.state.is_complete and decision.choice is MissingChoice.KEEP,
            )
        )
    return tuple(sorted(lines, key=lambda line: (not line.is_doubtful, not line.is_merged)))


def _is_doubtful(review: ImportReview, number: int, is_decided: bool, is_complete: bool) -> bool:
    if not is_decided:
        return not is_complete
    # The row that it became part of may have been left out since.
    decision = review.decision_for(number)
    return decision.choice is MissingChoice.MERGED and review.merged_into(number) is None


def _near_words(merged_into: int | None, likest: tuple[int, ...], rows: dict[int, ReviewedRow]) -> str:
    if merged_into is not None:
        return f"It looks as if it became part of {reference_of(rows[merged_into])} in the document."
    if likest:
        return f"Its words are near those of {reference_of(rows[likest[0]])} in the document."
    return ""


def _choice_words(review: ImportReview, number: int, *, is_complete: bool) -> str:
    decision = review.decision_for(number)
    if is_complete and decision.choice is MissingChoice.KEEP:
        return STAYS_COMPLETE
    into = review.merged_into(number)
    if into is not None:
        called = ", ".join(into.references)
        return f"It became part of {f'{called}: ' if called else ''}{first_words(into.text, 90)}"
    if decision.choice is MissingChoice.MERGED:
        return "It became part of another action: say which one"
    return MISSING_WORDS[decision.choice]


def answer_of(decision: MissingDecision) -> str:
    """A decision as a form sends it: "withdrawn", or "merged:row:4"."""
    target = _target_of(decision)
    return f"{decision.choice.value}:{target}" if target else decision.choice.value


def _target_of(decision: MissingDecision) -> str:
    if decision.into_row is not None:
        return f"row:{decision.into_row}"
    return f"number:{decision.into_number}" if decision.into_number is not None else ""


def missing_answers(review: ImportReview, lines: tuple[MissingLine, ...]) -> dict[int, list[tuple[str, str]]]:
    """The answers for each action that the document leaves out, the rows that are likest among them."""
    rows = {row.index: row for row in review.plan.taken()}
    likest = {missing.number: missing.likest_rows[:_OFFERED_AT_ONCE] for missing in review.matching.missing}
    return {line.number: _answers(line, [rows[row] for row in likest[line.number] if row in rows]) for line in lines}


def _answers(line: MissingLine, likest: list[ReviewedRow]) -> list[tuple[str, str]]:
    into = [
        (
            f"{MissingChoice.MERGED}:row:{row.index}",
            f"It became part of {reference_of(row)}: {first_words(row.text, 90)}",
        )
        for row in likest
    ]
    answers = [
        *((choice.value, MISSING_WORDS[choice]) for choice in MissingChoice if choice is not MissingChoice.MERGED),
        *into,
        (
            MissingChoice.MERGED.value,
            "It became part of yet another action" if into else MISSING_WORDS[MissingChoice.MERGED],
        ),
    ]
    if line.is_complete:
        answers = [answer for answer in answers if answer[0] not in (MissingChoice.KEEP, MissingChoice.COMPLETE)]
        return [(MissingChoice.KEEP.value, STAYS_COMPLETE), *answers]
    return answers


def merge_targets(review: ImportReview, lines: tuple[MissingLine, ...]) -> dict[int, list[tuple[str, str]]]:
    """Every row and every other action that is missing, to choose where an action lives on; the likest come first.

    Where a page would hold too many of them, each action is offered the rows of its section.
    """
    rows = review.plan.taken()
    likest = {missing.number: missing.likest_rows for missing in review.matching.missing}
    is_short = len(rows) * len(lines) <= _MOST_CHOICES
    by_index = {row.index: row for row in rows}
    found = {}
    for line in lines:
        section = review.known[line.number].promise.section
        first = [by_index[row] for row in likest[line.number] if row in by_index]
        others = [row for row in rows if is_short or row.section == section]
        chosen = {f"row:{row.index}": f"{reference_of(row)}: {first_words(row.text, 90)}" for row in (*first, *others)}
        if is_short:
            for other in lines:
                if other.number != line.number:
                    chosen[f"number:{other.number}"] = (
                        f"{other.reference}, also missing: {first_words(other.opening, 90)}"
                    )
        found[line.number] = list(chosen.items())
    return found


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
