"""Counts the actions of the latest published editions of many localities: by state, heading, lead and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from concordat.directory.domain import OrganisationType
from concordat.directory.queries import Viewer
from concordat.frameworks.domain import parse_framework
from concordat.frameworks.gateways import framework_files
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, Edition, EditionEntry
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
    framework = parse_framework(framework_files()[CONCORDAT].decode())
    return tuple(Heading(theme.key, theme.title) for theme in framework.themes)


def get_rollup(viewer: Viewer, *, on: date, region: str = "") -> Rollup:
    """What everybody may read of the plans on a day, in five queries."""
    entries = published_entries(region=region)
    states: Counter[State] = Counter()
    by_heading: defaultdict[Heading, Tally] = defaultdict(Tally)
    by_locality: defaultdict[LocalityNamed, Tally] = defaultdict(Tally)
    known: dict[str, Heading] = {}
    rows = entries.values_list(
        "edition__plan__locality__slug",
        "edition__plan__locality__name",
        "edition__plan__locality__region__name",
        "edition__plan__locality__is_example",
        "wording__section__title",
        "update__state",
    )
    for slug, name, place, is_example, title, state, *counts in counted(rows, on):
        if title not in known:
            known[title] = heading_of(title, headings())
        tally = tally_of(State(state), *counts)
        states[State(state)] += tally.actions
        by_heading[known[title]] += tally
        by_locality[LocalityNamed(slug, name, place, is_example)] += tally
    slipped = slipped_actions(entries)
    return Rollup(
        states=states,
        headings=dict(by_heading),
        leads=_by_lead(entries, on),
        localities=dict(by_locality),
        slipped=len(slipped),
        slipped_by_heading=Counter(known[each.section] for each in slipped.values()),
        slipped_by_locality=Counter(each.locality for each in slipped.values()),
    )


def published_entries(*, region: str = "", locality: str = "", as_on: date | None = None) -> QuerySet[EditionEntry]:
    """The actions of the latest published editions, of today or as on a day: a draft never shows."""
    editions = editions_latest_on(as_on) if as_on else latest_editions()
    if region:
        editions = editions.filter(plan__locality__region__name=region)
    if locality:
        editions = editions.filter(plan__locality__slug=locality)
    return EditionEntry.objects.filter(edition__in=editions)


def is_overdue(on: date) -> Q:
    return Q(update__state__in=OPEN, update__timescale__end_on__lt=on)


def is_quiet(on: date) -> Q:
    return Q(update__state__in=OPEN, update__said_on__lt=on - QUIET_AFTER)


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
        .values_list("kind", "update__state")
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
        EditionEntry.objects.filter(
            edition__in=editions_latest_on(day), action=OuterRef("action"), update__state__in=COMPLETE
        )
    )


def changes_since(viewer: Viewer, day: date, *, on: date, region: str = "") -> dict[LocalityNamed, Change]:
    """What became of each published plan between two days, in two queries."""
    before = {
        slug: (complete, overdue)
        for slug, complete, overdue in published_entries(region=region, as_on=day)
        .values_list("edition__plan__locality__slug")
        .annotate(
            complete=Count("pk", filter=Q(update__state__in=COMPLETE)), overdue=Count("pk", filter=is_overdue(day))
        )
        .order_by()
    }
    now = (
        published_entries(region=region)
        .values_list(
            "edition__plan__locality__slug",
            "edition__plan__locality__name",
            "edition__plan__locality__region__name",
            "edition__plan__locality__is_example",
        )
        .annotate(
            complete=Count("pk", filter=Q(update__state__in=COMPLETE)),
            overdue=Count("pk", filter=is_overdue(on)),
            done=Count("pk", filter=Q(update__state__in=COMPLETE) & ~Q(was_complete_on(day))),
        )
        .order_by(F("edition__plan__locality__name"))
    )
    return {
        LocalityNamed(slug, name, place, is_example): Change(
            *_interleaved(before.get(slug, (0, 0)), (complete, overdue)), done=done
        )
        for slug, name, place, is_example, complete, overdue, done in now
    }


def _interleaved(then: tuple[int, int], now: tuple[int, int]) -> tuple[int, int, int, int]:
    return then[0], now[0], then[1], now[1]
