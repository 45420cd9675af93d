"""Which actions of many localities have slipped, by the dates that the public could read."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from concordat.plans.domain.tracking import slippage_of
from concordat.plans.models import ActionTimescale, ActionUpdate, EditionEntry
from concordat.plans.queries.timescales import TimescaleLink, chain_from


@dataclass(frozen=True, slots=True)
class Slipped:
    """Where an action that slipped stands."""

    locality: str
    section: str


def slipped_actions(entries: QuerySet[EditionEntry]) -> dict[int, Slipped]:
    """The actions among these entries whose last day was moved later, by primary key; in two queries.

    As `plans.queries.timescales.published_slippages` counts it for one plan: a date of a draft shows as no slip.
    Only actions with a revised date are looked at, so the cost follows what slipped and not what was said.
    """
    revised = {
        action: (timescale, Slipped(locality, section))
        for action, timescale, locality, section in entries.filter(update__timescale__slips__gt=0)
        .order_by()
        .values_list("action_id", "update__timescale_id", "edition__plan__locality__slug", "wording__section__title")
    }
    links = _links(entries) if revised else {}
    return {
        action: where
        for action, (timescale, where) in revised.items()
        if slippage_of(links[pk].end for pk in reversed(chain_from(timescale, links)) if links[pk].is_published).times
    }


def _links(entries: QuerySet[EditionEntry]) -> dict[int, TimescaleLink]:
    """Every timescale of the actions with a revised date."""
    actions = entries.filter(update__timescale__slips__gt=0).order_by().values("action")
    published = EditionEntry.objects.filter(update__timescale=OuterRef("pk"), edition__published_at__isnull=False)
    rows: list[tuple[int, int, int | None, date | None, datetime, bool, bool]] = list(
        ActionTimescale.objects.filter(action__in=actions)
        .order_by()
        .annotate(is_published=Exists(published), is_said=Exists(ActionUpdate.objects.filter(timescale=OuterRef("pk"))))
        .values_list("pk", "action_id", "replaces_id", "end_on", "recorded_at", "is_published", "is_said")
    )
    together: defaultdict[int, set[datetime]] = defaultdict(set)
    for _, action, _, _, at, is_published, _ in rows:
        if is_published:
            together[action].add(at)
    return {
        # Earlier dates in the same cell of the same document were published with the one that stands.
        pk: TimescaleLink(replaces, end, is_published or (not is_said and at in together[action]))
        for pk, action, replaces, end, at, is_published, is_said in rows
    }
