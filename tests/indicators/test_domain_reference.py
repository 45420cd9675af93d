"""The reference files of measures: what ships holds together, and fits what counted forms are counted into."""

from datetime import date
from decimal import Decimal

import pytest

from concordat.frameworks.domain import ReferenceFault
from concordat.indicators import queries
from concordat.indicators.domain.detentions import form_words
from concordat.indicators.domain.detentions.counting import count_forms
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.reference import parse_standard_measures

CELLS = {
    "Detained at": "3/3/2026 14:05", "Section": "136", "Age": "16", "Sex": "f", "Ethnicity": "white",
    "Place of safety": "custody", "Conveyance": "police", "Reason for police vehicle": "not requested",
    "Reason for police station": "other", "Arrived": "3/3/2026 14:45", "Assessment started": "3/3/2026 16:05",
    "Outcome": "discharged", "Repeat detention": "yes", "Over 24 hours": "no",
}  # fmt: skip
FILE = """
key: few
version: "1"
source: Somewhere
licence: Facts
measures:
  - {key: a, counted_as: A, name: A, question: Why, definition: So., standard: None., unit: count, direction: neutral}
"""


def test_what_forms_are_counted_into_is_the_standard_set():
    month = count_forms([[*CELLS], [*CELLS.values()]], today=date(2026, 4, 1)).months[0]
    standard = queries.standard_measures().measures
    assert ["Detentions", *month.measures] == [measure.counted_as for measure in standard]


def test_breakdowns_are_titles_of_the_form():
    titles = {column.title for column in form_words.COLUMNS} | {"age"}
    assert [set(measure.breakdowns) - titles for measure in queries.standard_measures().measures] == [set()] * 9


def test_child_in_a_police_station_must_be_nought_since_the_law():
    measure = queries.standard_measures().get("under-18-police-station")
    assert (measure.target, measure.target_since, measure.is_rare) == (Decimal(0), date(2017, 12, 11), True)


def test_percentages_say_how_many_of_how_many():
    shares = [measure for measure in queries.standard_measures().measures if measure.unit is Unit.PERCENTAGE]
    assert len(shares) == 7
    assert all(share.numerator and share.denominator for share in shares)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("key: a,", "", "measure 1 lacks key"),
        ("key: a,", "key: a, colour: red,", "measure 1 has what nothing reads: colour"),
        ("unit: count", "unit: inches", "measure 1: inches is none of count, rate, percentage, minutes, days"),
        ("unit: count", "unit: percentage", "measure 1: a percentage, and nothing else, says how many of how many"),
        ("question: Why", "question: ''", "measure 1: question is blank"),
        ("unit: count", "unit: count, target: 3", "measure 1: a target has a day from which it holds"),
        (
            "unit: count",
            "unit: count, is_rare: true",
            "measure 1: what is rare, and nothing else, says what one event is",
        ),
        ("version", "edition", "the file lacks version"),
    ],
)
def test_file_that_does_not_hold_together_is_refused(before, after, words):
    assert parse_standard_measures(FILE).measures[0].key == "a"
    with pytest.raises(ReferenceFault) as fault:
        parse_standard_measures(FILE.replace(before, after, 1))
    assert str(fault.value) == words
