"""`concordat read`: what it prints, what it refuses and how it ends."""

import json

import pytest
from django.core.management import call_command

from tests.plans.reading.varied import Look, write
from tests.shared import SHARED, needs_shared


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "ambridge.docx"
    path.write_bytes(write(Look()))
    return path


def run(capsys, *arguments):
    """The exit status, what was printed and what was said on the side."""
    status = 0
    try:
        call_command("read", *map(str, arguments))
    except SystemExit as ended:
        status = ended.code
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_read_prints_the_plan_for_a_person(capsys, plan_file, monkeypatch):
    monkeypatch.setenv("COLUMNS", "130")
    status, out, err = run(capsys, plan_file)
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0] == "Ambridge Crisis Care Concordat action plan"
    assert lines[1] == "7 actions in 3 sections were read from ambridge.docx."
    assert lines[2] == "2 complete · 3 in progress · 2 not started"
    assert "1. Help before a crisis (3)" in lines
    assert any(
        line.startswith("1.1") and "Ambridge Council" in line and "complete (fill 00B050)" in line for line in lines
    )
    assert max(map(len, lines)) <= 130


@pytest.mark.parametrize("columns", ["40", "60", "80", "200", "3"])
def test_read_fits_the_terminal(capsys, plan_file, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = run(capsys, plan_file)
    assert max(map(len, out.splitlines())) <= max(40, int(columns))


def test_read_prints_json_of_the_agreed_shape(capsys, plan_file):
    status, out, _ = run(capsys, plan_file, "--json")
    values = json.loads(out)
    assert status == 0
    assert list(values) == ["document", "plan", "sections", "findings", "refused"]
    assert values["document"] == {"file": "ambridge.docx", "format": "docx"}
    assert list(values["plan"]) == [
        "title", "locality", "last_updated", "contact", "status_key", "purposes", "themes", "boards", "other_text",
        "notes",
    ]  # fmt: skip
    assert values["plan"]["status_key"] == {"Red": "not started", "Amber": "in progress", "Green": "complete"}
    assert values["refused"] is None
    action = values["sections"][0]["actions"][0]
    assert list(action) == [
        "refs", "action", "criteria", "timescale_text", "led_by_text", "outcome_text", "progress_text", "status_text",
        "reference_text", "timescale", "leads", "status", "status_basis", "status_confidence", "carried_forward",
        "notes", "fill", "fill_at", "where", "extra", "struck_text",
    ]  # fmt: skip
    assert action["timescale"] == {"kind": "month", "start": "2016-03-01", "end": "2016-03-31", "recurrence": None}
    assert action["leads"] == [{"organisation": "Ambridge Council", "person": None, "role": "lead"}]
    assert (action["status"], action["fill"], action["fill_at"]) == ("complete", "00B050", "status cell")
    assert action["where"] == {"table": 1, "row": 2}


def test_read_refuses_a_document_without_a_plan(capsys, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("The group met in the town hall and spoke of the winter.\n")
    status, out, err = run(capsys, path, "--json")
    values = json.loads(out)
    assert status == 2
    assert (values["sections"], values["refused"]["code"]) == ([], "no-plan")
    assert err.strip() == values["refused"]["message"]
    assert "note.txt holds no action plan." in err


@pytest.mark.parametrize(
    ("name", "code"),
    [("missing.docx", "no-such-file"), (".", "is-a-folder"), ("torn.docx", None), ("a\0b", "no-such-file")],
)
def test_read_refuses_what_is_no_document_in_one_sentence(capsys, tmp_path, name, code):
    (tmp_path / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    status, out, err = run(capsys, tmp_path / name if "\0" not in name else name, "--json")
    values = json.loads(out)
    assert status == 2
    assert values["sections"] == []
    assert code is None or values["refused"]["code"] == code
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_read_without_json_says_nothing_on_stdout_when_it_refuses(capsys, tmp_path):
    status, out, err = run(capsys, tmp_path)
    assert (status, out) == (2, "")
    assert err.strip().endswith("is a folder; name the document in it.")


HOSTILE = sorted(
    path
    for path in (SHARED / "documents" / "hostile").glob("*.*")
    if path.suffix != ".json" and not path.name.startswith("five-thousand")  # long, honest and read elsewhere
)


@needs_shared
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_read_ends_without_a_traceback_for_hostile_files(capsys, path):
    status, out, err = run(capsys, path, "--json")
    assert status in (0, 2)
    assert (json.loads(out)["refused"] is None) == (status == 0)
    assert "Traceback" not in err
