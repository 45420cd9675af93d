"""Somebody asks of a measure whether it is getting better: on a desk, on a phone, without script."""

from datetime import UTC, date, datetime

import pytest

from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.indicators.models import ProcessStep
from concordat.plans.models import Action, ActionMeasure
from tests.journeys.conftest import NARROW, WIDE
from tests.reporting.measures.figures import STEADY, a_measure_with, load

HERE = "/localities/sedgeshire/measures/"
PAPER = (1009, 680)  # pixels, at 96 to the inch
AT = datetime(2026, 2, 10, 9, tzinfo=UTC)


@pytest.fixture
def measured(example):
    """The example with a measure that has everything: a step, a target, a gap, a small number, an action."""
    locality = Locality.objects.get(slug="sedgeshire")
    values = (*STEADY[:8], None, *STEADY[9:14], 4, 60, 62, 58, 57, 61, 55, 54, 52, 50)
    measure = a_measure_with(
        locality, values, "calls-to-the-street-team", target=80, question="Do fewer people call in despair?"
    )
    a_measure_with(locality, [0, 0, 0, 1, 0, 0] * 6, "children-in-a-cell", start=date(2023, 1, 1))
    ProcessStep.objects.create(measure=measure, on=date(2024, 10, 1), reason="A night café opened", at=AT)
    action = Action.objects.filter(plan__locality=locality).first()
    ActionMeasure.objects.create(action=action, measure=measure, at=AT)
    load(measure, 52, date(2025, 12, 1), reason="Two calls came late", by=User.objects.first())
    return example


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_anybody_finds_out_whether_it_is_getting_better_without_script(measured, visitor, width):
    # Given somebody on the page of the locality, whose browser runs no script
    reader = visitor(width=width, script=False)
    reader.goes_to("/localities/sedgeshire/")
    reader.sees("Is it getting better?")

    # When they ask for all measures, and for one of them
    reader.page.locator("p.app-onward").get_by_role("link", name="with their charts").click()
    reader.sees("Small numbers are hidden")
    reader.follows("Do fewer people call in despair?")

    # Then they read the answer, see the chart as a picture, and find the small number as a mark
    reader.sees("Special cause: improvement, low")
    reader.sees("A night café opened")
    picture = reader.page.locator("figure img")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert ("narrow" in picture.evaluate("image => image.currentSrc")) == (width == NARROW)
    reader.page.locator("summary", has_text="Earlier figures").click()
    reader.sees("small number")
    reader.does_not_see("Two calls came late")


def test_pages_of_measures_can_be_read_by_everybody(measured, visitor):
    reader = visitor()
    for path in (
        "/localities/sedgeshire/",
        HERE,
        f"{HERE}calls-to-the-street-team/",
        f"{HERE}children-in-a-cell/",
        "/nation/section-136/",
    ):
        reader.goes_to(path)
        reader.finds_nothing_wrong()
        # And all of it goes on paper: A4 across and upright, without the margins of 15 mm
        reader.page.emulate_media(media="print")
        for width in PAPER:
            reader.page.set_viewport_size({"width": width, "height": 700})
            assert reader.page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0, (path, width)
        reader.page.emulate_media(media="screen")
        reader.page.set_viewport_size({"width": WIDE, "height": 800})


def test_coordinator_sees_true_figures_and_what_was_revised(measured, visitor):
    # Given the coordinator, who is signed in
    coordinator = visitor()
    coordinator.signs_in(*sign_in(measured))

    # When they open the board and a measure
    coordinator.goes_to(HERE)
    coordinator.sees("You see the true figures")
    coordinator.finds_nothing_wrong()
    coordinator.follows("Do fewer people call in despair?")

    # Then they read why a figure differs, and are led to where they keep the measure
    coordinator.sees("was 50, now 52. Two calls came late")
    coordinator.sees("For those who keep the measures")
    coordinator.finds_nothing_wrong()

    # And of what is rare they see the days between
    coordinator.goes_to(f"{HERE}children-in-a-cell/")
    coordinator.sees("days since the last one")
    coordinator.finds_nothing_wrong()


def sign_in(example):
    email = next(email for _, email, role in example.people if role == "coordinator")
    return email, example.password
