"""Documents built in a few lines: what each layout is read as, and what is said about it."""

import pytest

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.timescales import TimescaleKind
from tests.plans.building import KEY, TITLE, across, actions_of, cell, codes_of, document, row, table
from tests.plans.building import LONG_HEADER as HEADER
from tests.plans.building import first_row as first


def test_read_plan_gives_an_action_its_fields():
    plan = read_plan(document(TITLE, KEY, "1. Help at night", table(HEADER, first())))
    (section,) = plan.sections
    (action,) = section.actions
    assert plan.is_plan
    assert (plan.title, plan.locality) == (TITLE, "Ambridge")
    assert plan.status_key == (("Red", "not started"), ("Amber", "under way"), ("Green", "finished"))
    assert section.title == "1. Help at night"
    assert (action.references, action.action) == (("1.1",), "Open a cafe at night")
    assert (action.timescale_text, action.timescale.kind) == ("May 2016", TimescaleKind.MONTH)
    assert (action.led_by_text, action.leads[0].organisation) == ("Ambridge Council", "Ambridge Council")
    assert (action.outcome, action.progress, action.status_text) == ("People are warm", None, "G")
    assert (action.status.word, action.status.basis, action.status.certainty) == ("complete", "G", "certain")
    assert action.where == Place(table=1, row=2)
    assert [source.field for source in action.cells] == [
        "reference", "action", "timescale", "lead", "outcome", "status",
    ]  # fmt: skip


def test_read_plan_joins_a_section_that_goes_on_in_a_second_table():
    plan = read_plan(
        document(
            TITLE,
            "1. Help",
            table(HEADER, first()),
            "1. Help (continued)",
            table(HEADER, first("1.2")),
            table(HEADER, first("1.3")),
        )
    )
    assert [(section.title, len(section.actions)) for section in plan.sections] == [("1. Help", 3)]


def test_read_plan_finds_headers_in_the_middle_and_rows_of_titles():
    plan = read_plan(
        document(
            TITLE,
            table(
                HEADER,
                across("1. Commissioning", 6),
                across("Enough good staff", 6, fill="F2F2F2"),
                first(),
                HEADER,
                first("1.2"),
                across("2. Recovery", 6),
                first("2.1"),
            ),
        )
    )
    assert [(s.title, [a.references[0] for a in s.actions]) for s in plan.sections] == [
        ("1. Commissioning", ["1.1", "1.2"]),
        ("2. Recovery", ["2.1"]),
    ]
    assert [action.theme for action in plan.actions()] == ["Enough good staff", "Enough good staff", None]


def test_read_plan_takes_rows_across_for_themes_where_headings_name_the_sections():
    plan = read_plan(
        document(
            TITLE,
            "1. Commissioning",
            table(HEADER, across("Matching need", 6), first(), across("Staff", 6), first("1.2")),
            "2. Access",
            table(HEADER, across("Doctors", 6), first("2.1")),
        )
    )
    assert [section.title for section in plan.sections] == ["1. Commissioning", "2. Access"]
    assert [action.theme for action in plan.actions()] == ["Matching need", "Staff", "Doctors"]


def test_read_plan_takes_paragraphs_under_a_numbered_heading_for_themes():
    plan = read_plan(
        document(
            TITLE, "1. Commissioning", "Matching need", table(HEADER, first()), "Staff", table(HEADER, first("1.2")),
            "2. Access", "Doctors", table(HEADER, first("2.1")),
        )
    )  # fmt: skip
    assert [(s.title, [a.theme for a in s.actions]) for s in plan.sections] == [
        ("1. Commissioning", ["Matching need", "Staff"]),
        ("2. Access", ["Doctors"]),
    ]


def test_read_plan_reads_automatic_numbers_and_skips_rows_that_hold_only_one():
    plan = read_plan(
        document(
            TITLE,
            table(
                HEADER,
                row(cell("", label="1.1"), "Open a cafe", "May 2016", "Council", "Warmth", "G"),
                row(cell("", label="1.2"), "", "", "", "", ""),
            ),
        )
    )
    assert [action.references for action in plan.actions()] == [("1.1",)]
    assert "empty-rows" in codes_of(plan)


def test_read_plan_parts_two_references_that_have_an_action_each():
    both = row(cell("2.4a", "", "2.4b"), cell("Hold workshops", "", "Train carers"), "Ongoing", "Trust", "Calm", "A")
    plan = read_plan(document(TITLE, KEY, table(HEADER, both)))
    assert [(a.references, a.action, a.outcome) for a in plan.actions()] == [
        (("2.4a",), "Hold workshops", "Calm"),
        (("2.4b",), "Train carers", "Calm"),
    ]
    assert "row-parted" in codes_of(plan)


