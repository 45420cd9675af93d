"""Takes what a lead says of an action, by their link or signed in, as a proposed update."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.patients import identifiers_sentence, stopped_by, wrong_with_reason
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.proposing.evidence import (
    MOST_FILES,
    EvidenceGiven,
    EvidenceRead,
    EvidenceRefused,
    read_evidence,
)
from concordat.plans.domain.answering import Answer, AnswerKind
from concordat.plans.domain.proposing import news
from concordat.plans.models import Action, ActionUpdate, EvidenceFile, ProposedUpdate, ReviewRequest
from concordat.plans.queries.answering import is_over
from concordat.plans.queries.proposing import said_of, standing_of

FILES = "files"  # the key of what is said about files among what stops an answer
REASON = "overruled_reason"  # and about the reason for overruling


class LinkEnded(Exception):
    """The round is closed, the link was taken back, or whoever was asked has left."""


class NotAsked(Exception):
    """The action is none that this request asks about, or the update that the answer rests on is not its own."""


class AnswerStopped(Exception):
    """What was typed holds what looks like a person's own details; `sentences` say where, by the name of the answer."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(" ".join(sentences.values()))
        self.sentences = dict(sentences)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of an answer: its number, and whether something newer had counted since its author looked."""

    number: int
    is_newer: bool


def say_update(
    *,
    action_id: int,
    answer: Answer,
    based_on: int,
    said_by: str,
    partner_id: int | None,
    request_id: int | None = None,
    files: Sequence[EvidenceGiven] = (),
    without_files: frozenset[int] = frozenset(),
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> Spoken:
    """Propose what somebody says of an action; an answer of theirs that still waits is replaced by it.

    `based_on` is the update that they had before them. `without_files` are files of the replaced answer that are not
    carried over. The same answer said twice is kept once. Raises `AnswerStopped`, `EvidenceRefused`, `NotAsked` and
    `LinkEnded`; then nothing is kept.
    """
    overruled_reason = overruled_reason.strip()
    read = [read_evidence(given) for given in files]
    _refuse_patients(answer, read, overruled_reason)
    with transaction.atomic():
        action = _lock(action_id)
        if request_id is not None:
            _check_request(request_id, action_id, at)
        if not ActionUpdate.objects.filter(pk=based_on, action=action_id).exists():
            raise NotAsked(f"update {based_on} is not of action {action_id}")
        proposal = _proposal(
            answer, action, based_on, said_by, partner_id, request_id, overruled_reason=overruled_reason, by=by, at=at
        )
        before = _own_waiting(proposal)
        if before and not read and not without_files and _say_the_same(before[-1], proposal):
            return Spoken(before[-1].pk, before[-1].based_on_id != action.update_id)
        kept = _files_of(before, without_files)
        if len(kept) + len(read) > MOST_FILES:
            raise EvidenceRefused(f"An answer may have {MOST_FILES} files. Take one out first.")
        proposal.save()
        _replace(before, by=by, at=at)
        _keep_files(proposal, kept, read, at)
        record_audit(
            "say_update",
            proposal,
            by=by,
            at=at,
            action=action_id,
            request=request_id,
            replaces=[earlier.pk for earlier in before],
            files=[each.sha256 for each in read],
            overruled_reason=overruled_reason,
        )
    return Spoken(proposal.pk, based_on != action.update_id)


def _refuse_patients(answer: Answer, read: Sequence[EvidenceRead], overruled_reason: str) -> None:
    if sentence := wrong_with_reason(overruled_reason):
        raise AnswerStopped({REASON: sentence})
    if overruled_reason:
        return
    stopped = stopped_by({each.name: str(getattr(answer.said, each.name) or "") for each in fields(answer.said)})
    for file in read:
        if file.identifiers:
            stopped[FILES] = (
                f"There is {identifiers_sentence(file.identifiers)} in the file that you chose. Plans hold "
                "nothing about patients: choose it again without that, or say below why it is none and choose it again."
            )
    if stopped:
        raise AnswerStopped(stopped)


def _lock(action_id: int) -> Action:
    """The action, locked with its locality first, as those do who decide: two orders would wait for each other."""
    Locality.objects.select_for_update().get(plan__actions=action_id)
    return Action.objects.select_for_update(of=("self",)).select_related("update__timescale").get(pk=action_id)


def _check_request(request_id: int, action_id: int, at: datetime) -> None:
    request = ReviewRequest.objects.select_related("review", "person").get(pk=request_id)
    if is_over(request):
        raise LinkEnded(f"request {request_id}")
    if not request.questions.filter(action=action_id).exists():
        raise NotAsked(f"request {request_id} does not ask about action {action_id}")
    if request.opened_at is None:  # whoever answers has opened it, whatever their browser is called
        ReviewRequest.objects.filter(pk=request_id, opened_at=None).update(opened_at=at)


def _proposal(
    answer: Answer,
    action: Action,
    based_on: int,
    said_by: str,
    partner_id: int | None,
    request_id: int | None,
    *,
    overruled_reason: str,
    by: User | None,
    at: datetime,
) -> ProposedUpdate:
    said = answer.said
    if answer.kind is not AnswerKind.NOT_OURS:
        # A state that was shown as chosen and left so is no news, and must not undo what came in between.
        stood = standing_of(ActionUpdate.objects.select_related("timescale").get(pk=based_on))
        new = news(said, stood)
        state, confidence = new.state, new.confidence
    else:
        state, confidence = None, None
    return ProposedUpdate(
        action=action,
        kind=answer.kind.value,
        based_on_id=based_on,
        partner_id=partner_id,
        said_by=said_by[:200],
        said_at=at,
        by=by,
        progress=said.progress,
        state=state.value if state else "",
        confidence=confidence.value if confidence else "",
        next_step=said.next_step,
        evidence=said.evidence,
        timescale_text=said.timescale_text,
        timescale_reason=said.timescale_reason,
        keeps_date=answer.keeps_date,
        request_id=request_id,
        overruled_reason=overruled_reason,
    )


def _own_waiting(proposal: ProposedUpdate) -> list[ProposedUpdate]:
    """What the same person said before and nobody has decided, oldest first."""
    if proposal.request_id is not None:
        own = Q(request=proposal.request_id)
    elif proposal.by_id is not None:
        own = Q(request=None, sheet_return=None, by=proposal.by_id, said_by=proposal.said_by)
    else:
        return []
    waiting = ProposedUpdate.objects.select_for_update(of=("self",)).filter(
        own,
        action=proposal.action_id,
        partner=proposal.partner_id,
        decision=ProposedUpdate.Decision.WAITING,
    )
    return list(waiting.order_by("pk"))


def _say_the_same(earlier: ProposedUpdate, proposal: ProposedUpdate) -> bool:
    same = ("kind", "keeps_date", "based_on_id", "overruled_reason", "said_by")
    return said_of(earlier) == said_of(proposal) and all(
        getattr(earlier, name) == getattr(proposal, name) for name in same
    )


def _replace(before: Sequence[ProposedUpdate], *, by: User | None, at: datetime) -> None:
    pks = [earlier.pk for earlier in before]
    ProposedUpdate.objects.filter(pk__in=pks).update(
        decision=ProposedUpdate.Decision.REPLACED, decided_at=at, decided_by=by
    )


def _files_of(before: Sequence[ProposedUpdate], without: frozenset[int]) -> list[EvidenceFile]:
    if not before:
        return []
    return [file for file in EvidenceFile.objects.filter(proposal=before[-1]) if file.pk not in without]


def _keep_files(
    proposal: ProposedUpdate, kept: Sequence[EvidenceFile], read: Sequence[EvidenceRead], at: datetime
) -> None:
    """The new files, and those of the replaced answer: it keeps its own, as it was said with them."""
    known = {file.sha256 for file in kept}
    rows = [
        EvidenceFile(
            proposal=proposal,
            name=file.name,
            format=file.format,
            content=file.content,
            size=file.size,
            sha256=file.sha256,
            uploaded_at=file.uploaded_at,
        )
        for file in kept
    ]
    rows += [
        EvidenceFile(
            proposal=proposal,
            name=file.name,
            format=file.format,
            content=file.content,
            size=len(file.content),
            sha256=file.sha256,
            uploaded_at=at,
        )
        for file in read
        if file.sha256 not in known
    ]
    EvidenceFile.objects.bulk_create(rows)


@transaction.atomic
def open_link(*, request_id: int, at: datetime) -> None:
    """Note that a link was opened for the first time."""
    if ReviewRequest.objects.filter(pk=request_id, opened_at=None).update(opened_at=at):
        record_audit("open_link", ReviewRequest(pk=request_id), by=None, at=at)
