"""Reads rounds of updates: which are open, whom one would ask, and what its requests still wait for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.accounts.queries import bounced_among
from concordat.directory.models import Partner, Person
from concordat.directory.queries import Viewer
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.letters import ActionTold, Round
from concordat.plans.domain.rounds import Asking, Contact, Led, who_is_asked
from concordat.plans.domain.states import State
from concordat.plans.models import Action, ActionLead, ProposedUpdate, Review, ReviewQuestion
from concordat.plans.queries.standpoints import NotSeen, Standpoint, standpoint_of

OPEN_STATES = [state.value for state in State if state.is_open]
# What was sent back, or said again since, answers nothing.
ANSWERS = (ProposedUpdate.Decision.WAITING, ProposedUpdate.Decision.ACCEPTED, ProposedUpdate.Decision.EDITED)


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A round; `asked` counts the actions that somebody was asked about, `answered` those of them that are answered,
    `waiting` the answers that nobody has decided on. `edition` is the number of the one that it made.
    """

    pk: int
    number: int
    meeting: str
    meeting_on: date
    answer_by: date
    words: str
    remind_before: int
    remind_after: int
    opened_on: date
    opened_by: str
    closed_on: date | None
    edition: int | None
    asked: int
    answered: int
    waiting: int

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def unanswered(self) -> int:
        return self.asked - self.answered


@dataclass(frozen=True, slots=True)
class ReviewsSeen:
    """A locality's rounds, newest first."""

    locality_pk: int
    locality_slug: str
    locality_name: str
    has_plan: bool
    reviews: tuple[ReviewSeen, ...]

    @property
    def open(self) -> ReviewSeen | None:
        return next((review for review in self.reviews if review.is_open), None)

    def review(self, number: int) -> ReviewSeen:
        for review in self.reviews:
            if review.number == number:
                return review
        raise NotSeen(f"review {number} of {self.locality_slug}")


@dataclass(frozen=True, slots=True)
class WouldBeAsked:
    """Somebody at a partner whom a round opened now would ask, about so many actions; `has_bounced`: the last letter
    to their address came back. Without a `name` nobody could be asked; `left` are leads who no longer work there.
    """

    partner: str
    name: str
    address: str
    actions: tuple[ActionTold, ...]
    has_bounced: bool
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextReview:
    """Whom a round of a locality would ask if it were opened now; `unled` has no lead that is a partner."""

    locality_pk: int
    locality_slug: str
    locality_name: str
    open_actions: int
    asked: tuple[WouldBeAsked, ...]
    unled: tuple[ActionTold, ...]


def reviews_of(viewer: Viewer, locality: str) -> ReviewsSeen:
    """The rounds of a locality by its slug, newest first; raises `NotSeen`."""
    standpoint = _standpoint(viewer, locality)
    rows = Review.objects.filter(plan=standpoint.plan_pk).select_related("opened_by", "edition")
    asked = Count("requests__questions__action", distinct=True, filter=Q(requests__revoked_at=None))
    waiting = Count(
        "requests__proposed_updates",
        distinct=True,
        filter=Q(requests__proposed_updates__decision=ProposedUpdate.Decision.WAITING),
    )
    found = list(rows.annotate(asked_count=asked, waiting_count=waiting))
    answered = _answered_counts(found)
    return ReviewsSeen(
        standpoint.locality_pk,
        locality,
        standpoint.locality_name,
        standpoint.plan_pk is not None,
        tuple(
            ReviewSeen(
                pk=row.pk,
                number=row.number,
                meeting=row.meeting,
                meeting_on=row.meeting_on,
                answer_by=row.answer_by,
                words=row.words,
                remind_before=row.remind_before,
                remind_after=row.remind_after,
                opened_on=timezone.localdate(row.opened_at),
                opened_by=str(row.opened_by or ""),
                closed_on=row.closed_at and timezone.localdate(row.closed_at),
                edition=row.edition and row.edition.number,
                asked=row.asked_count,
                answered=answered.get(row.pk, 0),
                waiting=row.waiting_count,
            )
            for row in found
        ),
    )


def actions_to_ask(viewer: Viewer, locality: str) -> NextReview:
    """Whom a round would ask if it were opened now, for its coordinator to read first; raises `NotSeen`."""
    standpoint = _standpoint(viewer, locality)
    if standpoint.plan_pk is None:
        raise NotSeen(f"the plan of {locality}")
    asking = asking_in(standpoint.locality_pk)
    told = actions_told({action for one in asking.asked for action in one.actions} | set(asking.unled))
    people = {person.pk: person for person in Person.objects.filter(locality=standpoint.locality_pk)}
    partners = {
        partner.pk: partner
        for partner in Partner.objects.filter(locality=standpoint.locality_pk).select_related("organisation")
    }
    bounced = bounced_among(people[one.person].email for one in asking.asked if one.person)
    asked = []
    for one in asking.asked:
        partner, person = partners[one.partner], people.get(one.person or 0)
        left = [
            each.name for each in people.values() if each.left_on and each.organisation_id == partner.organisation_id
        ]
        asked.append(
            WouldBeAsked(
                partner=str(partner),
                name=person.name if person else "",
                address=person.email if person else "",
                actions=tuple(told[action] for action in one.actions),
                has_bounced=bool(person) and person.email.lower() in bounced,
                left=() if person else tuple(left),
            )
        )
    return NextReview(
        standpoint.locality_pk,
        locality,
        standpoint.locality_name,
        len(told),
        tuple(asked),
        tuple(told[action] for action in asking.unled),
    )


