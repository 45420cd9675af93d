"""Reads the update sheets that went out to partners, and what came back of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from concordat.directory.queries import Viewer
from concordat.plans.domain.update_sheets import FindingKind, Line, RowFinding
from concordat.plans.models import SheetReturn, UpdateSheet, UpdateSheetLine
from concordat.plans.queries.proposing import (
    ProposalSeen,
    ProposingPlace,
    of_partners_seen,
    place_of_proposing,
    proposals_returned,
    standing_of,
)
from concordat.plans.queries.standpoints import NotSeen

MOST_SHEETS = 50  # the newest


@dataclass(frozen=True, slots=True)
class ReturnListed:
    number: int
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class SheetListed:
    code: str
    partner: str
    format: str  # "word" or "excel"
    made_at: datetime
    actions: int
    returns: tuple[ReturnListed, ...]  # newest first


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as it went out; its lines in the order of the plan."""

    code: str
    format: str
    locality_name: str
    plan_title: str
    partner: str
    made_at: datetime
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReturnSeen:
    """A sheet that came back: what was proposed and what is to be said of the rest."""

    number: int
    code: str
    partner: str
    said_by: str
    returned_at: datetime
    document: tuple[int, str] | None
    overruled_reason: str
    findings: tuple[RowFinding, ...]
    proposals: tuple[ProposalSeen, ...]
    actions: int  # on the sheet


def sheets_made(place: ProposingPlace) -> tuple[SheetListed, ...]:
    """The newest sheets that went out to partners whom the viewer sees, in two queries."""
    rows = (
        UpdateSheet.objects.filter(of_partners_seen(place, "partner"), plan__locality=place.id)
        .select_related("partner__organisation")
        .annotate(actions=Count("lines"))[:MOST_SHEETS]
    )
    sheets = list(rows)
    returns: dict[int, list[ReturnListed]] = {}
    for row in SheetReturn.objects.filter(sheet__in=[sheet.pk for sheet in sheets]):
        returns.setdefault(row.sheet_id, []).append(ReturnListed(row.pk, row.returned_at))
    return tuple(
        SheetListed(
            sheet.code,
            sheet.partner.organisation.name,
            sheet.format,
            sheet.made_at,
            sheet.actions,
            tuple(returns.get(sheet.pk, ())),
        )
        for sheet in sheets
    )


def sheet_seen_by(viewer: Viewer, locality: str, code: str) -> SheetSeen:
    """A sheet that went out, for whoever makes sheets and for the partner it is for; raises `NotSeen`."""
    place = place_of_proposing(viewer, locality)
    sheet = (
        UpdateSheet.objects.filter(
            of_partners_seen(place, "partner"), plan__locality=place.id, code=code.replace("-", "").upper()
        )
        .select_related("partner__organisation", "plan")
        .first()
    )
    if sheet is None or not place.may_propose:
        raise NotSeen(code)
    return SheetSeen(
        code=sheet.code,
        format=sheet.format,
        locality_name=place.name,
        plan_title=sheet.plan.title,
        partner=sheet.partner.organisation.name,
        made_at=sheet.made_at,
        lines=tuple(line for line, _ in lines_of(sheet)),
    )


def lines_of(sheet: UpdateSheet) -> tuple[tuple[Line, UpdateSheetLine], ...]:
    """The actions on a sheet as they went out, with their rows, in the order that the plan has them now."""
    rows = (
        UpdateSheetLine.objects.filter(sheet=sheet)
        .select_related("action", "wording__section", "update__timescale")
        .order_by("wording__section__position", "wording__position", "action__number")
    )
    return tuple(
        (Line(row.action.number, tuple(row.wording.references), row.wording.text, standing_of(row.update)), row)
        for row in rows
    )


def return_seen_by(viewer: Viewer, locality: str, number: int) -> tuple[ProposingPlace, ReturnSeen]:
    """A sheet that came back, for whoever sees proposals of its partner; raises `NotSeen`."""
    place = place_of_proposing(viewer, locality)
    row = (
        SheetReturn.objects.filter(of_partners_seen(place, "sheet__partner"), pk=number, sheet__plan__locality=place.id)
        .select_related("sheet__partner__organisation", "document")
        .defer("document__content")
        .annotate(actions=Count("sheet__lines"))
        .first()
    )
    if row is None:
        raise NotSeen(number)
    return place, ReturnSeen(
        number=row.pk,
        code=row.sheet.code,
        partner=row.sheet.partner.organisation.name,
        said_by=row.said_by,
        returned_at=row.returned_at,
        document=(row.document.pk, row.document.name) if row.document else None,
        overruled_reason=row.overruled_reason,
        findings=tuple(load_findings(row.findings)),
        proposals=proposals_returned(place, row.pk),
        actions=row.actions,
    )


def load_findings(stored: Iterable[dict[str, Any]]) -> Iterable[RowFinding]:
    """What was found in a sheet that came back, from the JSON that is kept of it."""
    for finding in stored:
        yield RowFinding(FindingKind(finding["kind"]), finding["row"], finding["number"], finding["sentence"])
