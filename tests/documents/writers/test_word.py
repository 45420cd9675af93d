import io
import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from concordat.documents import read, writers
from concordat.documents.domain import Cell, FormCell, Paragraph, Run
from concordat.documents.readers.word.runs import shown
from concordat.documents.writers import words
from tests.documents.writers import writing
from tests.documents.writers.writing import cell, document, para, row, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def back(made):
    return read(writers.write_word(made), name="plan.docx")


def part(made, name):
    with zipfile.ZipFile(io.BytesIO(writers.write_word(made))) as package:
        return etree.fromstring(package.read(name))


def as_read(found: Cell) -> str:
    """The words of a cell as the reader gives them: a paragraph's own ends of lines are kept."""
    texts = ["".join(run.text for run in words.runs_of(one) if not run.is_struck) for one in found.paragraphs]
    return "\n".join(text for text in map(_shown, texts) if text.strip())


def _shown(text: str) -> str:
    return "\n".join(shown(line) for line in text.split("\n"))


@settings(max_examples=20)
@given(writing.documents())
def test_tables_come_back_as_they_were_written(made):
    assert [writing.spelt(one, lambda cell: cell.text) for one in back(made).tables] == [
        writing.spelt(one, as_read) for one in made.tables
    ]


def test_headings_lists_and_runs_come_back():
    made = document(
        para("Plan", heading=1),
        para("Purposes", heading=2),
        para("Help before a crisis", label="•"),
        Paragraph("late now", (Run("late", "C00000", is_bold=True), Run(" gone", is_struck=True), Run(" now"))),
    )
    found = [block for block in back(made).blocks if isinstance(block, Paragraph)]
    assert [(one.text, one.heading, one.label, one.struck_text) for one in found] == [
        ("Plan", 1, None, ""),
        ("Purposes", 2, None, ""),
        ("Help before a crisis", None, "•", ""),
        ("late now", None, None, " gone"),
    ]
    assert found[3].runs[0] == Run("late", "C00000", is_bold=True)


def test_document_is_british_landscape_and_has_a_title():
    made = document(para("x"), title="Plan & more", headers=("Marlshire", "Edition 4"))
    content = writers.write_word(made)
    found = docx.Document(io.BytesIO(content))
    assert (found.core_properties.title, found.core_properties.language) == ("Plan & more", "en-GB")
    assert found.sections[0].page_width > found.sections[0].page_height
    languages = {one.get(f"{W}val") for one in part(made, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}
    assert read(content, name="plan.docx").headers == ("Marlshire", "Edition 4\tPage 1 of 1")


def test_rows_are_kept_whole_and_tables_say_what_they_are_about():
    root = part(document(para("Key", heading=2), table(row("Colour", is_header=True), row("Red"))), "word/document.xml")
    assert len(list(root.iter(f"{W}cantSplit"))) == 2
    assert len(list(root.iter(f"{W}tblHeader"))) == 1
    assert next(root.iter(f"{W}tblCaption")).get(f"{W}val") == "Key"
    assert next(root.iter(f"{W}tblDescription")).get(f"{W}val") == "Columns: Colour"


def test_open_cells_are_controls_and_everything_else_is_closed():
    made = document(
        table(
            row("Action", "Progress", "State", is_header=True),
            row(
                "Draft it",
                cell("First line\nSecond", kind=FormCell, is_open=True),
                cell("Late", kind=FormCell, is_open=True, choices=("Late", "Done", "Late")),
            ),
            row("Ask", cell(kind=FormCell, is_open=True), cell(kind=FormCell, is_open=True, choices=("Late", "Done"))),
        )
    )
    root = part(made, "word/document.xml")
    controls = list(root.iter(f"{W}sdt"))
    assert [len(list(one.iter(f"{W}listItem"))) for one in controls] == [0, 2, 0, 2]
    assert [one.get(f"{W}val") for one in root.iter(f"{W}alias")] == ["Progress", "State"] * 2
    assert len({one.get(f"{W}val") for one in root.iter(f"{W}id")}) == 4
    assert next(part(made, "word/settings.xml").iter(f"{W}documentProtection")).get(f"{W}edit") == "forms"
    found = back(made).tables[0]
    assert [[one.text for one in line.cells] for line in found.rows[1:]] == [
        ["Draft it", "First line\nSecond", "Late"],
        ["Ask", "", ""],
    ]
    assert {one.fill for line in found.rows[1:] for one in line.cells[1:]} == {words.OPEN_FILL}


def test_document_without_open_cells_is_not_protected():
    assert list(part(writing.plan(4), "word/settings.xml").iter(f"{W}documentProtection")) == []


@pytest.mark.parametrize(("fill", "ink"), [("1F3864", "FFFFFF"), ("C00000", "FFFFFF"), ("FFC000", None), (None, None)])
def test_words_can_be_read_on_their_fill(fill, ink):
    assert back(document(table(row(cell("Late", fill))))).tables[0].rows[0].cells[0].paragraphs[0].runs[0].colour == ink


def test_colour_that_can_not_be_read_gives_way():
    faint = Cell((Paragraph("Late", (Run("Late", "FFFF00"),)),), writing.NOWHERE)
    assert back(document(table(row(faint)))).tables[0].rows[0].cells[0].paragraphs[0].runs[0].colour is None


def test_same_document_gives_the_same_bytes():
    assert writers.write_word(writing.plan()) == writers.write_word(writing.plan())


def test_hundred_actions_are_written_within_a_second():
    made = writing.plan(100)
    started = time.process_time()
    writers.write_word(made)
    assert time.process_time() - started < 1
