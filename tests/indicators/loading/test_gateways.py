"""Files are read in memory and within bounds; one that can't be read gets a sentence about figures."""

import io
import zipfile

import docx
import pytest

from concordat.indicators.gateways.sheets import NotReadable, read_paste, read_sheets
from tests.documents.sheets.building import SHEET, rewritten
from tests.indicators.loading.sheets import as_csv, workbook

ROWS = [["Measure", "Period", "Figure"], ["Detentions", "Apr-24", 31]]
TOO_MUCH = (
    "figures.xlsx holds more than can be read at once, which is 15,000 rows or 100,000 cells: save only the figures of "
    "some years in a file of their own."
)
NO_TABLE = (
    "figures.xlsx is no workbook and no table of values that can be read: save it as an Excel workbook (.xlsx) or as "
    "CSV, or paste the figures."
)


def a_word_document():
    content = io.BytesIO()
    document = docx.Document()
    document.add_table(1, 2)
    document.save(content)
    return content.getvalue()


def a_zip(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def a_sheet_of(rows):
    lines = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(1, rows + 1))
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
        % lines
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "figures.xlsx is empty: check that you chose the right file."),
        (b"%PDF-1.4 something", NO_TABLE),
        (b"\x89PNG\r\n\x1a\n", NO_TABLE),
        (b"<html><table><tr><td>1</td></tr></table></html>", NO_TABLE),
        (b"MZ\x00\x01\x02", NO_TABLE),
        (b"PK\x03\x04 and nothing more", "figures.xlsx is damaged or incomplete, so it can't be opened: open it in "
         "Excel and save it as a new file."),
        (a_zip(readme="hello"), NO_TABLE),
        (a_word_document(), NO_TABLE),
        (rewritten(workbook(ROWS), {"xl/vbaProject.bin": b"x"}), "figures.xlsx holds macros (small programs), which "
         "are never opened here: save it as a workbook without them (.xlsx)."),
        (b"1,2\n" * 5_300_000, TOO_MUCH),
        (b"1,2\n" * 1_000_000, TOO_MUCH),
        (b"a,b,c\n" * 16_000, TOO_MUCH),
        (rewritten(workbook(ROWS), {SHEET: a_sheet_of(60_000)}), TOO_MUCH),
        (rewritten(workbook(ROWS), {SHEET: a_sheet_of(1_000_000)}), "figures.xlsx unpacks to far more than figures "
         "ever need, so it was not opened: copy the figures into a new workbook."),
        (rewritten(workbook(ROWS), {SHEET: b"<worksheet>" + b" " * 60_000_000}), "figures.xlsx unpacks to far more "
         "than figures ever need, so it was not opened: copy the figures into a new workbook."),
    ],
)  # fmt: skip
def test_file_that_is_not_read_gets_a_sentence(content, sentence):
    with pytest.raises(NotReadable) as refused:
        read_sheets(content, name="figures.xlsx")
    assert str(refused.value) == sentence


def test_huge_cell_is_read_as_what_it_is():
    table = read_sheets(as_csv([*ROWS, ["x" * 500_000, "y" * 500_000, "9" * 500_000]]), name="figures.csv").tables[0]
    assert len(table.rows) == 3


@pytest.mark.parametrize("name", ["figures.csv", "figures.txt", "figures.xlsx", "figures"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separated_values_are_read_whatever_they_are_called(name, encoding):
    content = as_csv([["Measure", "Period", "Figure"], ["Détentions", "Apr-24", 31]]).decode().encode(encoding)
    table = read_sheets(content, name=name).tables[0]
    assert table.rows[1].cells[0].text == "Détentions"


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_paste_is_cut_where_it_was_separated(separator):
    table = read_paste("\n".join(separator.join(map(str, row)) for row in ROWS)).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["Detentions", "Apr-24", "31"]


def test_sheet_that_is_too_long_keeps_the_others_from_being_loaded():
    import openpyxl

    from tests.indicators.loading.sheets import saved

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    long = book.create_sheet("All of it")
    for number in range(15_002):
        long.append([number])
    read = read_sheets(saved(book), name="figures.xlsx")
    assert read.faults == (
        "On the sheet “All of it” there are more than 15,000 rows or 100,000 cells, which is the most that is read: "
        "load it in parts.",
    )
