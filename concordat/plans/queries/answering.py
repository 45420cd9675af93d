"""Reads what a lead is asked: by the secret of their link, or signed in; with what they answered before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from concordat.accounts.access import Permission
from concordat.accounts.models import User
from concordat.directory.domain import Role
from concordat.directory.models import Partner, RoleHeld
from concordat.directory.queries import Viewer
from concordat.plans.domain.answering import AnswerKind
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.proposing import Said, Standing
from concordat.plans.domain.states import State
from concordat.plans.models import Action, ActionLead, EvidenceFile, ProposedUpdate, Review, ReviewRequest
from concordat.plans.queries.proposing import (
    PartnerAsked,
    ProposingPlace,
    led_by,
    partners_asked,
    place_of_proposing,
    said_of,
    standing_of,
)
from concordat.plans.queries.standpoints import NotSeen

_OPEN_STATES = [state.value for state in State if state.is_open]
_IN_PLAN_ORDER = ("wording__section__position", "wording__position", "number")
_FILES = Prefetch("evidence_files", EvidenceFile.objects.defer("content"))


@dataclass(frozen=True, slots=True)
class WhomToAsk:
    """Who coordinates a plan; both are empty where nobody is known."""

    name: str
    email: str


class LinkOver(Exception):
    """A link that was good and is no more: the round is closed (`is_closed`), or the link was taken back."""

    def __init__(self, whom: WhomToAsk, *, is_closed: bool) -> None:
        super().__init__("closed" if is_closed else "revoked")
        self.whom = whom
        self.is_closed = is_closed


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file of evidence; `size` in bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What was said of an action before. `decision` is a value of ProposedUpdate.Decision."""

    number: int
    kind: AnswerKind
    said: Said
    keeps_date: bool
    said_by: str
    said_at: datetime
    overruled_reason: str
    decision: str
    note: str
    files: tuple[FileSeen, ...]

    @property
    def is_waiting(self) -> bool:
        return self.decision == ProposedUpdate.Decision.WAITING

    @property
    def is_sent_back(self) -> bool:
        return self.decision == ProposedUpdate.Decision.SENT_BACK


@dataclass(frozen=True, slots=True)
class QuestionSeen:
    """An action that somebody is asked about: how it stands, their own latest answer, and what else waits.

    `update` is the key of the update that stands: an answer rests on it.
    """

    action: int
    number: int
    references: tuple[str, ...]
    section: str
    text: str
    outcome: str
    update: int
    now: Standing
    slips: int
    first_end: date | None
    own: AnswerSeen | None
    others: tuple[AnswerSeen, ...]  # said by others for the same partner, and waiting
    is_covered: bool = False  # in a round, by a colleague whose answer waits or counts, or because the action is done

    @property
    def is_answered(self) -> bool:
        """Said and not sent back, or in no need of it: it is the partner that answers."""
        return self.is_covered or (self.own is not None and not self.own.is_sent_back)


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """What a link opens: one person's questions of one round, in the order of the plan."""

    request: int
    locality_slug: str
    locality_name: str
    partner: int
    partner_name: str
    person: str
    meeting: str
    meeting_on: date
    answer_by: date
    words: str
    is_opened: bool
    whom: WhomToAsk
    questions: tuple[QuestionSeen, ...]

    def question(self, number: int) -> QuestionSeen:
        """The question about the action with this number; raises `NotSeen`."""
        for question in self.questions:
            if question.number == number:
                return question
        raise NotSeen(number)

    def next_to_answer(self, after: int | None = None) -> QuestionSeen | None:
        """The next question without an answer: behind the action `after`, else from the top."""
        numbers = [question.number for question in self.questions]
        start = numbers.index(after) + 1 if after in numbers else 0
        in_turn = (*self.questions[start:], *self.questions[:start])
        return next((question for question in in_turn if not question.is_answered), None)


