"""From an old promise to whoever has its duties now, and from an old county to those who cover it."""

from datetime import date

import pytest

from concordat.directory.domain import Role
from tests.factories.accounts import UserFactory
from tests.factories.directory import (
    AliasFactory,
    FormerAreaFactory,
    OrganisationFactory,
    PartnerFactory,
    RoleHeldFactory,
    SuccessionFactory,
)
from tests.factories.plan_rows import a_plan, an_action, an_edition
from tests.journeys.conftest import NARROW
from tests.reporting.nation_rows import a_small_nation

PAGES = (
    "/organisations/fells-board/",
    "/organisations/moor/",
    "/areas/oldshire/",
    "/areas/askdale/",
    "/localities/askdale/",
    "/localities/askdale/plan/?partner=fells-board",
    "/localities/askdale/plan/actions/1/",
    "/nation/actions/?organisation=fells-board",
    "/nation/actions/?on=2026-02-01&overdue=1",
    "/regions/the-fells/",
)


@pytest.fixture
def nation(transactional_db):
    small = a_small_nation()
    oldshire = FormerAreaFactory(name="Oldshire", region=small.region)
    for area, what in zip(small.wide.areas.order_by("name"), ("the hills", "the coast", "the becks"), strict=True):
        oldshire.successions.create(after=area.code, extent="part", what=what, happened_on=date(2021, 4, 1))
    board = OrganisationFactory(
        name="NHS Fells Integrated Care Board", slug="fells-board", type="nhs_commissioner", source="NHS ODS"
    )
    groups = [
        SuccessionFactory(after=board, before__name=f"NHS {name} CCG", before__slug=name.lower()).before
        for name in ("Moor", "Dale")
    ]
    AliasFactory(locality=None, organisation=board, text="FICB")
    PartnerFactory(locality=small.wide, organisation=board, kind="signatory")
    plan = a_plan(small.wide)
    an_action(plan, 1, text="Pay for a crisis line", leads=[groups[0]], end=date(2026, 1, 20))
    an_action(plan, 2, text="Open a café at night", leads=[groups[1], board])
    an_edition(plan, 1)
    return small


def test_every_page_of_what_was_can_be_read_by_everybody(nation, visitor):
    somebody = visitor()
    for address in PAGES:
        somebody.goes_to(address)
        somebody.finds_nothing_wrong()


def test_reader_follows_an_old_promise_to_who_has_it_now_without_script(nation, visitor):
    # Given somebody on a phone without script, who reads a promise of a body that has ended
    reader = visitor(width=320, script=False)
    reader.goes_to("/localities/askdale/plan/actions/1/")
    reader.sees("NHS Moor CCG")
    # When they ask who has its duties now
    reader.follows("Now part of NHS Fells Integrated Care Board, since 1 July 2022")
    reader.sees("This organisation has ended")
    reader.follows("NHS Fells Integrated Care Board")
    # Then the board's page tells what it and those before it promised
    reader.sees("2 published actions that it leads or supports, in 1 locality, 1 of them under this name")
    # And who looks for the old county finds who covers it
    reader.goes_to("/localities/?words=Oldshire")
    reader.follows("Askdale and the becks")
    reader.sees("all of what was Oldshire until 31 March 2021")
    reader.follows("all of what was Oldshire")
    reader.sees("1 locality covers what was Oldshire, or a part of it.")


def test_administrator_changes_what_a_locality_covers_on_a_phone(nation, visitor):
    user = UserFactory(email="fell@nation.example")
    user.set_password("willow and water")
    user.save()
    RoleHeldFactory(role=Role.ADMINISTRATOR, locality=None, user=user)
    administrator = visitor(width=NARROW)
    administrator.signs_in("fell@nation.example", "willow and water")
    administrator.goes_to("/localities/askdale/areas/")
    administrator.finds_nothing_wrong()
    administrator.page.get_by_label("Eskham").check()
    for part, number in (("Day", "1"), ("Month", "4"), ("Year", "2026")):
        administrator.fills_in(part, number)
    administrator.presses("Change the areas")
    administrator.sees("Say in a few words why it changes")
    administrator.fills_in("Why does it change?", "The two councils work as one")
    administrator.presses("Change the areas")
    administrator.sees("Covers: Askdale, Birkby, Corrie and Eskham.")
    administrator.sees("Since 1 April 2026")
