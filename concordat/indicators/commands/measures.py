"""Changes to measures themselves: taken from the standard set or made, changed, published, withdrawn, retired."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality, Partner
from concordat.indicators.commands.refusing import NotKept, refuse_patients
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.named_breakdowns import Named, NotNamed, check_named, in_lines
from concordat.indicators.domain.reference import StandardMeasure
from concordat.indicators.domain.series import Direction
from concordat.indicators.models import Measure, MeasureTarget
from concordat.indicators.queries.reference import standard_measures

RESERVED = frozenset({"set-up", "load", "rule", "detentions", "template"})  # pages beside those of the measures
LAST_DUE = 366  # days after a period within which its figure is due
KEY_LENGTH = 50  # leaves room for the number that tells two of one name apart
TEXTS = ("name", "question", "definition", "standard", "source", "rate_of")


@dataclass(frozen=True, slots=True)
class MeasureGiven:
    """What somebody says a measure is.

    owned_by, loaded_by: keys of partners of the locality. breakdowns: of a measure of its own, each with categories.
    """

    name: str
    question: str
    unit: Unit
    direction: Direction
    frequency: Frequency = Frequency.MONTH
    definition: str = ""
    standard: str = ""
    source: str = ""
    rate_of: str = ""
    owned_by: int | None = None
    loaded_by: int | None = None
    due_within_days: int = 30
    breakdowns: Named = ()


@transaction.atomic
def adopt_standard_measure(
    *,
    locality_id: int,
    standard_key: str,
    by: User | None,
    at: datetime,
    source: str = "",
    owned_by: int | None = None,
    loaded_by: int | None = None,
    due_within_days: int = 30,
) -> Measure:
    """Take a measure of the standard set, with the target that holds for all if there is one. Raises NotKept."""
    try:
        standard = standard_measures().get(standard_key)
    except KeyError:
        raise NotKept("There is no such measure in the standard set.") from None
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    if locality.measures.filter(standard_key=standard_key).exists():
        raise NotKept(f"“{standard.name}” is taken already.")
    given = _given_by(standard, source, owned_by, loaded_by, due_within_days)
    measure = _create(locality, given, _free_key(locality, standard.key), standard_key=standard_key, at=at)
    record_audit("adopt_standard_measure", measure, by=by, at=at, standard=standard_key)
    if standard.target is not None and standard.target_since is not None:
        MeasureTarget.objects.create(
            measure=measure,
            since_on=standard.target_since,
            value=standard.target,
            reason=standard.standard,
            at=at,
            by=by,
        )
    return measure


@transaction.atomic
def adopt_standard_measures(
    *, locality_id: int, standard_keys: Sequence[str], by: User | None, at: datetime, **given: Any
) -> list[Measure]:
    """Take several measures of the standard set, all or none; `given` as for one. Raises NotKept."""
    return [
        adopt_standard_measure(locality_id=locality_id, standard_key=key, by=by, at=at, **given)
        for key in standard_keys
    ]


def _given_by(
    standard: StandardMeasure, source: str, owned_by: int | None, loaded_by: int | None, due_within_days: int
) -> MeasureGiven:
    return MeasureGiven(
        name=standard.name,
        question=standard.question,
        unit=standard.unit,
        direction=standard.direction,
        frequency=standard.frequency,
        definition=standard.definition,
        standard=standard.standard,
        source=source,
        owned_by=owned_by,
        loaded_by=loaded_by,
        due_within_days=due_within_days,
    )


@transaction.atomic
def create_measure(*, locality_id: int, given: MeasureGiven, by: User | None, at: datetime) -> Measure:
    """Make a measure of the locality's own. Raises NotKept."""
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    measure = _create(locality, given, _free_key(locality, slugify(given.name) or "measure"), standard_key="", at=at)
    record_audit("create_measure", measure, by=by, at=at, name=measure.name)
    return measure


@transaction.atomic
def change_measure(*, measure_id: int, given: MeasureGiven, by: User | None, at: datetime) -> bool:
    """Say anew what a measure is; whether anything changed.

    Raises NotKept, also for another unit or frequency once there are figures: they would say what they never said. A
    measure of the standard set keeps both, or localities could not be compared.
    """
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    _check(measure.locality, given, apart_from=measure)
    if given.breakdowns and measure.standard_key:
        raise NotKept("The standard set says what its measures are broken down by.", "breakdowns")
    before = {name: _worth(measure, name) for name in asdict(given)}
    after = asdict(given)
    changed = {name: [str(before[name]), str(after[name])] for name in after if before[name] != after[name]}
    shape = {"unit", "frequency", "rate_of"} & changed.keys()
    if shape and measure.standard_key:
        raise NotKept("A measure of the standard set keeps its unit, so that localities can be compared.", min(shape))
    if shape and measure.observations.exists():
        raise NotKept(
            "Its figures are in the unit, and of the periods, that stand. Make another measure for other ones.",
            min(shape),
        )
    if changed:
        _write(measure, given)
        measure.save()
        record_audit("change_measure", measure, by=by, at=at, changed=changed)
    return bool(changed)


