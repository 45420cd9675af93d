"""Reads an organisation through time, and what everybody may read of what it promised."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from concordat.directory.domain import Body, Fate, OrganisationType, PartnerKind, Succession
from concordat.directory.models import Alias, Organisation, Partner
from concordat.directory.queries import Viewer, lineage
from concordat.plans.domain.states import State
from concordat.plans.models import ActionLead, EditionEntry
from concordat.reporting.domain.rollups import Tally
from concordat.reporting.queries.rollups import LocalityNamed, counted, published_entries, tally_of


class NoSuchOrganisation(LookupError):
    """There is no organisation at this address that everybody may know of."""


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """An organisation with its names and dates, whom it followed, who followed it, and what was promised.

    `localities` count what it and those before it promised, `names` what stands under the name of each (by slug).
    `partner_in` are localities whose declaration it signed or supports.
    """

    slug: str
    name: str
    type: OrganisationType
    starts_on: date | None
    ends_on: date | None
    source: str
    aliases: tuple[str, ...]
    fate: Fate | None
    came_from: tuple[Succession, ...]
    followed_by: tuple[Succession, ...]
    predecessors: tuple[Body, ...]
    localities: dict[LocalityNamed, Tally]
    names: dict[str, Tally]
    partner_in: tuple[LocalityNamed, ...]


def get_organisation(viewer: Viewer, slug: str, *, on: date) -> OrganisationSeen:
    """An organisation on a day, in six queries. Raises `NoSuchOrganisation`.

    One that a locality wrote down itself is known once it is named by a published edition or stands beside a
    declaration: until then it may stand in a draft alone.
    """
    row = Organisation.objects.filter(slug=slug).first()
    if row is None:
        raise NoSuchOrganisation(slug)
    known = lineage()
    predecessors = known.predecessors_of(slug)
    slugs = frozenset({slug, *(body.slug for body in predecessors)})
    localities = _by_locality(slugs, on)
    partner_in = _partner_in(row.pk)
    if not (row.source or localities or partner_in):
        raise NoSuchOrganisation(slug)
    aliases = Alias.objects.filter(locality=None, organisation=row).order_by("text").values_list("text", flat=True)
    return OrganisationSeen(
        slug=slug,
        name=row.name,
        type=OrganisationType(row.type),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        source=row.source,
        aliases=tuple(dict.fromkeys([*([row.short_name] if row.short_name else []), *aliases])),
        fate=known.fate_of(Body(slug, row.name, row.ends_on), on=on),
        came_from=known.came_from(slug),
        followed_by=known.followed_by(slug),
        predecessors=predecessors,
        localities=localities,
        names=_by_name(slugs) if localities else {},
        partner_in=partner_in,
    )


def organisation_name(slug: str) -> str:
    """The name of an organisation; "" where there is none."""
    return Organisation.objects.filter(slug=slug).values_list("name", flat=True).first() or ""


def under_names_of(slug: str) -> frozenset[str]:
    """The slugs under which an organisation's promises stand: its own, and of those whose duties passed to it."""
    return frozenset({slug, *(body.slug for body in lineage().predecessors_of(slug))})


def promised_by(slugs: frozenset[str]) -> Q:
    """Whether one of these organisations, or somebody who works there, leads or supports what an entry says."""
    named = Q(organisation__slug__in=slugs) | Q(organisation=None, person__organisation__slug__in=slugs)
    return Q(wording__in=ActionLead.objects.filter(named).order_by().values("wording"))


def _by_locality(slugs: frozenset[str], on: date) -> dict[LocalityNamed, Tally]:
    found: defaultdict[LocalityNamed, Tally] = defaultdict(Tally)
    rows = _promised(slugs).values_list(
        "edition__plan__locality__slug",
        "edition__plan__locality__name",
        "edition__plan__locality__region__name",
        "edition__plan__locality__is_example",
        "update__state",
    )
    for *place, state, actions, overdue, quiet in counted(rows, on):
        found[LocalityNamed(*place)] += tally_of(State(state), actions, overdue, quiet)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name.casefold()))


def _by_name(slugs: frozenset[str]) -> dict[str, Tally]:
    """Each action once under every one of these organisations that leads or supports it."""
    found: defaultdict[str, Tally] = defaultdict(Tally)
    rows = _promised(slugs).values_list(
        "wording__leads__organisation__slug", "wording__leads__person__organisation__slug", "update__state", "action"
    )
    seen: dict[tuple[str, int], State] = {}
    for own, of_person, state, action in rows:
        if (name := own or of_person) in slugs:
            seen[name, action] = State(state)
    for (name, _), state in seen.items():
        found[name] += tally_of(state, 1, 0, 0)
    return dict(found)


def _promised(slugs: frozenset[str]) -> QuerySet[EditionEntry, Any]:
    return published_entries().filter(promised_by(slugs)).order_by()


def _partner_in(organisation: int) -> tuple[LocalityNamed, ...]:
    """A mere partner was named by a plan, perhaps by a draft of one."""
    rows = (
        Partner.objects.filter(organisation=organisation)
        .exclude(kind=PartnerKind.PARTNER)
        .order_by("locality__name")
        .values_list("locality__slug", "locality__name", "locality__region__name", "locality__is_example")
    )
    return tuple(LocalityNamed(*row) for row in rows)
