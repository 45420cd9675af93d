"""Changes who leads actions: each change is a new wording with its reason, and what stood before stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.patients import identifiers_in, identifiers_sentence, wrong_with_reason
from concordat.accounts.models import User
from concordat.directory.domain import Body
from concordat.directory.models import Organisation, Partner, Person
from concordat.directory.queries import fates_of
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import State
from concordat.plans.models import Action, ActionLead, ActionWording


class NoSuchAction(Exception):
    """The plan has no such action, or it stands in it no more."""


class NobodyLeads(Exception):
    """At least one body or person leads an action."""


class NoSuchLead(Exception):
    """Who is chosen is no partner of the locality, or works there no more."""


class LeadsUnchanged(Exception):
    """They lead it already."""


class LeadsMeanwhileChanged(Exception):
    """Somebody else changed the words or the leads of the action since the page was opened."""


class ReasonMissing(Exception):
    """A change of leads says why."""


class ReasonStopped(Exception):
    """The reason holds what looks like a patient's details, and nobody said why that is none."""


class OverrulingStopped(Exception):
    """The reason for overruling holds a person's details itself."""


class EndedBody(Exception):
    """Who is chosen has ended, or works for a body that has, and nobody said that it is meant."""


REFUSALS = (
    NoSuchAction,
    NobodyLeads,
    NoSuchLead,
    LeadsUnchanged,
    LeadsMeanwhileChanged,
    ReasonMissing,
    ReasonStopped,
    OverrulingStopped,
    EndedBody,
)


@dataclass(frozen=True, slots=True)
class LeadChosen:
    """Who is to lead or support: the key of an organisation or of a person."""

    role: LeadRole
    organisation: int | None = None
    person: int | None = None


@transaction.atomic
def change_leads(
    *,
    locality: int,
    action: int,
    wording: int,
    leads: Sequence[LeadChosen],
    reason: str,
    overruled_reason: str = "",
    is_meant: bool = False,
    by: User | None,
    at: datetime,
) -> ActionWording:
    """Say who leads and supports an action (its number) now.

    `wording` is the key of the one that the page showed; `overruled_reason` says why what looks like a patient's
    details in the reason is none; `is_meant` takes a body that has ended. Raises one of `REFUSALS`.
    """
    reason, overruled = _checked(reason, overruled_reason)
    row = _actions(locality).filter(number=action).first()
    if row is None or row.wording is None:
        raise NoSuchAction("This action is not in the plan any more.")
    if row.wording_id != wording:
        raise LeadsMeanwhileChanged("Somebody changed this action in the meantime. Look at it as it stands now.")
    if not any(lead.role is LeadRole.LEAD for lead in leads):
        raise NobodyLeads("Choose who leads it.")
    chosen = list(dict.fromkeys(leads))
    before = list(row.wording.leads.all())
    if [(lead.role, lead.organisation, lead.person) for lead in chosen] == [_as_chosen(lead) for lead in before]:
        raise LeadsUnchanged("They lead it already.")
    rows = _rows(locality, chosen, before)
    if not is_meant:
        stay = {_as_chosen(lead)[1:] for lead in before}
        _stop_at_ended([lead for lead in rows if _as_chosen(lead)[1:] not in stay], on=timezone.localdate(at))
    return _word_anew(row, rows, reason, overruled, by=by, at=at)


@transaction.atomic
def hand_over(
    *,
    locality: int,
    person: int,
    to: LeadChosen,
    reason: str,
    overruled_reason: str = "",
    is_meant: bool = False,
    by: User | None,
    at: datetime,
) -> int:
    """Let somebody else take every open action that names a person, in the same role; gives how many they were.

    The role in `to` counts for nothing. What is complete keeps the name of who did it. Raises `NoSuchLead`,
    `LeadsUnchanged`, `ReasonMissing`, `ReasonStopped`, `OverrulingStopped` and, unless it `is_meant`, `EndedBody`.
    """
    reason, overruled = _checked(reason, overruled_reason)
    if to.person == person:
        raise LeadsUnchanged("They lead it already.")
    (taker,) = _rows(locality, [to], [])
    if not is_meant:
        _stop_at_ended([taker], on=timezone.localdate(at))
    naming = ActionLead.objects.filter(person=person).values("wording")
    is_open = [state for state in State if state.is_open]
    actions = list(_actions(locality).filter(wording__in=naming, update__state__in=is_open))
    for action in actions:
        before = action.wording.leads.all() if action.wording else ()
        leads = [_copy(taker if lead.person_id == person else lead, lead.role) for lead in before]
        _word_anew(action, leads, reason, overruled, by=by, at=at)
    return len(actions)


def _checked(reason: str, overruled: str) -> tuple[str, str]:
    """The reason, and why what looks like a patient's details in it is none; "" where nothing does."""
    reason, overruled = reason.strip(), overruled.strip()
    if not reason:
        raise ReasonMissing("Say why somebody else leads it.")
    found = identifiers_in(reason)
    if not found:
        return reason, ""
    if not overruled:
        raise ReasonStopped(
            f"There is {identifiers_sentence(found)} in the reason. Plans hold nothing about patients: take it out, "
            "or say below why it is none."
        )
    if sentence := wrong_with_reason(overruled):
        raise OverrulingStopped(sentence)
    return reason, overruled


