"""Changes to targets: each is said for a day on and kept, with the ones before it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.indicators.commands.refusing import NotKept, refuse_patients
from concordat.indicators.domain.figures import Unit
from concordat.indicators.models import Measure, MeasureTarget

GREATEST = Decimal(10) ** 9


@transaction.atomic
def set_target(
    *, measure_id: int, since_on: date, value: Decimal | None, reason: str, by: User | None, at: datetime
) -> MeasureTarget:
    """Say which target holds from a day on; None: none any more. What was said before stays, and is told.

    Raises NotKept for a target that no figure could reach, the same one again, and without a reason where another one
    was said before.
    """
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    reason = reason.strip()
    if value is not None and not 0 <= value <= GREATEST:
        raise NotKept("A target is 0 or more, as figures are.", "value")
    if value is not None and measure.unit == Unit.PERCENTAGE and value > 100:
        raise NotKept("A percentage can't be more than 100.", "value")
    refuse_patients({"reason": reason})
    before = measure.targets.filter(since_on__lte=since_on).order_by("since_on", "pk").last()
    if (before.value if before else None) == value:
        raise NotKept("That target holds on this day already.", "value")
    if measure.targets.exists() and not reason:
        raise NotKept("Say why the target changes: a target that moves without a reason means nothing.", "reason")
    target = MeasureTarget.objects.create(measure=measure, since_on=since_on, value=value, reason=reason, at=at, by=by)
    record_audit(
        "set_target", measure, by=by, at=at, since=since_on.isoformat(), value=None if value is None else str(value)
    )
    return target
