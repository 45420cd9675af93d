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

from concordat.assurance.queries.tallies import latest_editions, plan_counts
from concordat.directory.domain import OrganisationType
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
    places, heading_of_section = _places(region), _headings(region)
    states: Counter[State] = Counter()
    by_heading: defaultdict[Heading, _Sums] = defaultdict(_nothing)
    by_place: defaultdict[LocalityNamed, _Sums] = defaultdict(_nothing)
    by_kind: defaultdict[OrganisationType, _Sums] = defaultdict(_nothing)
    quiet_since = on - QUIET_AFTER
    for edition, counts in plan_counts(_latest(region)).items():
        for state, count in counts.states:
            states[state] += count
        of_place = by_place[places[edition]]
        for section, group in counts.sections:
            numbers = (*group[:4], group.overdue(on), group.said_before(quiet_since), group.slipped)
            for sums in (by_heading[heading_of_section[section]], of_place):
                sums[:] = map(add, sums, numbers)
        for kind, group in counts.leads:
            sums = by_kind[kind]
            sums[:] = map(add, sums, (*group[:4], group.overdue(on), 0, 0))
    return Rollup(
        states=states,
        headings=_tallied(by_heading),
        leads=_tallied(by_kind),
        localities=_tallied(by_place),
        slipped=sum(slipped for *_, slipped in by_place.values()),
        slipped_by_heading=Counter({heading: slipped for heading, (*_, slipped) in by_heading.items()}),
        slipped_by_locality=Counter({place.slug: slipped for place, (*_, slipped) in by_place.items()}),
    )


_Sums = list[int]  # those of a `Tally` in their order, and how many slipped
_Key = TypeVar("_Key")


def _nothing() -> _Sums:
    return [0] * 7


def _tallied(sums_of: Mapping[_Key, _Sums]) -> dict[_Key, Tally]:
    return {key: Tally(*numbers) for key, (*numbers, _) in sums_of.items()}


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
    """What became of each published plan since a day, by name and in three queries; `now` is how it stands."""
    then = published_entries(region=region, as_on=day).order_by()
    complete_now = published_entries(region=region).filter(state__in=COMPLETE).order_by()
    slugs = dict(Edition.objects.order_by().values_list("pk", "plan__locality__slug"))
    before = {
        slugs[edition]: (complete, overdue)
        for edition, complete, overdue in then.values_list("edition").annotate(
            complete=Count("pk", filter=Q(state__in=COMPLETE)), overdue=Count("pk", filter=is_overdue(day))
        )
    }
    # To ask of each action whether it was complete then takes ten times as long as to ask once which were.
    was_complete = then.filter(state__in=COMPLETE).values("action")
    newly = complete_now.exclude(action__in=was_complete).values_list("edition").annotate(number=Count("pk"))
    done = Counter({slugs[edition]: number for edition, number in newly})
    return {
        place: Change(
            *_interleaved(before.get(place.slug, (0, 0)), (tally.complete, tally.overdue)), done=done[place.slug]
        )
        for place, tally in sorted(now.items(), key=lambda each: each[0].name)
    }


def _interleaved(then: tuple[int, int], now: tuple[int, int]) -> tuple[int, int, int, int]:
    return then[0], now[0], then[1], now[1]
