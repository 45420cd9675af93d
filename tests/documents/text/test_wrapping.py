"""Text whose lines a program broke at one width: rows and cells come back as they were before."""

import textwrap

import pytest

from concordat.documents import read
from tests.documents.building import grid

HEAD = "Ref / Action / Led By / By when / Progress / Status"
_ROWS = (
    "Open a safe room beside the station for anybody who walks in / Fell Police and Moor Council / March 2026"
    " / Keys cut and a rota drawn up with the volunteers / In progress",
    "Keep the crisis line open 24/7. / Fell Partnership NHS Foundation Trust, Office of the Police and Crime"
    " Commissioner / Ongoing / Open on six nights of seven / Complete",
    "Print a card with three numbers for every patrol car / Moor Ambulance Service / Quarter 4 2026/27"
    " / Printer chosen; words agreed / Removed or absorbed into another action",
    "Ask carers how they were heard / Carers' Forum / June 2026 / Forms are with the forum / In progress",
)
LABELLED = [f"{section}.{at} / {row}" for section in (1, 2, 3) for at, row in enumerate(_ROWS, start=1)]


def rows(*lines):
    (table,) = read("\n".join(lines).encode(), name="plan.txt").tables
    assert table.rows[0].is_header
    return grid(table)


@pytest.mark.parametrize("width", [36, 48, 60, 72, 90, 120])
def test_rows_wrapped_at_any_width_come_back_whole(width):
    whole = [HEAD.split(" / "), *(line.split(" / ") for line in LABELLED)]
    wrapped = [part for line in (HEAD, *LABELLED) for part in textwrap.wrap(line, width)]
    assert rows("Fell and Moor crisis plan", "", *wrapped) == whole


@pytest.mark.parametrize("width", [40, 60, 80])
def test_rows_without_labels_wrapped_between_blank_lines_come_back_whole(width):
    lines = [line.split(" / ", 1)[1] for line in (HEAD, *LABELLED)]
    wrapped = [part for line in lines for part in (*textwrap.wrap(line, width), "")]
    assert rows("Fell and Moor crisis plan", "", *wrapped) == [line.split(" / ") for line in lines]


def test_lines_that_people_broke_stay_apart():
    found = rows(
        HEAD, "1.1 / Open a safe room / Fell Police\nMoor Council / May 2026 / Keys cut / Complete", LABELLED[3]
    )
    assert found[1][2] == "Fell Police\nMoor Council"
