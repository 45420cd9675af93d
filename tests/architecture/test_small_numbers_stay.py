"""Whatever everybody can open is the same, whichever small number stands behind it."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from concordat.directory.models import Locality
from concordat.indicators.commands import add_step
from concordat.plans.models import Action, ActionMeasure
from tests.architecture import access_table as table
from tests.architecture.access_world import STANDARD_SHARE, World, a_world
from tests.architecture.test_access import address_of
from tests.architecture.test_drafts_stay import words_in
from tests.indicators.keeping import load

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
SMALL = ("3", "5")  # both are a mark, and leave every sum that they are part of at one rounded figure
PUBLIC = [line for line in table.LINES if line.opens == table.EVERYBODY]
OF_MEASURES = {
    "locality", "measures", "measure", "measure-chart", "measures-open-data", "nation-measures", "nation-measure",
    "nation-measure-chart", "outcomes", "action",
}  # fmt: skip
SECRETS = re.compile(r'(nonce|value)="[\w+/=-]{20,}"')  # drawn anew for each page


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once: the small numbers are loaded, looked at and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def load_small(world: World, number: str) -> None:
    """A small number as a count, a category, a share, a revision and the reason for it, and of a measure unseen."""
    count = int(number)
    locality = Locality.objects.get(slug=world.here.slug)
    measures = {measure.key: measure for measure in locality.measures.all()}
    public, draft = measures[world.here.parts["measure"]], measures[world.here.parts["draft_measure"]]
    share = locality.measures.get(standard_key=STANDARD_SHARE)
    told = f"{number} people, and not {count + 1}, came"
    march, april = date(2026, 3, 1), date(2026, 4, 1)
    load(public, count + 1, on=april, at=AT)
    load(public, count, on=april, at=AT, reason=told)
    load(public, count, on=march, at=AT, breakdown="sex", category="women")
    load(public, 43 - count, on=march, at=AT, breakdown="sex", category="men")
    load(draft, count, on=april, at=AT)
    last = share.observations.order_by("period_on").last().period_on
    load(share, 100 * count / 40, on=last, at=AT, numerator=count, denominator=40, reason=told)
    add_step(measure_id=draft.pk, on=april, reason=told, by=None, at=AT)
    for month in range(1, 13):
        load(draft, 3 if month > 1 else count, on=date(2025, month, 1), at=AT)
    action = Action.objects.get(plan__locality=locality, number=world.here.parts["action"])
    for measure in (public, draft, share):
        ActionMeasure.objects.get_or_create(action=action, measure=measure, defaults={"at": AT})


def addresses_of(world: World) -> list[str]:
    """Everything in the table of access that everybody opens, and each format of a chart."""
    found = [address_of(line, world) for line in PUBLIC]
    share = Locality.objects.get(slug=world.here.slug).measures.get(standard_key=STANDARD_SHARE)
    # The chart of the one is drawn, and that of the other is not: too much of it is hidden.
    found += [address.replace(f"/{world.here.parts['measure']}/", f"/{share.key}/") for address in found]
    found += [address.replace("chart.svg", "chart.png") for address in found if "/measures/" in address]
    return list(dict.fromkeys(found))


def read(world: World, who: str, address: str) -> str:
    response = world.visitors[who].get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code < 400 or "/chart." in address, address
    return SECRETS.sub("", words_in(content, address))


def read_all(world: World) -> dict[str, str]:
    """What everybody reads by address, where any of it comes from the tables of measures."""
    said = {}
    for address in addresses_of(world):
        with CaptureQueriesContext(connection) as asked:
            text = read(world, "public", address)
        if any('"indicators_' in query["sql"] for query in asked):
            said[address] = text
    return said


def test_nothing_that_everybody_can_open_depends_on_a_small_number(world):
    board = f"/localities/{world.here.slug}/measures/"
    first, second = SMALL
    with transaction.atomic():
        load_small(world, first)
        said = read_all(world)
        told = read(world, "member here", board)
        transaction.set_rollback(True)
    with transaction.atomic():
        load_small(world, second)
        assert [address for address, text in said.items() if read(world, "public", address) != text] == []
        # Members do see which it is, so it was not for want of anything to see.
        assert read(world, "member here", board) != told
        transaction.set_rollback(True)
    assert {line.name for line in PUBLIC if address_of(line, world) in said} >= OF_MEASURES
    assert "small number" in said[f"{board}{world.here.parts['measure']}/"]
