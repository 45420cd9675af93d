from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.documents.domain import Document, Paragraph, Place, Row, Table
from concordat.plans.domain.proposing import Said
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.update_sheets import (
    CODE_LETTERS,
    Column,
    FindingKind,
    NotASheet,
    answers_in,
    code_in_words,
    read_sheet,
)
from tests.plans.proposing.building import CODE, LINES, cell, sheet, words_of

SERGEANTS, DRIVERS, NURSE = LINES


def returned(*rows, overruled=False, **given):
    return answers_in(read_sheet(sheet(rows, **given)), LINES, overruled=overruled)


def sentences(found, kind=None):
    return [finding.sentence for finding in found.findings if kind in (None, finding.kind)]


@pytest.mark.parametrize("written", ["SHEET 7F3K-9QTD", "Sheet 7f3k–9qtd.", "SHEET: 7F3K 9QTD", "x (SHEET 7F3K9QTD)"])
def test_code_is_read_as_people_write_it(written):
    assert read_sheet(sheet([words_of(SERGEANTS)], code=written)).code == CODE


def test_code_has_no_letters_that_are_taken_for_others():
    assert code_in_words(CODE) == "SHEET 7F3K-9QTD"
    assert not set(CODE_LETTERS) & set("AEIOUL1250SZB8")


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (
            Document("minutes.docx", "docx", (Paragraph("Tea"),)),
            "minutes.docx is no update sheet: no sheet code, such as",
        ),
        (sheet([], code="This sheet goes with your plan"), "sheet.docx is no update sheet"),
        (sheet([], code="SHEET 7F3K-9QTD SHEET 7F3K-9QTC"), "sheet.docx holds more than one sheet"),
        (
            sheet([], columns=(Column.NUMBER, Column.ACTION)),
            "sheet.docx has a sheet code, but no table with the columns",
        ),
    ],
)
def test_file_that_is_no_sheet_is_refused_with_a_sentence(document, sentence):
    with pytest.raises(NotASheet) as refused:
        read_sheet(document)
    assert refused.value.message.startswith(sentence)


def test_sheet_that_nobody_filled_in_says_nothing():
    found = returned(*(words_of(line) for line in LINES))
    assert (found.answers, found.findings, found.may_be_kept) == ((), (), True)


def test_open_cells_are_answers():
    found = returned(
        words_of(NURSE, PROGRESS="She was chosen\nand begins in May", NEW_STATE="in progress", CONFIDENCE="AMBER"),
        words_of(SERGEANTS, NEW_DATE="September 2031", REASON="Two were away", NEXT_STEP="Ask again", EVIDENCE="Log"),
    )
    first, second = found.answers
    assert (first.number, first.row) == (3, 3)
    assert first.said == Said(
        timescale_text="September 2031", timescale_reason="Two were away", next_step="Ask again", evidence="Log"
    )
    assert second.said == Said(
        progress="She was chosen\nand begins in May", state=State.IN_PROGRESS, confidence=Confidence.AMBER
    )
    assert found.findings == ()


def test_words_that_cannot_be_read_are_kept_and_not_guessed_at():
    (answer,) = returned(words_of(SERGEANTS, NEW_STATE="nearly", CONFIDENCE="so-so", NEW_DATE="soon")).answers
    assert answer.said == Said(state_text="nearly", confidence_text="so-so", timescale_text="soon")


def test_answer_that_repeats_what_stood_is_no_news():
    answers = {
        "PROGRESS": " Half  are trained",
        "NEW_STATE": "In progress",
        "CONFIDENCE": "Amber",
        "NEW_DATE": "june 2031",
    }
    found = returned(words_of(DRIVERS, **answers))
    assert (found.answers, found.findings) == ((), ())


def test_date_that_is_more_exact_than_what_stood_is_news():
    (answer,) = returned(words_of(DRIVERS, NEW_DATE="30 June 2031")).answers
    assert answer.said == Said(timescale_text="30 June 2031")


def test_changed_closed_cells_change_nothing_and_are_told():
    row = words_of(SERGEANTS, PROGRESS="All are trained")
    row[Column.WHEN], row[Column.STATE] = "2040", "Complete"
    found = returned(row)
    assert [answer.said for answer in found.answers] == [Said(progress="All are trained")]
    assert sentences(found) == [
        "Row 2 (action 3): “When” and “State now” was changed in the file. "
        "That changes nothing in the plan: only the cells to be filled in are read."
    ]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("4", "Row 2 was left out: action 4 is not on this sheet. Ask for a sheet that has it."),
        ("", "Row 2 was left out: it has no number of an action. Write the number that the sheet gave it."),
        ("999 123 4551", "Row 2 was left out: it has no number of an action. Write the number that the sheet gave it."),
        ("5", "Row 2 was left out: it has the number 5, but the words of action 3. Say which it is."),
    ],
)
def test_row_that_is_of_no_action_of_the_sheet_is_left_out(number, sentence):
    row = {**words_of(SERGEANTS, PROGRESS="Done"), Column.NUMBER: number}
    found = returned(row)
    assert found.answers == ()
    assert sentences(found, FindingKind.LEFT_OUT) == [sentence]


def test_added_row_without_answers_is_passed_over():
    assert returned({Column.ACTION: "A promise of somebody's own"}, {}).findings == ()


