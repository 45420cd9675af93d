"""Reads a locality's partners, what they are called there, and who could be one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.models import Alias, AreaOrganisation, Locality, Organisation, Partner, Succession
from concordat.directory.queries.localities import NoSuchLocality
from concordat.directory.queries.roles import Viewer


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner of a locality.

    `aliases` are what this locality calls it, by text. `ended_on` is the last day of a body that is no more, and
    `followed_by` names who took its duties over.
    """

    id: int
    organisation_id: int
    slug: str
    name: str
    short_name: str
    type: OrganisationType
    kind: PartnerKind
    aliases: tuple[str, ...]
    ended_on: date | None
    followed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    id: int
    slug: str
    name: str
    type: OrganisationType


def partners_of(viewer: Viewer, locality: str) -> tuple[NamedPartner, ...]:
    """The partners of the locality with this slug, by name, in four queries. Raises `NoSuchLocality`.

    Partners and what they are called are public; people are not among them.
    """
    place = Locality.objects.filter(slug=locality).first()
    if place is None:
        raise NoSuchLocality(locality)
    aliases: dict[int, list[str]] = {}
    for organisation, text in Alias.objects.filter(locality=place).order_by("text").values_list("organisation", "text"):
        aliases.setdefault(organisation, []).append(text)
    rows = (
        Partner.objects.filter(locality=place)
        .select_related("organisation")
        .prefetch_related(Prefetch("organisation__successions", Succession.objects.select_related("after")))
        .order_by("organisation__name")
    )
    today = timezone.localdate()
    return tuple(
        NamedPartner(
            id=row.pk,
            organisation_id=row.organisation_id,
            slug=row.organisation.slug,
            name=row.organisation.name,
            short_name=row.organisation.short_name,
            type=OrganisationType(row.organisation.type),
            kind=PartnerKind(row.kind),
            aliases=tuple(aliases.get(row.organisation_id, ())),
            ended_on=_past(row.organisation.ends_on, today),
            followed_by=tuple(each.after.name for each in row.organisation.successions.all()),
        )
        for row in rows
    )


def _past(day: date | None, today: date) -> date | None:
    return day if day and day < today else None


def organisations_to_choose_from(viewer: Viewer, locality: str) -> tuple[NamedOrganisation, ...]:
    """Who may be named a partner or a lead here: partners, bodies of its areas and of the whole country, by name."""
    here = AreaOrganisation.objects.filter(area__localities__slug=locality, organisation=OuterRef("pk"))
    anywhere = AreaOrganisation.objects.filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(
        Q(partnerships__locality__slug=locality) | Exists(here) | (~Q(source="") & ~Exists(anywhere))
    ).distinct()
    return tuple(NamedOrganisation(row.pk, row.slug, row.name, OrganisationType(row.type)) for row in rows)
