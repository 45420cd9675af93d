"""What each operator in the instructions of a page does to the state and to what is painted."""

import math
from collections.abc import Callable
from typing import Any

from concordat.documents.readers.pdf.file.lexing import Name
from concordat.documents.readers.pdf.file.limits import Broken
from concordat.documents.readers.pdf.file.objects import Objects
from concordat.documents.readers.pdf.painting import colours
from concordat.documents.readers.pdf.painting.fonts import Font
from concordat.documents.readers.pdf.painting.marks import Box
from concordat.documents.readers.pdf.painting.painter import Painter
from concordat.documents.readers.pdf.painting.state import IDENTITY, State, times

_MOST_SAVED = 200  # states put aside at once; the format allows 28


class Operators:
    """The operators; each takes the operands written before it, of which the last count."""

    def __init__(self, objects: Objects, painter: Painter, fonts: dict[int, Font]) -> None:
        self.objects = objects
        self.painter = painter
        self.state = State(IDENTITY, Box(0, 0, 0, 0))
        self.saved: list[State] = []
        self.resources: dict[str, Any] = {}
        self._fonts = fonts

    def resource(self, kind: str, key: Any) -> Any:
        return self.objects.dictionary(self.resources.get(kind)).get(key)

    # State

    def save(self, _: list[Any]) -> None:
        if len(self.saved) >= _MOST_SAVED:
            raise Broken("too much is put aside")
        self.objects.budget.spend_tokens(2)
        self.saved.append(self.state)
        self.state = self.state.copy()

    def restore(self, _: list[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        self.state.matrix = times((a, b, c, d, e, f), self.state.matrix)

    def line_width(self, operands: list[Any]) -> None:
        self.state.line_width = float(operands[-1])

    def graphics(self, operands: list[Any]) -> None:
        entries = self.objects.dictionary(self.resource("ExtGState", operands[-1]))
        state = self.state
        for key, value in ((key, self.objects.get(value)) for key, value in entries.items()):
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
        self.state.fill_space = space
        self.state.fill_values = tuple(value for value in values if isinstance(value, float))

    def _stroke(self, space: colours.Space, values: list[Any]) -> None:
        self.state.stroke_space = space
        self.state.stroke_values = tuple(value for value in values if isinstance(value, float))

    def fill_space(self, operands: list[Any]) -> None:
        self._fill(self._space(operands[-1]), [0.0, 0.0, 0.0, 1.0])

    def stroke_space(self, operands: list[Any]) -> None:
        self._stroke(self._space(operands[-1]), [0.0, 0.0, 0.0, 1.0])

    def _space(self, key: Any) -> colours.Space:
        return colours.space_of(key, self.objects.dictionary(self.resources.get("ColorSpace")), self.objects)

    def fill_colour(self, operands: list[Any]) -> None:
        self._fill(self.state.fill_space, operands)

    def stroke_colour(self, operands: list[Any]) -> None:
        self._stroke(self.state.stroke_space, operands)

    # Paths

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = operands[-4:]
        self.painter.rectangle(self.state.matrix, x, y, width, height)

    def move(self, operands: list[Any]) -> None:
        self.painter.move(self.state.matrix, operands[-2], operands[-1])

    def line(self, operands: list[Any]) -> None:
        self.painter.line(self.state.matrix, operands[-2], operands[-1])

    def curve(self, operands: list[Any]) -> None:
        self.painter.curve(self.state.matrix, operands)

    def close(self, _: list[Any]) -> None:
        self.painter.close()

    def clip(self, _: list[Any]) -> None:
        self.painter.is_clipping = True

    # Text

    def begin_text(self, _: list[Any]) -> None:
        self.state.text_matrix = self.state.line_matrix = IDENTITY

    def font(self, operands: list[Any]) -> None:
        self.state.font = self._font(self.resource("Font", operands[-2]))
        self.state.size = float(operands[-1])

    def _font(self, value: Any) -> Font | None:
        entries = self.objects.get(value)
        if not isinstance(entries, dict):
            return None
        found = self._fonts.get(id(entries))
        if found is None:
            self.objects.budget.spend_tokens(300)
            found = self._fonts[id(entries)] = Font(entries, self.objects)
        return found

    def letter_space(self, operands: list[Any]) -> None:
        self.state.letter_space = float(operands[-1])

    def word_space(self, operands: list[Any]) -> None:
        self.state.word_space = float(operands[-1])

    def stretch(self, operands: list[Any]) -> None:
        self.state.stretch = operands[-1] / 100

    def leading(self, operands: list[Any]) -> None:
        self.state.leading = float(operands[-1])

    def rise(self, operands: list[Any]) -> None:
        self.state.rise = float(operands[-1])

    def render(self, operands: list[Any]) -> None:
        self.state.render = int(operands[-1])

    def text_move(self, operands: list[Any]) -> None:
        state = self.state
        x, y = operands[-2:]
        a, b, c, d, e, f = state.line_matrix
        state.text_matrix = state.line_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def text_move_leading(self, operands: list[Any]) -> None:
        self.state.leading = -operands[-1]
        self.text_move(operands)

    def text_matrix(self, operands: list[Any]) -> None:
        a, b, c, d, e, f = operands[-6:]
        if not math.isfinite(a + b + c + d + e + f):
            raise ValueError
        self.state.text_matrix = self.state.line_matrix = (a, b, c, d, e, f)

    def next_line(self, _: list[Any]) -> None:
        self.text_move([0.0, -self.state.leading])

    def show(self, operands: list[Any]) -> None:
        self.painter.text(self.state, [operands[-1]])

    def show_spaced(self, operands: list[Any]) -> None:
        self.painter.text(self.state, operands[-1])

    def next_line_show(self, operands: list[Any]) -> None:
        self.next_line(operands)
        self.show(operands)

    def next_line_show_spaced(self, operands: list[Any]) -> None:
        self.state.word_space, self.state.letter_space = float(operands[-3]), float(operands[-2])
        self.next_line_show(operands)

    # What the file says its parts are

    def mark(self, _: list[Any]) -> None:
        self.painter.begin_part("", {})

    def mark_with(self, operands: list[Any]) -> None:
        entries = operands[-1]
        if isinstance(entries, Name):
            entries = self.resource("Properties", entries)
        self.painter.begin_part(str(operands[-2]), self.objects.dictionary(entries))

    def end_mark(self, _: list[Any]) -> None:
        self.painter.end_part()


def _painting(
    *, stroke: bool = False, fill: bool = False, close: bool = False
) -> Callable[[Operators, list[Any]], None]:
    def paint(operators: Operators, _: list[Any]) -> None:
        if close:
            operators.painter.close()
        operators.painter.paint(operators.state, stroke=stroke, fill=fill)

    return paint


def _device_colour(space: colours.Space, *, stroke: bool = False) -> Callable[[Operators, list[Any]], None]:
    def choose(operators: Operators, operands: list[Any]) -> None:
        if stroke:
            operators._stroke(space, operands)
        else:
            operators._fill(space, operands)

    return choose


OPERATORS: dict[bytes, Callable[[Operators, list[Any]], None]] = {
    b"q": Operators.save,
    b"Q": Operators.restore,
    b"cm": Operators.transform,
    b"w": Operators.line_width,
    b"gs": Operators.graphics,
    b"g": _device_colour(colours.grey),
    b"G": _device_colour(colours.grey, stroke=True),
    b"rg": _device_colour(colours.rgb),
    b"RG": _device_colour(colours.rgb, stroke=True),
    b"k": _device_colour(colours.cmyk),
    b"K": _device_colour(colours.cmyk, stroke=True),
    b"cs": Operators.fill_space,
    b"CS": Operators.stroke_space,
    b"sc": Operators.fill_colour,
    b"scn": Operators.fill_colour,
    b"SC": Operators.stroke_colour,
    b"SCN": Operators.stroke_colour,
    b"re": Operators.rectangle,
    b"m": Operators.move,
    b"l": Operators.line,
    b"c": Operators.curve,
    b"v": Operators.curve,
    b"y": Operators.curve,
    b"h": Operators.close,
    b"W": Operators.clip,
    b"W*": Operators.clip,
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
    b"BT": Operators.begin_text,
    b"Tf": Operators.font,
    b"Tc": Operators.letter_space,
    b"Tw": Operators.word_space,
    b"Tz": Operators.stretch,
    b"TL": Operators.leading,
    b"Ts": Operators.rise,
    b"Tr": Operators.render,
    b"Td": Operators.text_move,
    b"TD": Operators.text_move_leading,
    b"Tm": Operators.text_matrix,
    b"T*": Operators.next_line,
    b"Tj": Operators.show,
    b"TJ": Operators.show_spaced,
    b"'": Operators.next_line_show,
    b'"': Operators.next_line_show_spaced,
    b"BMC": Operators.mark,
    b"BDC": Operators.mark_with,
    b"EMC": Operators.end_mark,
}
