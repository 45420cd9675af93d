"""What a framework file holds, and what must be true of it before it reaches a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml


class FrameworkFault(Exception):
    """A framework file does not hold together; the message names the place in the file and what is wrong."""


@dataclass(frozen=True, slots=True)
class FrameworkItem:
    """`serves` names items of other frameworks, each "framework:item"."""

    key: str
    text: str
    note: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkTheme:
    key: str
    title: str
    items: tuple[FrameworkItem, ...]


@dataclass(frozen=True, slots=True)
class FrameworkFile:
    """One framework in one version; `note` says in words what is unchecked."""

    key: str
    version: str
    title: str
    source: str
    licence: str
    themes: tuple[FrameworkTheme, ...]
    note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def items(self) -> tuple[FrameworkItem, ...]:
        return tuple(item for theme in self.themes for item in theme.items)


def parse_framework(text: str) -> FrameworkFile:
    """The framework in the text of a YAML file. Raises `FrameworkFault`: nothing unknown, doubled or blank passes."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise FrameworkFault(f"not YAML: {fault}") from fault
    fields = _fields(
        content,
        "the file",
        needed={"key", "version", "title", "source", "licence", "themes"},
        allowed={"note", "valid_from", "valid_to"},
    )
    framework = FrameworkFile(
        key=_words(fields, "key", "the file", at_most=60),
        version=_words(fields, "version", "the file", at_most=20),
        title=_words(fields, "title", "the file", at_most=200),
        source=_words(fields, "source", "the file", at_most=300),
        licence=_words(fields, "licence", "the file", at_most=200),
        note=_words(fields, "note", "the file", at_most=1000, needed=False),
        valid_from=_day(fields, "valid_from"),
        valid_to=_day(fields, "valid_to"),
        themes=tuple(_theme(each, number) for number, each in enumerate(_list(fields, "themes", "the file"), start=1)),
    )
    if framework.valid_from and framework.valid_to and framework.valid_from > framework.valid_to:
        raise FrameworkFault("it ends before it begins")
    _once("theme", [theme.key for theme in framework.themes])
    _once("item", [item.key for item in framework.items])
    return framework


def check_links(frameworks: tuple[FrameworkFile, ...]) -> None:
    """Every framework version once, and every item that is served exists. Raises `FrameworkFault`."""
    _once("framework", [f"{framework.key} {framework.version}" for framework in frameworks])
    known = {f"{framework.key}:{item.key}" for framework in frameworks for item in framework.items}
    for framework in frameworks:
        for item in framework.items:
            if strangers := sorted(set(item.serves) - known):
                raise FrameworkFault(f"{framework.key}: {item.key} serves what is nowhere: {', '.join(strangers)}")


def _theme(content: Any, number: int) -> FrameworkTheme:
    where = f"theme {number}"
    fields = _fields(content, where, needed={"key", "title", "items"}, allowed={"serves"})
    serves = _serves(fields, where)
    items = [
        _item(each, f"{where}, item {place}", serves)
        for place, each in enumerate(_list(fields, "items", where), start=1)
    ]
    return FrameworkTheme(
        _words(fields, "key", where, at_most=40), _words(fields, "title", where, at_most=300), tuple(items)
    )


def _item(content: Any, where: str, served_by_theme: tuple[str, ...]) -> FrameworkItem:
    fields = _fields(content, where, needed={"key", "text"}, allowed={"note", "serves"})
    return FrameworkItem(
        key=_words(fields, "key", where, at_most=40),
        text=_words(fields, "text", where, at_most=500),
        note=_words(fields, "note", where, at_most=300, needed=False),
        serves=tuple(dict.fromkeys((*served_by_theme, *_serves(fields, where)))),
    )


def _fields(content: Any, where: str, *, needed: set[str], allowed: set[str]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise FrameworkFault(f"{where}: fields are wanted, each with its name")
    if missing := sorted(needed - set(content)):
        raise FrameworkFault(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(str(name) for name in set(content) - needed - allowed):
        raise FrameworkFault(f"{where} has what no framework has: {', '.join(unknown)}")
    return content


def _words(fields: dict[str, Any], name: str, where: str, *, at_most: int, needed: bool = True) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise FrameworkFault(f"{where}: put {name} in quotation marks, or it is read as {type(value).__name__}")
    if needed and not value.strip():
        raise FrameworkFault(f"{where}: {name} is blank")
    if len(value) > at_most:
        raise FrameworkFault(f"{where}: {name} has {len(value)} letters, {at_most} at most")
    return value.strip()


def _day(fields: dict[str, Any], name: str) -> date | None:
    value = fields.get(name)
    # A datetime is a date to Python; only a plain date has no time.
    if value is not None and type(value) is not date:
        raise FrameworkFault(f"the file: write {name} as 2014-02-18")
    return value


def _list(fields: dict[str, Any], name: str, where: str) -> list[Any]:
    value = fields.get(name)
    if not isinstance(value, list) or not value:
        raise FrameworkFault(f"{where}: {name} is a list with something in it")
    return value


def _serves(fields: dict[str, Any], where: str) -> tuple[str, ...]:
    value = fields.get("serves", [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.count(":") == 1 for each in value):
        raise FrameworkFault(f'{where}: serves is a list of "framework:item"')
    return tuple(value)


def _once(what: str, keys: list[str]) -> None:
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise FrameworkFault(f"{what} {', '.join(doubled)} stands twice")
