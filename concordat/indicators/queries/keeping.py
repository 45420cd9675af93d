"""Reads what keepers of measures need: what each is, its targets and steps, and the rule of small numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q

from concordat.accounts.access import Permission
from concordat.accounts.models import User
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.named_breakdowns import Named
from concordat.indicators.domain.reference import StandardMeasure
from concordat.indicators.domain.releases import SmallNumberRule, rules_after
from concordat.indicators.domain.series import Direction
from concordat.indicators.models import FigureRelease, Measure, MeasureTarget, ProcessStep, SmallNumberSetting
from concordat.indicators.queries import releases
from concordat.indicators.queries.reference import standard_measures


class NoSuchMeasure(Exception):
    """There is no measure of this key in the locality, or it is not for the viewer to keep."""


@dataclass(frozen=True, slots=True)
class MeasureKept:
    """A measure as those see it who keep it. owned_by, loaded_by: keys of partners; owner, loader: their names."""

    id: int
    key: str
    name: str
    question: str
    definition: str
    standard: str
    source: str
    wording: Wording
    direction: Direction
    standard_key: str
    owned_by: int | None
    loaded_by: int | None
    owner: str
    loader: str
    due_within_days: int
    published_at: datetime | None
    retired_at: datetime | None
    figures: int
    latest_on: date | None
    breakdowns: Named


@dataclass(frozen=True, slots=True)
class TargetSaid:
    """What was said of a target. value: None where there is none from that day on. is_replaced: of two of a day."""

    since_on: date
    value: Decimal | None
    reason: str
    by: str
    at: datetime
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class StepSaid:
    id: int
    on: date
    reason: str
    by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class RuleSaid:
    largest_hidden: int
    rounds_to: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """The rule that holds, what was set before (newest first), and which rules may follow once figures are public."""

    rule: SmallNumberRule
    is_default: bool
    has_public_figures: bool
    stricter: tuple[SmallNumberRule, ...]
    said: tuple[RuleSaid, ...]


def measures_kept(viewer: Any, locality: str) -> tuple[MeasureKept, ...]:
    """The measures of the locality with this slug in their order; none where the viewer may not keep them."""
    return tuple(_kept(row) for row in _rows(viewer, locality))


def measure_kept(viewer: Any, locality: str, key: str) -> MeasureKept:
    """Raises NoSuchMeasure."""
    row = _rows(viewer, locality).filter(key=key).first()
    if row is None:
        raise NoSuchMeasure(key)
    return _kept(row)


def standard_left(kept: tuple[MeasureKept, ...]) -> tuple[StandardMeasure, ...]:
    """The measures of the standard set that are not among those kept."""
    taken = {measure.standard_key for measure in kept}
    return tuple(measure for measure in standard_measures().measures if measure.key not in taken)


def targets_said(measure_id: int) -> tuple[TargetSaid, ...]:
    """Everything that was said of a measure's targets, from the latest day on back."""
    rows = MeasureTarget.objects.filter(measure=measure_id).select_related("by").order_by("since_on", "pk")
    last = {row.since_on: row.pk for row in rows}
    said = [
        TargetSaid(row.since_on, row.value, row.reason, _name(row.by), row.at, last[row.since_on] != row.pk)
        for row in rows
    ]
    return tuple(reversed(said))


def steps_said(measure_id: int) -> tuple[StepSaid, ...]:
    """Every step of a measure, withdrawn ones too, the latest first."""
    rows = ProcessStep.objects.filter(measure=measure_id).select_related("by", "withdrawn_by").order_by("-on", "-pk")
    return tuple(
        StepSaid(row.pk, row.on, row.reason, _name(row.by), row.at, row.withdrawn_at, _name(row.withdrawn_by))
        for row in rows
    )


def rule_standing(viewer: Any, locality: str) -> RuleStanding:
    """Raises NoSuchMeasure where the viewer may not keep the locality's measures."""
    if not viewer.has_perm(Permission.KEEP_MEASURES, locality):
        raise NoSuchMeasure(locality)
    rows = list(SmallNumberSetting.objects.filter(locality__slug=locality).select_related("by").order_by("-pk"))
    rule = releases.rule_from(rows[0].largest_hidden, rows[0].rounds_to) if rows else SmallNumberRule()
    is_public = has_public_figures(locality)
    return RuleStanding(
        rule=rule,
        is_default=not rows,
        has_public_figures=is_public,
        stricter=rules_after(rule) if is_public else (),
        said=tuple(RuleSaid(row.largest_hidden, row.rounds_to, _name(row.by), row.at) for row in rows),
    )


def has_public_figures(locality: str) -> bool:
    """Whether visitors see figures now, or saw some once: what was seen can't be called back."""
    return (
        Measure.objects.filter(locality__slug=locality, published_at__isnull=False).exists()
        or FigureRelease.objects.filter(measure__locality__slug=locality).exists()
    )


def _rows(viewer: Any, locality: str) -> Any:
    if not viewer.has_perm(Permission.KEEP_MEASURES, locality):
        return Measure.objects.none()
    whole = Q(observations__breakdown="")
    return (
        Measure.objects.filter(locality__slug=locality)
        .select_related("owned_by__organisation", "loaded_by__organisation")
        .annotate(
            figures=Count("observations__period_on", filter=whole, distinct=True),
            latest_on=Max(F("observations__period_on"), filter=whole),
        )
    )


def _kept(row: Any) -> MeasureKept:
    return MeasureKept(
        id=row.pk,
        key=row.key,
        name=row.name,
        question=row.question,
        definition=row.definition,
        standard=row.standard,
        source=row.source,
        wording=Wording(Unit(row.unit), Frequency(row.frequency), row.rate_of),
        direction=Direction(row.direction),
        standard_key=row.standard_key,
        owned_by=row.owned_by_id,
        loaded_by=row.loaded_by_id,
        owner=str(row.owned_by or ""),
        loader=str(row.loaded_by or ""),
        due_within_days=row.due_within_days,
        published_at=row.published_at,
        retired_at=row.retired_at,
        figures=row.figures,
        latest_on=row.latest_on,
        breakdowns=tuple((title, tuple(categories)) for title, categories in row.breakdowns),
    )


def _name(user: User | None) -> str:
    return user.name if user else ""
