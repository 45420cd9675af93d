"""`concordat detentions count`: counts on the terminal, one sentence for what can't be counted, no row anywhere."""

import io
import json
import logging
import os
import sys

import pytest
from django.core.management import call_command

HEADING = "Name,Date of birth,Time detained,Age,First place of safety,Notes"
ROWS = (
    "Zyx Snowcrumb,01/02/1999,31/03/2024 23:50,25,Police custody,Snowcrumb said so",
    "Wvu Snowcrumb,,01/03/2024 10:00,16,HBPoS,Snowcrumb was calm",
)


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("detentions", "count", str(path), *options, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def written(folder, rows=ROWS, heading=HEADING, encoding="utf-8"):
    path = folder / "form.csv"
    path.write_bytes("\r\n".join([heading, *rows]).encode(encoding))
    return path


def test_counts_are_shown(tmp_path):
    assert run(written(tmp_path)) == (
        0,
        """\
2 detentions in 1 month. These are true counts for members: small ones must not leave as they are.
Columns 1, 2 and 6 were not read.

March 2024: 2 detentions
  Taken to a police station: 1 of 2 where it is known
  Taken to an emergency department: 0 of 2 where it is known
  Under 18 and taken to a police station: 0 of 1 where it is known
  By first place of safety: health-based place of safety 1, police station 1
  By age: 16-17 1, 25-64 1
""",
        "",
    )


def test_counts_are_shown_as_json(tmp_path):
    status, out, _ = run(written(tmp_path), "--json")
    counts = json.loads(out)
    assert (status, counts["detentions"], counts["columns_not_read"]) == (0, 2, 3)
    assert counts["months"][0]["measures"]["Taken to a police station"] == {"numerator": 1, "denominator": 2}


@pytest.mark.parametrize("above", ["", "sep={}\r\n", "Section 136\r\n\r\n"])
@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("cp1252", ","), ("utf-8", "|")]
)
def test_files_of_other_programs_are_read(tmp_path, encoding, separator, above):
    rows = [row.replace("Zyx", "Zÿx").replace(",", separator) for row in ROWS]
    heading = HEADING.replace(",", separator).replace("Age", '"Age (0-17, 18+; or years)"')
    heading = above.format(separator) + heading
    status, out, _ = run(written(tmp_path, rows, heading, encoding))
    assert (status, out.splitlines()[0][:12]) == (0, "2 detentions")


BROKEN = (
    "the file can't be read as CSV from here on: a quotation mark stands alone, a cell is far too long, or the "
    "file was cut."
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04rest", "This is not a CSV file. Open it where it was made, and save it as CSV."),
        (b"Month\0,Sex", "This is not a CSV file. Open it where it was made, and save it as CSV."),
        (b"", "No column was found that says when a person was detained: a month, or a date and time."),
        (b"Month,Sex\n2024-03,F\n2024-03," + b"F" * 200_000, f"Row 3: {BROKEN}"),
        (b'Month,Sex,Name\n2024-03,F,"Snowcrumb, \n2024-03,F,Snowcrumb\n', f"Row 2: {BROKEN}"),
        (b'Month,Sex,Name\n2024-03,F,"Snowcrumb" said\n2024-03,F,Snowcrumb\n', f"Row 2: {BROKEN}"),
        ("Month,Sex\n2024-03,Snowcrumb".encode("utf-16")[:-1], f"Row 2: {BROKEN}"),
        (b"Month,Sex\n2024-03,Snowcrumb", "Row 2: the sex is none of: female, male, other, not known."),
        (
            b"Snowcrumb,1999\nSnowcrumb,1998",
            "No column was found that says when a person was detained: a month, or a date and time.",
        ),
    ],
)
def test_wrong_file_is_refused_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "form.csv"
    path.write_bytes(content)
    assert run(path) == (2, "", f"{sentence}\n")


def test_missing_file_is_refused_with_a_sentence(tmp_path):
    assert run(tmp_path / "none.csv") == (2, "", "There is no such file, or it can't be opened.\n")


OPENED: list[tuple[str, int]] | None = None


def hear(event, arguments):
    if event == "open" and OPENED is not None:
        OPENED.append((str(arguments[0]), arguments[2]))


sys.addaudithook(hear)


@pytest.mark.parametrize("last_row", ["", "Tsr Snowcrumb,,32/13/2024,999,Snowcrumb Lane 5,"])
def test_no_row_is_kept_anywhere(tmp_path, monkeypatch, caplog, last_row):
    """Counted or refused: no word of a row on the terminal or in a log line, and no file is opened to be written.

    The interpreter itself tells of each file that is opened, temporary ones too. The test has no database: a query
    would fail it.
    """
    path = written(tmp_path, [*ROWS, last_row])
    run(path)  # what is imported is compiled, which writes files
    monkeypatch.setitem(globals(), "OPENED", [])
    with caplog.at_level(logging.DEBUG):
        status, out, err = run(path)
    opened, globals()["OPENED"] = OPENED, None
    assert status == (2 if last_row else 0)
    assert "Snowcrumb" not in out + err + caplog.text
    assert str(path) in [name for name, _ in opened]
    assert [name for name, flags in opened if flags & (os.O_WRONLY | os.O_RDWR)] == []
