"""A file that left from here and that somebody changed before it came back."""

import io
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest
from django.conf import settings

from concordat.documents import writers
from concordat.plans.domain.filtering import Wanted
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.presenters import exporting
from concordat.plans.presenters.exporting import ExportLayout
from concordat.plans.queries.plans import ActionSeen, PlanSeen, TimescaleSeen
from concordat.ui.gateways import fonts_in
from tests.plans.exporting.comparing import read_back


def an_action(number: int, state: State, progress: str = "") -> ActionSeen:
    when = TimescaleSeen("2031", TimescaleKind.YEAR, date(2031, 1, 1), date(2031, 12, 31), "", (), 0, None)
    return ActionSeen(
        number, number, (f"1.{number}",), "1. By night", f"Promise number {number}", "", "", "", "Ambridge Police",
        True, (), when, state, Confidence.NONE, progress, "", date(2030, 1, 1),
    )  # fmt: skip


@pytest.fixture
def plan():
    actions = (an_action(1, State.IN_PROGRESS), an_action(2, State.COMPLETE, "Opened in May"))
    key = (("Green", "on track"), ("Amber", "late"), ("Red", "not begun"))
    return PlanSeen(
        "ambridge", "Ambridge", "Ambridge pledges", None, True, True, (), FrontMatter(status_key=key), ("1. By night",),
        actions,
    )  # fmt: skip


def word_of(plan):
    export = exporting.present_export(plan, Wanted(), on=date(2031, 1, 1))
    return docx.Document(io.BytesIO(writers.write_word(exporting.document_of(export, ExportLayout.PAGES))))


def read(document):
    saved = io.BytesIO()
    document.save(saved)
    return read_back(saved.getvalue(), "plan.docx" if hasattr(document, "paragraphs") else "plan.xlsx")


def test_state_in_other_words_is_concluded_as_in_any_plan(plan):
    document = word_of(plan)
    cells = document.tables[-1].rows[1].cells
    cells[5].text = "Finished"
    first, second = read(document).actions()
    assert (first.status.state, first.status.named) == (State.COMPLETE, None)
    assert (second.status.state, second.status.named) == (State.COMPLETE, State.COMPLETE)


def test_row_that_was_added_is_an_action(plan):
    document = word_of(plan)
    cells = document.tables[-1].add_row().cells
    for cell, words in zip(cells, ("1.3", "a new promise", "", "Mind", "March 2032", "not started", ""), strict=True):
        cell.text = words
    *_, added = read(document).actions()
    assert (added.references, added.action, added.status.state) == (("1.3",), "a new promise", State.NOT_STARTED)
    assert added.timescale.end == date(2032, 3, 31)


def test_row_that_was_struck_out_is_withdrawn(plan):
    document = word_of(plan)
    for cell in document.tables[-1].rows[1].cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.strike = True
    first, _ = read(document).actions()
    assert (first.action, first.status.state) == ("Promise number 1", State.WITHDRAWN)


def test_column_that_was_added_is_kept_beside_the_others(plan):
    document = word_of(plan)
    table = document.tables[-1]
    table.add_column(1000)
    for row, words in zip(table.rows, ("Cost", "£400", ""), strict=True):
        row.cells[-1].text = words
    assert [action.extra for action in read(document).actions()] == [(("Cost", "£400"),), ()]


def test_plan_whose_columns_were_renamed_is_read_as_any_plan(plan):
    document = word_of(plan)
    document.tables[-1].rows[0].cells[4].text = "By when"
    came = read(document)
    assert [action.references for action in came.actions()] == [("1.1",), ("1.2",)]
    assert [action.timescale_text for action in came.actions()] == ["2031", "2031"]
    assert [section.title for section in came.sections] == ["1. By night"]


def test_plan_with_another_table_of_actions_is_read_as_any_plan(plan):
    document = word_of(plan)
    table = document.add_table(2, 4)
    for row, texts in zip(
        table.rows, (("Ref", "Action", "Lead", "By when"), ("9.9", "Something else", "Mind", "May 2031")), strict=True
    ):
        for cell, words in zip(row.cells, texts, strict=True):
            cell.text = words
    assert [action.references for action in read(document).actions()] == [("1.1",), ("1.2",), ("9.9",)]


def test_key_of_the_plan_does_not_change_what_our_words_mean(plan):
    came = read(word_of(plan))
    assert came.status_key == plan.front_matter.status_key
    assert [action.status.state for action in came.actions()] == [State.IN_PROGRESS, State.COMPLETE]
    assert not [finding for finding in came.findings if finding.severity != "note"]


def test_sheet_that_was_sorted_and_hidden_is_read_with_a_word(plan):
    export = exporting.present_export(plan, Wanted(), on=date(2031, 1, 1))
    content = writers.write_workbook(exporting.document_of(export, ExportLayout.LIST))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Actions"]
    last = sheet.max_row
    sheet.row_dimensions[last].hidden = True
    came = read(book)
    assert len(list(came.actions())) == 2


def test_pdf_gives_the_states_that_its_signs_say(plan):
    fonts = fonts_in(settings.FRONT_END)
    if not any(fonts.glob("*.ttf")):
        pytest.skip("the font of PDF files has not been fetched: run bin/set-up")
    actions = tuple(an_action(number, state) for number, state in enumerate(State, start=1))
    export = exporting.present_export(replace(plan, actions=actions), Wanted(), on=date(2031, 1, 1))
    content = writers.write_pdf(exporting.document_of(export, ExportLayout.PAGES), fonts=fonts)
    assert [action.status.state for action in read_back(content, "plan.pdf").actions()] == list(State)