def asking_in(locality_pk: int) -> Asking:
    """Who would be asked about the open actions of a locality's plan today, in four queries."""
    actions = open_actions_of(locality_pk).values_list("pk", "wording")
    leads: dict[int, tuple[list[int], list[int]]] = {}
    rows = ActionLead.objects.filter(wording__in=[wording for _, wording in actions], role=LeadRole.LEAD)
    for wording, organisation, person in rows.values_list("wording", "organisation", "person"):
        organisations, persons = leads.setdefault(wording, ([], []))
        if organisation is not None:
            organisations.append(organisation)
        if person is not None:
            persons.append(person)
    led = [Led(action, *map(tuple, leads.get(wording, ((), ())))) for action, wording in actions]
    partners = Partner.objects.filter(locality=locality_pk).order_by("organisation__name")
    people = [
        Contact(pk, organisation, email, is_contact=is_contact, has_left=left_on is not None)
        for pk, organisation, email, is_contact, left_on in Person.objects.filter(locality=locality_pk)
        .order_by("name")
        .values_list("pk", "organisation", "email", "is_contact", "left_on")
    ]
    return who_is_asked(led, dict(partners.values_list("organisation", "pk")), people)


def open_actions_of(locality_pk: int) -> QuerySet[Action]:
    """The actions of a locality that are not done, in plan order."""
    return Action.objects.filter(
        plan__locality=locality_pk, wording__isnull=False, update__state__in=OPEN_STATES
    ).order_by("wording__section__position", "wording__position", "number")


def actions_told(actions: Collection[int]) -> dict[int, ActionTold]:
    """Actions by key as a letter tells them, in plan order, in one query."""
    rows = (
        Action.objects.filter(pk__in=actions)
        .order_by("wording__section__position", "wording__position", "number")
        .values_list(
            "pk", "wording__references", "wording__text", "update__timescale__text", "update__timescale__end_on"
        )
    )
    return {pk: ActionTold(tuple(references), text, when, end) for pk, references, text, when, end in rows}


def round_of(review: Review) -> Round:
    """A round as its letters tell it."""
    asker = review.opened_by
    return Round(
        locality=review.plan.locality.name,
        meeting=review.meeting,
        meeting_on=review.meeting_on,
        answer_by=review.answer_by,
        words=review.words,
        asker_name=asker.name if asker else "",
        asker_address=asker.email if asker else "",
    )


def answered_actions(review_pk: int) -> set[tuple[int, int]]:
    """What is answered in a round: (partner, action), in one query.

    It is the partner that answers, by whichever way: one of two contacts, a lead who signs in, or a sheet that came
    back. What was sent back has to be answered again.
    """
    review = Review.objects.filter(pk=review_pk)
    return set(
        ProposedUpdate.objects.filter(
            _answers_since(Subquery(review.values("opened_at")[:1])),
            action__plan__reviews=review_pk,
            partner__isnull=False,
        ).values_list("partner", "action")
    )


def unanswered_questions(review_pk: int) -> dict[int, list[int]]:
    """The actions that each live request of a round still waits for, in plan order, by the request's key.

    An action that is no longer open needs no answer.
    """
    answered = answered_actions(review_pk)
    rows = (
        ReviewQuestion.objects.filter(
            request__review=review_pk, request__revoked_at=None, action__update__state__in=OPEN_STATES
        )
        .order_by("action__wording__section__position", "action__wording__position", "action__number")
        .values_list("request", "request__partner", "action")
    )
    left: dict[int, list[int]] = {}
    for request, partner, action in rows:
        if (partner, action) not in answered:
            left.setdefault(request, []).append(action)
    return left


def _answers_since(opened_at: object) -> Q:
    return Q(decision__in=ANSWERS, said_at__gte=opened_at)


def _answered_counts(reviews: Iterable[Review]) -> dict[int, int]:
    """How many of the actions asked about are answered, by round; those of closed rounds by what came until then."""
    answers = ProposedUpdate.objects.filter(
        said_at__lte=Coalesce(OuterRef("request__review__closed_at"), F("said_at")),
        action=OuterRef("action"),
        partner=OuterRef("request__partner"),
        decision__in=ANSWERS,
        said_at__gte=OuterRef("request__review__opened_at"),
    )
    rows = (
        ReviewQuestion.objects.filter(request__review__in=list(reviews), request__revoked_at=None)
        .annotate(answer=Subquery(answers.values("pk")[:1]))
        .filter(answer__isnull=False)
        .values(review=F("request__review"))
        .annotate(actions=Count("action", distinct=True))
    )
    return {row["review"]: row["actions"] for row in rows}


def _standpoint(viewer: Viewer, locality: str) -> Standpoint:
    standpoint = standpoint_of(viewer, locality)
    if not viewer.has_perm(Permission.SEE_REVIEW, locality):
        raise NotSeen(f"the rounds of {locality}")
    return standpoint
