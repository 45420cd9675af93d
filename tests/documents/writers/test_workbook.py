import io
import re
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings

from concordat.documents import read, writers
from concordat.documents.domain import Cell, FormCell, Paragraph, Run
from concordat.documents.readers.sheets.words import shown
from concordat.documents.writers import grids, words
from tests.documents.writers import writing
from tests.documents.writers.writing import cell, document, para, row, table


def back(made):
    return read(writers.write_workbook(made), name="plan.xlsx")


def book_of(made):
    return openpyxl.load_workbook(io.BytesIO(writers.write_workbook(made)))


def as_read(text: str) -> str:
    return "\n".join(line for line in shown(words.plain(text)).split("\n") if line.strip())


def written(found: Cell) -> str:
    return as_read(words.text_of(found))


@settings(max_examples=20)
@given(writing.documents())
def test_tables_come_back_and_nothing_is_a_formula(made):
    content = writers.write_workbook(made)
    found = [one for one in read(content, name="plan.xlsx").tables if len(one.rows[0].cells) > 1]
    for before, after in zip(made.tables, found, strict=True):
        lines = writing.spelt(before, written)
        # What stood above the table stands above it on its sheet.
        assert writing.spelt(after, lambda cell: cell.text)[-len(lines) :] == lines
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"<f[ >/]|<hyperlink", sheet) for sheet in sheets)


@pytest.mark.parametrize("text", [text for text in writing.HOSTILE if not text.startswith(("漢", "\u202e"))])
def test_hostile_words_stay_words(text):
    made = document(table(row("Ref", "Words", is_header=True), row("1", text)))
    sheet = book_of(made).active
    assert (sheet["B2"].data_type, sheet["B2"].hyperlink) == ("s", None)
    assert back(made).tables[0].rows[-1].cells[1].text == as_read(text)


def test_signs_of_formulas_are_marked_as_words():
    sheet = book_of(document(table(row("=1+1", "plain")))).active
    assert (sheet["A1"].value, sheet["A1"].quotePrefix, sheet["B1"].quotePrefix) == ("=1+1", True, False)


def test_each_table_has_a_sheet_and_the_rest_stands_first():
    found = back(writing.plan(8))
    sheets = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert sheets == ["About", "Key", "Section 1", "Section 2", "Section 3", "Section 4"]
    assert [one.cells[0].text for one in found.tables[0].rows] == [
        "Plan for Marlshire",
        "What the partners agreed to do, and how far they are.",
    ]
    assert found.title == "Plan for Marlshire"
    assert found.headers == ("Marlshire Crisis Care Concordat", "Edition 4\nPage of")


def test_sheet_names_are_such_as_excel_takes():
    headings = ("A/B: [x]?*", "a b x", "History", "'quoted'", "long " * 20, "long " * 20, "", "🔴" * 30)
    blocks = [block for text in headings for block in (para(text, heading=1), table(row("a", "b")))]
    titles = book_of(document(*blocks)).sheetnames
    # A table without a heading of its own stands under the one before.
    assert titles == [
        "A B x",
        "a b x (2)",
        "History (2)",
        "quoted",
        "long long long long long long lo"[:31].strip(),
        "long long long long long lo (2)",
        "long long long long long lo (3)",
        "🔴" * 15,
    ]


def test_header_stays_in_sight_repeats_and_filters():
    sheet = book_of(writing.plan(8))["Section 1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A3", "A2:H5", "$2:$2")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_dates_and_numbers_keep_their_types_where_they_show_as_the_words_do():
    day = date(2027, 3, 31)
    made = document(
        table(
            row(
                cell("31 March 2027", kind=FormCell, value=day),
                cell("", kind=FormCell, value=day),
                cell("By end of March 2027", kind=FormCell, value=day),
                cell("12", kind=FormCell, value=12),
                cell("31 March 1890", kind=FormCell, value=date(1890, 3, 31)),
                "12",
            )
        )
    )
    sheet = book_of(made).active
    kinds = [one.data_type for one in sheet[1]]
    assert kinds == ["d", "d", "s", "n", "s", "s"]
    assert sheet["A1"].number_format == "d mmmm yyyy"
    assert [one.text for one in back(made).tables[0].rows[0].cells] == [
        "31 March 2027",
        "31 March 2027",
        "By end of March 2027",
        "12",
        "31 March 1890",
        "12",
    ]


