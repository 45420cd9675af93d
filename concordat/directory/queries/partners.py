"""Reads a locality's partners, what they are called there, and who could be one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from concordat.directory.domain import Body, Fate, OrganisationType, PartnerKind
from concordat.directory.models import Alias, AreaOrganisation, Locality, Organisation, Partner
from concordat.directory.queries.localities import NoSuchLocality
from concordat.directory.queries.roles import Viewer
from concordat.directory.queries.successions import fates_of


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner of a locality.

    `aliases` are what this locality calls it, by text. `fate` says of a body that is no more who has its duties.
    """

    id: int
    organisation_id: int
    slug: str
    name: str
    short_name: str
    type: OrganisationType
    kind: PartnerKind
    aliases: tuple[str, ...]
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation that may be chosen; `ended_on` is the last day of one that is no more."""

    id: int
    slug: str
    name: str
    type: OrganisationType
    ended_on: date | None = None


def partners_of(viewer: Viewer, locality: str) -> tuple[NamedPartner, ...]:
    """The partners of the locality with this slug, by name, in at most four queries. Raises `NoSuchLocality`.

    Partners and what they are called are public; people are not among them.
    """
    place = Locality.objects.filter(slug=locality).first()
    if place is None:
        raise NoSuchLocality(locality)
    aliases: dict[int, list[str]] = {}
    for organisation, text in Alias.objects.filter(locality=place).order_by("text").values_list("organisation", "text"):
        aliases.setdefault(organisation, []).append(text)
    rows = list(
        Partner.objects.filter(locality=place).select_related("organisation").order_by("organisation__name", "pk")
    )
    bodies = (Body(row.organisation.slug, row.organisation.name, row.organisation.ends_on) for row in rows)
    fates = fates_of(bodies, on=timezone.localdate())
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
            fate=fates.get(row.organisation.slug),
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
    today = timezone.localdate()
    return tuple(
        NamedOrganisation(row.pk, row.slug, row.name, OrganisationType(row.type), _past(row.ends_on, today))
        for row in rows
    )
