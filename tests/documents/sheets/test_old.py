"""What comes out of an Excel 97-2003 workbook: the same as out of a newer one."""

import struct

import pytest

from concordat.documents import read
from concordat.documents.domain import Paragraph, Place, Refused, Run
from tests.documents.sheets.building import (
    compound,
    font,
    label,
    look,
    number,
    old_stream,
    old_workbook,
    record,
    string,
    texts,
)


def table_of(content):
    (table,) = read(content, name="plan.xls").tables
    return table


def test_sheet_is_a_heading_and_a_table_with_its_own_row_numbers():
    heading, table = read(
        old_workbook(label(2, 1, "Ref"), label(2, 2, "Action"), label(4, 2, "Meet")), name="p.xls"
    ).blocks
    assert heading == Paragraph("Plan", (Run("Plan"),), heading=1, place=Place(sheet="Plan"))
    assert texts(table) == [["Ref", "Action"], ["", ""], ["", "Meet"]]
    assert table.rows[2].cells[1].place == Place(sheet="Plan", row=5, column=3)


def test_numbers_show_as_their_format_says():
    formats = record(0x041E, struct.pack("<H", 164) + string("mmm\\-yy"))
    looks = (
        font() * 4 + formats + look() * 15 + look(number_format=2) + look(number_format=164) + look(number_format=14)
    )
    cells = [number(0, at, value, 14 + at) for at, value in enumerate([3.1, 3.1, 42150, 42150])]
    assert texts(table_of(old_workbook(*cells, looks=looks))) == [["3.1", "3.10", "May-15", "26/05/2015"]]


def test_days_from_1904_truth_values_and_errors_are_known():
    cells = [
        record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 1, 0)),
        record(0x0205, struct.pack("<HHHBB", 0, 1, 0, 0x17, 1)),
    ]
    cells.append(number(0, 2, 42150 - 1462, 15))
    content = old_workbook(
        *cells, looks=font() * 4 + look() * 15 + look(number_format=14), more=record(0x0022, struct.pack("<H", 1))
    )
    document = read(content, name="plan.xls")
    assert texts(document.tables[0]) == [["TRUE", "", "26/05/2015"]]
    assert [(f.code, f.where) for f in document.findings] == [("error-value", Place(sheet="Plan", row=1, column=2))]


def test_fills_fonts_and_strikes_are_known():
    looks = font() * 2 + font(struck=True) + font(colour=0x0A) + font(name="Wingdings") + look() * 14
    looks += look(font=2) + look(font=3, pattern=1, front=0x11) + look(font=5, pattern=2, front=0x0A)
    table = table_of(old_workbook(label(0, 0, "Gone", 14), label(0, 1, "Late", 15), label(0, 2, "ü", 16), looks=looks))
    gone, late, sign = table.rows[0].cells
    assert (gone.text, gone.struck_text) == ("", "Gone")
    assert (late.fill, late.paragraphs[0].runs[0].colour) == ("008000", "FF0000")
    assert (sign.fill, sign.text) == ("FF8080", "✓")


def test_pieces_of_a_cell_keep_their_looks():
    words = string("By March May") + struct.pack("<HHHHH", 2, 3, 2, 8, 0)
    content = old_workbook(
        record(0x00D6, struct.pack("<HHH", 0, 0, 0) + words),
        looks=font() * 2 + font(struck=True) + font() + look() * 16,
    )
    (paragraph,) = table_of(content).rows[0].cells[0].paragraphs
    assert (paragraph.text, paragraph.struck_text) == ("By  May", "March")


def test_merged_cells_and_hidden_rows_and_columns_are_known():
    cells = [label(row, column, f"{row}{column}") for row in range(3) for column in range(3)]
    cells.append(record(0x00E5, struct.pack("<HHHHH", 1, 1, 2, 0, 0)))
    cells.append(record(0x0208, struct.pack("<HHHHHHI", 2, 0, 3, 255, 0, 0, 1 << 5 | 15 << 16)))
    cells.append(record(0x007D, struct.pack("<HHHHHH", 1, 1, 2000, 15, 1, 0)))
    document = read(old_workbook(*cells), name="plan.xls")
    (table,) = document.tables
    assert texts(table) == [["00", "01", "02"], ["10", "11", "12"], ["10", "21", "22"]]
    assert table.rows[2].cells[0] is table.rows[1].cells[0]
    assert [row.is_hidden for row in table.rows] == [False, False, True]
    assert [f.code for f in document.findings] == ["hidden-rows", "hidden-columns"]


def test_hidden_sheets_are_left_out_by_name_and_filters_are_told():
    row = record(0x0208, struct.pack("<HHHHHHI", 1, 0, 1, 255, 0, 0, 1 << 5 | 15 << 16))
    plan = label(0, 0, "Ref") + label(1, 0, "1.1") + row + record(0x009B)
    stream = old_stream([("Archive", 1, 0, label(0, 0, "Old")), ("Plan", 0, 0, plan), ("Chart", 0, 2, b"")])
    document = read(compound(stream), name="plan.xls")
    assert [table.place.sheet for table in document.tables] == ["Plan"]
    assert [f.code for f in document.findings] == ["hidden-sheet", "hidden-rows"]
    assert "row 2 is hidden by a filter" in document.findings[1].message


def long_name(at):
    """A name whose formula doubles the words of the one before: thirty of them would fill any memory."""
    words = b"\x17\x08\x00" + b"x" * 8 if at == 0 else (b"\x23" + struct.pack("<HH", at, 0)) * 2 + b"\x08"
    name = f"n{at}"
    content = struct.pack("<HBBHHHBBBB", 0, 0, len(name), len(words), 0, 0, 0, 0, 0, 0)
    return record(0x0018, content + b"\x00" + name.encode() + words)


def test_names_and_links_that_would_fill_memory_are_not_worked_out():
    kind = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")
    link = record(0x01B8, struct.pack("<HHHH", 0, 65535, 0, 255) + kind + struct.pack("<II", 2, 0))
    more = b"".join(long_name(at) for at in range(40))
    assert texts(table_of(old_workbook(label(0, 0, "Kept"), link, more=more))) == [["Kept"]]


REFUSED = {
    "locked": (old_workbook(label(0, 0, "x"), more=record(0x002F, bytes(6))), "password-protected"),
    "macro sheet": (compound(old_stream([("Auto", 0, 1, b""), ("Plan", 0, 0, b"")])), "macros"),
    "cut short": (old_workbook(label(0, 0, "x"))[:1700], "damaged"),
    "not a workbook inside": (compound(b"noise" * 1000), "damaged"),
    "more strings than a plan": (
        old_workbook(label(0, 0, "x"), more=record(0x00FC, struct.pack("<II", 9_000_000, 9_000_000))),
        "too-large",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_harmful_or_damaged_workbook_is_refused(case):
    content, code = REFUSED[case]
    with pytest.raises(Refused) as caught:
        read(content, name="plan.xls")
    assert caught.value.code == code


def test_workbook_under_its_older_name_is_read():
    content = compound(old_stream([("Plan", 0, 0, label(0, 0, "Kept"))]), name="Book")
    assert texts(table_of(content)) == [["Kept"]]
    assert read(content, name="plan.xls").format == "xls"
