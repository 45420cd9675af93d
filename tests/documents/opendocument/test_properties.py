"""Any table of an OpenDocument text comes back as it was written; any file is read or refused, never more."""

from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read
from concordat.documents.domain import Document, Refused
from tests.documents.building import grid, only_table
from tests.documents.opendocument.building import COVERED, open_text, p, shaded, tbl, tc, tr


def outcome(content):
    try:
        return read(content, name="plan.odt")
    except Refused as refused:
        return refused


# A hyphen that does not break is read as a hyphen.
WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\u2011"), min_size=1, max_size=6
)
TEXT = st.lists(WORD, max_size=4).map(" ".join)
CELL = st.tuples(TEXT, st.sampled_from(["", "Red", "Green"]))


@settings(max_examples=100)
@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_table_comes_back_as_it_was_written(rows):
    automatic = shaded("table-cell", "Red", "#ff0000") + shaded("table-cell", "Green", "#00b050")
    written = tbl(*(tr(*(tc(p(escape(text)), f'table:style-name="{look}"') for text, look in row)) for row in rows))
    table = only_table(read(open_text(written, automatic=automatic), name="plan.odt"))
    assert grid(table) == [[text for text, _ in row] for row in rows]
    colours = {"": None, "Red": "FF0000", "Green": "00B050"}
    assert [[cell.fill for cell in row.cells] for row in table.rows] == [
        [colours[look] for _, look in row] for row in rows
    ]


@settings(max_examples=100)
@given(st.integers(1, 5), st.integers(1, 5), st.lists(st.tuples(*[st.integers(0, 4)] * 4), max_size=4))
def test_merged_cells_show_in_all_that_they_cover(width, height, merges):
    covered_by = {}
    spans = {}
    for row, column, down, across in merges:
        places = [(r, c) for r in range(row, row + down + 1) for c in range(column, column + across + 1)]
        if any(place in covered_by or place[0] >= height or place[1] >= width for place in places):
            continue
        covered_by |= dict.fromkeys(places, (row, column))
        spans[row, column] = (down + 1, across + 1)

    def cell(row, column):
        if covered_by.get((row, column), (row, column)) != (row, column):
            return COVERED
        down, across = spans.get((row, column), (1, 1))
        return tc(f"{row}.{column}", f'table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"')

    rows = [[cell(row, column) for column in range(width)] for row in range(height)]
    table = only_table(read(open_text(tbl(*(tr(*row) for row in rows))), name="plan.odt"))
    expected = [[covered_by.get((row, column), (row, column)) for column in range(width)] for row in range(height)]
    assert grid(table) == [[f"{row}.{column}" for row, column in line] for line in expected]
    for line in table.rows:
        for each in line.cells:
            assert sum(each is other for row in table.rows for other in row.cells) == each.rowspan * each.colspan


TAGS = [
    *("text:p", "text:h", "text:span", "text:list", "text:list-item", "text:list-header", "text:section", "text:note"),
    *("table:table", "table:table-row", "table:table-cell", "table:covered-table-cell", "table:table-header-rows"),
    *("draw:frame", "draw:text-box", "draw:g", "draw:rect", "text:s", "text:change", "text:tracked-changes"),
]
ATTRIBUTES = st.sampled_from(
    [
        "",
        'text:style-name="A"',
        'text:outline-level="99"',
        'table:number-columns-spanned="-1"',
        'table:number-rows-spanned="99999"',
        'table:number-columns-repeated="9999999999"',
        'text:c="99999999"',
        'text:continue-list="x" text:id="x"',
        'text:display="none"',
        'text:start-value="x"',
    ]
)


def element(content):
    return st.builds(
        lambda tag, said, inside: f"<{tag} {said}>{''.join(inside)}</{tag}>",
        st.sampled_from(TAGS),
        ATTRIBUTES,
        st.lists(content, max_size=4),
    )


@settings(max_examples=200)
@given(st.lists(st.recursive(st.sampled_from(["word", " "]), element, max_leaves=25), max_size=5))
def test_any_order_of_elements_is_read(parts):
    level = '<text:list-level-style-number text:level="1" style:num-format="1"/>'
    lists = f'<text:list-style style:name="A">{level}</text:list-style>'
    assert isinstance(outcome(open_text("".join(parts), automatic=lists)), Document)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["content.xml", "styles.xml", "meta.xml", "mimetype"]), st.binary(max_size=60)))
def test_parts_full_of_noise_are_read_or_refused(parts):
    assert isinstance(outcome(open_text(p("x"), parts=parts)), Document | Refused)


FILE = open_text(tbl(tr("a", "b")) + p("c"))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(FILE) - 1), st.binary(max_size=3)), min_size=1, max_size=8))
def test_mutated_file_is_read_or_refused(changes):
    content = bytearray(FILE)
    for at, piece in changes:
        content[at : at + 1] = piece
    assert isinstance(outcome(bytes(content)), Document | Refused)
