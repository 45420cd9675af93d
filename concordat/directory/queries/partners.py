"""Reads a locality's partners, what they are called there, and who could be one."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.models import Alias, AreaOrganisation, Locality, Organisation, Partner
from concordat.directory.queries.localities import NoSuchLocality
from concordat.directory.queries.roles import Viewer


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner of a locality; `aliases` are what this locality calls it, by text."""

    id: int
    organisation_id: int
    slug: str
    name: str
    short_name: str
    type: OrganisationType
    kind: PartnerKind
    aliases: tuple[str, ...]
    has_ended: bool


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    id: int
    slug: str
    name: str
    type: OrganisationType


def partners_of(viewer: Viewer, locality: str) -> tuple[NamedPartner, ...]:
    """The partners of the locality with this slug, by name, in three queries. Raises `NoSuchLocality`.

    Partners and what they are called are public; people are not among them.
    """
    place = Locality.objects.filter(slug=locality).first()
    if place is None:
        raise NoSuchLocality(locality)
    aliases: dict[int, list[str]] = {}
    for organisation, text in Alias.objects.filter(locality=place).order_by("text").values_list("organisation", "text"):
        aliases.setdefault(organisation, []).append(text)
    rows = Partner.objects.filter(locality=place).select_related("organisation").order_by("organisation__name")
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
            has_ended=row.organisation.ends_on is not None,
        )
        for row in rows
    )


def organisations_to_choose_from(viewer: Viewer, locality: str) -> tuple[NamedOrganisation, ...]:
    """Who may be named a partner or a lead here: partners, bodies of its areas and of the whole country, by name."""
    here = AreaOrganisation.objects.filter(area__localities__slug=locality, organisation=OuterRef("pk"))
    anywhere = AreaOrganisation.objects.filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(
        Q(partnerships__locality__slug=locality) | Exists(here) | (~Q(source="") & ~Exists(anywhere))
    ).distinct()
    return tuple(NamedOrganisation(row.pk, row.slug, row.name, OrganisationType(row.type)) for row in rows)
