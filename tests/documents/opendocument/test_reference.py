"""The reference plan that is given in three formats: each comes out the same, and as its answer key says."""

import json
import re

import pytest

from concordat.documents import read
from concordat.documents.domain import Document
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

DOCUMENTS = SHARED / "documents"
FIELDS = ("action", "timescale_text", "led_by_text", "outcome_text", "progress_text")


def letters(text):
    return re.sub(r"[\W_]+", "", text or "").lower()


def document(name) -> Document:
    return read((DOCUMENTS / name).read_bytes(), name=name)


def seen(found: Document):
    """The words and colours of each cell of each row, with where it stood."""
    return [
        [(row.place, cell.text, cell.fill, cell.colspan, cell.rowspan) for cell in row.own_cells()]
        for table in found.tables
        for row in table.rows
    ]


def test_each_action_stands_in_its_row_cell_by_cell():
    expected = json.loads((DOCUMENTS / "fenwick-odt.expected.json").read_text())
    (table,) = document("fenwick-odt.odt").tables
    rows = {row.place.row: row for row in table.rows}
    for action in [action for section in expected["sections"] for action in section["actions"]]:
        row = rows[action["where"]["row"]]
        texts = [letters(cell.text) for cell in row.cells]
        assert texts == [letters(action["refs"][0]), *(letters(action[field]) for field in FIELDS), ""]
        assert row.cells[-1].fill == action["fill"]


def test_titles_of_sections_stand_across_the_table():
    expected = json.loads((DOCUMENTS / "fenwick-odt.expected.json").read_text())
    (table,) = document("fenwick-odt.odt").tables
    across = [row.cells[0].text for row in table.rows if row.cells[0].colspan == table.width]
    assert across == [section["title"] for section in expected["sections"]]


def test_open_document_reads_as_the_word_document_does():
    assert seen(document("fenwick-odt.odt")) == seen(document("fenwick-libreoffice.docx"))


@pytest.mark.parametrize("name", ["fenwick-word97.doc"])
def test_old_word_document_reads_as_the_new_one_does(name, program):
    program("soffice", "libreoffice")
    assert seen(document(name)) == seen(document("fenwick-libreoffice.docx"))
