"""Workbooks made to take up time: what stands in them twice is read once, and what is too much is refused."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Refused
from concordat.documents.readers.sheets.gathering import MOST_SHEETS
from tests.documents.sheets.building import (
    MAIN,
    compound,
    label,
    old_stream,
    record,
    rewritten,
    saved,
    workbook,
)


def many_sheets(count, *, shared):
    """A workbook that lists so many sheets; with `shared`, all are said to stand in one place."""
    content = saved(workbook(["Ref", "Action"], ["1.1", "Open a café"])[0])
    names = ["sheet1" if shared else f"many{number}" for number in range(count)]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = "".join(
        f'<Relationship Id="m{number}" Type="{kind}" Target="worksheets/{name}.xml"/>'
        for number, name in enumerate(names)
    )
    listed = "".join(
        f'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="S{number}" '
        f'sheetId="{number + 9}" r:id="m{number}"/>'
        for number in range(count)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
    changes = {} if shared else {f"xl/worksheets/{name}.xml": sheet for name in names}
    changes["xl/_rels/workbook.xml.rels"] = ("</Relationships>", links + "</Relationships>")
    changes["xl/workbook.xml"] = ("</sheets>", listed + "</sheets>")
    return rewritten(content, changes)


def test_sheet_that_many_names_share_is_read_once():
    found = read(many_sheets(2000, shared=True), name="plan.xlsx")
    assert len(found.tables) == 1
    assert {finding.code for finding in found.findings} == {"sheet-missing"}


def test_workbook_of_too_many_sheets_is_refused():
    with pytest.raises(Refused) as caught:
        read(many_sheets(MOST_SHEETS, shared=False), name="plan.xlsx")
    assert caught.value.code == "too-large"
    assert caught.value.message.startswith("plan.xlsx has more than 250 sheets")


def test_old_workbook_whose_sheets_stand_in_one_place_is_refused():
    stream = old_stream([("One", 0, 0, label(0, 0, "Action")), ("Two", 0, 0, label(0, 0, "Lead"))])
    first = stream.index(record(0x0085)[:2])
    second = stream.index(record(0x0085)[:2], first + 2)
    content = stream[: second + 4] + stream[first + 4 : first + 8] + stream[second + 8 :]
    with pytest.raises(Refused) as caught:
        read(compound(content), name="plan.xls")
    assert caught.value.code == "damaged"