def test_read_plan_joins_a_row_that_a_page_break_cut():
    plan = read_plan(
        document(
            TITLE,
            "1. Help",
            table(HEADER, first(action="Agree that being drunk is no reason for", why="People are not")),
            table(HEADER, row("", "turning someone away", "", "", "shut out", ""), first("1.2")),
        )
    )
    actions = list(plan.actions())
    assert [action.action for action in actions] == [
        "Agree that being drunk is no reason for turning someone away",
        "Open a cafe at night",
    ]
    assert actions[0].outcome == "People are not shut out"
    assert actions[0].continues == Place(table=2, row=2)


def test_read_plan_says_the_same_of_a_cell_merged_over_date_and_lead():
    merged = cell("To be agreed in January", colspan=2)
    (action,) = actions_of(table(HEADER, row("1.1", "Open a cafe", merged, merged, "Warmth", "R")))
    assert action.timescale_text == action.led_by_text == "To be agreed in January"


def test_read_plan_takes_a_struck_row_for_removed_and_keeps_its_words():
    struck = Row(
        tuple(
            Cell((Paragraph("", struck_text=words),), Place())
            for words in ("1.1", "Open a van", "May 2016", "Trust", "", "")
        ),
        Place(),
        is_struck=True,
    )
    plan = read_plan(document(TITLE, table(HEADER, struck, first("1.2"))))
    removed, kept = plan.actions()
    assert (removed.references, removed.action, removed.status.word) == (("1.1",), "Open a van", "removed")
    assert kept.status.word == "complete"
    assert "struck-row" in codes_of(plan)


def test_read_plan_keeps_struck_dates_as_earlier_ones():
    dates = Cell((Paragraph("July 2016", struck_text="January 2016"),), Place())
    (action,) = actions_of(table(HEADER, row("1.1", "Open a cafe", dates, "Council", "Warmth", "A")))
    assert action.timescale_text == "July 2016"
    assert [each.end.isoformat() for each in action.timescale.previous] == ["2016-01-31"]
    assert action.struck == (("timescale", "January 2016"),)


def test_read_plan_names_a_blank_column_by_the_table_beside_it():
    full = ("No.", "Action", "Criteria", "Timescale", "Led By", "RAG")
    blank = ("No.", "Action", "", "Timescale", "Led By", "")
    plan = read_plan(
        document(
            TITLE, KEY, "1. Help", table(full, row("1.1", "Open a cafe", "Warmth", "May 2016", "Council", "G")),
            "2. Care", table(blank, row("2.1", "Run a car", "Speed", "May 2016", "Police", "A")),
        )
    )  # fmt: skip
    assert [(a.theme, a.status.word) for a in plan.actions()] == [("Warmth", "complete"), ("Speed", "ongoing")]
    assert "column-concluded" in codes_of(plan)


def test_read_plan_goes_on_without_a_header_and_reads_columns_by_content():
    goes_on = read_plan(document(TITLE, KEY, "1. Help", table(HEADER, first()), "2. Care", table(first("2.1"))))
    bare = read_plan(
        document(
            TITLE,
            KEY,
            table(
                first(),
                first("1.2", "Run a car with a nurse each evening", why="Officers get advice", rating="A"),
                first("1.3", "Ring people two days after they go home", "June 2017", why="Nobody is lost", rating="R"),
            ),
        )
    )
    assert [a.references[0] for a in goes_on.actions()] == ["1.1", "2.1"]
    assert [(a.references[0], a.timescale_text, a.led_by_text) for a in bare.actions()] == [
        ("1.1", "May 2016", "Ambridge Council"),
        ("1.2", "May 2016", "Ambridge Council"),
        ("1.3", "June 2017", "Ambridge Council"),
    ]
    assert "no-header-row" in codes_of(bare)


def test_read_plan_joins_quarters_of_progress_and_keeps_each():
    header = ("No", "Action", "Lead", "By when", "Q1 update", "Q2 update")
    (action,) = actions_of(
        table(header, row("1", "Open a cafe", "Council", "May 2016", "Scoping", "Work now complete"))
    )
    assert action.progress == "Q1: Scoping\nQ2: Work now complete"
    assert action.status.word == "complete"
    assert action.extra == (("Q1 update", "Scoping"), ("Q2 update", "Work now complete"))


def test_read_plan_takes_sections_from_a_column():
    header = ("Ref", "Section", "Action", "Timescale", "Led By")
    rows = (
        row("1", "Help", "Open a cafe", "May 2016", "Council"),
        row("2", "", "Open a van", "May 2016", "Council"),
        row("3", "Care", "Run a car", "May 2016", "Police"),
    )
    plan = read_plan(document(TITLE, table(header, *rows)))
    assert [(s.title, len(s.actions)) for s in plan.sections] == [("Help", 2), ("Care", 1)]


