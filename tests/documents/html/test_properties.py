"""Any table comes back as it was written, and any page is read or refused, never more."""

import html

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read
from concordat.documents.domain import Document, Refused
from tests.documents.building import grid, only_table


def outcome(content, name="plan.html"):
    try:
        return read(content, name=name)
    except Refused as refused:
        return refused


# A hyphen that does not break is read as a hyphen.
WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\u2011"), min_size=1, max_size=6
)
TEXT = st.lists(WORD, max_size=4).map(" ".join)
FILL = st.none() | st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")
CELL = st.tuples(TEXT, FILL, st.integers(1, 3), st.integers(1, 3))


def laid_out(rows):
    """A slow, plain second way to lay cells out: a grid of places, each filled by the first cell that covers it."""
    places = {}
    for at, row in enumerate(rows):
        column = 0
        for text, fill, colspan, rowspan in row:
            while (at, column) in places:
                column += 1
            for across in range(colspan):
                if (at, column + across) in places:
                    break
                for down in range(min(rowspan, len(rows) - at)):
                    places.setdefault((at + down, column + across), (text, fill))
    found = []
    for at in range(len(rows)):
        columns = [column for row, column in places if row == at]
        found.append([places.get((at, column), ("", None)) for column in range(max(columns, default=-1) + 1)])
    return [row for row in found if row]


def written(rows, *, is_tidy):
    lines = []
    for row in rows:
        lines.append("<tr>")
        for text, fill, colspan, rowspan in row:
            style = f" style='width:3pt;background:#{fill}'" if fill else ""
            inside = f"<p class=MsoNormal>{html.escape(text)}</p>" if is_tidy else html.escape(text)
            lines.append(f"<td colspan={colspan} rowspan={rowspan}{style}>{inside}" + ("</td>" if is_tidy else ""))
        lines.append("</tr>" if is_tidy else "")
    return f"<html><body><table>{''.join(lines)}</table></body></html>"


@settings(max_examples=200)
@given(st.lists(st.lists(CELL, max_size=4), min_size=1, max_size=5), st.booleans())
def test_table_comes_back_as_it_was_written(rows, is_tidy):
    expected = laid_out(rows)
    document = read(written(rows, is_tidy=is_tidy).encode(), name="plan.html")
    if not expected:
        assert document.blocks == ()
        return
    table = only_table(document)
    assert grid(table) == [[text for text, _ in row] for row in expected]
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [[fill for _, fill in row] for row in expected]


@settings(max_examples=100)
@given(st.lists(st.lists(CELL, max_size=4), min_size=1, max_size=5))
def test_spans_say_how_far_each_cell_shows(rows):
    document = read(written(rows, is_tidy=True).encode(), name="plan.html")
    for table in document.tables:
        shown = [cell for row in table.rows for cell in row.cells]
        for cell in {id(cell): cell for cell in shown}.values():
            assert sum(each is cell for each in shown) == cell.colspan * cell.rowspan


TAGS = st.sampled_from(
    [
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "caption",
        "p",
        "div",
        "span",
        "ul",
        "ol",
        "li",
        "h2",
        "del",
        "ins",
        "s",
        "svg",
        "select",
        "option",
        "main",
        "nav",
        "footer",
        "pre",
        "br",
        "img",
        "style",
        "script",
        "title",
        "body",
        "html",
        "frameset",
        "o:p",
        "w:sdt",
        "v:oval",
        "textarea",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "style='display:none'",
        "style='mso-list:Ignore'",
        "style='font:7.0pt \"Times New Roman\"'",
        "style='mso-element:comment'",
        "style='background:red;;:;color'",
        "style='white-space:pre'",
        "rowspan=0",
        "rowspan=99999999999999999999",
        "colspan=-1",
        "colspan=70",
        "class='x menu MsoTitle'",
        "id=ftn1",
        "role=main",
        "hidden",
        "type=a start=-5",
        "value=x fillcolor=red",
    ]
)


def element(content):
    return st.builds(
        lambda tag, said, inside, is_closed: f"<{tag} {said}>{''.join(inside)}" + (f"</{tag}>" if is_closed else ""),
        TAGS,
        ATTRIBUTES,
        st.lists(content, max_size=4),
        st.booleans(),
    )


@settings(max_examples=300)
@given(
    st.lists(st.recursive(st.sampled_from(["word", "&nbsp;", " ", "<!--[if x]>"]), element, max_leaves=25), max_size=5)
)
def test_any_order_of_elements_is_read(parts):
    assert isinstance(outcome(f"<html>{''.join(parts)}".encode()), Document | Refused)


@settings(max_examples=300)
@given(
    st.binary(max_size=300), st.sampled_from([b"<html>", b"<table><tr><td>", b"\xff\xfe<\x00h\x00", b"MIME-Version: 1"])
)
def test_noise_is_read_or_refused(noise, start):
    assert isinstance(outcome(start + noise), Document | Refused)


PAGE = (
    b"<html xmlns:w='urn:schemas-microsoft-com:office:word'><style>.a b{color:red} @media x{p{top:1}}</style><body>"
    b"<ol><li>a<li>b</ol><table bgcolor=red><tr><td rowspan=2 class=a>x<td style='background:url(\"a\") #fff'>y</tr>"
    b"<tr><td><!--[if gte vml 1]><v:oval fillcolor=red></v:oval><![endif]--><del>z</del></table></html>"
)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(PAGE) - 1), st.binary(max_size=3)), max_size=12))
def test_mutated_page_is_read_or_refused(changes):
    content = bytearray(PAGE)
    for at, piece in changes:
        content[at : at + 1] = piece
    assert isinstance(outcome(bytes(content)), Document | Refused)


@settings(max_examples=200)
@given(st.text(alphabet="{}@;:.,>#/*!\"'() abmedi-<", max_size=200))
def test_any_style_sheet_is_passed_over(sheet):
    content = f"<html><style>{sheet}</style><body><p style='{sheet.replace(chr(39), '')}'>Kept</p></html>".encode()
    assert isinstance(outcome(content), Document | Refused)
