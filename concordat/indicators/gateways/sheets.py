"""Reads a workbook, separated values or a paste into tables, in memory and within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass

from concordat import documents
from concordat.documents.domain import Document, Finding, Refused, Table

_SHEETS = ("xlsx", "xls", "csv", "tsv")
_NOTES = ("hidden-sheet", "hidden-rows", "hidden-columns", "hidden-columns-left-out", "month-first-dates")
_SAVE = "save it as an Excel workbook (.xlsx) or as CSV"
# The readers speak of plans; whoever sends figures is told what to do with those.
_SENTENCES = {
    "empty-file": "{name} is empty: check that you chose the right file.",
    "too-large": "{name} holds more than can be read at once, which is {limit}: save only the figures of some "
    "years in a file of their own.",
    "too-large-inside": "{name} unpacks to far more than figures ever need, so it was not opened: copy the figures "
    "into a new workbook.",
    "macros": "{name} holds macros (small programs), which are never opened here: save it as a workbook without them "
    "(.xlsx).",
    "password-protected": "{name} is protected with a password: save a copy without it.",
    "damaged": "{name} is damaged or incomplete, so it can't be opened: open it in Excel and save it as a new file.",
}
_ANY = f"{{name}} is no workbook and no table of values that can be read: {_SAVE}, or paste the figures."


class NotReadable(ValueError):
    """A file can't be read as tables; the message is one sentence for whoever sent it."""


@dataclass(frozen=True)
class SheetsRead:
    """The tables of a file. faults: sentences about what keeps it from being loaded; notes: about what does not."""

    tables: tuple[Table, ...]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_sheets(content: bytes, *, name: str) -> SheetsRead:
    """The tables of a file's bytes; its kind is told by what it holds. Raises NotReadable."""
    try:
        document = _read(content, name)
    except Refused as refusal:
        raise NotReadable(_SENTENCES.get(refusal.code, _ANY).format(name=name, limit=_limit())) from None
    if document.format not in _SHEETS:
        raise NotReadable(_ANY.format(name=name))
    return SheetsRead(
        tables=document.tables,
        faults=tuple(_faults(document.findings)),
        notes=tuple(_note(finding) for finding in document.findings if finding.code in _NOTES),
    )


def read_paste(text: str) -> SheetsRead:
    """The table of pasted text, its cells apart by tabs, commas or semicolons. Raises NotReadable."""
    return read_sheets(text.encode("utf-8", errors="replace"), name="What you pasted")


def _limit() -> str:
    from concordat.documents.readers.sheets.values import MOST_CELLS, MOST_ROWS

    return f"{MOST_ROWS:,} rows or {MOST_CELLS:,} cells"


def _read(content: bytes, name: str) -> Document:
    # A site that starts reads nothing yet, and loading the readers takes as long as loading Django.
    from concordat.documents.readers import kinds

    kinds.check_size(content, name)
    if kinds.is_zip(content):
        return documents.read(content, name=name)
    if kinds.is_pdf(content) or kinds.older_word(content, name) is not None or kinds.is_page(content, name):
        raise Refused("kind-not-read", "")
    if kinds.is_old_workbook(content, name):
        return documents.read(content, name=name)
    kinds.refuse_unread(content, name)
    return documents.read(content, name="figures.csv")  # so that any text is taken for a table, and none for a story


def _note(finding: Finding) -> str:
    if finding.code == "hidden-sheet" and finding.where and finding.where.sheet:
        return (
            f"The sheet “{finding.where.sheet}” is hidden in the workbook, so it was left out: show it in Excel and "
            "send the file again if its figures belong here."
        )
    return finding.message


def _faults(findings: tuple[Finding, ...]) -> Iterator[str]:
    for finding in findings:
        sheet = f"On the sheet “{finding.where.sheet}”" if finding.where and finding.where.sheet else "In it"
        if finding.code == "sheet-too-long":
            yield f"{sheet} there are more than {_limit()}, which is the most that is read: load it in parts."
        elif finding.code == "error-value":
            yield f"{sheet} there are errors such as #REF! in cells: mend their formulas, or empty the cells."
        elif finding.code == "formula-without-result":
            yield (
                f"{sheet} there are formulas whose results the file does not hold: open it in Excel, save it, and load "
                "it again."
            )
        elif finding.code == "open-quotation":
            row = finding.where.row if finding.where else ""
            yield f"In row {row} a quotation mark is never closed: close it, or take it out."
        elif finding.code == "sheet-missing":
            yield f"{sheet} nothing can be read, for it is not in the file: open it in Excel and save it again."
