import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents import read, writers
from concordat.documents.readers.sheets.words import shown
from concordat.documents.writers import words
from tests.documents.writers import writing
from tests.documents.writers.writing import document, row, table

RISKY = "=+-@\t\r＝＋－＠"


def records(made):
    return list(csv.reader(io.StringIO(writers.write_separated(made).decode("utf-8-sig"), newline="")))


def test_file_is_utf8_with_a_mark_and_windows_lines():
    content = writers.write_separated(document(table(row("Café", "a,b"), row('say "yes"', "two\nlines"))))
    assert content == '\ufeffCafé,"a,b"\r\n"say ""yes""","two\nlines"\r\n'.encode()


@pytest.mark.parametrize("text", writing.HOSTILE)
def test_no_cell_begins_as_a_formula_does_and_words_come_back(text):
    made = document(table(row("Ref", "Words", "End", is_header=True), row("1", text, "x"), row("2", "y", "z")))
    assert not records(made)[1][1].startswith(tuple(RISKY))
    expected = [line for line in shown(words.plain(text).strip()).split("\n") if line.strip()]
    assert read(writers.write_separated(made), name="a.csv").tables[0].rows[1].cells[1].text == "\n".join(expected)


@settings(max_examples=100)
@given(st.lists(st.lists(writing.words(), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_words_come_back(rows):
    made = document(table(row("One", "Two", "Three", is_header=True), *(row("x", *cells, "y") for cells in rows)))
    assert not any(found.startswith(tuple(RISKY)) for record in records(made) for found in record)
    back = read(writers.write_separated(made), name="plan.csv").tables[0]
    for before, after in zip(rows, back.rows[1:], strict=True):
        assert [found.text for found in after.cells[1:4]] == [
            "\n".join(line for line in shown(words.plain(text).strip()).split("\n") if line.strip()) for text in before
        ]


def test_tables_under_the_same_headings_make_one():
    found = records(writing.plan(8))
    assert found[0] == list(writing.HEADINGS)
    assert [record[0] for record in found[1:]] == [
        words
        for section in range(1, 5)
        for words in (f"{section}. Support before a crisis", f"{section}.1", f"{section}.2")
    ]


def test_document_without_tables_is_empty():
    assert writers.write_separated(document()) == b"\xef\xbb\xbf"
