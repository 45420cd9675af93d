"""Brings a document in and keeps what people decide about its reading, until it is accepted or given up."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.domain import OrganisationType, fold_name
from concordat.directory.models import Locality, Organisation
from concordat.documents import read
from concordat.plans.domain import reading_json
from concordat.plans.domain.corrections import (
    MissingChoice,
    MissingDecision,
    NotACorrection,
    PlanField,
    RowField,
    checked_plan_value,
    checked_row_value,
)
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadPlan
from concordat.plans.models import Correction, LeadDecision, PlanImport, SourceDocument


class NotAPlan(Exception):
    """The document was read, and holds no action plan; `message` is one sentence for the person who sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class AlreadyAccepted(Exception):
    """This very file was accepted before; `number` is its import."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number
        self.message = message


class ImportEnded(Exception):
    """The import was accepted or given up, so nothing about it changes any more."""


def start_import(*, locality_id: int, name: str, content: bytes, by: User | None, at: datetime) -> int:
    """Read a document and keep the file and the reading for review; gives the number of the import.

    Nothing of the plan changes yet. A file that is being reviewed already is not brought in twice.

    Raises `documents.domain.Refused`, `NotAPlan` and `AlreadyAccepted`; then nothing is kept.
    """
    name = PurePath(name.replace("\\", "/")).name[:255] or "document"
    sha256 = hashlib.sha256(content).hexdigest()
    open_import = _started_before(locality_id, sha256)
    if open_import is not None:
        return open_import
    document = read(content, name=name)
    plan = read_plan(document)
    _refuse_what_is_no_plan(plan, name)
    reading = reading_json.dump(plan)
    with transaction.atomic():
        Locality.objects.select_for_update().get(pk=locality_id)
        # Reading takes a while: a second click may have come in between.
        open_import = _started_before(locality_id, sha256)
        if open_import is not None:
            return open_import
        kept = SourceDocument.objects.create(
            locality_id=locality_id,
            name=name,
            format=document.format[:10],
            content=content,
            size=len(content),
            sha256=sha256,
            uploaded_at=at,
            uploaded_by=by,
        )
        plan_import = PlanImport.objects.create(
            locality_id=locality_id, document=kept, reading=reading, started_at=at, started_by=by
        )
        record_audit("start_import", plan_import, by=by, at=at, document=kept.pk, name=name, sha256=sha256)
    return plan_import.pk


def _started_before(locality_id: int, sha256: str) -> int | None:
    same = PlanImport.objects.filter(locality=locality_id, document__sha256=sha256).select_related("edition")
    for plan_import in same.exclude(state=PlanImport.State.ABANDONED).defer("reading"):
        if plan_import.edition is not None:
            raise AlreadyAccepted(
                plan_import.pk,
                f"This file was accepted before: it is edition {plan_import.edition.number} of the plan.",
            )
        return plan_import.pk
    return None


def _refuse_what_is_no_plan(plan: ReadPlan, name: str) -> None:
    if any(True for _ in plan.actions()):
        return
    if unread := next((f for f in plan.findings if f.severity == "error" and f.code != "no-plan"), None):
        raise NotAPlan(unread.message)
    if not plan.is_plan:
        raise NotAPlan(
            f"No action plan was found in {name}: no table in it says what will be done, by whom and by when. "
            "Choose the document that holds the plan."
        )
    raise NotAPlan(
        f"{name} is laid out as an action plan, but no action is filled in. Choose the document with the actions."
    )


@transaction.atomic
def correct_row(
    *,
    import_id: int,
    row: int,
    values: Mapping[RowField, Any],
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Decide some fields of one row (counted from 0) in place of what was concluded, or confirm the conclusion.

    `overruled_reason` says why what looks like a patient's details in it is none.
    Raises `NotACorrection` and `ImportEnded`; then nothing is kept.
    """
    plan_import = lock_open_import(import_id)
    if not 0 <= row < sum(len(section.get("actions", ())) for section in plan_import.reading["sections"]):
        raise NotACorrection("There is no such row in the document.")
    checked = {field: checked_row_value(field, value) for field, value in values.items()}
    if checked.get(RowField.MATCH):
        _refuse_double_match(plan_import, row, checked[RowField.MATCH])
    Correction.objects.bulk_create(
        Correction(plan_import=plan_import, row=row, field=field.value, value=value, at=at, by=by)
        for field, value in checked.items()
    )
    why = {"overruled_reason": overruled_reason} if overruled_reason else {}
    fields = [field.value for field in checked]
    record_audit("correct_row", plan_import, by=by, at=at, row=row, fields=fields, **why)


def _refuse_double_match(plan_import: PlanImport, row: int, number: int) -> None:
    chosen: dict[int, int] = dict(
        plan_import.corrections.filter(field=RowField.MATCH.value)
        .exclude(row=row)
        .order_by("pk")
        .values_list("row", "value")
    )
    if number in chosen.values():
        raise NotACorrection("Another row was said to continue this action. Change that one first.")


