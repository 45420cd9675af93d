"""Somebody wants to know what changed from one edition of the plan to the next."""

from tests.journeys.conftest import NARROW

COMPARE = "/localities/sedgeshire/plan/compare/"


def test_anybody_compares_two_editions_without_script(example, visitor):
    # Given somebody on the plan of the example, whose browser runs no script
    reader = visitor(width=NARROW, script=False)
    reader.goes_to("/localities/sedgeshire/plan/")

    # When they ask what changed, and choose the first and the last edition
    reader.follows("See what changed: compare two editions")
    reader.sees("From edition 2 to edition 3")
    reader.page.get_by_label("From").select_option("1")
    reader.presses("Compare")

    # Then they read what happened to each action, and nobody of the staff is named
    reader.sees("From edition 1 to edition 3")
    reader.sees("Slipped to a later date")
    reader.does_not_see("Dunnock")


def test_comparison_can_be_read_by_everybody(example, visitor):
    reader = visitor()
    reader.goes_to(f"{COMPARE}?from=1&to=3")

    reader.finds_nothing_wrong()
