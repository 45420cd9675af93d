"""OpenDocument texts: words and their looks, what is not seen, lists, tables, drawings, margins, refusals."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Paragraph, Place, Refused, Run, Shape
from tests.documents.building import grid, only_paragraph, only_table, words
from tests.documents.opendocument.building import (
    COVERED,
    open_text,
    p,
    read_open,
    root,
    shaded,
    span,
    style,
    tbl,
    tc,
    tr,
    words_look,
)


def labelled(document):
    return [(block.label, block.text) for block in document.blocks]


def test_document_says_what_it_is():
    document = read_open(p("Plan"), meta="<dc:title> Our plan </dc:title>")
    assert (document.format, document.title, document.findings) == ("odt", "Our plan", ())


def test_white_space_runs_together_but_for_what_is_written_out():
    body = p('  A <text:s text:c="2"/>b\n c<text:tab/>d<text:line-break/>  e<text:soft-page-break/>f ')
    assert words(read_open(body)) == ["A   b c\td\nef"]


LOOKS = {
    'fo:color="#00b050"': Run("x", colour="00B050"),
    'fo:color="#000000" style:use-window-font-color="true"': Run("x"),
    'fo:background-color="#ffff00"': Run("x", fill="FFFF00"),
    'fo:background-color="transparent"': Run("x"),
    'fo:font-weight="bold"': Run("x", is_bold=True),
    'fo:font-weight="600"': Run("x", is_bold=True),
    'style:text-line-through-style="none"': Run("x"),
    'style:font-name="Wingdings"': Run("x"),
}


@pytest.mark.parametrize("said", LOOKS)
def test_look_of_words(said):
    document = read_open(p(span("x", "T1")), automatic=words_look("T1", said))
    assert only_paragraph(document).runs == (LOOKS[said],)


def test_look_comes_from_styles_and_what_they_are_based_on():
    common = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:color="#111111"/>'
        "</style:default-style>"
        + words_look("Plow", 'fo:font-weight="bold"')
        + words_look("Phigh", 'fo:color="#ff0000"', 'style:parent-style-name="Plow"')
        + words_look("Ploop", 'fo:color="#00ff00"', 'style:parent-style-name="Ploop"')
    )
    automatic = words_look("P1", "", 'style:parent-style-name="Phigh"') + words_look("T1", 'fo:font-weight="normal"')
    document = read_open(p("a" + span("b", "T1"), "P1") + p("c") + p("d", "Ploop"), automatic=automatic, common=common)
    runs = [run for block in document.blocks for run in block.runs]
    assert runs == [
        Run("a", colour="FF0000", is_bold=True),
        Run("b", colour="FF0000"),
        Run("c", colour="111111"),
        Run("d", colour="00FF00"),
    ]


def test_struck_words_are_kept_apart():
    automatic = words_look("T1", 'style:text-line-through-style="solid" style:text-line-through-type="single"')
    paragraph = only_paragraph(read_open(p("By " + span("May", "T1") + " June"), automatic=automatic))
    assert (paragraph.text, paragraph.struck_text) == ("By  June", "May")


def test_signs_of_pictorial_fonts_show_as_they_look():
    automatic = words_look("T1", 'style:font-name="Wingdings"')
    assert words(read_open(p(span("\uf0fc", "T1")), automatic=automatic)) == ["✓"]


def test_shading_of_a_paragraph_is_that_of_its_words():
    document = read_open(p("x", "P1"), automatic=shaded("paragraph", "P1", "#92d050"))
    assert only_paragraph(document).runs == (Run("x", fill="92D050"),)


def test_hidden_words_are_left_out():
    automatic = words_look("T1", 'text:display="none"') + words_look("P1", 'text:display="none"')
    body = (
        p("Seen" + span(" not<text:tab/>" + span("nor", "T2"), "T1"))
        + p("gone", "P1")
        + p(span("gone", "T1"))
        + '<text:section text:display="none">'
        + p("gone")
        + "</text:section><text:section>"
        + p("kept")
        + "</text:section>"
    )
    assert words(read_open(body, automatic=automatic)) == ["Seen", "kept"]


def test_hidden_table_is_noticed():
    document = read_open(f'<text:section text:display="none">{tbl(tr("x"))}</text:section>')
    assert [finding.code for finding in document.findings] == ["hidden-table"]


def test_notes_comments_and_deleted_words_are_left_out():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weekly</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p(
            'Meet <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>monthly<text:change-end '
            'text:change-id="c2"/><office:annotation><dc:creator>A</dc:creator><text:p>Really?</text:p>'
            "</office:annotation><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note"
            '</text:p></text:note-body></text:note> <text:a xlink:href="http://127.0.0.1/">here</text:a>'
            "<text:placeholder>Type</text:placeholder>"
        )
    )
    assert words(read_open(body)) == ["Meet monthly here"]


def test_row_deleted_by_a_tracked_change_counts_but_is_left_out():
    deleted = tr(tc(p('<text:change text:change-id="c1"/>')), tc(p('<text:change text:change-id="c2"/>')))
    table = only_table(read_open(tbl(tr("a", "b"), deleted, tr("", ""), tr("c", "d"))))
    assert [row.place.row for row in table.rows] == [1, 3, 4]


def test_headings_have_their_level_and_their_number():
    common = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/>'
        "</text:outline-style>"
        + style("paragraph", "Title")
        + style("paragraph", "P9", "", 'style:default-outline-level="3"')
    )
    body = (
        p("Plan", "Title")
        + '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="2">Two</text:h>'
        + '<text:h text:outline-level="1">Three</text:h>'
        + '<text:h text:outline-level="1" text:is-list-header="true">x</text:h>'
        + p("Four", "P9")
    )
    found = [(block.label, block.text, block.heading) for block in read_open(body, common=common).blocks]
    assert found == [
        (None, "Plan", 1),
        ("1.", "One", 1),
        ("1.a", "Two", 2),
        ("2.", "Three", 1),
        (None, "x", 1),
        (None, "Four", 3),
    ]


LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="i" style:num-prefix="(" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="–"/></text:list-style><text:list-style style:name="L3"><text:list-level-style-number '
    'text:level="1" style:num-format="A" loext:num-list-format="Part %1%:" text:start-value="3"/></text:list-style>'
)


def items(*contents, more=""):
    inside = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    return f"<text:list {more}>{inside}</text:list>"


def test_lists_are_counted():
    body = (
        items(
            p("one") + p("still one"),
            p("two") + items(p("two one"), items(p("deep"), p("deeper")), p("two two")),
            p("three") + items(p("three one")),
            more='text:style-name="L1" xml:id="a"',
        )
        + items(p("bullet"), more='text:style-name="L2"')
        + items(p("four"), more='text:style-name="L1" text:continue-list="a"')
        + items(p("five"), more='text:style-name="L1" text:continue-numbering="true"')
        + items(p("anew"), more='text:style-name="L1"')
        + items(p("part"), more='text:style-name="L3"')
        + "<text:list text:style-name='L1'><text:list-header><text:p>none</text:p></text:list-header>"
        + "<text:list-item text:start-value='7'><text:p>seven</text:p></text:list-item></text:list>"
    )
    assert labelled(read_open(body, automatic=LISTS)) == [
        ("1.", "one"),
        (None, "still one"),
        ("2.", "two"),
        ("2.1", "two one"),
        ("(i)", "deep"),
        ("(ii)", "deeper"),
        ("2.2", "two two"),
        ("3.", "three"),
        ("3.1", "three one"),
        ("•", "bullet"),
        ("4.", "four"),
        ("5.", "five"),
        ("1.", "anew"),
        ("Part C:", "part"),
        (None, "none"),
        ("7.", "seven"),
    ]


def test_numbers_run_on_through_cells_even_where_these_hold_no_words():
    def number(more):
        return items("<text:p/>", more=f'text:style-name="L1" {more}')

    def second(more):
        return items(items("<text:p/>"), more=f'text:style-name="L1" {more}')

    rows = (
        tr(tc(number('xml:id="a"')), "A"),
        tr(tc(second('text:continue-list="a" xml:id="b"')), "B"),
        tr(tc(second('text:continue-list="b" xml:id="c"')), "C"),
        tr(tc(number('text:continue-list="c"')), "D"),
    )
    table = only_table(read_open(tbl(*rows), automatic=LISTS))
    labels = [[p.label for p in row.cells[0].paragraphs] for row in table.rows]
    assert labels == [["1."], ["1.1"], ["1.2"], ["2."]]


def test_list_that_only_the_paragraph_style_names_is_counted():
    automatic = LISTS + style("paragraph", "P1", "", 'style:list-style-name="L1"')
    assert labelled(read_open(items(p("one", "P1"), p("two", "P1")), automatic=automatic)) == [
        ("1.", "one"),
        ("2.", "two"),
    ]


def test_merged_cells_are_repeated_in_each_column_and_row_they_cover():
    table = only_table(
        read_open(
            tbl(
                tr(tc("Section", 'table:number-columns-spanned="3"'), COVERED, COVERED),
                tr(tc("Aim", 'table:number-rows-spanned="2"'), "b", "c"),
                tr(COVERED, "d", "e"),
                tr(tc("x", 'table:number-columns-repeated="2"'), "y"),
            )
        )
    )
    assert grid(table) == [["Section"] * 3, ["Aim", "b", "c"], ["Aim", "d", "e"], ["x", "x", "y"]]
    aim = table.rows[2].cells[0]
    assert aim is table.rows[1].cells[0]
    assert (aim.colspan, aim.rowspan, aim.place) == (1, 2, Place(table=1, row=2, column=1))


def test_header_rows_and_groups_of_rows_are_known():
    head = f"<table:table-header-rows>{tr('Ref', 'Action')}</table:table-header-rows>"
    group = f"<table:table-row-group>{tr('1', 'Meet')}<text:soft-page-break/>{tr('2', 'Agree')}</table:table-row-group>"
    table = only_table(read_open(tbl("<table:table-column/>", head, f"<table:table-rows>{group}</table:table-rows>")))
    assert [(row.place.row, row.is_header) for row in table.rows] == [(1, True), (2, False), (3, False)]


def test_shading_of_a_row_or_table_shows_through_cells_without_their_own():
    automatic = (
        shaded("table", "Ta", "#eeeeee")
        + shaded("table-row", "Ro", "#ffc000")
        + shaded("table-cell", "Ce", "#00b050")
        + shaded("table-cell", "No", "transparent")
        + shaded("table-cell", "Usual", "#ff0000")
    )
    rows = (
        tr(tc("a", 'table:style-name="Ce"'), "b", tc("c", 'table:style-name="No"')),
        tr(tc("d", 'table:style-name="Ce"'), "e", attributes='table:style-name="Ro"'),
        tr("f", attributes='table:default-cell-style-name="Usual"'),
    )
    table = only_table(read_open(tbl(*rows, attributes='table:style-name="Ta"'), automatic=automatic))
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [
        ["00B050", "EEEEEE", None],
        ["00B050", "FFC000"],
        ["FF0000"],
    ]


def test_nested_table_stands_in_its_cell_with_its_words():
    document = read_open(tbl(tr(tc(p("Before") + tbl(tr("x", "y")) + p("after")), "z")) + tbl(tr("second")))
    first, second = document.tables
    cell = first.rows[0].cells[0]
    assert cell.text == "Before\nx\ny\nafter"
    assert grid(cell.tables[0]) == [["x", "y"]]
    assert second.place == Place(table=2)


def test_drawn_lights_in_cells_are_shapes():
    automatic = (
        style("graphic", "G1", '<style:graphic-properties draw:fill="solid" draw:fill-color="#00b050"/>')
        + style("graphic", "G2", '<style:graphic-properties draw:fill="none" draw:fill-color="#ff0000"/>')
        + style("graphic", "G3", '<style:graphic-properties fo:background-color="#ffc000"/>')
    )
    drawn = (
        '<draw:custom-shape draw:style-name="G1"/>',
        '<draw:g><draw:ellipse draw:style-name="G2"><text:p>R</text:p></draw:ellipse></draw:g>',
        f'<draw:frame draw:style-name="G3"><draw:text-box>{p("On")}{p("track")}</draw:text-box></draw:frame>',
    )
    table = only_table(read_open(tbl(tr(*(tc(p(each)) for each in drawn))), automatic=automatic))
    assert [cell.shapes for cell in table.rows[0].cells] == [
        (Shape("00B050"),),
        (Shape(None, "R"),),
        (Shape("FFC000", "On\ntrack"),),
    ]


def test_text_boxes_of_the_body_and_pictures_in_cells_are_noted():
    box = f"<draw:frame><draw:text-box>{p('Draft')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/></draw:frame>"
    document = read_open(box + p("Plan" + box + picture) + tbl(tr("a", tc(p(picture)))))
    assert document.text_boxes == ("Draft", "Draft")
    assert [(each.code, each.where) for each in document.findings] == [
        ("picture-in-cell", Place(table=1, row=1, column=2))
    ]


def test_controls_show_what_was_chosen():
    body = p(
        '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param '
        'field:name="Checkbox_Checked" field:value="true"/></field:fieldmark> '
        '<field:fieldmark field:type="x.FORMDROPDOWN">'
        '<field:param field:name="Dropdown_ListEntry" field:value="Red"/><field:param field:name="Dropdown_ListEntry" '
        'field:value="Green"/><field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark> '
        '<loext:content-control loext:showing-place-holder="true">Choose</loext:content-control>'
        "<loext:content-control>Amber</loext:content-control> <text:drop-down><text:label/>Blue</text:drop-down>"
    )
    assert words(read_open(body)) == ["☒ Green Amber Blue"]


def test_contents_are_read_without_what_they_are_made_from():
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>No</text:index-title-template>"
        f"</text:table-of-content-source><text:index-body><text:index-title>{p('Contents')}</text:index-title>"
        f"{p('One')}</text:index-body></text:table-of-content>"
    )
    assert words(read_open(body)) == ["Contents", "One"]


def test_headers_and_footers_are_kept_apart():
    margins = (
        f"<style:header>{p('Draft')}</style:header><style:header-first>{p('Draft')}</style:header-first>"
        f"<style:footer>{tbl(tr('Page', '1'))}</style:footer>"
    )
    assert read_open(p("Plan"), margins=margins).headers == ("Draft", "Page\n1")


def refusal(content):
    with pytest.raises(Refused) as caught:
        read(content, name="plan.odt")
    return caught.value


REFUSED = {
    "encrypted": ({"META-INF/manifest.xml": "<x><manifest:encryption-data/></x>"}, "password-protected"),
    "broken": ({"content.xml": "<office:document"}, "damaged"),
    "of another kind": (
        {"content.xml": root("content", "<office:body><office:spreadsheet/></office:body>")},
        "damaged",
    ),
    "entities": ({"content.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, "unsafe-xml"),
    "names outside": ({"../../evil": "x"}, "unsafe-names"),
    "bomb": ({"content.xml": root("content", " " * 40_000_000)}, "too-large-inside"),
    "nested too deep": ({"content.xml": root("content", "<table:table>" * 300)}, "nested-too-deep"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_text_that_cannot_be_read_is_refused(case):
    parts, code = REFUSED[case]
    assert refusal(open_text(p("x"), parts=parts)).code == code


def test_rows_without_end_are_refused():
    wide = tr(*(tc("x", 'table:number-rows-spanned="99999"') for _ in range(63)))
    assert refusal(open_text(tbl(wide, tr("x") * 20_000))).code == "too-large-inside"


def test_repeats_within_repeats_are_refused():
    opened = "<table:table><table:table-row><table:table-cell table:number-columns-repeated='60'>"
    closed = "</table:table-cell></table:table-row></table:table>"
    assert refusal(open_text(opened * 20 + p("x") + closed * 20)).code == "too-large-inside"


def test_other_open_documents_are_not_read_yet():
    assert (
        refusal(open_text("", parts={"mimetype": "application/vnd.oasis.opendocument.graphics"})).code
        == "kind-not-read"
    )


def test_text_in_one_flat_file_is_refused():
    with pytest.raises(Refused) as caught:
        read(root("content", "<office:body/>").encode(), name="plan.fodt")
    assert caught.value.code == "kind-not-read"


def test_template_is_read_and_a_text_without_styles_too():
    document = read_open(p("Agree"), parts={"mimetype": "application/vnd.oasis.opendocument.text-template"})
    assert document.blocks == (Paragraph("Agree", (Run("Agree"),)),)
