"""Reads which roles a user holds today, and where."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from concordat.accounts.models import User
from concordat.directory.domain import Role
from concordat.directory.models import Locality, RoleHeld

Viewer = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role and the slugs of the localities that it reaches; None means every one.

    `partner` is the key of the partner where the role is held at one.
    """

    role: Role
    localities: frozenset[str] | None
    partner: int | None = None

    def covers(self, locality: str | None) -> bool:
        return locality is None or self.localities is None or locality in self.localities


def roles_held_by(user: Viewer) -> tuple[HeldRole, ...]:
    """The roles that a user holds today; read once a request and kept on the user."""
    if not isinstance(user, User):
        return ()
    kept: tuple[HeldRole, ...] | None = getattr(user, "_roles_held", None)
    if kept is None:
        today = timezone.localdate()
        rows = (
            RoleHeld.objects.filter(user=user, since_on__lte=today)
            .filter(Q(until_on=None) | Q(until_on__gt=today))
            .select_related("locality", "partner__locality")
        )
        kept = tuple(HeldRole(Role(row.role), _localities_reached_by(row), row.partner_id) for row in rows)
        user._roles_held = kept  # type: ignore[attr-defined]
    return kept


def _localities_reached_by(row: RoleHeld) -> frozenset[str] | None:
    if row.locality:
        return frozenset({row.locality.slug})
    if row.partner:
        return frozenset({row.partner.locality.slug})
    if row.region_id:
        return frozenset(Locality.objects.filter(region_id=row.region_id).values_list("slug", flat=True))
    return None