def _stop_at_ended(leads: Sequence[ActionLead], *, on: date) -> None:
    """Say who has the duties now of a body that has ended, before it is given anything new. Raises `EndedBody`."""
    rows = Organisation.objects.filter(pk__in=[lead.organisation_id for lead in leads], ends_on__lt=on)
    fates = fates_of((Body(row.slug, row.name, row.ends_on) for row in rows), on=on)
    said = []
    for fate in sorted(fates.values(), key=lambda each: each.name):
        now = " and ".join(heir.name for heir in fate.heirs)
        said.append(
            f"{fate.name} ended on {spoken_day(fate.ended_on)}{f'; its duties are now with {now}' if now else ''}."
        )
    if said:
        raise EndedBody(f"{' '.join(said)} Choose whoever has them now, or say that it is meant.")


def _actions(locality: int) -> QuerySet[Action]:
    """Locked, so that two changes of one action are written one after the other."""
    rows = Action.objects.select_for_update(of=("self",)).filter(plan__locality=locality, wording__isnull=False)
    return rows.select_related("wording").order_by("pk")


def _as_chosen(lead: ActionLead) -> tuple[str, int | None, int | None]:
    """Who a row means: its person, whatever they work for, or else its organisation."""
    return (lead.role, None if lead.person_id else lead.organisation_id, lead.person_id)


def _rows(locality: int, chosen: Sequence[LeadChosen], before: Sequence[ActionLead]) -> list[ActionLead]:
    """The leads to write; who stays is still called what they were. Leads come before those who support."""
    standing = {_as_chosen(lead)[1:]: lead for lead in before}
    partners = Partner.objects.filter(locality=locality, organisation__in=[lead.organisation for lead in chosen])
    names = dict(partners.values_list("organisation_id", "organisation__name"))
    people = Person.objects.filter(locality=locality, left_on=None, pk__in=[lead.person for lead in chosen])
    known = {person.pk: person for person in people.select_related("organisation")}
    rows = []
    for lead in sorted(chosen, key=lambda lead: lead.role is LeadRole.SUPPORT):
        stays = standing.get((lead.organisation, lead.person))
        if stays is not None:
            rows.append(_copy(stays, lead.role))
        elif lead.person in known:
            rows.append(_row_of(known[lead.person], lead.role))
        elif lead.organisation in names:
            row = ActionLead(organisation_id=lead.organisation, name_as_written=names[lead.organisation][:200])
            rows.append(_copy(row, lead.role))
        else:
            raise NoSuchLead("Choose a partner here, or somebody who works here.")
    return rows


def _row_of(person: Person, role: str) -> ActionLead:
    where = person.organisation
    written = f"{where.name} ({person.name})" if where else person.name
    return ActionLead(organisation=where, person=person, name_as_written=written[:200], role=role)


def _copy(lead: ActionLead, role: str) -> ActionLead:
    return ActionLead(
        organisation_id=lead.organisation_id,
        person_id=lead.person_id,
        name_as_written=lead.name_as_written,
        role=role,
    )


def _word_anew(
    action: Action, leads: Sequence[ActionLead], reason: str, overruled: str, *, by: User | None, at: datetime
) -> ActionWording:
    """Write the wording that differs from the present one in its leads alone, each once in a role."""
    before = action.wording
    if before is None:
        raise NoSuchAction("This action is not in the plan any more.")
    once = list({_as_chosen(lead): lead for lead in reversed(leads)}.values())[::-1]
    wording = ActionWording.objects.create(
        action=action,
        section_id=before.section_id,
        position=before.position,
        references=before.references,
        text=before.text,
        theme=before.theme,
        outcome=before.outcome,
        group=before.group,
        led_by_text=_in_words(once),
        recorded_at=at,
        by=by,
        reason=reason,
    )
    for position, lead in enumerate(once):
        lead.wording, lead.position = wording, position
    ActionLead.objects.bulk_create(once)
    action.wording = wording
    action.save(update_fields=["wording"])
    why = {"overruled_reason": overruled} if overruled else {}
    record_audit("change_leads", action, by=by, at=at, wording=wording.pk, before=before.pk, **why)
    return wording


def _in_words(leads: Sequence[ActionLead]) -> str:
    """As a lead cell would say it, so that what is downloaded can be read in again."""
    named = {
        role: "; ".join(dict.fromkeys(lead.name_as_written for lead in leads if lead.role == role))
        for role in (LeadRole.LEAD, LeadRole.SUPPORT)
    }
    support = f"Supported by: {named[LeadRole.SUPPORT]}" if named[LeadRole.SUPPORT] else ""
    return "\n".join(part for part in (named[LeadRole.LEAD], support) if part)
