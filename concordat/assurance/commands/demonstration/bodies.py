"""Gathers the agencies of an invented locality: the real ones that serve its areas, and invented ones beside them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import slugify

from concordat.assurance.commands.demonstration.batches import Batch
from concordat.assurance.commands.demonstration.places import MARK, Place
from concordat.directory.domain import OrganisationType, PartnerKind
from concordat.directory.models import AreaOrganisation, Locality, Organisation, Partner, Person, Succession

Type = OrganisationType
REAL = (Type.NHS_COMMISSIONER, Type.MENTAL_HEALTH_TRUST, Type.AMBULANCE, Type.POLICE, Type.LOCAL_AUTHORITY)
# Whoever is tied to an area in no table, or only by guess, is invented.
_INVENTED = {
    Type.ACUTE_TRUST: "{place} General Hospital",
    Type.PRIMARY_CARE: "{place} GP Alliance",
    Type.VOLUNTARY: "{place} Open Door",
    Type.LIVED_EXPERIENCE: "Voices of {place}",
}
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Serving:
    """A real body that serves an area as the main one of its kind, in its time."""

    organisation: int
    name: str
    type: Type
    starts_on: date | None
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(slots=True, eq=False)
class Body:
    """A partner of an invented locality, with the one contact who answers for it (None: nobody is named)."""

    partner: Partner
    organisation: int
    name: str
    type: Type
    contact: Person | None
    successor: "Body | None" = None
    ended_on: date | None = None


@dataclass(slots=True)
class Directory:
    """What the reference data know, read once."""

    serving: dict[str, list[Serving]] = field(default_factory=dict)
    successors: dict[int, list[tuple[int, date]]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Directory":
        serving: defaultdict[str, list[Serving]] = defaultdict(list)
        rows = AreaOrganisation.objects.filter(
            is_main=True, organisation__type__in=[*REAL, Type.POLICE_COMMISSIONER]
        ).order_by("area", "organisation__name")
        for area, pk, name, kind, starts_on, ends_on in rows.values_list(
            "area", "organisation", "organisation__name", "organisation__type", "organisation__starts_on",
            "organisation__ends_on",
        ):  # fmt: skip
            serving[area].append(Serving(pk, name, Type(kind), starts_on, ends_on))
        successors: defaultdict[int, list[tuple[int, date]]] = defaultdict(list)
        for before, after, day in Succession.objects.order_by("pk").values_list("before", "after", "happened_on"):
            successors[before].append((after, day))
        return cls(dict(serving), dict(successors))


def add_bodies(batch: Batch, directory: Directory, place: Place, locality: Locality, *, on: date) -> list[Body]:
    """Partners and contacts of a locality as it was on the day on which it began; who followed one later comes too."""
    real = {each.organisation: each for area in place.areas for each in directory.serving.get(area, ())}
    then = _of_the_day(real.values(), on)
    bodies = [_partner(batch, locality, each.organisation, each.name, each.type) for each in then]
    for body, each in zip(list(bodies), then, strict=True):
        later = next((key for key, _ in directory.successors.get(each.organisation, ()) if key in real), None)
        if later is None or each.ends_on is None:
            continue
        known = next((one for one in bodies if one.organisation == later), None)
        body.successor = known or _partner(batch, locality, later, real[later].name, real[later].type)
        body.ended_on = each.ends_on
        if known is None:
            bodies.append(body.successor)
    for kind, pattern in _INVENTED.items():
        name = f"{pattern.format(place=place.short)} {MARK}"[:_LONGEST_NAME]
        row = batch.add(Organisation(slug=slugify(f"{name}-{place.number}")[:120], name=name, type=kind))
        bodies.append(_partner(batch, locality, row.pk, name, kind))
    _add_contacts(batch, locality, bodies)
    return bodies


def _of_the_day(serving: Iterable[Serving], on: date) -> list[Serving]:
    """The bodies of each kind that there were on a day; where the tables know none, those that there are now."""
    of_kind: defaultdict[Type, list[Serving]] = defaultdict(list)
    for each in serving:
        of_kind[each.type].append(each)
    return [
        each
        for kind in (*REAL, Type.POLICE_COMMISSIONER)
        for each in [one for one in of_kind[kind] if one.holds_on(on)]
        or [one for one in of_kind[kind] if one.ends_on is None]
    ]


def _partner(batch: Batch, locality: Locality, organisation: int, name: str, kind: Type) -> Body:
    row = batch.add(Partner(locality_id=locality.pk, organisation_id=organisation, kind=PartnerKind.PARTNER))
    return Body(row, organisation, name, kind, contact=None)


def _add_contacts(batch: Batch, locality: Locality, bodies: Sequence[Body]) -> None:
    """Somebody at each body but one: nobody of theirs is real, so they are called what they are."""
    for number, body in enumerate(bodies, start=1):
        if body.type is Type.PRIMARY_CARE and locality.pk % 3 == 0:
            continue
        given: dict[str, Any] = {"email": f"contact-{number}@{locality.slug[:40].strip('-')}.example"}
        body.contact = batch.add(
            Person(
                locality_id=locality.pk,
                organisation_id=body.organisation,
                name=f"Invented contact {number} in {locality.name}"[:120],
                is_contact=True,
                **given,
            )
        )
