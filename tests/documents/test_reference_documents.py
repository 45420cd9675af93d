"""The reference documents and their answer keys: every row is where the key says, with its words and its colour."""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from concordat.documents import read
from concordat.documents.domain import Document, Refused, Row
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

DOCUMENTS = SHARED / "documents"
WORD_FILES = sorted(path.name for path in DOCUMENTS.glob("*.docx")) if DOCUMENTS.is_dir() else []
HOSTILE = sorted(path.name for path in (DOCUMENTS / "hostile").glob("*.doc*")) if DOCUMENTS.is_dir() else []
FLATTENED = {
    "northamptonshire-action-plan": "northamptonshire",
    "leicester-leicestershire-rutland-action-plan": "llr",
}
FIELDS = ("criteria", "timescale_text", "led_by_text", "outcome_text", "progress_text", "reference_text")


def letters(text):
    return re.sub(r"[\W_]+", "", text or "").lower()


@cache
def document(name) -> Document:
    return read((DOCUMENTS / name).read_bytes(), name=name)


def outcome(name) -> Document | Refused:
    try:
        return document(name)
    except Refused as refused:
        return refused


def key(name):
    path = DOCUMENTS / name
    return json.loads(path.with_name(path.stem + ".expected.json").read_text())


def keyed_actions(name):
    """Each action of the key with the rows that it stands in; the rows of a card are those of its table."""
    found = document(name)
    for section in key(name).get("sections", []):
        for action in section["actions"]:
            where = action["where"]
            table = found.tables[where["table"] - 1]
            rows = [row for row in table.rows if row.place.row == where["row"]]
            if "continues" in where:
                second = where["continues"]
                rows += [row for row in found.tables[second["table"] - 1].rows if row.place.row == second["row"]]
            yield action, list(table.rows) if "cards" in name else rows


def words_of(rows: list[Row]):
    return "".join(letters(cell.text) for row in rows for cell in row.own_cells())


@pytest.mark.parametrize("name", WORD_FILES)
def test_words_of_each_action_stand_in_its_row(name):
    for action, rows in keyed_actions(name):
        if action["status"] == "removed" and rows[0].is_struck:
            continue
        found = words_of(rows)
        for field in ("action", *FIELDS[1:]):  # criteria may stand in a row of their own
            # The halves of a row that a page break cut are joined by the plan's reader, so only their start is sought.
            expected = letters(action[field])[: 20 if "continues" in action["where"] else None]
            assert expected in found, (name, action["where"], field)


@pytest.mark.parametrize("name", WORD_FILES)
def test_colour_of_each_action_is_in_its_row(name):
    for action, rows in keyed_actions(name):
        if action["fill"]:
            cells = [cell for row in rows for cell in row.own_cells()]
            colours = {cell.fill for cell in cells} | {shape.colour for cell in cells for shape in cell.shapes}
            colours |= {run.colour for cell in cells for part in cell.paragraphs for run in part.runs}
            assert action["fill"] in colours, (name, action["where"])


def test_deleted_hidden_and_commented_words_stay_out():
    name = "tidewater-tracked-changes.docx"
    unwanted = key(name)["document"]["must_not_appear"]
    found = "\n".join(cell.text for table in document(name).tables for row in table.rows for cell in row.own_cells())
    assert [words for words in unwanted if words in found] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_or_read_safely(name):
    expected = key(f"hostile/{name}")
    found = outcome(f"hostile/{name}")
    if isinstance(found, Refused):
        assert expected["refused"], found.message
    else:
        assert not expected["refused"] or expected.get("may_be_read")
        everything = repr(found.blocks)
        assert [words for words in expected.get("must_not_appear", []) if words in everything] == []


# Each file has a process of its own, and that process's own account: what its parent is told of it includes what the
# parent held when it began. All begin where the command has been loaded, which costs more than most of the files.
READ_AND_TELL = """
import os, re, sys, time
from pathlib import Path
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "concordat.config.settings"
django.setup()
from concordat.config.command_line import main
paths, loading = sys.argv[1:], time.process_time()
for path in paths:
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        assert status == 0, (path, status)
        continue
    sys.argv[1:] = ["read", "--json", path]
    try:
        main()
    except SystemExit as end:
        assert end.code in (None, 0, 2), end.code
    room = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
    print(f"\\nTOLD {loading + time.process_time()} {room} {Path(path).name}", flush=True)
    os._exit(0)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the account of memory is read from Linux's /proc")
def test_hostile_file_takes_ten_seconds_of_processor_and_300_megabytes_at_most():
    """By the operating system's account of a process that does nothing else, the interpreter included."""
    command = [sys.executable, "-c", READ_AND_TELL, *(DOCUMENTS / "hostile" / name for name in HOSTILE)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = [line.split(maxsplit=3)[1:] for line in said.splitlines() if line.startswith("TOLD ")]
    assert sorted(name for _, _, name in told) == HOSTILE
    assert [each for each in told if float(each[0]) >= 10 or int(each[1]) >= 300 * 1024] == []


@pytest.mark.parametrize("name", FLATTENED)
def test_rows_of_a_flattened_plan_are_those_that_a_person_found(name):
    found = read((SHARED / "seeds" / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    gold = json.loads((SHARED / "gold" / f"{FLATTENED[name]}.json").read_text())
    assert len(found.tables) == len(gold["sections"])
    for section, table in zip(gold["sections"], found.tables, strict=True):
        rows = table.rows[1:]
        labels = [{letters(line) for line in row.cells[0].text.split("\n")} for row in rows]
        assert sum(map(len, labels)) == len(section["actions"])
        for action in section["actions"]:
            (row,) = [row for row, own in zip(rows, labels, strict=True) if letters(action["refs"][0]) in own]
            assert letters(action["action"]) in letters(row.cells[1].text)
            rest = "".join(letters(cell.text) for cell in row.cells[2:])
            assert all(letters(action[field]) in rest for field in FIELDS if action.get(field)), action["refs"]
            wanted = sum(len(letters(action.get(field))) for field in FIELDS)
            # Two actions that share a row share its cells too, so a criterion may stand there twice.
            assert len(rest) == wanted or len(row.cells[0].paragraphs) > 1, action["refs"]


@pytest.mark.parametrize("name", FLATTENED)
def test_titles_of_a_flattened_plan_stand_before_their_tables(name):
    found = read((SHARED / "seeds" / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    gold = json.loads((SHARED / "gold" / f"{FLATTENED[name]}.json").read_text())
    before = [found.blocks[found.blocks.index(table) - 1] for table in found.tables]
    assert [letters(block.text) for block in before] == [letters(section["title"]) for section in gold["sections"]]
