"""What a framework file holds, and what must be true of it before it reaches a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.frameworks.domain.reference_files import (
    ReferenceFault,
    day_of,
    fields_of,
    file_fields,
    list_of,
    once,
    words_of,
)


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
    """The framework in the text of a YAML file. Raises `ReferenceFault`: nothing unknown, doubled or blank passes."""
    fields = file_fields(text, needed={"title", "themes"}, allowed={"valid_from", "valid_to"})
    framework = FrameworkFile(
        key=words_of(fields, "key", at_most=60),
        version=words_of(fields, "version", at_most=20),
        title=words_of(fields, "title", at_most=200),
        source=words_of(fields, "source", at_most=300),
        licence=words_of(fields, "licence", at_most=200),
        note=words_of(fields, "note", at_most=1000, is_needed=False),
        valid_from=day_of(fields, "valid_from"),
        valid_to=day_of(fields, "valid_to"),
        themes=tuple(_theme(each, number) for number, each in enumerate(list_of(fields, "themes"), start=1)),
    )
    if framework.valid_from and framework.valid_to and framework.valid_from > framework.valid_to:
        raise ReferenceFault("it ends before it begins")
    once("theme", [theme.key for theme in framework.themes])
    once("item", [item.key for item in framework.items])
    return framework


def check_links(frameworks: tuple[FrameworkFile, ...]) -> None:
    """Every framework version once, and every item that is served exists. Raises `ReferenceFault`."""
    once("framework", [f"{framework.key} {framework.version}" for framework in frameworks])
    known = {f"{framework.key}:{item.key}" for framework in frameworks for item in framework.items}
    for framework in frameworks:
        for item in framework.items:
            if strangers := sorted(set(item.serves) - known):
                raise ReferenceFault(f"{framework.key}: {item.key} serves what is nowhere: {', '.join(strangers)}")


def _theme(content: Any, number: int) -> FrameworkTheme:
    where = f"theme {number}"
    fields = fields_of(content, where, needed={"key", "title", "items"}, allowed={"serves"})
    serves = _serves(fields, where)
    items = [
        _item(each, f"{where}, item {place}", serves)
        for place, each in enumerate(list_of(fields, "items", where), start=1)
    ]
    return FrameworkTheme(
        words_of(fields, "key", where, at_most=40), words_of(fields, "title", where, at_most=300), tuple(items)
    )


def _item(content: Any, where: str, served_by_theme: tuple[str, ...]) -> FrameworkItem:
    fields = fields_of(content, where, needed={"key", "text"}, allowed={"note", "serves"})
    return FrameworkItem(
        key=words_of(fields, "key", where, at_most=40),
        text=words_of(fields, "text", where, at_most=500),
        note=words_of(fields, "note", where, at_most=300, is_needed=False),
        serves=tuple(dict.fromkeys((*served_by_theme, *_serves(fields, where)))),
    )


def _serves(fields: Mapping[str, Any], where: str) -> tuple[str, ...]:
    value = fields.get("serves", [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each.count(":") == 1 for each in value):
        raise ReferenceFault(f'{where}: serves is a list of "framework:item"')
    return tuple(value)
