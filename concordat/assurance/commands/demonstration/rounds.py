"""Writes the rounds of updates of an invented plan: who was asked, what they said, what was decided, what it made."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from concordat.accounts.models import Message
from concordat.assurance.commands.demonstration import words
from concordat.assurance.commands.demonstration.bodies import Body
from concordat.assurance.commands.demonstration.courses import BETWEEN_ROUNDS, ROUND
from concordat.assurance.commands.demonstration.plans import PlanLife, Running, moment
from concordat.assurance.commands.demonstration.promising import draw_later
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale
from concordat.plans.models import ActionUpdate, ProposedUpdate, Review, ReviewLetter, ReviewQuestion, ReviewRequest

Decision = ProposedUpdate.Decision
Kind = ProposedUpdate.Kind
MEETING = "Steering group"
UNSENT = "This letter was never sent: everything in this locality is invented."
ANSWER_BY = timedelta(days=11)
_DECIDED_BY_THE_COORDINATOR = (State.CARRIED_FORWARD, State.MERGED, State.WITHDRAWN, State.COMPLETE_VERIFIED)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a partner says of an action: fields of a proposed update, and the date that it names, if any."""

    fields: dict[str, str]
    timescale: Timescale | None


def run_rounds(life: PlanLife, *, today: date) -> None:
    """Every round that the course of the plan has, oldest first, and the one that is open."""
    for number, meeting in enumerate(life.course.meetings, start=1):
        opened = meeting - ROUND
        _keep_notes(life, opened)
        _follow_successors(life, opened)
        review, requests = _open(life, opened, meeting_on=meeting)
        _answer(life, number, opened, requests, until=None)
        merged = _decide_by_hand(life, number, meeting)
        _close(life, review, meeting, merged, publish=number < len(life.course.meetings) or not _keeps_draft(life))
    opened_on = life.course.opened_on
    if opened_on is not None:
        _, requests = _open(life, opened_on, meeting_on=opened_on + ROUND)
        _answer(life, len(life.course.meetings), opened_on, requests, until=today - timedelta(days=1))


def _keeps_draft(life: PlanLife) -> bool:
    return life.course.is_last_a_draft


def _keep_notes(life: PlanLife, opened: date) -> None:
    """Updates between the rounds, where there are to be more of them than rounds would make.

    They have their own chance, so that what else happens is the same at every scale.
    """
    chance = Random(f"{life.place.number} {opened}")
    begin = moment(opened - timedelta(days=BETWEEN_ROUNDS) + ROUND, 8)
    gap = timedelta(days=BETWEEN_ROUNDS - 34) / life.scale
    for running in life.actions if life.scale > 1 else ():
        if not running.state.is_open:
            continue
        kind = "going" if running.state is State.IN_PROGRESS else "planned"
        lead = running.leads[0].name if running.leads else "the lead"
        for note in range(life.scale - 1):
            progress = words.said(kind, running.worded, life.place.short, lead, chance)
            life.update(running, at=begin + gap * note, progress=progress)


def _follow_successors(life: PlanLife, opened: date) -> None:
    """Where a body ended, some of its actions name the one that followed it; the others keep the old name."""
    for running in life.actions:
        ended = [body for body in running.leads if body.ended_on and body.ended_on < opened and body.successor]
        if not ended or life.random.random() < 0.6:
            continue
        running.leads = list(dict.fromkeys(body.successor or body if body in ended else body for body in running.leads))
        life.reword(running, at=moment(opened, 9), reason=f"{ended[0].name} became part of {running.leads[0].name}")


def _open(
    life: PlanLife, opened: date, *, meeting_on: date
) -> tuple[Review | None, dict[int, tuple[Body, ReviewRequest]]]:
    """Ask whoever leads an open action; gives the round and each request by the key of its partner."""
    asked: dict[int, tuple[Body, list[Running]]] = {}
    for running in life.actions:
        for body in running.leads if running.state.is_open else ():
            asked.setdefault(body.partner.pk, (body, []))[1].append(running)
    if not asked:
        return None, {}
    life.reviews += 1
    at = moment(opened, 10)
    review = life.batch.add(
        Review(
            plan_id=life.plan.pk, number=life.reviews, meeting=MEETING, meeting_on=meeting_on,
            answer_by=opened + ANSWER_BY, remind_before=0, remind_after=0, opened_at=at, opened_by_id=life.by.pk,
        )
    )  # fmt: skip
    requests = {}
    for partner, (body, questions) in sorted(asked.items(), key=lambda each: each[1][0].name):
        request = life.batch.add(
            ReviewRequest(
                review_id=review.pk, partner_id=partner, person_id=body.contact.pk if body.contact else None,
                secret=secrets.token_urlsafe(32), asked_at=at,
            )
        )  # fmt: skip
        for running in questions:
            life.batch.add(ReviewQuestion(request_id=request.pk, action_id=running.action.pk))
        if body.contact is not None:
            _keep_letter(life, request, body, len(questions), at)
        requests[partner] = (body, request)
    return review, requests


