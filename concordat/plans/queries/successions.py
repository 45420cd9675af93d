"""Reads which actions live on in others, as one viewer may know of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from concordat.plans.models import ActionSuccession, EditionEntry
from concordat.plans.queries.standpoints import Standpoint


@dataclass(frozen=True, slots=True)
class SuccessionSeen:
    """Two actions, of which one lives on in the other since an edition; each by its number here."""

    kind: str  # a value of ActionSuccession.Kind
    earlier: int
    later: int
    edition: int


@dataclass(frozen=True, slots=True)
class RelatedSeen:
    """Another action, and how it is joined with the one that is looked at; called as in that edition."""

    kind: str  # a value of ActionSuccession.Kind
    is_later: bool  # the other one is
    number: int
    references: tuple[str, ...]
    edition: int


def successions_of(standpoint: Standpoint, action: int) -> tuple[RelatedSeen, ...]:
    """The actions that one (by primary key) came from or went into, the earliest told first, in two queries.

    The public knows of what published editions tell.
    """
    found = _seen(standpoint).filter(Q(earlier=action) | Q(later=action))
    rows = found.values_list(
        "kind", "earlier_id", "earlier__number", "later_id", "later__number", "edition_id", "edition__number"
    )
    others = [(later if earlier == action else earlier, edition) for _, earlier, _, later, _, edition, _ in rows]
    called = _called(others)
    return tuple(
        RelatedSeen(
            kind,
            earlier == action,
            later_number if earlier == action else earlier_number,
            called.get(other, ()),
            edition,
        )
        for (kind, earlier, earlier_number, _, later_number, _, edition), other in zip(rows, others, strict=True)
    )


def successions_between(standpoint: Standpoint, after: int, until: int | None) -> tuple[SuccessionSeen, ...]:
    """What was told after an edition, up to another one or until now, in one query."""
    rows = _seen(standpoint).filter(edition__plan=standpoint.plan_pk, edition__number__gt=after)
    if until is not None:
        rows = rows.filter(edition__number__lte=until)
    return tuple(
        SuccessionSeen(*row) for row in rows.values_list("kind", "earlier__number", "later__number", "edition__number")
    )


def _seen(standpoint: Standpoint) -> QuerySet[ActionSuccession]:
    rows = ActionSuccession.objects.order_by("edition__number", "pk")
    return rows if standpoint.may_see_draft else rows.filter(edition__published_at__isnull=False)


def _called(actions: Iterable[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The references of actions in editions, both by primary key."""
    wanted = set(actions)
    if not wanted:
        return {}
    rows = EditionEntry.objects.filter(
        action__in={action for action, _ in wanted}, edition__in={edition for _, edition in wanted}
    )
    return {
        (action, edition): tuple(references)
        for action, edition, references in rows.values_list("action_id", "edition_id", "wording__references")
    }
