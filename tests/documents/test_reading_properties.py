"""What holds of reading for any file: cells come back as they were written, and noise is refused, never a crash."""

import io
import zipfile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read
from concordat.documents.domain import Document, Refused, Table
from tests.documents.building import p, tbl, tc, tr, word_file

# Characters that show as something plainer are left out here; `test_word_text` says what becomes of them.
LETTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"),
    exclude_characters="\u00a0\u2007\u202f\u2011",
)
LINES = st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=3)
GRIDS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(LINES, min_size=columns, max_size=columns), min_size=1, max_size=4)
)
SLOW = settings(max_examples=25)


@SLOW
@given(GRIDS)
def test_cells_of_a_word_file_come_back_as_they_were_written(rows):
    written = docx.Document()
    table = written.add_table(len(rows), len(rows[0]))
    for row, cells in zip(rows, table.rows, strict=True):
        for lines, cell in zip(row, cells.cells, strict=True):
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    kept = io.BytesIO()
    written.save(kept)
    (found,) = read(kept.getvalue(), name="plan.docx").tables
    assert [[[part.text for part in cell.paragraphs] for cell in row.cells] for row in found.rows] == rows


@SLOW
@given(st.data(), st.integers(2, 4), st.integers(2, 4))
def test_merged_cells_of_a_word_file_fill_their_columns_and_rows(data, height, width):
    top, left = data.draw(st.integers(0, height - 1)), data.draw(st.integers(0, width - 1))
    bottom, right = data.draw(st.integers(top, height - 1)), data.draw(st.integers(left, width - 1))
    written = docx.Document()
    table = written.add_table(height, width)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(at)
    table.cell(top, left).merge(table.cell(bottom, right)).text = "merged"
    kept = io.BytesIO()
    written.save(kept)
    (found,) = read(kept.getvalue(), name="plan.docx").tables
    expected = [
        [
            "merged" if top <= row <= bottom and left <= column <= right else str(row * width + column)
            for column in range(width)
        ]
        for row in range(height)
    ]
    assert [[cell.text for cell in row.cells] for row in found.rows] == expected
    merged = found.rows[top].cells[left]
    assert (merged.rowspan, merged.colspan) == (bottom - top + 1, right - left + 1)
    assert found.rows[bottom].cells[right] is merged


def outcome(content, name="plan.docx"):
    try:
        return read(content, name=name)
    except Refused as refused:
        return refused


PLAN = word_file(p("Plan") + tbl(tr("1.1", tc("Meet", '<w:gridSpan w:val="2"/>')), tr("1.2", "Train", "May")))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(PLAN) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_spoilt_file_is_read_or_refused(changes):
    spoilt = bytearray(PLAN)
    for at, byte in changes:
        spoilt[at] = byte
    assert isinstance(outcome(bytes(spoilt)), Document | Refused)


@settings(max_examples=60)
@given(st.integers(4, len(PLAN) - 1))
def test_file_cut_anywhere_is_refused(at):
    assert isinstance(outcome(PLAN[:at]), Refused)


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "sdt", "sdtContent", "ins", "del", "hyperlink", "pPr", "rPr", "trPr"]
VALUES = st.sampled_from(["restart", "0", "-1", "999999", "x", "Heading1", "begin", "separate", "end", ""])
MARKS = [
    "vMerge",
    "gridSpan",
    "gridBefore",
    "hMerge",
    "fldChar",
    "numId",
    "ilvl",
    "pStyle",
    "vanish",
    "outlineLvl",
    "shd",
]


def element(content):
    return st.one_of(
        st.builds(
            lambda tag, inside: f"<w:{tag}>{''.join(inside)}</w:{tag}>", st.sampled_from(TAGS), st.lists(content)
        ),
        st.builds(
            lambda tag, value: f'<w:{tag} w:val="{value}" w:fldCharType="{value}"/>', st.sampled_from(MARKS), VALUES
        ),
    )


@settings(max_examples=150)
@given(st.lists(st.recursive(st.just("<w:t>word</w:t>"), element, max_leaves=25), max_size=5))
def test_any_order_of_word_elements_is_read(parts):
    assert isinstance(outcome(word_file("".join(parts))), Document)


@settings(max_examples=200)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_noise_is_read_or_refused(noise, start):
    assert isinstance(outcome(start + noise, "plan.txt"), Document | Refused)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"]),
        st.binary(max_size=60),
    )
)
def test_parts_full_of_noise_are_read_or_refused(parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert isinstance(outcome(packed.getvalue()), Document | Refused)


HEAD = ["Ref", "Action", "Timescale", "Lead", "Outcome"]
WORDS = st.lists(
    st.sampled_from(["review", "local", "care", "team", "with", "people", "and", "partners"]), min_size=3, max_size=9
).map(" ".join)
BODY = st.tuples(
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from([["March 2016"], ["Ongoing"], ["2015/16"], []]),
    st.lists(WORDS, max_size=2),
    st.lists(WORDS, max_size=2),
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(BODY, st.lists(st.integers(0, 2), min_size=5, max_size=5)), min_size=1, max_size=8),
    st.integers(1, 3),
)
def test_flattened_rows_come_back_whatever_empty_paragraphs_end_their_cells(rows, sections):
    lines = []
    for section in range(sections):
        lines += [f"\t{section + 1}. Part of the plan", "", *(f"\t{cell}" for cell in HEAD), ""]
        for at, (body, blanks) in enumerate(rows, start=1):
            for cell, after in zip([[f"{section + 1}.{at}"], *body], blanks, strict=True):
                lines += ["\t" + "\n".join(cell)] + [""] * after
            lines.append("")
    document = read("\n".join(lines).encode(), name="plan.txt")
    expected = [[f"{at}", *("\n".join(cell) for cell in body)] for at, (body, _) in enumerate(rows, start=1)]
    found = [block for block in document.blocks if isinstance(block, Table)]
    assert len(found) == sections
    for section, table in enumerate(found, start=1):
        texts = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert texts == [[f"{section}.{first}", *rest] for first, *rest in expected]