@transaction.atomic
def correct_plan(
    *,
    import_id: int,
    values: Sequence[tuple[PlanField, Any]],
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> None:
    """Decide something of the plan as a whole, as `correct_row` does of a row.

    Raises `NotACorrection` and `ImportEnded`; then nothing is kept.
    """
    plan_import = lock_open_import(import_id)
    Correction.objects.bulk_create(
        Correction(
            plan_import=plan_import, row=None, field=field.value, value=checked_plan_value(field, value), at=at, by=by
        )
        for field, value in values
    )
    why = {"overruled_reason": overruled_reason} if overruled_reason else {}
    fields = sorted({field.value for field, _ in values})
    record_audit("correct_plan", plan_import, by=by, at=at, fields=fields, **why)


@transaction.atomic
def decide_missing(*, import_id: int, decisions: Mapping[int, MissingDecision], by: User | None, at: datetime) -> None:
    """Say what became of actions (by number) that are not in the document. Raises as `correct_plan` does."""
    _refuse_what_cannot_be_merged(lock_open_import(import_id), decisions)
    values = [(PlanField.MISSING, decision.as_value(number)) for number, decision in decisions.items()]
    correct_plan(import_id=import_id, values=values, by=by, at=at)


def _refuse_what_cannot_be_merged(plan_import: PlanImport, decisions: Mapping[int, MissingDecision]) -> None:
    """An action lives on in a row of the document, or in an action that does not itself end in a third one."""
    rows = sum(len(section.get("actions", ())) for section in plan_import.reading["sections"])
    said = plan_import.corrections.filter(field=PlanField.MISSING.value).order_by("pk").values_list("value", flat=True)
    standing = {value["number"]: MissingDecision.from_value(value) for value in said} | dict(decisions)
    for decision in decisions.values():
        if decision.choice is not MissingChoice.MERGED:
            continue
        if decision.into_row is not None and not 0 <= decision.into_row < rows:
            raise NotACorrection("There is no such row in the document.")
        target = standing.get(decision.into_number) if decision.into_number is not None else None
        if target is not None and target.choice is MissingChoice.MERGED:
            raise NotACorrection(
                "An action can’t become part of one that became part of another itself. Say which one holds both now."
            )


@dataclass(frozen=True, slots=True)
class LeadGiven:
    """Whom a name means. `kind` is a value of LeadDecision.Kind; `organisation_id` is the body, or a person's."""

    name: str
    kind: str
    organisation_id: int | None = None
    new_name: str = ""
    new_type: OrganisationType | None = None


@transaction.atomic
def decide_leads(*, import_id: int, leads: Sequence[LeadGiven], by: User | None, at: datetime) -> None:
    """Decide whom names in the lead cells mean. Raises `NotACorrection` and `ImportEnded`; then nothing is kept."""
    plan_import = lock_open_import(import_id)
    known = set(
        Organisation.objects.filter(pk__in=[lead.organisation_id for lead in leads]).values_list("pk", flat=True)
    )
    for lead in leads:
        _check_lead(lead, known)
        LeadDecision.objects.update_or_create(
            plan_import=plan_import,
            folded=fold_name(lead.name)[:200],
            defaults={
                "name": lead.name[:200],
                "kind": lead.kind,
                "organisation_id": lead.organisation_id,
                "new_name": lead.new_name.strip()[:200],
                "new_type": lead.new_type.value if lead.new_type else "",
                "at": at,
                "by": by,
            },
        )
    record_audit(
        "decide_leads",
        plan_import,
        by=by,
        at=at,
        leads=[[lead.name, lead.kind, lead.organisation_id] for lead in leads],
    )


def _check_lead(lead: LeadGiven, known: set[int]) -> None:
    if lead.kind not in LeadDecision.Kind.values or not fold_name(lead.name):
        raise NotACorrection(f"Say who “{lead.name}” is.")
    if lead.organisation_id is not None and lead.organisation_id not in known:
        raise NotACorrection(f"Choose the organisation that “{lead.name}” is.")
    if lead.kind == LeadDecision.Kind.ORGANISATION and lead.organisation_id is None:
        raise NotACorrection(f"Choose the organisation that “{lead.name}” is.")
    if lead.kind == LeadDecision.Kind.NEW and (not fold_name(lead.new_name) or lead.new_type is None):
        raise NotACorrection(f"Give the new partner “{lead.name}” a name and say what kind of body it is.")


@transaction.atomic
def abandon_import(*, import_id: int, by: User | None, at: datetime) -> None:
    """Give an import up; the file and what was decided stay on record. Raises `ImportEnded`."""
    plan_import = lock_open_import(import_id)
    plan_import.state = PlanImport.State.ABANDONED
    plan_import.ended_at = at
    plan_import.ended_by = by
    plan_import.save(update_fields=["state", "ended_at", "ended_by"])
    record_audit("abandon_import", plan_import, by=by, at=at)


def lock_open_import(import_id: int) -> PlanImport:
    """The import, held for this transaction; raises `ImportEnded` unless it is being reviewed."""
    rows = PlanImport.objects.select_for_update(of=("self",)).select_related("locality", "document", "edition")
    plan_import = rows.defer("document__content").get(pk=import_id)
    if plan_import.state == PlanImport.State.ACCEPTED:
        raise ImportEnded("This document was accepted already. To change the plan, bring in the next one.")
    if plan_import.state == PlanImport.State.ABANDONED:
        raise ImportEnded("This import was given up. To review the document, bring it in again.")
    return plan_import