@transaction.atomic
def publish_measure(*, measure_id: int, by: User | None, at: datetime) -> None:
    """Let everybody see a measure from now on, by the small-number rule. Raises NotKept where it is public already."""
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    if measure.published_at is not None:
        raise NotKept("The public sees this measure already.")
    if measure.retired_at is not None:
        raise NotKept("This measure is no longer kept. Keep it again before you publish it.")
    measure.published_at, measure.published_by = at, by
    measure.save(update_fields=["published_at", "published_by"])
    record_audit("publish_measure", measure, by=by, at=at)
    release_figures(locality=measure.locality, at=at)


@transaction.atomic
def withdraw_measure(*, measure_id: int, by: User | None, at: datetime) -> None:
    """Show a measure to members alone from now on; who saw it knows what they saw. Raises NotKept."""
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    if measure.published_at is None:
        raise NotKept("The public does not see this measure.")
    record_audit("withdraw_measure", measure, by=by, at=at, was_public_since=measure.published_at.isoformat())
    measure.published_at = measure.published_by = None
    measure.save(update_fields=["published_at", "published_by"])


@transaction.atomic
def retire_measure(*, measure_id: int, by: User | None, at: datetime) -> None:
    """Load and remind of a measure no more; its figures stay. Raises NotKept."""
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    if measure.retired_at is not None:
        raise NotKept("This measure is no longer kept already.")
    measure.retired_at = at
    measure.save(update_fields=["retired_at"])
    record_audit("retire_measure", measure, by=by, at=at)


@transaction.atomic
def resume_measure(*, measure_id: int, by: User | None, at: datetime) -> None:
    """Keep a retired measure again. Raises NotKept."""
    measure = Measure.objects.select_for_update().get(pk=measure_id)
    if measure.retired_at is None:
        raise NotKept("This measure is kept already.")
    record_audit("resume_measure", measure, by=by, at=at, was_retired_since=measure.retired_at.isoformat())
    measure.retired_at = None
    measure.save(update_fields=["retired_at"])


def _create(locality: Locality, given: MeasureGiven, key: str, *, standard_key: str, at: datetime) -> Measure:
    _check(locality, given)
    last = locality.measures.aggregate(last=Max("position"))["last"]
    measure = Measure(locality=locality, key=key, standard_key=standard_key, created_at=at)
    measure.position = 0 if last is None else last + 1
    _write(measure, given)
    measure.save()
    return measure


def _write(measure: Measure, given: MeasureGiven) -> None:
    for name in TEXTS:
        setattr(measure, name, getattr(given, name).strip())
    measure.unit, measure.direction = given.unit.value, given.direction.value
    measure.frequency = given.frequency.value
    measure.owned_by_id, measure.loaded_by_id = given.owned_by, given.loaded_by
    measure.due_within_days = given.due_within_days
    measure.breakdowns = [[title, list(categories)] for title, categories in given.breakdowns]


def _worth(measure: Measure, name: str) -> object:
    if name == "breakdowns":
        return tuple((title, tuple(categories)) for title, categories in measure.breakdowns)
    return getattr(measure, f"{name}_id" if name in ("owned_by", "loaded_by") else name)


def _check(locality: Locality, given: MeasureGiven, *, apart_from: Measure | None = None) -> None:
    for name, what in (("name", "a name"), ("question", "the question that it answers")):
        if not getattr(given, name).strip():
            raise NotKept(f"Give the measure {what}.", name)
    others = locality.measures.exclude(pk=apart_from.pk if apart_from else None)
    if others.filter(name__iexact=given.name.strip()).exists():
        raise NotKept("Another measure here has this name. Say how they differ.", "name")
    if (given.unit is Unit.RATE) != bool(given.rate_of.strip()):
        raise NotKept("A rate, and nothing else, says what it is per, such as “100,000 people”.", "rate_of")
    if not 0 <= given.due_within_days <= LAST_DUE:
        raise NotKept(f"A figure is due within 0 to {LAST_DUE} days after its period.", "due_within_days")
    named = {key for key in (given.owned_by, given.loaded_by) if key is not None}
    if Partner.objects.filter(locality=locality, pk__in=named).count() != len(named):
        raise NotKept("Only a partner of this locality can own or load its measures.")
    try:
        check_named(given.breakdowns)
    except NotNamed as reason:
        raise NotKept(str(reason), "breakdowns") from reason
    refuse_patients({name: getattr(given, name) for name in TEXTS} | {"breakdowns": in_lines(given.breakdowns)})


def _free_key(locality: Locality, wanted: str) -> str:
    taken = set(locality.measures.values_list("key", flat=True)) | RESERVED
    start = wanted[:KEY_LENGTH].strip("-")
    key, number = start, 1
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key
