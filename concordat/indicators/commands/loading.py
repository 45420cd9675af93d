"""Loads figures in bulk: read and looked at first, then accepted as a whole, or discarded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from concordat.accounts.commands import record_audit
from concordat.accounts.domain.patients import identifiers_in
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.commands.waiting import give_up
from concordat.indicators.domain import loading
from concordat.indicators.domain.loading import Change, Effect, Fault, Faults, Figure, KnownMeasure, Measures
from concordat.indicators.gateways.sheets import SheetsRead
from concordat.indicators.models import FigureLoad, Measure, Observation
from concordat.indicators.queries.loading import (
    figures_of,
    first_periods,
    known_breakdowns,
    known_measure,
    known_measures,
    standing_figures,
)

LONGEST_NAME, LONGEST_REASON = 200, 300
_MOST_NOTES = 20
_UNNAMED = "A file"  # whose own name looks like a person's details


class LooksPersonal(ValueError):
    """The rows look as if each were about one person; the message quotes none of them."""


class NotAllLoadable(ValueError):
    """Some figures can't be loaded, so none is. faults: at most so many as a person reads; others: how many more."""

    def __init__(self, faults: Sequence[Fault], others: int, changes: Sequence[Change]) -> None:
        super().__init__(faults[0].sentence)
        self.faults, self.others, self.changes = tuple(faults), others, tuple(changes)


class NothingToLoad(ValueError):
    """There is no figure in it at all; the message is one sentence."""


class LoadOver(ValueError):
    """The load was accepted or discarded already; the message is one sentence."""


class FiguresChanged(ValueError):
    """Figures that stand changed since the preview was shown; the message is one sentence."""


class ReasonMissing(ValueError):
    """A revision has no reason, or one that can't be kept; the message is one sentence. number: of the figure."""

    def __init__(self, sentence: str, number: int | None = None) -> None:
        super().__init__(sentence)
        self.number = number


@dataclass(frozen=True, slots=True)
class Loaded:
    """What accepting a load did: how many figures came new, were revised, and stood already."""

    new: int
    revised: int
    same: int


def start_load(
    *, locality_id: int, name: str, sheets: SheetsRead, by: User | None, at: datetime, only: str = ""
) -> int:
    """Read figures and keep what was read, to be looked at; gives the number of the load. Nothing is loaded by it.

    only: the key of the measure that the figures are of where they don't say. Raises LooksPersonal, NotAllLoadable or
    NothingToLoad, and then keeps nothing.
    """
    if personal := loading.looks_personal(sheets.tables):
        raise LooksPersonal(personal)
    measures = Measures(known_measures(locality_id), known_breakdowns(locality_id))
    read = loading.read_tables(sheets.tables, measures, only=measures.by_key.get(only))
    faults = Faults()
    for sentence in sheets.faults:
        faults.add(f"file {sentence}", "", sentence.rstrip("."))
    faults.add_all(read.faults)
    if not read.figures and not faults.count:
        raise NothingToLoad("No figure was found in it: the cells for figures are empty.")
    notes = (*sheets.notes, *read.notes)
    return _start(locality_id, name, read.figures, measures.by_key, notes, by=by, at=at, faults=faults)


def start_counted_load(
    *, locality_id: int, name: str, figures: Sequence[Figure], notes: Sequence[str], by: User | None, at: datetime
) -> int:
    """Keep figures that forms were counted into, to be looked at; gives the number of the load.

    Raises NotAllLoadable, or NothingToLoad where the locality follows no measure that the forms are counted into.
    """
    if not figures:
        raise NothingToLoad("This locality follows no measure of the standard set that forms are counted into.")
    known = {measure.key: measure for measure in known_measures(locality_id)}
    standing = standing_figures(locality_id, figures)
    found = {figure.key for figure in figures}
    broken = {(figure.key.measure, figure.key.on, figure.key.breakdown) for figure in figures}
    # A category that no form of the month says any longer is nought now, or the old count would stand beside the new.
    noughts = [
        Figure(key, loading.NOUGHT)
        for key, one in standing.items()
        if key not in found and key.breakdown and (key.measure, key.on, key.breakdown) in broken and one.value
    ]
    return _start(locality_id, name, [*figures, *noughts], known, notes, by=by, at=at, faults=Faults())


def _start(
    locality_id: int,
    name: str,
    figures: Sequence[Figure],
    measures: Mapping[str, KnownMeasure],
    notes: Sequence[str],
    *,
    by: User | None,
    at: datetime,
    faults: Faults,
) -> int:
    standing = standing_figures(locality_id, figures)
    today = timezone.localdate(at)
    faults.add_all(loading.check_figures(figures, standing, measures, today=today))
    changes = loading.changes_of(figures, standing)
    if faults.count:
        raise NotAllLoadable(faults.listed(), faults.others, changes)
    said = list(loading.notes_of(changes, measures, first_periods(locality_id), today=today))
    left = len(notes) + len(said) - _MOST_NOTES
    kept = [*said, *notes][:_MOST_NOTES] + ([f"There are {left:,} more notes like these."] if left > 0 else [])
    with transaction.atomic():
        load = FigureLoad.objects.create(
            locality_id=locality_id,
            name=_UNNAMED if identifiers_in(name) else name[:LONGEST_NAME],
            rows={"figures": [figure.as_row() for figure in figures], "notes": kept},
            created_at=at,
            by=by,
        )
        record_audit("start_load", load, by=by, at=at, figures=len(figures))
    return load.pk


