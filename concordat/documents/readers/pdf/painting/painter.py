"""Puts what is painted down as marks: words, straight lines, fills, drawings and pictures."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from concordat.documents.readers.pdf.file.limits import Budget
from concordat.documents.readers.pdf.file.objects import text_string
from concordat.documents.readers.pdf.painting import colours, looks
from concordat.documents.readers.pdf.painting.fonts import PLAINER, UNKNOWN
from concordat.documents.readers.pdf.painting.marks import Box, Drawing, Fill, Line, Marks, Word, is_picture
from concordat.documents.readers.pdf.painting.state import Matrix, State, times

# Word draws a table's border as a rectangle as thin as a line, up to 3 points where it is thick.
_THIN = 3.0
_THICK = 5.0  # a line as thick as this is a bar of colour
# Part of the size: a pen that moves further than this between two letters has left a space.
_SPACE = 0.17
_MOST_POINTS = 5_000  # of one path; a table's lines have two
_LEVEL = 0.05  # how much a line may rise over its length
_FURTHEST = 30_000.0


class _Path:
    """One stretch of a path, in points of the page."""

    __slots__ = ("is_closed", "is_curved", "points")

    def __init__(self, points: list[tuple[float, float]], *, is_closed: bool = False) -> None:
        self.points = points
        self.is_closed = is_closed
        self.is_curved = False

    def box(self) -> Box:
        across = [x for x, _ in self.points]
        down = [y for _, y in self.points]
        return Box(min(across), min(down), max(across), max(down))

    def is_rectangle(self) -> bool:
        points = self.points[:-1] if len(self.points) == 5 and self.points[0] == self.points[4] else self.points
        if self.is_curved or len(points) != 4:
            return False
        box = self.box()
        slack = 0.5
        return all(
            min(x - box.x0, box.x1 - x) <= slack and min(y - box.top, box.bottom - y) <= slack for x, y in points
        )


class Painter:
    """Fills in `marks`; `finish` settles what shows behind words and what hides them."""

    def __init__(self, marks: Marks, budget: Budget) -> None:
        self.is_clipping = False
        self._marks = marks
        self._budget = budget
        self._paths: list[_Path] = []
        self._points = 0
        self._order = 0
        self._unseen: list[Word] = []  # words without colour, which lie behind a scanned picture
        self._parts: list[str | None] = []  # what each open part of the text is said to read as
        self._furniture = 0  # how many open parts are page headers or footers
        self._actual: str | None = None
        self._after_space: tuple[float, float] | None = None  # where the pen stood when a string ended with a space
        self._colours: dict[tuple[colours.Space, tuple[float, ...], float], str | None] = {}

    def finish(self) -> None:
        if is_picture(self._marks):
            self._marks.words += self._unseen
        looks.settle(self._marks, self._budget)

    # Paths

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        a, b, c, d, e, f = matrix
        left, top = x * a + y * c + e, x * b + y * d + f
        across = (width * a, width * b)
        up = (height * c, height * d)
        points = [
            (left, top),
            (left + across[0], top + across[1]),
            (left + across[0] + up[0], top + across[1] + up[1]),
            (left + up[0], top + up[1]),
        ]
        self._begin(points, is_closed=True)

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        self._begin([_point(matrix, x, y)])

    def _begin(self, points: list[tuple[float, float]], *, is_closed: bool = False) -> None:
        self._budget.spend_marks(1)
        self._points = len(points)
        self._paths.append(_Path(points, is_closed=is_closed))

    def line(self, matrix: Matrix, x: float, y: float) -> None:
        if self._points < _MOST_POINTS:
            self._points += 1
            self._paths[-1].points.append(_point(matrix, x, y))

    def curve(self, matrix: Matrix, operands: list[float]) -> None:
        self._paths[-1].is_curved = True
        for x, y in zip(operands[::2], operands[1::2], strict=False):
            self.line(matrix, x, y)

    def close(self) -> None:
        if self._paths:
            self._paths[-1].is_closed = True

    def paint(self, state: State, *, stroke: bool, fill: bool) -> None:
        """Ends the path: fills it, draws its outline, or makes it the edge of what follows."""
        paths = [path for path in self._paths if _is_near(path.points)]
        self._paths = []
        if not paths:
            self.is_clipping = False
            return
        self._order += 1
        if fill and state.fill_alpha > 0.02:
            self._fill(state, paths)
        if stroke and state.stroke_alpha > 0.02:
            for path in paths:
                self._outline(state, path)
        if self.is_clipping:
            self.is_clipping = False
            boxes = [path.box() for path in paths]
            outer = Box(
                min(box.x0 for box in boxes),
                min(box.top for box in boxes),
                max(box.x1 for box in boxes),
                max(box.bottom for box in boxes),
            )
            state.clip = state.clip.within(outer) or _NOWHERE

    def clip_to(self, state: State, box: Sequence[float]) -> None:
        """Lets only what lies in a box, given in the state's own units, show."""
        corners = [_point(state.matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        if _is_near(corners):
            state.clip = state.clip.within(_Path(corners).box()) or _NOWHERE

    def _fill(self, state: State, paths: list[_Path]) -> None:
        colour = self._colour(state.fill_space, state.fill_values, state.fill_alpha)
        is_solid = state.fill_alpha > 0.98 and not state.is_blended
        boxes = [(path, path.box()) for path in paths]
        if len(boxes) == 2 and _is_frame(boxes[0][1], boxes[1][1]):
            for path in paths:
                self._outline(state, path)
            return
        for path, whole in boxes:
            box = whole.within(state.clip)
            if box is None:
                continue
            width, height = box.x1 - box.x0, box.bottom - box.top
            if min(width, height) <= _THIN:
                middle = ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
                # A spot is the corner where lines meet, or a piece of a dotted one.
                if height <= _THIN:
                    self._marks.across.append(Line(middle[1], box.x0, box.x1))
                if width <= _THIN:
                    self._marks.down.append(Line(middle[0], box.top, box.bottom))
            elif path.is_rectangle():
                self._marks.fills.append(Fill(box, colour, self._order, is_solid))
            elif colour != colours.WHITE:
                self._marks.drawings.append(Drawing(box, colour))

    def _outline(self, state: State, path: _Path) -> None:
        scale = math.sqrt(abs(state.matrix[0] * state.matrix[3] - state.matrix[1] * state.matrix[2]))
        thickness = state.line_width * scale
        points = path.points
        ends = zip(points, points[1:] + points[:1] if path.is_closed else points[1:], strict=False)
        if path.is_curved:
            return
        clip = state.clip
        for (x0, y0), (x1, y1) in ends:
            length = abs(x1 - x0) + abs(y1 - y0)
            if length < 0.01:
                continue
            self._budget.spend_marks(1)
            is_across = abs(y1 - y0) <= _LEVEL * length
            if not is_across and abs(x1 - x0) > _LEVEL * length:
                continue
            half = thickness / 2
            if is_across:
                at, start, end = (y0 + y1) / 2, max(min(x0, x1), clip.x0), min(max(x0, x1), clip.x1)
                shows = clip.top - 1 <= at <= clip.bottom + 1 and start <= end
                bar = Box(start, at - half, end, at + half)
            else:
                at, start, end = (x0 + x1) / 2, max(min(y0, y1), clip.top), min(max(y0, y1), clip.bottom)
                shows = clip.x0 - 1 <= at <= clip.x1 + 1 and start <= end
                bar = Box(at - half, start, at + half, end)
            if not shows:
                continue
            if thickness > _THICK:
                colour = self._colour(state.stroke_space, state.stroke_values, state.stroke_alpha)
                is_solid = state.stroke_alpha > 0.98 and not state.is_blended
                self._marks.fills.append(Fill(bar, colour, self._order, is_solid))
            else:
                (self._marks.across if is_across else self._marks.down).append(Line(at, start, end))

    def picture(self, state: State) -> None:
        self._budget.spend_marks(1)
        corners = [_point(state.matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        if _is_near(corners):
            box = _Path(corners).box().within(state.clip)
            if box is not None:
                self._marks.pictures.append(box)

    def _colour(self, space: colours.Space, values: tuple[float, ...], alpha: float) -> str | None:
        key = (space, values, alpha)
        if key not in self._colours:
            if len(self._colours) > 1000:
                self._colours.clear()
            self._colours[key] = colours.seen(space, values, alpha)
        return self._colours[key]

    # Parts of the text that the file says something of

    def begin_part(self, kind: str, entries: dict[str, Any]) -> None:
        said = entries.get("ActualText")
        reads = text_string(said).translate(PLAINER) if isinstance(said, bytes) and len(said) < 2000 else None
        is_furniture = kind == "Artifact" and entries.get("Type") == "Pagination"
        self._budget.spend_tokens(1)
        if len(self._parts) < _MOST_POINTS:
            self._parts.append("\f" if is_furniture else reads)
        self._furniture += is_furniture
        if reads is not None:
            self._actual = reads

    def end_part(self) -> None:
        if self._parts:
            ended = self._parts.pop()
            self._furniture -= ended == "\f"
            if ended is not None and ended != "\f":
                self._actual = None

    # Text

    def text(self, state: State, parts: Iterable[Any]) -> None:
        """Shows strings; a number between them moves the pen back by thousandths of the size."""
        font = state.font
        if font is None:
            return
        matrix = times(state.text_matrix, state.matrix)
        size, stretch = state.size, state.stretch
        step = size * stretch / 1000
        letter_space = state.letter_space * stretch
        word_space = 0.0 if font.is_wide else state.word_space * stretch
        widest = abs(_SPACE * size * stretch)
        pen = start = 0.0
        letters: list[str] = []
        is_first = True
        is_apart = self._after_space is not None and _is_at(matrix, self._after_space)
        words: list[tuple[str, float, float, bool, bool]] = []
        for part in parts:
            if isinstance(part, bytes):
                glyphs = font.glyphs(part)
                self._budget.spend_letters(len(glyphs))
                if self._actual is not None and glyphs:
                    glyphs = [(self._actual, glyphs[0][1]), *(("", width) for _, width in glyphs[1:])]
                    self._actual = ""
                for text, width in glyphs:
                    if text == " ":
                        if letters:
                            words.append(("".join(letters), start, pen, is_apart, is_first))
                            letters.clear()
                        is_apart, is_first = True, False
                        pen += width * step + letter_space + word_space
                        continue
                    if not letters:
                        start = pen
                    letters.append(text)
                    pen += width * step + letter_space
            elif isinstance(part, int | float):
                shift = -part * step
                pen += shift
                if abs(shift) > widest and letters:
                    words.append(("".join(letters), start, pen - shift, is_apart, is_first))
                    letters.clear()
                    is_apart, is_first = shift > 0, False
        if letters:
            words.append(("".join(letters), start, pen, is_apart, is_first))
        self._after_space = None if letters or not is_apart else _point(matrix, pen, 0)
        a, b, c, d, e, f = state.text_matrix
        state.text_matrix = (a, b, c, d, e + pen * a, f + pen * b)
        if words:
            self._place(state, matrix, words, is_bold=font.is_bold or state.render in (2, 6))

    def _place(
        self, state: State, matrix: Matrix, words: list[tuple[str, float, float, bool, bool]], *, is_bold: bool
    ) -> None:
        a, b, c, d, e, f = matrix
        size = state.size * math.hypot(c, d)
        if not 1 <= size < _FURTHEST or state.render == 7 or state.fill_alpha <= 0.02:
            return
        # Words that lie aslant are stamps such as DRAFT, not part of the text.
        if abs(b) <= 0.1 * abs(a):
            turn = 0 if a > 0 else 2
        elif abs(a) <= 0.1 * abs(b):
            turn = 1 if b < 0 else 3
        else:
            return
        e, f = e + state.rise * c, f + state.rise * d
        rise = 0.3 * state.size
        self._order += 1
        colour = self._colour(state.fill_space, state.fill_values, state.fill_alpha)
        colour = None if colour == colours.BLACK else colour
        marks, clip = self._marks, state.clip
        into = self._unseen if state.render == 3 else marks.words
        for text, start, end, is_apart, is_first in words:
            middle = (start + end) / 2
            x, y = e + middle * a + rise * c, f + middle * b + rise * d
            if not (clip.x0 - 1 <= x <= clip.x1 + 1 and clip.top - 1 <= y <= clip.bottom + 1):
                continue
            if turn == 0:
                x0, x1, base = e + start * a, e + end * a, f
            elif turn == 1:
                x0, x1, base = -(f + start * b), -(f + end * b), e
            elif turn == 3:
                x0, x1, base = f + start * b, f + end * b, -e
            else:
                x0, x1, base = -(e + start * a), -(e + end * a), -f
            marks.letters += len(text)
            marks.unknown_letters += text.count(UNKNOWN)
            word = Word(text, x0, x1, base, size, x, y, turn, self._order, colour, is_bold, is_apart, is_first)
            if not self._furniture:
                into.append(word)
            elif turn == 0:
                marks.furniture.append(word)


_NOWHERE = Box(-1.0, -1.0, -1.0, -1.0)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def _is_at(matrix: Matrix, place: tuple[float, float]) -> bool:
    return abs(matrix[4] - place[0]) + abs(matrix[5] - place[1]) < 1


def _is_near(points: list[tuple[float, float]]) -> bool:
    return all(abs(x) < _FURTHEST and abs(y) < _FURTHEST for x, y in points)


def _is_frame(first: Box, second: Box) -> bool:
    """Whether two rectangles, filled together, leave only a thin frame: how a browser draws a box's border."""
    outer, inner = (first, second) if first.x0 <= second.x0 else (second, first)
    sides = (inner.x0 - outer.x0, outer.x1 - inner.x1, inner.top - outer.top, outer.bottom - inner.bottom)
    return all(0 <= side <= _THIN for side in sides) and max(sides) > 0
