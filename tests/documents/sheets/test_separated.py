"""What comes out of separated values: one table, whatever separates the cells and whatever the text was saved as."""

import pytest

from concordat.documents import read
from concordat.documents.domain import Place, Refused
from tests.documents.building import grid
from tests.documents.sheets.building import texts

ROWS = [["Ref", "Action", "Lead"], ["1.1", "Meet – “soon”", "Café"], ["1.2", "Train", "£5 fund"]]


def lines(separator, end="\r\n", rows=ROWS):
    return "".join(separator.join(row) + end for row in rows)


def table_of(content, name="plan.csv"):
    (table,) = read(content, name=name).tables
    return table


SAVED = {
    "UTF-8": lines(",").encode(),
    "UTF-8 with mark": b"\xef\xbb\xbf" + lines(",").encode(),
    "Windows-1252": lines(",").encode("cp1252"),
    "UTF-16 little end first": b"\xff\xfe" + lines("\t").encode("utf-16-le"),
    "UTF-16 big end first": b"\xfe\xff" + lines("\t").encode("utf-16-be"),
    "Macintosh": lines(";", "\r").encode("mac_roman"),
    "semicolons": lines(";").encode(),
    "strokes": lines("|").encode(),
    "separator said": ("sep=;\r\n" + lines(";")).encode(),
    "Unix lines": lines("\t", "\n").encode(),
    "no last end of line": lines(",").strip().encode(),
}


@pytest.mark.parametrize("how", SAVED)
def test_cells_are_the_same_however_they_were_saved(how):
    assert texts(table_of(SAVED[how])) == ROWS


def test_format_says_what_separates_and_the_name_may_be_of_either_kind():
    assert read(lines(",").encode(), name="plan.csv").format == "csv"
    assert read(lines("\t").encode(), name="plan.tsv").format == "tsv"
    (finding,) = read(lines("\t").encode(), name="plan.xls").findings
    assert finding.message == "plan.xls is a table of tab-separated values inside, although its name ends in .xls."


def test_rows_count_records_blank_ones_too():
    table = table_of(b'Larkdale plan,,\n\nNo,Action,Lead\n1,"Meet\nthe board",Trust\n,,\n2,Train,Police\n,,\n')
    assert [row.place for row in table.rows] == [Place(row=at) for at in (1, 2, 3, 4, 5, 6)]
    assert table.rows[3].cells[1].place == Place(row=4, column=2)
    assert [part.text for part in table.rows[3].cells[1].paragraphs] == ["Meet", "the board"]


CELLS = {
    'a,"b,c",d\n': [["a", "b,c", "d"]],
    'a,"say ""yes""",d\n': [["a", 'say "yes"', "d"]],
    'a,5" pipe,d\n': [["a", '5" pipe', "d"]],
    'a,"b" more,d\n': [["a", "b more", "d"]],
    'a,"",d\n': [["a", "", "d"]],
    'a,b,"c\n': [["a", "b", '"c']],
    'a,"b\nc,"d" e,f\n': [["a", '"b', ""], ["c", "d e", "f"]],
    "a,b,\n": [["a", "b"]],
    "a,b,c\n,,\n": [["a", "b", "c"]],
    "=1+2,+44,@x\n": [["=1+2", "+44", "@x"]],
    "one column\nonly, though\n": [["one column", ""], ["only", " though"]],
}


@pytest.mark.parametrize("text", CELLS)
def test_cells_are_cut_as_excel_cuts_them(text):
    assert texts(table_of(text.encode())) == CELLS[text]


def test_mark_that_is_never_closed_is_told_and_loses_no_row():
    document = read(b'a,b,c\n1,"Meet,Trust\n2,Train,Police\n', name="plan.csv")
    assert texts(document.tables[0]) == [["a", "b", "c"], ["1", '"Meet', "Trust"], ["2", "Train", "Police"]]
    assert [(f.code, f.where) for f in document.findings] == [("open-quotation", Place(row=2))]


def test_plain_text_is_a_table_where_its_lines_are_cut_by_tabs():
    rows = "".join(f"{at}\tMeet the board\tTrust\t\n" for at in range(1, 6))
    assert read(f"Larkdale plan\nNo\tAction\tLead\tStatus\n{rows}".encode(), name="plan.txt").format == "tsv"
    assert read(b"No,Action,Lead,When\n1,Meet,Trust,May\n2,Train,Police,June\n", name="plan.txt").format == "csv"


@pytest.mark.parametrize(
    "text",
    [
        "We met, talked, agreed, and left.\nThen, in May, we trained, ate, and went home, tired.\nThe end.\n",
        "One line\twith a tab\nand others\nwithout any\n",
        "| No | Action | Lead |\n|---|---|---|\n| 1 | Meet | Trust |\n| 2 | Train | Police |\n",
        "Meet\n\nTrain\n",
    ],
)
def test_prose_stays_text(text):
    assert read(text.encode(), name="plan.txt").format == "text"


def test_separator_is_the_one_that_most_rows_agree_on():
    rows = [["1", "Meet, talk, agree", "Trust; Police"], ["2", "Train, then rest", "Council; Trust"]]
    assert texts(table_of(lines("\t", rows=rows).encode())) == rows
    rows = [["1", "Meet, talk, agree", "Trust"], ["2", "Train", "Council"], ["3", "Rest, too", "Trust"]]
    assert texts(table_of(lines(";", rows=rows).encode())) == rows


def test_rows_of_empty_cells_below_the_words_do_not_count():
    assert texts(table_of(lines(",").encode() + b",,\r\n" * 500_000)) == ROWS


TOO_MUCH = {
    "rows": b"a,b\n" * 16_000,
    "letters": b"x" * 9_000_000,
    "columns": b"a," * 20_000,
    "records": b'"\n' * 1_000_000,
    "lines in a cell": b'"' + b"a\n" * 1_000_000 + b'"',
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_refused(what):
    with pytest.raises(Refused) as caught:
        read(TOO_MUCH[what], name="plan.csv")
    assert caught.value.code == "too-large"


def test_values_that_are_really_a_web_page_or_a_picture_are_read_as_what_they_are():
    assert read(b"<html><body><table><tr><td>1</td></tr></table></body></html>", name="plan.csv").format == "html"
    with pytest.raises(Refused):
        read(b"\x89PNG\r\n\x1a\n\x00\x00", name="plan.csv")


@pytest.mark.parametrize(
    "closing", ['1.3,Ring carers back",June 2016,Fell Mind', '1.3,Ring carers,June 2016,Fell Mind"']
)
def test_quotation_mark_that_a_later_row_closes_swallows_no_rows(closing):
    text = (
        f'Ref,Action,When,Who\n1.1,"Open a room,May 2016,FCC\n1.2,Train staff,2017,FHT\n{closing}\n1.4,Ask,2018,FCC\n'
    )
    document = read(text.encode(), name="plan.csv")
    assert [row[0] for row in grid(document.tables[0])] == ["Ref", "1.1", "1.2", "1.3", "1.4"]
    assert [(each.code, each.where.row) for each in document.findings] == [("open-quotation", 2)]


def test_lines_with_commas_inside_a_cell_are_no_rows():
    text = 'Ref,Action,When,Who\n1.1,"Open rooms, as agreed,\nin Fell, Wenn, Tarn and Moss",May,FCC\n1.2,Ask,2018,FHT\n'
    document = read(text.encode(), name="plan.csv")
    assert grid(document.tables[0])[1][1] == "Open rooms, as agreed,\nin Fell, Wenn, Tarn and Moss"
    assert document.findings == ()
