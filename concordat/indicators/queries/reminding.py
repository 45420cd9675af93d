"""Reads which measures somebody should load, what is there of them, and who is asked for the rest."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from concordat.directory.domain import Role
from concordat.directory.models import Person, RoleHeld
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.reminding import Loader, MeasureLoaded
from concordat.indicators.models import Measure, Observation


@dataclass(frozen=True, slots=True)
class MeasureToLoad:
    """A measure that is kept, with its locality, and the organisation that loads it (None: nobody was named)."""

    measure: MeasureLoaded
    locality: int
    organisation: int | None


@dataclass(frozen=True)
class LoadersKnown:
    """Who can be asked in each locality.

    contacts: by locality and organisation, who speaks for it. analysts: by locality, who may load figures: its
    analysts, or where it has none its coordinators. employers: by locality and address, whom somebody works for.
    """

    contacts: dict[tuple[int, int], list[Loader]]
    analysts: dict[int, list[Loader]]
    employers: dict[tuple[int, str], int]

    def loaders_of(self, to_load: MeasureToLoad) -> list[Loader]:
        """The analysts of the organisation that loads a measure, else its contacts, else the locality's analysts."""
        analysts = self.analysts.get(to_load.locality, [])
        if to_load.organisation is None:
            return analysts
        own = [
            one for one in analysts
            if self.employers.get((to_load.locality, one.address.lower())) == to_load.organisation
        ]  # fmt: skip
        return own or self.contacts.get((to_load.locality, to_load.organisation), []) or analysts


def measures_to_load() -> list[MeasureToLoad]:
    """Every measure that is kept, anywhere, in two queries."""
    rows = list(Measure.objects.filter(retired_at=None).select_related("locality", "loaded_by"))
    loaded: defaultdict[int, list[date]] = defaultdict(list)
    periods = Observation.objects.filter(measure__retired_at=None, breakdown="", revision=1).order_by("period_on")
    for measure, period_on in periods.values_list("measure", "period_on"):
        loaded[measure].append(period_on)
    return [
        MeasureToLoad(
            MeasureLoaded(
                locality=row.locality.name,
                locality_slug=row.locality.slug,
                name=row.name,
                wording=Wording(Unit(row.unit), Frequency(row.frequency), row.rate_of),
                due_within_days=row.due_within_days,
                created_on=timezone.localdate(row.created_at),
                loaded=tuple(loaded[row.pk]),
            ),
            row.locality_id,
            row.loaded_by.organisation_id if row.loaded_by else None,
        )
        for row in rows
    ]


def loaders_known(localities: set[int], *, today: date) -> LoadersKnown:
    """Who can be asked for figures in some localities, in two queries."""
    held = (
        RoleHeld.objects.filter(locality__in=localities, role__in=[Role.ANALYST, Role.COORDINATOR])
        .filter(Q(until_on=None) | Q(until_on__gt=today), since_on__lte=today, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    roles: dict[Role, defaultdict[int, list[Loader]]] = {
        role: defaultdict(list) for role in (Role.ANALYST, Role.COORDINATOR)
    }
    for row in held:
        roles[Role(row.role)][row.locality_id].append(Loader(row.user.name, row.user.email))
    contacts: defaultdict[tuple[int, int], list[Loader]] = defaultdict(list)
    employers: dict[tuple[int, str], int] = {}
    people = Person.objects.filter(locality__in=localities, left_on=None, organisation__isnull=False)
    for person in people.exclude(email="").select_related("user").order_by("pk"):
        address = person.user.email if person.user else person.email
        employers[person.locality_id, address.lower()] = person.organisation_id
        if person.is_contact:
            contacts[person.locality_id, person.organisation_id].append(Loader(person.name, person.email))
    analysts = {locality: roles[Role.ANALYST][locality] or roles[Role.COORDINATOR][locality] for locality in localities}
    return LoadersKnown(dict(contacts), analysts, employers)
