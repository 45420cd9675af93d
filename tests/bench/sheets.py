"""Reading a workbook beside what openpyxl needs merely to visit the same cells."""

import io

import openpyxl

from concordat import documents
from tests.bench.timing import best_in_turn
from tests.shared import SHARED

WORKBOOK = SHARED / "documents" / "penhallow-tracker.xlsx"
SHEET, FIRST, LAST = "3 Urgent care", 5, 14  # its rows of actions


def visit_cells(content: bytes) -> int:
    """openpyxl opens the file and looks at the value of each cell of each sheet once."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)


def visit_looks(content: bytes) -> int:
    """The same, and at how each cell is filled and how its numbers show, without which a reading is none."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return sum(
        (cell.value, cell.fill.fgColor.rgb, cell.font.strike, cell.number_format) is not None
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    )


def read(content: bytes) -> int:
    return sum(len(table.rows) for table in documents.read(content, name="plan.xlsx").tables)


def with_rows(times: int) -> bytes:
    """The reference workbook with the actions of one sheet repeated."""
    book = openpyxl.load_workbook(WORKBOOK)
    sheet = book[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=LAST)]
    for row in rows * times:
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def measure() -> None:
    print("workbook rows    ours    openpyxl, values    openpyxl, values and looks  (ms CPU)    ratio to values")
    for content in (WORKBOOK.read_bytes(), with_rows(50), with_rows(500)):
        ours, values, looks = best_in_turn(
            lambda content=content: read(content),
            lambda content=content: visit_cells(content),
            lambda content=content: visit_looks(content),
            rounds=5,
        )
        times = f"{ours * 1000:6.0f}  {values * 1000:18.0f}  {looks * 1000:26.0f}"
        print(f"{read(content):13}  {times}  {ours / values:25.2f}")
