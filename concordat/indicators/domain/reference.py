"""What reference files of measures may say and what must be true of them; the standard set for every locality."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from concordat.frameworks.domain.reference_files import (
    Origin,
    ReferenceFault,
    fields_of,
    file_fields,
    list_of,
    once,
    origin_of,
    words_of,
)
from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction

LONGEST = {"key": 60, "name": 200, "question": 300, "standard": 300}  # as long as the tables have room for


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
    fields = file_fields(text, needed={"measures"})
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
