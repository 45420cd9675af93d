import time
from pathlib import Path

import pytest
from hypothesis import given, settings

from concordat.documents import read, writers
from concordat.documents.writers.pdf import glyphs
from tests.documents.writers import writing
from tests.documents.writers.writing import cell, document, para, row, table

needs_font = pytest.mark.skipif(not writing.FONTS.is_dir(), reason="`npm ci` has not been run")
pytestmark = needs_font


def write(made) -> bytes:
    return writers.write_pdf(made, fonts=writing.FONTS)


def back(made):
    return read(write(made), name="plan.pdf")


def words_of(found):
    return [" ".join(block.text.split()) for block in found.blocks if not hasattr(block, "rows")]


def grid_of(found):
    return [[" ".join(one.text.split()) for one in line.cells] for line in found.rows]


def test_file_is_tagged_and_says_its_title_and_language():
    content = write(writing.plan(8))
    for needed in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"en-GB", b"pdfuaid", b"Plan for Marlshire"):
        assert needed in content
    assert b"CreationDate" not in content


def test_words_fills_and_furniture_come_back():
    found = back(writing.plan(8))
    assert words_of(found)[:3] == ["Plan for Marlshire", "What the partners agreed to do, and how far they are.", "Key"]
    assert found.title == "Plan for Marlshire"
    assert [(one.cells[0].fill, one.cells[1].text) for one in found.tables[0].rows[1:]] == [
        ("00B050", "Complete"),
        ("FFC000", "In progress"),
        ("C00000", "Overdue"),
        (None, "Not started"),
    ]
    first = found.tables[1].rows[2].cells
    assert [one.text for one in first] == [
        "1.1",
        "Agree protocol 1 between the police and the ambulance trust for evenings.\nDraft it\n"
        "Ask people who have been in a crisis",
        "By end of March 2027",
        "Marlshire Council; Ambulance Trust",
        "The draft went to the group.",
        "Fewer people wait longer than four hours.",
        "31 March 2027",
        "In progress",
    ]
    assert any("Page 1 of" in text for text in found.headers)


def test_line_that_fills_its_column_is_parted_from_the_next_where_it_ends():
    full = "Every line of these words is as long as the column is wide, more or less"
    texts = [f"{full[:length].strip()}\nnext line" for length in range(20, len(full))]
    made = document(table(row(*"ABCDEF", is_header=True), *(row(*[text] * 6) for text in texts)))
    (found,) = back(made).tables
    rows = [{one.text for one in line.cells} for line in found.rows[1:]]
    assert [row for row in rows if row != {""}] == [{text} for text in texts]  # headers on later pages are marked so


def test_wide_and_tall_cells_come_back():
    tall = cell("Tall", rowspan=2)
    made = document(
        table(
            row("A", "B", "C", is_header=True), row(cell("Wide", colspan=3)), row(tall, "b", "c"), row(tall, "d", "e")
        )
    )
    (found,) = back(made).tables
    assert grid_of(found) == [["A", "B", "C"], ["Wide"] * 3, ["Tall", "b", "c"], ["Tall", "d", "e"]]
    assert [found.rows[1].cells[0].colspan, found.rows[2].cells[0].rowspan] == [3, 2]


@pytest.mark.parametrize("text", writing.HOSTILE)
def test_hostile_words_are_set_as_they_are(text):
    assert write(document(para(text), table(row("a", text), row(text, "b")), title=text, headers=(text, text)))


def test_words_are_never_markup_or_code():
    sly = '#panic() $x$ *bold* _x_ `code` // \\ <label> @ref [x] #"y"'
    assert words_of(back(document(para(sly), para("end"))))[0].startswith(
        "#panic() $x$ *bold* _x_ `code` // \\ <label>"
    )


def test_signs_that_no_font_has_are_put_into_words():
    assert "Late (large red circle)" in words_of(back(document(para("Late 🔴"), para("end"))))


def test_many_letters_that_no_font_has_do_not_take_long():
    started = time.process_time()
    write(document(para("".join(chr(0x4E00 + at) for at in range(3000)))))
    assert time.process_time() - started < 5


@settings(max_examples=15)
@given(writing.documents())
def test_any_document_becomes_a_file(made):
    assert write(made).startswith(b"%PDF-")


def test_headings_leave_no_level_out():
    assert write(
        document(para("Deep", heading=4), para("Deeper", heading=9), para("", heading=1), para("x", heading=0))
    )


def test_row_higher_than_a_page_is_parted():
    text = " ".join(f"word{number}" for number in range(3000))
    found = back(document(table(row("A", "B", is_header=True), row("1", text))))
    joined = " ".join(line.cells[1].text for line in found.tables[0].rows)
    assert {"word0", "word1500", "word2999"} <= set(joined.split())


def test_long_words_are_parted_where_their_column_ends():
    assert glyphs.parted("short", 10) == "short"
    assert glyphs.parted("https://example.org/abc-def", 12) == "https://example.org/abc-def".replace("org", "org")
    assert glyphs.parted("W" * 25, 10) == "\u200b".join(["W" * 10, "W" * 10, "W" * 5])
    assert glyphs.parted("some_long_name.docx", 10) == "some_\u200blong_\u200bname.\u200bdocx"


def test_folder_without_a_font_is_spoken_of(tmp_path: Path):
    with pytest.raises(writers.FontsMissing):
        writers.write_pdf(document(), fonts=tmp_path)


def test_same_document_gives_the_same_bytes():
    assert write(writing.plan()) == write(writing.plan())


def test_hundred_actions_are_written_within_a_second():
    made = writing.plan(100)
    write(made)
    started = time.process_time()
    write(made)
    assert time.process_time() - started < 1
