"""Reads what the latest published editions of plans count to: what was kept of them, and what was not, counted now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from concordat.assurance.domain.tallies import ActionFacts, Body, PlanCounts, count_actions, load_counts
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, Edition, EditionEntry
from concordat.plans.queries.slipping import slipped_actions


def latest_editions() -> QuerySet[Edition]:
    """The latest published edition of every plan: all that leaves a locality."""
    later = Edition.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"), published_at__isnull=False)
    return Edition.objects.filter(~Exists(later), published_at__isnull=False).order_by()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan whose latest edition nobody has counted since something of it was published, by primary keys."""

    plan: int
    edition: int
    published: int


def plan_counts(latest: QuerySet[Edition]) -> dict[int, PlanCounts]:
    """What some of `latest_editions` count to, by primary key; in one query where all of them were counted before.

    Five more count what was not, whatever their number.
    """
    rows = _beside_kept(latest, "plan__tally__groups")
    kept = {edition: groups if is_kept else None for _, edition, _, is_kept, groups in rows}
    counts = {edition: load_counts(groups) for edition, groups in kept.items() if groups is not None}
    return counts | count_editions(edition for edition, groups in kept.items() if groups is None)


def waiting_plans() -> tuple[Waiting, ...]:
    rows = _beside_kept(latest_editions())
    return tuple(Waiting(plan, edition, published) for plan, edition, published, is_kept in rows if not is_kept)


def _beside_kept(latest: QuerySet[Edition], *names: str) -> Iterator[tuple[Any, ...]]:
    """Plan, latest edition, how many of the plan are published, whether the plan was counted so; and these fields."""
    beside = Edition.objects.filter(plan=OuterRef("plan"), published_at__isnull=False).order_by()
    count = Subquery(beside.values("plan").annotate(number=Count("pk")).values("number"))
    rows = latest.annotate(published=count).values_list(
        "plan", "pk", "published", "plan__tally__edition", "plan__tally__published", *names
    )
    for plan, edition, published, counted, then, *rest in rows:
        yield plan, edition, published, (edition, published) == (counted, then), *rest


def count_editions(editions: Iterable[int]) -> dict[int, PlanCounts]:
    """The actions of editions, by primary key, counted from their entries; in five queries at most."""
    keys = list(editions)
    entries = EditionEntry.objects.filter(edition__in=keys).order_by()
    slipped = slipped_actions(entries)
    leads = _leads(entries)
    facts: defaultdict[int, list[ActionFacts]] = defaultdict(list)
    for edition, action, wording, section, state, end_on, said_on in entries.values_list(
        "edition_id", "action_id", "wording_id", "wording__section_id", "state", "end_on", "said_on"
    ):
        facts[edition].append(
            ActionFacts(section, State(state), end_on, said_on, action in slipped, frozenset(leads[wording]))
        )
    return {pk: count_actions(facts[pk]) for pk in keys}


def _leads(entries: QuerySet[EditionEntry]) -> defaultdict[int, set[Body]]:
    """Who leads, by wording."""
    found: defaultdict[int, set[Body]] = defaultdict(set)
    rows = ActionLead.objects.filter(wording__in=entries.values("wording"), role=LeadRole.LEAD).order_by()
    for wording, organisation, person in rows.values_list("wording_id", "organisation_id", "person_id"):
        found[wording].add(Body(True, person) if organisation is None else Body(False, organisation))
    return found
