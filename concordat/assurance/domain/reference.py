"""What the reference files say a declaration starts from and needs, and what must be true of such a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from concordat.directory.domain import OrganisationType
from concordat.frameworks.domain.reference_files import (
    Origin,
    ReferenceFault,
    day_of,
    fields_of,
    file_fields,
    list_of,
    once,
    origin_of,
    words_of,
)


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
    fields = file_fields(text, needed={"criteria"})
    criteria = tuple(_criterion(each, number) for number, each in enumerate(list_of(fields, "criteria"), start=1))
    once("criterion", [criterion.key for criterion in criteria])
    return Criteria(origin_of(fields), criteria)


def _criterion(content: Any, number: int) -> Criterion:
    where = f"criterion {number}"
    fields = fields_of(content, where, needed={"key", "title", "question"}, allowed={"computed", "groups"})
    computed = str(fields.get("computed", ""))
    if computed and computed not in RULES:
        raise ReferenceFault(f"{where}: no rule is called {computed}")
    groups = tuple(_group(each, where) for each in fields.get("groups", []))
    once("group", [group.key for group in groups])
    return Criterion(
        key=words_of(fields, "key", where),
        title=words_of(fields, "title", where),
        question=words_of(fields, "question", where),
        computed=computed,
        groups=groups,
    )


def _group(content: Any, where: str) -> CriteriaGroup:
    fields = fields_of(content, where, needed={"key", "title", "marks"}, allowed={"themes", "people", "voices"})
    lists = []
    for name in ("marks", "themes", "people", "voices"):
        value = fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise ReferenceFault(f"{where}: {name} is a list of words")
        lists.append(tuple(value))
    if bool(fields.get("people")) != bool(fields.get("voices")):
        raise ReferenceFault(f"{where}: people and voices go together")
    return CriteriaGroup(words_of(fields, "key", where), words_of(fields, "title", where), *lists)


def parse_pattern(text: str) -> Pattern:
    """The pattern in a YAML file. Raises `ReferenceFault`."""
    fields = file_fields(text, needed={"title", "parts"})
    parts = tuple(_part(each, number) for number, each in enumerate(list_of(fields, "parts"), start=1))
    once("part", [part.key for part in parts])
    return Pattern(origin_of(fields), words_of(fields, "title"), parts)


def parse_required_types(text: str) -> RequiredTypes:
    """The required types in a YAML file. Raises `ReferenceFault`."""
    fields = file_fields(text, needed={"types"})
    types = tuple(_required_type(each, number) for number, each in enumerate(list_of(fields, "types"), start=1))
    return RequiredTypes(origin_of(fields), types)


def _part(content: Any, number: int) -> PatternPart:
    where = f"part {number}"
    fields = fields_of(content, where, needed={"key", "title", "text", "needed"})
    return PatternPart(
        words_of(fields, "key", where), words_of(fields, "title", where), words_of(fields, "text", where),
        _yes_or_no(fields, "needed", where),
    )  # fmt: skip


def _required_type(content: Any, number: int) -> RequiredType:
    where = f"type {number}"
    fields = fields_of(content, where, needed={"type", "one", "from", "needed"}, allowed={"until", "note"})
    kind = words_of(fields, "type", where)
    if kind not in set(OrganisationType):
        raise ReferenceFault(f"{where}: {kind} is no type of organisation")
    if fields["needed"] not in ("required", "expected"):
        raise ReferenceFault(f"{where}: needed is required or expected")
    starts_on, ends_on = day_of(fields, "from", where), day_of(fields, "until", where)
    if starts_on is None or (ends_on is not None and ends_on < starts_on):
        raise ReferenceFault(f"{where}: it holds from a day, and until a later one")
    return RequiredType(
        type=OrganisationType(kind),
        one=words_of(fields, "one", where),
        starts_on=starts_on,
        ends_on=ends_on,
        is_required=fields["needed"] == "required",
        note=str(fields.get("note", "")),
    )


def _yes_or_no(fields: Mapping[str, Any], name: str, where: str) -> bool:
    value = fields[name]
    if not isinstance(value, bool):
        raise ReferenceFault(f"{where}: {name} is true or false")
    return value
