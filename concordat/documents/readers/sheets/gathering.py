"""Gathers the sheets of a file into one document: a heading and a table for each, and what was noticed."""

from collections.abc import Iterable

from concordat.documents.domain import Block, Document, Finding, Paragraph, Place, Refused, Run
from concordat.documents.readers.sheets import remarks
from concordat.documents.readers.sheets.layout import Layout
from concordat.documents.readers.sheets.values import Sheet, TooLong
from concordat.documents.readers.sheets.words import Paragraphs

MOST_SHEETS = 250  # that a person sees; a sheet for each week of four years makes 208


class Gathering:
    """The sheets of one file, in order."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._layout = Layout()
        self.paragraphs = Paragraphs()
        self._blocks: list[Block] = []
        self._left_out: list[str] = []
        self._begun = 0
        self.findings: list[Finding] = []

    def begin(self) -> None:
        """Count a sheet that is about to be read; raises `Refused` where there are more than any plan has."""
        self._begun += 1
        if self._begun > MOST_SHEETS:
            raise Refused(
                "too-large",
                f"{self._name} has more than {MOST_SHEETS} sheets: save only those of the plan in a new Excel "
                "workbook (.xlsx) and upload that.",
            )

    def add(self, sheet: Sheet) -> None:
        """Lay a sheet out; one without words leaves no trace, one that is too long is left out and spoken of."""
        try:
            table = self._layout.table(sheet)
        except TooLong:
            self.leave_out(sheet.title or "")
            return
        if table is None:
            return
        if sheet.title is not None:
            place = Place(sheet=sheet.title)
            self._blocks.append(Paragraph(sheet.title, (Run(sheet.title),), heading=1, place=place))
        self._blocks.append(table)
        self.findings += remarks.of_sheet(sheet, table)

    def leave_out(self, title: str) -> None:
        """Note a sheet that holds more than any plan."""
        self._left_out.append(title)
        self.findings.append(remarks.too_long(title))

    def document(
        self,
        file_format: str,
        *,
        title: str | None = None,
        headers: Iterable[str] = (),
        text_boxes: Iterable[str] = (),
    ) -> Document:
        """What was gathered; raises `Refused` where nothing is left because every sheet is too long."""
        if self._left_out and not self._blocks:
            raise Refused(
                "too-large",
                f"{self._name} holds far more rows than a plan: save only the plan in a file of its own and upload "
                "that.",
            )
        return Document(
            name=self._name,
            format=file_format,
            blocks=tuple(self._blocks),
            title=title,
            headers=tuple(dict.fromkeys(text for text in headers if text)),
            text_boxes=tuple(text_boxes),
            findings=tuple(self.findings),
        )
