"""Begins a declaration, writes its words, and drops it as a draft."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.models import User
from concordat.assurance.commands.declarations.asking import withdraw_letters
from concordat.assurance.commands.declarations.refusing import lock_draft
from concordat.assurance.domain.declaring import Part, SignatoryKind
from concordat.assurance.models import Declaration, DeclarationWording, Signatory
from concordat.assurance.queries import reference
from concordat.directory.models import Area, Locality


class AlreadyBegun(Exception):
    """The locality has a draft already; the message names it."""


@transaction.atomic
def begin_declaration(*, locality_id: int, by: User | None, at: datetime) -> int:
    """Begin the next version of a locality's declaration; gives its number.

    It starts with the words, areas and signatories of the version that stands, or with the national pattern, the
    locality's own areas, and the partners that are known to sign or support. Nobody has signed it yet. Raises
    `AlreadyBegun`.
    """
    # Two who begin at once would otherwise have one number.
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    latest = locality.declarations.select_related("wording").first()
    draft = locality.declarations.filter(submitted_at=None, ended_at=None).first()
    if draft is not None:
        raise AlreadyBegun(f"Version {draft.number} is being written already.")
    declaration = Declaration.objects.create(
        locality=locality, number=latest.number + 1 if latest else 1, begun_at=at, begun_by=by
    )
    standing = locality.declarations.select_related("wording").filter(submitted_at__isnull=False, ended_at=None).first()
    before = standing or next((d for d in locality.declarations.exclude(pk=declaration.pk) if d.submitted_at), None)
    if before is not None and before.wording is not None:
        old = before.wording
        # What an area became is covered now; the version before goes on saying what it was made for.
        has_ended = old.areas.filter(ends_on__isnull=False).exists()
        areas = (locality if has_ended else old).areas.values_list("pk", flat=True)
        _write(declaration, old.title, old.parts, areas, old.areas_note, by=by, at=at)
        meant = before.signatories.filter(left_out_at=None).order_by("pk").values_list("partner", "kind")
    else:
        pattern = reference.declaration_pattern().worded_for(locality.name)
        parts = [{"key": part.key, "title": part.title, "text": part.text} for part in pattern.parts]
        areas = locality.areas.values_list("pk", flat=True)
        _write(declaration, pattern.title, parts, areas, locality.areas_note, by=by, at=at)
        known = locality.partners.filter(kind__in=[kind.value for kind in SignatoryKind])
        meant = known.values_list("pk", "kind")
    Signatory.objects.bulk_create(
        Signatory(declaration=declaration, partner_id=partner, kind=kind, named_at=at, named_by=by)
        for partner, kind in meant
    )
    record_audit("begin_declaration", declaration, by=by, at=at, number=declaration.number)
    return declaration.number


@transaction.atomic
def word_declaration(
    *,
    declaration_id: int,
    title: str,
    parts: Sequence[Part],
    areas: Sequence[str],
    areas_note: str,
    overruled_reason: str = "",
    by: User | None,
    at: datetime,
) -> bool:
    """Give a draft other words or areas (GSS codes); whoever has signed is to sign these. False where nothing is new.

    Raises `DeclarationEnded` and `NamesAPatient`.
    """
    declaration = lock_draft(declaration_id)
    title, areas_note = " ".join(title.split())[:200], " ".join(areas_note.split())[:200]
    given = [{"key": part.key, "title": part.title, "text": _tidy(part.text)} for part in parts]
    now = declaration.wording
    if now is not None and (title, given, areas_note, set(areas)) == (
        now.title,
        now.parts,
        now.areas_note,
        set(now.areas.values_list("pk", flat=True)),
    ):
        return False
    typed = {"title": title, "areas_note": areas_note, **{f"part_{each['key']}": each["text"] for each in given}}
    if now is not None:  # what stands was looked through when it was typed
        stood = {now.title, now.areas_note, *(each["text"] for each in now.parts)}
        typed = {field: text for field, text in typed.items() if text not in stood}
    why = refuse_patients(typed, overruled_reason)
    _write(declaration, title, given, areas, areas_note, by=by, at=at)
    record_audit("word_declaration", declaration, by=by, at=at, wording=declaration.wording_id, **why)
    return True


@transaction.atomic
def drop_declaration(*, declaration_id: int, by: User | None, at: datetime) -> None:
    """Give a draft up: its links open nothing any more. Raises `DeclarationEnded`."""
    declaration = lock_draft(declaration_id)
    end(declaration, Declaration.Ending.DROPPED, by=by, at=at)
    record_audit("drop_declaration", declaration, by=by, at=at, number=declaration.number)


def end(
    declaration: Declaration, ending: Declaration.Ending, *, reason: str = "", by: User | None, at: datetime
) -> None:
    """End a version; letters about it that nobody has sent yet go nowhere."""
    declaration.ending, declaration.ending_reason = ending, reason
    declaration.ended_at, declaration.ended_by = at, by
    declaration.save(update_fields=["ending", "ending_reason", "ended_at", "ended_by"])
    withdraw_letters(declaration.signatories.values_list("pk", flat=True), why="The declaration ended first.")


def _write(
    declaration: Declaration,
    title: str,
    parts: Sequence[dict[str, str]],
    areas: Sequence[str],
    areas_note: str,
    *,
    by: User | None,
    at: datetime,
) -> None:
    wording = DeclarationWording.objects.create(
        declaration=declaration,
        title=title,
        parts=list(parts),
        areas_note=areas_note,
        pattern_version=reference.declaration_pattern().origin.version,
        recorded_at=at,
        by=by,
    )
    wording.areas.set(Area.objects.filter(pk__in=list(areas)))
    declaration.wording = wording
    declaration.save(update_fields=["wording"])


def _tidy(text: str) -> str:
    """Paragraphs parted by one empty line, without spaces at their ends."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n\n".join(
        paragraph for paragraph in ("\n".join(lines).replace("\n\n\n", "\n\n").split("\n\n")) if paragraph.strip()
    ).strip()
