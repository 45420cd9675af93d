"""Reads who was asked in a round, how far they have come, and which letters went to them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.accounts.models import Message
from concordat.directory.queries import Viewer
from concordat.plans.domain.attention import AttentionRules
from concordat.plans.domain.review_board import RequestState, request_state
from concordat.plans.domain.states import State
from concordat.plans.models import Action, AttentionSetting, ProposedUpdate, Review, ReviewLetter, ReviewRequest
from concordat.plans.queries.proposing import ProposalSeen, ProposingPlace, proposals_among
from concordat.plans.queries.standpoints import NotSeen

_FINISHED = (Message.State.SENT, Message.State.UNCERTAIN, Message.State.BOUNCED)
_Decision = ProposedUpdate.Decision


@dataclass(frozen=True, slots=True)
class OneReview:
    """A round, and what the viewer may do with it."""

    id: int
    number: int
    meeting: str
    meeting_on: date
    answer_by: date
    words: str
    opened_at: datetime
    closed_at: datetime | None
    edition: int | None  # that closing it froze, by number
    plan_pk: int
    plan_title: str
    rules: AttentionRules
    place: ProposingPlace
    may_open: bool  # also chase, ask again, revoke
    may_close: bool

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A letter of the round; `kind` and `state` are values of ReviewLetter.Kind and Message.State."""

    request: int
    kind: str
    on: date
    message: int
    state: str
    failure: str


