"""Whole pages: menus and footers, encodings, pages saved as one file, pages beyond bounds."""

import base64
import quopri

import pytest

from concordat.documents import read
from concordat.documents.domain import Refused
from concordat.documents.readers.html import trees
from tests.documents.building import grid, only_table, words

PLAN = "<table><tr><th>Ref<th>Action</tr><tr><td>1<td>Meet</tr></table>"


def page(body, head="", name="plan.html"):
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), name=name)


def refusal(content, name="plan.html"):
    with pytest.raises(Refused) as caught:
        read(content, name=name)
    return caught.value


def test_page_is_read_for_what_it_is_whatever_its_name():
    assert page(PLAN).format == "html"
    (finding,) = page(PLAN, name="plan.xls").findings
    assert finding.message == "plan.xls is a web page inside, although its name ends in .xls."
    assert read(b"  <p>Agree</p>", name="part.htm").format == "html"
    assert read(b"<p>Agree</p>", name="part.txt").format == "text"


def test_title_is_that_of_the_page():
    assert page("x", "<title> Our\n plan | Ashby </title>").title == "Our plan | Ashby"
    assert page("x").title is None


def test_menus_and_footers_are_no_part_of_the_plan():
    document = page(
        "<a class=skip-link href=#main>Skip to content</a><header><p>Ashby Council</p></header>"
        "<nav><ul><li>Home</ul></nav>"
        "<div id=cookieBanner>We use cookies</div><div role=search>Search</div><div class='main-menu'>News</div>"
        f"<h1>Plan</h1><p>Agreed.</p>{PLAN}<section id=information-sharing>Sharing</section>"
        "<div class=social-care>Care</div><article><footer>Written in May</footer></article>"
        "<aside>Related</aside><footer><p>Updated in June 2016</p></footer>"
    )
    assert words(document) == ["Plan", "Agreed.", "Sharing", "Care", "Written in May"]
    assert document.headers == ("Updated in June 2016",)


def test_furniture_with_the_plan_in_it_is_kept():
    document = page(f"<div class=menu>{PLAN}</div><nav><h1>Plan</h1></nav><div class=sidebar>{'word ' * 400}</div>")
    assert len(document.tables) == 1
    assert words(document) == ["Plan", ("word " * 400).strip()]


def test_only_the_main_part_is_read_where_all_tables_are_in_it():
    document = page(f"<h1>Our plan</h1><p>Site</p><main><p>Said</p>{PLAN}</main><p>Other</p>")
    assert words(document) == ["Our plan", "Said"]
    assert len(page(f"<main>x</main>{PLAN}").tables) == 1
    assert words(page("<main> </main><p>Kept")) == ["Kept"]
    assert words(page("<main>a</main><main>b</main>")) == ["a", "b"]


def test_names_of_classes_inside_the_plan_are_not_taken_for_menus():
    table = only_table(
        page("<table><tr><td><span class=share-this>Share it</span><td><p class=menu>Menus</tr></table>")
    )
    assert grid(table) == [["Share it", "Menus"]]


def test_margins_of_paper_stand_among_the_headers():
    document = page("<div title=header><p>Draft 3</p></div><p>Plan</p><div title=footer>Page 1</div>")
    assert (words(document), document.headers) == (["Plan"], ("Draft 3", "Page 1"))


def test_colours_kept_in_another_file_are_noticed():
    linked = "<link rel=stylesheet href=http://127.0.0.1/x.css>"
    rag = "<table><tr><td class='rag-green'>a<td>b</tr></table>"
    (finding,) = page(rag, linked).findings
    assert finding.code == "styles-elsewhere"
    assert page(rag, linked + "<style>.rag-green{background:green}</style>").findings == ()
    assert page(rag).findings == ()


SAID = "“Café – 24 hours”"
ENCODINGS = {
    "UTF-8 that says so": ('<meta charset="utf-8">', "utf-8"),
    "UTF-8 that says nothing": ("", "utf-8"),
    "UTF-8 that says another": ("<meta charset=windows-1252>", "utf-8"),
    "Windows that says so": ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
    "Windows that says Latin": ('<META CHARSET="ISO-8859-1">', "cp1252"),
    "Windows that says nothing": ("", "cp1252"),
    "Windows that says UTF-8": ("<meta charset=utf-8>", "cp1252"),
    "Windows that says nonsense": ("<meta charset=klingon>", "cp1252"),
    "Windows that names what is no text": ("<meta charset=hex>", "cp1252"),
    "UTF-16 with a mark": ("<meta charset=utf-8>", "utf-16"),
    "UTF-8 with a mark": ("<meta charset=windows-1252>", "utf-8-sig"),
    "Mac": ("<meta charset=macintosh>", "mac-roman"),
}


@pytest.mark.parametrize("case", ENCODINGS)
def test_encoding_is_found(case):
    head, encoding = ENCODINGS[case]
    content = f"<html><head>{head}</head><body><p>{SAID}</p></body></html>".encode(encoding)
    assert words(read(content, name="plan.html")) == [SAID]


