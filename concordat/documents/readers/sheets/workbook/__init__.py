"""Reads Excel workbooks (.xlsx), each visible sheet as a heading and a table, with values as they show."""

import re

from concordat.documents.domain import Document, Refused
from concordat.documents.readers.package import Damaged, Element, Package
from concordat.documents.readers.sheets import remarks
from concordat.documents.readers.sheets.gathering import Gathering
from concordat.documents.readers.sheets.values import Sheet, TooLong
from concordat.documents.readers.sheets.workbook.drawings import read_drawings
from concordat.documents.readers.sheets.workbook.names import is_on, number, r, x
from concordat.documents.readers.sheets.workbook.strings import SharedStrings
from concordat.documents.readers.sheets.workbook.styles import Styles
from concordat.documents.readers.sheets.workbook.worksheet import Damage, Worksheet, area_of
from concordat.documents.readers.word.colours import Theme

_MOST_HEADER_ROWS = 10
_REPEATED_ROWS = re.compile(r"!\$?(\d{1,7}):\$?(\d{1,7})(?:,|\Z)")


def read_workbook(package: Package) -> Document:
    """Read a workbook; raises `Refused` where it is damaged, locked or made to do harm.

    Formulas count by their stored result. Hidden sheets and comments are left out; nothing outside the file, such as
    another workbook that a formula points at, is looked at.
    """
    main = package.main_part("xl/workbook.xml")
    root = package.tree(main)
    if root is None or root.tag != x("workbook"):
        raise Refused(
            "not-a-workbook",
            f"{package.name} is not an Excel workbook inside, whatever its name says: open it in the program that "
            "made it, save it as an Excel workbook (.xlsx) and upload that.",
        )
    return _Workbook(package, main, root).document()


class _Workbook:
    """A workbook while its sheets are read one after the other."""

    def __init__(self, package: Package, main: str, root: Element) -> None:
        self._package, self._root = package, root
        self._links = package.relationships(main)
        parts = {kind.rpartition("/")[2]: target for kind, target in reversed(self._links.values())}
        self._theme = Theme(self._tree(parts.get("theme")))
        properties = root.find(x("workbookPr"))
        self._since_1904 = properties is not None and is_on(properties.get("date1904"))
        self._styles = Styles(self._tree(parts.get("styles")), self._theme, since_1904=self._since_1904)
        self._strings = SharedStrings(self._styles)
        if "sharedStrings" in parts:
            package.walk(parts["sharedStrings"], self._strings)
        self._gathering = Gathering(package.name)
        self._headers: list[str] = []
        self._text_boxes: list[str] = []
        self._printed: dict[str, str] | None = None  # by the number of a sheet, the rows printed on each of its pages

    def document(self) -> Document:
        hidden: list[str] = []
        read: set[str] = set()
        for at, element in enumerate(self._root.iterfind(f"{x('sheets')}/{x('sheet')}")):
            title = element.get("name", "")
            kind, part = self._links.get(element.get(r("id"), ""), ("", ""))
            if kind and not kind.endswith("/worksheet"):
                continue  # a chart or a dialogue; macro sheets are refused before
            if element.get("state", "visible") != "visible":
                hidden.append(title)
            elif part not in self._package or part in read:
                self._gathering.findings.append(remarks.missing(title))
            else:
                self._gathering.begin()
                read.add(part)  # each sheet has a part of its own; one that a thousand share would be read as often
                self._read(title, part, self._repeated_rows(at))
        self._gathering.findings[:0] = remarks.hidden_sheets(hidden)
        return self._gathering.document(
            "xlsx", title=self._package.title(), headers=self._headers, text_boxes=self._text_boxes
        )

    def _read(self, title: str, part: str, header_rows: set[int]) -> None:
        sheet = Sheet(title, header_rows=header_rows)
        worksheet = Worksheet(
            sheet, self._styles, self._strings, self._gathering.paragraphs, since_1904=self._since_1904
        )
        try:
            self._package.walk(part, worksheet)
        except TooLong:
            self._gathering.leave_out(title)
            return
        except Damage as error:
            raise Damaged(self._package.name) from error
        links = self._package.relationships(part) if worksheet.parts else {}
        for pointer in worksheet.parts:
            kind, target = links.get(pointer, ("", ""))
            if kind.endswith("/drawing"):
                self._add_drawings(sheet, target)
            elif kind.endswith("/table"):
                self._add_table(sheet, target)
        self._headers += worksheet.headers
        self._gathering.add(sheet)

    def _add_drawings(self, sheet: Sheet, part: str) -> None:
        root = self._tree(part)
        if root is not None:
            found = read_drawings(root, self._theme)
            sheet.shapes.update(found.shapes)
            self._text_boxes += found.boxes

    def _add_table(self, sheet: Sheet, part: str) -> None:
        """Learn from an Excel table, a range with headings of its own, where its headings stand."""
        root = self._tree(part)
        area = None if root is None else area_of(root.get("ref", ""))
        if root is None or area is None:
            return
        if number(root.get("headerRowCount"), 1):
            sheet.header_rows.add(area.first_row)
        if root.find(f"{x('autoFilter')}/{x('filterColumn')}") is not None:
            sheet.is_filtered = True

    def _repeated_rows(self, at: int) -> set[int]:
        """The rows of a sheet that are printed at the top of each page."""
        if self._printed is None:
            names = self._root.iterfind(f"{x('definedNames')}/{x('definedName')}")
            titles = [name for name in names if name.get("name") == "_xlnm.Print_Titles"]
            self._printed = {name.get("localSheetId", ""): name.text or "" for name in reversed(titles)}
        match = _REPEATED_ROWS.search(self._printed.get(str(at), ""))
        if match and int(match[2]) - int(match[1]) < _MOST_HEADER_ROWS:
            return set(range(int(match[1]), int(match[2]) + 1))
        return set()

    def _tree(self, part: str | None) -> Element | None:
        return None if part is None else self._package.tree(part)