def _keep_letter(life: PlanLife, request: ReviewRequest, body: Body, count: int, at: datetime) -> None:
    """A letter as the worker leaves one behind; no worker finds anything to send."""
    if body.contact is None:
        return
    on = timezone.localdate(at)
    message = life.batch.add(
        Message(
            key=f"review-request-{request.pk}-asked-{on}", to_address=body.contact.email, to_name=body.contact.name,
            subject=f"What has happened with your {count} open actions?", text=UNSENT, written_at=at, not_before=at,
            state=Message.State.SENT, attempts=1, sent_at=at,
        )
    )  # fmt: skip
    life.batch.add(ReviewLetter(request_id=request.pk, message_id=message.pk, kind=ReviewLetter.Kind.ASKED, on=on))


def _answer(
    life: PlanLife,
    number: int,
    opened: date,
    requests: dict[int, tuple[Body, ReviewRequest]],
    *,
    until: date | None,
) -> None:
    """What the partners said in the round that is the `number`th; `until`: it is open, and nobody spoke after that."""
    random = life.random
    days = ANSWER_BY.days if until is None else max((until - opened).days, 1)
    for running in life.actions:
        lead = next((body for body in running.leads if body.partner.pk in requests), None)
        if lead is None or lead.contact is None or not running.state.is_open:
            continue
        target = running.path[number]
        says_more = target is not running.state and target not in _DECIDED_BY_THE_COORDINATOR
        likely = life.course.diligence * (0.5 if until else 1)
        if not (says_more or target is State.COMPLETE_VERIFIED) and random.random() > likely:
            continue
        request = requests[lead.partner.pk][1]
        day = opened + timedelta(days=random.randint(1, days))
        said_at = moment(day, random.randint(8, 18), random.randint(0, 59))
        request.opened_at = min(request.opened_at or said_at, said_at)
        answer = _said(life, running, lead, target, meeting_on=opened + ROUND)
        common = {
            "action_id": running.action.pk, "partner_id": lead.partner.pk, "said_by": lead.contact.name,
            "request_id": request.pk,
        }  # fmt: skip
        if until is not None and random.random() < 0.6:
            life.batch.add(ProposedUpdate(**common, **answer.fields, said_at=said_at, based_on_id=running.update.pk))
            continue
        decided_at = min(said_at + timedelta(hours=random.randint(1, 40)), moment(opened + ROUND, 9))
        if until is not None:
            decided_at = min(decided_at, moment(until, 19))
        if not says_more and random.random() < 0.03:
            life.batch.add(
                ProposedUpdate(
                    **common, **answer.fields, said_at=said_at, based_on_id=running.update.pk,
                    decision=Decision.SENT_BACK, decided_at=decided_at, decided_by_id=life.by.pk,
                    note=words.pool()["notes"]["sent_back"],
                )
            )  # fmt: skip
            continue
        _count(life, running, lead, answer, common, said_at=said_at, decided_at=decided_at)


def _said(life: PlanLife, running: Running, lead: Body, target: State, *, meeting_on: date) -> _Answer:
    """What the lead of an action says on the way to where it will stand; what is not new is left unsaid."""
    random, stood = life.random, running.update
    if target in _DECIDED_BY_THE_COORDINATOR:
        target = State.COMPLETE if target is State.COMPLETE_VERIFIED else running.state
    is_still_open = target.is_open
    timescale = _later(life, running, meeting_on) if is_still_open else None
    is_stuck = is_still_open and (timescale is not None or random.random() < 0.12)
    if target is running.state and timescale is None and random.random() < 0.2:
        return _Answer({"kind": Kind.UNCHANGED, "progress": life.say("unchanged", running.worded, [lead])}, None)
    kind = _kind_of_words(running.state, target, is_stuck=is_stuck, chance=random.random())
    confidence = _confidence(target, is_stuck=is_stuck, chance=random.random())
    fields: dict[str, str] = {"kind": Kind.REPORTED, "progress": life.say(kind, running.worded, [lead])}
    if target is not running.state:
        fields["state"] = target.value
    if confidence != stood.confidence:
        fields["confidence"] = confidence.value
    if is_still_open and random.random() < 0.35:
        fields["next_step"] = _other("next_steps", life, running, lead)
    if target is State.COMPLETE:
        fields["evidence"] = _other("evidence", life, running, lead)
    if timescale is not None:
        fields |= {"timescale_text": timescale.text, "timescale_reason": _other("slips", life, running, lead)}
    return _Answer(fields, timescale)


def _other(kind: str, life: PlanLife, running: Running, lead: Body) -> str:
    return words.other(kind, running.worded, life.place.short, lead.name, life.random)


