"""What painting goes by at a moment: place, colours, font."""

from concordat.documents.readers.pdf.painting import colours
from concordat.documents.readers.pdf.painting.fonts import Font
from concordat.documents.readers.pdf.painting.marks import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does what `first` does and then what `second` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


class State:
    """The graphics state; lengths are in the units of the instructions, `matrix` leads to points of the page."""

    __slots__ = (
        "clip",
        "fill_alpha",
        "fill_space",
        "fill_values",
        "font",
        "is_blended",
        "leading",
        "letter_space",
        "line_matrix",
        "line_width",
        "matrix",
        "render",
        "rise",
        "size",
        "stretch",
        "stroke_alpha",
        "stroke_space",
        "stroke_values",
        "text_matrix",
        "word_space",
    )

    def __init__(self, matrix: Matrix, clip: Box) -> None:
        self.matrix = matrix
        self.clip = clip
        self.fill_space: colours.Space = colours.grey
        self.fill_values: tuple[float, ...] = (0.0,)
        self.stroke_space: colours.Space = colours.grey
        self.stroke_values: tuple[float, ...] = (0.0,)
        self.fill_alpha = self.stroke_alpha = 1.0
        self.is_blended = False  # mixed with what is beneath, as a highlighter does
        self.line_width = 1.0
        self.font: Font | None = None
        self.size = 0.0
        self.letter_space = self.word_space = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.render = 0
        self.text_matrix = self.line_matrix = IDENTITY

    def copy(self) -> "State":
        other = State.__new__(State)
        for name in State.__slots__:
            setattr(other, name, getattr(self, name))
        return other
