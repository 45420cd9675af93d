"""Decides what a proposed update makes of its action: accept, accept with changes, or send back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.patients import Identifier, identifiers_in, identifiers_sentence, wrong_with_reason
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.reviews import tell_sent_back
from concordat.plans.commands.timescales import revise_timescale
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.proposing import Outcome, Question, Said, Standing, is_ready, outcome_of, questions_of
from concordat.plans.models import Action, ActionUpdate, ProposedUpdate
from concordat.plans.queries.proposing import said_of, standing_of

Decision = ProposedUpdate.Decision


class AlreadyDecided(Exception):
    """Somebody decided it already."""


class NotReady(Exception):
    """Something in it has to be answered before it can count; `questions` are what."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(" ".join(question.sentence for question in questions))
        self.questions = tuple(questions)


class NoteMissing(Exception):
    """Whoever changes what was said, or sends it back, says why."""


class LooksLikeAPatient(Exception):
    """What was typed holds what looks like a person's own details, and nobody said why that is none."""

    def __init__(self, identifiers: Sequence[Identifier]) -> None:
        super().__init__(
            f"There is {identifiers_sentence(identifiers)} in it. Plans hold nothing about patients: take it out, "
            "or say why it is none."
        )


class ReasonLooksLikeAPatient(Exception):
    """The reason for overruling holds a person's own details itself; the message says which."""


@transaction.atomic
def accept_proposal(*, locality_id: int, number: int, by: User | None, at: datetime) -> None:
    """Let a proposed update count as it was said. Raises `AlreadyDecided` and `NotReady`."""
    proposal = _lock_waiting(locality_id, number)
    said = said_of(proposal)
    _refuse_what_is_unread(said)
    _count(proposal, said, Decision.ACCEPTED, by=by, at=at)


@transaction.atomic
def edit_proposal(
    *,
    locality_id: int,
    number: int,
    said: Said,
    note: str,
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Let a proposed update count with the coordinator's changes; what was said stays readable beside them.

    Raises `AlreadyDecided`, `NotReady`, `NoteMissing`, `LooksLikeAPatient` and `ReasonLooksLikeAPatient`.
    """
    proposal = _lock_waiting(locality_id, number)
    if not note.strip():
        raise NoteMissing("Say in a few words what you changed and why.")
    _refuse_what_is_unread(said)
    before = (*said_of(proposal).texts(), *_texts(standing_of(proposal.action.update)))
    typed = [text for text in (*said.texts(), note) if text not in before]
    _refuse_patients(typed, overruled_reason)
    proposal.note = note.strip()
    _add_reason(proposal, overruled_reason)
    _count(proposal, said, Decision.EDITED, by=by, at=at)


@transaction.atomic
def send_back_proposal(
    *, locality_id: int, number: int, note: str, overruled_reason: str = "", by: User | None, at: datetime
) -> None:
    """Say that a proposed update does not count, and why; the action stays as it is.

    Raises `AlreadyDecided`, `NoteMissing`, `LooksLikeAPatient` and `ReasonLooksLikeAPatient`.
    """
    proposal = _lock_waiting(locality_id, number)
    if not note.strip():
        raise NoteMissing("Say in a few words why it goes back, for whoever said it.")
    _refuse_patients([note], overruled_reason)
    proposal.note = note.strip()
    _add_reason(proposal, overruled_reason)
    _decide(proposal, Decision.SENT_BACK, None, by=by, at=at)
    tell_sent_back(proposal)


def _lock_waiting(locality_id: int, number: int) -> ProposedUpdate:
    """The proposal with its action, both locked. Imports write actions too, under the lock of their locality."""
    Locality.objects.select_for_update().get(pk=locality_id)
    proposal = ProposedUpdate.objects.select_for_update().get(pk=number, action__plan__locality=locality_id)
    action = Action.objects.select_for_update(of=("self",)).select_related("update__timescale", "plan")
    proposal.action = action.get(pk=proposal.action_id)
    if proposal.decision != Decision.WAITING:
        raise AlreadyDecided(f"This update of action {proposal.action.number} was decided already.")
    return proposal


def _refuse_what_is_unread(said: Said) -> None:
    if not is_ready(said):
        raise NotReady([question for question in questions_of(said) if question.must])


def _refuse_patients(texts: Iterable[str], overruled_reason: str) -> None:
    if sentence := wrong_with_reason(overruled_reason):
        raise ReasonLooksLikeAPatient(sentence)
    found = [identifier for text in texts for identifier in identifiers_in(text)]
    if found and not overruled_reason.strip():
        raise LooksLikeAPatient(found)


def _add_reason(proposal: ProposedUpdate, overruled_reason: str) -> None:
    """Keep why it was overruled, beside the reason that whoever said it gave."""
    if overruled_reason.strip():
        proposal.overruled_reason = " ".join((proposal.overruled_reason, overruled_reason.strip())).strip()


def _texts(standing: Standing) -> tuple[str, ...]:
    return standing.progress, standing.next_step, standing.evidence, standing.timescale.text


def _count(proposal: ProposedUpdate, said: Said, decision: Decision, *, by: User | None, at: datetime) -> None:
    update = None
    if proposal.kind != ProposedUpdate.Kind.NOT_OURS:
        update = _write_update(proposal, said, by=by, at=at)
    _decide(proposal, decision, update, by=by, at=at)


def _write_update(proposal: ProposedUpdate, said: Said, *, by: User | None, at: datetime) -> ActionUpdate:
    action = proposal.action
    now = action.update
    outcome = outcome_of(said, standing_of(now))
    timescale = now.timescale_id
    if outcome.timescale is not None:
        timescale = revise_timescale(
            outcome.timescale,
            action=action.pk,
            replaces=now.timescale_id,
            reason=outcome.timescale_reason,
            by=by,
            at=at,
        )
    update = ActionUpdate.objects.create(
        action=action,
        kind=ActionUpdate.Kind.REPORTED,
        said_on=timezone.localdate(proposal.said_at),
        progress=outcome.progress,
        state=outcome.state.value,
        confidence=outcome.confidence.value,
        state_basis=_state_basis(proposal, said, outcome, now),
        timescale_id=timescale,
        next_step=outcome.next_step,
        evidence=outcome.evidence,
        recorded_at=at,
        by=by,
    )
    action.update = update
    action.save(update_fields=["update"])
    return update


def _state_basis(proposal: ProposedUpdate, said: Said, outcome: Outcome, now: ActionUpdate) -> str:
    """What the state rests on: who said so. No name of a person, since everybody reads it."""
    who = str(proposal.partner) if proposal.partner else "Its lead"
    day = spoken_day(timezone.localdate(proposal.said_at))
    if said.state is None:
        return now.state_basis
    if said.state.value == proposal.state:
        return f"{who} said so on {day}"
    if outcome.state.value == now.state:
        return now.state_basis
    return f"Decided by the coordinator from what {who} said on {day}"


def _decide(
    proposal: ProposedUpdate, decision: Decision, update: ActionUpdate | None, *, by: User | None, at: datetime
) -> None:
    proposal.decision = decision
    proposal.decided_at = at
    proposal.decided_by = by
    proposal.update = update
    fields = ["decision", "decided_at", "decided_by", "update", "note", "overruled_reason"]
    proposal.save(update_fields=fields)
    record_audit(
        "decide_proposal",
        proposal,
        by=by,
        at=at,
        decision=str(decision),
        action=proposal.action_id,
        update=update and update.pk,
        overruled_reason=proposal.overruled_reason,
    )
