"""Counts the actions of the latest published editions of many localities: by state, heading, lead and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from operator import add
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from concordat.directory.domain import OrganisationType
from concordat.directory.queries import Viewer
from concordat.frameworks.gateways import read_framework
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, Edition, EditionEntry, Section
from concordat.reporting.domain.headings import Heading, heading_of
from concordat.reporting.domain.rollups import QUIET_AFTER, Change, Tally
from concordat.reporting.queries.nation import COMPLETE, OPEN, latest_editions
from concordat.reporting.queries.slipping import slipped_actions

CONCORDAT = "concordat-headings"


@dataclass(frozen=True, slots=True)
class LocalityNamed:
    slug: str
    name: str
    region: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Rollup:
    """The nation, or a region: how many actions, by state, heading, lead type and locality."""

    states: Counter[State]
    headings: dict[Heading, Tally]
    leads: dict[OrganisationType, Tally]
    localities: dict[LocalityNamed, Tally]
    slipped: int
    slipped_by_heading: Counter[Heading]
    slipped_by_locality: Counter[str]


@cache
def headings() -> tuple[Heading, ...]:
    """The headings of an action plan as the concordat gave them."""
    return tuple(Heading(theme.key, theme.title) for theme in read_framework(CONCORDAT).themes)


def get_rollup(viewer: Viewer, *, on: date, region: str = "") -> Rollup:
    """What everybody may read of the plans on a day, in six or seven queries.

    Rows are counted by keys, and named afterwards: by names the databases take three times as long.
    """
    entries = published_entries(region=region)
    places, heading_of_section = _places(region), _headings(region)
    states: Counter[State] = Counter()
    by_title: defaultdict[tuple[Heading, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    by_place: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for edition, section, state, *counts in counted(entries.values_list("edition", "wording__section", "state"), on):
        states[State(state)] += counts[0]
        for sums in (by_title[heading_of_section[section], state], by_place[edition, state]):
            sums[:] = map(add, sums, counts)
    by_heading: defaultdict[Heading, Tally] = defaultdict(Tally)
    for (heading, state), sums in by_title.items():
        by_heading[heading] += tally_of(State(state), *sums)
    by_locality: defaultdict[LocalityNamed, Tally] = defaultdict(Tally)
    for (edition, state), sums in by_place.items():
        by_locality[places[edition]] += tally_of(State(state), *sums)
    slipped = slipped_actions(entries)
    return Rollup(
        states=states,
        headings=dict(by_heading),
        leads=_by_lead(entries, on),
        localities=dict(by_locality),
        slipped=len(slipped),
        slipped_by_heading=Counter(heading_of_section[each.section] for each in slipped.values()),
        slipped_by_locality=Counter(places[each.edition].slug for each in slipped.values()),
    )


def _latest(region: str, as_on: date | None = None) -> QuerySet[Edition]:
    editions = editions_latest_on(as_on) if as_on else latest_editions()
    return editions.filter(plan__locality__region__name=region) if region else editions


def _places(region: str) -> dict[int, LocalityNamed]:
    """The localities that have published a plan, by the latest edition of it."""
    rows = _latest(region).values_list(
        "pk", "plan__locality__slug", "plan__locality__name", "plan__locality__region__name",
        "plan__locality__is_example",
    )  # fmt: skip
    return {pk: LocalityNamed(*place) for pk, *place in rows}


def _headings(region: str) -> dict[int, Heading]:
    """The concordat's headings by the sections of published plans."""
    titles = dict(Section.objects.filter(plan__editions__in=_latest(region)).order_by().values_list("pk", "title"))
    known = {title: heading_of(title, headings()) for title in set(titles.values())}
    return {pk: known[title] for pk, title in titles.items()}


def published_entries(*, region: str = "", locality: str = "", as_on: date | None = None) -> QuerySet[EditionEntry]:
    """The actions of the latest published editions, of today or as on a day: a draft never shows."""
    editions = _latest(region, as_on)
    if locality:
        editions = editions.filter(plan__locality__slug=locality)
    return EditionEntry.objects.filter(edition__in=editions)


