"""From the map of the nation to the actions behind a number, with and without script, on a desk and on a phone."""

import pytest

from tests.factories.directory import LocalityFactory
from tests.factories.plan_rows import many_actions
from tests.reporting.nation_rows import a_published_plan, a_small_nation

NARROW = 320
PAGES = (
    "/",
    "/?view=rag",
    "/?step=forming",
    "/nation/table/?sort=step&down=1",
    "/nation/words/",
    "/regions/the-fells/",
    "/areas/dunmoor/",
    "/nation/",
    "/nation/?region=the-fells",
    "/nation/actions/",
    "/nation/alike/askdale/1/",
)


@pytest.fixture
def nation(transactional_db):
    small = a_small_nation()
    for locality in (small.wide, small.north, small.south):
        locality.is_example = True
        locality.save()
    plan, _ = a_published_plan(small.wide)
    many_actions(plan, 12, [lead.organisation for lead in plan.actions.first().wording.leads.all()], first=20)
    LocalityFactory(name="West Dunmoor", region=small.region, areas=[small.shared])
    return small


def test_every_page_of_the_nation_can_be_read_by_everybody(nation, visitor):
    somebody = visitor()
    for address in PAGES:
        somebody.goes_to(address)
        somebody.finds_nothing_wrong()


def test_a_reader_goes_from_the_map_to_the_actions_without_script(nation, visitor):
    # Given somebody on a phone without script
    reader = visitor(width=NARROW, script=False)
    # When they look at the nation
    reader.goes_to("/")
    reader.sees("Who has declared, planned and delivered")
    reader.sees("made up")
    # Then the same is there as a table, which sorts by plain links
    reader.follows("as a table that sorts")
    reader.follows("where it stands")
    reader.sees("Step 4, Plan drafted")
    # And the roll-up leads to the actions behind a number
    reader.goes_to("/nation/")
    reader.follows("2 in progress")
    reader.sees("2 published actions: in progress.")


def test_a_hexagon_leads_by_keyboard_to_its_locality(nation, visitor):
    reader = visitor()
    reader.goes_to("/")
    link = reader.page.get_by_role("link", name="Askdale (Askd): Askdale and the becks, step 4, Plan drafted")
    link.focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/localities/askdale/")
    reader.sees("Askdale and the becks")
