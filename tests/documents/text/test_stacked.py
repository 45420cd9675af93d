"""Text whose tables came apart: one cell a line, rows in blocks or in one line, columns that ran together."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Place, Table
from concordat.documents.readers.text.furniture import without_furniture
from concordat.documents.readers.text.lines import lines_of
from tests.documents.building import grid, words

HEAD = ["Ref", "Action", "Timescale", "Led by", "Outcomes", "RAG"]
ROWS = [
    ["1.1", "Open a safe room", "March 2016", "FCC", "Fewer people wait alone", "Green"],
    ["1.2", "Train the night staff", "Ongoing", "FHT and Fell Police", "Staff know whom to ring", "Amber"],
    ["1.3", "Ring carers back", "By end of June 2015", "Fell Mind", "Carers are heard", "Red"],
]


def reading(text):
    return read(text.encode(), name="plan.txt")


def lines(*rows, between="\n"):
    return between.join(cell for row in rows for cell in row) + "\n"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_cells_that_stand_one_a_line_are_found(between):
    document = reading("Our plan\n\n" + lines(HEAD, *ROWS, between=between))
    (table,) = document.tables
    assert grid(table) == [HEAD, *ROWS]
    assert table.rows[0].is_header
    assert table.rows[1].cells[0].place == Place(table=1, row=2, column=1, line=9 if between == "\n" else 15)
    assert words(document) == ["Our plan"]


def test_rows_without_labels_are_told_by_their_times():
    text = lines(HEAD[1:5], *(row[1:5] for row in ROWS))
    assert grid(reading(text).tables[0]) == [HEAD[1:5], *(row[1:5] for row in ROWS)]


def test_wrapped_cells_are_one():
    row = ["1.1", "Open a safe room in each town that", "has none", "October\n2016", "FCC\n(with FHT)", "Calm", "Green"]
    (table,) = reading(lines(HEAD, row, *ROWS[1:])).tables
    assert grid(table)[1] == [
        "1.1",
        "Open a safe room in each town that\nhas none",
        "October\n2016",
        "FCC\n(with FHT)",
        "Calm",
        "Green",
    ]


def test_two_columns_of_times_are_told_apart():
    head = ["Action", "ref. no.", "Action text", "Start date", "Finish date", "Lead Organisation"]
    rows = [
        ["1.1", "Publish a guide", "October\n2016", "Ongoing", "NHS Fell"],
        ["1.2", "Fund a line", "December\n2015", "December\n2016", "FHT, FCC"],
        ["1.3", "Count the calls", "2016", "2017", "NHS Fell / NHS\nImprovement"],
    ]
    (table,) = reading(lines(head, *rows)).tables
    assert grid(table) == [["Action\nref. no.", *head[2:]], *rows]


def test_header_on_each_page_its_title_and_number_are_left_out():
    title = "Fellshire crisis care plan, October 2016"
    text = "\n".join(
        [title, lines(HEAD, ROWS[0]) + "1", title + ".", lines(HEAD, ROWS[1]) + "2", title, lines(HEAD, ROWS[2])]
    )
    document = reading(text)
    assert [grid(table) for table in document.tables] == [[HEAD, *ROWS]]
    assert words(document) == [title]


def test_header_that_a_row_came_between_is_whole_again():
    text = lines(
        HEAD[:2], ["1. Help before a crisis", "1.1", "Open a safe room"], HEAD[2:], ROWS[0][2:], HEAD, *ROWS[1:]
    )
    (table,) = reading(text).tables
    assert grid(table)[0] == HEAD
    assert [row[:4] for row in grid(table)[2:]] == [row[:4] for row in ROWS]
    assert [cell.text for cell in table.rows[1].own_cells()] == ["1. Help before a crisis"]


def test_list_whose_bullets_came_loose_goes_back_to_its_announcement():
    row = [
        "1.1",
        "Find ways to pay for",
        "better care, by:",
        "2016",
        "NHS Fell",
        "•",
        "•",
        "Joining the teams",
        "Asking people",
    ]
    (table,) = reading(lines(["Ref", "Action", "Timescale", "Led by"], row, *(row[:4] for row in ROWS[1:]))).tables
    assert grid(table)[1] == [
        "1.1",
        "Find ways to pay for\nbetter care, by:\nJoining the teams\nAsking people",
        "2016",
        "NHS Fell",
    ]


def test_bullet_on_a_line_of_its_own_begins_the_next():
    text = lines(HEAD, [*ROWS[0][:4], "•", "Less worry", "•", "Fewer waits", "Green"], *ROWS[1:])
    cell = reading(text).tables[0].rows[1].cells[4]
    assert [(part.label, part.text) for part in cell.paragraphs] == [("•", "Less worry"), ("•", "Fewer waits")]


def test_title_between_rows_spans_the_table():
    text = lines(
        HEAD, *ROWS[:2], ["2. Access to support before crisis point"], [ROWS[2][0].replace("1.", "2."), *ROWS[2][1:]]
    )
    (table,) = reading(text).tables
    assert [cell.text for cell in table.rows[3].own_cells()] == ["2. Access to support before crisis point"]


def test_blocks_with_the_lead_beside_the_time_are_read():
    text = (
        "No. Action Timescale Led By Outcomes Summary progress against actions (include measures where relevant)\n\n"
        "Red/Amber/Green (RAG)\n\nMatching local need with a suitable range of services\n\n"
        "1. Open a safe room\n\n2014/2015/16 FCC\n\nFewer people wait alone.\n\nIt began\n\nIt is full\n\nGREEN\n\n"
        "2. Train the night staff\n\nOn going Rowan AshFHT\n\nStaff know whom to ring.\n\nIt began\n\nAMBER\n"
    )
    document = reading(text)
    (table,) = document.tables
    assert grid(table)[0][4:] == [
        "Outcomes",
        "Summary progress against actions (include measures where relevant)",
        "Red/Amber/Green (RAG)",
    ]
    assert grid(table)[2:] == [
        ["1.", "Open a safe room", "2014/2015/16", "FCC", "Fewer people wait alone.", "It began\nIt is full", "GREEN"],
        ["2.", "Train the night staff", "On going", "Rowan AshFHT", "Staff know whom to ring.", "It began", "AMBER"],
    ]  # fmt: skip
    assert [(finding.code, finding.where) for finding in document.findings] == [
        ("cells-parted-doubtful", Place(line=7))
    ]


def test_time_and_lead_at_the_end_of_the_action_s_line_are_cells():
    text = "No. Action Timescale Led By Outcomes\n\n1. Open a room by March 2016 Ongoing Fell Police\n\nFewer waits\n\n"
    (table,) = reading(text + "2. Train the staff 2015/16 FHT\n\nStaff know more\n").tables
    assert grid(table)[1:] == [
        ["1.", "Open a room by March 2016", "Ongoing", "Fell Police", "Fewer waits"],
        ["2.", "Train the staff", "2015/16", "FHT", "Staff know more"],
    ]


def test_title_glued_to_headings_in_a_line_spans_the_table():
    text = "No. Action Timescale Led By RAGMatching local need with a suitable range of services\n\n"
    (table,) = reading(text + "1.1 Open a room\n\nMay 2016 FCC\n\nGREEN\n\n1.2 Train\n\nQ2 FHT\n\nRED\n").tables
    assert grid(table)[0] == ["No.", "Action", "Timescale", "Led By", "RAG"]
    assert table.rows[1].cells[0].colspan == 5


def test_rows_of_one_line_are_parted_by_time_sentence_and_repetition():
    text = (
        "Domain\nActions\nLead organisation\nStrategic Priority\nPlanned completion\n"
        "Daily work 1.1 Look at the numbers. Public Health and Fell Police Knowledge Base Ongoing\n"
        "Project 1.2 Ask people what helped. Share it. Public Health Knowledge Base December 2023\n"
        "Project 1.3 Map the help there is. Public Health Core Offer, High risk groups Ongoing\n"
        "Project 1.4 Train the teams. Fell Mind, FHT Core Offer, High risk groups Decem"
    )
    assert grid(reading(text).tables[0])[1:] == [
        ["Daily work", "1.1 Look at the numbers.", "Public Health and Fell Police", "Knowledge Base", "Ongoing"],
        ["Project", "1.2 Ask people what helped. Share it.", "Public Health", "Knowledge Base", "December 2023"],
        ["Project", "1.3 Map the help there is.", "Public Health", "Core Offer, High risk groups", "Ongoing"],
        ["Project", "1.4 Train the teams.", "Fell Mind, FHT", "Core Offer, High risk groups", "Decem"],
    ]  # fmt: skip


def test_rows_of_one_line_with_time_and_status_at_the_end_are_parted():
    text = (
        "Ref\nAction\nLead\nTimescale\nStatus\n1.1 Publish the guide for schools Public Health March 2024 Complete\n"
        "1.2 Open two drop-in rooms Fell Mind Ongoing In progress\n"
        "1.3 Review the helpline each year NHS Fell ICB Q2 Overdue\n"
    )
    assert grid(reading(text).tables[0])[1:] == [
        ["1.1", "Publish the guide for schools", "Public Health", "March 2024", "Complete"],
        ["1.2", "Open two drop-in rooms", "Fell Mind", "Ongoing", "In progress"],
        ["1.3", "Review the helpline each year", "NHS Fell ICB", "Q2", "Overdue"],
    ]


INTERLEAVED = [
    # The columns of each printed line, one after the other.
    "No. Action Timescale Led By Outcomes\n"
    "1.1 Pay for services so On-going NHS Fell • Needs of people with\n"
    "that teams and lines FCC / FHT two illnesses are met sooner\n"
    "1.2 Build a pilot for June 2015 Fell Police • Help comes to people\n"
    "the whole county where they are\n",
    # The header and the rows in one line, without end.
    "Fellshire plan March 2015 1. Help before No. Action Timescale Led By Outcomes 5 54 Finish the September Children "
    "and 2015 needs paper with care in it Commissioner Better view of need 9 Change the answer November 2015 Manager",
    # Times begin lines, and yet the cells go on and on.
    "No. Action Timescale Led By Outcomes\n1.1 Pay for services so that\nOn-going NHS Fell Needs of people with\n"
    "that teams and lines FCC two\nillnesses and more needs\n1.2 Build a pilot for the\nJune 2015 FHT Help is\n"
    "whole of the county where people need it to\n",
]


@pytest.mark.parametrize("text", INTERLEAVED)
def test_columns_that_ran_together_give_no_rows_and_a_finding(text):
    document = reading("Our plan\n" + text)
    assert document.tables == ()
    assert [(finding.severity, finding.code) for finding in document.findings] == [("error", "columns-interleaved")]
    assert words(document) == ["Our plan", *(line for line in text.split("\n") if line)]


def test_one_table_that_ran_together_among_others_is_left_as_lines():
    heads = [[*HEAD[:2], when, *HEAD[3:]] for when in ("Timescale", "By when", "Deadline")]
    good = "".join(lines(head, *ROWS) for head in heads)
    mixed = "No. Action Timescale Led By Outcomes\n1.1 Pay for services so On-going NHS Fell\nthat teams FCC\n"
    document = reading(good + mixed)
    assert [grid(table) for table in document.tables] == [[head, *ROWS] for head in heads]
    assert [finding.code for finding in document.findings] == ["columns-interleaved"]


@pytest.mark.parametrize(
    "text",
    [
        "Forum name Membership Frequency Discussed Seen plan Commented\n\nAdult forum\n\nFHT, FCC\n\nQuarterly\n",
        "The action plan sets out actions, timescales and leads.\n1. Action\nThe board will meet in March 2015.\n",
        "Action\nThe board met.\nStatus\nDone\n",
    ],
)
def test_other_text_is_paragraphs(text):
    document = reading(text)
    assert (document.tables, document.findings) == ((), ())
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_numbers_of_rows_are_no_page_numbers():
    text = "Our shared plan\nNo.\n1\nAll partners meet\n2\nAll partners meet\nPage 2 of 3\n3\nOur shared plan\nNo.\n"
    assert [line.text for line in without_furniture(lines_of(text), frozenset({2, 10}))] == [
        "Our shared plan",
        "No.",
        "1",
        "All partners meet",
        "2",
        "All partners meet",
        "No.",
    ]


def test_rows_without_labels_are_parted_below_numbered_titles():
    bare = [row[1:] for row in ROWS]
    text = lines(HEAD[1:], ["1. Help before a crisis"], *bare, ["2. Help after a crisis"], *bare)
    tables = [table for table in reading(text).tables if table.rows[0].is_header]
    found = [row for table in tables for row in grid(table) if row in bare]
    assert found == [*bare, *bare]


def test_ratings_alone_are_the_progress_of_their_rows():
    head = ["Ref", "Action", "Timescale", "Led by", "Outcomes", "Progress"]
    told = [[*row[:5], word] for row, word in zip(ROWS, ["Completed", "Not started", "As above"], strict=True)]
    (table,) = reading(lines(head, *told)).tables
    assert grid(table)[1:] == told


def test_numbered_title_at_a_rows_end_heads_the_rows_below():
    coded = [[f"FELL-0{at}", *row[1:]] for at, row in enumerate(ROWS, start=1)]
    text = lines(HEAD, ["1. Help before a crisis"], *coded[:2], ["2. Help after a crisis"], coded[2])
    (table,) = reading(text).tables
    assert [row for row in grid(table)[1:] if row[0].startswith("FELL")] == coded


TOLD_HEAD = ["Ref", "Action", "Timescale", "Led by", "Outcomes", "Progress", "RAG"]
TOLD = [
    ["1.1", "Open a safe room", "March 2016", "FCC", "Fewer people wait alone", "Room found in Fell", "Green"],
    ["1.2", "Train the night staff", "Ongoing", "FHT", "", "First course held in May", "Amber"],
    ["1.3", "Ring carers back", "June 2015", "Fell Mind", "Carers are heard", "", "Red"],
    ["1.4", "Publish one number", "June 2015", "Fell Mind", "", "Number agreed by all", ""],
]


def test_cells_that_were_dropped_are_told_from_what_the_others_say():
    (table,) = reading(lines(TOLD_HEAD, *([cell for cell in row if cell] for row in TOLD))).tables
    assert grid(table)[1:] == TOLD


def test_rows_without_labels_are_told_by_how_actions_begin_where_cells_were_dropped():
    rows = [row[1:4] + row[5:6] for row in TOLD]
    rows[2][3] = rows[3][2] = ""
    (table,) = reading(
        lines(["Action", "Timescale", "Led by", "Progress"], *([c for c in row if c] for row in rows))
    ).tables
    assert grid(table)[1:] == rows


def test_row_that_could_be_laid_otherwise_is_told_at_its_place():
    unclear = ["1.5", "Look into transport", "June 2015", "FCC", "Minibus from each of the four towns"]
    document = reading(lines(TOLD_HEAD, *([cell for cell in row if cell] for row in [*TOLD, unclear, TOLD[0]])))
    assert [(each.code, each.where.row) for each in document.findings if "row" in each.code] == [
        ("row-parted-doubtful", 6)
    ]


def test_rows_that_nothing_begins_are_told_where_cells_were_dropped():
    rows = [["Open a room", "FCC", "May 2016"], ["Train staff", "2017"], ["Ring carers", "FHT", "2018"]]
    document = reading(lines(["Action", "Led by", "Timescale"], *rows))
    assert [each.code for each in document.findings][:1] == ["rows-parted-doubtful"]
    assert [row[0] for row in grid(document.tables[0])[1:]] == ["Open a room", "Train staff", "Ring carers"]
