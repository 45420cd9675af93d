"""What holds of sheets for any file: values come back as they were written, and noise is refused, never a crash."""

import csv
import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read
from concordat.documents.domain import Document, Refused
from concordat.documents.readers.sheets.merging import Sweep, apart
from concordat.documents.readers.sheets.number_formats import general
from concordat.documents.readers.sheets.separated.records import Separation, cut
from concordat.documents.readers.sheets.values import Area
from tests.documents.sheets.building import (
    SHEET,
    label,
    number,
    old_workbook,
    rewritten,
    saved,
    table_of,
    texts,
    with_sheet,
    workbook,
)

# Characters that show as something plainer are left out here; `test_sheets_workbooks` says what becomes of them.
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"),
    exclude_characters="\u00a0\u2007\u202f\u2011",
)
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() and text[0] not in "=#_")
SLOW = settings(max_examples=40)
VALUES = st.one_of(WORDS, st.integers(-(10**9), 10**9), st.booleans(), st.floats(-1e6, 1e6), st.none())


def grids(values, most=5):
    return st.integers(1, most).flatmap(
        lambda columns: st.lists(st.lists(values, min_size=columns, max_size=columns), min_size=1, max_size=most)
    )


def shown(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return value if isinstance(value, str) else general(float(value))


@SLOW
@given(grids(VALUES))
def test_values_of_a_workbook_come_back_in_their_rows_and_columns(rows):
    book, _ = workbook(*rows)
    found = {
        (cell.place.row, cell.place.column): cell.text
        for table in read(saved(book), name="plan.xlsx").tables
        for row in table.rows
        for cell in row.cells
    }
    written = {(at, column): shown(value) for at, row in enumerate(rows, 1) for column, value in enumerate(row, 1)}
    assert {place: text for place, text in found.items() if text} == {
        place: text for place, text in written.items() if text
    }


@SLOW
@given(grids(WORDS.filter(lambda text: max(text) < "\U00010000")))
def test_words_of_an_old_workbook_come_back(rows):
    cells = [label(at, column, text) for at, row in enumerate(rows) for column, text in enumerate(row)]
    assert texts(read(old_workbook(*cells), name="plan.xls").tables[0]) == rows


@SLOW
@given(st.data(), st.integers(2, 5), st.integers(2, 5))
def test_merged_cells_fill_their_columns_and_rows(data, height, width):
    top, left = data.draw(st.integers(1, height)), data.draw(st.integers(1, width))
    bottom, right = data.draw(st.integers(top, height)), data.draw(st.integers(left, width))
    book, sheet = workbook(*([f"{row}.{column}" for column in range(1, width + 1)] for row in range(1, height + 1)))
    corners = texts(table_of(book))
    sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    table = table_of(book)
    if len(table.rows) < height or table.width < width:  # the merged cell left no words in the last rows or columns
        return
    expected = [
        [
            f"{top}.{left}" if top <= row <= bottom and left <= column <= right else corners[row - 1][column - 1]
            for column in range(1, width + 1)
        ]
        for row in range(1, height + 1)
    ]
    assert texts(table) == expected
    merged = table.rows[top - 1].cells[left - 1]
    assert (merged.rowspan, merged.colspan) == (bottom - top + 1, right - left + 1)
    assert table.rows[bottom - 1].cells[right - 1] is merged


AREAS = st.builds(
    lambda top, left, height, width: Area(top, left, top + height, left + width),
    st.integers(1, 8),
    st.integers(1, 8),
    st.integers(0, 4),
    st.integers(0, 4),
)


@given(st.lists(AREAS, max_size=12))
def test_merged_areas_are_followed_as_a_look_at_each_cell_finds_them(merged):
    areas = apart(merged)
    sweep = Sweep(areas)
    for row in range(1, 14):
        sweep.move_to(row)
        for column in range(1, 14):
            holding = [
                area
                for area in areas
                if area.first_row <= row <= area.last_row and area.first_column <= column <= area.last_column
            ]
            assert len(holding) <= 1
            assert sweep.area_at(column) == (holding[0] if holding else None)


SIGNS = st.text(st.sampled_from('ab ,;\t|"\n'), max_size=8)


@settings(max_examples=300)
@given(grids(SIGNS), st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_records_are_those_that_the_standard_library_wrote(rows, separator, quoting):
    written = io.StringIO()
    csv.writer(written, delimiter=separator, quoting=quoting, lineterminator="\n").writerows(rows)
    found = [record.cells for record in cut(written.getvalue(), Separation(separator))]
    assert found == [[] if row == [""] else row for row in rows]  # a record of one empty cell is a blank line


@settings(max_examples=300)
@given(st.text(st.sampled_from('ab,"\n'), max_size=40))
def test_any_signs_are_cut_into_records_and_lose_no_word(text):
    found = "".join(cell for record in cut(text, Separation(",")) for cell in record.cells)
    assert [letter for letter in found if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


def outcome(content, name):
    try:
        return read(content, name=name)
    except Refused as refused:
        return refused


NEW = with_sheet(
    '<row r="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" t="b"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><f>'
    '1</f><v>42150</v></c><c r="C2" t="inlineStr"><is><r><rPr><b/></rPr><t>x</t></r></is></c></row>',
    before='<cols><col min="1" max="3" hidden="0" style="0"/></cols>',
    after='<autoFilter ref="A1:C2"/><mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    strings="<si><t>Ref</t></si>",
)
OLD = old_workbook(label(0, 0, "Ref"), number(0, 1, 3.1), label(1, 0, "1.1"))
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 30), st.integers(0, 255)), min_size=1, max_size=8)


