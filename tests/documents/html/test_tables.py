"""Tables of web pages: spans, shading, rows that do not show, tables that only lay out the page."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Place, Shape
from tests.documents.building import grid, only_table, words


def page(body, head=""):
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), name="plan.html")


def table_of(rows, head=""):
    return only_table(page(f"<table>{rows}</table>", head))


def fills(table):
    return [[cell.fill for cell in row.cells] for row in table.rows]


def test_merged_cells_are_repeated_in_each_column_and_row_they_cover():
    table = table_of(
        "<tr><td rowspan=2>Aim<td colspan=2>Wide</tr><tr><td>b<td>c</tr><tr><td>d<td rowspan=9 colspan=2>End</tr>"
    )
    assert grid(table) == [["Aim", "Wide", "Wide"], ["Aim", "b", "c"], ["d", "End", "End"]]
    aim, end = table.rows[0].cells[0], table.rows[2].cells[1]
    assert table.rows[1].cells[0] is aim
    assert (aim.colspan, aim.rowspan, aim.place) == (1, 2, Place(table=1, row=1, column=1))
    assert (end.colspan, end.rowspan, end.place) == (2, 1, Place(table=1, row=3, column=2))


def test_cell_that_reaches_down_keeps_columns_in_line():
    table = table_of("<tr><td>a<td>b<td rowspan=3>c</tr><tr><td>d</tr><tr></tr><tr><td>e<td>f<td>g</tr>")
    assert grid(table) == [["a", "b", "c"], ["d", "", "c"], ["", "", "c"], ["e", "f", "g"]]


def test_rowspan_of_nought_reaches_to_the_end_of_its_group_of_rows():
    table = table_of("<tbody><tr><td rowspan=0>a<td>b</tr><tr><td>c</tr></tbody><tbody><tr><td>d<td>e</tr></tbody>")
    assert grid(table) == [["a", "b"], ["a", "c"], ["d", "e"]]


def test_spans_that_overlap_leave_each_column_one_cell():
    table = table_of("<tr><td>a<td rowspan=2>b<td>c</tr><tr><td colspan=3>d</tr>")
    assert grid(table) == [["a", "b", "c"], ["d", "b"]]


def test_nonsense_in_spans_counts_as_one():
    table = table_of("<tr><td colspan=x rowspan=-2>a<td colspan=''>b<td colspan='2%'>c</tr>")
    assert grid(table) == [["a", "b", "c"]]


def test_unclosed_cells_and_rows_and_cells_without_rows_are_read():
    assert grid(table_of("<td>a<td>b<tr><td>c<td>d<tr><td>e")) == [["a", "b"], ["c", "d"], ["e"]]


def test_header_rows_are_those_in_the_head_or_all_of_headings():
    table = table_of(
        "<thead><tr><td>Ref<td>Action</tr></thead><tr><th>x<th>y</tr>"
        "<tr><th scope=row>1<td>Meet</tr><tr><th colspan=2>Section</th></tr>"
    )
    assert [row.is_header for row in table.rows] == [True, True, False, False]


def test_row_that_does_not_show_counts_but_is_left_out():
    table = table_of(
        "<tr><td rowspan=3>a<td>b</tr><tr style='display: none'><td>hidden</tr><tr hidden><td>too</tr>"
        "<tr><td>c<td>d</tr>"
    )
    assert grid(table) == [["a", "b"], ["c", "d"]]
    assert [row.place.row for row in table.rows] == [1, 4]
    assert table.rows[0].cells[0].rowspan == 1


def test_cell_that_does_not_show_takes_no_column():
    assert grid(table_of("<tr><td>a<td style='display:none'>b<td>c</tr>")) == [["a", "c"]]


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("style='background:#00b050'", "00B050"),
        ("style='background-color: RED'", "FF0000"),
        ("style='background: url(x.png) no-repeat #fc0'", "FFCC00"),
        ("style='background:rgb(0, 176, 80)'", "00B050"),
        ("style='background:rgba(255,0,0,.5)'", "FF8080"),
        ("style='background:rgb(0 100% 0 / 50%)'", "80FF80"),
        ("style='background:hsl(120, 100%, 25%)'", "008000"),
        ("style='background:#f00c'", "FF3333"),
        ("style='background:linear-gradient(#ffc000, #fff)'", "FFC000"),
        ("style='mso-shading:#92D050'", "92D050"),
        ("style='background:#D9D9D9;mso-shading:white;mso-pattern:gray-15 auto'", "D9D9D9"),
        ("style='background:red !important;background:blue'", "FF0000"),
        ("style='background:red;background-color:lime'", "00FF00"),
        ("style='background-color:lime;background:red'", "FF0000"),
        ("bgcolor=#ffc000", "FFC000"),
        ("bgcolor=ffc000", "FFC000"),
        ("bgcolor=gold style='background:teal'", "008080"),
        ("style='background:transparent'", None),
        ("style='background:none'", None),
        ("style='background:rgba(0,0,0,0)'", None),
        ("style='background:greenish'", None),
        ("", None),
    ],
)
def test_shading_of_a_cell_is_what_a_person_sees(said, seen):
    assert fills(table_of(f"<tr><td {said}>x</td></tr>")) == [[seen]]


def test_shading_of_a_row_or_table_shows_through_cells_without_their_own():
    table = table_of(
        "<tr style='background:lime'><td>a<td style='background:white'>b</tr><tr><td>c</tr>"
        "<tbody bgcolor=silver><tr><td>d<td style='background:none'>e</tr></tbody>"
    )
    assert fills(table) == [["00FF00", "FFFFFF"], [None], ["C0C0C0", "C0C0C0"]]


def test_style_sheet_gives_cells_their_colours():
    sheet = """<style><!-- /* } */ @font-face{font-family:"a}b"} td{background:#eee}
        .done, .closed{background:#cce8cf} table .doing{background:#ffe9a8} tr.late > td{background:#f6c6c6}
        .plan #special{background:blue !important} td.done:hover{background:black} td[x]{background:black}
        @media print{td{background:black}} @media (max-width: 600px){td{display:none}}
        @media screen{.screen{background:navy}} div.done{background:black} .unclosed{background:olive --></style>"""
    rows = (
        "<tr class=plan><td>a<td class=done>b<td class='x doing'>c<td id=special style='background:red'>d</tr>"
        "<tr class=late><td>e<td class=done>f<td class=screen>g<td class=unclosed>h</tr>"
    )
    assert fills(table_of(rows, sheet)) == [
        ["EEEEEE", "CCE8CF", "FFE9A8", "0000FF"],
        ["F6C6C6", "F6C6C6", "F6C6C6", "F6C6C6"],
    ]


def test_later_and_more_exact_rules_win():
    sheet = "<style>.a.b{background:red}.b{background:blue}.a{background:lime}td{background:navy}td{color:red}</style>"
    table = table_of("<tr><td class='a b'>x<td class='a'>y<td class=b>z<td>w</tr>", sheet)
    assert fills(table) == [["FF0000", "00FF00", "0000FF", "000080"]]


def test_nested_table_stands_in_its_cell_with_its_words():
    table = table_of("<tr><td>Before<table><tr><td>x<td>y</tr></table>after<td>z</tr>")
    cell = table.rows[0].cells[0]
    assert cell.text == "Before\nx\ny\nafter"
    assert grid(cell.tables[0]) == [["x", "y"]]
    assert cell.tables[0].rows[0].cells[1].place == cell.place


def test_tables_that_lay_out_a_page_are_no_tables():
    document = page(
        "<table><tr><td>Menu<td><h2>Plan</h2><table><tr><th>Ref<th>Action<th>Lead</tr>"
        "<tr><td>1<td>Meet<td>All</tr></table></tr></table><table role=presentation><tr><td>End</tr></table>"
    )
    assert words(document) == ["Menu", "Plan", "End"]
    assert grid(only_table(document)) == [["Ref", "Action", "Lead"], ["1", "Meet", "All"]]
    assert only_table(document).rows[1].place == Place(table=1, row=2)


def test_layout_is_known_by_what_it_holds_not_by_what_it_says():
    short = "<table><tr><th>Ref<th>Action<th>Lead<th>When</tr><tr><td>1<td>Meet<td>All<td>May</tr></table>"
    (table,) = page(f"<table><tr><td>Top</tr><tr><td>Menu<td>{short}</tr><tr><td>End</tr></table>").tables
    assert grid(table)[1] == ["1", "Meet", "All", "May"]
    rows = "<tr><td>1<td>Meet<td>All</tr>" * 3
    assert len(page(f"<table role=presentation>{rows}</table>").tables) == 1


def test_plan_with_a_small_table_in_a_cell_is_no_layout():
    rows = "".join(f"<tr><td>{at}<td><table><tr><td>x<td>y</table><td>z</tr>" for at in range(4))
    assert len(table_of(rows).rows) == 4


def test_caption_is_read_unless_it_repeats_the_heading_above():
    rows = "<tr><td>a<td>b</tr>"
    document = page(
        f"<h2>In a crisis</h2><table><caption>Actions: in a crisis</caption>{rows}</table>"
        f"<table><caption>After a crisis</caption>{rows}</table>"
    )
    assert words(document) == ["In a crisis", "After a crisis"]
    assert [table.place.table for table in document.tables] == [1, 2]


def test_words_between_rows_stand_before_the_table():
    document = page("<table>loose<tr><td>a</tr><p>more</p></table>after")
    assert words(document) == ["loose", "more", "after"]
    assert grid(only_table(document)) == [["a"]]


def test_row_of_struck_words_is_struck():
    table = table_of("<tr><td><s>1.1<td><strike>Meet</strike></tr><tr><td><s>1.2</s> kept<td>x</tr>")
    assert [row.is_struck for row in table.rows] == [True, False]


def test_spot_of_colour_without_words_is_a_shape():
    table = table_of(
        "<tr><td><span style='background:green'></span><td><p style='background:red'>&nbsp;</p>"
        "<td>Words<span style='background:yellow'>&nbsp;</span></tr>"
    )
    assert [cell.shapes for cell in table.rows[0].cells] == [(Shape("008000"),), (Shape("FF0000"),), ()]


def test_drawn_lights_are_shapes():
    table = table_of(
        "<tr><td><!--[if gte vml 1]><v:oval id='a' style='width:9pt' fillcolor=\"#00b050 [3204]\"><o:lock/></v:oval>"
        "<![endif]--><![if !vml]><img src=a.gif><![endif]>"
        "<td><svg><title>On track</title><circle fill='#ffc000' r=4 /></svg>"
        "<td><img src=red.png alt='Red'><td><img src=line.png alt=''><td><v:rect fillcolor=red></v:rect></tr>"
    )
    shapes = [cell.shapes for cell in table.rows[0].cells]
    assert shapes == [(Shape("00B050"),), (Shape("FFC000", "On track"),), (Shape(None, "Red"),), (), (Shape("FF0000"),)]


def test_picture_without_words_for_it_is_noticed():
    document = page("<table><tr><td>a<td><img src=x><img src=y></tr></table><img src=logo>")
    (finding,) = document.findings
    assert (finding.code, finding.where) == ("picture-in-cell", Place(table=1, row=1, column=2))


def test_columns_that_word_adds_for_other_programs_are_left_out():
    table = table_of(
        "<tr><td>a<td>b</tr><![if !supportMisalignedColumns]><tr height=0><td width=9><td width=9></tr><![endif]>"
        "<tr><td>c</td><![if !supportMisalignedRows]><td height=9 width=0></td><![endif]><td>d</td></tr>"
    )
    assert grid(table) == [["a", "b"], ["c", "d"]]


def test_row_in_a_content_control_is_read():
    table = table_of("<tr><td>a</tr><w:Sdt><tr><w:sdt><td>b</w:sdt></tr></w:Sdt>")
    assert grid(table) == [["a"], ["b"]]
