"""Reading a plan of each format, its meaning included, beside what a well-known converter needs for the same file."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from concordat import documents
from concordat.documents.domain import Refused
from concordat.plans.domain.reading import read_plan
from tests.bench.timing import best_in_turn, cpu_of_children, cpu_of_command, cpu_seconds, forget
from tests.shared import SHARED

FOLDER = SHARED / "documents"
PANDOC = ("*.docx", "*.odt", "*.html")
LIBRE_OFFICE = ("*.doc",)
ROUNDS = 3


def read(path: Path) -> str:
    """The whole reading of a file; what it comes to in words."""
    try:
        plan = read_plan(documents.read(path.read_bytes(), name=path.name))
    except Refused as refused:
        return refused.code
    return f"{sum(1 for _ in plan.actions())} actions"


def pdfplumber_tables(path: Path) -> int:
    """pdfplumber opens the file and takes the tables of every page, as its own call does."""
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as opened:
        return sum(len(table) for page in opened.pages for table in page.extract_tables())


def markdown(path: Path) -> float:
    """CPU seconds of pandoc making Markdown of a file."""
    return min(cpu_of_command("pandoc", str(path), "-t", "markdown", "-o", "-") for _ in range(ROUNDS))


def measure() -> None:
    print("file                              whole reading, ms CPU    its peer, ms CPU    ratio (at most 1.00)")
    for path in sorted(FOLDER.glob("*.pdf")):
        ours, theirs = best_in_turn(_reading(path), lambda path=path: pdfplumber_tables(path), rounds=3, before=forget)
        _line(path, ours, theirs, "pdfplumber's tables")
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: Word, OpenDocument and web pages are not held against it")
    else:
        for path in sorted(path for kind in PANDOC for path in FOLDER.glob(kind)):
            (ours,) = best_in_turn(_reading(path), rounds=ROUNDS, before=forget)
            _line(path, ours, markdown(path), "pandoc")
    if shutil.which("soffice") is None:
        print("LibreOffice is not installed: Word 97 documents (.doc) are not read")
        return
    for path in sorted(path for kind in LIBRE_OFFICE for path in FOLDER.glob(kind)):
        conversion = cpu_of_children(_reading(path))
        own = cpu_seconds(_reading(path))
        print(f"{path.name:<34} {own * 1000:10.1f}  {read(path)}, and LibreOffice's conversion {conversion * 1000:.0f}")


def _reading(path: Path) -> Callable[[], str]:
    return lambda: read(path)


def _line(path: Path, ours: float, theirs: float, peer: str) -> None:
    print(f"{path.name:<34} {ours * 1000:10.1f} {theirs * 1000:18.1f} {ours / theirs:18.2f}  {read(path)}, {peer}")
