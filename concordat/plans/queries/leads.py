"""Reads who leads an action and who could, and which actions name a person, for whoever may change that."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from concordat.accounts.access import Permission
from concordat.directory.domain import Body, Fate
from concordat.directory.models import Organisation, Partner, Person
from concordat.directory.queries import fates_of
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import Action, ActionLead
from concordat.plans.queries.standpoints import NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class CandidateSeen:
    """Who could lead: `key` is "organisation:12" or "person:5", `words` say who that is.

    `fate` says of an organisation that has ended who has its duties now.
    """

    key: str
    words: str
    fate: Fate | None = None


@dataclass(frozen=True, slots=True)
class LeadNow:
    """Who leads or supports an action now; `left_on` where it is a person who left."""

    key: str
    words: str
    role: LeadRole
    left_on: date | None


@dataclass(frozen=True, slots=True)
class LeadsOfAction:
    """An action with those who lead it; `wording` is the key of what is shown."""

    locality_id: int
    locality_name: str
    number: int
    references: tuple[str, ...]
    text: str
    wording: int
    leads: tuple[LeadNow, ...]
    candidates: tuple[CandidateSeen, ...]


@dataclass(frozen=True, slots=True)
class NamedAction:
    """An action that names a person, and as what."""

    number: int
    references: tuple[str, ...]
    text: str
    state: State
    role: LeadRole


@dataclass(frozen=True, slots=True)
class ActionsOfPerson:
    """The actions that name a person; `candidates` could take the open ones."""

    locality_id: int
    locality_name: str
    person: int
    name: str
    organisation: str
    left_on: date | None
    open: tuple[NamedAction, ...]
    done: tuple[NamedAction, ...]
    candidates: tuple[CandidateSeen, ...]


def leads_of_action(viewer: Viewer, locality: str, number: int) -> LeadsOfAction:
    """Who leads an action and who could. Raises `NotSeen`, also for who may not change it."""
    standpoint = _standpoint(viewer, locality)
    rows = Action.objects.filter(plan=standpoint.plan_pk, number=number).select_related("wording")
    action = rows.first()
    if action is None or action.wording is None:
        raise NotSeen(f"action {number} of {locality}")
    leads = tuple(_now(lead) for lead in _named(action.wording.leads.all()))
    return LeadsOfAction(
        locality_id=standpoint.locality_pk,
        locality_name=standpoint.locality_name,
        number=number,
        references=tuple(action.wording.references),
        text=action.wording.text,
        wording=action.wording.pk,
        leads=leads,
        candidates=_candidates(standpoint, leads),
    )


def actions_of_person(viewer: Viewer, locality: str, person: int) -> ActionsOfPerson:
    """The actions of the live plan that name a person of the locality. Raises `NotSeen`."""
    standpoint = _standpoint(viewer, locality)
    who = Person.objects.filter(locality=standpoint.locality_pk, pk=person).select_related("organisation").first()
    if who is None:
        raise NotSeen(f"person {person} of {locality}")
    roles = {
        wording: LeadRole(role)
        # As a lead where somebody both leads and supports: "lead" is before "support".
        for wording, role in ActionLead.objects.filter(person=who).order_by("-role").values_list("wording_id", "role")
    }
    rows = (
        Action.objects.filter(plan=standpoint.plan_pk, wording__in=list(roles), update__isnull=False)
        .order_by("wording__section__position", "wording__position", "number")
        .values_list("number", "wording__references", "wording__text", "update__state", "wording_id")
    )
    named = [
        NamedAction(number, tuple(references), text, State(state), roles[wording])
        for number, references, text, state, wording in rows
    ]
    return ActionsOfPerson(
        locality_id=standpoint.locality_pk,
        locality_name=standpoint.locality_name,
        person=who.pk,
        name=who.name,
        organisation=str(who.organisation or ""),
        left_on=who.left_on,
        open=tuple(action for action in named if action.state.is_open),
        done=tuple(action for action in named if not action.state.is_open),
        candidates=tuple(each for each in _candidates(standpoint, ()) if each.key != f"person:{who.pk}"),
    )


def _standpoint(viewer: Viewer, locality: str) -> Standpoint:
    standpoint = standpoint_of(viewer, locality)
    if not viewer.has_perm(Permission.CORRECT_PLAN, locality):
        raise NotSeen(f"the leads of {locality}")
    return standpoint


def _named(leads: QuerySet[ActionLead]) -> QuerySet[ActionLead]:
    return leads.select_related("organisation", "person__organisation")


def _now(lead: ActionLead) -> LeadNow:
    if lead.person is not None:
        return LeadNow(f"person:{lead.person.pk}", _person_words(lead.person), LeadRole(lead.role), lead.person.left_on)
    return LeadNow(f"organisation:{lead.organisation_id}", str(lead.organisation), LeadRole(lead.role), None)


def _candidates(standpoint: Standpoint, standing: tuple[LeadNow, ...]) -> tuple[CandidateSeen, ...]:
    """Partners by name, then people by name; who stands there already may stay, but nobody who left."""
    partners = Partner.objects.filter(locality=standpoint.locality_pk).order_by("organisation__name")
    people = list(
        Person.objects.filter(locality=standpoint.locality_pk, left_on=None)
        .select_related("organisation")
        .order_by("name")
    )
    bodies = {partner.organisation_id: partner.organisation for partner in partners.select_related("organisation")}
    found = {f"organisation:{key}": body.name for key, body in bodies.items()}
    found |= {lead.key: lead.words for lead in standing if lead.key.startswith("organisation")}
    found |= {f"person:{person.pk}": _person_words(person) for person in people}
    fates = _fates(
        {f"organisation:{key}": body for key, body in bodies.items()}
        | {f"person:{person.pk}": person.organisation for person in people if person.organisation}
    )
    return tuple(CandidateSeen(key, words, fates.get(key)) for key, words in found.items())


def _fates(bodies: dict[str, Organisation]) -> dict[str, Fate]:
    """What became of those of these that have ended, by the same keys."""
    found = fates_of((Body(body.slug, body.name, body.ends_on) for body in bodies.values()), on=timezone.localdate())
    return {key: found[body.slug] for key, body in bodies.items() if body.slug in found}


def _person_words(person: Person) -> str:
    return f"{person.name}, {person.organisation}" if person.organisation else person.name
