"""What the reader gets out of the tables of a PDF: cells, spans, colours, and tables that page breaks parted."""

import pytest

from concordat.documents.domain import Place, Shape
from tests.documents.pdf.building import Sheet, paragraphs_of, read_sheets, words_of

HEAD = ["Ref", "Action", "When", "Lead"]
WIDTHS = [40, 250, 100, 150]


def test_table_comes_back_with_its_words_whatever_draws_its_lines():
    rows = [HEAD, ["1.1", "Open a crisis café", "May 2016", "Council"], ["1.2", "Train staff", "", "Police"]]
    for draw in ("lines", "bars", "boxes"):
        sheet = Sheet()
        sheet.table(40, 60, WIDTHS, rows, draw=draw)
        assert words_of(read_sheets(sheet)) == [rows], draw


def test_cells_and_rows_say_where_they_stand():
    first, second = Sheet(), Sheet()
    first.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "May", "Police"]])
    first.text(40, 200, "The second part")
    second.text(40, 50, "Part two")
    second.table(40, 60, WIDTHS, [HEAD, ["2.1", "Train", "June", "Council"]])
    one, two = read_sheets(first, second).tables
    assert one.rows[1].place == Place(1, 2, page=1)
    assert two.rows[1].cells[2].place == Place(2, 2, 3, page=2)


def test_merged_cells_fill_their_columns_and_rows():
    rows = [HEAD, ["1. Commissioning", "", "", ""], ["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", ""]]
    sheet = Sheet()
    sheet.table(40, 60, WIDTHS, rows, merged=[(1, 0, 1, 4), (2, 3, 2, 1)])
    (table,) = read_sheets(sheet).tables
    title, lead = table.rows[1].cells[0], table.rows[2].cells[3]
    assert (title.text, title.colspan, title.rowspan) == ("1. Commissioning", 4, 1)
    assert all(cell is title for cell in table.rows[1].cells)
    assert (lead.text, lead.rowspan) == ("Police", 2)
    assert table.rows[3].cells[3] is lead


def test_colours_behind_cells_are_their_fills():
    sheet = Sheet()
    sheet.table(
        40,
        60,
        WIDTHS,
        [HEAD, ["1.1", "Meet", "May", "Police"]],
        fills={(0, 0): "D9E2F3", (1, 2): "00B050", (1, 3): "FFFFFF"},
    )
    (table,) = read_sheets(sheet).tables
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [
        ["D9E2F3", None, None, None],
        [None, None, "00B050", None],
    ]


def test_colour_painted_last_is_seen():
    sheet = Sheet()
    sheet.fill(40, 60, 540, 15, "FF0000").fill(40, 60, 540, 15, "FFC000")
    sheet.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "May", "Police"]])
    assert {cell.fill for cell in read_sheets(sheet).tables[0].rows[0].cells} == {"FFC000"}


def test_colour_painted_in_pieces_is_the_cells():
    sheet = Sheet()
    for top, height in ((60, 4), (64, 7), (71, 4)):
        sheet.fill(40, top, 40, height, "92D050")
    sheet.table(40, 60, WIDTHS, [["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", ""]])
    assert read_sheets(sheet).tables[0].rows[0].cells[0].fill == "92D050"


def test_colour_behind_words_only_is_theirs_and_not_the_cells():
    sheet = Sheet()
    sheet.fill(85, 63, 22, 10, "FFFF00")
    sheet.table(40, 60, WIDTHS, [["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", ""]])
    cell = read_sheets(sheet).tables[0].rows[0].cells[1]
    assert cell.fill is None
    assert [run.fill for run in cell.paragraphs[0].runs] == ["FFFF00"]


def test_pale_colour_is_what_is_seen_on_white():
    sheet = Sheet()
    sheet.raw("q /Pale gs").fill(40, 60, 40, 15, "FF0000").raw("Q")
    sheet.table(40, 60, WIDTHS, [["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", ""]])
    assert read_sheets(sheet).tables[0].rows[0].cells[0].fill == "FF8080"


def test_spot_and_square_in_a_cell_are_shapes():
    sheet = Sheet()
    sheet.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "", ""], ["1.2", "Train", "", ""]])
    sheet.spot(350, 83, "00B050", 4).fill(340, 93, 8, 8, "FF0000")
    rows = read_sheets(sheet).tables[0].rows
    assert rows[1].cells[2].shapes == (Shape("00B050"),)
    assert rows[2].cells[2].shapes == (Shape("FF0000"),)


