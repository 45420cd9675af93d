"""Somebody who lives there reads the plan."""

from tests.journeys.conftest import NARROW

PAGES = (
    "/",
    "/localities/",
    "/localities/sedgeshire/",
    "/localities/sedgeshire/plan/",
    "/localities/sedgeshire/plan/?overdue=yes",
    "/localities/sedgeshire/plan/editions/1/",
    "/localities/sedgeshire/plan/actions/5/",
    "/help-now/",
    "/localities/sedgeshire/help-now/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/open-data/",
    "/accounts/login/",
    "/components/",
)


def test_every_public_page_is_accessible(example, visitor):
    reader = visitor()
    for path in PAGES:
        reader.goes_to(path)
        reader.finds_nothing_wrong()


def test_a_resident_finds_what_is_overdue_without_script(example, visitor):
    # given somebody on a phone whose browser runs no script
    resident = visitor(width=NARROW, script=False)
    # when they look their place up and ask for what is late
    resident.goes_to("/")
    resident.follows("Find a locality")
    resident.follows("Sedgeshire")
    resident.follows("Read the action plan")
    resident.follows("Overdue")
    # then only those are there, it is said so, and one press takes it back
    resident.sees("those that are overdue")
    states = resident.page.locator("main .app-rows tbody tr").all_inner_texts()
    assert states
    assert [row for row in states if "Overdue" not in row] == []
    resident.follows("Show every action")
    assert resident.page.locator("main .app-rows tbody tr").count() > len(states)
    # and each action says how we know
    resident.page.locator("main .app-rows a").first.click()
    resident.follows("See each cell")
    resident.sees("read for edition 1")


def test_help_comes_first_by_keyboard(example, visitor):
    reader = visitor()
    reader.goes_to("/localities/sedgeshire/plan/")
    reached = []
    for _ in range(12):
        reader.page.keyboard.press("Tab")
        reached.append(reader.page.evaluate("document.activeElement.innerText.trim()"))
    assert reached[0] == "Skip to main content"
    assert any("Get help now" in words for words in reached)
