"""Deletes figures that were sent and not loaded: small ones are true, and nobody has a use for them any more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.indicators.models import FigureLoad


def delete_waiting_loads(*, at: datetime) -> int:
    """Give up the loads that nobody accepted in time, and give how many; called again it finds none.

    When and by whom they were sent stays.
    """
    waiting = FigureLoad.objects.filter(accepted_at=None, discarded_at=None)
    late = waiting.filter(created_at__lt=at - timedelta(days=settings.FIGURES_WAIT_DAYS))
    return sum(_delete(number, at=at) for number in late.values_list("pk", flat=True))


@transaction.atomic
def _delete(number: int, *, at: datetime) -> bool:
    """Whoever accepts the load takes the same lock: one of both comes too late."""
    load = FigureLoad.objects.select_for_update().get(pk=number)
    if load.accepted_at is not None or load.discarded_at is not None:
        return False
    give_up(load, at=at, note=f"Nobody accepted it within {settings.FIGURES_WAIT_DAYS} days.")
    record_audit("delete_waiting_load", load, by=None, at=at)
    return True


def give_up(load: FigureLoad, *, at: datetime, note: str = "") -> None:
    """Delete what a load holds; the row says that it was there. note: why, in a sentence."""
    load.discarded_at = at
    load.rows = {"figures": [], "notes": [note] if note else []}
    load.save(update_fields=["discarded_at", "rows"])
