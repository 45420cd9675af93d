"""Tables of Word files: the grid, spans, shading, drawn shapes and rows."""

import pytest

from concordat.documents.domain import Place, Shape
from tests.documents.building import grid, only_table, p, read_body, run, tbl, tc, tr, words


def fills(document):
    return [[cell.fill for cell in row.cells] for row in only_table(document).rows]


def test_cells_stand_where_they_stand():
    document = read_body(p("Before") + tbl(tr("a")) + tbl(tr("b", "c"), tr("d", "e")))
    assert document.tables[1].rows[1].cells[1].place == Place(table=2, row=2, column=2)


def test_cell_merged_across_fills_its_columns():
    table = only_table(read_body(tbl(tr(tc("Heading", '<w:gridSpan w:val="3"/>')), tr("a", "b", "c"))))
    first = table.rows[0].cells
    assert (grid(table)[0], first[0] is first[2], first[0].colspan) == (["Heading"] * 3, True, 3)


def test_old_way_of_merging_across_is_understood():
    row = tr(tc("ab", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "c")
    cells = only_table(read_body(tbl(row))).rows[0].cells
    assert ([cell.text for cell in cells], cells[0] is cells[1], cells[0].colspan) == (["ab", "ab", "c"], True, 2)


def test_cell_merged_down_is_one_cell_in_each_row():
    rows = [tr(tc("Shared", '<w:vMerge w:val="restart"/>'), "1")] + [
        tr(tc("", "<w:vMerge/>"), str(at)) for at in (2, 3)
    ]
    table = only_table(read_body(tbl(*rows, tr("Own", "4"))))
    shared = table.rows[0].cells[0]
    assert grid(table) == [["Shared", "1"], ["Shared", "2"], ["Shared", "3"], ["Own", "4"]]
    assert (shared.rowspan, shared is table.rows[2].cells[0], list(table.rows[1].own_cells())[1].text) == (3, True, "2")


def test_merge_that_continues_nothing_is_a_cell_of_its_own():
    table = only_table(read_body(tbl(tr("a", "b"), tr(tc("c", "<w:vMerge/>"), "d"))))
    assert grid(table) == [["a", "b"], ["c", "d"]]


def test_left_out_columns_keep_the_others_in_line():
    table = only_table(
        read_body(tbl(tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')))
    )
    assert grid(table) == [["a", "b", "c"], ["", "d", ""]]


@pytest.mark.parametrize("width", ["0", "-3", "99999999", "wide"])
def test_impossible_spans_do_no_harm(width):
    table = only_table(read_body(tbl(tr(tc("a", f'<w:gridSpan w:val="{width}"/>'), "b"))))
    assert table.width <= 63


def test_deleted_rows_are_left_out_but_counted():
    body = tbl(tr("1"), tr("2", properties="<w:del/>"), tr("3", properties="<w:ins/>"), tr("4"))
    table = only_table(read_body(body))
    assert [(row.cells[0].text, row.place.row) for row in table.rows] == [("1", 1), ("3", 3), ("4", 4)]


def test_rows_say_whether_they_are_headers_or_hidden():
    body = tbl(tr("No", properties="<w:tblHeader/>"), tr("1", properties='<w:tblHeader w:val="0"/><w:hidden/>'))
    assert [(row.is_header, row.is_hidden) for row in only_table(read_body(body)).rows] == [
        (True, False),
        (False, True),
    ]


def test_words_of_a_nested_table_are_in_the_cell_too():
    nested = tbl(tr("Ann", "North"), tr("Bea", "South"))
    table = only_table(read_body(tbl(tr(tc(p("Leads:") + nested + p("")), "x"))))
    cell = table.rows[0].cells[0]
    assert (cell.text, grid(cell.tables[0])) == ("Leads:\nAnn\nNorth\nBea\nSouth", [["Ann", "North"], ["Bea", "South"]])
    assert cell.tables[0].rows[1].cells[1].place == cell.place


def test_nested_tables_are_not_counted():
    document = read_body(tbl(tr(tc(tbl(tr("inside")) + p("")))) + tbl(tr("second")))
    assert [table.place.table for table in document.tables] == [1, 2]


def test_labels_stay_apart_from_words():
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = tbl(tr(tc(p("One", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'))))
    paragraph = only_table(read_body(body, numbering=numbering)).rows[0].cells[0].paragraphs[0]
    assert (paragraph.label, paragraph.text) == ("•", "One")


THEME = (
    "<a:themeElements><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1>"
    "<a:accent2><a:srgbClr val='ED7D31'/></a:accent2><a:accent6><a:srgbClr val='70AD47'/></a:accent6>"
    "</a:clrScheme></a:themeElements>"
)


@pytest.mark.parametrize(
    ("shading", "seen"),
    [
        ('w:val="clear" w:color="auto" w:fill="00b050"', "00B050"),
        ('w:val="clear" w:fill="auto"', None),
        ('w:val="nil" w:fill="FF0000"', None),
        ('w:val="solid" w:color="FF0000" w:fill="auto"', "FF0000"),
        ('w:val="pct50" w:color="FF0000" w:fill="FFFFFF"', "FF8080"),
        ('w:val="pct25" w:color="auto" w:fill="auto"', "BFBFBF"),
        ('w:val="pct10" w:color="auto" w:fill="FFC000"', "E6AD00"),
        ('w:val="diagStripe" w:color="00B050" w:fill="FFFFFF"', "80D8A8"),
        ('w:val="clear" w:themeFill="accent6"', "70AD47"),
        ('w:val="clear" w:themeFill="accent2" w:themeFillTint="99"', "F4B183"),
        ('w:val="clear" w:themeFill="accent6" w:themeFillShade="BF"', "548235"),
        ('w:val="clear" w:themeFill="nowhere"', None),
        ('w:val="clear" w:fill="F4B083" w:themeFill="accent2" w:themeFillTint="99"', "F4B083"),
    ],
)
def test_shading_is_the_colour_as_seen(shading, seen):
    assert fills(read_body(tbl(tr(tc("x", f"<w:shd {shading}/>"))), theme=THEME)) == [[seen]]


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Banded"><w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="EEEEEE"/></w:tcPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="DEEAF6"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastCol"><w:tcPr><w:shd w:val="clear" w:fill="auto"/></w:tcPr></w:tblStylePr></w:style>'
)


def test_table_style_shades_the_cells_that_have_no_shading():
    look = '<w:tblStyle w:val="Banded"/><w:tblLook w:val="0120"/>'
    rows = [tr("a", "b"), tr("c", tc("d", '<w:shd w:val="clear" w:fill="FF0000"/>')), tr("e", "f")]
    document = read_body(tbl(*rows, properties=look), styles=TABLE_STYLE)
    assert fills(document) == [["1F3864", None], ["DEEAF6", "FF0000"], ["EEEEEE", None]]


def test_table_style_colours_its_words():
    look = '<w:tblStyle w:val="Banded"/><w:tblLook w:firstRow="1" w:noHBand="1"/>'
    document = read_body(tbl(tr("a"), tr("b"), properties=look), styles=TABLE_STYLE)
    runs = [row.cells[0].paragraphs[0].runs[0] for row in only_table(document).rows]
    assert [(one.colour, one.is_bold) for one in runs] == [("FFFFFF", True), (None, False)]


def test_shading_of_a_row_is_that_of_its_cells():
    row = (
        '<w:tr><w:tblPrEx><w:shd w:val="clear" w:fill="C6EFCE"/></w:tblPrEx>'
        + tc("a")
        + tc("b", '<w:shd w:val="clear" w:fill="FFC7CE"/>')
        + "</w:tr>"
    )
    assert fills(read_body(tbl(row))) == [["C6EFCE", "FFC7CE"]]


def test_colours_of_words_are_resolved():
    styles = '<w:style w:type="paragraph" w:styleId="Blue"><w:rPr><w:color w:val="0070c0"/></w:rPr></w:style>'
    body = p(
        run("a")
        + run("b", '<w:color w:val="auto"/><w:highlight w:val="green"/>')
        + run("c", '<w:color w:themeColor="accent6"/><w:shd w:val="clear" w:fill="FFC000"/>'),
        '<w:pStyle w:val="Blue"/>',
    )
    (paragraph,) = read_body(body, styles=styles, theme=THEME).blocks
    assert [(one.text, one.colour, one.highlight, one.fill) for one in paragraph.runs] == [
        ("a", "0070C0", None, None),
        ("b", None, "green", None),
        ("c", "70AD47", None, "FFC000"),
    ]


def test_shading_of_a_paragraph_lies_behind_its_words():
    (paragraph,) = read_body(p("Amber", '<w:shd w:val="clear" w:fill="FFC000"/>')).blocks
    assert paragraph.runs[0].fill == "FFC000"


def drawn(fill, inside=""):
    return (
        "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f"{fill}<a:ln><a:solidFill><a:srgbClr val='7F7F7F'/></a:solidFill></a:ln></wps:spPr>{inside}"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


@pytest.mark.parametrize(
    ("drawing", "colour"),
    [
        (drawn("<a:solidFill><a:srgbClr val='ffc000'/></a:solidFill>"), "FFC000"),
        (drawn("<a:solidFill><a:schemeClr val='accent6'/></a:solidFill>"), "70AD47"),
        (drawn("<a:solidFill><a:schemeClr val='dk1'><a:lumOff val='50000'/></a:schemeClr></a:solidFill>"), "808080"),
        (drawn("<a:solidFill><a:prstClr val='red'/></a:solidFill>"), "FF0000"),
        (drawn("<a:noFill/>"), None),
        ('<w:pict><v:oval fillcolor="#00b050"/></w:pict>', "00B050"),
        ('<w:pict><v:rect fillcolor="#f00 [3207]"/></w:pict>', "FF0000"),
        ('<w:pict><v:oval fillcolor="red"/></w:pict>', "FF0000"),
        ('<w:pict><v:oval fillcolor="red" filled="f"/></w:pict>', None),
    ],
)
def test_drawn_shape_has_its_colour(drawing, colour):
    document = read_body(tbl(tr(tc(p(f"<w:r>{drawing}</w:r>")))), theme=THEME)
    assert only_table(document).rows[0].cells[0].shapes == (Shape(colour),)


def test_content_in_two_spellings_is_read_once():
    new = drawn(
        "<a:solidFill><a:srgbClr val='FF0000'/></a:solidFill>",
        f"<wps:txbx><w:txbxContent>{p('R')}</w:txbxContent></wps:txbx>",
    )
    box = f"<v:textbox><w:txbxContent>{p('R')}</w:txbxContent></v:textbox>"
    old = f'<w:pict><v:oval fillcolor="red">{box}</v:oval></w:pict>'
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    document = read_body(p(both) + tbl(tr(tc(p(both)))))
    assert document.text_boxes == ("R",)
    assert only_table(document).rows[0].cells[0].shapes == (Shape("FF0000", "R"),)
    assert (words(document), only_table(document).rows[0].cells[0].text) == ([""], "")


def test_picture_in_a_cell_is_mentioned():
    picture = "<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
    (finding,) = read_body(tbl(tr("a", tc(p(picture))))).findings
    assert (finding.code, finding.where) == ("picture-in-cell", Place(table=1, row=1, column=2))