def test_picture_in_a_cell_is_mentioned():
    sheet = Sheet()
    sheet.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "", ""]])
    sheet.picture(340, 77, 10, 10)
    (finding,) = read_sheets(sheet).findings
    assert (finding.code, finding.where) == ("picture-in-cell", Place(1, 2, 3, page=1))


def test_wrapped_lines_are_one_paragraph_and_short_ones_are_not():
    wrapped = "Set up a line for carers in every part of the\ncounty"
    sheet = Sheet()
    sheet.table(40, 60, [40, 200, 100], [["1.1", wrapped, "Police\nCouncil"], ["1.2", "Train", ""]])
    row = read_sheets(sheet).tables[0].rows[0]
    assert row.cells[1].text == wrapped.replace("\n", " ")
    assert [part.text for part in row.cells[2].paragraphs] == ["Police", "Council"]


# Over several pages


def page(rows, *, top=60, fills=None, merged=()):
    sheet = Sheet()
    sheet.table(40, top, WIDTHS, rows, fills=fills, merged=merged)
    return sheet


def full_page(*rows):
    """A page whose table ends at its foot."""
    filling = [[f"0.{n}", "Earlier action", "2015", "Trust"] for n in range(28)]
    return page([HEAD, *filling, *rows], top=40)


def test_table_over_pages_is_one_and_its_repeated_header_is_dropped():
    document = read_sheets(
        full_page(["1.1", "Meet", "May", "Police"]), page([HEAD, ["1.2", "Train", "June", "Council"]])
    )
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows][-2:] == ["1.1", "1.2"]
    assert [row.is_header for row in table.rows[:2]] == [True, False]
    assert [row.cells[0].text for row in table.rows].count("Ref") == 1
    assert table.rows[-1].place == Place(1, 31, page=2)


def test_table_without_repeated_header_goes_on_where_the_page_was_full():
    full = read_sheets(full_page(["1.1", "Meet", "May", "Police"]), page([["1.2", "Train", "June", "Council"]]))
    assert len(full.tables) == 1
    tall = Sheet()
    tall.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "May", "Police"]])
    other = page([["1.2", "Train", "June", "Council"]])
    other.text(40, 540, "The foot of a page")
    assert len(read_sheets(tall, other).tables) == 2


def test_tables_with_other_columns_are_not_joined():
    second = Sheet()
    second.table(40, 60, [40, 150, 200, 150], [["1.2", "Train", "June", "Council"]])
    assert len(read_sheets(full_page(["1.1", "Meet", "May", "Police"]), second).tables) == 2


def test_page_with_only_a_merged_row_goes_on_with_its_table():
    second = page([["2. Urgent help", "", "", ""], ["2.1", "Train", "June", "Council"]], merged=[(0, 0, 1, 4)])
    (table,) = read_sheets(full_page(["1.1", "Meet", "May", "Police"]), second).tables
    assert [row.cells[0].text for row in table.rows][-2:] == ["2. Urgent help", "2.1"]
    assert table.rows[-2].cells[0].colspan == 4


SHORT = ["1.1", "Agree who answers", "May 2016", "Police"]
CUT = ["1.1", "Agree who answers the telephone late at night and when,", "May 2016", "Police and council supported by"]


def test_row_cut_by_the_page_is_made_whole():
    second = page([HEAD, ["", "what they may promise", "", "everyone"], ["1.2", "Train", "June", "Council"]])
    (table,) = read_sheets(full_page(CUT), second).tables
    cut = table.rows[-2]
    assert [cell.text for cell in cut.cells] == [
        "1.1",
        "Agree who answers the telephone late at night and when, what they may promise",
        "May 2016",
        "Police and council supported by everyone",
    ]
    assert cut.place.page == 1
    assert table.rows[-1].cells[0].text == "1.2"


@pytest.mark.parametrize(
    "second",
    [
        ["1.2", "what they may promise", "", "everyone"],
        ["", "Write the promise down", "June 2016", "Ambulance service"],
        ["", "Write", "", "Trust"],
    ],
    ids=["has a reference", "fills every cell anew", "had room on the line above"],
)
def test_row_of_its_own_is_left_alone(second):
    (table,) = read_sheets(full_page(SHORT if second[1] == "Write" else CUT), page([HEAD, second])).tables
    assert [cell.text for cell in table.rows[-1].cells] == second


def test_halves_of_other_colours_are_not_joined():
    second = page([HEAD, ["", "what they may promise", "", "everyone"]], fills={(1, 2): "FF0000"})
    (table,) = read_sheets(full_page(CUT), second).tables
    assert table.rows[-1].cells[1].text == "what they may promise"


