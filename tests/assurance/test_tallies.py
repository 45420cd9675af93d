"""Counts of editions are counted once, and nothing rests on their being there."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concordat.assurance import commands, queries
from concordat.assurance.domain.histories import steps_reached
from concordat.assurance.domain.ladder import CheckStanding, Delivery, Step
from concordat.assurance.models import Declaration, DeliveryTally, PlanSubmission
from concordat.plans.domain.states import State
from concordat.reporting.domain.nation import since_when
from concordat.reporting.queries import get_nation
from tests.factories.directory import AreaFactory, LocalityFactory
from tests.factories.plan_rows import a_plan, an_action, an_edition, say

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TODAY = date(2026, 9, 1)


@pytest.fixture
def locality():
    """Approved in February; work is under way since March, half is verified since May, and so it stayed."""
    locality = LocalityFactory(name="Askdale", slug="askdale", areas=[AreaFactory()])
    declaration = Declaration.objects.create(
        locality=locality, number=1, begun_at=AT, declared_on=AT.date(), submitted_at=AT
    )
    plan = a_plan(locality)
    one, two = (an_action(plan, number, state=State.NOT_STARTED) for number in (1, 2))
    first = an_edition(plan, 1, dated_on=date(2026, 1, 20))
    decided = datetime(2026, 2, 2, 9, tzinfo=UTC)
    PlanSubmission.objects.create(
        locality=locality, number=1, declaration=declaration, edition=first, submitted_at=AT,
        decided_at=decided, outcome=CheckStanding.APPROVED.value,
    )  # fmt: skip
    say(one, state=State.IN_PROGRESS)
    an_edition(plan, 2, dated_on=date(2026, 3, 3))
    say(one, state=State.COMPLETE_VERIFIED)
    an_edition(plan, 3, dated_on=date(2026, 5, 5))
    say(two, progress="Nearly there")
    an_edition(plan, 4, dated_on=date(2026, 8, 8))
    say(two, state=State.COMPLETE_VERIFIED)
    an_edition(plan, 5, published=False)
    return locality


def steps() -> list[tuple[date, Step]]:
    history = queries.histories(["askdale"])["askdale"]
    return [(each.on, each.step) for each in steps_reached(history, until=TODAY)]


def test_step_within_delivery_is_dated_by_the_edition_that_first_said_so(locality):
    told = [
        (date(2026, 1, 5), Step.PLAN_SUBMITTED),
        (date(2026, 2, 2), Step.APPROVED),
        (date(2026, 3, 3), Step.IN_DELIVERY),
        (date(2026, 5, 5), Step.DELIVERED_IN_PART),
    ]
    assert steps() == told
    assert commands.tally_editions(at=AT) == 4
    assert steps() == told
    (place,) = get_nation(None, on=TODAY).places
    assert place.since == since_when(place.reached) == date(2026, 5, 5)


def test_tally_counts_each_published_edition_once(locality):
    assert commands.tally_editions(at=AT) == 4
    assert commands.tally_editions(at=AT) == 0
    counts = DeliveryTally.objects.order_by("edition__number").values_list("promised", "begun", "verified")
    assert list(counts) == [(2, 0, 0), (2, 1, 0), (2, 1, 1), (2, 2, 1)]
    editions = queries.histories(["askdale"])["askdale"].editions
    assert [edition.delivery for edition in editions] == [Delivery(*row) for row in counts]


def test_history_reads_no_entry_of_an_edition_that_was_counted(locality):
    def queries_of() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            queries.histories()
        return [query["sql"] for query in captured]

    before = queries_of()
    commands.tally_editions(at=AT)
    DeliveryTally.objects.filter(edition__number=2).update(verified=2, begun=2)
    after = queries_of()
    assert len(before) == len(after) <= 9
    editions = queries.histories()["askdale"].editions
    # What the table says is believed of an older edition; the latest is looked at.
    assert editions[1].delivery == Delivery(2, 2, 2)
    DeliveryTally.objects.filter(edition__number=4).update(verified=0)
    assert queries.histories()["askdale"].editions[3].delivery == Delivery(2, 2, 1)
