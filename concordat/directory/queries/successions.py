"""Reads what became of organisations."""

from collections.abc import Iterable
from datetime import date

from concordat.directory.domain import Body, Fate, Lineage, SuccessionKind
from concordat.directory.domain import Succession as Step
from concordat.directory.models import Succession


def lineage() -> Lineage:
    """Who followed whom, of all organisations; one query over some 300 rows."""
    rows = Succession.objects.order_by("pk").values_list(
        "before__slug", "before__name", "before__ends_on", "after__slug", "after__name", "after__ends_on",
        "kind", "happened_on",
    )  # fmt: skip
    return Lineage(Step(Body(*row[:3]), Body(*row[3:6]), SuccessionKind(row[6]), row[7]) for row in rows)


def fates_of(bodies: Iterable[Body], *, on: date) -> dict[str, Fate]:
    """What had become, by a day, of those that had ended, by slug; one query, and none where nobody has ended."""
    ended = [body for body in bodies if body.ends_on is not None and body.ends_on < on]
    if not ended:
        return {}
    known = lineage()
    return {body.slug: fate for body in ended if (fate := known.fate_of(body, on=on)) is not None}
