"""Somebody asks how localities compare, on a desk and on a phone, with and without script."""

import pytest

from tests.journeys.conftest import NARROW, WIDE
from tests.reporting.compared import NAMES, a_locality


@pytest.fixture
def localities(transactional_db):
    for number, name in enumerate(NAMES):
        a_locality(name, 20 + number % 3)
    a_locality("Gorse", 60)
    a_locality("Heath", 0, 40, months=11)


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (NARROW, False)])
def test_reader_compares_localities_and_sees_who_stands_out(visitor, localities, width, script):
    reader = visitor(width=width, script=script)
    reader.goes_to("/nation/measures/")
    reader.sees("It is no league table")
    if script:  # axe is a script
        reader.finds_nothing_wrong()
    reader.follows("How many people in crisis are taken to a cell?")
    reader.sees("higher than chance would give")
    reader.sees("a month of the year is missing")
    if script:
        reader.finds_nothing_wrong()