def asked_by_link(secret: str) -> LinkSeen:
    """What the link with this secret opens, in five queries; raises `NotSeen` and `LinkOver`."""
    request = (
        ReviewRequest.objects.filter(secret=secret)
        .select_related("review__plan__locality", "review__opened_by", "partner__organisation", "person")
        .first()
    )
    if request is None:
        raise NotSeen("link")
    review = request.review
    whom = _whom_to_ask(review)
    if is_over(request):
        raise LinkOver(whom, is_closed=review.closed_at is not None)
    actions = list(
        Action.objects.filter(pk__in=request.questions.values("action"), wording__isnull=False, update__isnull=False)
        .select_related("wording__section", "update__timescale")
        .order_by(*_IN_PLAN_ORDER)
    )
    return LinkSeen(
        request=request.pk,
        locality_slug=review.plan.locality.slug,
        locality_name=review.plan.locality.name,
        partner=request.partner_id,
        partner_name=request.partner.organisation.name,
        person=request.person.name if request.person else "",
        meeting=review.meeting,
        meeting_on=review.meeting_on,
        answer_by=review.answer_by,
        words=review.words,
        is_opened=request.opened_at is not None,
        whom=whom,
        questions=_with_answers(
            actions, request.partner_id, lambda row: row.request_id == request.pk, since=review.opened_at
        ),
    )


def is_over(request: ReviewRequest) -> bool:
    """Whether its link opens nothing any more: the round is closed, the link was taken back, or the person left."""
    has_left = request.person is not None and request.person.left_on is not None
    return request.review.closed_at is not None or request.revoked_at is not None or has_left


def _whom_to_ask(review: Review) -> WhomToAsk:
    """Whoever opened the round, while they can sign in; else a coordinator of the locality."""
    if review.opened_by is not None and review.opened_by.is_active:
        return WhomToAsk(str(review.opened_by), review.opened_by.email)
    held = (
        RoleHeld.objects.filter(locality=review.plan.locality_id, role=Role.COORDINATOR, until_on=None)
        .filter(user__is_active=True)
        .select_related("user")
        .order_by("pk")
        .first()
    )
    return WhomToAsk(str(held.user), held.user.email) if held else WhomToAsk("", "")


@dataclass(frozen=True, slots=True)
class OpenActions:
    """The open actions of one partner, for somebody who signs in; without a partner, there is one to be chosen."""

    place: ProposingPlace
    partners: tuple[PartnerAsked, ...]  # to choose from
    partner: PartnerAsked | None
    questions: tuple[QuestionSeen, ...]


def open_actions_of(viewer: Viewer, locality: str, partner: int | None) -> OpenActions:
    """The open actions of a partner that the viewer speaks for; raises `NotSeen`."""
    place = place_of_proposing(viewer, locality)
    partners = _spoken_for(place)
    chosen = next((one for one in partners if one.id == partner), None)
    if partner is not None and chosen is None:
        raise NotSeen(partner)
    if chosen is None and len(partners) == 1:
        chosen = partners[0]
    questions = _questions(viewer, place, Partner.objects.get(pk=chosen.id), is_open=True) if chosen else ()
    return OpenActions(place, partners, chosen, questions)


def action_to_update(
    viewer: Viewer, locality: str, number: int, partner: int | None
) -> tuple[ProposingPlace, PartnerAsked, QuestionSeen]:
    """One action that a partner of the viewer's leads, open or not; raises `NotSeen`.

    Without a partner, the first by name of those that the viewer speaks for and that lead the action.
    """
    place = place_of_proposing(viewer, locality)
    speaks_for = {one.id: one for one in _spoken_for(place) if partner is None or one.id == partner}
    rows = Partner.objects.filter(pk__in=speaks_for).order_by("organisation__name")
    leads = (
        Action.objects.filter(plan__locality=place.id, number=number, wording__leads__role=LeadRole.LEAD)
        .values_list("wording__leads__organisation", "wording__leads__person__organisation")
    )  # fmt: skip
    bodies = {body for pair in leads for body in pair if body is not None}
    row = next((row for row in rows if row.organisation_id in bodies), None)
    if row is None:
        raise NotSeen(number)
    questions = _questions(viewer, place, row, number=number)
    if not questions:
        raise NotSeen(number)
    return place, speaks_for[row.pk], questions[0]


def may_update(viewer: Viewer, locality: str, number: int) -> bool:
    """Whether the viewer speaks for a partner that leads the action; costs the public nothing."""
    if not viewer.has_perm(Permission.PROPOSE_UPDATE, locality):
        return False
    place = place_of_proposing(viewer, locality)
    partners = Partner.objects.filter(locality=place.id)
    if place.speaks_for is not None:
        partners = partners.filter(pk__in=place.speaks_for)
    leads = ActionLead.objects.filter(
        wording__in=Action.objects.filter(plan__locality=place.id, number=number).values("wording"), role=LeadRole.LEAD
    )
    bodies = Q(organisation__in=leads.filter(organisation__isnull=False).values("organisation")) | Q(
        organisation__in=leads.filter(person__organisation__isnull=False).values("person__organisation")
    )
    return partners.filter(bodies).exists()


