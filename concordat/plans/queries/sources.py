"""Reads the row of a document that an action came from, and the document itself."""

from dataclasses import dataclass, replace
from typing import Any

from concordat.directory.domain import fold_name
from concordat.plans.domain.reading_json import load_cells, load_place
from concordat.plans.domain.readings import SourceCell
from concordat.plans.models import Action, Correction, EditionEntry, LeadDecision, SourceDocument, SourceRow
from concordat.plans.queries.standpoints import EditionSeen, NotSeen, Standpoint, Viewer, standpoint_of


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A row of a document that an action was read from."""

    row: int
    document: int
    document_name: str
    edition: EditionSeen | None
    table: int | None
    table_row: int | None
    sheet: str | None


@dataclass(frozen=True, slots=True)
class SourceRowSeen:
    """The raw cells of a row. The public does not get those that may name staff (`withheld` has their headers) nor
    those whose words were corrected before the edition was published (`corrected`)."""

    locality_slug: str
    locality_name: str
    action_number: int
    references: tuple[str, ...]
    source: SourceSeen
    may_see_draft: bool
    cells: tuple[SourceCell, ...]
    withheld: tuple[str, ...]
    corrected: tuple[str, ...]
    status_word: str
    status_basis: str
    status_certainty: str


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A file as it came in."""

    name: str
    format: str
    content: bytes


def sources_of(standpoint: Standpoint, action: int, row: int | None = None) -> tuple[SourceSeen, ...]:
    """The rows of documents whose edition the viewer may see, oldest first."""
    rows = SourceRow.objects.filter(action=action).order_by("plan_import__edition__number", "index")
    rows = rows.filter(plan_import__edition__in=[pk for pk, _ in standpoint.editions])
    if row is not None:
        rows = rows.filter(pk=row)
    editions = dict(standpoint.editions)
    found = []
    for pk, place, edition, document, name in rows.values_list(
        "pk", "place", "plan_import__edition_id", "plan_import__document_id", "plan_import__document__name"
    ):
        where = load_place(place or {})
        found.append(
            SourceSeen(
                pk, document, standpoint.withheld(name), editions.get(edition), where.table, where.row, where.sheet
            )
        )
    return tuple(found)


def names_people(action: int) -> bool:
    """Whether any wording of the action names a person as its lead."""
    return Action.objects.filter(pk=action, wordings__leads__person__isnull=False).exists()


_LEAD_FIELDS = frozenset({"lead", "support"})
# What a person may put right in a row so that it does not go out as it stood.
_TEXT_FIELDS = frozenset({"action", "theme", "outcome", "progress", "group"})
_TOLD_TOGETHER = frozenset({"outcome", "progress"})
_PEOPLE_IN_HEADER = (
    "lead", "led by", "who", "owner", "officer", "contact", "name", "person", "responsib", "e-mail", "email",
    "tel", "phone", "author", "sponsor",
)  # fmt: skip


def source_row_seen_by(viewer: Viewer, locality_slug: str, number: int, row: int) -> SourceRowSeen:
    """The raw cells of one row that an action came from; raises `NotSeen`.

    From the public the cells that hold people are withheld (the lead cell where somebody was found in it, and any
    other cell whose header speaks of people and that was not taken for something else), and so are words that
    were corrected: they were never published.
    """
    standpoint = standpoint_of(viewer, locality_slug)
    pk = Action.objects.filter(plan=standpoint.plan_pk, number=number).values_list("pk", flat=True).first()
    found = sources_of(standpoint, pk, row) if pk is not None else ()
    if not found:
        raise NotSeen(f"row {row} of action {number} of {locality_slug}")
    stored = SourceRow.objects.get(pk=row)
    cells = load_cells(stored.cells)
    withheld: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    if not standpoint.may_see_draft:
        people = _PeopleInRow.of(stored)
        corrections = _corrected_words(stored)
        withheld = tuple(cell.header for cell in cells if people.may_stand_in(cell))
        rest = [cell for cell in cells if not people.may_stand_in(cell)]
        corrected = tuple(cell.header for cell in rest if _was_corrected(cell, corrections))
        cells = tuple(
            replace(cell, text=standpoint.withheld(cell.text)) for cell in rest if not _was_corrected(cell, corrections)
        )
    references = (
        EditionEntry.objects.filter(edition__plan_import=stored.plan_import_id, action=pk)
        .values_list("wording__references", flat=True)
        .first()
    )
    return SourceRowSeen(
        locality_slug=locality_slug,
        locality_name=standpoint.locality_name,
        action_number=number,
        references=tuple(references or ()),
        source=found[0],
        may_see_draft=standpoint.may_see_draft,
        cells=cells,
        withheld=withheld,
        corrected=corrected,
        status_word=stored.status.get("word") or "",
        status_basis=standpoint.withheld(stored.status.get("basis") or ""),
        status_certainty=stored.status.get("certainty") or "",
    )


@dataclass(frozen=True, slots=True)
class _PeopleInRow:
    """Whether people were found in the lead cells of a row, and which names there are no organisation's."""

    is_named: bool
    names: tuple[str, ...]  # folded

    @classmethod
    def of(cls, row: SourceRow) -> "_PeopleInRow":
        decided = LeadDecision.objects.filter(
            plan_import=row.plan_import_id, kind__in=[LeadDecision.Kind.PERSON, LeadDecision.Kind.NOBODY]
        )
        return cls(names_people(row.action_id), tuple(decided.values_list("folded", flat=True)))

    def may_stand_in(self, cell: SourceCell) -> bool:
        if cell.field in _LEAD_FIELDS:
            words = f" {fold_name(cell.text)} "
            return self.is_named or any(f" {name} " in words for name in self.names if name)
        header = cell.header.casefold()
        return cell.field in (None, "extra") and any(word in header for word in _PEOPLE_IN_HEADER)


def _corrected_words(row: SourceRow) -> dict[str, str]:
    """What people wrote in place of a row's texts, by field; the latest of a field counts."""
    rows = Correction.objects.filter(plan_import=row.plan_import_id, row=row.index, field__in=_TEXT_FIELDS)
    return {field: str(value or "") for field, value in rows.order_by("pk").values_list("field", "value")}


def _was_corrected(cell: SourceCell, corrections: dict[str, str]) -> bool:
    """Whether somebody wrote other words for what the cell holds; progress is often typed into the outcome's cell."""
    fields = _TOLD_TOGETHER if cell.field in _TOLD_TOGETHER else {cell.field}
    return any(
        field in corrections and corrections[field].split() != cell.text.split()
        for field in fields
        if field is not None
    )


def document_seen_by(viewer: Viewer, locality_slug: str, document: int) -> StoredDocument:
    """A file that was brought in, for members; raises `NotSeen`."""
    standpoint = standpoint_of(viewer, locality_slug)
    found: dict[str, Any] | None = None
    if standpoint.may_see_draft:
        found = (
            SourceDocument.objects.filter(pk=document, locality=standpoint.locality_pk)
            .values("name", "format", "content")
            .first()
        )
    if found is None:
        raise NotSeen(f"document {document} of {locality_slug}")
    return StoredDocument(found["name"], found["format"], bytes(found["content"]))
