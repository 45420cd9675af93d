"""What comes out of an Excel workbook: a heading and a table for each sheet, with its cells as they show."""

import datetime

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table as ExcelTable

from concordat.documents import read
from concordat.documents.domain import Paragraph, Place, Refused, Run, Shape
from tests.documents.sheets.building import (
    MAIN,
    SHEET,
    read_book,
    rewritten,
    saved,
    table_of,
    texts,
    with_sheet,
    workbook,
)

HEADINGS = ["Ref", "Action", "Lead", "Status"]


def solid(colour):
    return PatternFill("solid", fgColor=colour)


def cell_of(book, row=0, column=0):
    return table_of(book).rows[row].cells[column]


def codes(document):
    return [finding.code for finding in document.findings]


def test_sheet_is_a_heading_and_a_table_with_its_own_row_numbers():
    book, sheet = workbook()
    sheet["B3"], sheet["C3"], sheet["B5"] = "Ref", "Action", "1.1"
    heading, table = read_book(book).blocks
    assert heading == Paragraph("Plan", (Run("Plan"),), heading=1, place=Place(sheet="Plan"))
    assert table.place == Place(sheet="Plan")
    assert [row.place for row in table.rows] == [Place(sheet="Plan", row=at) for at in (3, 4, 5)]
    assert table.rows[2].cells[0].place == Place(sheet="Plan", row=5, column=2)
    assert texts(table) == [["Ref", "Action"], ["", ""], ["1.1", ""]]


def test_each_sheet_is_read_in_order_and_one_without_words_leaves_no_trace():
    book, _ = workbook(["One"], title="First")
    book.create_sheet("Empty")
    book.create_sheet("Second").append(["Two"])
    assert [block.text for block in read_book(book).blocks if isinstance(block, Paragraph)] == ["First", "Second"]


def test_file_names_its_title():
    book, _ = workbook(["x"])
    book.properties.title = "Larkdale tracker"
    assert read_book(book).title == "Larkdale tracker"
    assert read_book(book).format == "xlsx"


def test_formatted_rows_and_columns_beyond_the_words_are_left_out():
    book, sheet = workbook(["Ref", "Action"], ["1.1", "Meet"])
    for row in sheet["A1:H30"]:
        for cell in row:
            cell.fill = solid("FFFFFF")
    assert texts(table_of(book)) == [["Ref", "Action"], ["1.1", "Meet"]]


def test_long_gap_is_cut_short_and_rows_keep_their_numbers():
    book, sheet = workbook(["Ref", "Action"])
    sheet["A5000"] = "Key"
    rows = table_of(book).rows
    assert len(rows) < 50
    assert rows[-1].place.row == 5000


def test_values_show_as_they_do_in_excel():
    book, sheet = workbook([3.1, 3.1, 0.4, True, datetime.date(2016, 3, 1), 42150.395833333336])
    for cell, code in zip(sheet[1], ["0.0", "0.00", "0%", "General", "mmm-yy", "dd/mm/yyyy hh:mm"], strict=True):
        cell.number_format = code
    assert texts(table_of(book)) == [["3.1", "3.10", "40%", "TRUE", "Mar-16", "26/05/2015 09:30"]]


def test_excels_own_short_date_is_british_and_month_first_dates_are_told():
    book, sheet = workbook([datetime.date(2016, 4, 3), datetime.date(2016, 4, 3)])
    sheet["A1"].number_format = "mm-dd-yy"  # what the library calls Excel's format 14, the short date
    sheet["B1"].number_format = "m/d/yyyy"
    document = read_book(book)
    assert texts(document.tables[0]) == [["03/04/2016", "3/4/2016"]]
    assert [(f.code, f.where) for f in document.findings] == [("month-first-dates", Place(sheet="Plan", column=2))]


def test_workbook_that_counts_from_1904_shows_the_same_days():
    book, sheet = workbook(["x"])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet["A1"] = datetime.date(2015, 5, 26)
    sheet["A1"].number_format = "dd/mm/yyyy"
    assert texts(table_of(book)) == [["26/05/2015"]]


