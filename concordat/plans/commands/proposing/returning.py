"""Takes an update sheet that came back: what its open cells say of its own actions becomes proposed updates."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.documents import read
from concordat.documents.domain import Document
from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.proposing import Said
from concordat.plans.domain.update_sheets import (
    Answer,
    FindingKind,
    NotASheet,
    RowFinding,
    answers_in,
    code_in_words,
    read_sheet,
)
from concordat.plans.models import ProposedUpdate, SheetReturn, SourceDocument, UpdateSheet, UpdateSheetLine
from concordat.plans.queries.proposing import said_of
from concordat.plans.queries.update_sheets import lines_of


class AlreadyReturned(Exception):
    """This very file came back before; `number` is that return."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number
        self.message = message


def return_update_sheet(
    *,
    locality_id: int,
    name: str,
    content: bytes,
    said_by: str,
    overruled_reason: str = "",
    speaks_for: frozenset[int] | None = None,
    by: User | None,
    at: datetime,
) -> int:
    """Read a sheet that came back and keep it with what it proposes; gives the number of the return.

    The file, the proposals and what is to be said of the other rows are written in one transaction. A row that holds
    what looks like a person's details is not taken, and then the file is not kept either, unless `overruled_reason`
    says why it is none. `speaks_for` are the partners whose sheets may come this way; None: every one. A sheet of
    another partner, another locality or of nowhere is refused in the same words.

    Raises `documents.domain.Refused`, `NotASheet` and `AlreadyReturned`; then nothing is kept.
    """
    name = PurePath(name.replace("\\", "/")).name[:255] or "sheet"
    document = read(content, name=name)
    filled = read_sheet(document)
    overruled_reason = overruled_reason.strip()
    with transaction.atomic():
        sheet = _lock_sheet(filled.code, locality_id, speaks_for)
        sha256 = hashlib.sha256(content).hexdigest()
        _refuse_what_came_before(sheet, sha256, overruled_reason, name)
        lines = lines_of(sheet)
        returned = answers_in(filled, [line for line, _ in lines], overruled=bool(overruled_reason))
        fresh, known = _told_apart(sheet, returned.answers)
        kept = _keep_document(sheet, document, content, sha256, by, at) if returned.may_be_kept else None
        row = SheetReturn.objects.create(
            sheet=sheet,
            document=kept,
            sha256=sha256,
            said_by=said_by[:200],
            returned_at=at,
            by=by,
            overruled_reason=overruled_reason,
            findings=[asdict(finding) for finding in _in_order((*returned.findings, *known))],
        )
        rows = {line.number: row for line, row in lines}
        ProposedUpdate.objects.bulk_create(_proposal(row, answer, rows[answer.number]) for answer in fresh)
        record_audit(
            "return_update_sheet",
            row,
            by=by,
            at=at,
            sheet=sheet.pk,
            document=kept and kept.pk,
            said_by=row.said_by,
            proposed=[answer.number for answer in fresh],
            overruled_reason=overruled_reason,
        )
    return row.pk


def _lock_sheet(code: str, locality_id: int, speaks_for: frozenset[int] | None) -> UpdateSheet:
    """The sheet with this code, locked so that a file that comes twice at once is taken once."""
    sheets = UpdateSheet.objects.select_for_update(of=("self",)).filter(code=code, plan__locality=locality_id)
    sheet = sheets.select_related("plan", "partner__organisation").first()
    if sheet is None or (speaks_for is not None and sheet.partner_id not in speaks_for):
        raise NotASheet(
            f"No sheet that you can bring in has the code {code_in_words(code)}. "
            "Check that the file belongs to this locality, or make a new sheet."
        )
    return sheet


def _refuse_what_came_before(sheet: UpdateSheet, sha256: str, overruled_reason: str, name: str) -> None:
    before = SheetReturn.objects.filter(sheet=sheet, sha256=sha256).first()
    # With a reason, what was stopped before is taken now.
    if before is None or (before.document_id is None and overruled_reason):
        return
    day = spoken_day(timezone.localdate(before.returned_at))
    raise AlreadyReturned(before.pk, f"{name} came in before, on {day}. Nothing was proposed twice.")


def _told_apart(sheet: UpdateSheet, answers: Iterable[Answer]) -> tuple[list[Answer], list[RowFinding]]:
    """The answers that nobody brought in before, and a sentence for each of the others."""
    before: dict[tuple[int, Said], ProposedUpdate] = {
        (proposal.action.number, said_of(proposal)): proposal
        for proposal in ProposedUpdate.objects.filter(sheet_return__sheet=sheet).select_related("action")
    }
    fresh, known = [], []
    for answer in answers:
        earlier = before.get((answer.number, answer.said))
        if earlier is None:
            fresh.append(answer)
            continue
        day = spoken_day(timezone.localdate(earlier.said_at))
        sentence = f"Action {answer.number}: the same came in before, on {day}, and was not proposed again."
        known.append(RowFinding(FindingKind.PASSED_OVER, answer.row, answer.number, sentence))
    return fresh, known


def _in_order(findings: Iterable[RowFinding]) -> list[RowFinding]:
    """What was stopped first, then what was left out, each from the top of the file."""
    order = (FindingKind.STOPPED, FindingKind.LEFT_OUT, FindingKind.PASSED_OVER)
    return sorted(findings, key=lambda finding: (order.index(finding.kind), finding.row or 0))


def _keep_document(
    sheet: UpdateSheet, document: Document, content: bytes, sha256: str, by: User | None, at: datetime
) -> SourceDocument:
    return SourceDocument.objects.create(
        locality_id=sheet.plan.locality_id,
        name=document.name,
        format=document.format[:10],
        content=content,
        size=len(content),
        sha256=sha256,
        uploaded_at=at,
        uploaded_by=by,
    )


def _proposal(row: SheetReturn, answer: Answer, line: UpdateSheetLine) -> ProposedUpdate:
    said = answer.said
    return ProposedUpdate(
        action_id=line.action_id,
        kind=ProposedUpdate.Kind.REPORTED,
        based_on_id=line.update_id,
        partner_id=row.sheet.partner_id,
        said_by=row.said_by,
        said_at=row.returned_at,
        by=row.by,
        progress=said.progress,
        state=said.state.value if said.state else "",
        state_text=said.state_text,
        confidence=said.confidence.value if said.confidence else "",
        confidence_text=said.confidence_text,
        next_step=said.next_step,
        evidence=said.evidence,
        timescale_text=said.timescale_text,
        timescale_reason=said.timescale_reason,
        sheet_return=row,
        row=answer.row,
        overruled_reason=row.overruled_reason if said.identifiers() else "",
    )
