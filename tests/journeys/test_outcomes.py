"""A coordinator writes down what the plan is for, and a resident reads it."""

from datetime import UTC, datetime

import pytest

from concordat.directory.domain import Role
from concordat.plans.models import ActionMeasure, Outcome, Priority
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, OrganisationFactory, RoleHeldFactory
from tests.factories.measure_rows import a_measure
from tests.factories.plan_rows import a_plan, an_action, an_edition
from tests.journeys.conftest import NARROW, WIDE

PASSWORD = "willow and water"
HERE = "/localities/tarnshire/"
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan(transactional_db):
    place = LocalityFactory(name="Tarnshire", slug="tarnshire")
    coordinator = UserFactory(name="Rowan Ash", email="ash@board.example")
    coordinator.set_password(PASSWORD)
    coordinator.save()
    RoleHeldFactory(role=Role.COORDINATOR, locality=place, user=coordinator)
    plan = a_plan(place)
    police = OrganisationFactory(name="Tarnshire Police")
    an_action(plan, text="Train every sergeant in calm talk", section="Before a crisis", leads=[police])
    an_action(plan, text="Open a night café beside the harbour", section="In a crisis", leads=[police])
    an_edition(plan, 1)
    a_measure(place, "car-waits", name="Hours in a police car")
    a_measure(place, "kept-back", name="Counted quietly", published=False)
    return plan


def signed_in(visitor, **how):
    coordinator = visitor(**how)
    coordinator.signs_in("ash@board.example", PASSWORD)
    return coordinator


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (NARROW, False)])
def test_coordinator_writes_down_what_the_plan_is_for_and_a_resident_reads_it(visitor, plan, width, script):
    def is_fine(person):
        if script:  # axe is a script
            person.finds_nothing_wrong()

    # given a coordinator who finds on the page of the locality that nothing is written down
    coordinator = signed_in(visitor, width=width, script=script)
    coordinator.goes_to(HERE)
    coordinator.follows("What the plan is for")
    coordinator.sees("Tarnshire has not written down here yet what its plan is for.")
    is_fine(coordinator)
    # when they write a priority, first without a word
    coordinator.follows("Change priorities and outcomes")
    coordinator.presses("Add a priority")
    coordinator.presses("Save")
    coordinator.sees("Write what it is.")
    is_fine(coordinator)
    coordinator.fills_in("What matters to people, in their words", "I am met where I am")
    coordinator.presses("Save")
    # and an outcome, with what tells it and what is meant to bring it about
    coordinator.follows("Add an outcome")
    is_fine(coordinator)
    coordinator.fills_in("What would change?", "Nobody waits in a car")
    coordinator.presses("Save")
    coordinator.follows("Measures and actions")
    coordinator.page.get_by_label("Hours in a police car").check()
    coordinator.page.get_by_label("Counted quietly").check()
    coordinator.page.get_by_label("1.2 Open a night café beside the harbour").check()
    is_fine(coordinator)
    coordinator.presses("Save")
    coordinator.sees("What it is tied to is saved.")
    coordinator.sees("(2 measures, 1 action)")
    is_fine(coordinator)
    # and say of an action what it should move
    coordinator.goes_to(HERE + "plan/actions/2/")
    coordinator.follows("Choose the measures")
    is_fine(coordinator)
    coordinator.page.get_by_label("Hours in a police car").check()
    coordinator.presses("Save")
    coordinator.sees("Hours in a police car")
    is_fine(coordinator)
    # then everybody reads it, without what is not published
    resident = visitor(width=width, script=script)
    resident.goes_to(HERE + "plan/")
    resident.follows("What the plan is for")
    resident.sees("“I am met where I am”")
    resident.sees("Actions meant to move it: 1.2.")
    resident.sees("1 of 2 open actions without an outcome")
    resident.does_not_see("Counted quietly")
    is_fine(resident)
    assert ActionMeasure.objects.count() == 1


def test_order_is_changed_by_keyboard_alone(visitor, plan):
    locality = plan.locality
    for position, statement in enumerate(("I am heard", "I am met where I am")):
        priority = Priority.objects.create(locality=locality, statement=statement, position=position, at=AT)
        Outcome.objects.create(priority=priority, text=f"{statement}, and I say so", position=0, at=AT)
    coordinator = signed_in(visitor)
    coordinator.goes_to(HERE + "outcomes/edit/")
    for _ in range(60):
        coordinator.page.keyboard.press("Tab")
        reached = coordinator.page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()")
        if reached == "Move up: I am met where I am":
            break
    coordinator.page.keyboard.press("Enter")
    coordinator.page.wait_for_url("**/edit/#priority-*")
    headings = coordinator.page.locator("main h2").all_inner_texts()
    assert headings == ["“I am met where I am”", "“I am heard”"]


def test_picture_of_a_whole_plan_stays_within_the_screen(example, visitor):
    from concordat.indicators.commands.example import add_example_measures
    from concordat.plans.commands.example import add_example_outcomes

    add_example_measures(at=datetime.now(UTC))
    assert add_example_outcomes(at=datetime.now(UTC)) == 4
    assert add_example_outcomes(at=datetime.now(UTC)) == 0  # it stands already
    reader = visitor()
    reader.goes_to("/localities/sedgeshire/outcomes/")
    reader.sees("4 priorities, 8 outcomes. A measure tells 6 of them; actions are meant to bring about 7 of them.")
    reader.does_not_see("Police waiting at emergency departments")  # it is not published
    reader.finds_nothing_wrong()
    columns = reader.page.locator(".app-tree__heads")
    assert columns.is_visible()
    reader.page.set_viewport_size({"width": NARROW, "height": 900})
    assert not columns.is_visible()
    reader.page.emulate_media(media="print")
    reader.finds_nothing_wrong()