@dataclass(frozen=True, slots=True)
class LetterTold:
    """A letter as the list of letters tells it."""

    letter: LetterSeen
    partner: str
    to_name: str
    to_address: str
    subject: str
    is_live: bool  # its link still opens the page that it tells of
    written_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedAction:
    """An action that somebody was asked about. Their partner answers, whichever of its people and ways it is by.

    `is_answered` also where the action was done meanwhile, and needs no answer.
    """

    number: int
    is_answered: bool
    is_sent_back: bool


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """Somebody who was asked, and how far they have come; `letters` the oldest first."""

    id: int
    partner_id: int
    partner: str
    person: str  # "" where nobody is known
    email: str
    asked_at: datetime
    opened_at: datetime | None
    revoked_at: datetime | None
    has_bounced: bool
    has_left: bool
    actions: tuple[AskedAction, ...]
    letters: tuple[LetterSeen, ...]

    @property
    def answered(self) -> int:
        return sum(action.is_answered for action in self.actions)

    @property
    def state(self) -> RequestState:
        return request_state(
            has_person=bool(self.person and self.email) and not self.has_left,
            is_revoked=self.revoked_at is not None,
            is_opened=self.opened_at is not None,
            has_bounced=self.has_bounced,
            asked=len(self.actions),
            answered=self.answered,
        )

    def had_letter_on(self, day: date) -> bool:
        return any(letter.on == day and letter.kind != ReviewLetter.Kind.SENT_BACK for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Question:
    action: AskedAction
    references: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class RequestInFull:
    """One who was asked: about which actions, and by which letters, the newest first."""

    review: OneReview
    request: RequestSeen
    questions: tuple[Question, ...]
    letters: tuple[LetterTold, ...]


def review_seen_by(viewer: Viewer, locality: str, number: int) -> OneReview:
    """A round of a locality, for whoever may see it; raises `NotSeen`."""
    thresholds = JSONObject(**{name: name for name in AttentionRules.__dataclass_fields__})
    counted = Coalesce(OuterRef("closed_at"), F("at"))  # those that counted when the round was closed
    settings = AttentionSetting.objects.filter(locality=OuterRef("plan__locality"), at__lte=counted).order_by("-pk")
    row = (
        Review.objects.filter(plan__locality__slug=locality, number=number)
        .select_related("plan__locality", "edition")
        .annotate(rules=Subquery(settings.values(thresholds=thresholds)[:1]))
        .first()
    )
    if row is None or not viewer.has_perm(Permission.SEE_REVIEW, locality):
        raise NotSeen(f"review {number} of {locality}")
    return OneReview(
        id=row.pk,
        number=row.number,
        meeting=row.meeting,
        meeting_on=row.meeting_on,
        answer_by=row.answer_by,
        words=row.words,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        edition=row.edition.number if row.edition else None,
        plan_pk=row.plan_id,
        plan_title=row.plan.title,
        rules=AttentionRules(**(row.rules or {})),
        place=_place(viewer, row),
        may_open=viewer.has_perm(Permission.OPEN_REVIEW, locality),
        may_close=viewer.has_perm(Permission.CLOSE_REVIEW, locality),
    )


def _place(viewer: Viewer, review: Review) -> ProposingPlace:
    """Whoever sees the board sees every answer on it."""
    found = review.plan.locality
    return ProposingPlace(
        id=found.pk,
        slug=found.slug,
        name=found.name,
        may_make=viewer.has_perm(Permission.MAKE_UPDATE_SHEET, found.slug),
        may_propose=viewer.has_perm(Permission.PROPOSE_UPDATE, found.slug),
        may_decide=viewer.has_perm(Permission.DECIDE_UPDATE, found.slug),
        speaks_for=None,
        sees=None,
    )


def answers_of(review: OneReview) -> tuple[ProposalSeen, ...]:
    """What was said in the round, by link or otherwise, and whatever else waits while it is open; the oldest first.

    What was answered again is left out: whoever said it has taken it back.
    """
    otherwise = Q(request=None, said_at__gte=review.opened_at)
    if review.closed_at is not None:
        otherwise &= Q(said_at__lte=review.closed_at)
    else:
        otherwise |= Q(decision=_Decision.WAITING)
    return proposals_among(review.place, (Q(request__review=review.id) | otherwise) & ~Q(decision=_Decision.REPLACED))


def requests_of(review: OneReview, answers: Iterable[ProposalSeen]) -> tuple[RequestSeen, ...]:
    """Who was asked, in two queries."""
    letters = _letters(Q(request__review=review.id))
    return _requests_from(Q(review=review.id), review, answers, letters)


def _requests_from(
    which: Q, review: OneReview, answers: Iterable[ProposalSeen], letters: dict[int, list[LetterSeen]]
) -> tuple[RequestSeen, ...]:
    last_finished = (
        Message.objects.filter(to_address=OuterRef("person__email"), state__in=_FINISHED)
        .order_by("-written_at", "-pk")
        .values("state")[:1]
    )
    rows = (
        ReviewRequest.objects.filter(which)
        .annotate(last_state=Subquery(last_finished))
        .order_by("partner__organisation__name", F("person__name").asc(nulls_first=True), "pk")
        .values_list(
            "pk", "partner_id", "partner__organisation__name", "person__name", "person__email", "asked_at",
            "opened_at", "revoked_at", "last_state", "person__left_on",
            "questions__action__number", "questions__action__update__state",
        )
    )  # fmt: skip
    said = _said(answers, review)
    asked: dict[tuple[Any, ...], list[AskedAction]] = {}
    for *request, number, state in rows:
        actions = asked.setdefault(tuple(request), [])
        if number is not None:
            decisions = said.get((request[1], number), set())
            is_answered = bool(decisions - {_Decision.SENT_BACK})
            is_done = review.is_open and not State(state).is_open
            is_back = _Decision.SENT_BACK in decisions and not is_answered
            actions.append(AskedAction(number, is_answered or is_done, is_back))
    return tuple(_request(row, actions, letters) for row, actions in asked.items())


def _request(row: tuple[Any, ...], actions: Iterable[AskedAction], letters: dict[int, list[LetterSeen]]) -> RequestSeen:
    pk, partner_id, partner, person, email, asked_at, opened_at, revoked_at, last_state, left_on = row
    return RequestSeen(
        id=pk,
        partner_id=partner_id,
        partner=partner,
        person=person or "",
        email=email or "",
        asked_at=asked_at,
        opened_at=opened_at,
        revoked_at=revoked_at,
        has_bounced=last_state == Message.State.BOUNCED,
        has_left=left_on is not None,
        actions=tuple(sorted(actions, key=lambda action: action.number)),
        letters=tuple(letters.get(pk, ())),
    )


def _said(answers: Iterable[ProposalSeen], review: OneReview) -> dict[tuple[int, int], set[str]]:
    """What became of a partner's answers to an action in this round: (partner, action's number) → decisions."""
    found: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for answer in answers:
        if answer.partner_id is not None and answer.said_at >= review.opened_at:
            found[answer.partner_id, answer.action_number].add(answer.decision)
    return found


def _letters(which: Q) -> dict[int, list[LetterSeen]]:
    """The letters by request, the oldest first."""
    found: defaultdict[int, list[LetterSeen]] = defaultdict(list)
    rows = ReviewLetter.objects.filter(which).order_by("pk")
    for row in rows.values_list("request_id", "kind", "on", "message_id", "message__state", "message__failure"):
        found[row[0]].append(LetterSeen(*row))
    return found


def request_seen_by(viewer: Viewer, locality: str, number: int, request: int) -> RequestInFull:
    """One who was asked in a round, in eight queries; raises `NotSeen`."""
    review = review_seen_by(viewer, locality, number)
    found = _requests_from(Q(pk=request, review=review.id), review, answers_of(review), _letters(Q(request=request)))
    if not found:
        raise NotSeen(f"request {request} of review {number}")
    asked = {action.number: action for action in found[0].actions}
    rows = (
        Action.objects.filter(plan=review.plan_pk, number__in=asked)
        .order_by("wording__section__position", "wording__position", "number")
        .values_list("number", "wording__references", "wording__text")
    )
    questions = tuple(Question(asked[number], tuple(references), text) for number, references, text in rows)
    return RequestInFull(review, found[0], questions, _told(Q(request=request)))


def letters_of(viewer: Viewer, locality: str, number: int) -> tuple[OneReview, tuple[LetterTold, ...]]:
    """Every letter of a round, the newest first, in two queries; raises `NotSeen`."""
    review = review_seen_by(viewer, locality, number)
    return review, _told(Q(request__review=review.id))


def _told(which: Q) -> tuple[LetterTold, ...]:
    rows = (
        ReviewLetter.objects.filter(which)
        .select_related("message", "request__partner__organisation")
        .defer("message__text")
        .order_by("-pk")
    )
    return tuple(
        LetterTold(
            letter=LetterSeen(row.request_id, row.kind, row.on, row.message_id, row.message.state, row.message.failure),
            partner=row.request.partner.organisation.name,
            to_name=row.message.to_name,
            to_address=row.message.to_address,
            subject=row.message.subject,
            is_live=row.request.revoked_at is None and row.message.link_secret in ("", row.request.secret),
            written_at=timezone.localtime(row.message.written_at),
            sent_at=row.message.sent_at and timezone.localtime(row.message.sent_at),
        )
        for row in rows
    )