def request_of(viewer: Viewer, question: QuestionSeen, partner: int) -> int | None:
    """The open request that asks this viewer about an action: signed in they answer it as by its link."""
    if not isinstance(viewer, User):
        return None
    asked = ReviewRequest.objects.filter(
        Q(person__user=viewer) | Q(person__email__iexact=viewer.email),
        review__closed_at=None,
        revoked_at=None,
        partner=partner,
        questions__action=question.action,
    )
    return asked.values_list("pk", flat=True).first()


def _spoken_for(place: ProposingPlace) -> tuple[PartnerAsked, ...]:
    if not place.may_propose:
        raise NotSeen(place.slug)
    return tuple(
        partner for partner in partners_asked(place) if place.speaks_for is None or partner.id in place.speaks_for
    )


def _questions(
    viewer: Viewer, place: ProposingPlace, partner: Partner, *, number: int | None = None, is_open: bool = False
) -> tuple[QuestionSeen, ...]:
    actions = Action.objects.filter(led_by(partner), plan__locality=place.id, update__isnull=False)
    if number is not None:
        actions = actions.filter(number=number)
    if is_open:
        actions = actions.filter(update__state__in=_OPEN_STATES)
    found = list(
        Action.objects.filter(pk__in=actions.values("pk"))
        .select_related("wording__section", "update__timescale")
        .order_by(*_IN_PLAN_ORDER)
    )
    return _with_answers(found, partner.pk, lambda row: _is_own(row, viewer))


def _with_answers(
    actions: Sequence[Action],
    partner: int,
    is_own: Callable[[ProposedUpdate], bool],
    *,
    since: datetime | None = None,
) -> tuple[QuestionSeen, ...]:
    """Actions as questions, with what was answered for the partner: one's own latest, and what else waits.

    In a round, `since` is when it was opened: what a colleague said from then on answers for both.
    """
    said = list(
        ProposedUpdate.objects.filter(partner=partner, action__in=[action.pk for action in actions])
        .exclude(decision=ProposedUpdate.Decision.REPLACED)
        .select_related("request__person")
        .prefetch_related(_FILES)
        .order_by("pk")
    )
    own = {row.action_id: row for row in said if is_own(row)}
    others: dict[int, list[AnswerSeen]] = {}
    for row in said:
        if row.decision == ProposedUpdate.Decision.WAITING and row is not own.get(row.action_id):
            others.setdefault(row.action_id, []).append(_answer(row))
    covered = {
        row.action_id
        for row in said
        if since is not None
        and row.said_at >= since
        and row.decision != ProposedUpdate.Decision.SENT_BACK
        and not is_own(row)
    }
    return tuple(
        _question(
            action,
            _answer(own[action.pk]) if action.pk in own else None,
            tuple(others.get(action.pk, ())),
            is_covered=action.pk in covered or (since is not None and action.update.state not in _OPEN_STATES),
        )
        for action in actions
    )


def _is_own(row: ProposedUpdate, viewer: Viewer) -> bool:
    """Said by the viewer, signed in or by a link of theirs; a sheet that they brought in speaks for somebody else."""
    if not isinstance(viewer, User) or row.sheet_return_id is not None:
        return False
    person = row.request.person if row.request else None
    if person is not None:
        return person.user_id == viewer.pk or person.email.lower() == viewer.email.lower()
    return row.by_id == viewer.pk


def _answer(row: ProposedUpdate) -> AnswerSeen:
    return AnswerSeen(
        number=row.pk,
        kind=AnswerKind(row.kind),
        said=said_of(row),
        keeps_date=row.keeps_date,
        said_by=row.said_by,
        said_at=row.said_at,
        overruled_reason=row.overruled_reason,
        decision=row.decision,
        note=row.note,
        files=tuple(FileSeen(file.pk, file.name, file.size) for file in row.evidence_files.all()),
    )


def _question(
    action: Action, own: AnswerSeen | None, others: tuple[AnswerSeen, ...], *, is_covered: bool
) -> QuestionSeen:
    when = action.update.timescale
    return QuestionSeen(
        action=action.pk,
        number=action.number,
        references=tuple(action.wording.references),
        section=action.wording.section.title,
        text=action.wording.text,
        outcome=action.wording.outcome,
        update=action.update_id,
        now=standing_of(action.update),
        slips=when.slips,
        first_end=when.first_end_on,
        own=own,
        others=others,
        is_covered=is_covered,
    )
