"""What reference files of measures may say and what must be true of them; the standard set for every locality."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction

LONGEST = {"key": 60, "name": 200, "question": 300, "standard": 300}  # as long as the tables have room for


class ReferenceFault(Exception):
    """A reference file does not hold together; the message names the place and what is wrong."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file's facts come from; `note` says in words what is in doubt."""

    key: str
    version: str
    source: str
    licence: str
    note: str


@dataclass(frozen=True, slots=True)
class StandardMeasure:
    """A measure that every locality can follow, counted in the same way.

    counted_as: the title that counted forms give it. numerator, denominator: of a percentage, in words.
    target: in the measure's unit, from a day on; None where there is none for all. event: one of
    what is rare, in words ("" where it is not rare). breakdowns: titles of the form's columns to load it by.
    """

    key: str
    counted_as: str
    name: str
    question: str
    definition: str
    standard: str
    unit: Unit
    direction: Direction
    frequency: Frequency = Frequency.MONTH
    numerator: str = ""
    denominator: str = ""
    target: Decimal | None = None
    target_since: date | None = None
    event: str = ""
    breakdowns: tuple[str, ...] = ()

    @property
    def is_rare(self) -> bool:
        return bool(self.event)


@dataclass(frozen=True, slots=True)
class StandardSet:
    """The standard measures in the order in which boards see them."""

    origin: Origin
    measures: tuple[StandardMeasure, ...]

    def get(self, key: str) -> StandardMeasure:
        """Raises KeyError."""
        return {measure.key: measure for measure in self.measures}[key]


def parse_standard_measures(text: str) -> StandardSet:
    """The standard set in a YAML file. Raises `ReferenceFault`: nothing unknown, doubled or blank passes."""
    fields = file_fields(text, more={"measures"})
    rows = list_of(fields, "measures")
    measures = tuple(_measure(row, number) for number, row in enumerate(rows, start=1))
    for name in ("key", "counted_as", "name"):
        once(name, [getattr(measure, name) for measure in measures])
    return StandardSet(origin_of(fields), measures)


def _measure(content: Any, number: int) -> StandardMeasure:
    where = f"measure {number}"
    fields = fields_of(
        content,
        where,
        needed={"key", "counted_as", "name", "question", "definition", "standard", "unit", "direction"},
        allowed={"frequency", "numerator", "denominator", "target", "target_since", "is_rare", "event", "breakdowns"},
    )
    measure = StandardMeasure(
        **{name: words_of(fields, name, where) for name in ("key", "counted_as", "name", "question", "definition")},
        standard=words_of(fields, "standard", where),
        unit=_one_of(Unit, fields["unit"], where),
        direction=_one_of(Direction, fields["direction"], where),
        frequency=_one_of(Frequency, fields.get("frequency", Frequency.MONTH.value), where),
        **{
            name: words_of(fields, name, where) if name in fields else ""
            for name in ("numerator", "denominator", "event")
        },
        target=Decimal(str(fields["target"])) if "target" in fields else None,
        target_since=fields.get("target_since"),
        breakdowns=tuple(str(each) for each in fields.get("breakdowns", [])),
    )
    for name, longest in LONGEST.items():
        if len(getattr(measure, name)) > longest:
            raise ReferenceFault(f"{where}: {name} has more than {longest} characters")
    if (measure.unit is Unit.PERCENTAGE) != bool(measure.numerator and measure.denominator):
        raise ReferenceFault(f"{where}: a percentage, and nothing else, says how many of how many")
    if (measure.target is None) != (not isinstance(measure.target_since, date)):
        raise ReferenceFault(f"{where}: a target has a day from which it holds")
    if bool(fields.get("is_rare", False)) != measure.is_rare:
        raise ReferenceFault(f"{where}: what is rare, and nothing else, says what one event is")
    once("breakdown", measure.breakdowns)
    return measure


def _one_of(kind: Any, value: object, where: str) -> Any:
    try:
        return kind(value)
    except ValueError as fault:
        raise ReferenceFault(f"{where}: {value} is none of {', '.join(kind)}") from fault


def file_fields(text: str, *, more: Set[str]) -> Mapping[str, Any]:
    """The top of a reference file: its origin, and the lists that it holds. Raises `ReferenceFault`."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ReferenceFault(f"not YAML: {fault}") from fault
    return fields_of(content, "the file", needed={"key", "version", "source", "licence", *more}, allowed={"note"})


def origin_of(fields: Mapping[str, Any]) -> Origin:
    key, version, source, licence = (
        words_of(fields, name, "the file") for name in ("key", "version", "source", "licence")
    )
    note = words_of(fields, "note", "the file") if "note" in fields else ""
    return Origin(key, version, source, licence, note)


def fields_of(content: Any, where: str, *, needed: Set[str], allowed: Set[str] = frozenset()) -> Mapping[str, Any]:
    """A mapping with what is needed and nothing that is not allowed; raises `ReferenceFault`, naming `where`."""
    if not isinstance(content, dict):
        raise ReferenceFault(f"{where}: not a list of names and values")
    if missing := needed - content.keys():
        raise ReferenceFault(f"{where}: {', '.join(sorted(missing))} missing")
    if unknown := content.keys() - needed - allowed:
        raise ReferenceFault(f"{where}: {', '.join(sorted(map(str, unknown)))} unknown")
    return content


def words_of(fields: Mapping[str, Any], name: str, where: str) -> str:
    value = fields[name]
    if not isinstance(value, str) or not value.strip():
        raise ReferenceFault(f"{where}: {name} has to be words")
    return value.strip()


def list_of(fields: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = fields[name]
    if not isinstance(value, list) or not value:
        raise ReferenceFault(f"the file: {name} has to be a list")
    return value


def once(what: str, values: Sequence[str]) -> None:
    for value in values:
        if values.count(value) > 1:
            raise ReferenceFault(f"two have the {what} {value}")
