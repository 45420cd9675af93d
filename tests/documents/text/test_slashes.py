"""Text in which " / " parts the cells of a table's row, as web converters write Word tables."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Place, Table
from tests.documents.building import grid, words

HEAD = "No. / Action / Timescale / Led By / Outcomes / RAG\n"
FIRST = "1.1 / Open a safe room / March 2016 / FCC / Fewer people wait alone / G\n"
SECOND = "1.2 / Train the night staff / Ongoing / FHT, Fell Police / Staff know whom to ring / A\n"


def reading(text):
    return read(text.encode(), name="plan.txt")


def rows(text):
    """The rows of the only table of a text, without its header."""
    (table,) = reading(text).tables
    assert table.rows[0].is_header
    return grid(table)[1:]


def test_cells_and_places_are_found():
    document = reading("Our plan\n\n" + HEAD + FIRST + SECOND)
    (table,) = document.tables
    assert grid(table) == [
        ["No.", "Action", "Timescale", "Led By", "Outcomes", "RAG"],
        ["1.1", "Open a safe room", "March 2016", "FCC", "Fewer people wait alone", "G"],
        ["1.2", "Train the night staff", "Ongoing", "FHT, Fell Police", "Staff know whom to ring", "A"],
    ]
    assert table.rows[2].cells[1].place == Place(table=1, row=3, column=2, line=5)
    assert words(document) == ["Our plan"]


def test_slash_without_spaces_parts_nothing():
    text = HEAD + "1.1 / Review A&E/Urgent Care in 2015/16 / 2015/16 / LA’s/CCGs/ Police / Better care / G\n"
    assert rows(text) == [
        ["1.1", "Review A&E/Urgent Care in 2015/16", "2015/16", "LA’s/CCGs/ Police", "Better care", "G"]
    ]


LABELS = ["1", "1.", "1.1", "1:a", "A1", "A1.1", "1001", "a.", "3.7(1)", "Priority 3", "1.4*"]


@pytest.mark.parametrize("label", LABELS)
def test_row_begins_with_any_label(label):
    text = HEAD + FIRST.replace("1.1 /", f"{label} /") + SECOND.replace("1.2 /", f"{label} /")
    assert [row[0] for row in rows(text)] == [label, label]


def test_rows_out_of_order_are_kept_in_theirs():
    text = HEAD + SECOND.replace("1.2", "54") + FIRST.replace("1.1", "5") + FIRST.replace("1.1", "9")
    assert [row[0] for row in rows(text)] == ["54", "5", "9"]


def test_thousands_beside_other_thousands_are_labels_and_years_alone_are_not():
    text = HEAD + FIRST.replace("1.1", "1001") + SECOND.replace("1.2", "2001")
    assert [row[0] for row in rows(text)] == ["1001", "2001"]
    text = HEAD + FIRST.replace("March 2016", "2015\n2016") + SECOND
    assert [row[2] for row in rows(text)] == ["2015\n2016", "Ongoing"]


def test_lines_continue_the_last_cell():
    text = HEAD + "1.1 / Open a room\nand staff it / March 2016\nRevised date:\nMay 2016 / Rowan Ash\nFCC / Calm\n"
    assert rows(text + SECOND)[0] == [
        "1.1",
        "Open a room\nand staff it",
        "March 2016\nRevised date:\nMay 2016",
        "Rowan Ash\nFCC",
        "Calm",
        "",
    ]


def test_bullets_end_a_cell_on_a_line_of_its_own():
    text = (
        HEAD
        + "1.1 / Ask people:\n  • by day\n  • by night\n/ May 2016 / FCC /\n  • Fewer waits\n  • Less worry\n/ G\n\n"
    )
    (row,) = [row for row in reading(text + SECOND).tables[0].rows if row.cells[0].text == "1.1"]
    assert [cell.text for cell in row.cells][1:] == [
        "Ask people:\nby day\nby night",
        "May 2016",
        "FCC",
        "Fewer waits\nLess worry",
        "G",
    ]
    assert [paragraph.label for paragraph in row.cells[4].paragraphs] == ["•", "•"]


def test_blank_line_inside_a_cell_keeps_its_paragraphs_apart():
    cell = reading(HEAD + "1.1 / Open a room\n\nStaff it well / May 2016 / FCC / Calm / G\n").tables[0].rows[1].cells[1]
    assert [paragraph.text for paragraph in cell.paragraphs] == ["Open a room", "", "Staff it well"]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("1.1 / Open a room / FCC / People wait less than now / G", ["", "FCC", "People wait less than now", "G"]),
        ("1.1 / Open a room / May 2016 / People wait less than now", ["May 2016", "", "People wait less than now", ""]),
        ("1.1 / Open a room / May 2016 / FCC / Green", ["May 2016", "FCC", "", "Green"]),
        ("1.1 / Open a room / May 2016", ["May 2016", "", "", ""]),
        ("1.1 / Open a room / May 2016 / FCC / / G", ["May 2016", "FCC", "", "G"]),
    ],
)  # fmt: skip
def test_cell_that_was_dropped_leaves_its_column_empty(line, row):
    assert rows(HEAD + line + "\n" + SECOND)[0] == ["1.1", "Open a room", *row]


def test_leads_with_a_slash_between_them_are_one_cell():
    text = HEAD + "1.1 / Open a room / May 2016 / FCC / Fell Police / People wait less than before / G\n" + SECOND
    assert rows(text)[0][3:] == ["FCC / Fell Police", "People wait less than before", "G"]


def test_slash_inside_a_bracket_or_between_words_that_go_together_parts_nothing():
    text = HEAD + "1.1 / Set up and / or join a 24 / 7 line / 2015 / 16 / FCC (with FHT / Mind) / Fewer waits / G\n"
    assert rows(text)[0] == [
        "1.1",
        "Set up and / or join a 24 / 7 line",
        "2015 / 16",
        "FCC (with FHT / Mind)",
        "Fewer waits",
        "G",
    ]


def test_colours_of_a_heading_are_one_heading():
    head = "No. / Action / Timescale / Led By / Red / Amber / Green (RAG)\n"
    (table,) = reading(head + "1.1 / Open a room / May 2016 / FCC / Green\n").tables
    assert grid(table)[0][4] == "Red / Amber / Green (RAG)"


def test_line_below_a_rating_or_a_time_at_the_end_of_a_row_is_a_title():
    text = HEAD + FIRST.replace("/ G", "/ Green\nAction complete") + "Help for carers\n" + SECOND
    (table,) = reading(text).tables
    assert grid(table)[1][5] == "Green\nAction complete"
    assert [cell.text for cell in table.rows[2].own_cells()] == ["Help for carers"]


def test_heading_with_a_slash_in_it_is_one_where_the_rows_say_so():
    head = "No. / Action / Lead Agency / Timescale / Performance Indicator / Product / Progress\n"
    text = (
        head + "1.1 / Sign up / FCC / ERFC / Dec 14 / A signed page / Done\n1.2 / Meet / FHT / Q2 / Minutes / Begun\n"
    )
    (table,) = reading(text).tables
    assert grid(table)[0][4:] == ["Performance Indicator / Product", "Progress"]
    assert grid(table)[1][2:] == ["FCC / ERFC", "Dec 14", "A signed page", "Done"]


def test_header_wraps():
    head = "No. / Action / Timescale\n2015/16 unless said otherwise / Led By / Outcomes:\nI will be able to say:\n"
    (table,) = reading(head + "1.1 / Open a room / Q2 / FCC / I am calm\n").tables
    assert grid(table) == [
        ["No.", "Action", "Timescale\n2015/16 unless said otherwise", "Led By", "Outcomes:\nI will be able to say:"],
        ["1.1", "Open a room", "Q2", "FCC", "I am calm"],
    ]  # fmt: skip


def test_header_may_stand_one_heading_a_line():
    text = "No.\n/ Action\n/ Timescale\n/ Led By\n/ Outcomes\n/ RAG\n" + FIRST + SECOND
    assert [row[0] for row in rows(text)] == ["1.1", "1.2"]


def test_title_glued_before_the_header_stands_above_the_table():
    document = reading("Section A – help before a crisis" + HEAD.replace("No.", "Number") + FIRST)
    assert [(block.text, block.heading) for block in document.blocks[:1]] == [("Section A – help before a crisis", 2)]
    assert grid(document.tables[0])[0][0] == "Number"


def test_row_glued_to_the_header_is_a_row():
    head = "Ref / Theme / Action / Outcomes / Lead Agencies / Timeframe"
    text = head + "A / Access to support before crisis\nA1.1 / Advice / Web pages / People find us / FCC / May 2016\n"
    (table,) = reading(text).tables
    assert [cell.text for cell in table.rows[1].own_cells()] == ["A", "Access to support before crisis"]
    assert [cell.colspan for cell in table.rows[1].own_cells()] == [1, 5]
    assert grid(table)[2] == ["A1.1", "Advice", "Web pages", "People find us", "FCC", "May 2016"]


def test_title_glued_to_the_header_spans_the_table():
    (table,) = reading(HEAD.strip() + "Matching local need with a suitable range of services\n" + FIRST).tables
    assert [cell.text for cell in table.rows[1].own_cells()] == [
        "Matching local need with a suitable range of services"
    ]


TITLES = [
    "2. HELP BEFORE A CRISIS",
    "  2. Help before a crisis point",
    "Access to support before crisis point",
    "Improved partnership working in Fellshire",
    "5. Recovery and staying well / preventing future crises",
    "Section B – help in a crisis",
    "2. HELP IN A CRISIS / / / / /",
    "- Recovery and staying well",
]


@pytest.mark.parametrize("title", TITLES)
def test_title_between_rows_spans_the_table(title):
    (table,) = reading(HEAD + FIRST + title + "\n" + SECOND.replace("1.2", "2.1")).tables
    assert [cell.text for cell in table.rows[2].own_cells()] == [title.removesuffix(" / / / / /").strip(" -")]
    assert [len(row.cells) for row in table.rows] == [6, 6, 6, 6]
    assert grid(table)[1][5] == "G"


def test_numbered_list_in_a_cell_holds_no_title():
    text = HEAD.replace(" / RAG", "") + "5 / Join up / 2015/16 / FHT / 1.  One team\n2.  One line\n3.  One record\n"
    text += "Priority 3 / Train staff / 2016/17 / FCC / Better care\n"
    assert rows(text)[0][4] == "1. One team\n2. One line\n3. One record"


def test_title_after_a_list_and_a_blank_line_spans_the_table():
    text = HEAD + "1.1 / Open a room / May 2016 / FCC /\n  • Fewer waits\n  • Less worry\n\nHelp for carers\n" + SECOND
    (table,) = reading(text).tables
    assert [cell.text for cell in table.rows[2].own_cells()] == ["Help for carers"]


def test_letter_of_a_section_is_a_cell_where_its_rows_carry_it():
    head = "Objective / Action / Timescale / Led by / Outcomes\n"
    text = head + "A Early help\nA1 / Advice / Build web pages / May 2016 / FCC / I find what I need\n"
    (table,) = reading(text).tables
    assert grid(table)[0] == ["", "Objective", "Action", "Timescale", "Led by", "Outcomes"]
    assert [cell.text for cell in table.rows[1].own_cells()] == ["A", "Early help"]
    assert grid(table)[2] == ["A1", "Advice", "Build web pages", "May 2016", "FCC", "I find what I need"]


def test_label_in_the_cell_of_the_action_begins_a_row():
    text = "Action / Timescale / Led by / Outcomes\n1.1 Open a room / May 2016\nJune 2016 / FCC / Calm\n"
    assert rows(text + "1.2 Train staff / Ongoing / FHT / Skill\n") == [
        ["1.1 Open a room", "May 2016\nJune 2016", "FCC", "Calm"],
        ["1.2 Train staff", "Ongoing", "FHT", "Skill"],
    ]


def test_row_without_a_label_is_a_row_of_its_own():
    text = HEAD + FIRST + "Ring carers back / Dec 2015 / Hazel Birch / Carers are heard / G\n" + SECOND
    assert [row[:3] for row in rows(text)][1] == ["", "Ring carers back", "Dec 2015"]


def test_table_without_labels_is_cut_where_its_lines_begin_rows():
    text = "Action / Timescale / Led by / Outcomes\nOpen a room / May 2016\nRevised: June 2016 / FCC / Calm\n"
    assert rows(text + "Train staff / Ongoing / FHT / Skill\nRing back / Q2 / FCC / Trust\n") == [
        ["Open a room", "May 2016\nRevised: June 2016", "FCC", "Calm"],
        ["Train staff", "Ongoing", "FHT", "Skill"],
        ["Ring back", "Q2", "FCC", "Trust"],
    ]


def test_update_under_a_row_is_a_row_of_its_own():
    text = HEAD + FIRST + "UPDATE / The room opened in June.\nIt is staffed by day.\n" + SECOND
    assert rows(text)[1][:2] == ["UPDATE", "The room opened in June.\nIt is staffed by day."]


def test_cells_merged_down_are_repeated():
    head = "Concordat outcomes / Recommended actions / Local actions / Led By / Timescales / Status\n"
    body = (
        "A1 / Early help / One point of access /\n  • Watch the pathway\n/ CCGs\n  • Make the number known\n"
        "/ All agencies / Ongoing\nRespite /\n  • Try it at weekends\n/ FCC\n  • Count the beds\n  • Ask carers\n"
        "/ FHT\n"
    )
    (table,) = reading(head + body).tables
    assert grid(table) == [
        ["", "Concordat outcomes", "Recommended actions", "Local actions", "Led By", "Timescales", "Status"],
        ["A1", "Early help", "One point of access", "Watch the pathway", "CCGs", "", ""],
        ["A1", "Early help", "One point of access", "Make the number known", "All agencies", "Ongoing", ""],
        ["A1", "Early help", "Respite", "Try it at weekends", "FCC", "", ""],
        ["A1", "Early help", "Respite", "Count the beds\nAsk carers", "FHT", "", ""],
    ]
    first = table.rows[1].cells
    assert [cell.rowspan for cell in first] == [4, 4, 2, 1, 1, 1, 1]
    assert all(row.cells[0] is first[0] for row in table.rows[1:])


def test_states_below_the_header_stand_after_the_table():
    text = HEAD + "Work not begun\nWork begun and on time\nWork finished\nWork late\n1. MEETING TOGETHER\n" + FIRST
    document = reading(text)
    assert words(document) == ["Work not begun", "Work begun and on time", "Work finished", "Work late"]
    assert isinstance(document.blocks[0], Table)


def test_contents_and_signatories_are_tables_of_their_own():
    contents = "Section / Item / Page Number\n1 / Help before / 3\n2 / Help after\nOther things / 4 – 9\n10 - 12\n"
    signed = "Partner agencies / Signatories\nFell Police / Rowan Ash Chief Constable\nFHT / Hazel Birch Director\n"
    document = reading(contents + "\n" + HEAD + FIRST + "\nWho signed\n\n" + signed)
    assert [grid(table) for table in document.tables[::2]] == [
        [
            ["Section", "Item", "Page Number"],
            ["1", "Help before", "3"],
            ["2", "Help after\nOther things", "4 – 9\n10 - 12"],
        ],
        [
            ["Partner agencies", "Signatories"],
            ["Fell Police", "Rowan Ash Chief Constable"],
            ["FHT", "Hazel Birch Director"],
        ],
    ]
    assert not any(row.is_header for table in document.tables[::2] for row in table.rows)


def test_each_header_begins_a_table():
    document = reading("1. Before\n" + HEAD + FIRST + "2. After\n" + HEAD + SECOND)
    kinds = [block.place.table if isinstance(block, Table) else block.text for block in document.blocks]
    assert kinds == ["1. Before", 1, "2. After", 2]


def test_page_text_below_the_last_row_is_no_part_of_it():
    document = reading(HEAD + FIRST + "\nThis plan is read each month by the board of Fellshire.\n")
    assert grid(document.tables[0])[1][5] == "G"
    assert words(document) == ["This plan is read each month by the board of Fellshire."]


def test_row_that_the_page_cut_is_kept():
    assert rows(HEAD + FIRST + "1.2 / Train the ni")[1] == ["1.2", "Train the ni", "", "", "", ""]


def test_prose_with_slashes_is_paragraphs():
    text = "Staff and / or carers meet.\nThey talk.\nPlans / papers are read. All / most agree.\n"
    assert reading(text).tables == ()


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("Ref / What will we do? / By when / Who will do it? / Expected result / RAG rating", None),
        ("No. / Action / Timscale / Led By / Outcmes / RAG", None),
        ("Item / Our pledge / Finish / Named people / So that / G/A/R", None),
        (" / Action / Timescale / Led By / Outcomes / RAG", ["", "Action", "Timescale", "Led By", "Outcomes", "RAG"]),
    ],
)
def test_headings_in_other_words_misspelt_or_left_out_are_found(head, wanted):
    (table,) = reading(f"Our plan\n{head}\n{FIRST}{SECOND}").tables
    assert grid(table)[0] == (wanted or head.split(" / "))
    assert grid(table)[1:] == rows(HEAD + FIRST + SECOND)


def test_heading_of_two_joined_words_stands_over_one_cell():
    head = "No. / Action / Timescale / Led By / Comments / update / RAG\n"
    found = reading(head + FIRST + SECOND).tables[0]
    assert grid(found)[0] == ["No.", "Action", "Timescale", "Led By", "Comments / update", "RAG"]
    assert grid(found)[1:] == rows(HEAD + FIRST + SECOND)


@pytest.mark.parametrize("frame", ["{}", "| {} |"])
def test_pipes_part_cells_and_slashes_between_words_stay(frame):
    second = SECOND.replace("FHT, Fell Police", "FHT + Fell Police")
    lines = [line.replace(" / ", " | ").replace(" + ", " / ") for line in (HEAD + FIRST + second).splitlines()]
    found = rows("\n".join(frame.format(line) for line in lines))
    assert found[0] == rows(HEAD + FIRST + SECOND)[0]
    assert found[1] == ["1.2", "Train the night staff", "Ongoing", "FHT / Fell Police", "Staff know whom to ring", "A"]


def test_header_said_twice_is_no_row():
    assert rows(HEAD + FIRST + SECOND) == [
        row for table in reading(HEAD + HEAD + FIRST + SECOND).tables for row in grid(table)[1:]
    ]


def test_letters_that_begin_again_in_each_section_number_rows():
    body = "a / Open a room / March 2016 / FCC / Help is near / G\nb / Train staff / Ongoing / FHT / Better care / A\n"
    found = rows(f"{HEAD}1. Help\n{body}2. More help\n{body}")
    assert [row[0] for row in found if row[0] in ("a", "b")] == ["a", "b", "a", "b"]
