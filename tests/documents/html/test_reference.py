"""The reference pages and their answer keys: every action is where the key says, with its words and its colour."""

import json
import re
import time

import pytest

from concordat.documents import read
from concordat.documents.domain import Document
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

DOCUMENTS = SHARED / "documents"
PAGES = sorted(str(path.relative_to(DOCUMENTS)) for path in DOCUMENTS.glob("**/*.htm*"))
FIELDS = ("action", "timescale_text", "led_by_text", "outcome_text", "progress_text", "status_text")


def letters(text):
    return re.sub(r"[\W_]+", "", text or "").lower()


def key(name):
    path = DOCUMENTS / name
    return json.loads(path.with_name(path.stem + ".expected.json").read_text())


def document(name) -> Document:
    return read((DOCUMENTS / name).read_bytes(), name=name)


@pytest.mark.parametrize("name", PAGES)
def test_each_action_stands_in_its_row_cell_by_cell(name):
    found = document(name)
    rows = [row for table in found.tables for row in table.rows]
    for section in key(name)["sections"]:
        for action in section["actions"]:
            (row,) = [row for row in rows if action["refs"][0] == row.cells[0].text]
            texts = {letters(cell.text) for cell in row.cells}
            assert [field for field in FIELDS if action[field] and letters(action[field]) not in texts] == []
            if action["fill"]:
                assert action["fill"] in {cell.fill for cell in row.cells}
            if action["where"]:
                assert (row.place.table, row.place.row) == (action["where"]["table"], action["where"]["row"])


@pytest.mark.parametrize("name", ["merrow-vale-saved-from-word.htm", "hostile/script-in-page.html"])
def test_what_does_not_show_does_not_appear(name):
    expected = key(name)
    everything = repr(document(name))
    unwanted = [*expected.get("must_not_appear", []), *expected["document"].get("must_not_appear", [])]
    assert [words for words in unwanted if words in everything] == []


@pytest.mark.parametrize("name", PAGES)
def test_titles_stand_before_their_tables(name):
    found = document(name)
    texts = [letters(block.text) for block in found.blocks if block not in found.tables]
    titles = [letters(section["title"]) for section in key(name)["sections"] if section["title"]]
    assert [text for text in texts if text in titles] == titles


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_at_once(name):
    started = time.process_time()
    document(name)
    assert time.process_time() - started < 1
