"""Loads the example's locality: a place that does not exist, whose plan is read from Word files as any other."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from concordat.accounts import commands as accounts
from concordat.accounts.models import User
from concordat.directory import commands as directory
from concordat.directory.domain import OrganisationType, PartnerKind, Role
from concordat.directory.models import Locality, Organisation, Partner
from concordat.plans import gateways
from concordat.plans.commands.example.round import open_example_round
from concordat.plans.commands.importing import accept_import, decide_remaining_leads, start_import


@transaction.atomic
def load_example(*, at: datetime) -> Locality | None:
    """Set the example locality up with its people, import each edition, and open a round of updates.

    Does nothing where it stands already.
    """
    facts = gateways.example_facts()
    if Locality.objects.filter(slug=facts["slug"]).exists():
        return None
    locality = directory.create_locality(
        name=facts["name"],
        region=facts["region"]["code"],
        areas_note=facts["areas_note"],
        about=facts["about"],
        is_example=True,
        crisis_services=[directory.CrisisLineGiven(**service) for service in facts["crisis_services"]],
        by=None,
        at=at,
    )
    bodies = {body["name"]: _add_organisation(locality, body, at=at) for body in facts["organisations"]}
    for person in facts["people"]:
        directory.add_person(
            locality=locality,
            name=person["name"],
            organisation=bodies[person["organisation"]],
            email=person.get("email", ""),
            by=None,
            at=at,
        )
    users = [_let_sign_in(locality, person, bodies, at=at) for person in facts["sign_in"]]
    _give_password([user for user, _ in users])
    coordinator = next(user for user, role in users if role is Role.COORDINATOR)
    editions = gateways.example_editions()
    for name, content, dated_on in editions:
        then = datetime.combine(dated_on, time(10), tzinfo=UTC)
        import_id = start_import(locality_id=locality.pk, name=name, content=content, by=coordinator, at=then)
        decide_remaining_leads(import_id=import_id, by=coordinator, at=then)
        accept_import(import_id=import_id, dated_on=dated_on, publish=True, by=coordinator, at=then)
    open_example_round(locality, bodies, coordinator=coordinator, edition_on=editions[-1][2], at=at)
    return locality


def _add_organisation(locality: Locality, body: dict[str, Any], *, at: datetime) -> Organisation:
    organisation = directory.create_organisation(
        name=body["name"], type=OrganisationType(body["type"]), locality=locality, by=None, at=at
    )
    directory.add_partner(locality=locality, organisation=organisation, kind=PartnerKind(body["kind"]), by=None, at=at)
    for alias in dict.fromkeys([body["short_name"], *body["aliases"]]):
        directory.add_alias(locality=locality, text=alias, organisation=organisation, by=None, at=at)
    return organisation


def _give_password(users: Sequence[User]) -> None:
    """Give all the one password that the start tells whoever starts it; hashing it once for each took seconds."""
    hashed = make_password(gateways.example_password())
    for user in users:
        user.password = hashed
    User.objects.bulk_update(users, ["password"])


def _let_sign_in(
    locality: Locality, person: dict[str, Any], bodies: dict[str, Organisation], *, at: datetime
) -> tuple[User, Role]:
    role = Role(person["role"])
    user = accounts.create_user(email=person["email"], name=person["name"], password=None, at=at)
    place: Any = locality
    if role is Role.LEAD:
        place = Partner.objects.get(locality=locality, organisation=bodies[person["organisation"]])
    elif role is Role.REGIONAL:
        place = locality.region
    elif role in {Role.NATIONAL, Role.ADMINISTRATOR}:
        place = None
    directory.give_role(user=user, role=role, place=place, by=None, at=at)
    return user, role
