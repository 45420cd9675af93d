"""Reads what the next edition of a plan would hold, and how much of it is new."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from concordat.plans.domain.states import State
from concordat.plans.models import Action, EditionEntry
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Viewer, standpoint_of

Entry = tuple[int, int, int]  # primary keys of an action, its wording and its update


@dataclass(frozen=True, slots=True)
class NextEdition:
    """The live plan as it would be frozen: how many actions, and how many have something new since the latest.

    That an action, told of as no longer promised, stands in it no more is nothing new.
    """

    locality_name: str
    title: str
    number: int
    latest: EditionSeen | None
    actions: int
    new: int


def entries_due(plan_pk: int) -> Iterable[Entry]:
    """What an edition frozen now would hold, in one query.

    An action that the partners no longer promise is told so in one edition and does not come back.
    """
    no_longer_promised = [state for state in State if not (state.is_open or state.is_complete)]
    told = EditionEntry.objects.filter(update=OuterRef("update"))
    return (
        Action.objects.filter(plan=plan_pk, wording__isnull=False, update__isnull=False)
        .exclude(Q(update__state__in=no_longer_promised) & Exists(told))
        .values_list("pk", "wording", "update")
    )


def next_edition_of(viewer: Viewer, locality_slug: str) -> NextEdition:
    """What the next edition would be, in five queries; raises `NotSeen` where there is no plan or no right to it."""
    standpoint = standpoint_of(viewer, locality_slug)
    if standpoint.plan_pk is None or not standpoint.may_see_draft:
        raise NotSeen(f"the live plan of {locality_slug}")
    due = set(entries_due(standpoint.plan_pk))
    latest_pk, latest = standpoint.editions[0] if standpoint.editions else (None, None)
    held = set(EditionEntry.objects.filter(edition=latest_pk).values_list("action", "wording", "update"))
    return NextEdition(
        locality_name=standpoint.locality_name,
        title=standpoint.plan_title,
        number=latest.number + 1 if latest else 1,
        latest=latest,
        actions=len(due),
        new=len(due - held),
    )
