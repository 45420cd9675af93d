"""Closes a round of updates: what counts by then becomes the next edition, and the links are dead."""

from datetime import date, datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.editions import freeze_edition
from concordat.plans.commands.reviews.letters import withdraw_letters
from concordat.plans.commands.reviews.reminding import lock_open_review
from concordat.plans.models import Edition, Plan
from concordat.plans.queries.editions import entries_due


@transaction.atomic
def close_review(
    *,
    review_id: int,
    edition_title: str,
    overruled_reason: str = "",
    dated_on: date,
    publish: bool,
    by: User | None,
    at: datetime,
) -> int | None:
    """End a round and freeze the plan as the next edition; gives its number, None where nothing is new since the last.

    Answers that nobody decided on go on waiting: they are no part of the edition. Raises `ReviewClosed`, and
    `NoNewEdition` where the latest edition has a later day.
    """
    locality = Locality.objects.select_for_update().get(plan__reviews=review_id)
    review = lock_open_review(review_id)
    number = None
    if _is_new(review.plan):
        number = freeze_edition(
            locality=locality.slug,
            dated_on=dated_on,
            title=edition_title.strip() or review.plan.title,
            overruled_reason=overruled_reason,
            publish=publish,
            by=by,
            at=at,
        )
    review.closed_at = at
    review.closed_by = by
    review.edition = Edition.objects.get(plan=review.plan_id, number=number) if number else None
    review.save(update_fields=["closed_at", "closed_by", "edition"])
    withdraw_letters(review.requests.values_list("pk", flat=True), why="The round was closed before it was sent.")
    record_audit("close_review", review, by=by, at=at, number=review.number, edition=number)
    return number


def _is_new(plan: Plan) -> bool:
    latest = plan.editions.first()
    if latest is None:
        return True
    return not set(entries_due(plan.pk)) <= set(latest.entries.values_list("action", "wording", "update"))