def archive(*parts, boundary="----=_Part"):
    head = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\tboundary="{boundary}"\r\n\r\n'
    )
    return b"".join([head.encode(), *(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)]) + (
        f"--{boundary}--".encode()
    )


def part(kind, content, packing):
    packed = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "8bit": bytes,
    }[packing](content)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {packing}\r\n\r\n".encode() + packed


@pytest.mark.parametrize("packing", ["quoted-printable", "base64", "8bit"])
def test_page_saved_as_one_file_is_read_with_its_style_sheets(packing):
    document = read(
        archive(
            part(
                'text/html; charset="windows-1252"',
                f"<p>{SAID}<table><tr><td class=g>x</table>".encode("cp1252"),
                packing,
            ),
            part("text/css", b".g{background:green}", packing),
            part("image/png", b"\x89PNG", "base64"),
            part("text/html", b"<p>framed", packing),
        ),
        name="plan.mht",
    )
    assert words(document) == [SAID]
    assert only_table(document).rows[0].cells[0].fill == "008000"


def test_page_alone_in_a_mail_is_read():
    assert words(read(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Agree", name="plan.mht")) == ["Agree"]


def test_framed_pages_are_read_in_order():
    document = read(
        archive(
            part("text/html", b"<html><frameset><frame src=a><frame src=b></frameset></html>", "8bit"),
            part("text/html", b"<p>tabs", "8bit"),
            part("text/html", f"<p>one{PLAN}".encode(), "8bit"),
            part("text/html", f"<p>two{PLAN}".encode(), "8bit"),
        ),
        name="plan.mht",
    )
    assert words(document) == ["one", "two"]
    assert len(document.tables) == 2


REFUSED = {
    "frame around other files": (b"<html><frameset><frame src=a.htm></frameset></html>", "frames-only"),
    "archive without a page": (archive(part("image/png", b"text/html", "8bit")), "damaged"),
    "archive that names no boundary": (archive(part("text/html", PLAN.encode(), "8bit"), boundary=""), "damaged"),
    "nested too deep": (b"<html>" + b"<table><tr><td>" * 200, "nested-too-deep"),
    "too many tags": (b"<html>" + b"<p>" * (trees.MOST_TAGS + 1), "too-large-inside"),
    "too many attributes": (
        b"<html><p " + b" ".join(b"a%d" % at for at in range(100_000)) + b">",
        "too-large-inside",
    ),
    "one endless paragraph": (b"<html><p>" + b"people get help " * 1_000_000, "too-large-inside"),
    "rows that reach down for ever": (
        b"<html><table>" + b"<tr>" + b"<td rowspan=60000>x" * 63 + b"<tr><td>x" * 20_000,
        "too-large-inside",
    ),
    "more rows than any plan": (
        b"<html>" + b"<table><tr><td>1.1<td>Meet<td>May<td>Red</table>" * 28_000,
        "too-large-inside",
    ),
    "styles without end": (
        b"<html><style>"
        + b"".join(b".a%d .b .c{color:red}.b .c .d .c .b .e i{color:red}" % at for at in range(9_000))
        + b"</style>"
        + b"<div class='b c d e'>" * 60
        + b"".join(b"<i style='color:#%06x'>x</i>" % at for at in range(5_000)),
        "too-large-inside",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_page_beyond_bounds_is_refused(case):
    content, code = REFUSED[case]
    refused = refusal(content)
    assert refused.code == code
    assert refused.message.startswith("plan.html")
    assert "upload that" in refused.message


def test_long_honest_page_is_read_whole():
    rows = "".join(
        f"<tr><td>{at}<td style='width:{at}px'>Meet people {at}<td class=done>Done</tr>" for at in range(1500)
    )
    table = only_table(page(f"<table>{rows}</table>", "<style>.done{background:lime}</style>"))
    assert grid(table)[-1] == ["1499", "Meet people 1499", "Done"]
    assert {row.cells[2].fill for row in table.rows} == {"00FF00"}


def test_script_that_looks_like_an_endless_tag_does_no_harm():
    code = "<script>for (i = 0; i<n; i++) { " + "a = b; " * 500 + "}</script><!-- <a " + "b " * 500 + "-->"
    assert words(page(f"{code}<p title='<a {'b ' * 500}'>Kept</p>")) == ["Kept"]


def test_long_cell_is_read_whole():
    long = "People get help. " * 60_000
    assert only_table(page(f"<table><tr><td>{long}</tr></table>")).rows[0].cells[0].text == long.strip()


def test_page_with_nothing_in_it_has_no_blocks():
    assert page("").blocks == ()
    assert read(b"<html>", name="plan.html").blocks == ()
    assert read(b"<!-- x --><html><head><title></title>", name="plan.html").title is None