def test_number_in_two_rows_counts_only_where_both_say_the_same():
    row = words_of(SERGEANTS, PROGRESS="All are trained")
    assert len(returned(row, row).answers) == 1
    found = returned(row, words_of(SERGEANTS, PROGRESS="None is trained"))
    assert found.answers == ()
    assert [finding.row for finding in found.findings] == [2, 3]


def test_row_with_a_persons_details_is_stopped_and_not_repeated():
    found = returned(
        words_of(SERGEANTS, PROGRESS="Met him, 999 123 4551"), words_of(NURSE, PROGRESS="Begun"), words_of(DRIVERS)
    )
    assert [answer.number for answer in found.answers] == [8]
    assert not found.may_be_kept
    (sentence,) = sentences(found)
    assert sentence.startswith("Row 2 (action 3) was stopped: there is what looks like an NHS number in it.")
    assert "4551" not in sentence


def test_row_that_was_overruled_is_taken():
    found = returned(words_of(SERGEANTS, PROGRESS="Open at NR33 9ZZ"), overruled=True)
    assert [answer.said.progress for answer in found.answers] == ["Open at NR33 9ZZ"]
    assert found.may_be_kept


def test_file_with_details_elsewhere_is_not_kept_but_its_answers_are():
    found = returned(words_of(SERGEANTS, PROGRESS="Done"), below="He lives at NR33 9ZZ")
    assert [answer.number for answer in found.answers] == [3]
    assert not found.may_be_kept


def test_postcode_that_the_sheet_went_out_with_stops_nothing():
    line = replace(SERGEANTS, text="Train at the college, NR33 9ZZ")
    found = answers_in(read_sheet(sheet([words_of(line, PROGRESS="Done")])), [line])
    assert len(found.answers) == 1
    assert found.may_be_kept


def test_columns_are_known_by_their_headings_wherever_they_stand():
    columns = (Column.PROGRESS, Column.ACTION, Column.NUMBER)
    (answer,) = returned(words_of(SERGEANTS, PROGRESS="Done"), columns=columns).answers
    assert (answer.number, answer.said) == (3, Said(progress="Done"))


def test_merged_cell_counts_where_it_begins_only():
    made = sheet([words_of(SERGEANTS, PROGRESS="Done"), words_of(NURSE)])
    table = made.tables[0]
    at = list(Column).index(Column.PROGRESS)
    shared = table.rows[1].cells[at]
    below = table.rows[2]
    rows = (*table.rows[:2], replace(below, cells=(*below.cells[:at], shared, *below.cells[at + 1 :])))
    read = read_sheet(replace(made, blocks=(Paragraph(f"SHEET {CODE}"), Table(rows, Place(table=1)))))
    assert [answer.number for answer in answers_in(read, LINES).answers] == [3]


def test_headings_may_come_again_further_down():
    made = sheet([words_of(SERGEANTS, PROGRESS="Done")])
    (headings, first) = made.tables[0].rows
    again = Row(tuple(cell(column.value, 3) for column in Column), Place(row=3))
    last = Row(tuple(cell(words_of(NURSE, PROGRESS="Begun").get(c, ""), 4) for c in Column), Place(row=4))
    read = read_sheet(
        replace(made, blocks=(Paragraph(f"SHEET {CODE}"), Table((headings, first, again, last), Place())))
    )
    assert [answer.number for answer in answers_in(read, LINES).answers] == [3, 8]


# Whatever somebody does to the file.
texts = st.one_of(
    st.sampled_from(["", "3", "5", "8", "4", "Done", "In progress", "June 2031", "No."]), st.text(max_size=12)
)
any_row = st.dictionaries(st.sampled_from(list(Column)), texts)
own_row = st.builds(lambda line, changes: {**words_of(line), **changes}, st.sampled_from(LINES), any_row)


@given(st.lists(st.one_of(any_row, own_row), max_size=6))
def test_whatever_is_done_to_a_file_only_open_cells_of_its_own_actions_propose(rows):
    read = read_sheet(sheet([{Column.NUMBER: "headings only", Column.PROGRESS: ""}, *rows]))
    found = answers_in(read, LINES, overruled=True)
    own = {line.number for line in LINES}
    assert {answer.number for answer in found.answers} <= own
    for answer in found.answers:
        row = next(row for row in read.rows if row.row == answer.row)
        assert row.number == answer.number
        # A character that no database keeps is left out of what was filled in.
        filled = {" ".join(text.replace("\x00", "").split()) for column, text in row.cells.items() if column.answers}
        told = {" ".join(text.split()) for text in answer.said.texts() if text}
        assert told <= filled


@given(st.lists(st.dictionaries(st.sampled_from([c for c in Column if not c.answers]), texts), max_size=6))
def test_whatever_is_done_to_closed_cells_nothing_is_proposed(changes):
    rows = [{**words_of(LINES[at % 3]), **change} for at, change in enumerate(changes)]
    assert returned(*rows, words_of(NURSE), overruled=True).answers == ()


@given(st.permutations([0, 1, 2]), st.lists(any_row, max_size=3))
def test_answers_do_not_depend_on_the_order_of_rows_or_on_rows_that_were_added(order, added):
    rows = [words_of(line, PROGRESS=f"News of {line.number}") for line in LINES]
    strange = [{**row, Column.NUMBER: "77"} for row in added]
    found = returned(*strange, *(rows[at] for at in order), overruled=True)
    assert [(answer.number, answer.said.progress) for answer in found.answers] == [
        (line.number, f"News of {line.number}") for line in LINES
    ]
