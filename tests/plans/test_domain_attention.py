from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.plans.domain.attention import AttentionRules, ConcernKind, Standing, concerns_of
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.domain.tracking import track

TODAY = date(2026, 11, 22)


def standing(**given):
    values = {
        "state": State.IN_PROGRESS,
        "confidence": Confidence.NONE,
        "kind": TimescaleKind.DAY,
        "end": date(2027, 6, 30),
        "undated_since": None,
        "new_on": date(2026, 11, 1),
        "progress": "A room was found",
        "outcome": "Nobody waits in a car",
        "evidence": "",
        "has_lead": True,
        "slips": 0,
        "first_end": None,
        **given,
    }
    slips, first_end = values.pop("slips"), values.pop("first_end")
    if values["end"] is None and values["kind"] is TimescaleKind.DAY:
        values["kind"] = TimescaleKind.UNKNOWN
    tracking = track(values["kind"], values["end"], values["state"], slips, first_end, on=TODAY)
    return Standing(tracking=tracking, **values)


def reasons(rules=None, **given):
    return {
        concern.kind: concern.reason for concern in concerns_of(standing(**given), rules or AttentionRules(), on=TODAY)
    }


def test_action_on_its_way_needs_nothing():
    assert reasons() == {}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"end": date(2026, 10, 31)},
            {ConcernKind.OVERDUE: "Promised by 31 October 2026, 22 days ago, and it is said to be still in progress"},
        ),
        (
            {"end": date(2026, 10, 31), "confidence": Confidence.GREEN},
            {
                ConcernKind.OVERDUE: "Promised by 31 October 2026, 22 days ago, and it is said to be still in progress",
                ConcernKind.GREEN_BUT_OVERDUE: "Its lead says green, and its last day has passed",
            },
        ),
        ({"end": date(2026, 12, 1)}, {ConcernKind.DUE_SOON: "Due in 9 days, by 1 December 2026"}),
        ({"has_lead": False}, {ConcernKind.NO_LEAD: "Nobody is named who leads it"}),
        ({"is_measured": False}, {ConcernKind.NO_MEASURE: "No measure is named that it should move"}),
        ({"is_measured": True}, {}),
        ({"is_measured": None}, {}),
        ({"is_measured": False, "state": State.COMPLETE, "evidence": "The report"}, {}),
        ({"end": None}, {ConcernKind.NO_DATE: "No date can be read from its timescale"}),
        (
            {"end": None, "kind": TimescaleKind.ONGOING, "undated_since": date(2025, 5, 1)},
            {ConcernKind.ENDLESS: "“Ongoing” for about 1 year and 6 months, without a last day"},
        ),
        ({"end": None, "kind": TimescaleKind.ONGOING, "undated_since": date(2026, 5, 1)}, {}),
        ({"end": None, "kind": TimescaleKind.RECURRING, "undated_since": date(2020, 5, 1)}, {}),
        (
            {"slips": 2, "first_end": date(2025, 6, 30)},
            {
                ConcernKind.SLIPPED: "Its date has moved later twice, by 730 days in all; "
                "it was first promised by 30 June 2025"
            },
        ),
        ({"new_on": date(2026, 7, 1)}, {ConcernKind.STALE: "Nothing new was said of it since 1 July 2026"}),
        (
            {"progress": "Completed."},
            {ConcernKind.CONTRADICTION: "Its words say “Completed”, and its state is “In progress”"},
        ),
        (
            {"state": State.COMPLETE, "progress": "Not started", "evidence": "Minutes of May"},
            {ConcernKind.CONTRADICTION: "Its state is “Complete”, and its words say “Not started”"},
        ),
        (
            {"progress": "The protocol is complete", "confidence": Confidence.AMBER},
            {
                ConcernKind.CONTRADICTION: "Its words seem to say that it is done, “The protocol is complete”, "
                "and its state is “In progress”, rated amber"
            },
        ),
        ({"progress": "The protocol is complete"}, {}),
        (
            {"progress": "The room is found.\nThe opening is delayed", "confidence": Confidence.GREEN},
            {ConcernKind.CONTRADICTION: "Its lead says green, and its words say “delayed”"},
        ),
        ({"progress": "The opening was delayed.\nIt is open", "confidence": Confidence.GREEN}, {}),
        ({"progress": "No delay is expected", "confidence": Confidence.GREEN}, {}),
        ({"left": (("Robin Reed", date(2026, 12, 1)),)}, {}),
        (
            {"left": (("Robin Reed", date(2026, 5, 3)),)},
            {ConcernKind.LEAD_LEFT: "Robin Reed, who leads it, left on 3 May 2026"},
        ),
        (
            {"state": State.COMPLETE, "progress": "", "outcome": ""},
            {
                ConcernKind.NO_OUTCOME: "It is complete, and nothing says what came of it",
                ConcernKind.NO_EVIDENCE: "It is complete, and no evidence of that is named",
            },
        ),
        (
            {"state": State.COMPLETE, "progress": "", "outcome": "", "evidence": "Minutes of May"},
            {ConcernKind.NO_OUTCOME: "It is complete, and nothing says what came of it"},
        ),
        ({"state": State.COMPLETE_VERIFIED, "progress": "Everybody was trained"}, {}),
        ({"state": State.WITHDRAWN, "progress": "", "end": date(2020, 1, 1), "has_lead": False}, {}),
    ],
)
def test_concern_says_why(given, expected):
    assert reasons(**given) == expected


def test_rules_of_the_locality_decide_what_is_soon_stale_and_endless():
    given = {"end": date(2026, 12, 31), "new_on": date(2026, 10, 20)}
    assert reasons(**given) == {}
    assert set(reasons(AttentionRules(soon_days=60, stale_days=30), **given)) == {
        ConcernKind.DUE_SOON,
        ConcernKind.STALE,
    }


@given(
    state=st.sampled_from(State),
    confidence=st.sampled_from(Confidence),
    end=st.none() | st.dates(TODAY - timedelta(900), TODAY + timedelta(900)),
    new_on=st.dates(TODAY - timedelta(900), TODAY),
    progress=st.sampled_from(["", "Completed", "Not started", "Under way", "Delayed by the flood"]),
    has_lead=st.booleans(),
)
def test_every_concern_has_its_reason_once_and_in_order(**given):
    found = concerns_of(standing(**given), AttentionRules(), on=TODAY)
    kinds = [concern.kind for concern in found]
    assert kinds == sorted(set(kinds), key=list(ConcernKind).index)
    assert all(concern.reason and not concern.reason.endswith(".") for concern in found)
    if given["state"] in (State.WITHDRAWN, State.MERGED, State.CARRIED_FORWARD):
        assert not found