def test_formula_counts_by_its_stored_result():
    rows = '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B1"><f>1+2</f><v>3</v></c></row>'
    document = read(with_sheet(rows), name="plan.xlsx")
    assert texts(document.tables[0]) == [["ab", "3"]]
    assert document.findings == ()


def test_formula_without_a_result_is_empty_and_told():
    book, _ = workbook(["Total", "=1+2"])
    document = read_book(book)
    (finding,) = document.findings
    assert texts(document.tables[0]) == [["Total"]]
    assert (finding.severity, finding.code, finding.where) == (
        "warning",
        "formula-without-result",
        Place(sheet="Plan", row=1, column=2),
    )


@pytest.mark.parametrize("cell", ['t="e"><v>#N/A</v>', 't="str"><f>[1]Sheet1!A1</f><v>#REF!</v>'])
def test_error_is_empty_and_told(cell):
    document = read(with_sheet(f'<row r="1"><c r="A1"><v>1</v></c><c r="B1" {cell}</c></row>'), name="plan.xlsx")
    assert texts(document.tables[0]) == [["1"]]
    assert [(f.code, f.where) for f in document.findings] == [("error-value", Place(sheet="Plan", row=1, column=2))]


def test_lines_of_a_cell_are_paragraphs():
    book, sheet = workbook()
    sheet["A1"] = "\nMeet the board\r\n\nTrain the team \n"
    assert [part.text for part in cell_of(book).paragraphs] == ["Meet the board", "", "Train the team "]


def test_odd_characters_show_as_what_they_look_like():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">a_x000D_&#10;b\u00a0c\u200b _x005F_x0041_ '
    rows += "_xD83D__xDE00_ _xD83D_ \x7f</t></is></c></row>"
    (table,) = read(with_sheet(rows), name="plan.xlsx").tables
    assert texts(table) == [["a\nb c _x0041_ 😀 � "]]


def test_rich_text_keeps_the_look_of_its_pieces():
    book, sheet = workbook()
    sheet["A1"] = CellRichText(
        "By ", TextBlock(InlineFont(strike=True, color="FF0000"), "March"), TextBlock(InlineFont(b=True), " May")
    )
    (paragraph,) = cell_of(book).paragraphs
    assert (paragraph.text, paragraph.struck_text) == ("By  May", "March")
    assert paragraph.runs == (Run("By "), Run("March", colour="FF0000", is_struck=True), Run(" May", is_bold=True))


def test_shared_strings_are_looked_up_and_readings_above_words_left_out():
    strings = "<si><t>Plain</t></si><si><r><t>Two</t></r><r><rPr><b/></rPr><t> looks</t></r></si>"
    strings += '<si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si>'
    cells = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for at, letter in enumerate("ABC"))
    (table,) = read(with_sheet(f'<row r="1">{cells}</row>', strings=strings), name="plan.xlsx").tables
    assert texts(table) == [["Plain", "Two looks", "漢字"]]


def test_row_that_is_struck_out_is_told_from_one_with_a_struck_word():
    book, sheet = workbook(HEADINGS, ["1.1", "Meet", "Trust", "Done"], ["1.2", "Train", "Police", "Open"])
    for cell in sheet[2]:
        cell.font = Font(strike=True)
    sheet["B3"].font = Font(strike=True)
    rows = table_of(book).rows
    assert [row.is_struck for row in rows] == [False, True, False]
    assert (rows[1].cells[1].text, rows[1].cells[1].struck_text) == ("", "Meet")


def test_letters_of_a_pictorial_font_are_signs():
    book, sheet = workbook(["ü"])
    sheet["A1"].font = Font(name="Wingdings")
    assert texts(table_of(book)) == [["✓"]]


