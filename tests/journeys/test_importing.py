"""A coordinator turns a Word plan into a live one, and the next edition into the next."""

import pytest

from tests.journeys.conftest import EXAMPLES, NARROW, WIDE

FIRST, SECOND = (EXAMPLES / f"sedgeshire-crisis-care-plan-edition-{number}.docx" for number in (1, 2))


def bring_in(coordinator, path):
    coordinator.page.set_input_files("input[type=file]", path)
    coordinator.presses("Read the document")


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (NARROW, False)])
def test_coordinator_reviews_and_publishes_a_word_plan(example, visitor, tmp_path, width, script):
    # given the coordinator of the example, with a document of which one date says nothing
    coordinator = visitor(width=width, script=script)
    coordinator.signs_in("wren.hawthorn@sedgeshire-icb.example", example.password)
    document = changed_copy(SECOND, tmp_path)
    # when they bring it in
    coordinator.goes_to("/localities/sedgeshire/imports/new/")
    bring_in(coordinator, document)
    # then they are told in one sentence what was read, and see the cell beside the conclusion
    coordinator.sees("48 actions in 6 sections were read from")
    coordinator.sees("As it stood")
    coordinator.sees("What we understood")
    if script:
        coordinator.finds_nothing_wrong()
    # and what they decide is kept when they leave and come back
    review = coordinator.page.url.removeprefix(coordinator.address).split("#")[0]
    coordinator.goes_to(review + "rows/0/")
    coordinator.page.locator("textarea[name=action]").fill("Agree who does what when a person waits too long")
    coordinator.presses("Save")
    coordinator.goes_to(review)
    coordinator.sees("Agree who does what when a person waits too long")
    # when they accept it
    coordinator.goes_to(review + "accept/")
    coordinator.sees("What will happen")
    if script:
        coordinator.finds_nothing_wrong()
    for part, number in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        coordinator.fills_in(part, number)
    coordinator.page.get_by_label("Everybody: publish it now").check()
    coordinator.presses("Accept as edition 4")
    # then the public reads it at once, with the corrected words, and the file stays with the members
    resident = visitor(width=width, script=script)
    resident.goes_to("/localities/sedgeshire/plan/")
    resident.sees("Edition 4")
    resident.sees("Agree who does what when a person waits too long")


def test_every_page_of_an_import_is_accessible(example, visitor, tmp_path):
    coordinator = visitor()
    coordinator.signs_in("wren.hawthorn@sedgeshire-icb.example", example.password)
    coordinator.goes_to("/localities/sedgeshire/imports/new/")
    coordinator.finds_nothing_wrong()
    bring_in(coordinator, changed_copy(SECOND, tmp_path))
    review = coordinator.page.url.removeprefix(coordinator.address).split("#")[0]
    for part in ("", "rows/3/", "leads/", "missing/", "plan/", "document/", "accept/", "abandon/"):
        coordinator.goes_to(review + part)
        coordinator.finds_nothing_wrong()
    for path in ("/", "/localities/sedgeshire/", "/localities/sedgeshire/plan/", "/localities/sedgeshire/imports/"):
        coordinator.goes_to(path)
        coordinator.finds_nothing_wrong()


def test_document_that_is_no_plan_is_refused_in_a_sentence(example, visitor, tmp_path):
    coordinator = visitor()
    coordinator.signs_in("wren.hawthorn@sedgeshire-icb.example", example.password)
    coordinator.goes_to("/localities/sedgeshire/imports/new/")
    broken = tmp_path / "plan.docx"
    broken.write_bytes(FIRST.read_bytes()[:9000])
    bring_in(coordinator, broken)
    coordinator.sees("There is a problem")
    coordinator.sees("plan.docx")
    coordinator.finds_nothing_wrong()


def test_import_by_keyboard_alone(example, visitor, tmp_path):
    # given a coordinator who uses no mouse, on the page of a document that was read
    coordinator = visitor()
    coordinator.signs_in("wren.hawthorn@sedgeshire-icb.example", example.password)
    coordinator.goes_to("/localities/sedgeshire/imports/new/")
    bring_in(coordinator, changed_copy(SECOND, tmp_path))
    # when they go through it with the Tab key
    reached = set()
    for _ in range(400):
        coordinator.page.keyboard.press("Tab")
        reached.add(coordinator.page.evaluate("document.activeElement.innerText?.trim() || document.activeElement.id"))
        if "Go on to accept it" in reached:
            break
    # then they come to the button, and Enter presses it
    assert "Go on to accept it" in reached
    coordinator.page.keyboard.press("Enter")
    coordinator.page.wait_for_url("**/accept/")
    coordinator.sees("What will happen")


def changed_copy(path, folder):
    """The plan as somebody saved it again, with one date that names no time."""
    import docx

    document = docx.Document(str(path))
    table = next(each for each in document.tables if len(each.columns) > 5)
    column = [cell.text for cell in table.rows[0].cells].index("Timescale")
    table.rows[1].cells[column].text = "Phase 2 of the new suite"
    copy = folder / "plan-of-the-year.docx"
    document.save(str(copy))
    return copy
