"""Reading a Word plan, its meaning included, beside what python-docx needs merely to visit the same cells."""

import io
import statistics
import subprocess
import sys
from pathlib import Path

import docx

from concordat import documents
from concordat.plans.domain.reading import read_plan
from tests.bench.timing import cpu_seconds, forget, in_turn
from tests.shared import SHARED

ROUNDS = 15
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def visit_cells(content: bytes) -> int:
    """python-docx opens the file and looks at the text of each cell of each table once."""
    return sum(
        len(cell.text)
        for table in docx.Document(io.BytesIO(content)).tables
        for row in table.rows
        for cell in row.cells
    )


def read(content: bytes, name: str) -> int:
    return sum(1 for _ in read_plan(documents.read(content, name=name)).actions())


_SIDES = ("ours", "python-docx")


def cpu_of_first_file(who: str, path: Path) -> float:
    """Seconds of CPU that the first file of a new process takes; imports are outside of it on either side."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.first_file", who, str(path)], check=True, capture_output=True, text=True
    )
    return float(told.stdout)


def with_rows(count: int) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=6)
    for cell, words in zip(
        table.rows[0].cells, ("No.", "Action", "Timescale", "Led by", "Outcomes", "RAG"), strict=True
    ):
        cell.text = words
    # Rows are copied as XML: python-docx's own add_row takes time that grows with the square.
    from copy import deepcopy

    table.add_row()
    first = table.rows[1]
    for cell, words in zip(
        first.cells, ("1.1", "Agree it", "March 2016", "Police / NHFT", "People are safe", "A"), strict=True
    ):
        cell.text = words
    for _ in range(count - 1):
        table._tbl.append(deepcopy(first._tr))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def measure() -> None:
    plans = sorted((SHARED / "documents").glob("*.docx")) + sorted(EXAMPLES.glob("*.docx"))
    largest = max(plans, key=lambda path: visit_cells(path.read_bytes()))
    content = largest.read_bytes()
    works = (lambda: read(content, largest.name), lambda: visit_cells(content))
    print(f"read {largest.name}: {read(content, largest.name)} actions; python-docx visits its cells")
    for name, rounds in (
        ("first in its process", [[cpu_of_first_file(who, largest) for who in _SIDES] for _ in range(ROUNDS)]),
        ("its words forgotten", in_turn(*works, rounds=ROUNDS, before=forget)),
        ("with its words known", in_turn(*works, rounds=ROUNDS)),
    ):
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        print(f"  {name:<22} {ours:7.1f} ms CPU, python-docx {theirs:7.1f} ms    ratio {ratio:.2f} (at most 1.00)")
    print("rows      ms CPU   µs a row (the same at each size: time grows with rows, not their square)")
    for count in (1250, 2500, 5000):
        long = with_rows(count)
        taken = min(cpu_seconds(lambda long=long: read(long, "long.docx")) for _ in range(3))
        print(f"{count:5}  {taken * 1000:9.1f}  {taken / count * 1e6:9.1f}")
