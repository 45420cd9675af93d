"""Carries out the painting instructions of a page."""

from contextlib import suppress
from typing import Any

from concordat.documents.readers.pdf.file.lexing import (
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
    hexadecimal,
    long_string,
    name,
    number,
)
from concordat.documents.readers.pdf.file.limits import MOST_NESTED, Broken
from concordat.documents.readers.pdf.file.objects import Objects, Page, Stream
from concordat.documents.readers.pdf.painting.fonts import Font
from concordat.documents.readers.pdf.painting.marks import Box, Marks
from concordat.documents.readers.pdf.painting.operators import OPERATORS, Operators
from concordat.documents.readers.pdf.painting.painter import Painter
from concordat.documents.readers.pdf.painting.state import Matrix, State, times

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


class _Interpreter(Operators):
    """Carries out instructions; one runs a page and every drawing (form XObject) in it."""

    def __init__(self, objects: Objects, painter: Painter, fonts: dict[int, Font]) -> None:
        super().__init__(objects, painter, fonts)
        self._depth = 0

    def run(self, content: bytes, resources: dict[str, Any], state: State) -> None:
        """Carries out one stream of instructions, starting from `state`."""
        around = self.resources, self.saved, self.state
        self.resources, self.saved, self.state = resources, [], state
        budget = self.objects.budget
        match, operators = TOKEN.match, OPERATORS
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
                    # An instruction without what it needs is passed over, as every reader of PDF does.
                    with suppress(TypeError, IndexError, ValueError, KeyError, AttributeError, OverflowError):
                        operator(self, operands)
                elif word == b"Do":
                    self._external(operands)
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
        self.resources, self.saved, self.state = around

    def _inline_picture(self, content: bytes, at: int) -> int:
        self.painter.picture(self.state)
        start = content.find(b"ID", at)
        end = start
        while (end := content.find(b"EI", end + 2)) >= 0:
            if content[end - 1 : end].isspace() and (content[end + 2 : end + 3] or b" ").isspace():
                return end + 2
        raise Broken("a picture has no end")

    def _external(self, operands: list[Any]) -> None:
        stream = self.objects.get(self.resource("XObject", operands[-1]))
        if not isinstance(stream, Stream):
            return
        entries = stream.entries
        if self.objects.get(entries.get("Subtype")) == "Image":
            self.painter.picture(self.state)
            return
        if self._depth >= MOST_NESTED // 2:
            raise Broken("drawings nest too deep")
        state = self.state.copy()
        matrix = self.objects.numbers(entries.get("Matrix"))
        if len(matrix) == 6:
            a, b, c, d, e, f = matrix
            state.matrix = times((a, b, c, d, e, f), state.matrix)
        box = self.objects.numbers(entries.get("BBox"))
        if len(box) == 4:
            self.painter.clip_to(state, box)
        self.objects.budget.spend_tokens(50)
        own = entries.get("Resources")
        self._depth += 1
        self.run(
            self.objects.bytes_of(stream),
            self.resources if own is None else self.objects.dictionary(own),
            state,
        )
        self._depth -= 1
