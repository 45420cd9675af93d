"""Changes to measures: figures are loaded and revised, never overwritten."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.rules import wrong_with_figure
from concordat.indicators.models import Measure, Observation


class NotLoadable(ValueError):
    """A figure can't be loaded; the message is one sentence for the analyst."""


@transaction.atomic
def record_observation(
    *,
    measure: Measure,
    period_on: date,
    value: Decimal | None,
    by: User | None,
    at: datetime,
    numerator: int | None = None,
    denominator: int | None = None,
    breakdown: str = "",
    category: str = "",
    reason: str = "",
    is_released: bool = True,
) -> Observation | None:
    """Write a figure, or a revision of it; None where the same figure stands already.

    is_released: let out at once what the public may see of it; whoever writes several calls `release_figures` once.

    Raises NotLoadable for a period in the future, a negative figure, a percentage that is beyond 100 or not that of
    its numerator and denominator, and for a revision or a missing figure without a reason.
    """
    _check(measure, period_on, value, numerator, denominator, at)
    # Two loads at once would both write the next revision: the second waits for the first.
    Measure.objects.select_for_update().get(pk=measure.pk)
    earlier = (
        measure.observations.filter(period_on=period_on, breakdown=breakdown, category=category)
        .order_by("revision")
        .last()
    )
    if earlier and (earlier.value, earlier.numerator, earlier.denominator) == (value, numerator, denominator):
        return None
    if not reason.strip() and (earlier or value is None):
        raise NotLoadable("Say why this figure differs from the one that was loaded, or why it is missing.")
    observation = Observation.objects.create(
        measure=measure,
        period_on=period_on,
        breakdown=breakdown,
        category=category,
        revision=earlier.revision + 1 if earlier else 1,
        value=value,
        numerator=numerator,
        denominator=denominator,
        reason=reason.strip(),
        at=at,
        by=by,
    )
    record_audit(
        "record_observation", measure, by=by, at=at, period=period_on.isoformat(), revision=observation.revision
    )
    if is_released and measure.published_at:
        release_figures(locality=measure.locality, at=at, periods=[period_on])
    return observation


def _check(
    measure: Measure,
    period_on: date,
    value: Decimal | None,
    numerator: int | None,
    denominator: int | None,
    at: datetime,
) -> None:
    if period_on > at.date():
        raise NotLoadable(f"{period_on:%d/%m/%Y} lies in the future.")
    if wrong := wrong_with_figure(Unit(measure.unit), value, numerator, denominator):
        raise NotLoadable(wrong)
