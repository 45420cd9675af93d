"""Estimates how high rows are: programs that open a workbook do not all find that out, and none do for merged cells."""

HIGHEST = 409.0  # points; Excel's own limit
_LINE = 1.32  # the height of a line in sizes of its letters
_PADDING = 3.0  # points
_LETTERS = 1.2  # of the mean width, at 10 points, to one unit of a column's width
_BROAD = 1.08  # how much broader than the mean bold letters are


def height_of(text: str, room: float, size: float, *, is_bold: bool = False) -> float:
    """The height in points of words of a `size` in points, on lines with room for so many characters of 10 points."""
    room = max(room * _LETTERS * 10 / size / (_BROAD if is_bold else 1), 1)
    return min(sum(_count(line, room) for line in text.split("\n")) * size * _LINE + _PADDING, HIGHEST)


def _count(line: str, room: float) -> int:
    """How many lines a line becomes when it is wrapped between words, or within those that are too long."""
    count, used = 1, 0.0
    for word in line.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            count, used = count + 1, 0.0
        used += length + (1 if used else 0)
        while used > room:
            count, used = count + 1, used - room
    return count
