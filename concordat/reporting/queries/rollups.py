"""Counts the actions of the latest published editions of many localities: by state, heading, lead and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from operator import add
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from concordat.assurance.domain.tallies import Body, PlanCounts
from concordat.assurance.queries.tallies import latest_editions, plan_counts
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Organisation, Person
from concordat.directory.queries import Viewer
from concordat.frameworks.gateways import read_framework
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, Edition, EditionEntry, Section
from concordat.reporting.domain.headings import Heading, heading_of
from concordat.reporting.domain.rollups import QUIET_AFTER, Change, Tally
from concordat.reporting.queries.nation import COMPLETE, OPEN

CONCORDAT = "concordat-headings"


@dataclass(frozen=True, slots=True)
class LocalityNamed:
    slug: str
    name: str
    region: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Rollup:
    """The nation, or a region: how many actions, by state, heading, lead type and locality.

    By lead type nobody asks which are quiet, and that is not counted.
    """

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
    """What everybody may read of the plans on a day, in five queries; more where a plan was not counted yet.

    A person who leads counts as the organisation that they work for today.
    """
    counts = plan_counts(_latest(region))
    places, heading_of_section = _places(region), _headings(region)
    by_title: defaultdict[tuple[Heading, State], _Sums] = defaultdict(_nothing)
    by_place: defaultdict[tuple[int, State], _Sums] = defaultdict(_nothing)
    by_kind: defaultdict[tuple[OrganisationType, State], _Sums] = defaultdict(_nothing)
    kinds = _kinds(counts.values())
    quiet_since = on - QUIET_AFTER
    for edition, counted_once in counts.items():
        for section, group in counted_once.sections:
            numbers = group.actions, group.overdue(on), group.said_before(quiet_since), group.slipped
            for sums in (by_title[heading_of_section[section], group.state], by_place[edition, group.state]):
                sums[:] = map(add, sums, numbers)
        theirs = [kinds.get(body) for body in counted_once.bodies]
        for leads, group in counted_once.leads:
            overdue = group.overdue(on)
            for kind in {theirs[place] for place in leads}:
                if kind:
                    sums = by_kind[kind, group.state]
                    sums[0] += group.actions
                    sums[1] += overdue
    states: Counter[State] = Counter()
    by_locality: defaultdict[LocalityNamed, Tally] = defaultdict(Tally)
    slipped_by_locality: Counter[str] = Counter()
    for (edition, state), sums in by_place.items():
        states[state] += sums[0]
        by_locality[places[edition]] += tally_of(state, *sums[:3])
        slipped_by_locality[places[edition].slug] += sums[3]
    slipped_by_heading: Counter[Heading] = Counter()
    for (heading, _), sums in by_title.items():
        slipped_by_heading[heading] += sums[3]
    return Rollup(
        states=states,
        headings=_tallied(by_title),
        leads=_tallied(by_kind),
        localities=dict(by_locality),
        slipped=slipped_by_locality.total(),
        slipped_by_heading=slipped_by_heading,
        slipped_by_locality=slipped_by_locality,
    )


_Sums = list[int]  # actions, overdue, quiet, slipped
_Key = TypeVar("_Key")


def _nothing() -> _Sums:
    return [0, 0, 0, 0]


def _tallied(sums_of: Mapping[tuple[_Key, State], _Sums]) -> dict[_Key, Tally]:
    found: defaultdict[_Key, Tally] = defaultdict(Tally)
    for (key, state), sums in sums_of.items():
        found[key] += tally_of(state, *sums[:3])
    return dict(found)


def _kinds(counts: Iterable[PlanCounts]) -> dict[Body, OrganisationType]:
    """The type of agency that everybody who leads belongs to today; of a person, whom they work for."""
    bodies = {body for each in counts for body in each.bodies}
    own = Organisation.objects.filter(pk__in=[body.key for body in bodies if not body.is_person])
    theirs = Person.objects.filter(pk__in=[body.key for body in bodies if body.is_person], organisation__isnull=False)
    kinds = {Body(False, pk): OrganisationType(kind) for pk, kind in own.values_list("pk", "type")}
    return kinds | {
        Body(True, pk): OrganisationType(kind) for pk, kind in theirs.values_list("pk", "organisation__type")
    }


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


def counted(rows: QuerySet[Any, Any], on: date) -> Iterable[tuple[Any, ...]]:
    """Entries by the values that `rows` give, each followed by how many, how many overdue and how many quiet."""
    return rows.annotate(
        actions=Count("pk"), overdue=Count("pk", filter=is_overdue(on)), quiet=Count("pk", filter=is_quiet(on))
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