def is_overdue(on: date) -> Q:
    return Q(state__in=OPEN, end_on__lt=on)


def is_quiet(on: date) -> Q:
    return Q(state__in=OPEN, said_on__lt=on - QUIET_AFTER)


def counted(rows: QuerySet[Any, Any], on: date, *, key: str = "pk") -> Iterable[tuple[Any, ...]]:
    """Entries by the values that `rows` give, each followed by how many, how many overdue and how many quiet."""
    return rows.annotate(
        actions=Count(key, distinct=key != "pk"),
        overdue=Count(key, filter=is_overdue(on), distinct=key != "pk"),
        quiet=Count(key, filter=is_quiet(on), distinct=key != "pk"),
    ).order_by()


def tally_of(state: State, actions: int, overdue: int, quiet: int) -> Tally:
    return Tally(
        actions=actions,
        complete=actions if state.is_complete else 0,
        verified=actions if state is State.COMPLETE_VERIFIED else 0,
        open=actions if state.is_open else 0,
        overdue=overdue,
        quiet=quiet,
    )


def _by_lead(entries: QuerySet[EditionEntry], on: date) -> dict[OrganisationType, Tally]:
    """Each action once under every type of agency that leads it; a person counts as the organisation they work for."""
    found: defaultdict[OrganisationType, Tally] = defaultdict(Tally)
    rows = (
        entries.filter(wording__leads__role=LeadRole.LEAD)
        .annotate(kind=Coalesce("wording__leads__organisation__type", "wording__leads__person__organisation__type"))
        .values_list("kind", "state")
    )
    for kind, state, *counts in counted(rows, on, key="action"):
        if kind:
            found[OrganisationType(kind)] += tally_of(State(state), *counts)
    return dict(found)


def leads_of_type(kind: OrganisationType) -> Exists:
    """Whether an agency of this type leads what an entry says."""
    return Exists(
        ActionLead.objects.filter(
            Q(organisation__type=kind) | Q(organisation=None, person__organisation__type=kind),
            wording=OuterRef("wording"),
            role=LeadRole.LEAD,
        )
    )


def editions_latest_on(day: date) -> QuerySet[Edition]:
    """The editions that the public read at the end of a day."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    known = Edition.objects.filter(published_at__lte=end)
    later = known.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    return known.filter(~Exists(later)).order_by()


def was_complete_on(day: date) -> Exists:
    """Whether an entry's action was complete in the edition that the public read on a day."""
    return Exists(
        EditionEntry.objects.filter(edition__in=editions_latest_on(day), action=OuterRef("action"), state__in=COMPLETE)
    )


def changes_since(
    viewer: Viewer, day: date, now: Mapping[LocalityNamed, Tally], *, region: str = ""
) -> dict[LocalityNamed, Change]:
    """What became of each published plan since a day, by name and in four queries; `now` is how it stands."""
    then = published_entries(region=region, as_on=day).order_by()
    complete_now = published_entries(region=region).filter(state__in=COMPLETE).order_by()
    slugs = dict(Edition.objects.order_by().values_list("pk", "plan__locality__slug"))
    before = {
        slugs[edition]: (complete, overdue)
        for edition, complete, overdue in then.values_list("edition").annotate(
            complete=Count("pk", filter=Q(state__in=COMPLETE)), overdue=Count("pk", filter=is_overdue(day))
        )
    }
    # To ask the database of each action whether it was complete then takes ten times as long.
    was_complete = set(then.filter(state__in=COMPLETE).values_list("action_id", flat=True))
    done = Counter(
        slugs[edition]
        for edition, action in complete_now.values_list("edition_id", "action_id")
        if action not in was_complete
    )
    return {
        place: Change(
            *_interleaved(before.get(place.slug, (0, 0)), (tally.complete, tally.overdue)), done=done[place.slug]
        )
        for place, tally in sorted(now.items(), key=lambda each: each[0].name)
    }


def _interleaved(then: tuple[int, int], now: tuple[int, int]) -> tuple[int, int, int, int]:
    return then[0], now[0], then[1], now[1]