def test_open_cells_are_the_only_ones_that_may_change():
    many = tuple(f"Choice number {number} of a list that is long" for number in range(20))
    made = document(
        table(
            row("Action", "Progress", "State", "Agency", is_header=True),
            row(
                "Draft it",
                cell(kind=FormCell, is_open=True),
                cell("Late", kind=FormCell, is_open=True, choices=("Late", "Done")),
                cell(kind=FormCell, is_open=True, choices=many),
            ),
        )
    )
    book = book_of(made)
    sheet = book.worksheets[0]
    assert [one.protection.locked for one in sheet[2]] == [True, False, False, False]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists == {"C2": '"Late,Done"', "D2": "'Choices'!$A$1:$A$20"}
    assert book["Choices"].sheet_state == "hidden"
    assert [one.value for (one,) in book["Choices"].iter_rows()] == list(many)
    assert sheet["B2"].fill.fgColor.rgb[-6:] == words.OPEN_FILL
    assert [one.text for one in back(made).tables[0].rows[1].cells] == ["Draft it", "", "Late", ""]


def test_choice_with_a_comma_stands_on_the_hidden_sheet():
    choices = ("Yes, in part", '=HYPERLINK("x")')
    made = document(table(row(cell(kind=FormCell, is_open=True, choices=choices), "x")))
    book = book_of(made)
    assert [one.data_type for (one,) in book["Choices"].iter_rows()] == ["s", "s"]


def test_document_without_open_cells_is_not_protected():
    assert not any(sheet.protection.sheet for sheet in book_of(writing.plan(4)).worksheets)


def test_struck_and_coloured_words_keep_their_look():
    made = document(table(row(Cell((Paragraph("now", (Run("gone ", is_struck=True), Run("now"))),), writing.NOWHERE))))
    (found,) = back(made).tables[0].rows[0].cells[0].paragraphs
    assert (found.text, found.struck_text) == ("now", "gone ")


def test_words_that_no_cell_can_hold_are_cut_and_the_cell_says_so():
    text = back(document(table(row("word " * 10_000, "x")))).tables[0].rows[0].cells[0].text
    assert text.endswith("(cut short: a cell of a workbook holds no more)")


def test_document_without_tables_has_one_sheet():
    assert book_of(document()).sheetnames == ["About"]
    assert [one.text for one in back(document(para("Only words"))).tables[0].rows[0].cells] == ["Plan for Marlshire"]


def test_rows_are_as_high_as_their_words_and_may_grow():
    content = writers.write_workbook(document(table(row("word " * 100, "x"))))
    assert book_of(document(table(row("word " * 100, "x")))).active.row_dimensions[1].height > 40
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"customHeight" not in package.read("xl/worksheets/sheet1.xml")


def test_same_document_gives_the_same_bytes():
    assert writers.write_workbook(writing.plan()) == writers.write_workbook(writing.plan())


def test_hundred_actions_are_written_within_a_second():
    made = writing.plan(100)
    started = time.process_time()
    writers.write_workbook(made)
    assert time.process_time() - started < 1


def test_wide_cell_named_once_takes_all_its_columns():
    once = table(row("a", "b", "c"), writing.Row((cell("wide", colspan=3),), writing.NOWHERE))
    repeated = table(row("a", "b", "c"), row(cell("wide", colspan=3)))
    assert [[slot.colspan for slot in line.slots] for line in grids.lines_of(once)] == [
        [slot.colspan for slot in line.slots] for line in grids.lines_of(repeated)
    ]
