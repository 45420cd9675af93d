"""What is painted on a page, in points from its top left corner: words, lines, fills, drawings and pictures."""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Word:
    """Letters without a space between them.

    `x0`, `x1` and `base` are where the word begins and ends and the line it stands on, in its own direction: for words
    that are turned, along and across the way they are read. `x` and `y` are the middle of the word on the page.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    x: float
    y: float
    turn: int  # quarter turns to the left
    order: int  # when it was painted
    colour: str | None
    is_bold: bool
    is_apart: bool  # a space was written before it
    is_first: bool  # nothing was written before it in one go with it, not even a space
    fill: str | None = None  # what is behind it
    is_struck: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """A straight line: `at` is where it lies across its direction, `start` and `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def within(self, other: "Box") -> "Box | None":
        """What this rectangle shares with another; None where they lie apart."""
        x0, x1 = max(self.x0, other.x0), min(self.x1, other.x1)
        top, bottom = max(self.top, other.top), min(self.bottom, other.bottom)
        return Box(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """A rectangle of one colour; `colour` is None where it can't be told, as for a pattern."""

    box: Box
    colour: str | None
    order: int
    is_solid: bool  # hides what was painted before it


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A filled form that is no rectangle, such as a circle."""

    box: Box
    colour: str | None


@dataclass(slots=True)
class Marks:
    """Everything on one page."""

    number: int  # of the page, from 1
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    across: list[Line] = field(default_factory=list)
    down: list[Line] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    furniture: list[Word] = field(default_factory=list)  # headers and footers that the file marks as such
    letters: int = 0
    unknown_letters: int = 0


def is_picture(marks: Marks) -> bool:
    """Whether most of a page is covered by pictures, as a scanner makes it."""
    covered = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in marks.pictures)
    return covered > marks.width * marks.height / 2
