"""A sheet that comes back in other ways than the plain one."""

import csv
import io

import docx
import openpyxl
import pytest

from concordat.accounts.models import AuditEntry
from concordat.plans.domain.update_sheets import Column
from concordat.plans.models import ProposedUpdate, SheetReturn, SourceDocument, UpdateSheet
from tests.factories import plans as documents
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.plans.proposing.steps import (
    RETURN,
    SHEETS,
    fill_word,
    fill_workbook,
    header_of,
    make_sheet,
    saved,
    send_in,
    type_into,
    words,
)

pytestmark = pytest.mark.django_db
NEWS = {1: {Column.PROGRESS: "All are trained"}}
UNKNOWN = "No sheet that you can bring in has the code SHEET"


def test_sheet_asks_for_the_open_actions_that_the_partner_leads(desk, actions, police):
    shown = words(desk.get(SHEETS))
    assert "Tarnshire Police 3 open actions" in shown
    assert "Tarnshire Council 1 open action" in shown
    file = docx.Document(io.BytesIO(make_sheet(desk, police)))
    assert [row.cells[0].text for row in file.tables[0].rows] == ["No.", "1", "2", "3"]
    assert "The 3 open actions that Tarnshire Police leads" in file.paragraphs[1].text
    assert UpdateSheet.objects.get().lines.count() == 3
    assert "It has not come back." in words(desk.get(SHEETS))


def test_sheet_says_for_ever_what_it_said_when_it_was_made(desk, actions, police):
    made = desk.post(SHEETS, {"partner": police.pk, "format": "word"})["Location"]
    before = desk.get(made).content
    content = fill_word(before, NEWS)
    send_in(desk, content)
    desk.post(f"/localities/tarnshire/plan/updates/{ProposedUpdate.objects.get().pk}/", {"do": "accept"})
    assert desk.get(made).content == before


def test_partner_without_open_actions_is_not_asked(desk, locality, plan, police):
    response = desk.post(SHEETS, {"partner": police.pk, "format": "word"}, follow=True)
    assert "leads no open action" in words(response)
    assert UpdateSheet.objects.count() == 0


@pytest.mark.parametrize("given", [{}, {"partner": "x", "format": "word"}, {"partner": 10**9, "format": "word"}])
def test_sheet_for_nobody_is_not_made(desk, actions, given):
    assert "Choose a partner and a format" in words(desk.post(SHEETS, given, follow=True))
    assert UpdateSheet.objects.count() == 0


def test_workbook_saved_as_separated_values_is_read(desk, actions, police):
    book = openpyxl.load_workbook(io.BytesIO(fill_workbook(make_sheet(desk, police, "excel"), NEWS)))
    sheet, _ = header_of(book)
    written = io.StringIO()
    csv.writer(written).writerows([["" if v is None else v for v in row] for row in sheet.values])
    told = words(send_in(desk, written.getvalue().encode("utf-8-sig"), name="sheet.csv"))
    assert "1 of 3 actions on the sheet has something new." in told


def test_same_file_twice_says_so_and_proposes_nothing_twice(desk, actions, police):
    content = fill_word(make_sheet(desk, police), NEWS)
    send_in(desk, content)
    told = words(send_in(desk, content))
    assert "sheet.docx came in before, on" in told
    assert "Nothing was proposed twice." in told
    assert (ProposedUpdate.objects.count(), SheetReturn.objects.count()) == (1, 1)


def test_sheet_that_was_saved_again_proposes_only_what_was_added(desk, actions, police):
    first = fill_word(make_sheet(desk, police), NEWS)
    send_in(desk, first)
    told = words(send_in(desk, fill_word(first, {2: {Column.PROGRESS: "Agreed at last"}})))
    assert "1 of 3 actions on the sheet has something new." in told
    assert "Action 1: the same came in before, on" in told
    assert ProposedUpdate.objects.count() == 2


def test_file_that_is_no_sheet_is_refused_with_a_sentence(desk, actions):
    response = send_in(desk, documents.minutes(), name="minutes.docx")
    assert response.status_code == 422
    assert "minutes.docx is no update sheet: no sheet code" in words(response)
    assert SourceDocument.objects.count() == 0


def test_plan_that_is_brought_in_as_a_sheet_is_refused(desk, actions):
    assert "is no update sheet" in words(send_in(desk, documents.first_plan(), name="plan.docx"))


