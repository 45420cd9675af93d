"""Makes the bodies and people that a document names known to the locality."""

from dataclasses import dataclass
from datetime import datetime

from concordat.accounts.models import User
from concordat.directory import commands as directory
from concordat.directory.domain import fold_name
from concordat.plans.domain.leads import Lead
from concordat.plans.models import LeadDecision
from concordat.plans.queries.importing import ImportReview, NameReviewed

Kind = LeadDecision.Kind


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a name stands for; both None where it means nobody."""

    organisation: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class LeadNamed:
    """One lead of an action, ready to be written."""

    organisation: int | None
    person: int | None
    role: str
    name_as_written: str


def name_leads(review: ImportReview, *, by: User | None, at: datetime) -> dict[str, Named]:
    """Create what is new, make bodies partners, keep what they are called here; gives the meaning by folded name."""
    return {name.found.folded: _name(review.locality_id, name, by=by, at=at) for name in review.names}


def _name(locality: int, name: NameReviewed, *, by: User | None, at: datetime) -> Named:
    meaning = name.meaning
    organisation = meaning.organisation_id
    if meaning.kind == Kind.NOBODY:
        return Named()
    known_as = meaning.organisation_name
    if meaning.kind == Kind.NEW:
        made = directory.create_organisation(
            name=meaning.new_name, type=meaning.new_type, locality=locality, by=by, at=at
        )
        organisation, known_as = made.pk, made.name
    if organisation is not None:
        directory.add_partner(locality=locality, organisation=organisation, by=by, at=at)
    if meaning.kind == Kind.PERSON:
        person = directory.add_person(locality=locality, name=name.found.name, organisation=organisation, by=by, at=at)
        return Named(None, person.pk)
    if organisation is not None and fold_name(known_as) != name.found.folded:
        _keep_alias(locality, name.found.name, organisation, by=by, at=at)
    return Named(organisation)


def _keep_alias(locality: int, text: str, organisation: int, *, by: User | None, at: datetime) -> None:
    """What the locality calls the body from now on; a name that means another body here keeps that meaning."""
    try:
        directory.add_alias(locality=locality, text=text, organisation=organisation, by=by, at=at)
    except directory.AliasTaken:
        return


def leads_named(leads: tuple[Lead, ...], named: dict[str, Named]) -> tuple[LeadNamed, ...]:
    """The leads of an action by whom they stand for, each once in a role; those who mean nobody are left out."""
    found: dict[tuple[int | None, int | None, str], LeadNamed] = {}
    for lead in leads:
        body = named.get(_folded(lead.organisation), Named())
        person = named.get(_folded(lead.person), Named())
        organisation = body.organisation or person.organisation
        who = body.person or person.person
        if organisation is None and who is None:
            continue
        written = lead.organisation or lead.person or ""
        if lead.organisation and lead.person:
            written = f"{lead.organisation} ({lead.person})"
        key = (organisation, who, lead.role.value)
        found.setdefault(key, LeadNamed(*key, written[:200]))
    return tuple(found.values())


def _folded(name: str | None) -> str:
    return fold_name(name)[:200] if name else ""
