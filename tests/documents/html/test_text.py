"""The words of web pages: how they look, what is not seen, lists, headings, what Word leaves in a page."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Run
from tests.documents.building import only_paragraph, words

WORD = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><meta name=Generator content="Microsoft Word 15">'


def page(body, head=""):
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="plan.html")


def saved_from_word(body):
    return read(f"{WORD}<body>{body}</body></html>".encode(), name="plan.htm")


def labelled(document):
    return [(block.label, block.text) for block in document.blocks]


def test_white_space_runs_together_as_on_screen():
    document = page("<p> Agree \n the <b> policy</b> \t<i>now</i> </p>loose <div>next<p>inner</div> end")
    assert words(document) == ["Agree the policy now", "loose", "next", "inner", "end"]


def test_breaks_and_preserved_lines_are_newlines():
    document = page("<p>One<br> two <br/><br>three<br></p><pre>four\n  five</pre><p style='white-space:pre-wrap'>a\nb")
    assert words(document) == ["One\ntwo\n\nthree", "four\n  five", "a\nb"]


def test_signs_show_as_they_look():
    document = page("<p>A&nbsp;plan&shy;ned 24&#8209;hour &quot;x&quot; &#146;s &lt;b&gt;</p>")
    assert words(document) == ['A planned 24-hour "x" ’s <b>']


@pytest.mark.parametrize(
    ("given", "run"),
    [
        ("<span style='color:#00B050'>x</span>", Run("x", colour="00B050")),
        ("<font color=red>x</font>", Run("x", colour="FF0000")),
        ("<span style='color:windowtext'>x</span>", Run("x")),
        ("<b>x</b>", Run("x", is_bold=True)),
        ("<span style='font-weight:700'>x</span>", Run("x", is_bold=True)),
        ("<span style='font:bold 12px Arial'>x</span>", Run("x", is_bold=True)),
        ("<b><span style='font-weight:normal'>x</span></b>", Run("x")),
        ("<span style='background:red;mso-highlight:red'>x</span>", Run("x", highlight="red")),
        ("<span style='background:lime;mso-highlight:lime'>x</span>", Run("x", highlight="green")),
        ("<span style='background:#FFC000'>x</span>", Run("x", fill="FFC000")),
        ("<mark>x</mark>", Run("x", fill="FFFF00")),
        ("<span style='background:white'>x</span>", Run("x")),
        ("<span style='font-family:Wingdings;mso-ascii-font-family:Arial'>ü</span>", Run("✓")),
        ("<font face=Wingdings>l</font>", Run("●")),
    ],
)
def test_look_of_words(given, run):
    assert only_paragraph(page(f"<p>{given}</p>")).runs == (run,)


def test_colour_that_all_words_have_tells_nothing():
    document = page("<p>a <span class=x>b</span>", "<style>body{color:#0b0c0c;font-weight:400}.x{color:red}</style>")
    assert only_paragraph(document).runs == (Run("a "), Run("b", colour="FF0000"))


@pytest.mark.parametrize("tag", ["s", "strike", "del", "span style='text-decoration: line-through'"])
def test_struck_words_are_kept_apart(tag):
    paragraph = only_paragraph(page(f"<p>By <{tag}>May 2016</{tag.split()[0]}> June 2016</p>"))
    assert (paragraph.text, paragraph.struck_text) == ("By  June 2016", "May 2016")


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='display:none'>no</span>",
        "<span style='DISPLAY: NONE !important'>no</span>",
        "<p hidden>no</p>",
        "<span style='visibility:hidden'>no</span>",
        "<span style='mso-hide:all'>no</span>",
        "<span style='font-size:0'>no</span>",
        "<span style='opacity:0.0'>no</span>",
        "<span class=secret>no</span>",
        "<script>no</script>",
        "<style>no{}</style>",
        "<template>no</template>",
        "<noscript>no</noscript>",
        "<iframe src=x>no</iframe>",
        "<object data=x>no</object>",
        "<!-- no -->",
        "<!--[if gte mso 9]><p>no</p><![endif]-->",
        "<?xml no ?>",
        "<input type=hidden value=no>",
        "<button>no</button>",
        "<textarea style='display:none'>no</textarea>",
    ],
)
def test_what_does_not_show_is_not_read(hidden):
    assert words(page(f"<p>Yes {hidden}</p>", "<style>.secret{display:none}</style>")) == ["Yes"]


def test_something_visible_inside_the_invisible_shows():
    assert words(page("<p style='visibility:hidden'>no <b style='visibility:visible'>yes</b> no")) == ["yes"]


def test_markup_that_is_written_out_stays_text():
    assert words(page("<p>&lt;script&gt;alert(4)&lt;/script&gt;")) == ["<script>alert(4)</script>"]


def test_hidden_table_is_noticed():
    (finding,) = page("<div style='display:none'><table><tr><td>x</table></div>Kept").findings
    assert finding.code == "hidden-table"


def test_headings_have_their_level():
    document = saved_from_word(
        "<h1>A</h1><h3><span>C</span></h3><p>text<p class=MsoTitle>T<p style='mso-outline-level:2'>O"
        "<div role=heading aria-level=4>R</div>"
    )
    found = [(block.text, block.heading) for block in document.blocks]
    assert found == [("A", 1), ("C", 3), ("text", None), ("T", 1), ("O", 2), ("R", 4)]


def test_lists_are_counted_as_browsers_count_them():
    document = page(
        "<ul><li>a<ol type=a start=2><li>b<li value=9>c</ol><li><p>d</p><p>more</p></ul>"
        "<ol reversed><li>e<li>f</ol>"
        "<ol style='list-style:lower-roman inside'><li>g<li style='list-style-type:none'>h</ol>"
        "<ul style='list-style:none'><li>i</ul><li>j"
    )
    assert labelled(document) == [
        ("•", "a"),
        ("b.", "b"),
        ("i.", "c"),
        ("•", "d"),
        (None, "more"),
        ("2.", "e"),
        ("1.", "f"),
        ("i.", "g"),
        (None, "h"),
        (None, "i"),
        ("•", "j"),
    ]


def test_labels_that_word_writes_out_stand_apart():
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    document = saved_from_word(
        f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>1.1{gap}</span><![endif]>Agree</p>"
        f"<p><!--[if !supportLists]--><span style='font-family:Symbol'><span style='mso-list:Ignore'>·{gap}</span>"
        f"</span>"
        f"<!--[endif]-->Meet</p>"
        f"<p class=MsoListParagraph><span style='font-family:\"Courier New\"'>o{gap}</span>Filtered</p>"
        f"<p><span style='mso-list:Ignore'>2.{gap}</span></p><p>Plain</p>"
    )
    assert labelled(document) == [("1.1", "Agree"), ("•", "Meet"), ("•", "Filtered"), ("2.", ""), (None, "Plain")]


def test_tracked_changes_of_a_word_page_are_accepted():
    document = saved_from_word(
        "<p>Meet <ins cite='mailto:A' datetime='2016-01-01T10:00'>monthly</ins>"
        "<span class=msoDel><del cite='mailto:A' datetime='2016-01-01T10:00'>weekly</del></span>"
        "<span class=msoDel>daily</span></p>"
        "<table><tr><td>1</tr><tr><td><del>2</del></tr><tr><td>3</tr></table>"
    )
    paragraph, table = document.blocks
    assert (paragraph.text, paragraph.struck_text) == ("Meet monthly", "")
    assert [(row.place.row, row.cells[0].text) for row in table.rows] == [(1, "1"), (3, "3")]


def test_comments_and_notes_are_left_out():
    document = saved_from_word(
        "<p>Agree<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]"
        "</span></a> it<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a></span>"
        "<sup><a href='#note2'>2</a></sup> on the 1<sup>st</sup></p>"
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>Note</p></div></div>"
        "<div style='mso-element:comment-list'><div class=msocomtxt><p>Secret</p></div></div><div id=ftn2>Old</div>"
        "<h2>Next <a href='#next'>¶</a></h2>"
    )
    assert words(document) == ["Agree it on the 1st", "Next"]


def test_tabs_of_word_are_tabs():
    assert words(saved_from_word("<p>Lead:<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>All")) == ["Lead:\tAll"]


def test_controls_that_show_their_prompt_are_empty():
    document = saved_from_word("<p>RAG: <w:Sdt ShowingPlcHdr=t>Choose</w:Sdt><w:sdt>Amber</w:sdt>")
    assert words(document) == ["RAG: Amber"]


def test_parts_of_forms_show_what_was_chosen():
    document = page(
        "<p><select><option>Red<option selected>Green</select> <input type=checkbox checked> <input type=radio> "
        "<input value='In hand'> <textarea>Two\nlines</textarea> <input type=submit value=Save>"
    )
    assert words(document) == ["Green ☒ ☐ In hand Two\nlines"]


def test_heading_that_folds_open_keeps_its_words():
    document = page(
        "<h2><button>In a crisis</button></h2><details><summary><button>More</button></summary>Yes</details>"
    )
    assert words(document) == ["In a crisis", "More", "Yes"]


def test_shading_of_a_part_of_the_page_is_not_that_of_its_words():
    document = page("<div style='background:#eee'><p>a<p style='background:#ff0'>b</div>")
    assert [block.runs[0].fill for block in document.blocks] == [None, "FFFF00"]
