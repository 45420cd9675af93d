"""Paragraphs and runs of Word files, in the view that a person sees once every tracked change is accepted."""

import pytest

from concordat.documents.domain import Run
from tests.documents.building import STRICT, only_paragraph, only_table, p, read_body, root, run, tbl, tc, tr, words


def test_runs_of_one_look_are_joined():
    body = p(run("The street") + "<w:proofErr/>" + run(" car ") + run("starts", "<w:b/>"))
    assert only_paragraph(read_body(body)).runs == (Run("The street car "), Run("starts", is_bold=True))


def test_tracked_changes_are_accepted():
    body = p(
        run("Open ")
        + f"<w:ins>{run('two')}</w:ins><w:del><w:r><w:delText>one</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run(' of')}</w:moveFrom><w:moveTo>{run(' rooms')}</w:moveTo>"
    )
    assert only_paragraph(read_body(body)).text == "Open two rooms"


def test_deleted_paragraph_end_joins_the_next_paragraph():
    body = p("Open two ", "<w:rPr><w:del/></w:rPr>") + p("rooms") + p("Then one more")
    assert words(read_body(body)) == ["Open two rooms", "Then one more"]


def test_wholly_deleted_paragraph_leaves_nothing():
    deleted = "<w:del><w:r><w:delText>Old</w:delText></w:r></w:del>"
    assert words(read_body(p(deleted, "<w:rPr><w:del/></w:rPr>") + p("New"))) == ["New"]


def test_deleted_paragraph_end_at_the_end_of_a_cell_keeps_its_words():
    body = tbl(tr(tc(p("Kept", "<w:rPr><w:del/></w:rPr>")), "Next"))
    assert [cell.text for cell in only_table(read_body(body)).rows[0].cells] == ["Kept", "Next"]


def test_deleted_paragraph_end_before_a_table_keeps_its_words_out_of_it():
    document = read_body(p("Before", "<w:rPr><w:del/></w:rPr>") + tbl(tr("Cell")))
    assert (words(document), only_table(document).rows[0].cells[0].text) == (["Before"], "Cell")


def test_hidden_words_are_left_out():
    styles = (
        '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Deep"><w:basedOn w:val="Secret"/></w:style>'
    )
    body = p(
        run("Seen")
        + run(" hidden", "<w:vanish/>")
        + run(" by style", '<w:rStyle w:val="Deep"/>')
        + run(" shown", '<w:rStyle w:val="Deep"/><w:vanish w:val="0"/>')
    )
    assert only_paragraph(read_body(body, styles=styles)).text == "Seen shown"


def test_paragraph_of_hidden_words_alone_is_left_out():
    assert words(read_body(p(run("Secret", "<w:vanish/>")) + p("Seen"))) == ["Seen"]


def test_comments_and_footnotes_are_left_out():
    body = p(
        '<w:commentRangeStart w:id="1"/>'
        + run("Agreed")
        + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    assert only_paragraph(read_body(body)).text == "Agreed"


def test_fields_show_their_result_only():
    body = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "http://127.0.0.1/x" '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("result")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + f'<w:fldSimple w:instr="DATE">{run(" May 2016")}</w:fldSimple>'
        + f'<w:hyperlink r:id="rId9">{run(" on the website")}</w:hyperlink>'
    )
    assert only_paragraph(read_body(body)).text == "result May 2016 on the website"


def test_field_inside_a_field_instruction_is_left_out():
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin + begin + separate + run("inner") + end + separate + run("outer") + end)
    assert only_paragraph(read_body(body)).text == "outer"


def test_field_left_open_hides_nothing_after_its_paragraph():
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("lost")) + p("kept")
    assert words(read_body(body)) == ["", "kept"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Open"/><w:listEntry w:val="Closed"/></w:ddList>',
            "Closed",
        ),
        ('<w:ddList><w:listEntry w:val="Open"/></w:ddList>', "Open"),
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
    ],
)
def test_old_form_fields_show_their_choice(form, shown):
    field = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r>'
    body = p(field + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert only_paragraph(read_body(body)).text == shown


def test_content_controls_show_their_words():
    def control(content, properties=""):
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p(run("Status: ") + control(run("Amber"), "<w:dropDownList/>"))) + p(
        control(run("Choose an item."), "<w:showingPlcHdr/>") + run("nothing chosen")
    )
    assert words(read_body(body)) == ["Status: Amber", "nothing chosen"]


