"""Which of an action's timescales the public may read, and how far it has slipped by those."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from concordat.plans.domain.tracking import Slippage, slippage_of
from concordat.plans.models import ActionTimescale, ActionUpdate, EditionEntry


class TimescaleLink(NamedTuple):
    """One timescale in the chain of revisions: the one it replaces, and whether a published edition holds it."""

    replaces: int | None
    end: date | None
    is_published: bool


def timescale_chains(plan_pk: int, actions: Iterable[int]) -> dict[int, TimescaleLink]:
    """Every timescale of some actions by its primary key, in two queries.

    Published is what updates of published editions point at, and what was written in the same instant as one of
    these and stands in no update of its own: the earlier dates in the same cell of the same document.
    """
    wanted = list(actions)
    published = set(
        EditionEntry.objects.filter(
            edition__plan=plan_pk, edition__published_at__isnull=False, action__in=wanted
        ).values_list("update__timescale_id", flat=True)
    )
    rows: list[tuple[int, int, int | None, date | None, datetime, bool]] = list(
        ActionTimescale.objects.filter(action__in=wanted)
        .annotate(is_said=Exists(ActionUpdate.objects.filter(timescale=OuterRef("pk"))))
        .values_list("pk", "action_id", "replaces_id", "end_on", "recorded_at", "is_said")
    )
    together = {(action, at) for pk, action, _, _, at, _ in rows if pk in published}
    return {
        pk: TimescaleLink(replaces, end, pk in published or (not is_said and (action, at) in together))
        for pk, action, replaces, end, at, is_said in rows
    }


def chain_from(latest: int, links: dict[int, TimescaleLink]) -> tuple[int, ...]:
    """The primary keys of a timescale and of those it replaced, newest first."""
    chain: list[int] = []
    step: int | None = latest
    while step is not None and step in links:
        chain.append(step)
        step = links[step].replaces
    return tuple(chain)


def published_slippages(plan_pk: int, timescales: dict[int, int]) -> dict[int, Slippage]:
    """How far actions have slipped as the public may know it; `timescales` is action → its present timescale.

    A date that stood only in a draft must show neither as a slip nor as the day first promised.
    """
    if not timescales:
        return {}
    links = timescale_chains(plan_pk, timescales)
    return {
        action: slippage_of(links[pk].end for pk in reversed(chain_from(latest, links)) if links[pk].is_published)
        for action, latest in timescales.items()
    }