def _later(life: PlanLife, running: Running, meeting_on: date) -> Timescale | None:
    """A later date for an action whose last day is near or has passed, where its lead names one."""
    end = running.timescale.end_on
    if end is None or end > meeting_on + timedelta(days=20) or life.random.random() < 0.4:
        return None
    later = draw_later(max(end, meeting_on), life.random)
    return later if later.end is not None and later.end > end else None


def _kind_of_words(stood: State, target: State, *, is_stuck: bool, chance: float) -> str:
    if target is State.COMPLETE:
        return "done"
    if target is State.IN_PROGRESS:
        if is_stuck:
            return "stuck"
        return "begun" if stood is not target else ("nearly" if chance < 0.15 else "going")
    return "stuck" if is_stuck else "planned"


def _confidence(target: State, *, is_stuck: bool, chance: float) -> Confidence:
    if target is State.COMPLETE:
        return Confidence.GREEN
    if is_stuck:
        return Confidence.RED if chance < 0.5 else Confidence.AMBER
    return Confidence.GREEN if chance < 0.65 else Confidence.AMBER


def _count(
    life: PlanLife,
    running: Running,
    lead: Body,
    answer: _Answer,
    common: dict[str, object],
    *,
    said_at: datetime,
    decided_at: datetime,
) -> None:
    """Let an answer count, as `plans.commands.accept_proposal` and `edit_proposal` do."""
    fields, based_on = answer.fields, running.update.pk
    progress = fields["progress"]
    shorter = progress.partition(". ")[0] + "." if ". " in progress else progress
    is_edited = shorter != progress and life.random.random() < 0.15
    if answer.timescale is not None:
        life.move(running, answer.timescale, reason=fields["timescale_reason"], at=decided_at)
    said_on = timezone.localdate(said_at)
    given: dict[str, object] = {
        name: fields[name] for name in ("state", "confidence", "next_step", "evidence") if name in fields
    }
    if "state" in fields:
        given["state_basis"] = f"{lead.name} said so on {spoken_day(said_on)}"
    update = life.update(
        running, at=decided_at, kind=ActionUpdate.Kind.REPORTED, said_on=said_on,
        progress=shorter if is_edited else progress, **given,
    )  # fmt: skip
    life.batch.add(
        ProposedUpdate(
            **common, **fields, said_at=said_at, based_on_id=based_on, decided_at=decided_at,
            decision=Decision.EDITED if is_edited else Decision.ACCEPTED, decided_by_id=life.by.pk,
            note=words.pool()["notes"]["edited"] if is_edited else "", update_id=update.pk,
        )
    )  # fmt: skip


def _decide_by_hand(life: PlanLife, number: int, meeting: date) -> list[tuple[Running, Running]]:
    """What the coordinator writes before a meeting; gives the actions that became part of others."""
    at = moment(meeting - timedelta(days=1), 11)
    merged = []
    for running in life.actions:
        target = running.path[number]
        if target is not running.state:
            if target is State.MERGED:
                into = _into(life.actions, running)
                merged.append((running, into))
            _correct(life, running, target, at)
        elif running.state.is_open and life.random.random() < 0.02:
            text = words.reworded(running.worded, life.place.short, life.random)
            life.reword(running, at=at, text=text, reason="The partners put it more plainly")
    return merged


def _correct(life: PlanLife, running: Running, state: State, at: datetime) -> None:
    kind = {
        State.COMPLETE_VERIFIED: "verified", State.COMPLETE: "done", State.IN_PROGRESS: "begun",
        State.NOT_STARTED: "planned",
    }.get(state, state.value)  # fmt: skip
    given: dict[str, object] = {}
    if state is State.COMPLETE_VERIFIED:
        given["evidence"] = words.other("evidence", running.worded, life.place.short, "", life.random)
    if not (state.is_open or state.is_complete):
        given["confidence"] = Confidence.NONE.value
    life.update(
        running, at=at, progress=life.say(kind, running.worded, running.leads), state=state.value,
        state_basis=f"Decided by the coordinator on {spoken_day(timezone.localdate(at))}", **given,
    )  # fmt: skip


def _into(actions: Sequence[Running], merged: Running) -> Running:
    """The action nearest in the plan that an action becomes part of: one that is promised to the end."""
    place = actions.index(merged)
    promised: Iterable[Running] = (
        one for one in actions if one is not merged and (one.path[-1].is_open or one.path[-1].is_complete)
    )
    return min(promised, key=lambda one: abs(actions.index(one) - place))


def _close(
    life: PlanLife,
    review: Review | None,
    meeting: date,
    merged: Sequence[tuple[Running, Running]],
    *,
    publish: bool,
) -> None:
    """End the round at the meeting, as `plans.commands.close_review` does."""
    at = moment(meeting, 17)
    edition = life.freeze(meeting, at=at, publish=publish, merged=merged)
    if review is not None:
        review.closed_at, review.closed_by_id = at, life.by.pk
        review.edition_id = edition.pk if edition else None