def test_read_plan_reads_cards():
    def card(number, when):
        return table(
            across(f"Action {number}", 2),
            ["What we will do", "Open a cafe"],
            ["Why", "People are warm"],
            ["Who leads", "Council"],
            ["By when", when],
            ["Status", "Amber"],
        )

    plan = read_plan(document(TITLE, KEY, "Before crisis", card("1.1", "May 2016"), card("1.2", "June 2016")))
    (section,) = plan.sections
    assert section.title == "Before crisis"
    assert [(a.references, a.action, a.outcome, a.timescale_text, a.status.word) for a in section.actions] == [
        (("1.1",), "Open a cafe", "People are warm", "May 2016", "ongoing"),
        (("1.2",), "Open a cafe", "People are warm", "June 2016", "ongoing"),
    ]


def test_read_plan_leaves_other_tables_out_and_says_so():
    plan = read_plan(
        document(
            TITLE,
            table(["Section", "Item", "Page"], ["1", "Help", "2"], ["2", "Care", "5"]),
            table(["Ambridge CCG", "A. Wren, Chief Officer"], ["Borset Trust", "K. Lark, Chief Executive"]),
            table(
                ["Risk", "Likelihood", "Impact", "Owner", "Mitigating action"],
                ["No money", "High", "High", "CCG", "Bid"],
            ),
            table(["Forum name", "Membership", "Frequency", "Seen plan"], ["Carers", "All", "Monthly", "yes"]),
            "1. Help",
            table(HEADER, first(), across("Note: figures are for the whole county", 6)),
        )
    )
    assert [action.references for action in plan.actions()] == [("1.1",)]
    assert codes_of(plan).count("table-left-out") == 4
    assert "note-row" in codes_of(plan)


@pytest.mark.parametrize(
    "blocks",
    [
        (
            "Minutes of the crisis group, 4 May 2016",
            table(["Action", "Owner", "Date"], ["Book the hall", "A. Wren", "June"]),
        ),
        ("Our declaration", table(["Name", "Organisation", "Signature", "Date"], ["A. Wren", "Ambridge CCG", "", ""])),
        ("Nothing but words",),
        (),
    ],
)
def test_read_plan_finds_no_plan_in_other_papers(blocks):
    plan = read_plan(document(*blocks))
    assert not plan.is_plan
    assert list(plan.actions()) == []
    assert "no-plan" in codes_of(plan)


def test_read_plan_reads_an_empty_template_as_a_plan_without_actions():
    plan = read_plan(document(TITLE, "1. Help", table(HEADER), "2. Care", table(HEADER)))
    assert plan.is_plan
    assert [(section.title, section.actions) for section in plan.sections] == [("1. Help", ()), ("2. Care", ())]
    assert "no-actions" in codes_of(plan)


def test_read_plan_reads_what_stands_before_the_tables():
    bullets = [Paragraph(words, label="•") for words in ("Listen to people", "Answer at any hour")]
    criteria = [Paragraph(words, label="•") for words in ("Enough staff", "One door")]
    plan = read_plan(
        document(
            TITLE,
            "Last updated: 4 May 2016",
            "The agencies meet each month. The purposes of the plan are:",
            *bullets,
            "1. Commissioning", *criteria, "2. Access", Paragraph("Short waits", label="•"),
            Paragraph("The Ambridge Partnership Board", heading=2),
            "It is chaired by the council and oversees the plan.",
            Paragraph("1. Help", heading=2),
            table(HEADER, first()),
            "For further information contact plan@ambridge.example or 01234 567890",
        )
    )  # fmt: skip
    assert plan.last_updated == "2016-05-04"
    assert plan.purposes == ("Listen to people", "Answer at any hour")
    assert [(theme.number, theme.title, theme.criteria) for theme in plan.themes] == [
        (1, "Commissioning", ("Enough staff", "One door")),
        (2, "Access", ("Short waits",)),
    ]
    assert [board.heading for board in plan.boards] == ["The Ambridge Partnership Board"]
    assert plan.contact == "plan@ambridge.example or 01234 567890"
    assert "The agencies meet each month." in plan.other_text[0].text


def test_read_plan_puts_what_needs_a_person_first():
    plan = read_plan(
        document(TITLE, table(HEADER, first(rating="R"), across("Note: see the annex", 6), first("1.1", rating="G")))
    )
    order = [finding.severity for finding in plan.findings]
    assert order == sorted(order, key=["error", "warning", "note"].index)


def test_read_plan_keeps_two_columns_of_leads():
    header = ("No", "Action", "Lead agency", "Lead officer", "Due", "RAG")
    (action,) = actions_of(table(header, row("1", "Open a cafe", "Ambridge Council", "J. Wren", "May 2016", "G")))
    assert action.led_by_text == "Ambridge Council\nJ. Wren"
    assert action.extra == ()


