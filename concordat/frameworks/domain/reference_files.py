"""What must be true of any reviewed YAML file of reference data: nothing unknown, doubled or blank passes."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

_ORIGIN = frozenset({"key", "version", "source", "licence"})


class ReferenceFault(Exception):
    """A reference file does not hold together; the message names the place in it and what is wrong."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file's facts come from; `note` says in words what is unchecked or in doubt."""

    key: str
    version: str
    source: str
    licence: str
    note: str


def file_fields(text: str, *, needed: Set[str], allowed: Set[str] = frozenset()) -> Mapping[str, Any]:
    """The top of a file: its origin, and what else it holds. This and what follows raise `ReferenceFault`."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ReferenceFault(f"not YAML: {fault}") from fault
    return fields_of(content, "the file", needed=_ORIGIN | needed, allowed=allowed | {"note"})


def origin_of(fields: Mapping[str, Any]) -> Origin:
    key, version, source, licence = (words_of(fields, name) for name in ("key", "version", "source", "licence"))
    return Origin(key, version, source, licence, words_of(fields, "note", is_needed=False))


def fields_of(content: Any, where: str, *, needed: Set[str], allowed: Set[str] = frozenset()) -> Mapping[str, Any]:
    """Names with values, all that are needed and none that is not allowed."""
    if not isinstance(content, dict):
        raise ReferenceFault(f"{where}: fields are wanted, each with its name")
    if missing := sorted(needed - content.keys()):
        raise ReferenceFault(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(str(name) for name in content.keys() - needed - allowed):
        raise ReferenceFault(f"{where} has what nothing reads: {', '.join(unknown)}")
    return content


def words_of(
    fields: Mapping[str, Any],
    name: str,
    where: str = "the file",
    *,
    at_most: int | None = None,
    is_needed: bool = True,
) -> str:
    """The words of a field, at most so many characters; "" where it is not needed and not there."""
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise ReferenceFault(f"{where}: put {name} in quotation marks, or it is read as {type(value).__name__}")
    if is_needed and not value.strip():
        raise ReferenceFault(f"{where}: {name} is blank")
    if at_most is not None and len(value) > at_most:
        raise ReferenceFault(f"{where}: {name} has {len(value)} letters, {at_most} at most")
    return value.strip()


def list_of(fields: Mapping[str, Any], name: str, where: str = "the file") -> Sequence[Any]:
    value = fields.get(name)
    if not isinstance(value, list) or not value:
        raise ReferenceFault(f"{where}: {name} is a list with something in it")
    return value


def day_of(fields: Mapping[str, Any], name: str, where: str = "the file") -> date | None:
    value = fields.get(name)
    # A datetime is a date to Python; only a plain date has no time.
    if value is not None and type(value) is not date:
        raise ReferenceFault(f"{where}: write {name} as 2014-02-18")
    return value


def once(what: str, keys: Sequence[str]) -> None:
    """What is counted, and the key of each."""
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise ReferenceFault(f"{what} {', '.join(doubled)} stands twice")
