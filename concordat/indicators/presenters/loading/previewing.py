"""A load before it is accepted: each figure with what it will do, revisions first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from concordat.indicators.domain.figures import Unit
from concordat.indicators.domain.loading import Change, Effect, KnownMeasure
from concordat.indicators.queries.loading import LoadListed, LoadSeen

MOST_ROWS = 300  # of each kind that a page lists; the number of the others is said


@dataclass(frozen=True, slots=True)
class EffectTag:
    words: str
    colour: str
    shape: str


_TAGS = {
    Effect.NEW: EffectTag("New", "green", "circle-full"),
    Effect.SAME: EffectTag("The same", "grey", "tick"),
    Effect.REVISION: EffectTag("Revision", "orange", "arrow"),
}


_WAITS = EffectTag("Waits for you", "yellow", "circle-half")
_LOADED = EffectTag("Loaded", "green", "tick")
_DISCARDED = EffectTag("Discarded", "grey", "cross")
_STANDS = EffectTag("Stands", "grey", "tick")
_REVISED_SINCE = EffectTag("Revised since", "orange", "arrow")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One figure. number: its place in the load. before, by: of a revision. reason: as the file gives it."""

    number: int
    measure: str
    period: str
    category: str
    figure: str
    before: str
    by: str
    reason: str
    where: str
    tag: EffectTag


