"""Reads what happened in localities, and where each stands; one locality or all, the queries are as many."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, tzinfo
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from concordat.assurance.domain.declaring import SignatoryKind
from concordat.assurance.domain.histories import (
    Counted,
    DeclarationLife,
    History,
    PublishedEdition,
    SubmissionLife,
    status_on,
)
from concordat.assurance.domain.ladder import CheckStanding, Delivery, Status
from concordat.assurance.models import Declaration, PlanSubmission, Signature
from concordat.assurance.queries import reference
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Locality
from concordat.plans.domain.states import State
from concordat.plans.models import Action, Edition, EditionEntry, Review

_NOT_PROMISED = (State.WITHDRAWN, State.MERGED)
_OPEN = tuple(state for state in State if state.is_open)
_COMPLETE = tuple(state for state in State if state.is_complete)
_TALLIED = ("promised", "begun", "verified")
_BEGUN = (State.IN_PROGRESS, State.COMPLETE, State.COMPLETE_VERIFIED)


def standings(localities: Collection[str] | None = None, *, on: date) -> dict[str, Status]:
    """Where each locality stands on a day, by slug; all of them, or those that are asked for."""
    return {slug: status_on(history, on=on) for slug, history in histories(localities, on=on).items()}


def histories(localities: Collection[str] | None = None, *, on: date | None = None) -> dict[str, History]:
    """What happened in each locality, by slug; nothing in it is private. In nine queries.

    Every published edition is there: what an older one held was counted once (`DeliveryTally`), because to count all
    editions of a nation takes too long for a page. `on` is the day for which overdue actions are counted, of the
    latest edition alone; and of the days on which a plan was looked at the last up to it is there; today where it is
    not said.
    """
    on = on or timezone.localdate()
    places: dict[int, str] = dict(
        _within(Locality.objects.all(), "slug", localities).order_by("name").values_list("pk", "slug")
    )
    declared, standing = _declarations(localities)
    made = _first_days(
        _within(Action.objects.filter(wording__isnull=False), "plan__locality__slug", localities)
        .values_list("plan__locality")
        .annotate(first=Min("created_at"))
        .order_by()
    )
    editions = _editions(localities, on)
    reviewed = _reviewed(localities, on)
    missing = _missing(standing)
    submissions = _submissions(localities)
    return {
        slug: History(
            declarations=tuple(declared[pk]),
            plan_made_on=made.get(pk),
            submissions=tuple(submissions[pk]),
            editions=tuple(editions[pk]),
            reviewed=tuple(reviewed[pk]),
            missing=missing.get(pk, ()),
        )
        for pk, slug in places.items()
    }


def _within(rows: QuerySet[Any], field: str, localities: Collection[str] | None) -> QuerySet[Any]:
    return rows if localities is None else rows.filter(**{f"{field}__in": list(localities)})


def _day(moment: datetime, zone: tzinfo) -> date:
    # `timezone.localdate` looks the zone up anew, which for the moments of a nation is a tenth of a page.
    return moment.astimezone(zone).date()


def _first_days(rows: Iterable[tuple[int, datetime]]) -> dict[int, date]:
    zone = timezone.get_current_timezone()
    return {locality: _day(first, zone) for locality, first in rows}


def _declarations(
    localities: Collection[str] | None,
) -> tuple[dict[int, list[DeclarationLife]], dict[int, tuple[int | None, date | None]]]:
    """The lives of the declarations; and of each the one to judge by: its wording, and the day it was declared."""
    lives: dict[int, list[DeclarationLife]] = defaultdict(list)
    judged: dict[int, tuple[int | None, date | None]] = {}
    rows = _within(Declaration.objects.order_by("number"), "locality__slug", localities).values_list(
        "locality", "number", "begun_at", "declared_on", "submitted_at", "ended_at", "ending", "wording"
    )
    zone = timezone.get_current_timezone()
    for locality, number, begun_at, declared_on, submitted_at, ended_at, ending, wording in rows:
        begun_on = _day(begun_at, zone)
        lives[locality].append(
            DeclarationLife(
                number=number,
                # One of years ago may be entered today: it was begun before it was made.
                begun_on=min(begun_on, declared_on or begun_on),
                declared_on=declared_on,
                ended_on=_day(ended_at, zone) if ended_at else None,
                is_withdrawn=ending == Declaration.Ending.WITHDRAWN,
            )
        )
        if ended_at is None and (submitted_at is not None or locality not in judged):
            judged[locality] = (wording, declared_on)
    return lives, judged


def _submissions(localities: Collection[str] | None) -> dict[int, list[SubmissionLife]]:
    found: dict[int, list[SubmissionLife]] = defaultdict(list)
    rows = _within(PlanSubmission.objects.order_by("number"), "locality__slug", localities).values_list(
        "locality", "declaration__number", "submitted_at", "taken_back_at", "decided_at", "outcome"
    )
    zone = timezone.get_current_timezone()
    for locality, under, submitted_at, taken_back_at, decided_at, outcome in rows:
        found[locality].append(
            SubmissionLife(
                under=under,
                submitted_on=_day(submitted_at, zone),
                taken_back_on=_day(taken_back_at, zone) if taken_back_at else None,
                decided_on=_day(decided_at, zone) if decided_at else None,
                outcome=CheckStanding(outcome) if outcome else CheckStanding.WAITING,
            )
        )
    return found


def _missing(judged: dict[int, tuple[int | None, date | None]]) -> dict[int, tuple[OrganisationType, ...]]:
    """The required types that nobody signed for, by locality."""
    signed: dict[int, set[str]] = defaultdict(set)
    wordings = [wording for wording, _ in judged.values() if wording]
    for wording, kind in Signature.objects.filter(
        wording__in=wordings, taken_back_at=None, signatory__kind=SignatoryKind.SIGNATORY, signatory__left_out_at=None
    ).values_list("wording", "signatory__partner__organisation__type"):
        signed[wording].add(kind)
    today = timezone.localdate()
    required = reference.required_types()
    return {
        locality: tuple(
            each.type
            for each in required.on(declared_on or today)
            if each.is_required and each.type not in signed[wording or 0]
        )
        for locality, (wording, declared_on) in judged.items()
    }


def _reviewed(localities: Collection[str] | None, on: date) -> dict[int, list[date]]:
    """The last day up to one on which an edition of each plan was made, and on which a round of it was closed."""
    reviewed: dict[int, list[date]] = defaultdict(list)
    made = Edition.objects.filter(dated_on__lte=on).values_list("plan__locality").annotate(last=Max("dated_on"))
    for locality, dated_on in _within(made, "plan__locality__slug", localities).order_by():
        reviewed[locality].append(dated_on)
    zone = timezone.get_current_timezone()
    end = datetime.combine(on, time.max, zone)
    closed = Review.objects.filter(closed_at__lte=end).values_list("plan__locality").annotate(last=Max("closed_at"))
    for locality, closed_at in _within(closed, "plan__locality__slug", localities).order_by():
        reviewed[locality].append(_day(closed_at, zone))
    return reviewed


def _editions(localities: Collection[str] | None, on: date) -> dict[int, list[PublishedEdition]]:
    """Every published edition of each locality by number, in two queries; `on` as `histories` has it."""
    published = _within(Edition.objects.filter(published_at__isnull=False), "plan__locality__slug", localities)
    later = Edition.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"), published_at__isnull=False)
    rows = list(
        published.order_by("number").values_list(
            "pk", "plan__locality", "published_at", *(f"delivery_tally__{name}" for name in _TALLIED)
        )
    )
    # Overdue is a matter of the day, so the latest is counted each time.
    asked = published.order_by().filter(Q(delivery_tally=None) | ~Exists(later))
    states, overdue = states_of(asked, on)
    editions: dict[int, list[PublishedEdition]] = defaultdict(list)
    zone = timezone.get_current_timezone()
    for pk, locality, published_at, *tallied in rows:  # by number: one that is published late is not the latest
        day = _day(published_at, zone)
        told = (Delivery(*tallied), Counted()) if tallied[0] is not None and pk not in states else None
        editions[locality].append(PublishedEdition(day, *(told or _counted(states[pk], overdue[pk]))))
    return editions


def states_of(editions: QuerySet[Edition], on: date) -> tuple[dict[int, Counter[State]], Counter[int]]:
    """How many actions of each edition stand in which state, and how many were overdue on a day; by primary key."""
    states: dict[int, Counter[State]] = defaultdict(Counter)
    overdue: Counter[int] = Counter()
    for edition, state, actions, late in (
        EditionEntry.objects.filter(edition__in=editions.values("pk"))
        .values_list("edition", "state")
        # Nothing but what the index holds; which states are complete is said below.
        .annotate(actions=Count("pk"), late=Count("pk", filter=Q(end_on__lt=on)))
        .order_by()
    ):
        states[edition][State(state)] += actions
        overdue[edition] += late if state in _OPEN else 0
    return states, overdue


def delivery_of(states: Counter[State]) -> Delivery:
    """How far an edition has got whose actions stand in these states."""
    return Delivery(
        promised=states.total() - sum(states[state] for state in _NOT_PROMISED),
        begun=sum(states[state] for state in _BEGUN),
        verified=states[State.COMPLETE_VERIFIED],
    )


def _counted(states: Counter[State], overdue: int) -> tuple[Delivery, Counted]:
    complete = sum(states[state] for state in _COMPLETE)
    return delivery_of(states), Counted(actions=states.total(), complete=complete, overdue=overdue)
