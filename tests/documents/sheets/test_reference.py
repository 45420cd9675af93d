"""The reference workbooks and separated values with their answer keys: every row where the key says, as it shows."""

import json
import re
from functools import cache

import pytest

from concordat.documents import read
from concordat.documents.domain import Document
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

DOCUMENTS = SHARED / "documents"
ENDINGS = ("*.xlsx", "*.xls", "*.csv", "*.tsv", "*.txt")
FILES = sorted(path.name for ending in ENDINGS for path in DOCUMENTS.glob(ending)) if DOCUMENTS.is_dir() else []
FIELDS = ("action", "timescale_text", "outcome_text", "status_text")


def letters(text):
    return re.sub(r"[\W_]+", "", text or "").lower()


@cache
def document(name) -> Document:
    return read((DOCUMENTS / name).read_bytes(), name=name)


def key(name):
    path = DOCUMENTS / name
    return json.loads(path.with_name(path.stem + ".expected.json").read_text())


def keyed_rows(name):
    """Each action of the key with the row that it stands in."""
    rows = {(row.place.sheet, row.place.row): row for table in document(name).tables for row in table.rows}
    for section in key(name)["sections"]:
        for action in section["actions"]:
            where = action["where"]
            yield action, rows[where.get("sheet"), where.get("row") or where["record"]]


@pytest.mark.parametrize("name", FILES)
def test_words_of_each_action_stand_in_its_row_each_in_a_cell_of_its_own(name):
    for action, row in keyed_rows(name):
        cells = [letters(cell.text) for cell in row.cells]
        for field in FIELDS:
            assert letters(action[field]) in cells, (name, action["where"], field)
        assert set(map(letters, action["refs"])) & set(cells), action["where"]


@pytest.mark.parametrize("name", FILES)
def test_colour_of_each_action_is_in_its_row(name):
    for action, row in keyed_rows(name):
        if action["fill"]:
            assert action["fill"] in {cell.fill for cell in row.cells}, action["where"]
        assert row.is_hidden == action["where"].get("hidden_by_filter", False)


@pytest.mark.parametrize("name", FILES)
def test_what_is_hidden_or_commented_stays_out(name):
    words = repr(document(name).blocks)
    assert [text for text in key(name)["document"].get("must_not_appear", []) if text in words] == []


def test_old_workbook_is_read_as_the_newer_one_that_it_was_made_from():
    old, new = document("ellerby-old-excel.xls"), document("ellerby-quarterly.xlsx")
    assert old.findings == new.findings
    assert [(c.text, c.fill, c.place) for t in old.tables for r in t.rows for c in r.cells] == [
        (c.text, c.fill, c.place) for t in new.tables for r in t.rows for c in r.cells
    ]


def test_separated_values_are_the_same_in_each_encoding():
    found = [document(name).blocks for name in FILES if not name.endswith((".xlsx", ".xls"))]
    assert all(blocks == found[0] for blocks in found)


def test_links_to_other_workbooks_are_not_followed_and_their_stored_results_are_read():
    name = "hostile/external-links.xlsx"
    words = [cell.text for table in document(name).tables for row in table.rows for cell in row.cells]
    assert [text for text in key(name)["must_not_appear"] if any(text in word for word in words)] == []
    for section in key(name)["sections"]:
        for action in section["actions"]:
            assert action["action"] in words
            assert (action["progress_text"] or "") in words


def test_cells_that_look_like_formulas_are_text():
    name = "hostile/formula-injection.csv"
    rows = [[cell.text for cell in row.cells] for row in document(name).tables[0].rows]
    assert rows[1:] == key(name)["rows"]
