"""Text that was flattened from Word tables: a tab begins each cell, and little else can be relied on."""

from concordat.documents import read
from concordat.documents.domain import Place, Table
from tests.documents.building import grid, words

HEAD = "\tNo.\n\tAction\n\tTime-scale\n\tLed By\n\tOutcomes\n\tRAG\n\n"


def reading(text):
    return read(text.encode(), name="plan.txt")


def row(*cells):
    """A row as it is usually flattened: the last cell is followed by a blank line."""
    return "".join(f"\t{cell}\n" for cell in cells) + "\n"


def rows(table):
    return grid(table)[1:]


FIRST = row("1.1", "Open a safe room", "March 2016", "FCC", "A calm place", "Amber")
SECOND = row("1.2", "Train the staff", "Ongoing", "FHT", "Staff know how", "")


def test_rows_cells_and_places_are_found():
    document = reading("Our plan.\n\tBEFORE A CRISIS\n\n" + HEAD + FIRST + SECOND)
    (table,) = document.tables
    assert grid(table) == [
        ["No.", "Action", "Time-scale", "Led By", "Outcomes", "RAG"],
        ["1.1", "Open a safe room", "March 2016", "FCC", "A calm place", "Amber"],
        ["1.2", "Train the staff", "Ongoing", "FHT", "Staff know how", ""],
    ]
    assert table.rows[0].is_header
    assert table.rows[1].cells[1].place == Place(table=1, row=2, column=2, line=12)
    assert [(block.text, block.heading) for block in document.blocks[:2]] == [
        ("Our plan.", None),
        ("BEFORE A CRISIS", 2),
    ]


def test_cell_that_ends_in_an_empty_paragraph_does_not_start_a_row():
    text = HEAD + row("1.1", "Open a safe room\n", "March 2016\n\n", "FCC\n", "A calm place", "") + SECOND
    assert [found[0] for found in rows(reading(text).tables[0])] == ["1.1", "1.2"]


def test_paragraphs_of_a_cell_are_kept():
    text = HEAD + row("1.1", "Train\nall the staff\n\nand carers", "March 2016", "FCC", "Calm", "") + SECOND
    cell = reading(text).tables[0].rows[1].cells[1]
    assert [paragraph.text for paragraph in cell.paragraphs] == ["Train", "all the staff", "", "and carers"]


def test_row_without_its_last_cell_is_still_a_row():
    text = HEAD + row("1.1", "Open a room", "March 2016", "FCC", "Calm") + SECOND
    assert [len(found) for found in rows(reading(text).tables[0])] == [5, 6]


def test_row_that_starts_without_a_blank_line_is_found():
    text = HEAD + row("1.1", "Open a room", "March 2016", "FCC", "Calm").rstrip("\n") + "\n " + SECOND
    assert [found[0] for found in rows(reading(text).tables[0])] == ["1.1", "1.2"]


def test_two_cells_on_one_line_are_two_cells():
    text = HEAD + FIRST + SECOND.replace("1.2\n\t", "1.2 (1)\t")
    assert rows(reading(text).tables[0])[1][:2] == ["1.2 (1)", "Train the staff"]


def test_two_labels_in_a_cell_are_one_row():
    text = HEAD + row("1.1\n\n\n1.2", "Open a room\n\nTrain the staff", "March 2016", "FCC", "Calm", "") + SECOND
    assert [found[0] for found in rows(reading(text).tables[0])] == ["1.1\n1.2", "1.2"]


def test_stray_empty_cell_is_no_row():
    text = HEAD + FIRST + "\t\n" + SECOND
    assert [found[0] for found in rows(reading(text).tables[0])] == ["1.1", "1.2"]


def test_heading_between_tables_is_the_title_of_the_next():
    for heading in ("\n\n\n\tAFTER A CRISIS\n\n", "\n\n\t\nAFTER A CRISIS\n\n", "\n\nAFTER A CRISIS\n\n"):
        document = reading(HEAD + FIRST + SECOND + heading + HEAD + SECOND)
        kinds = [block.place.table if isinstance(block, Table) else block.text for block in document.blocks]
        assert kinds == [1, "AFTER A CRISIS", 2]
        assert [len(table.rows) for table in document.tables] == [3, 2]


def test_title_that_begins_with_a_column_word_is_no_header():
    document = reading("\tPriority 1: before a crisis\n\n\n" + HEAD + FIRST + SECOND)
    assert words(document) == ["Priority 1: before a crisis"]
    assert document.tables[0].width == 6


def test_page_text_in_a_last_cell_comes_out_after_the_table():
    text = HEAD + SECOND.rstrip("\n") + "\n\n\n\nAppendix 1\nRed - late, Green - done\n\n\n" + FIRST
    document = reading(text)
    assert words(document) == ["Appendix 1", "Red - late, Green - done"]
    assert [found[0] for found in rows(document.tables[0])] == ["1.2", "1.1"]


def test_introduction_that_stands_again_in_pieces_is_left_out():
    intro = "This plan says how partners in Fellside will help people in a crisis, and who will do what by when."
    broken = intro + "\n\n\nThis plan says how part\n\n\nners in Fellside\n\n\n will help people in a crisis"
    document = reading(intro + "\n" + HEAD + FIRST + row("1.2", "Train", "Ongoing", "FHT", "Calm\n" + broken))
    assert words(document) == [intro]
    assert rows(document.tables[0])[1][4] == "Calm"
    assert [finding.code for finding in document.findings] == ["repeated-text"]


def test_heading_row_inside_a_table_spans_it():
    text = HEAD + FIRST + "\tMatching help to need in every part of Fellside\n\n" + SECOND
    found = reading(text).tables[0].rows[2]
    assert (len(found.cells), len(list(found.own_cells())), found.cells[0].colspan) == (6, 1, 6)


def test_header_that_is_broken_by_narrow_columns_is_known():
    head = "\tNo\n\tAct ion\n\tTimesc ale\n\tLe d By\n\tOut comes\n\tR A G\n\n"
    assert len(rows(reading(head + FIRST + SECOND).tables[0])) == 2


def test_table_without_numbers_is_cut_by_its_width():
    head = "\tAction\n\tLead\n\tTimescale\n\tStatus\n\n"
    text = head + row("Open a room\n", "FCC", "May 2016", "Done") + row("Train", "FHT\n", "2017", "")
    assert rows(reading(text).tables[0]) == [["Open a room", "FCC", "May 2016", "Done"], ["Train", "FHT", "2017", ""]]


def test_boards_before_the_first_table_are_headed_passages():
    front = "\tWorking together\n\n\n\tThe Fellside Board\nIt meets each month.\n\n\n"
    document = reading("Hello.\n" + front + "\t1. Before\n\n" + HEAD + FIRST + SECOND)
    assert [(block.text, block.heading) for block in document.blocks if not isinstance(block, Table)] == [
        ("Hello.", None),
        ("Working together", 2),
        ("The Fellside Board", 3),
        ("It meets each month.", None),
        ("1. Before", 2),
    ]


def test_text_without_tables_is_paragraphs():
    document = reading("Minutes\r\n\r\n• Welcome\r\nAny other\u00a0business\r\n")
    assert (document.format, [(block.label, block.text) for block in document.blocks]) == (
        "text",
        [(None, "Minutes"), ("•", "Welcome"), (None, "Any other business")],
    )
    assert document.blocks[2].place == Place(line=4)
