"""The values that components draw, each by the template of its name in `ui/components/`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    words: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar, as long as its count; href: "" where it leads nowhere."""

    words: str
    count: int
    colour: str
    shape: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A link that shows fewer rows, and how many; one that is in force leads to the page without it.

    shape: "" where none helps.
    """

    words: str
    count: int
    href: str
    is_on: bool
    shape: str = ""
