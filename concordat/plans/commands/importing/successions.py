"""Writes what became of the actions that a document leaves out, and which actions live on in others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from concordat.accounts.models import User
from concordat.plans.commands.importing.rows import Entry, point_at_the_newest
from concordat.plans.domain.corrections import MissingChoice
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models import ActionSuccession, ActionUpdate, Edition
from concordat.plans.queries.importing import ActionKnown, ImportReview

Kind = ActionSuccession.Kind


def write_missing(
    review: ImportReview, wordings: Mapping[int, int], *, said_on: date, by: User | None, at: datetime
) -> list[Entry]:
    """What becomes of the actions that the document leaves out; `wordings` are newer ones of some, by action key.

    An action that the partners no longer promise was told so in an earlier edition and does not come back. What
    stays as it is stays in the edition, complete actions among them; a decision is written as an update.
    """
    standing: list[Entry] = []
    decided: list[tuple[ActionKnown, MissingChoice, State]] = []
    for missing in review.matching.missing:
        known = review.known[missing.number]
        choice = review.choice_for(missing.number)
        state = choice.state
        if state is not None and state is not known.promise.state:
            decided.append((known, choice, state))
        elif known.promise.state.is_open or known.promise.state.is_complete:
            standing.append((known.key, wordings.get(known.key, known.wording_key), known.update_key))
    updates = ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action_id=known.key,
            kind=ActionUpdate.Kind.CORRECTED,
            said_on=said_on,
            progress=f"Not in the document of {spoken_day(said_on)}: {_became(review, known, choice)}.",
            state=state.value,
            confidence=Confidence.NONE.value,
            state_basis="Decided when the document was reviewed",
            timescale_id=known.timescale_key,
            recorded_at=at,
            by=by,
        )
        for known, choice, state in decided
    )
    point_at_the_newest([known.key for known, _, _ in decided])
    told = [
        (known.key, wordings.get(known.key, known.wording_key), update.pk)
        for (known, _, _), update in zip(decided, updates, strict=True)
    ]
    return standing + told


_BECAME = {
    MissingChoice.COMPLETE: "it is complete",
    MissingChoice.CARRIED_FORWARD: "it was carried forward into another plan",
    MissingChoice.MERGED: "it became part of another action",
    MissingChoice.WITHDRAWN: "the partners no longer promise it",
}


def _became(review: ImportReview, known: ActionKnown, choice: MissingChoice) -> str:
    if choice is not MissingChoice.MERGED:
        return _BECAME[choice]
    into = review.merged_into(known.promise.key)
    called = ", ".join(into.references) if into else ""
    return f"it became part of action {called}" if called else "it became part of another action"


def write_successions(
    edition: Edition, review: ImportReview, written: Sequence[Entry], *, by: User | None, at: datetime
) -> None:
    """Write down which actions were split off others, and which became part of others, in this edition.

    `written` are the entries of the rows that were taken, in their order.
    """
    of_row = {row.index: action for row, (action, _, _) in zip(review.plan.taken(), written, strict=True)}
    of_number = {number: known.key for number, known in review.known.items()}
    joined = {*_splits(review, of_row, of_number), *_merges(review, of_row, of_number)}
    ActionSuccession.objects.bulk_create(
        [
            ActionSuccession(earlier_id=earlier, later_id=later, kind=kind, edition=edition, recorded_at=at, by=by)
            for earlier, later, kind in sorted(joined)
            if earlier != later
        ],
        ignore_conflicts=True,  # what an earlier edition told of the same two actions stands
    )


Joined = tuple[int, int, str]  # keys of the earlier and the later action, and how they are joined


def _splits(review: ImportReview, of_row: Mapping[int, int], of_number: Mapping[int, int]) -> Iterator[Joined]:
    for row in review.plan.taken():
        number = review.split_from(row)
        if number is not None:
            yield of_number[number], of_row[row.index], Kind.SPLIT.value


def _merges(review: ImportReview, of_row: Mapping[int, int], of_number: Mapping[int, int]) -> Iterator[Joined]:
    for missing in review.matching.missing:
        into = review.merged_into(missing.number)
        if into is not None:
            later = of_row[into.row] if into.row is not None else of_number[into.number or 0]
            yield of_number[missing.number], later, Kind.MERGED.value
