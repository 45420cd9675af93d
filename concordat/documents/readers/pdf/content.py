"""Carries out the painting instructions of a page."""

import math
from collections.abc import Callable
from typing import Any

from concordat.documents.readers.pdf import colours
from concordat.documents.readers.pdf.fonts import Font
from concordat.documents.readers.pdf.lexing import (
    CLOSE,
    HEX,
    KEYWORD,
    LONG_STRING,
    NAME,
    NUMBER,
    OPEN,
    STRING,
    TOKEN,
    Lexer,
    Name,
    hexadecimal,
    long_string,
    name,
    number,
)
from concordat.documents.readers.pdf.limits import MOST_NESTED, Broken
from concordat.documents.readers.pdf.marks import Box, Marks
from concordat.documents.readers.pdf.objects import Objects, Page, Stream
from concordat.documents.readers.pdf.painting import Painter
from concordat.documents.readers.pdf.state import IDENTITY, Matrix, State, times

_MOST_SAVED = 200  # states put aside at once; the format allows 28
_PAPER = [0.0, 0.0, 595.0, 842.0]
_FURTHEST = 20_000  # points; the format allows pages of 14,400


def read_marks(page: Page, objects: Objects, fonts: dict[int, Font]) -> Marks:
    """What a page shows. Pages whose words stand upright once the paper is turned are read turned.

    `fonts` keeps the fonts of the file from one page to the next. Raises `Broken` for damage.
    """
    entries = page.entries
    turned = objects.get(entries.get("Rotate"))
    quarters = (int(turned) // 90) % 4 if isinstance(turned, int | float) else 0
    marks = _run(page, objects, fonts, quarters)
    if marks.words:
        turns = [sum(len(word.text) for word in marks.words if word.turn == turn) for turn in range(4)]
        most = turns.index(max(turns))
        if most:
            return _run(page, objects, fonts, (quarters + most) % 4)
    return marks


def _run(page: Page, objects: Objects, fonts: dict[int, Font], quarters: int) -> Marks:
    box = objects.numbers(page.entries.get("CropBox"))
    if len(box) != 4:
        box = objects.numbers(page.entries.get("MediaBox"))
    if len(box) != 4:
        box = _PAPER
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    if not (0 < x1 - x0 < _FURTHEST and 0 < y1 - y0 < _FURTHEST):
        raise Broken("a page has no size")
    # From the page's own measure, upwards from below, to points from the top left as a person sees it.
    matrix: Matrix = [
        (1, 0, 0, -1, -x0, y1),
        (0, 1, 1, 0, -y0, -x0),
        (-1, 0, 0, 1, x1, -y0),
        (0, -1, -1, 0, y1, x1),
    ][quarters]
    width, height = (x1 - x0, y1 - y0) if quarters % 2 == 0 else (y1 - y0, x1 - x0)
    marks = Marks(page.number, width, height)
    painter = Painter(marks, objects.budget)
    state = State(matrix, Box(0, 0, width, height))
    resources = objects.dictionary(page.entries.get("Resources"))
    streams = [objects.get(item) for item in objects.items(page.entries.get("Contents"))]
    content = b"\n".join(objects.bytes_of(stream) for stream in streams if isinstance(stream, Stream))
    _Interpreter(objects, painter, fonts).run(content, resources, state)
    painter.finish()
    return marks


class _Interpreter:
    """Knows the operators; one runs a page and every drawing (form XObject) in it."""

    def __init__(self, objects: Objects, painter: Painter, fonts: dict[int, Font]) -> None:
        self._objects = objects
        self._painter = painter
        self._fonts = fonts
        self._depth = 0
        self._resources: dict[str, Any] = {}
        self._saved: list[State] = []
        self._state = State(IDENTITY, Box(0, 0, 0, 0))

    def run(self, content: bytes, resources: dict[str, Any], state: State) -> None:
        """Carries out one stream of instructions, starting from `state`."""
        around = self._resources, self._saved, self._state
        self._resources, self._saved, self._state = resources, [], state
        budget = self._objects.budget
        match, operators = TOKEN.match, _OPERATORS
        operands: list[Any] = []
        at = tokens = 0
        while (token := match(content, at)) is not None:
            at = token.end()
            kind = token.lastindex
            tokens += 1
            if kind == NUMBER:
                text = token[NUMBER]
                try:
                    operands.append(float(text))
                except ValueError:
                    operands.append(number(text))
            elif kind == KEYWORD:
                word = token[KEYWORD]
                operator = operators.get(word)
                if operator is not None:
                    try:
                        operator(self, operands)
                    except (TypeError, IndexError, ValueError, KeyError, AttributeError, OverflowError):
                        pass  # an instruction without what it needs is passed over, as every reader of PDF does
                elif word == b"BI":
                    at = self._inline_picture(content, at)
                operands.clear()
                if tokens > 1000:
                    budget.spend_tokens(tokens)
                    tokens = 0
            elif kind == STRING:
                operands.append(token[STRING])
            elif kind == OPEN:
                lexer = Lexer(content, token.start(OPEN), budget)
                operands.append(lexer.value())
                at = lexer.at
            elif kind == NAME:
                operands.append(name(token[NAME]))
            elif kind == HEX:
                operands.append(hexadecimal(token[HEX]))
            elif kind == LONG_STRING:
                text, at = long_string(content, at)
                operands.append(text)
            elif kind == CLOSE:
                raise Broken("the instructions of a page are damaged")
            if len(operands) > 1000:
                operands.clear()
                budget.spend_tokens(1000)
        budget.spend_tokens(tokens)
        self._resources, self._saved, self._state = around

    def _resource(self, kind: str, key: Any) -> Any:
        return self._objects.dictionary(self._resources.get(kind)).get(key)

    def _inline_picture(self, content: bytes, at: int) -> int:
        self._painter.picture(self._state)
        start = content.find(b"ID", at)
        end = start
        while (end := content.find(b"EI", end + 2)) >= 0:
            if content[end - 1 : end].isspace() and (content[end + 2 : end + 3] or b" ").isspace():
                return end + 2
        raise Broken("a picture has no end")

    # State

    def save(self, _: list[Any]) -> None:
        if len(self._saved) >= _MOST_SAVED:
            raise Broken("too much is put aside")
        self._saved.append(self._state)
        self._state = self._state.copy()

    def restore(self, _: list[Any]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        self._state.matrix = times((a, b, c, d, e, f), self._state.matrix)

    def line_width(self, operands: list[Any]) -> None:
        self._state.line_width = float(operands[-1])

    def graphics(self, operands: list[Any]) -> None:
        entries = self._objects.dictionary(self._resource("ExtGState", operands[-1]))
        state = self._state
        for key, value in ((key, self._objects.get(value)) for key, value in entries.items()):
            if key == "ca":
                state.fill_alpha = float(value)
            elif key == "CA":
                state.stroke_alpha = float(value)
            elif key == "LW":
                state.line_width = float(value)
            elif key == "BM":
                state.is_blended = value not in ("Normal", "Compatible")
            elif key == "Font" and isinstance(value, list):
                state.font, state.size = self._font(value[0]), float(value[1])

    # Colours

    def _fill(self, space: colours.Space, values: list[Any]) -> None:
        self._state.fill_space = space
        self._state.fill_values = tuple(value for value in values if isinstance(value, float))

    def _stroke(self, space: colours.Space, values: list[Any]) -> None:
        self._state.stroke_space = space
        self._state.stroke_values = tuple(value for value in values if isinstance(value, float))

    def fill_space(self, operands: list[Any]) -> None:
        self._fill(self._space(operands[-1]), [0.0, 0.0, 0.0, 1.0])

    def stroke_space(self, operands: list[Any]) -> None:
        self._stroke(self._space(operands[-1]), [0.0, 0.0, 0.0, 1.0])

    def _space(self, key: Any) -> colours.Space:
        return colours.space_of(key, self._objects.dictionary(self._resources.get("ColorSpace")), self._objects)

    def fill_colour(self, operands: list[Any]) -> None:
        self._fill(self._state.fill_space, operands)

    def stroke_colour(self, operands: list[Any]) -> None:
        self._stroke(self._state.stroke_space, operands)

    # Paths

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = operands[-4:]
        self._painter.rectangle(self._state.matrix, x, y, width, height)

    def move(self, operands: list[Any]) -> None:
        self._painter.move(self._state.matrix, operands[-2], operands[-1])

    def line(self, operands: list[Any]) -> None:
        self._painter.line(self._state.matrix, operands[-2], operands[-1])

    def curve(self, operands: list[Any]) -> None:
        self._painter.curve(self._state.matrix, operands)

    def close(self, _: list[Any]) -> None:
        self._painter.close()

    def clip(self, _: list[Any]) -> None:
        self._painter.is_clipping = True

    # Text

    def begin_text(self, _: list[Any]) -> None:
        self._state.text_matrix = self._state.line_matrix = IDENTITY

    def font(self, operands: list[Any]) -> None:
        self._state.font = self._font(self._resource("Font", operands[-2]))
        self._state.size = float(operands[-1])

    def _font(self, value: Any) -> Font | None:
        entries = self._objects.get(value)
        if not isinstance(entries, dict):
            return None
        found = self._fonts.get(id(entries))
        if found is None:
            self._objects.budget.spend_tokens(300)
            found = self._fonts[id(entries)] = Font(entries, self._objects)
        return found

    def letter_space(self, operands: list[Any]) -> None:
        self._state.letter_space = float(operands[-1])

    def word_space(self, operands: list[Any]) -> None:
        self._state.word_space = float(operands[-1])

    def stretch(self, operands: list[Any]) -> None:
        self._state.stretch = operands[-1] / 100

    def leading(self, operands: list[Any]) -> None:
        self._state.leading = float(operands[-1])

    def rise(self, operands: list[Any]) -> None:
        self._state.rise = float(operands[-1])

    def render(self, operands: list[Any]) -> None:
        self._state.render = int(operands[-1])

    def text_move(self, operands: list[Any]) -> None:
        state = self._state
        x, y = operands[-2:]
        a, b, c, d, e, f = state.line_matrix
        state.text_matrix = state.line_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def text_move_leading(self, operands: list[Any]) -> None:
        self._state.leading = -operands[-1]
        self.text_move(operands)

    def text_matrix(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        if not math.isfinite(a + b + c + d + e + f):
            raise ValueError
        self._state.text_matrix = self._state.line_matrix = (a, b, c, d, e, f)

    def next_line(self, _: list[Any]) -> None:
        self.text_move([0.0, -self._state.leading])

    def show(self, operands: list[Any]) -> None:
        self._painter.text(self._state, [operands[-1]])

    def show_spaced(self, operands: list[Any]) -> None:
        self._painter.text(self._state, operands[-1])

    def next_line_show(self, operands: list[Any]) -> None:
        self.next_line(operands)
        self.show(operands)

    def next_line_show_spaced(self, operands: list[Any]) -> None:
        self._state.word_space, self._state.letter_space = float(operands[-3]), float(operands[-2])
        self.next_line_show(operands)

    # Drawings in drawings, and what the file says its parts are

    def external(self, operands: list[Any]) -> None:
        stream = self._objects.get(self._resource("XObject", operands[-1]))
        if not isinstance(stream, Stream):
            return
        entries = stream.entries
        if self._objects.get(entries.get("Subtype")) == "Image":
            self._painter.picture(self._state)
            return
        if self._depth >= MOST_NESTED // 2:
            raise Broken("drawings nest too deep")
        state = self._state.copy()
        matrix = self._objects.numbers(entries.get("Matrix"))
        if len(matrix) == 6:
            a, b, c, d, e, f = matrix
            state.matrix = times((a, b, c, d, e, f), state.matrix)
        box = self._objects.numbers(entries.get("BBox"))
        if len(box) == 4:
            self._painter.clip_to(state, box)
        self._objects.budget.spend_tokens(50)
        own = entries.get("Resources")
        self._depth += 1
        self.run(
            self._objects.bytes_of(stream),
            self._resources if own is None else self._objects.dictionary(own),
            state,
        )
        self._depth -= 1

    def mark(self, _: list[Any]) -> None:
        self._painter.begin_part("", {})

    def mark_with(self, operands: list[Any]) -> None:
        entries = operands[-1]
        if isinstance(entries, Name):
            entries = self._resource("Properties", entries)
        self._painter.begin_part(str(operands[-2]), self._objects.dictionary(entries))

    def end_mark(self, _: list[Any]) -> None:
        self._painter.end_part()


def _painting(
    *, stroke: bool = False, fill: bool = False, close: bool = False
) -> Callable[[_Interpreter, list[Any]], None]:
    def paint(interpreter: _Interpreter, _: list[Any]) -> None:
        if close:
            interpreter._painter.close()
        interpreter._painter.paint(interpreter._state, stroke=stroke, fill=fill)

    return paint


def _device_colour(space: colours.Space, *, stroke: bool = False) -> Callable[[_Interpreter, list[Any]], None]:
    def choose(interpreter: _Interpreter, operands: list[Any]) -> None:
        if stroke:
            interpreter._stroke(space, operands)
        else:
            interpreter._fill(space, operands)

    return choose


_OPERATORS: dict[bytes, Callable[[_Interpreter, list[Any]], None]] = {
    b"q": _Interpreter.save,
    b"Q": _Interpreter.restore,
    b"cm": _Interpreter.transform,
    b"w": _Interpreter.line_width,
    b"gs": _Interpreter.graphics,
    b"g": _device_colour(colours.grey),
    b"G": _device_colour(colours.grey, stroke=True),
    b"rg": _device_colour(colours.rgb),
    b"RG": _device_colour(colours.rgb, stroke=True),
    b"k": _device_colour(colours.cmyk),
    b"K": _device_colour(colours.cmyk, stroke=True),
    b"cs": _Interpreter.fill_space,
    b"CS": _Interpreter.stroke_space,
    b"sc": _Interpreter.fill_colour,
    b"scn": _Interpreter.fill_colour,
    b"SC": _Interpreter.stroke_colour,
    b"SCN": _Interpreter.stroke_colour,
    b"re": _Interpreter.rectangle,
    b"m": _Interpreter.move,
    b"l": _Interpreter.line,
    b"c": _Interpreter.curve,
    b"v": _Interpreter.curve,
    b"y": _Interpreter.curve,
    b"h": _Interpreter.close,
    b"W": _Interpreter.clip,
    b"W*": _Interpreter.clip,
    b"n": _painting(),
    b"S": _painting(stroke=True),
    b"s": _painting(stroke=True, close=True),
    b"f": _painting(fill=True),
    b"F": _painting(fill=True),
    b"f*": _painting(fill=True),
    b"B": _painting(stroke=True, fill=True),
    b"B*": _painting(stroke=True, fill=True),
    b"b": _painting(stroke=True, fill=True, close=True),
    b"b*": _painting(stroke=True, fill=True, close=True),
    b"BT": _Interpreter.begin_text,
    b"Tf": _Interpreter.font,
    b"Tc": _Interpreter.letter_space,
    b"Tw": _Interpreter.word_space,
    b"Tz": _Interpreter.stretch,
    b"TL": _Interpreter.leading,
    b"Ts": _Interpreter.rise,
    b"Tr": _Interpreter.render,
    b"Td": _Interpreter.text_move,
    b"TD": _Interpreter.text_move_leading,
    b"Tm": _Interpreter.text_matrix,
    b"T*": _Interpreter.next_line,
    b"Tj": _Interpreter.show,
    b"TJ": _Interpreter.show_spaced,
    b"'": _Interpreter.next_line_show,
    b'"': _Interpreter.next_line_show_spaced,
    b"Do": _Interpreter.external,
    b"BMC": _Interpreter.mark,
    b"BDC": _Interpreter.mark_with,
    b"EMC": _Interpreter.end_mark,
}
