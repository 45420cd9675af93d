"""Reads what the latest published editions of plans count to: what was kept of them, and what was not, counted now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from concordat.assurance.domain.tallies import ActionFacts, Body, PlanCounts, count_actions, load_counts
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Organisation, Person
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, Edition, EditionEntry
from concordat.plans.queries.slipping import slipped_actions


def latest_editions() -> QuerySet[Edition]:
    """The latest published edition of every plan: all that leaves a locality."""
    later = Edition.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"), published_at__isnull=False)
    return Edition.objects.filter(~Exists(later), published_at__isnull=False).order_by()


@dataclass(frozen=True, slots=True)
class Published:
    """A plan with its latest published edition, by primary keys, and how many of its editions are published."""

    plan: int
    edition: int
    published: int


def plan_counts(latest: QuerySet[Edition]) -> dict[int, PlanCounts]:
    """What some of `latest_editions` count to, by primary key; in three queries where all of them were counted before.

    Seven more count what was not, whatever their number.
    """
    kept = list(_beside_kept(latest))
    counts = {each.edition: told for each, told in kept if told is not None}
    return counts | count_editions(each.edition for each, told in kept if told is None)


def waiting_plans() -> tuple[Published, ...]:
    """Those that nobody has counted since something of them was published, or since somebody's type is another."""
    return tuple(each for each, told in _beside_kept(latest_editions()) if told is None)


def _beside_kept(latest: QuerySet[Edition]) -> Iterator[tuple[Published, PlanCounts | None]]:
    """Plans, each with what was kept of it, or None where that is not so any more."""
    beside = Edition.objects.filter(plan=OuterRef("plan"), published_at__isnull=False).order_by()
    count = Subquery(beside.values("plan").annotate(number=Count("pk")).values("number"))
    rows = latest.annotate(published=count).values_list(
        "plan", "pk", "published", "plan__tally__edition", "plan__tally__published", "plan__tally__groups"
    )
    told = [
        (Published(plan, edition, published), load_counts(groups) if (edition, published) == (counted, then) else None)
        for plan, edition, published, counted, then, groups in rows
    ]
    kinds = _kinds({body for _, counts in told if counts for body, _ in counts.kinds})
    for each, counts in told:
        yield each, counts if counts and counts.is_so_by(kinds) else None


def count_editions(editions: Iterable[int]) -> dict[int, PlanCounts]:
    """The actions of editions, by primary key, counted from their entries; in seven queries at most."""
    keys = list(editions)
    entries = EditionEntry.objects.filter(edition__in=keys).order_by()
    slipped = slipped_actions(entries)
    leads = _leads(entries)
    kinds = _kinds(set().union(*leads.values()))
    facts: defaultdict[int, list[ActionFacts]] = defaultdict(list)
    for edition, action, wording, section, state, end_on, said_on in entries.values_list(
        "edition_id", "action_id", "wording_id", "wording__section_id", "state", "end_on", "said_on"
    ):
        facts[edition].append(
            ActionFacts(section, State(state), end_on, said_on, action in slipped, frozenset(leads[wording]))
        )
    return {pk: count_actions(facts[pk], kinds) for pk in keys}


def _leads(entries: QuerySet[EditionEntry]) -> defaultdict[int, set[Body]]:
    """Who leads, by wording."""
    found: defaultdict[int, set[Body]] = defaultdict(set)
    rows = ActionLead.objects.filter(wording__in=entries.values("wording"), role=LeadRole.LEAD).order_by()
    for wording, organisation, person in rows.values_list("wording_id", "organisation_id", "person_id"):
        found[wording].add(Body(True, person) if organisation is None else Body(False, organisation))
    return found


def _kinds(bodies: set[Body]) -> dict[Body, OrganisationType]:
    """Of what type each is today; a person, whom they work for."""
    own = Organisation.objects.filter(pk__in=[body.key for body in bodies if not body.is_person])
    people = Person.objects.filter(pk__in=[body.key for body in bodies if body.is_person], organisation__isnull=False)
    kinds = {Body(False, pk): OrganisationType(kind) for pk, kind in own.values_list("pk", "type")}
    theirs = people.values_list("pk", "organisation__type")
    return kinds | {Body(True, pk): OrganisationType(kind) for pk, kind in theirs}
