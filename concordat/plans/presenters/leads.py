"""Turns who leads actions into finished words and addresses."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.leads import LeadRole
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import Opening, opening_of
from concordat.plans.queries.leads import ActionsOfPerson, LeadsOfAction, NamedAction

_PARTS = {LeadRole.LEAD: "Leads", LeadRole.SUPPORT: "Supports"}


@dataclass(frozen=True, slots=True)
class LeadsPage:
    """`gone` says of each lead who left since when; `now` who leads and supports, `wording` where that stands."""

    locality_name: str
    reference: str
    text: str
    gone: tuple[str, ...]
    now: tuple[str, ...]
    wording: int


@dataclass(frozen=True, slots=True)
class NamedRow:
    """An action that names somebody; `leads_href` leads to who leads it."""

    reference: str
    words: Opening
    href: str
    leads_href: str
    role: str
    state: Tag


@dataclass(frozen=True, slots=True)
class PersonActionsPage:
    locality_name: str
    name: str
    sentence: str
    open: tuple[NamedRow, ...]
    done: tuple[NamedRow, ...]
    button: str


def present_leads(action: LeadsOfAction) -> LeadsPage:
    return LeadsPage(
        locality_name=action.locality_name,
        reference=_reference(action.references, action.number),
        text=action.text,
        gone=tuple(
            f"{lead.words}, left on {spoken_day(lead.left_on)}" for lead in action.leads if lead.left_on is not None
        ),
        now=tuple(f"{_PARTS[lead.role]}: {lead.words}" for lead in action.leads),
        wording=action.wording,
    )


def present_actions_of(person: ActionsOfPerson, *, plan_href: str) -> PersonActionsPage:
    count = spoken_count(len(person.open), "open action")
    verb = "names" if len(person.open) == 1 else "name"
    sentence = f"{count} {verb} {person.name}." if person.open else f"No open action names {person.name}."
    if person.left_on:
        sentence += f" They left on {spoken_day(person.left_on)}."
    return PersonActionsPage(
        locality_name=person.locality_name,
        name=person.name,
        sentence=sentence,
        open=tuple(_row(action, plan_href) for action in person.open),
        done=tuple(_row(action, plan_href) for action in person.done),
        button=f"Hand over {count}",
    )


def _row(action: NamedAction, plan_href: str) -> NamedRow:
    href = f"{plan_href}actions/{action.number}/"
    return NamedRow(
        reference=_reference(action.references, action.number),
        words=opening_of(action.text),
        href=href,
        leads_href=f"{href}leads/",
        role=_PARTS[action.role],
        state=STATE_TAGS[action.state],
    )


def _reference(references: tuple[str, ...], number: int) -> str:
    return ", ".join(references) or f"Action {number}"
