"""Writes a reading as JSON and reads it back without loss, so that an import can be left and taken up again."""

import dataclasses
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from concordat.documents.domain import Place
from concordat.plans.domain.readings import ReadPlan, SourceCell
from concordat.plans.domain.timescales import Timescale

Stored = dict[str, Any]


def dump(plan: ReadPlan) -> Stored:
    """A reading as plain JSON values; whatever holds its default is left out."""
    return cast(Stored, _written(plan))


def load(stored: Stored) -> ReadPlan:
    """The reading that `dump` wrote; a field that the code has gained since takes its default."""
    return cast(ReadPlan, _reader(ReadPlan)(stored))


def dump_place(place: Place) -> Stored:
    """Where something stood, such as {"table": 2, "row": 5}."""
    return cast(Stored, _written(place))


def load_place(stored: Stored) -> Place:
    return cast(Place, _reader(Place)(stored))


def dump_cells(cells: tuple[SourceCell, ...]) -> list[Stored]:
    """The raw cells of a row, each {"header", "field", "text", "fill", "place"}."""
    return cast(list[Stored], _written(cells))


def load_cells(stored: list[Stored]) -> tuple[SourceCell, ...]:
    return cast(tuple[SourceCell, ...], _reader(tuple[SourceCell, ...])(stored))


def dump_timescales(timescales: tuple[Timescale, ...]) -> list[Stored]:
    return cast(list[Stored], _written(timescales))


def load_timescales(stored: list[Stored]) -> tuple[Timescale, ...]:
    return cast(tuple[Timescale, ...], _reader(tuple[Timescale, ...])(stored))


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {
            name: _written(held)
            for name, default in _fields_of(value.__class__)
            if (held := getattr(value, name)) != default
        }
    return value


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, object], ...]:
    """Each field's name with its default; a required field has a marker that equals nothing it could hold."""
    return tuple((f.name, f.default) for f in dataclasses.fields(kind))


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns the JSON of one type back into it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not NoneType))
        return lambda stored: None if stored is None else inner(stored)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            each = _reader(arguments[0])
            return lambda stored: tuple(map(each, stored))
        parts = tuple(map(_reader, arguments))
        return lambda stored: tuple(part(item) for part, item in zip(parts, stored, strict=True))
    if origin is Literal or hint in (str, int, bool):
        return lambda stored: stored
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _dataclass_reader(hint)


def _dataclass_reader(kind: type) -> Callable[[Stored], Any]:
    readers: dict[str, Callable[[Any], Any]] = {}

    def read(stored: Stored) -> Any:
        if not readers:  # found out at the first use, as a timescale holds timescales
            hints = get_type_hints(kind)
            readers.update({f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)})
        return kind(**{name: readers[name](value) for name, value in stored.items()})

    return read
