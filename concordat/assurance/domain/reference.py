"""What the reference files say a declaration starts from and needs, and what must be true of such a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from concordat.directory.domain import OrganisationType


class ReferenceFault(Exception):
    """A reference file does not hold together; the message names the place and what is wrong."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file's facts come from; `note` says in words what is unchecked."""

    key: str
    version: str
    source: str
    licence: str
    note: str


@dataclass(frozen=True, slots=True)
class PatternPart:
    """A part of the declaration; one that is needed can't be empty when it is made."""

    key: str
    title: str
    text: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words that a declaration starts from."""

    origin: Origin
    title: str
    parts: tuple[PatternPart, ...]

    def worded_for(self, locality: str) -> "Pattern":
        """The pattern with the name of a locality in it."""
        named = tuple(
            PatternPart(part.key, part.title, part.text.replace("{locality}", locality), part.is_needed)
            for part in self.parts
        )
        return Pattern(self.origin, self.title.replace("{locality}", locality), named)


@dataclass(frozen=True, slots=True)
class RequiredType:
    """A type of agency that a declaration needs from one day to another; `one` is what a single one is called."""

    type: OrganisationType
    one: str
    starts_on: date
    ends_on: date | None
    is_required: bool
    note: str

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class RequiredTypes:
    origin: Origin
    types: tuple[RequiredType, ...]

    def on(self, day: date) -> tuple[RequiredType, ...]:
        """Those that hold on a day, in the order of the file."""
        return tuple(each for each in self.types if each.holds_on(day))


@dataclass(frozen=True, slots=True)
class CriteriaGroup:
    """A thing that a criterion looks for: by `marks`, words of plans, or by `themes`, headings of the template.

    `people` and `voices` are marks that count only side by side: that somebody is spoken of is no say, that their
    view is asked for is.
    """

    key: str
    title: str
    marks: tuple[str, ...]
    themes: tuple[str, ...]
    people: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a plan is checked by; `computed` names the rule that looks, "" where a person judges alone."""

    key: str
    title: str
    question: str
    computed: str
    groups: tuple[CriteriaGroup, ...]


@dataclass(frozen=True, slots=True)
class Criteria:
    origin: Origin
    criteria: tuple[Criterion, ...]


RULES = frozenset({"sections", "mentions", "partners", "leads", "dates", "outcomes", "measures", "governance"})


def parse_criteria(text: str) -> Criteria:
    """The criteria in a YAML file. Raises `ReferenceFault`."""
    fields = _content(text, more={"criteria"})
    criteria = tuple(_criterion(each, number) for number, each in enumerate(_list(fields, "criteria"), start=1))
    _once([criterion.key for criterion in criteria])
    return Criteria(_origin(fields), criteria)


def _criterion(content: Any, number: int) -> Criterion:
    where = f"criterion {number}"
    fields = _fields(content, where, needed={"key", "title", "question"}, allowed={"computed", "groups"})
    computed = str(fields.get("computed", ""))
    if computed and computed not in RULES:
        raise ReferenceFault(f"{where}: no rule is called {computed}")
    groups = tuple(_group(each, where) for each in fields.get("groups", []))
    _once([group.key for group in groups])
    return Criterion(
        key=_words(fields, "key", where),
        title=_words(fields, "title", where),
        question=_words(fields, "question", where),
        computed=computed,
        groups=groups,
    )


def _group(content: Any, where: str) -> CriteriaGroup:
    fields = _fields(content, where, needed={"key", "title", "marks"}, allowed={"themes", "people", "voices"})
    lists = []
    for name in ("marks", "themes", "people", "voices"):
        value = fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise ReferenceFault(f"{where}: {name} is a list of words")
        lists.append(tuple(value))
    if bool(fields.get("people")) != bool(fields.get("voices")):
        raise ReferenceFault(f"{where}: people and voices go together")
    return CriteriaGroup(_words(fields, "key", where), _words(fields, "title", where), *lists)


