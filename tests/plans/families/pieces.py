"""What an invented paper is made of, whatever the format it is written in, and what a careful reader finds in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class C:
    """A cell: each line is a paragraph; `on` says that it goes on with the merged cell above."""

    text: str = ""
    fill: str | None = None
    colour: str | None = None
    bold: bool = False
    struck: bool = False
    across: int = 1
    down: int = 1
    on: bool = False
    was: str = ""  # struck-out words before the others


@dataclass(frozen=True)
class P:
    """A paragraph; `heading` is its level, `runs` are pieces of (words, fill)."""

    text: str
    heading: int | None = None
    bold: bool = False
    runs: Sequence[tuple[str, str | None]] = ()


@dataclass(frozen=True)
class T:
    """A table; `heads` rows are marked as headers where the format can say so."""

    rows: Sequence[Sequence[C | str]]
    heads: int = 0


Piece = P | T


@dataclass(frozen=True)
class Found:
    """One action as a careful reader writes it down."""

    refs: tuple[str, ...]
    action: str
    when: str | None = None
    who: str | None = None
    outcome: str | None = None
    progress: str | None = None
    status: str = "unknown"
    theme: str | None = None
    time: tuple[str, str | None] | None = None  # kind and end, where the words are worth asking
    leads: tuple[tuple[str | None, str | None, str], ...] | None = None


@dataclass(frozen=True)
class Paper:
    """A paper and the sections that a careful reader finds in it."""

    pieces: Sequence[Piece]
    sections: Sequence[tuple[str | None, Sequence[Found]]]
    formats: Sequence[str] = ("docx", "odt", "html", "xlsx")
    title: str | None = None
    never: Sequence[str] = field(default=())  # words that no action may hold


def found(ref: str | None, action: str, *rest: str | None, **more: object) -> Found:
    """An action with one reference or none; `rest` is when, who, outcome, progress and status."""
    return Found((ref,) if ref else (), action, *rest, **more)  # type: ignore[arg-type]


def full(row: Sequence[C | str]) -> list[C]:
    return [cell if isinstance(cell, C) else C(cell) for cell in row]
