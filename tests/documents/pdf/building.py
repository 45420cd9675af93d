"""Builds the smallest PDF files that show one thing, with the instructions that printing programs write for it."""

import zlib

from pdfminer.fontmetrics import FONT_METRICS

from concordat.documents import read
from concordat.documents.domain import Document, Paragraph

WIDTH, HEIGHT = 842, 595
PADDING, PITCH = 5.0, 11.0
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"


def stream(content: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def file_of(objects: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """The bytes of a file of these objects; object 1 is its root."""
    found = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(found)
        found += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(found), max(objects) + 1
    found += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        found += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    found += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(found)


class Sheet:
    """One page; places are in points from its top left corner."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, *, entries: bytes = b"") -> None:
        self.width, self.height, self.entries = width, height, entries
        self.content = bytearray()

    def raw(self, instructions: str | bytes) -> "Sheet":
        self.content += (instructions.encode("cp1252") if isinstance(instructions, str) else instructions) + b"\n"
        return self

    def text(self, x: float, y: float, words: str, *, size: float = 9, font: str = "F1", colour: str = "") -> "Sheet":
        """Words on a line whose foot is at `y`."""
        shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        paint = f"{_colour(colour)} rg" if colour else "0 g"
        return self.raw(f"{paint} BT /{font} {size} Tf 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm ({shown}) Tj ET")

    def lines(self, x: float, y: float, *words: str, pitch: float = PITCH, **look) -> "Sheet":
        for number, line in enumerate(words):
            self.text(x, y + number * pitch, line, **look)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> "Sheet":
        return self.raw(f"0 G {width} w {x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l S")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> "Sheet":
        return self.raw(f"{_colour(colour)} rg {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def box(self, x: float, y: float, width: float, height: float) -> "Sheet":
        return self.raw(f"0 G 0.5 w {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re S")

    def spot(self, x: float, y: float, colour: str, radius: float = 5) -> "Sheet":
        """A filled circle of four curves around a point."""
        y, r, k = self.height - y, radius, radius * 0.552
        return self.raw(
            f"{_colour(colour)} rg {x + r} {y} m {x + r} {y + k} {x + k} {y + r} {x} {y + r} c "
            f"{x - k} {y + r} {x - r} {y + k} {x - r} {y} c {x - r} {y - k} {x - k} {y - r} {x} {y - r} c "
            f"{x + k} {y - r} {x + r} {y - k} {x + r} {y} c f"
        )

    def picture(self, x: float, y: float, width: float, height: float) -> "Sheet":
        return self.raw(f"q {width} 0 0 {height} {x} {self.height - y - height} cm /Im1 Do Q")

    def table(self, x, y, widths, rows, *, fills=None, merged=(), draw="lines", size=9):
        """Draws a table of rows of texts (lines parted by newlines) and gives the height where it ends.

        `merged` holds (row, column, rows, columns) of cells; `fills` colours by (row, column). `draw` says how the
        lines are drawn: as strokes, as the thin bars of Word, or as the outline of each cell.
        """
        xs = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        heights = [max(len(text.split("\n")) for text in row) * PITCH + 4 for row in rows]
        ys = [y + sum(heights[:n]) for n in range(len(heights) + 1)]
        hidden = {}
        for row, column, down, across in merged:
            for place in ((r, c) for r in range(row, row + down) for c in range(column, column + across)):
                hidden[place] = (row, column, down, across)
        for row, texts in enumerate(rows):
            for column, words in enumerate(texts):
                first = hidden.get((row, column), (row, column, 1, 1))
                if first[:2] != (row, column):
                    continue
                left, top, right, bottom = xs[column], ys[row], xs[column + first[3]], ys[row + first[2]]
                colour = (fills or {}).get((row, column))
                if colour:
                    self.fill(left, top, right - left, bottom - top, colour)
                self._frame(left, top, right, bottom, draw)
                if words:
                    self.lines(left + PADDING, top + PITCH - 1, *words.split("\n"), size=size)
        return ys[-1]

    def _frame(self, left, top, right, bottom, draw):
        if draw == "boxes":
            self.box(left, top, right - left, bottom - top)
            return
        for x0, y0, x1, y1 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            if draw == "bars":
                self.fill(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, "000000")
            else:
                self.rule(x0, y0, x1, y1)


def pdf(*sheets: Sheet, title: str | None = None, extra: dict[int, bytes] | None = None, fonts: bytes = b"") -> bytes:
    """The bytes of a file with these pages; `extra` holds further objects from number 100 on."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        3: HELVETICA,
        4: BOLD,
        5: stream(
            bytes(300), b"/Type/XObject/Subtype/Image/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceRGB"
        ),
    }
    kids = []
    for number, sheet in enumerate(sheets):
        page, content = 10 + 2 * number, 11 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R%s>>"
            b"/XObject<</Im1 5 0 R/Fm1 100 0 R>>/ExtGState<</Pale<</ca 0.5>>>>>>%s>>"
            % (sheet.width, sheet.height, content, fonts, sheet.entries)
        )
        objects[content] = stream(bytes(sheet.content))
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    trailer = b""
    if title is not None:
        objects[6] = b"<</Title<%s>>>" % (b"\xfe\xff" + title.encode("utf-16-be")).hex().encode()
        trailer = b"/Info 6 0 R"
    return file_of(objects | (extra or {}), trailer=trailer)


def wrapped(text: str, width: float, *, size: float = 9) -> list[str]:
    """The lines that a program breaks words into, so that none is longer than `width` points."""
    advances = FONT_METRICS["Helvetica"][1]
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and sum(advances.get(letter, 556) for letter in longer) * size / 1000 <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def read_sheets(*sheets: Sheet, **options) -> Document:
    return read(pdf(*sheets, **options), name="plan.pdf")


def words_of(document: Document) -> list[list[list[str]]]:
    """The texts of all tables: rows of cells."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def paragraphs_of(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def _colour(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.6f}" for at in (0, 2, 4))
