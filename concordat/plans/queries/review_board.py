"""Reads where a round stands: who was asked, what waits to be decided, and what of the plan the meeting must see."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from concordat.directory.queries import Viewer
from concordat.plans.domain.review_board import Answer, AnswerKind, Matter, matters_of
from concordat.plans.models import ProposedUpdate
from concordat.plans.queries.attention import ActionConcerns, actions_with_concerns
from concordat.plans.queries.plans import ActionSeen
from concordat.plans.queries.proposing import ProposalSeen
from concordat.plans.queries.review_requests import OneReview, RequestSeen, answers_of, requests_of, review_seen_by
from concordat.plans.queries.standpoints import Standpoint

_Decision = ProposedUpdate.Decision


@dataclass(frozen=True, slots=True)
class MattersOfAction:
    action: ActionSeen
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A round on a day. `answers` are those that wait, and others of the round to the same actions beside them."""

    review: OneReview
    requests: tuple[RequestSeen, ...]  # by partner and person
    answers: tuple[tuple[ProposalSeen, ...], ...]  # by action, in the order of the plan
    decided: int  # answers of the round
    matters: tuple[MattersOfAction, ...]  # in the order of the plan


def board_of(viewer: Viewer, locality: str, number: int, *, on: date) -> Board:
    """A round as its board shows it, in at most nine queries and one of the user's roles; raises `NotSeen`."""
    review = review_seen_by(viewer, locality, number)
    answers = answers_of(review)
    requests = requests_of(review, answers)
    waiting = {answer.action_number for answer in answers if answer.is_waiting}
    by_action: dict[int, list[ProposalSeen]] = {}
    for answer in answers:
        if answer.action_number in waiting:
            by_action.setdefault(answer.action_number, []).append(answer)
    return Board(
        review=review,
        requests=requests,
        answers=tuple(tuple(group) for group in by_action.values()),
        decided=sum(not answer.is_waiting for answer in answers),
        matters=_matters(_concerns(review, on), answers, requests),
    )


def _concerns(review: OneReview, on: date) -> tuple[ActionConcerns, ...]:
    """Of the plan as it stands, or, where the round is closed, as it stood then."""
    if review.closed_at is not None:
        on = timezone.localdate(review.closed_at)
    place = review.place
    standpoint = Standpoint(
        locality_pk=place.id,
        locality_slug=place.slug,
        locality_name=place.name,
        plan_pk=review.plan_pk,
        plan_title=review.plan_title,
        plan_front_matter={},
        may_see_draft=True,
        withheld=str,
        editions=(),
    )
    return actions_with_concerns(standpoint, review.rules, on=on, before=review.closed_at)


def _matters(
    actions: Iterable[ActionConcerns], answers: Iterable[ProposalSeen], requests: Iterable[RequestSeen]
) -> tuple[MattersOfAction, ...]:
    said: defaultdict[int, list[Answer]] = defaultdict(list)
    for each in answers:
        said[each.action_number].append(_answer(each))
    asked: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for request in requests:
        if request.revoked_at is None:
            for action in request.actions:
                asked[action.number][request.partner] = None
    found = []
    for one in actions:
        number = one.action.number
        matters = matters_of(
            one.action.state, one.action.confidence, one.concerns, said[number], tuple(asked.get(number, ()))
        )
        if matters:
            found.append(MattersOfAction(one.action, matters))
    return tuple(found)


def _answer(seen: ProposalSeen) -> Answer:
    return Answer(
        kind=AnswerKind(seen.kind),
        who=seen.partner or seen.said_by,
        is_waiting=seen.is_waiting,
        is_sent_back=seen.decision == _Decision.SENT_BACK,
        confidence=seen.said.confidence,
        note=seen.note,
    )
