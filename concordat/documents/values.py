"""Values that are made by the thousand in one reading."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[Kind]) -> type[Kind]:
    """A class of values, as `dataclass(frozen=True, slots=True)` makes one, kept from change by the type checker alone.

    To be kept from it at run time as well, each takes four to seven times as long to be made, and values a tenth of
    the time of a reading.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)
