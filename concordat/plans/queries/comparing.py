"""Reads two editions beside each other, what changed since the one before, and how far every plan has got."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from concordat.plans.domain.editions import Change, Standing, changes_between
from concordat.plans.domain.states import State
from concordat.plans.models import Action, Edition, EditionEntry
from concordat.plans.queries.plans import ActionSeen, PlanSeen, actions_of
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint
from concordat.plans.queries.successions import SuccessionSeen, successions_between


@dataclass(frozen=True, slots=True)
class ActionChange:
    """What changed in one action, and what it is called; a removed one by its words in the edition before."""

    change: Change
    references: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What changed since an edition, what was said latest first."""

    since: EditionSeen
    changes: tuple[ActionChange, ...]


def changes_since_edition_before(standpoint: Standpoint, plan: PlanSeen) -> EditionChanges | None:
    """What changed from the published edition before to the one that `plan` shows, in one query; None for a first."""
    shown = plan.edition
    if shown is None:
        return None
    earlier = [(pk, e) for pk, e in standpoint.editions if e.published_on is not None and e.number < shown.number]
    if not earlier:
        return None
    before_pk, before = earlier[0]
    called: dict[int, tuple[tuple[str, ...], str]] = {}
    standings = []
    for number, state, end, said_on, references, text in EditionEntry.objects.filter(edition=before_pk).values_list(
        "action__number",
        "update__state",
        "update__timescale__end_on",
        "update__said_on",
        "wording__references",
        "wording__text",
    ):
        called[number] = (tuple(references), text)
        standings.append(Standing(number, State(state), end, said_on))
    for action in plan.actions:
        called[action.number] = (action.references, action.text)
    now = [Standing(a.number, a.state, a.timescale.end, a.said_on) for a in plan.actions]
    return EditionChanges(
        before,
        tuple(
            ActionChange(change, called[change.number][0], standpoint.withheld(called[change.number][1]))
            for change in changes_between(standings, now)
        ),
    )


@dataclass(frozen=True, slots=True)
class Closing:
    """How an edition told an action that is not in a later one: carried forward, merged or withdrawn, and why."""

    state: State
    said_on: date
    why: str
    edition: int


@dataclass(frozen=True, slots=True)
class EditionsCompared:
    """The actions of two editions, the earlier first, and which of them live on in others. `after` None: live.

    `closings` are of actions (by number) that are in the earlier one alone, where an edition told what became of them.
    """

    before: EditionSeen
    after: EditionSeen | None
    old: tuple[ActionSeen, ...]
    new: tuple[ActionSeen, ...]
    successions: tuple[SuccessionSeen, ...]
    closings: Mapping[int, Closing]


def editions_compared(standpoint: Standpoint, before: int, after: int | None) -> EditionsCompared:
    """Two editions by number, or an edition and the live plan, in at most eight queries whatever their length.

    Raises `NotSeen` where the viewer may not see one of them. Words reach the public without what is withheld, so
    what is compared behind this is what each edition may show.
    """
    before_pk, old = standpoint.edition(before)
    if after is None:
        if not standpoint.may_see_draft:
            raise NotSeen(f"the live plan of {standpoint.locality_slug}")
        new = None
        rows: QuerySet[Any] = Action.objects.filter(
            plan=standpoint.plan_pk, wording__isnull=False, update__isnull=False
        )
    else:
        after_pk, new = standpoint.edition(after)
        rows = EditionEntry.objects.filter(edition=after_pk)
    earlier = actions_of(EditionEntry.objects.filter(edition=before_pk), standpoint)
    later = actions_of(rows, standpoint)
    gone = {action.number for action in earlier} - {action.number for action in later}
    return EditionsCompared(
        old,
        new,
        earlier,
        later,
        successions_between(standpoint, before, after),
        _closings(standpoint, gone, before, after),
    )


def _closings(standpoint: Standpoint, gone: Collection[int], before: int, after: int | None) -> dict[int, Closing]:
    """What the editions from one to the other that the viewer may see told last of actions that are gone by then."""
    seen = {
        pk: e.number for pk, e in standpoint.editions if before <= e.number and (after is None or e.number <= after)
    }
    rows = EditionEntry.objects.filter(edition__in=list(seen), action__number__in=list(gone)).order_by(
        "edition__number"
    )
    found = {}
    for number, edition, state, said_on, words in rows.values_list(
        "action__number", "edition", "update__state", "update__said_on", "update__progress"
    ):
        found[number] = Closing(State(state), said_on, standpoint.withheld(words), seen[edition])
    return {number: one for number, one in found.items() if not (one.state.is_open or one.state.is_complete)}


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How far the latest published edition of a plan has got, in numbers of actions."""

    edition: int
    dated_on: date
    actions: int
    complete: int
    open: int
    overdue: int


def published_progress(*, on: date, localities: Iterable[str] | None = None) -> dict[str, PlanProgress]:
    """The progress of every locality that has published an edition, or of some, by slug; in two queries."""
    editions = Edition.objects.filter(published_at__isnull=False).order_by("number")
    if localities is not None:
        editions = editions.filter(plan__locality__slug__in=list(localities))
    latest = {
        slug: (pk, number, dated_on)
        for slug, pk, number, dated_on in editions.values_list("plan__locality__slug", "pk", "number", "dated_on")
    }
    still_open = Q(update__state__in=[state for state in State if state.is_open])
    counts = {
        row["edition"]: row
        for row in EditionEntry.objects.filter(edition__in=[pk for pk, _, _ in latest.values()])
        .values("edition")
        .annotate(
            actions=Count("pk"),
            complete=Count("pk", filter=Q(update__state__in=[state for state in State if state.is_complete])),
            open=Count("pk", filter=still_open),
            overdue=Count("pk", filter=still_open & Q(update__timescale__end_on__lt=on)),
        )
        .order_by(F("edition"))
    }
    nothing = {"actions": 0, "complete": 0, "open": 0, "overdue": 0}
    return {
        slug: PlanProgress(number, dated_on, **{name: counts.get(pk, nothing)[name] for name in nothing})
        for slug, (pk, number, dated_on) in latest.items()
    }
