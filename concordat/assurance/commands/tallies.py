"""Counts once how far the actions of each published edition had got, and what the latest of each plan counts to."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from concordat.assurance.domain.tallies import dump_counts
from concordat.assurance.models import DeliveryTally, PlanTally
from concordat.assurance.queries import delivery_of, states_of
from concordat.assurance.queries.tallies import count_editions, waiting_plans
from concordat.plans.models import Edition

AT_ONCE = 100  # editions
Counted = TypeVar("Counted")


def tally_editions(*, at: datetime) -> int:
    """Count the published editions that nobody has counted; gives how many they were.

    The clock calls it. Nobody is named as the actor and nothing is audited: it only counts what stands there for ever.
    """
    waiting = Edition.objects.filter(published_at__isnull=False, delivery_tally=None).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True))
    for some in _in_parts(keys):
        states, _ = states_of(Edition.objects.filter(pk__in=some), timezone.localdate(at))
        told = ((pk, delivery_of(states[pk])) for pk in some)
        DeliveryTally.objects.bulk_create(
            (
                DeliveryTally(edition_id=pk, promised=each.promised, begun=each.begun, verified=each.verified)
                for pk, each in told
            ),
            ignore_conflicts=True,  # two workers may count the same edition, and come to the same
        )
    _tally_plans()
    return len(keys)


def _tally_plans() -> None:
    for some in _in_parts(waiting_plans()):
        # What is published while this counts makes the row be behind, and it is counted again.
        counts = count_editions(each.edition for each in some)
        PlanTally.objects.bulk_create(
            (
                PlanTally(
                    plan_id=each.plan,
                    edition_id=each.edition,
                    published=each.published,
                    groups=dump_counts(counts[each.edition]),
                )
                for each in some
            ),
            update_conflicts=True,
            unique_fields=["plan"],
            update_fields=["edition", "published", "groups"],
        )


def _in_parts(whole: Sequence[Counted]) -> Iterator[Sequence[Counted]]:
    for first in range(0, len(whole), AT_ONCE):
        yield whole[first : first + AT_ONCE]