def test_content_controls_around_rows_and_cells_are_seen_through():
    def control(content, properties=""):
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = tbl(control(tr("1.1", control(tc("Amber")), control(tc("Pick one"), "<w:showingPlcHdr/>"))))
    assert [cell.text for cell in only_table(read_body(body)).rows[0].cells] == ["1.1", "Amber", ""]


def test_odd_characters_become_plain():
    body = p(
        "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop\u00a0care</w:t><w:softHyphen/><w:t>less\u200b \u2011 "
        "co\u00ad-op</w:t><w:br/><w:t>next</w:t><w:tab/><w:t>end</w:t></w:r>"
    )
    assert only_paragraph(read_body(body)).text == "non-stop careless - co-op\nnext\tend"


def test_page_breaks_around_words_are_layout():
    body = p('<w:r><w:br w:type="page"/><w:t>Section 1</w:t><w:br w:type="page"/></w:r>')
    assert only_paragraph(read_body(body)).text == "Section 1"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F04F"/></w:r>', "✗"),
        ('<w:r><w:sym w:font="Arial" w:char="0041"/></w:r>', "A"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\u00fc</w:t></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="not a number"/></w:r>', ""),
    ],
)
def test_signs_of_pictorial_fonts_become_signs(content, shown):
    assert only_paragraph(read_body(p(content))).text == shown


def test_struck_words_are_kept_apart():
    body = p(run("June 2015", "<w:strike/>") + run(" ") + run("May 2016", "<w:dstrike/>") + run(" July 2017"))
    paragraph = only_paragraph(read_body(body))
    assert (paragraph.text.strip(), paragraph.struck_text) == ("July 2017", "June 2015 May 2016")


def test_row_with_every_word_struck_is_struck():
    struck = p(run("Gone", "<w:strike/>"))
    body = tbl(tr(tc(struck), tc(struck)), tr(tc(struck), "Kept"), tr("", ""))
    assert [row.is_struck for row in only_table(read_body(body)).rows] == [True, False, False]


def test_styles_at_two_levels_cancel_a_toggle_out():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Bold"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = p(run("one ") + run("two", '<w:rStyle w:val="Strong"/>'), '<w:pStyle w:val="Bold"/>')
    paragraph = only_paragraph(read_body(body, styles=styles))
    assert paragraph.runs == (Run("one ", is_bold=True), Run("two"))


def test_headings_follow_their_styles():
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ours"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    names = ["Ours", "T", "H", "Loop", "Missing"]
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in names) + p("x", '<w:outlineLvl w:val="0"/>')
    assert [block.heading for block in read_body(body, styles=styles).blocks] == [2, 1, 3, None, None, 1]


def test_strict_files_read_the_same():
    body = tbl(tr(tc("Agreed", '<w:shd w:val="clear" w:fill="00B050"/>')))
    cell = only_table(read_body(body, names=STRICT)).rows[0].cells[0]
    assert (cell.text, cell.fill) == ("Agreed", "00B050")


def test_headers_footers_and_title_are_read():
    document = read_body(
        p("Body") + '<w:sectPr><w:headerReference r:id="h1"/><w:footerReference r:id="f1"/></w:sectPr>',
        extra_links=(("h1", "header", "header1.xml"), ("f1", "footer", "footer1.xml")),
        parts={
            "word/header1.xml": root("hdr", tbl(tr("Fellside", "Version 3"))),
            "word/footer1.xml": root("ftr", p("")),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="c" '
                'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
                'Target="docProps/core.xml"/></Relationships>'
            ),
            "docProps/core.xml": (
                '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Fellside plan </dc:title></c>'
            ),
        },
    )
    assert (document.headers, document.title) == (("Fellside\nVersion 3",), "Fellside plan")


def test_mathematics_keeps_its_letters():
    assert only_paragraph(read_body(p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"))).text == "x=1"
