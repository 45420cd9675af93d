"""Places of a document are found again, whatever its kind, and cells say what a conclusion rests on."""

import pytest

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Table
from concordat.plans.presenters.importing import present_document
from concordat.plans.presenters.importing.cells import document_href, place_words


def a_table(place, rows, *, lines=None):
    made = []
    for number in range(1, rows + 1):
        where = Place(table=place.table, sheet=place.sheet, row=number, line=lines and lines[number - 1])
        made.append(Row((Cell((Paragraph(f"{place.sheet or place.table} row {number}"),), where),), where))
    return Table(tuple(made), place)


def sought_words(document, place):
    blocks = present_document(document, place)
    rows = [row.cells[0].paragraphs[0] for block in blocks for row in block.rows if row.anchor == "sought"]
    return rows + [block.words or block.caption for block in blocks if block.anchor == "sought"]


WORD = Document("a.docx", "docx", (Paragraph("Before"), a_table(Place(table=1), 3), a_table(Place(table=2), 3)))
BOOK = Document("a.xlsx", "xlsx", (a_table(Place(sheet="One"), 3), a_table(Place(sheet="Two"), 3)))
VALUES = Document("a.csv", "csv", (a_table(Place(), 3),))
TEXT = Document(
    "a.txt",
    "text",
    (
        Paragraph("First", place=Place(line=1)),
        a_table(Place(table=1), 2, lines=[4, 9]),
        Paragraph("Last", place=Place(line=20)),
    ),
)


@pytest.mark.parametrize(
    ("document", "place", "found"),
    [
        (WORD, Place(table=2, row=3), ["2 row 3"]),
        (WORD, Place(table=2), ["Table 2"]),
        (WORD, Place(table=7, row=1), []),
        (WORD, Place(), []),
        (BOOK, Place(sheet="Two", row=2), ["Two row 2"]),
        (BOOK, Place(sheet="Two"), ["Sheet “Two”"]),
        (VALUES, Place(row=2), ["None row 2"]),
        (TEXT, Place(line=1), ["First"]),
        (TEXT, Place(line=20), ["Last"]),
        (TEXT, Place(line=6), ["1 row 1"]),
        (TEXT, Place(table=1, row=2, line=9), ["1 row 2"]),
    ],
)
def test_place_that_is_sought_is_found(document, place, found):
    assert sought_words(document, place) == found


def test_long_document_is_shown_around_the_place():
    document = Document("a.docx", "docx", (a_table(Place(table=1), 2_000), a_table(Place(table=2), 2_000)))

    (block,) = present_document(document, Place(table=2, row=1_500))

    assert [row.number for row in block.rows][::79] == ["1460", "1539"]
    assert block.left_out == "1,920 rows of this table are not shown here."


@pytest.mark.parametrize(
    ("place", "words", "address"),
    [
        (None, "", ""),
        (Place(), "", ""),
        (Place(table=2, row=5), "table 2, row 5", "/x/document/?table=2&row=5#sought"),
        (Place(sheet="Key & all", row=5), "sheet “Key & all”, row 5", "/x/document/?sheet=Key+%26+all&row=5#sought"),
        (Place(page=3, table=1, row=2), "page 3, table 1, row 2", "/x/document/?table=1&row=2#sought"),
        (Place(line=14), "line 14", "/x/document/?line=14#sought"),
    ],
)
def test_place_is_said_and_led_to(place, words, address):
    assert (place_words(place), document_href("/x/", place)) == (words, address)
