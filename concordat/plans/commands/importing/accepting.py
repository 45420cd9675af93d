"""Turns a reviewed document into an edition of the plan, in one transaction."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.editions import write_entries
from concordat.plans.commands.importing.naming import name_leads
from concordat.plans.commands.importing.reviewing import LeadGiven, decide_leads, lock_open_import
from concordat.plans.commands.importing.rows import write_rows
from concordat.plans.commands.importing.sections import follow_renamed_sections
from concordat.plans.commands.importing.successions import write_missing, write_successions
from concordat.plans.commands.searching import write_search
from concordat.plans.domain.corrections import PlanField, checked_plan_value
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.models import Edition, LeadDecision, Plan, PlanImport
from concordat.plans.queries.importing import ImportReview, review_of


class NothingToAccept(Exception):
    """Every row was left out."""


class LeadsUndecided(Exception):
    """Nobody has said yet whom some names in the lead cells mean; `names` are these."""

    def __init__(self, names: Sequence[str]) -> None:
        shown = ", ".join(f"“{name}”" for name in names[:5])
        more = f" and {len(names) - 5} more" if len(names) > 5 else ""
        super().__init__(f"Say first who is meant by {shown}{more}.")
        self.names = tuple(names)


@transaction.atomic
def accept_import(
    *,
    import_id: int,
    dated_on: date,
    publish: bool,
    by: User | None,
    at: datetime,
    title: str | None = None,
    overruled_reason: str = "",
) -> int:
    """Make the reviewed document the next edition of the locality's plan; gives the edition's number.

    All or nothing: actions, wordings, dates, updates, the raw rows, the edition, partners and aliases are written in
    one transaction. Without `title` the one that was read serves; `overruled_reason` says why what looks like a
    patient's details in it is none. Raises `ImportEnded`, `LeadsUndecided`,
    `NothingToAccept` and `NotACorrection` (for the title).
    """
    plan_import = lock_open_import(import_id)
    # Two documents accepted at once would otherwise give the same numbers to two actions.
    locality = Locality.objects.select_for_update().get(pk=plan_import.locality_id)
    review = review_of(plan_import)
    _refuse_what_is_unfinished(review)
    plan = _plan(locality, review, title, at)
    named = name_leads(review, by=by, at=at)
    edition = Edition.objects.create(
        plan=plan,
        number=review.next_edition,
        dated_on=dated_on,
        title=plan.title,
        front_matter=plan.front_matter,
        frozen_at=at,
        frozen_by=by,
        published_at=at if publish else None,
        published_by=by if publish else None,
    )
    written = write_rows(plan, plan_import, review, named, said_on=dated_on, by=by, at=at)
    moved = follow_renamed_sections(plan, review, said_on=dated_on, by=by, at=at)
    entries = [*written, *write_missing(review, moved, said_on=dated_on, by=by, at=at)]
    write_successions(edition, review, written, by=by, at=at)
    write_entries(edition, entries)
    plan_import.state = PlanImport.State.ACCEPTED
    plan_import.edition = edition
    plan_import.ended_at = at
    plan_import.ended_by = by
    plan_import.save(update_fields=["state", "edition", "ended_at", "ended_by"])
    if publish:
        write_search(locality=locality.pk)
    record_audit(
        "accept_import",
        plan_import,
        by=by,
        at=at,
        edition=edition.pk,
        published=publish,
        rows=len(review.plan.taken()),
        added=sum(match.number is None for match in review.matching.matches),
        missing=len(review.matching.missing),
        **({"overruled_reason": overruled_reason} if overruled_reason else {}),
    )
    return edition.number


def _refuse_what_is_unfinished(review: ImportReview) -> None:
    if not review.plan.taken():
        raise NothingToAccept("Every row was left out, so there is nothing to accept.")
    if undecided := [name.found.name for name in review.names if name.is_open]:
        raise LeadsUndecided(undecided)


def _plan(locality: Locality, review: ImportReview, title: str | None, at: datetime) -> Plan:
    """The locality's plan with what stands before the tables of this document."""
    front_matter = replace(
        FrontMatter.of(review.plan.read), contact=review.plan.contact or None, purposes=review.plan.purposes
    )
    plan = Plan.objects.filter(locality=locality).first() or Plan(locality=locality, created_at=at)
    plan.title = checked_plan_value(PlanField.TITLE, review.plan.title if title is None else title)
    plan.front_matter = asdict(front_matter)
    plan.save()
    return plan


@transaction.atomic
def decide_remaining_leads(*, import_id: int, by: User | None, at: datetime) -> None:
    """Let every name that nobody has decided and that is not known here be a new partner of its likely kind.

    For documents that no person reviews, such as the example. Raises `ImportEnded`.
    """
    plan_import = lock_open_import(import_id)
    leads = [
        LeadGiven(
            name.found.name,
            LeadDecision.Kind.NEW.value,
            new_name=name.meaning.new_name,
            new_type=name.meaning.new_type,
        )
        for name in review_of(plan_import).names
        if name.is_open
    ]
    if leads:
        decide_leads(import_id=import_id, leads=leads, by=by, at=at)
