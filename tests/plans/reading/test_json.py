"""A reading is written as JSON and comes back the same."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.domain import Finding, Place
from concordat.plans.domain import reading_json
from concordat.plans.domain.leads import Lead, LeadRole
from concordat.plans.domain.readings import Passage, ReadAction, ReadPlan, ReadSection, ReadTheme, SourceCell
from concordat.plans.domain.states import ReadStatus
from concordat.plans.domain.timescales import Timescale, TimescaleKind

words = st.text(max_size=12)
maybe_words = st.none() | words
numbers = st.integers(min_value=1, max_value=9_999)
places = st.builds(
    Place,
    table=st.none() | numbers,
    row=st.none() | numbers,
    column=st.none() | numbers,
    sheet=maybe_words,
    page=st.none() | numbers,
    line=st.none() | numbers,
)


def timescales(parts, previous):
    return st.builds(
        Timescale,
        text=words,
        kind=st.sampled_from(TimescaleKind),
        start=st.none() | st.dates(),
        end=st.none() | st.dates(),
        recurrence=maybe_words,
        label=maybe_words,
        parts=parts,
        previous=previous,
        status=st.none() | st.sampled_from(["complete", "overdue"]),
        is_doubtful=st.booleans(),
    )


nothing = st.just(())
simple = timescales(nothing, nothing)
several = st.lists(simple, max_size=2).map(tuple)
cells = st.builds(SourceCell, header=words, field=maybe_words, text=words, fill=maybe_words, place=places)
statuses = st.builds(
    ReadStatus,
    word=st.sampled_from(["unknown", "ongoing", "removed"]),
    basis=maybe_words,
    certainty=st.sampled_from(["certain", "likely", "ambiguous"]),
    fill=maybe_words,
    fill_at=maybe_words,
)
leads = st.builds(Lead, organisation=maybe_words, person=maybe_words, role=st.sampled_from(LeadRole))
actions = st.builds(
    ReadAction,
    references=st.lists(words, max_size=2).map(tuple),
    action=words,
    theme=maybe_words,
    timescale_text=maybe_words,
    led_by_text=maybe_words,
    outcome=maybe_words,
    progress=maybe_words,
    status_text=maybe_words,
    group=maybe_words,
    timescale=timescales(several, several),
    leads=st.lists(leads, max_size=2).map(tuple),
    status=statuses,
    is_carried_forward=st.booleans(),
    where=places,
    continues=st.none() | places,
    cells=st.lists(cells, max_size=3).map(tuple),
    extra=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    struck=st.lists(st.tuples(words, words), max_size=2).map(tuple),
)
plans = st.builds(
    ReadPlan,
    title=maybe_words,
    locality=maybe_words,
    last_updated=maybe_words,
    contact=maybe_words,
    status_key=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    purposes=st.lists(words, max_size=2).map(tuple),
    themes=st.lists(
        st.builds(ReadTheme, number=st.none() | numbers, title=words, criteria=st.lists(words, max_size=2).map(tuple)),
        max_size=2,
    ).map(tuple),
    boards=st.lists(st.builds(Passage, heading=maybe_words, text=words), max_size=2).map(tuple),
    other_text=st.lists(st.builds(Passage, heading=maybe_words, text=words), max_size=2).map(tuple),
    sections=st.lists(
        st.builds(ReadSection, title=maybe_words, actions=st.lists(actions, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    findings=st.lists(
        st.builds(
            Finding,
            severity=st.sampled_from(["error", "warning", "note"]),
            code=words,
            message=words,
            where=st.none() | places,
        ),
        max_size=2,
    ).map(tuple),
    is_plan=st.booleans(),
)


@given(plans)
@settings(max_examples=60)
def test_reading_comes_back_from_json_as_it_was(plan):
    assert reading_json.load(json.loads(json.dumps(reading_json.dump(plan)))) == plan


@given(st.lists(cells, max_size=3).map(tuple), places)
def test_raw_cells_and_their_place_come_back_as_they_were(row, place):
    assert reading_json.load_cells(json.loads(json.dumps(reading_json.dump_cells(row)))) == row
    assert reading_json.load_place(json.loads(json.dumps(reading_json.dump_place(place)))) == place


def test_timescale_is_written_as_words_that_a_person_can_read():
    written = reading_json.dump(
        ReadPlan(
            None, None, None, None, (), (), (), (), (),
            (ReadSection("Before crisis", (_action(),)),),
        )
    )  # fmt: skip

    assert written["sections"][0]["actions"][0]["timescale"] == {
        "text": "by May 2031",
        "kind": "month",
        "start": "2031-05-01",
        "end": "2031-05-31",
    }


def _action():
    when = Timescale("by May 2031", TimescaleKind.MONTH, date(2031, 5, 1), date(2031, 5, 31))
    return ReadAction(
        ("1",),
        "Open the door",
        None,
        when.text,
        None,
        None,
        None,
        None,
        None,
        when,
        (),
        ReadStatus(),
        False,
        Place(1, 2),
    )