@settings(max_examples=150)
@given(CHANGES, st.sampled_from([NEW, OLD]))
def test_spoilt_workbook_is_read_or_refused(changes, whole):
    spoilt = bytearray(whole)
    for at, byte in changes:
        spoilt[at % len(spoilt)] = byte
    assert isinstance(outcome(bytes(spoilt), "plan.xlsx"), Document | Refused)


ATTRIBUTES = ["r", "s", "t", "hidden", "min", "max", "ref", "style", "customFormat", "numFmtId", "formatCode", "state"]
TAGS = ["row", "c", "v", "f", "is", "t", "r", "rPr", "col", "mergeCell", "autoFilter", "drawing", "oddHeader", "x"]
SETTINGS = st.dictionaries(
    st.sampled_from(ATTRIBUTES), st.sampled_from(["0", "-1", "1", "A1", "A1:C3", "XFD9", "s", "d", "e", "9" * 12, ""])
)


def element(content):
    def built(tag, attributes, inside):
        given_ = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f"<{tag}{given_}>{''.join(inside)}</{tag}>"

    return st.builds(built, st.sampled_from(TAGS), SETTINGS, st.lists(content, max_size=4))


@settings(max_examples=200)
@given(st.lists(st.recursive(st.sampled_from(["5", "1e999", "nan", "x"]), element, max_leaves=20), max_size=5))
def test_any_order_of_elements_is_read_or_refused(parts):
    assert isinstance(outcome(with_sheet("".join(parts)), "plan.xlsx"), Document | Refused)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(
            [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels"]
        ),
        st.binary(max_size=60),
    )
)
def test_parts_full_of_noise_are_read_or_refused(parts):
    book, _ = workbook(["Ref"])
    assert isinstance(outcome(rewritten(saved(book), parts), "plan.xlsx"), Document | Refused)


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["plan.csv", "plan.tsv", "plan.txt", "plan.xls"]))
def test_noise_is_read_or_refused(noise, name):
    assert isinstance(outcome(noise, name), Document | Refused)


def test_library_and_reader_agree_on_what_stands_where():
    book, sheet = workbook()
    for at in range(1, 40):
        sheet.cell(row=at * 2, column=at % 7 + 2, value=f"word {at}")
    found = {(c.place.row, c.place.column): c.text for row in table_of(book).rows for c in row.cells if c.text}
    again = openpyxl.load_workbook(io.BytesIO(saved(book)))["Plan"]
    assert found == {(c.row, c.column): c.value for row in again.iter_rows() for c in row if c.value}