@dataclass(frozen=True, slots=True)
class PreviewGroup:
    """The figures that do the same. left: how many more there are than are listed."""

    effect: str
    title: str
    rows: tuple[PreviewRow, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a load would do. sentence: in numbers. is_idle: every figure stands already. asks_reason: for revisions."""

    sentence: str
    groups: tuple[PreviewGroup, ...]
    is_idle: bool
    asks_reason: bool


@dataclass(frozen=True, slots=True)
class LoadPage:
    """A load, open or over. state: what became of it, or until when it waits. loaded: its figures, once accepted."""

    name: str
    by: str
    at: str
    state: str
    notes: tuple[str, ...]
    preview: Preview
    loaded: PreviewGroup | None


def present_load(load: LoadSeen, changes: Sequence[Change], measures: Mapping[str, KnownMeasure]) -> LoadPage:
    """A load with what it would do; of one that is over, what became of it."""
    state = f"Nothing is loaded yet. It is kept until {_date(load.kept_until)}, and then deleted if nobody accepts it."
    if load.accepted_at is not None:
        state = f"These figures were loaded on {_day(load.accepted_at)}."
    elif load.discarded_at is not None:
        day = _day(load.discarded_at)
        state = f"This load was discarded on {day}. Nothing of it was loaded, and its figures are deleted."
    return LoadPage(
        name=load.name,
        by=load.by,
        at=_day(load.created_at),
        state=state,
        notes=load.notes,
        preview=present_changes(changes, measures),
        loaded=_loaded(changes, measures) if load.accepted_at is not None else None,
    )


def _loaded(changes: Sequence[Change], measures: Mapping[str, KnownMeasure]) -> PreviewGroup:
    """The figures of an accepted load, with what has become of each since."""
    rows = (_row(number, each, measures[each.figure.key.measure]) for number, each in enumerate(changes[:MOST_ROWS]))
    return PreviewGroup(
        effect="loaded",
        title="What was loaded",
        rows=tuple(
            replace(row, by="", tag=_STANDS if change.effect is Effect.SAME else _REVISED_SINCE)
            for row, change in zip(rows, changes, strict=False)
        ),
        left=max(len(changes) - MOST_ROWS, 0),
    )


@dataclass(frozen=True, slots=True)
class ListedLoad:
    """A load in the list of the latest."""

    words: str
    href: str
    about: str
    tag: EffectTag


def present_loads(loads: Sequence[LoadListed], locality: str) -> tuple[ListedLoad, ...]:
    """The latest loads, with what became of each."""
    return tuple(
        ListedLoad(
            words=load.name,
            href=reverse("figures-preview", kwargs={"locality": locality, "load": load.id}),
            about=f"{_day(load.created_at)}{f', by {load.by}' if load.by else ''}",
            tag=_WAITS if load.waits else _LOADED if load.accepted_at else _DISCARDED,
        )
        for load in loads
    )


def present_changes(changes: Sequence[Change], measures: Mapping[str, KnownMeasure]) -> Preview:
    """Every figure with what it would do, by kind."""
    by_effect = {
        effect: [(number, change) for number, change in enumerate(changes) if change.effect is effect]
        for effect in Effect
    }
    titles = {
        Effect.REVISION: "Figures that are revised",
        Effect.NEW: "New figures",
        Effect.SAME: "Figures that stand already",
    }
    groups = tuple(
        PreviewGroup(
            effect=effect.value,
            title=titles[effect],
            rows=tuple(
                _row(number, change, measures[change.figure.key.measure]) for number, change in rows[:MOST_ROWS]
            ),
            left=max(len(rows) - MOST_ROWS, 0),
        )
        for effect in (Effect.REVISION, Effect.NEW, Effect.SAME)
        if (rows := by_effect[effect])
    )
    return Preview(
        sentence=_sentence({effect: len(rows) for effect, rows in by_effect.items()}),
        groups=groups,
        is_idle=len(by_effect[Effect.SAME]) == len(changes),
        asks_reason=any(not change.figure.reason for _, change in by_effect[Effect.REVISION]),
    )


def _sentence(counts: Mapping[Effect, int]) -> str:
    """Such as: 12 figures: 10 are new, 1 revises what stands, and 1 stands already."""
    whole = sum(counts.values())
    parts = []
    if new := counts[Effect.NEW]:
        parts.append("1 is new" if new == 1 else f"{new:,} are new")
    if revised := counts[Effect.REVISION]:
        parts.append("1 revises what stands" if revised == 1 else f"{revised:,} revise what stands")
    if same := counts[Effect.SAME]:
        parts.append("1 stands already" if same == 1 else f"{same:,} stand already")
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else "nothing to load"
    return f"{whole:,} {'figure' if whole == 1 else 'figures'}: {told}."


def _row(number: int, change: Change, measure: KnownMeasure) -> PreviewRow:
    figure, earlier = change.figure, change.earlier
    is_revision = change.effect is Effect.REVISION and earlier is not None
    return PreviewRow(
        number=number,
        measure=measure.name,
        period=measure.wording.period(figure.key.on),
        category=f"{figure.key.breakdown}: {figure.key.category}" if figure.key.breakdown else "",
        figure=_words(measure, figure.value, figure.numerator, figure.denominator),
        before=_words(measure, earlier.value, earlier.numerator, earlier.denominator)
        if is_revision and earlier is not None
        else "",
        by=_by(measure, change.by) if is_revision else "",
        reason=figure.reason,
        where=figure.where,
        tag=_TAGS[change.effect],
    )


def _words(measure: KnownMeasure, value: Decimal | None, numerator: int | None, denominator: int | None) -> str:
    if value is None:
        return "missing"
    told = measure.wording.figure(float(value))
    if numerator is None or denominator is None:
        return told
    return f"{told} ({numerator:,} of {denominator:,})"


def _by(measure: KnownMeasure, by: Decimal | None) -> str:
    if by is None:
        return ""
    size = float(abs(by))
    if measure.unit is Unit.PERCENTAGE:
        number = measure.wording.figure(size).rstrip("%")
        told = f"{number} percentage point" if number == "1" else f"{number} percentage points"
    else:
        told = measure.wording.figure(size)
    if by == 0:
        return "only its parts"
    return f"up by {told}" if by > 0 else f"down by {told}"


def _day(at: datetime) -> str:
    return f"{_date(at)} at {timezone.localtime(at):%H:%M}"


def _date(at: datetime) -> str:
    day = timezone.localtime(at)
    return f"{day.day} {day:%B %Y}"
