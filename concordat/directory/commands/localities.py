"""Sets localities up: their name, areas and crisis services, and who coordinates them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.commands.roles import give_role, invite
from concordat.directory.domain import Role
from concordat.directory.models import Area, CrisisService, Locality, Region

RESERVED_SLUGS = frozenset({"new"})  # `/localities/new/` is a page of its own


class LocalityNameTaken(Exception):
    """There is a locality with this name already."""


class UnknownPlace(Exception):
    """The region or one of the areas is not in the reference data."""


class NoSuchCrisisService(Exception):
    """The locality has no crisis service with this key."""


@dataclass(frozen=True, slots=True)
class CrisisLineGiven:
    """A crisis service as somebody gives it; at least one way to reach it is given."""

    name: str
    hours: str
    checked_on: date
    telephone: str = ""
    text_number: str = ""
    address: str = ""
    for_whom: str = ""


@transaction.atomic
def create_locality(
    *,
    name: str,
    region: str,
    areas: Sequence[str] = (),
    areas_note: str = "",
    about: str = "",
    is_example: bool = False,
    crisis_services: Sequence[CrisisLineGiven] = (),
    by: User | None,
    at: datetime,
) -> Locality:
    """Set up a locality; `region` and `areas` are GSS codes. Raises `LocalityNameTaken` and `UnknownPlace`."""
    name = " ".join(name.split())
    if Locality.objects.filter(name__iexact=name).exists():
        raise LocalityNameTaken(f"There is a locality called {name} already.")
    if not Region.objects.filter(code=region).exists():
        raise UnknownPlace(f"There is no region {region} in the reference data. Is it loaded?")
    known = set(Area.objects.filter(code__in=areas, ends_on=None).values_list("code", flat=True))
    if missing := sorted(set(areas) - known):
        raise UnknownPlace(f"There is no area {', '.join(missing)} in the reference data.")
    locality = Locality.objects.create(
        slug=_free_slug(name),
        name=name,
        region_id=region,
        areas_note=areas_note,
        about=about,
        is_example=is_example,
        created_at=at,
    )
    locality.areas.set(known)
    _write_crisis_services(locality, crisis_services)
    record_audit("create_locality", locality, by=by, at=at, name=name, region=region, areas=sorted(known))
    return locality


@transaction.atomic
def set_up_locality(
    *, coordinator_email: str = "", coordinator_name: str = "", by: User, at: datetime, **locality: Any
) -> Locality:
    """Set up a locality as `create_locality` does, with its coordinator; without an address, whoever sets it up."""
    made = create_locality(by=by, at=at, **locality)
    if coordinator_email:
        invite(email=coordinator_email, name=coordinator_name, role=Role.COORDINATOR, place=made, by=by, at=at)
    else:
        give_role(user=by, role=Role.COORDINATOR, place=made, by=by, at=at)
    return made


@transaction.atomic
def record_crisis_service(
    *, locality: int, line: CrisisLineGiven, service: int | None = None, by: User | None, at: datetime
) -> CrisisService:
    """Put a crisis service on the locality's page of help, or what is true of it now. Raises `NoSuchCrisisService`."""
    if service is None:
        last = CrisisService.objects.filter(locality=locality).order_by("-position").first()
        row = CrisisService(locality_id=locality, position=last.position + 1 if last else 0)
        before: list[str] = []
    else:
        row = _crisis_service(locality, service)
        before = [row.name, row.telephone, row.hours]
    for field in ("name", "hours", "checked_on", "telephone", "text_number", "address", "for_whom"):
        setattr(row, field, getattr(line, field))
    row.save()
    record_audit("record_crisis_service", row, by=by, at=at, before=before)
    return row


@transaction.atomic
def remove_crisis_service(*, locality: int, service: int, by: User | None, at: datetime) -> None:
    """Take a crisis service that closed off the page; the audit keeps what it was. Raises `NoSuchCrisisService`."""
    row = _crisis_service(locality, service)
    record_audit(
        "remove_crisis_service", row, by=by, at=at, before=[row.name, row.telephone, row.hours, str(row.checked_on)]
    )
    row.delete()


def _crisis_service(locality: int, service: int) -> CrisisService:
    row = CrisisService.objects.select_for_update().filter(locality=locality, pk=service).first()
    if row is None:
        raise NoSuchCrisisService("This crisis service is not on the page any more.")
    return row


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:70] or "locality"
    taken = set(Locality.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED_SLUGS
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def _write_crisis_services(locality: Locality, given: Sequence[CrisisLineGiven]) -> None:
    CrisisService.objects.bulk_create(
        CrisisService(
            locality=locality,
            name=line.name,
            telephone=line.telephone,
            text_number=line.text_number,
            address=line.address,
            hours=line.hours,
            for_whom=line.for_whom,
            checked_on=line.checked_on,
            position=position,
        )
        for position, line in enumerate(given)
    )
