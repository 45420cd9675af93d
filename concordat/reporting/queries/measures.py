"""Reads a locality's measures for its pages: what the viewer sees of them, and what the viewer may do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concordat.accounts.access import Permission
from concordat.directory.models import Locality
from concordat.directory.queries import NoSuchLocality, Viewer
from concordat.indicators import queries as indicators
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.models import Measure, Observation
from concordat.plans import queries as plans

_MOST_REVISIONS = 30


class NoSuchMeasure(LookupError):
    """There is no measure with this key in the locality, or the viewer may not know of it."""


@dataclass(frozen=True, slots=True)
class MeasuresSeen:
    """The measures of a locality as one viewer sees them, in their order, and what the viewer may do with them."""

    slug: str
    name: str
    is_example: bool
    measures: tuple[SeenMeasure, ...]
    may_see_draft: bool
    may_keep: bool
    may_load: bool


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that was loaded anew: what stood before, what stands, why, by whom and when. For members."""

    period_on: date
    breakdown: str
    category: str
    before: float | None
    after: float | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeasureSeenWhole:
    """One measure with the actions that should move it; `revisions` for members alone, the latest first."""

    slug: str
    name: str
    is_example: bool
    measure: SeenMeasure
    actions: tuple[plans.ActionMoving, ...]
    revisions: tuple[Revision, ...]
    may_see_draft: bool
    may_keep: bool
    may_load: bool


def measures_of(viewer: Viewer, slug: str, *, with_breakdowns: bool = False) -> MeasuresSeen:
    """Every measure of a locality; raises `directory.queries.NoSuchLocality`."""
    locality = _locality(slug)
    return MeasuresSeen(
        slug=slug,
        name=locality.name,
        is_example=locality.is_example,
        measures=indicators.measures_seen_by(viewer, locality, with_breakdowns=with_breakdowns),
        may_see_draft=viewer.has_perm(Permission.SEE_DRAFT, slug),
        may_keep=viewer.has_perm(Permission.KEEP_MEASURES, slug),
        may_load=viewer.has_perm(Permission.LOAD_FIGURES, slug),
    )


def measure_of(viewer: Viewer, slug: str, key: str) -> MeasureSeenWhole:
    """One measure of a locality; raises `directory.queries.NoSuchLocality` and NoSuchMeasure."""
    locality = _locality(slug)
    try:
        seen = indicators.measure_seen_by(viewer, locality, key)
    except Measure.DoesNotExist as reason:
        raise NoSuchMeasure(key) from reason
    pk = Measure.objects.values_list("pk", flat=True).get(locality=locality, key=key)
    may_see_draft = viewer.has_perm(Permission.SEE_DRAFT, slug)
    return MeasureSeenWhole(
        slug=slug,
        name=locality.name,
        is_example=locality.is_example,
        measure=seen,
        actions=plans.actions_moving(viewer, [pk])[pk],
        revisions=_revisions(pk) if may_see_draft else (),
        may_see_draft=may_see_draft,
        may_keep=viewer.has_perm(Permission.KEEP_MEASURES, slug),
        may_load=viewer.has_perm(Permission.LOAD_FIGURES, slug),
    )


def _locality(slug: str) -> Locality:
    try:
        return Locality.objects.get(slug=slug)
    except Locality.DoesNotExist as reason:
        raise NoSuchLocality(slug) from reason


def _revisions(measure: int) -> tuple[Revision, ...]:
    """The latest revisions of a measure's figures, each beside the figure before it; two queries."""
    rows: Sequence[Observation] = list(
        Observation.objects.filter(measure=measure, revision__gt=1)
        .select_related("by")
        .order_by("-at", "-pk")[:_MOST_REVISIONS]
    )
    if not rows:
        return ()
    before = {
        (row.period_on, row.breakdown, row.category, row.revision): row.value
        for row in Observation.objects.filter(measure=measure, period_on__in={row.period_on for row in rows})
    }
    return tuple(
        Revision(
            period_on=row.period_on,
            breakdown=row.breakdown,
            category=row.category,
            before=_number(before.get((row.period_on, row.breakdown, row.category, row.revision - 1))),
            after=_number(row.value),
            reason=row.reason,
            by=row.by.name if row.by else "",
            at=row.at,
        )
        for row in rows
    )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