def test_cell_merged_over_a_page_break_is_one():
    filling = [[f"0.{n}", "Earlier action", "2015", "Trust"] for n in range(26)]
    rows = [HEAD, *filling, ["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", ""]]
    first = page(rows, top=40, merged=[(27, 3, 2, 1)])
    (table,) = read_sheets(first, page([HEAD, ["1.3", "Report", "July", ""]])).tables
    assert [row.cells[3].text for row in table.rows[-3:]] == ["Police"] * 3
    assert table.rows[-1].cells[3].rowspan == 3


def test_text_between_pages_parts_tables():
    second = page([HEAD, ["2.1", "Train", "June", "Council"]], top=80)
    second.text(40, 70, "2. Urgent help")
    assert len(read_sheets(full_page(["1.1", "Meet", "May", "Police"]), second).tables) == 2


# Tables of other kinds


def test_table_in_a_cell_is_nested_whether_its_lines_touch_or_not():
    for inset in (0.0, 6.0):
        sheet = Sheet()
        words = "Calls so far\n\n\n\n"
        sheet.table(40, 60, WIDTHS, [HEAD, ["1.1", "Meet", "May", words], ["1.2", "Train", "June", ""]])
        sheet.table(430 + inset, 93, [70, 80 - 2 * inset], [["Q1", "12"], ["Q2", "15"]])
        (table,) = read_sheets(sheet).tables
        assert [row.cells[0].text for row in table.rows] == ["Ref", "1.1", "1.2"], inset
        cell = table.rows[1].cells[3]
        assert cell.text == "Calls so far\nQ1\n12\nQ2\n15", inset
        assert [[inner.text for inner in row.cells] for row in cell.tables[0].rows] == [["Q1", "12"], ["Q2", "15"]]


def test_frame_round_the_page_or_some_text_is_no_table():
    sheet = Sheet().box(20, 20, 800, 550).box(40, 40, 300, 40).text(46, 55, "Need help now? Ring 999.")
    sheet.table(40, 100, WIDTHS, [HEAD, ["1.1", "Meet", "May", "Police"]])
    document = read_sheets(sheet)
    assert paragraphs_of(document) == ["Need help now? Ring 999."]
    assert len(document.tables) == 1


def test_header_that_only_its_colour_shows_is_a_row():
    sheet = Sheet()
    at = 40
    for width, words in zip(WIDTHS, HEAD, strict=True):
        sheet.fill(at, 45, width, 15, "005EB8").text(at + 5, 55, words, colour="FFFFFF")
        at += width
    sheet.table(40, 60, WIDTHS, [["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", "Council"]])
    assert words_of(read_sheets(sheet))[0][0] == HEAD


def test_header_drawn_without_lines_between_its_columns_is_parted():
    sheet = Sheet()
    rows = [["", "", "", ""], ["1.1", "Meet", "May", "Police"], ["1.2", "Train", "June", "Council"]]
    sheet.table(40, 60, WIDTHS, rows, merged=[(0, 0, 1, 4)])
    at = 45
    for width, words in zip(WIDTHS, HEAD, strict=True):
        sheet.text(at, 70, words)
        at += width
    assert words_of(read_sheets(sheet))[0][0] == HEAD


def rules(sheet, *heights):
    for y in heights:
        at = 40
        for width in WIDTHS:  # a browser draws the border of each cell by itself
            sheet.rule(at, y, at + width, y)
            at += width


def columns(sheet, y, words):
    at = 45
    for width, cell in zip(WIDTHS, words, strict=True):
        sheet.text(at, y, cell)
        at += width


def test_table_with_lines_between_its_rows_only_is_read():
    sheet = Sheet()
    rows = [
        HEAD,
        ["1.1", "Meet", "May", "Police"],
        ["1.2", "Train", "June", "Council"],
        ["1.3", "Report", "July", "Trust"],
    ]
    for number, row in enumerate(rows):
        columns(sheet, 70 + number * 20, row)
    rules(sheet, 76, 96, 116, 136)
    sheet.text(40, 40, "1. Commissioning")
    document = read_sheets(sheet)
    assert words_of(document) == [rows]
    assert paragraphs_of(document) == ["1. Commissioning"]


def test_empty_grid_is_no_table():
    sheet = Sheet().text(40, 40, "A chart")
    sheet.table(40, 60, [50, 50, 50], [["", "", ""]] * 3)
    assert read_sheets(sheet).tables == ()