def test_read_plan_adds_a_column_of_supporters():
    header = ("No", "Action", "Lead", "Support", "Due", "RAG")
    (action,) = actions_of(table(header, row("1", "Open a cafe", "Council", "Police", "May 2016", "G")))
    assert [(lead.organisation, lead.role.value) for lead in action.leads] == [
        ("Council", "lead"),
        ("Police", "support"),
    ]
    assert action.extra == (("Support", "Police"),)


def test_read_plan_takes_the_finish_of_a_header_in_two_rows():
    when = cell("Timescale", colspan=2)
    header = row("Ref", "Action", when, when, "Lead", "RAG")
    below = row("", "", "Start", "Finish", "", "")
    (action,) = actions_of(table(header, below, row("1", "Open a cafe", "Jan 2016", "May 2016", "Council", "G")))
    assert action.timescale_text == "May 2016"
    assert action.extra == (("Start", "Jan 2016"),)


def test_read_plan_reads_rows_under_one_merged_reference_apart():
    number, theme = cell("A1"), cell("Early help")
    header = ("Ref", "Concordat theme", "Local actions", "Led by", "When")
    plan = read_plan(
        document(
            TITLE,
            table(
                header,
                row(number, theme, "Keep the single door open", "Trust", "Ongoing"),
                row(number, theme, "Tell people of safe places", "Police", "Dec 2015"),
            ),
        )
    )
    assert [(a.references, a.theme, a.led_by_text) for a in plan.actions()] == [
        (("A1",), "Early help", "Trust"),
        (("A1",), "Early help", "Police"),
    ]
    assert "repeated-reference" not in codes_of(plan)


def test_read_plan_adds_an_update_row_to_the_action_above():
    header = ("No.", "Action", "Timescale", "Led By", "Outcomes")
    plan = read_plan(
        document(
            TITLE,
            table(
                header,
                row("5", "Move on the joint model", "2015/16", "Trust", "Better support"),
                row("ACTION", "Teams are led by the trust, work under way", "", "", ""),
            ),
        )
    )
    (action,) = plan.actions()
    assert (action.progress, action.status.word) == ("Teams are led by the trust, work under way", "ongoing")


def test_read_plan_takes_the_header_from_a_later_table():
    bare = table(first("1", "Open a cafe at night for all who come"), first("2", "Run a car with a nurse each evening"))
    plan = read_plan(document(TITLE, KEY, "1. One", bare, "2. Two", table(HEADER, first("3"))))
    assert [(s.title, [a.references[0] for a in s.actions]) for s in plan.sections] == [
        ("1. One", ["1", "2"]),
        ("2. Two", ["3"]),
    ]


def test_read_plan_reads_a_table_within_a_frame():
    inner = table(HEADER, first())
    frame = table(row(Cell((Paragraph("Help at night", heading=2), Paragraph("No.")), Place(), tables=(inner,))))
    plan = read_plan(document(TITLE, KEY, frame))
    assert [(s.title, [a.references for a in s.actions]) for s in plan.sections] == [("Help at night", [("1.1",)])]


def test_read_plan_reads_lines_above_the_header_and_a_key_below_the_actions():
    header = ("Ref", "Theme", "Action", "Lead", "Due", "RAG")
    rows = [
        row(f"A-{i}", "Help" if i < 3 else "Care", f"Open cafe {i} at night", "Council", "May 2016", "A")
        for i in range(6)
    ]
    grid = table(
        ["Ambridge Crisis Care delivery tracker 2015/16", "", "", "", "", ""],
        ["Position at end of quarter 3", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        header,
        *rows,
        ["R = not begun; A = begun; G = done", "", "", "", "", ""],
    )
    plan = read_plan(document(grid))
    assert (plan.title, plan.last_updated) == ("Ambridge Crisis Care delivery tracker 2015/16", "2015-12")
    assert [(s.title, len(s.actions)) for s in plan.sections] == [("Help", 3), ("Care", 3)]
    assert plan.status_key == (("R", "not begun"), ("A", "begun"), ("G", "done"))
    assert {(a.status.word, a.theme) for a in plan.actions()} == {("ongoing", None)}


def test_read_plan_takes_the_names_of_sheets_for_sections():
    sheets = [Table(table(HEADER, first(number)).rows, Place(table=i, sheet=name)) for i, (number, name) in
              enumerate([("1.1", "1 Help"), ("2.1", "2 Care")], start=1)]  # fmt: skip
    plan = read_plan(Document("built.xlsx", "xlsx", tuple(sheets)))
    assert [section.title for section in plan.sections] == ["1 Help", "2 Care"]
