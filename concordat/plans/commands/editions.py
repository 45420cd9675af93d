"""Freezes the live plan as an edition, and lets everybody read an edition that was kept as a draft."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from concordat.accounts.commands import record_audit, refuse_patients
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.commands.searching import write_search
from concordat.plans.domain.days import spoken_day
from concordat.plans.models import ActionUpdate, Edition, EditionEntry, Plan
from concordat.plans.queries.editions import entries_due


class AlreadyPublished(Exception):
    """Everybody can read the edition already."""


class NoNewEdition(Exception):
    """The live plan can't become an edition; the message says why."""


@transaction.atomic
def freeze_edition(
    *,
    locality: str,
    dated_on: date,
    title: str,
    overruled_reason: str = "",
    publish: bool,
    by: User | None,
    at: datetime,
) -> int:
    """Make the live plan of a locality (its slug) the next edition as it stands; gives the edition's number.

    Raises `NoNewEdition` where nothing is new since the latest one, or where that one has a later day, and
    `NamesAPatient` for a new title.
    """
    # Two editions frozen at once would otherwise have one number.
    plan = Plan.objects.get(locality=Locality.objects.select_for_update().get(slug=locality))
    latest = plan.editions.first()
    if latest is not None and latest.dated_on > dated_on:
        raise NoNewEdition(
            f"Edition {latest.number} is dated {spoken_day(latest.dated_on)}: the next one can't be older. "
            "Choose that day or a later one."
        )
    standing = list(entries_due(plan.pk))
    if latest is not None and set(standing) <= set(latest.entries.values_list("action", "wording", "update")):
        raise NoNewEdition(f"Nothing has changed since edition {latest.number}, so there is nothing to freeze.")
    why = refuse_patients({} if title == plan.title else {"title": title}, overruled_reason)
    plan.title = title
    plan.save(update_fields=["title"])
    edition = Edition.objects.create(
        plan=plan,
        number=latest.number + 1 if latest else 1,
        dated_on=dated_on,
        title=title,
        front_matter=plan.front_matter,
        frozen_at=at,
        frozen_by=by,
        published_at=at if publish else None,
        published_by=by if publish else None,
    )
    write_entries(edition, standing)
    if publish:
        write_search(locality=plan.locality_id)
    record_audit("freeze_edition", edition, by=by, at=at, number=edition.number, published=publish, **why)
    return edition.number


def write_entries(edition: Edition, entries: Sequence[tuple[int, int, int]]) -> None:
    """Write what stands in an edition: the keys of an action, its wording and its update for each."""
    updates = ActionUpdate.objects.filter(pk__in=[update for _, _, update in entries])
    names = ("pk", "state", "said_on", "timescale__end_on", "timescale__slips")
    facts = {pk: values for pk, *values in updates.values_list(*names)}
    EditionEntry.objects.bulk_create(
        EditionEntry(
            edition=edition, action_id=action, wording_id=wording, update_id=update, state=state, said_on=said_on,
            end_on=end_on, slips=slips,
        )
        for action, wording, update in entries
        for state, said_on, end_on, slips in (facts[update],)
    )  # fmt: skip


@transaction.atomic
def publish_edition(*, edition_id: int, by: User | None, at: datetime) -> None:
    """Let everybody read an edition that was kept as a draft. Raises `AlreadyPublished`."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    if edition.published_at is not None:
        raise AlreadyPublished(f"Edition {edition.number} is published already.")
    edition.published_at = at
    edition.published_by = by
    edition.save(update_fields=["published_at", "published_by"])
    write_search(locality=edition.plan.locality_id)
    record_audit("publish_edition", edition, by=by, at=at, number=edition.number)
