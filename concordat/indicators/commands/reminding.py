"""Reminds whoever loads figures, by itself, as a round reminds its leads."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from concordat.accounts.commands import record_audit, write_message
from concordat.accounts.domain.working_days import FIRST_HOUR, LAST_HOUR
from concordat.accounts.models import Message
from concordat.accounts.queries import bounced_among
from concordat.indicators.domain.reminding import FiguresDue, Loader, by_address, figures_due, reminding_letter
from concordat.indicators.queries.reminding import LoadersKnown, loaders_known, measures_to_load

KEY = "figures-due"


def remind_loaders(*, at: datetime) -> int:
    """Write to whoever has figures to load whose reminder is due, one letter a person, and give how many letters.

    Called again it writes none: who was written to since the reminder's day needs no other one. Whoever's last letter
    came back is passed over.
    """
    local = timezone.localtime(at)
    # The calendar takes a second to load, so what needs none is asked first.
    if local.weekday() > 4 or not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    rows = measures_to_load()
    due = [(row, figures_due(row.measure, at=local)) for row in rows]
    reminded = [(row, each) for row, each in due if each.periods]
    if not any(each.reminded_on for _, each in reminded):
        return 0
    localities = {row.locality for row, _ in reminded}
    known = loaders_known(localities, today=local.date())
    asked: defaultdict[Loader, list[FiguresDue]] = defaultdict(list)
    places: dict[str, int] = {}
    for row, each in reminded:
        places[row.measure.locality_slug] = row.locality
        for loader in known.loaders_of(row):
            asked[loader].append(each)
    letters = by_address(asked)
    silent = bounced_among(letters)
    written = [
        _write(loader, figures, known, places, at=at)
        for address, (loader, figures) in letters.items()
        if address not in silent and _is_due(address, figures)
    ]
    return sum(written)


def _is_due(address: str, figures: Iterable[FiguresDue]) -> bool:
    days = [each.reminded_on for each in figures if each.reminded_on]
    if not days:
        return False
    last = (
        Message.objects.annotate(address=Lower("to_address"))
        .filter(address=address, key__startswith=f"{KEY}-")
        .order_by("written_at")
        .last()
    )
    return last is None or timezone.localdate(last.written_at) < max(days)


@transaction.atomic
def _write(
    loader: Loader, figures: list[FiguresDue], known: LoadersKnown, places: dict[str, int], *, at: datetime
) -> bool:
    """Two workers come here one after the other: the second finds the letter of the first by its key."""
    today = timezone.localdate(at)
    slugs = list(dict.fromkeys(each.measure.locality_slug for each in figures))
    analysts = list(dict.fromkeys(one for slug in slugs for one in known.analysts[places[slug]]))
    letter = reminding_letter(figures, to_name=loader.name, analysts=analysts, today=today)
    digest = sha256(loader.address.lower().encode()).hexdigest()[:16]
    key = f"{KEY}-{digest}-{today.isoformat()}"
    if Message.objects.filter(key=key).exists():
        return False
    message = write_message(
        key=key,
        to_address=loader.address,
        to_name=loader.name,
        subject=letter.subject,
        text=letter.text,
        link_path=reverse("figures-load", kwargs={"locality": slugs[0]}) if len(slugs) == 1 else "/",
        at=at,
    )
    record_audit("remind_loaders", message, by=None, at=at, figures=sum(len(each.periods) for each in figures))
    return True