@transaction.atomic
def accept_load(
    *,
    load_id: int,
    seal: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    reasons: Mapping[int, str] | None = None,
) -> Loaded:
    """Write all figures of a load, or none.

    seal: of the changes that the person was shown. reason: why figures are revised, for all that have none of their
    own; reasons: by number of the figure in the load, from 0. Raises LoadOver, FiguresChanged, NotAllLoadable and
    ReasonMissing.
    """
    load = _open_load(load_id)
    figures = figures_of(load)
    # Whoever accepts another load takes the same locks: what stands can't change between here and the end.
    keys = {figure.key.measure for figure in figures}
    locked = Measure.objects.select_for_update().filter(locality=load.locality_id, key__in=keys).order_by("pk")
    rows = {measure.key: measure for measure in locked}
    measures = {key: known_measure(row) for key, row in rows.items()}
    standing = standing_figures(load.locality_id, figures)
    changes = loading.changes_of(figures, standing)
    if loading.seal_of(changes, measures) != seal:
        raise FiguresChanged("Figures were loaded since you looked. Here is what this load would do now.")
    _check(changes, standing, measures, timezone.localdate(at))
    written = [
        _observation(change, rows[change.figure.key.measure], load, by, at, reason=why)
        for change, why in _with_reasons(changes, reason, reasons or {})
    ]
    Observation.objects.bulk_create(written)
    load.accepted_at, load.accepted_by = at, by
    load.save(update_fields=["accepted_at", "accepted_by"])
    revised = sum(observation.revision > 1 for observation in written)
    loaded = Loaded(len(written) - revised, revised, len(changes) - len(written))
    record_audit("accept_load", load, by=by, at=at, measures=sorted(keys), new=loaded.new, revised=revised)
    if written:
        locality = Locality.objects.get(pk=load.locality_id)
        release_figures(locality=locality, at=at, periods={observation.period_on for observation in written})
    return loaded


@transaction.atomic
def discard_load(*, load_id: int, by: User | None, at: datetime) -> None:
    """Give a load up: its figures are never loaded, and deleted. Raises LoadOver."""
    load = _open_load(load_id)
    give_up(load, at=at)
    record_audit("discard_load", load, by=by, at=at)


def _open_load(load_id: int) -> FigureLoad:
    load = FigureLoad.objects.select_for_update().get(pk=load_id)
    if load.accepted_at is not None:
        raise LoadOver("These figures were loaded already.")
    if load.discarded_at is not None:
        raise LoadOver("This load was discarded, so it can't be accepted. Load the figures again.")
    return load


def _check(
    changes: Sequence[Change],
    standing: Mapping[loading.FigureKey, loading.Standing],
    measures: Mapping[str, KnownMeasure],
    today: date,
) -> None:
    """The rules once more: what stands beside the figures may be another one than when they were read."""
    faults = loading.check_figures([change.figure for change in changes], standing, measures, today=today)
    for measure in measures.values():
        if measure.is_retired:
            faults.add("retired", "", f"“{measure.name}” was retired since: discard this load, and leave it out")
    if faults.count:
        raise NotAllLoadable(faults.listed(), faults.others, changes)


def _with_reasons(changes: Sequence[Change], reason: str, reasons: Mapping[int, str]) -> Iterable[tuple[Change, str]]:
    """What is to be written, each with its reason. Raises ReasonMissing."""
    for number, change in enumerate(changes):
        if change.effect is Effect.SAME:
            continue
        why = ""
        if change.effect is Effect.REVISION or change.figure.value is None:
            why = " ".join((reasons.get(number, "").strip() or change.figure.reason or reason).split())
            if not why:
                raise ReasonMissing("Say why figures differ from those that were loaded before.")
            if len(why) > LONGEST_REASON:
                raise ReasonMissing(f"Use at most {LONGEST_REASON} characters for a reason.", number)
            if identifiers_in(why):
                raise ReasonMissing("The reason holds what looks like a person's details: take that out.", number)
        yield change, why


def _observation(
    change: Change, measure: Measure, load: FigureLoad, by: User | None, at: datetime, *, reason: str
) -> Observation:
    figure = change.figure
    return Observation(
        measure=measure,
        period_on=figure.key.on,
        breakdown=figure.key.breakdown,
        category=figure.key.category,
        revision=change.earlier.revision + 1 if change.earlier else 1,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        reason=reason,
        load=load,
        at=at,
        by=by,
    )