def test_unknown_code_and_the_code_of_another_locality_are_refused_in_the_same_words(desk, client, actions, police):
    content = fill_word(make_sheet(desk, police), NEWS)
    code = UpdateSheet.objects.get().code
    other = LocalityFactory(slug="fenmarsh")
    client.force_login(RoleHeldFactory(locality=other).user)
    elsewhere = client.post(
        RETURN.replace("tarnshire", "fenmarsh"), {"document": io.BytesIO(content), "said_by": "Somebody"}
    )
    assert elsewhere.status_code == 422
    UpdateSheet.objects.update(code="CCCCDDDD")
    client.force_login(RoleHeldFactory(locality=actions[0].plan.locality).user)
    unknown = send_in(client, content)
    sentence = f"{UNKNOWN} {code[:4]}-{code[4:]}. Check that the file belongs to this locality, or make a new sheet."
    assert sentence in words(elsewhere)
    assert sentence in words(unknown)
    assert ProposedUpdate.objects.count() == 0


def test_rows_of_other_actions_and_changed_cells_are_told_and_change_nothing(desk, actions, police):
    def tamper(file):
        table = file.tables[0]
        type_into(table.rows[2].cells[0], "5")  # an action that another partner leads
        type_into(table.rows[2].cells[2], "Something else")
        type_into(table.rows[3].cells[2], "Put two nurses in control")
        added = table.add_row().cells
        added[0].text, added[6].text = "99", "Done too"

    content = fill_word(make_sheet(desk, police), {2: {Column.PROGRESS: "Ours now"}}, change=tamper)
    told = words(send_in(desk, content))
    assert "Nothing new was proposed for 3 actions on the sheet." in told
    assert "Row 3 was left out: action 5 is not on this sheet." in told
    assert "Row 5 was left out: action 99 is not on this sheet." in told
    assert "Row 4 (action 3): “Action” was changed in the file. That changes nothing in the plan" in told
    assert ProposedUpdate.objects.count() == 0
    actions[2].refresh_from_db()
    assert actions[2].wording.text == "Put a nurse in control"


def test_row_with_a_persons_details_is_stopped_and_nothing_of_it_is_kept(desk, actions, police):
    answers = {1: {Column.PROGRESS: "Met him: 999 123 4551"}, 2: {Column.PROGRESS: "Agreed"}}
    content = fill_word(make_sheet(desk, police), answers)
    response = send_in(desk, content)
    told = words(response)
    assert "Row 2 (action 1) was stopped: there is what looks like an NHS number in it." in told
    assert "1 of 3 actions on the sheet has something new." in told
    assert "4551" not in told
    assert SourceDocument.objects.count() == 0
    assert "4551" not in str(list(SheetReturn.objects.values())) + str(list(AuditEntry.objects.values()))

    again = words(send_in(desk, content, overruled_reason="It is the number of a form"))
    assert "1 of 3 actions on the sheet has something new." in again
    assert SourceDocument.objects.count() == 1
    kept = ProposedUpdate.objects.get(action__number=1)
    assert (kept.progress, kept.overruled_reason) == ("Met him: 999 123 4551", "It is the number of a form")
    assert AuditEntry.objects.filter(detail__overruled_reason="It is the number of a form").count() == 1


def test_words_that_cannot_be_read_are_asked_of_the_coordinator(desk, actions, police):
    content = fill_word(
        make_sheet(desk, police), {1: {Column.NEW_STATE: "nearly", Column.NEW_DATE: "soon", Column.REASON: "Leave"}}
    )
    told = words(send_in(desk, content))
    assert "“nearly” is none of our states. Say where it is now." in told
    assert "No date can be read from “soon”. Write the date." in told
    assert ProposedUpdate.objects.get().state == ""


def test_date_typed_into_a_workbook_is_read(desk, actions, police):
    from datetime import date

    content = fill_workbook(make_sheet(desk, police, "excel"), {1: {Column.NEW_DATE: date(2031, 12, 1)}})
    send_in(desk, content, name="sheet.xlsx")
    told = words(desk.get("/localities/tarnshire/plan/updates/"))
    assert "By 1 December 2031." in told


def test_answers_of_a_sheet_without_its_file_are_asked_for(desk, actions):
    response = desk.post(RETURN, {})
    assert response.status_code == 422
    assert "Answer “Who filled it in?”" in words(response)


def test_row_of_a_word_table_that_was_split_in_two_still_counts(desk, actions, police):
    def cut(file):
        table = file.tables[0]
        body = table._tbl.getparent()
        second = docx.Document(io.BytesIO(saved(file))).tables[0]._tbl
        for row in list(table.rows)[2:]:
            table._tbl.remove(row._tr)
        rows = second.tr_lst
        second.remove(rows[1])
        body.insert(list(body).index(table._tbl) + 2, second)

    content = fill_word(make_sheet(desk, police), {1: {Column.PROGRESS: "A"}, 3: {Column.PROGRESS: "B"}}, change=cut)
    assert "2 of 3 actions on the sheet have something new." in words(send_in(desk, content))
