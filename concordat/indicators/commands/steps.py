"""Changes to steps: a person says that the process is another one from a day on, or that it was not."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.indicators.commands.refusing import NotKept, refuse_patients
from concordat.indicators.models import Measure, ProcessStep


@transaction.atomic
def add_step(*, measure_id: int, on: date, reason: str, by: User | None, at: datetime) -> ProcessStep:
    """Say that the process is another one from a day on.

    Raises NotKept without a reason, for a day to come, and where a step stands on that day already.
    """
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    reason = reason.strip()
    if not reason:
        raise NotKept("Say what changed on that day; a step without a reason would only hide the past.", "reason")
    refuse_patients({"reason": reason})
    if on > timezone.localdate(at):
        raise NotKept("That day is still to come. Enter the step once the change has been made.", "on")
    if measure.steps.filter(on=on, withdrawn_at=None).exists():
        raise NotKept("A step stands on that day already. Withdraw it first if the reason is wrong.", "on")
    step = ProcessStep.objects.create(measure=measure, on=on, reason=reason, by=by, at=at)
    record_audit("add_step", measure, by=by, at=at, on=on.isoformat())
    return step


@transaction.atomic
def withdraw_step(*, measure_id: int, step_id: int, by: User | None, at: datetime) -> None:
    """Take a step back, so that the limits are those of the whole again; that it stood stays known. Raises NotKept."""
    step = ProcessStep.objects.select_for_update().filter(pk=step_id, measure_id=measure_id).first()
    if step is None or step.withdrawn_at is not None:
        raise NotKept("This step was withdrawn already.")
    step.withdrawn_at, step.withdrawn_by = at, by
    step.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record_audit("withdraw_step", step.measure, by=by, at=at, on=step.on.isoformat())