FILLS = [
    (solid("FF00B050"), "00B050"),
    (solid("0000B050"), "00B050"),
    (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
    (PatternFill("solid", fgColor=Color(theme=4)), "4F81BD"),
    (PatternFill("solid", fgColor=Color(theme=4, tint=0.5999938962981048)), "B9CDE5"),
    (PatternFill("solid", fgColor=Color(theme=4, tint=-0.249977111117893)), "366092"),
    (PatternFill("solid", fgColor=Color(theme=0)), "FFFFFF"),
    (PatternFill("gray125", fgColor="FF0000", bgColor="FFFFFF"), "FFDFDF"),
    (PatternFill(None), None),
    (openpyxl.styles.GradientFill(stop=("FFFFFF", "FF0000")), "FF8080"),
]


@pytest.mark.parametrize(("fill", "expected"), FILLS)
def test_fill_is_the_colour_that_is_seen(fill, expected):
    book, sheet = workbook(["x"])
    sheet["A1"].fill = fill
    found = cell_of(book).fill
    if expected is None or found is None:
        assert found == expected
    else:  # the eye can't tell colours this near apart, and programs round them differently
        assert all(abs(int(found[at : at + 2], 16) - int(expected[at : at + 2], 16)) <= 2 for at in (0, 2, 4)), found


def test_colour_of_words_is_told_unless_it_is_automatic():
    book, sheet = workbook(["Late", "Plain", "Black"])
    sheet["A1"].font = Font(color="FFC00000")
    sheet["B1"].font = Font(color=Color(theme=1))
    sheet["C1"].font = Font(color="FF000000")
    assert [cell.paragraphs[0].runs[0].colour for cell in table_of(book).rows[0].cells] == ["C00000", None, "000000"]


def test_empty_cell_has_the_fill_of_its_cell_row_or_column():
    book, sheet = workbook(["a", None, None, "d"], ["a", None, None, "d"])
    sheet["B1"].fill = solid("FF0000")
    content = saved(book)
    (table,) = read(content, name="plan.xlsx").tables
    assert [cell.fill for cell in table.rows[0].cells] == [None, "FF0000", None, None]
    painted = rewritten(content, {SHEET: ('<row r="2"', '<row r="2" s="1" customFormat="1"')})
    (table,) = read(painted, name="plan.xlsx").tables
    assert [cell.fill for cell in table.rows[1].cells] == [None, "FF0000", "FF0000", None]
    column = rewritten(content, {SHEET: ("<sheetData>", '<cols><col min="3" max="3" style="1"/></cols><sheetData>')})
    (table,) = read(column, name="plan.xlsx").tables
    assert [cell.fill for cell in table.rows[1].cells] == [None, None, "FF0000", None]


def test_colour_samples_beside_words_are_kept_and_painted_bands_are_not():
    book, sheet = workbook([None, "Done"], [None, "Late"])
    sheet["A1"].fill, sheet["A2"].fill = solid("00B050"), solid("FF0000")
    for column in "BCDE":
        sheet[f"{column}1"].fill = solid("D9D9D9")
    table = table_of(book)
    assert texts(table) == [["", "Done"], ["", "Late"]]
    assert [row.cells[0].fill for row in table.rows] == ["00B050", "FF0000"]


def test_merged_cell_is_one_object_in_each_of_its_rows_and_columns():
    book, sheet = workbook(["Title", None, None], ["1.1", "Meet", "Trust"], ["1.2", None, "Police"])
    sheet.merge_cells("A1:Z1")
    sheet.merge_cells("B2:B40")
    table = table_of(book)
    assert texts(table) == [["Title"] * 3, ["1.1", "Meet", "Trust"], ["1.2", "Meet", "Police"]]
    title, action = table.rows[0].cells[0], table.rows[1].cells[1]
    assert (title.colspan, title.rowspan, action.colspan, action.rowspan) == (3, 1, 1, 2)
    assert table.rows[0].cells[2] is title
    assert table.rows[2].cells[1] is action


def test_words_under_a_merged_cell_are_not_shown():
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>9</v></c></row>' for at in (1, 2))
    merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>'
    (table,) = read(with_sheet(rows, after=merged), name="plan.xlsx").tables
    assert texts(table) == [["1"]]


def test_hidden_sheets_are_left_out_by_name():
    book, _ = workbook(["Kept"])
    for title, state in (("Archive", "hidden"), ("Lists", "veryHidden")):
        book.create_sheet(title).append(["Old"])
        book[title].sheet_state = state
    document = read_book(book)
    assert [table.place.sheet for table in document.tables] == ["Plan"]
    assert [(f.severity, f.code, f.where) for f in document.findings] == [
        ("warning", "hidden-sheet", Place(sheet="Archive")),
        ("warning", "hidden-sheet", Place(sheet="Lists")),
    ]
    assert "“Archive”" in document.findings[0].message


def test_filtered_rows_are_read_marked_and_told():
    book, sheet = workbook(HEADINGS, *([f"1.{at}", "Meet", "Trust", "Open"] for at in range(1, 5)))
    sheet.auto_filter.ref = "A1:D5"
    sheet.auto_filter.add_filter_column(3, ["Late"])
    for row in (2, 4):
        sheet.row_dimensions[row].hidden = True
    document = read_book(book)
    assert [row.is_hidden for row in document.tables[0].rows] == [False, True, False, True, False]
    assert [row.is_header for row in document.tables[0].rows] == [True, False, False, False, False]
    (finding,) = document.findings
    assert (finding.code, finding.where) == ("hidden-rows", Place(sheet="Plan", row=2))
    assert "rows 2 and 4 are hidden by a filter" in finding.message


def test_hidden_column_is_kept_and_told_unless_it_holds_only_a_heading():
    book, sheet = workbook([*HEADINGS, "Notes"], ["1.1", "Meet", None, "Open", "Kept"])
    for column in "CEF":
        sheet.column_dimensions[column].hidden = True
    document = read_book(book)
    assert texts(document.tables[0]) == [["Ref", "Action", "Status", "Notes"], ["1.1", "Meet", "Open", "Kept"]]
    (finding,) = document.findings
    assert (finding.code, finding.where) == ("hidden-columns", Place(sheet="Plan", column=5))
    assert "column E is hidden" in finding.message


def test_hidden_columns_apart_from_the_table_are_left_out_and_told():
    book, sheet = workbook([*HEADINGS, None, "Choices"], ["1.1", "Meet", "Trust", "Open", None, "Late"])
    sheet.column_dimensions["F"].hidden = True
    document = read_book(book)
    assert texts(document.tables[0]) == [HEADINGS, ["1.1", "Meet", "Trust", "Open"]]
    assert [(f.code, f.where) for f in document.findings] == [
        ("hidden-columns-left-out", Place(sheet="Plan", column=6)),
    ]


def test_rows_that_repeat_in_print_and_headings_of_tables_are_headers():
    book, sheet = workbook(["Title"], HEADINGS, ["1.1", "Meet", "Trust", "Open"])
    sheet.print_title_rows = "2:2"
    assert [row.is_header for row in table_of(book).rows] == [False, True, False]
    book, sheet = workbook(["Title"], HEADINGS, ["1.1", "Meet", "Trust", "Open"])
    sheet.add_table(ExcelTable(displayName="Actions", ref="A2:D3"))
    assert [row.is_header for row in table_of(book).rows] == [False, True, False]


def test_comments_stay_out_and_the_words_of_links_are_read():
    book, sheet = workbook(["Protocol"])
    sheet["A1"].comment = Comment("Ask again", "Someone")
    sheet["A1"].hyperlink = "http://127.0.0.1:9/protocol"
    document = read_book(book)
    assert texts(document.tables[0]) == [["Protocol"]]
    assert "Ask again" not in repr(document)
    assert "127.0.0.1" not in repr(document)


def test_page_headers_give_their_words_without_codes():
    book, sheet = workbook(["x"])
    sheet.oddHeader.left.text = "Larkdale R&&D board"
    sheet.oddFooter.center.text = "Updated May 2016, page &P of &N"
    assert read_book(book).headers == ("Larkdale R&D board", "Updated May 2016, page of")


DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>1</xdr:col><xdr:row>0</xdr:row></xdr:from><xdr:to><xdr:col>1</xdr:col><xdr:row>0</xdr:row></xdr:to>
<xdr:sp><xdr:spPr><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></xdr:spPr></xdr:sp></xdr:twoCellAnchor>
<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>9</xdr:row></xdr:from>
<xdr:to><xdr:col>4</xdr:col><xdr:row>20</xdr:row></xdr:to><xdr:sp><xdr:spPr/><xdr:txBody><a:p><a:r><a:t>Red is</a:t>
</a:r><a:r><a:t> late</a:t></a:r></a:p><a:p><a:r><a:t>Green is done</a:t></a:r></a:p></xdr:txBody></xdr:sp>
</xdr:twoCellAnchor></xdr:wsDr>"""


def test_shapes_belong_to_their_cell_and_boxes_are_read():
    book, _ = workbook(["1.1"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{kind}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    content = rewritten(
        saved(book),
        {
            SHEET: ("</worksheet>", f'<drawing xmlns:r="{kind}" r:id="rId1"/></worksheet>'),
            "xl/worksheets/_rels/sheet1.xml.rels": links.encode(),
            "xl/drawings/drawing1.xml": DRAWING.encode(),
        },
    )
    document = read(content, name="plan.xlsx")
    assert document.tables[0].rows[0].cells[1].shapes == (Shape("FF0000"),)
    assert document.text_boxes == ("Red is late\nGreen is done",)


def test_strict_workbook_is_read_as_any_other():
    book, _ = workbook(["Ref", "Action"])
    content = saved(book)
    names = MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    strict = dict.fromkeys((SHEET, "xl/workbook.xml", "xl/styles.xml"), names)
    assert read(rewritten(content, strict), name="plan.xlsx").blocks == read(content, name="plan.xlsx").blocks


def test_rows_and_cells_without_names_stand_one_after_the_other():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    (table,) = read(with_sheet(rows), name="plan.xlsx").tables
    assert texts(table) == [["1", "2"], ["3", ""]]


def test_dates_that_are_written_as_dates_are_read():
    rows = '<row r="1"><c r="A1" t="d"><v>2016-05-03T00:00:00</v></c><c r="B1" t="d"><v>soon</v></c></row>'
    (table,) = read(with_sheet(rows), name="plan.xlsx").tables
    assert texts(table) == [["42493", "soon"]]


ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
LONG = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 15_005))
REFUSED = {
    "entities": (lambda: rewritten(with_sheet(""), {SHEET: ENTITIES.encode()}), "unsafe-xml"),
    "entities in another alphabet": (
        lambda: rewritten(with_sheet(""), {SHEET: ENTITIES.encode("utf-16")}),
        "unsafe-xml",
    ),
    "string that is not there": (lambda: with_sheet('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'), "damaged"),
    "cell beyond the last column": (lambda: with_sheet('<row r="1"><c r="XFE1"><v>5</v></c></row>'), "damaged"),
    "row beyond the last one": (lambda: with_sheet('<row r="1048577"><c r="A1"><v>5</v></c></row>'), "damaged"),
    "broken XML": (lambda: with_sheet("<row>"), "damaged"),
    "more rows than a plan": (lambda: with_sheet(LONG), "too-large"),
    "bomb": (lambda: with_sheet("<row/>" * 3_000_000), "too-large-inside"),
    "many tags": (lambda: with_sheet("", after="<a/><b/><d/>" * 1_100_000), "too-large-inside"),
    "many cells of many lines": (
        lambda: with_sheet(
            "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 1_000)),
            strings="<si><t>" + "a\n" * 5_000 + "</t></si>",
        ),
        "too-large",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_harmful_or_damaged_workbook_is_refused(case):
    build, code = REFUSED[case]
    content = build()
    with pytest.raises(Refused) as caught:
        read(content, name="plan.xlsx")
    assert caught.value.code == code


def test_sheet_that_is_far_too_long_is_left_out_and_the_others_are_read():
    book, _ = workbook(["Ref", "Action"])
    book.create_sheet("Returns").append(["x"])
    rows = f'<worksheet xmlns="{MAIN}"><sheetData>{LONG}</sheetData></worksheet>'
    document = read(rewritten(saved(book), {"xl/worksheets/sheet2.xml": rows.encode()}), name="plan.xlsx")
    assert [table.place.sheet for table in document.tables] == ["Plan"]
    assert [(f.code, f.where) for f in document.findings] == [("sheet-too-long", Place(sheet="Returns"))]


def test_workbook_is_known_by_what_it_is_and_not_by_its_name():
    book, _ = workbook(["x"])
    document = read_book(book, name="plan.docx")
    assert (document.format, codes(document)) == ("xlsx", ["misnamed"])
