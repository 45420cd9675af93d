"""A reading with its corrections applied: what each row says now, what is doubtful, whom it names."""

from datetime import date

import pytest

from concordat.documents.domain import Finding, Place
from concordat.plans.domain.corrections import Decision, PlanField, RowField
from concordat.plans.domain.leads import Lead, LeadRole
from concordat.plans.domain.readings import ReadAction, ReadPlan, ReadSection
from concordat.plans.domain.reviewing import leads_in_words, names_in, review, timescale_words
from concordat.plans.domain.states import ReadStatus, State
from concordat.plans.domain.timescales import Timescale, TimescaleKind

MAY = Timescale("May 2031", TimescaleKind.MONTH, date(2031, 5, 1), date(2031, 5, 31))


def read_action(row=2, **given):
    values = {
        "references": ("1.1",),
        "action": "Open a night café",
        "theme": None,
        "timescale_text": "May 2031",
        "led_by_text": "Harbour Mind",
        "outcome": None,
        "progress": "Under way",
        "status_text": None,
        "group": None,
        "timescale": MAY,
        "leads": (Lead("Harbour Mind"),),
        "status": ReadStatus("ongoing", "Under way", "certain"),
        "is_carried_forward": False,
        "where": Place(table=1, row=row),
        **given,
    }
    return ReadAction(**values)


def plan_of(*actions, findings=(), title="1. Before a crisis", **given):
    empty = {"title": None, "locality": None, "last_updated": None, "contact": None, "status_key": (), "purposes": (),
             "themes": (), "boards": (), "other_text": ()}  # fmt: skip
    return ReadPlan(**{**empty, **given}, sections=(ReadSection(title, actions),), findings=findings)


def reviewed(plan, *decisions):
    return review(plan, [Decision(*decision) for decision in decisions], title="Tarnshire plan")


def only(plan, *decisions):
    (row,) = reviewed(plan, *decisions).rows
    return row


def test_row_without_decisions_says_what_was_read():
    row = only(plan_of(read_action()))

    assert (row.text, row.section, row.state, row.state_basis) == (
        "Open a night café",
        "1. Before a crisis",
        State.IN_PROGRESS,
        "“Under way”",
    )
    assert (row.doubts, row.corrected) == ((), frozenset())


def test_latest_decision_of_a_field_counts():
    row = only(plan_of(read_action()), (0, "action", "Open a day café"), (0, "action", "Open a late café"))

    assert (row.text, row.corrected) == ("Open a late café", frozenset({RowField.ACTION}))


def test_words_of_a_date_are_read_again():
    row = only(plan_of(read_action()), (0, "timescale_text", "July 2032"))

    assert (row.timescale.kind, row.timescale.end) == (TimescaleKind.MONTH, date(2032, 7, 31))


def test_dates_that_a_person_gives_keep_the_words_as_written():
    given = {"kind": "day", "start": "2031-05-09", "end": "2031-05-09", "recurrence": None}

    row = only(plan_of(read_action()), (0, "timescale", given))

    assert row.timescale == Timescale("May 2031", TimescaleKind.DAY, date(2031, 5, 9), date(2031, 5, 9))


def test_leads_that_are_typed_are_read_again():
    row = only(plan_of(read_action()), (0, "led_by", "Tarnshire Police, supported by Harbour Mind"))

    assert row.leads == (Lead("Tarnshire Police"), Lead("Harbour Mind", None, LeadRole.SUPPORT))


def test_confirming_the_leads_keeps_those_of_a_column_for_support():
    action = read_action(leads=(Lead("Harbour Mind"), Lead("Tarnshire Police", None, LeadRole.SUPPORT)))
    words = leads_in_words(action)

    row = only(plan_of(action), (0, "led_by", words))

    assert words == "Harbour Mind, supported by Tarnshire Police"
    assert row.leads == action.leads


