"""Finds the organisation that a written name means in one locality."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from concordat.directory.domain import KnownName, KnownOrganisation, Match, NameBook, Nearness, OrganisationType
from concordat.directory.models import Alias, AreaOrganisation, Locality, Organisation, Partner


class OrganisationFinder:
    """The names that a locality knows, loaded once in five queries; then each `find` costs none.

    `locality_id` is the locality's key. Names are asked in this order: the locality's aliases; its partners; bodies
    that serve its areas or the whole country; full names from the national list; names nearly alike.
    """

    def __init__(self, locality_id: int) -> None:
        today = timezone.localdate()
        partners = set(Partner.objects.filter(locality=locality_id).values_list("organisation", flat=True))
        serving = _serving(locality_id)
        tied = AreaOrganisation.objects.filter(organisation=OuterRef("pk"))
        aliased = Alias.objects.filter(locality=locality_id, organisation=OuterRef("pk"))
        rows = (
            Organisation.objects.filter(~Q(source="") | Q(pk__in=partners) | Exists(aliased))
            .annotate(is_tied=Exists(tied))
            .order_by()
        )
        near: dict[int, Nearness] = {}
        known: list[KnownOrganisation] = []
        names: list[KnownName] = []
        for row in rows:
            nearness = Nearness.ELSEWHERE
            if row.pk in partners:
                nearness = Nearness.PARTNER
            elif row.pk in serving or (row.source and not row.is_tied):
                nearness = Nearness.SERVES_HERE
            near[row.pk] = nearness
            known.append(
                KnownOrganisation(
                    row.pk,
                    row.name,
                    OrganisationType(row.type),
                    nearness,
                    is_current=_is_current(row, today),
                    is_main=serving.get(row.pk, True),
                )
            )
            names.append(KnownName(row.pk, row.name, nearness))
            if row.short_name and nearness is not Nearness.ELSEWHERE:
                names.append(KnownName(row.pk, row.short_name, nearness))
        aliases = Alias.objects.filter(Q(locality=locality_id) | Q(locality=None))
        for locality, organisation, text in aliases.values_list("locality", "organisation", "text"):
            if locality:
                names.append(KnownName(organisation, text, Nearness.CALLED_SO_HERE))
            elif near.get(organisation, Nearness.ELSEWHERE) is not Nearness.ELSEWHERE:
                names.append(KnownName(organisation, text, near[organisation]))
        self._book = NameBook(known, names)

    def find(self, name: str) -> Match:
        """What a name means here: an organisation and what that rests on, or up to five suggestions."""
        return self._book.find(name)


def _serving(locality_id: int) -> dict[int, bool]:
    """The bodies that serve the locality's areas: key, and whether each is the main one of its kind somewhere there."""
    links = AreaOrganisation.objects.filter(
        area__in=Locality.areas.through.objects.filter(locality=locality_id).values("area")
    )
    serving: dict[int, bool] = {}
    for organisation, is_main in links.values_list("organisation", "is_main"):
        serving[organisation] = serving.get(organisation, False) or is_main
    return serving


def _is_current(organisation: Organisation, today: date) -> bool:
    return organisation.ends_on is None or organisation.ends_on >= today
