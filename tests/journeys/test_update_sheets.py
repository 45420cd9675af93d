"""A sheet goes out to a lead who does not sign in, comes back, and what it says is accepted."""

import io
import re
from pathlib import Path

import docx
import pytest

from concordat.plans.domain.update_sheets import Column
from tests.plans.proposing.steps import fill_word

SHEETS = "/localities/sedgeshire/plan/update-sheets/"


@pytest.mark.parametrize(("width", "script"), [(1280, True), (320, False)])
def test_coordinator_sends_a_sheet_and_accepts_what_came_back(example, visitor, tmp_path, width, script):
    coordinator = visitor(width=width, script=script)
    email = next(email for _, email, role in example.people if role == "coordinator")
    coordinator.signs_in(email, example.password)
    coordinator.goes_to(f"/localities/{example.slug}/")
    coordinator.follows("Update sheets")
    coordinator.sees("Make a sheet")

    with coordinator.page.expect_download() as download:
        coordinator.page.get_by_role("button", name=re.compile("^Word sheet for Sedgeshire Police$")).click()
    sent = Path(download.value.path()).read_bytes()
    coordinator.goes_to(SHEETS)
    coordinator.sees("It has not come back.")
    number = first_number(sent)
    returned = tmp_path / "sheet.docx"
    returned.write_bytes(
        fill_word(sent, {number: {Column.PROGRESS: "The café opened its doors", Column.NEW_STATE: "Complete"}})
    )

    coordinator.follows("A sheet came back")
    coordinator.page.get_by_label("The sheet that came back").set_input_files(returned)
    coordinator.fills_in("Who filled it in?", "Robin Reed")
    if script:
        coordinator.finds_nothing_wrong()
    coordinator.presses("Read the sheet")
    coordinator.sees("has something new.")
    coordinator.sees("The café opened its doors")
    if script:
        coordinator.finds_nothing_wrong()

    coordinator.follows("All updates waiting")
    coordinator.sees("10 updates wait to be decided.")  # nine came by the round that stands open
    if script:
        coordinator.finds_nothing_wrong()
    card = coordinator.page.get_by_role("article").filter(has_text="The café opened its doors")
    card.get_by_role("button", name=re.compile("^Accept")).click()
    coordinator.sees("The update counts")
    coordinator.sees("9 updates wait to be decided; 1 conflicts with a newer update")  # the round told of it too
    coordinator.goes_to(f"/localities/{example.slug}/plan/actions/{number}/")
    coordinator.sees("The café opened its doors")
    coordinator.sees("Robin Reed, Sedgeshire Police")


def first_number(content: bytes) -> int:
    return int(docx.Document(io.BytesIO(content)).tables[0].rows[1].cells[0].text)