def test_state_that_is_decided_says_what_it_was_read_as():
    action = read_action(status=ReadStatus("ongoing", "fill FFC000", "ambiguous", "FFC000", "status cell"))

    row = only(plan_of(action), (0, "state", "complete"))

    assert (row.state, row.state_basis) == (
        State.COMPLETE,
        "Decided while the document was reviewed; it was read as “In progress” because of the amber shading",
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"status": ReadStatus("ongoing", "as above", "ambiguous")}, RowField.STATE),
        ({"timescale": Timescale("Mar 31", TimescaleKind.MONTH, is_doubtful=True)}, RowField.TIMESCALE),
        ({"timescale": Timescale("Phase 1 went live")}, RowField.TIMESCALE),
        ({"leads": (), "led_by_text": "whoever is free"}, RowField.LED_BY),
    ],
)
def test_doubt_is_open_until_its_field_is_decided(given, field):
    action = read_action(**given)
    decision = {RowField.STATE: "ongoing", RowField.TIMESCALE: None, RowField.LED_BY: "Harbour Mind"}[field]
    value = "in_progress" if field is RowField.STATE else decision

    assert [doubt.field for doubt in only(plan_of(action)).open_doubts] == [field]
    settled = only(plan_of(action), (0, field.value, value))
    assert settled.open_doubts == ()
    assert [doubt.is_settled for doubt in settled.doubts] == [True]


@pytest.mark.parametrize(
    "given",
    [
        {"status": ReadStatus()},
        {"timescale": Timescale("To be agreed")},
        {"timescale": Timescale("")},
        {"leads": (), "led_by_text": "–"},
        {"status": ReadStatus("ongoing", "Under way", "likely")},
    ],
)
def test_what_says_nothing_or_enough_is_not_doubtful(given):
    assert only(plan_of(read_action(**given))).doubts == ()


def test_row_that_is_left_out_needs_no_eye():
    action = read_action(status=ReadStatus("ongoing", "as above", "ambiguous"))

    assert only(plan_of(action), (0, "left_out", True)).open_doubts == ()


def test_warning_stands_with_its_row_once_and_in_the_words_of_the_reader():
    warning = Finding("warning", "doubtful-status", "Action 1.1 was read as in progress.", Place(table=1, row=2))
    other = Finding("warning", "repeated-reference", "1.1 stands twice.", Place(table=1, row=2))
    action = read_action(status=ReadStatus("ongoing", "A/G", "ambiguous"))

    row = only(plan_of(action, findings=(warning, other)))

    assert [(doubt.field, doubt.sentence) for doubt in row.doubts] == [
        (RowField.STATE, "Action 1.1 was read as in progress."),
        (RowField.SEEN, "1.1 stands twice."),
    ]


def test_notes_and_what_is_true_of_many_rows_stand_apart():
    place = Place(table=1, row=2)
    findings = (
        Finding("note", "row-joined", "Two rows were joined.", place),
        Finding("warning", "no-status-key", "The plan has no key.", place),
        Finding("note", "table-left-out", "Table 3 was left out.", Place(table=3)),
    )

    plan = reviewed(plan_of(read_action(), findings=findings))

    assert plan.findings == findings
    assert plan.rows[0].doubts == ()


def test_title_of_a_section_changes_all_its_rows_but_those_moved_by_hand():
    plan = reviewed(
        plan_of(read_action(), read_action(3)),
        (1, "section", "Somewhere else"),
        (None, PlanField.SECTION_TITLE.value, {"section": 0, "title": "Prevention"}),
    )

    assert [row.section for row in plan.rows] == ["Prevention", "Somewhere else"]


def test_plan_without_a_title_takes_the_one_that_is_given():
    assert reviewed(plan_of(read_action())).title == "Tarnshire plan"
    assert reviewed(plan_of(read_action(), title="x")).sections == ("x",)
    assert reviewed(plan_of(read_action(), title=None)).sections == ("Actions",)


def test_names_come_once_with_every_row_that_has_them():
    plan = reviewed(
        plan_of(
            read_action(leads=(Lead("NHS Tarnshire"), Lead("Harbour Mind", "J Teal"))),
            read_action(3, leads=(Lead("nhs tarnshire"), Lead(None, "J Teal"))),
        )
    )

    names = names_in(plan.rows)

    assert [(name.name, name.is_person, name.rows, name.works_for) for name in names] == [
        ("NHS Tarnshire", False, (0, 1), None),
        ("Harbour Mind", False, (0,), None),
        ("J Teal", True, (0, 1), "Harbour Mind"),
    ]


def test_timescale_is_said_in_one_line():
    parts = (MAY, MAY)
    several = Timescale("a) b)", TimescaleKind.MULTIPLE, MAY.start, MAY.end, parts=parts)

    assert timescale_words(MAY) == "In May 2031, so by 31 May 2031"
    assert timescale_words(several) == "2 dates, the last by 31 May 2031"