def parse_pattern(text: str) -> Pattern:
    """The pattern in a YAML file. Raises `ReferenceFault`."""
    fields = _content(text, more={"title", "parts"})
    parts = tuple(_part(each, number) for number, each in enumerate(_list(fields, "parts"), start=1))
    _once([part.key for part in parts])
    return Pattern(_origin(fields), _words(fields, "title", "the file"), parts)


def parse_required_types(text: str) -> RequiredTypes:
    """The required types in a YAML file. Raises `ReferenceFault`."""
    fields = _content(text, more={"types"})
    types = tuple(_required_type(each, number) for number, each in enumerate(_list(fields, "types"), start=1))
    return RequiredTypes(_origin(fields), types)


def _part(content: Any, number: int) -> PatternPart:
    where = f"part {number}"
    fields = _fields(content, where, needed={"key", "title", "text", "needed"}, allowed=set())
    return PatternPart(
        _words(fields, "key", where), _words(fields, "title", where), _words(fields, "text", where),
        _yes_or_no(fields, "needed", where),
    )  # fmt: skip


def _required_type(content: Any, number: int) -> RequiredType:
    where = f"type {number}"
    fields = _fields(content, where, needed={"type", "one", "from", "needed"}, allowed={"until", "note"})
    kind = _words(fields, "type", where)
    if kind not in set(OrganisationType):
        raise ReferenceFault(f"{where}: {kind} is no type of organisation")
    if fields["needed"] not in ("required", "expected"):
        raise ReferenceFault(f"{where}: needed is required or expected")
    starts_on, ends_on = _day(fields, "from", where), _day(fields, "until", where)
    if starts_on is None or (ends_on is not None and ends_on < starts_on):
        raise ReferenceFault(f"{where}: it holds from a day, and until a later one")
    return RequiredType(
        type=OrganisationType(kind),
        one=_words(fields, "one", where),
        starts_on=starts_on,
        ends_on=ends_on,
        is_required=fields["needed"] == "required",
        note=str(fields.get("note", "")),
    )


_ORIGIN = {"key", "version", "source", "licence", "note"}


def _content(text: str, *, more: set[str]) -> dict[str, Any]:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ReferenceFault(f"not YAML: {fault}") from fault
    return _fields(content, "the file", needed=(_ORIGIN - {"note"}) | more, allowed={"note"})


def _origin(fields: dict[str, Any]) -> Origin:
    return Origin(
        key=_words(fields, "key", "the file"),
        version=_words(fields, "version", "the file"),
        source=_words(fields, "source", "the file"),
        licence=_words(fields, "licence", "the file"),
        note=str(fields.get("note", "")).strip(),
    )


def _fields(content: Any, where: str, *, needed: set[str], allowed: set[str]) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise ReferenceFault(f"{where}: fields are wanted, each with its name")
    if missing := sorted(needed - set(content)):
        raise ReferenceFault(f"{where} lacks {', '.join(missing)}")
    if unknown := sorted(str(name) for name in set(content) - needed - allowed):
        raise ReferenceFault(f"{where} has what nothing reads: {', '.join(unknown)}")
    return content


def _words(fields: dict[str, Any], name: str, where: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ReferenceFault(f"{where}: {name} is words")
    return value.strip()


def _yes_or_no(fields: dict[str, Any], name: str, where: str) -> bool:
    value = fields[name]
    if not isinstance(value, bool):
        raise ReferenceFault(f"{where}: {name} is true or false")
    return value


def _day(fields: dict[str, Any], name: str, where: str) -> date | None:
    value = fields.get(name)
    if value is not None and type(value) is not date:
        raise ReferenceFault(f"{where}: write {name} as 2014-02-18")
    return value


def _list(fields: dict[str, Any], name: str) -> list[Any]:
    value = fields[name]
    if not isinstance(value, list) or not value:
        raise ReferenceFault(f"{name} is a list with something in it")
    return value


def _once(keys: list[str]) -> None:
    if doubled := sorted({key for key in keys if keys.count(key) > 1}):
        raise ReferenceFault(f"{', '.join(doubled)} stands twice")
