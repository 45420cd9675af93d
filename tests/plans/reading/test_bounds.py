"""Words made to take up time are read in time: what repeats without end costs no more than its length."""

import time

import pytest

from concordat.accounts.domain import patients
from concordat.documents import read
from concordat.plans.domain import narratives, references, status_keys, statuses
from concordat.plans.domain.leads import parse_leads
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.timescales import parse_timescale

PARSERS = [
    parse_timescale,
    parse_leads,
    status_keys.key_in_text,
    statuses.meaning_of,
    narratives.judge,
    narratives.judge_action,
    references.parse_references,
    patients.identifiers_in,
]
REPEATED = {
    "spaces": "ref.{}x",
    "dashes": "ref.{}x",
    "dots": "{}x",
    "still is": "still {}x",
    "and iv.": "{}",
    "to enable": "{}x",
    "being used": "{}x",
    "1": "{}x",
    "lines": "ref.{}x",
}
UNITS = {
    "spaces": " ",
    "dashes": "– ",
    "dots": ". ",
    "1": "1 - ",
    "lines": "\n",
    "still is": "is ",
    "and iv.": " & iv.",
}


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("case", REPEATED)
def test_words_that_repeat_are_read_in_time(case, parser):
    unit = UNITS.get(case, f"{case} ")
    text = REPEATED[case].format(unit * (2_000 // len(unit)))
    began = time.process_time()
    parser(text)
    assert time.process_time() - began < 1


def test_header_that_repeats_is_read_in_time():
    rows = ["Ref,Action,,Lead,", "1.1,Open a café beside the station,some words to say,Police,more words"]
    document = read("\n".join(rows * 3_000).encode(), name="plan.csv")
    began = time.process_time()
    read_plan(document)
    assert time.process_time() - began < 5


@pytest.mark.parametrize("header", ["", "x"])
def test_very_wide_table_is_read_in_time(header):
    row = "1.{},Open a café beside the station for people,May 2016,Police,Green" + ",some words to say" * 4_000
    rows = ["Ref,Action,Timescale,Lead,RAG" + f",{header}" * 4_000, *(row.format(number) for number in range(1, 12))]
    document = read("\n".join(rows).encode(), name="plan.csv")
    began = time.process_time()
    read_plan(document)
    assert time.process_time() - began < 8
