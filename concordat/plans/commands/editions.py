"""What is done with an edition once it is frozen."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.plans.models import Edition


class AlreadyPublished(Exception):
    """Everybody can read the edition already."""


@transaction.atomic
def publish_edition(*, edition_id: int, by: User | None, at: datetime) -> None:
    """Let everybody read an edition that was kept as a draft. Raises `AlreadyPublished`."""
    edition = Edition.objects.select_for_update().get(pk=edition_id)
    if edition.published_at is not None:
        raise AlreadyPublished(f"Edition {edition.number} is published already.")
    edition.published_at = at
    edition.published_by = by
    edition.save(update_fields=["published_at", "published_by"])
    record_audit("publish_edition", edition, by=by, at=at, number=edition.number)
