"""Which actions of many localities have slipped, by the dates that the public could read."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from concordat.plans.domain.tracking import slippage_of
from concordat.plans.models import ActionTimescale, ActionUpdate, EditionEntry
from concordat.plans.queries.timescales import TimescaleLink, chain_from


def slipped_actions(entries: QuerySet[EditionEntry]) -> set[int]:
    """The actions among these entries whose last day was moved later, by primary key; in three queries.

    As `timescales.published_slippages` counts it for one plan: a date of a draft shows as no slip. Only actions with a
    revised date are looked at, so the cost follows what slipped and not what was said.
    """
    revised = dict(entries.filter(slips__gt=0).order_by().values_list("action_id", "update__timescale_id"))
    links = _links(entries) if revised else {}
    return {
        action
        for action, timescale in revised.items()
        if slippage_of(links[pk].end for pk in reversed(chain_from(timescale, links)) if links[pk].is_published).times
    }


def _links(entries: QuerySet[EditionEntry]) -> dict[int, TimescaleLink]:
    """Every timescale of the actions with a revised date."""
    actions = entries.filter(slips__gt=0).order_by().values("action")
    published = EditionEntry.objects.filter(update__timescale=OuterRef("pk"), edition__published_at__isnull=False)
    rows: list[tuple[int, int | None, date | None, bool, bool]] = list(
        ActionTimescale.objects.filter(action__in=actions)
        .order_by()
        .annotate(is_published=Exists(published), is_said=Exists(ActionUpdate.objects.filter(timescale=OuterRef("pk"))))
        .values_list("pk", "replaces_id", "end_on", "is_published", "is_said")
    )
    shown = {pk for pk, _, _, is_published, _ in rows if is_published}
    shown |= _shown_together([pk for pk, _, _, is_published, is_said in rows if not (is_published or is_said)])
    return {pk: TimescaleLink(replaces, end, pk in shown) for pk, replaces, end, *_ in rows}


def _shown_together(unsaid: list[int]) -> set[int]:
    """Earlier dates in the same cell of the same document, which were published with the one that stands."""
    beside = EditionEntry.objects.filter(
        action=OuterRef("action"),
        update__timescale__recorded_at=OuterRef("recorded_at"),
        edition__published_at__isnull=False,
    )
    return set(ActionTimescale.objects.filter(Exists(beside), pk__in=unsaid).values_list("pk", flat=True))
