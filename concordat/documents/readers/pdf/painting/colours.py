"""Colours of a PDF as they are seen: six upper-case hex digits."""

from collections.abc import Callable, Sequence
from typing import Any

from concordat.documents.readers.pdf.file.objects import Objects, Stream

BLACK, WHITE = "000000", "FFFFFF"

# Turns the numbers of a colour into red, green and blue from 0 to 1; None for what has no one colour, as a pattern.
Space = Callable[[Sequence[float]], tuple[float, float, float] | None]


def grey(values: Sequence[float]) -> tuple[float, float, float]:
    return values[0], values[0], values[0]


def rgb(values: Sequence[float]) -> tuple[float, float, float]:
    return values[0], values[1], values[2]


def cmyk(values: Sequence[float]) -> tuple[float, float, float]:
    cyan, magenta, yellow, black = values[:4]
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)


def _none(values: Sequence[float]) -> None:
    return None


_NAMED: dict[str, Space] = {
    "DeviceGray": grey,
    "G": grey,
    "CalGray": grey,
    "DeviceRGB": rgb,
    "RGB": rgb,
    "CalRGB": rgb,
    "DeviceCMYK": cmyk,
    "CMYK": cmyk,
    "Pattern": _none,
}
_BY_COUNT: dict[int, Space] = {1: grey, 3: rgb, 4: cmyk}


def seen(space: Space, values: Sequence[float], alpha: float = 1.0) -> str | None:
    """What a colour looks like on white paper; None where that can't be told."""
    try:
        parts = space(values)
    except (IndexError, ValueError, TypeError):
        return None
    if parts is None:
        return None
    shown = [1 - alpha * (1 - min(1.0, max(0.0, part))) for part in parts]
    return "".join(f"{round(part * 255):02X}" for part in shown)


def space_of(value: Any, named: dict[str, Any], objects: Objects, depth: int = 0) -> Space:
    """The colour space that a value describes; `named` are those that the page's resources give names to."""
    value = objects.get(value)
    if isinstance(value, str):
        if value in _NAMED:
            return _NAMED[value]
        return space_of(named[value], {}, objects, depth + 1) if value in named and depth < 4 else _none
    if not isinstance(value, list) or not value or depth > 4:
        return _none
    kind = objects.get(value[0])
    if kind == "ICCBased" and len(value) > 1:
        return _BY_COUNT.get(objects.get(objects.dictionary(value[1]).get("N")), _none)
    if kind == "Indexed" and len(value) > 3:
        return _indexed(value, named, objects, depth)
    if kind in ("Separation", "DeviceN") and len(value) > 3:
        return _tinted(value, named, objects, depth)
    return _NAMED.get(str(kind), _none)


def _indexed(value: list[Any], named: dict[str, Any], objects: Objects, depth: int) -> Space:
    base = space_of(value[1], named, objects, depth + 1)
    table = objects.get(value[3])
    colours = objects.bytes_of(table) if isinstance(table, Stream) else table
    if not isinstance(colours, bytes):
        return _none
    highest = objects.get(value[2])
    count = len(colours) // (highest + 1) if isinstance(highest, int) and highest >= 0 else 0
    if count not in _BY_COUNT:
        return _none
    return lambda values: base([byte / 255 for byte in colours[int(values[0]) * count :][:count]])


def _tinted(value: list[Any], named: dict[str, Any], objects: Objects, depth: int) -> Space:
    """Inks with names: only those whose mixture is a plain blend from one colour to another are told."""
    base = space_of(value[2], named, objects, depth + 1)
    blend = objects.dictionary(value[3])
    if objects.get(blend.get("FunctionType")) == 2:
        none = objects.numbers(blend.get("C0")) or [0.0]
        full = objects.numbers(blend.get("C1")) or [1.0]
        power = objects.get(blend.get("N"))
        exponent = float(power) if isinstance(power, int | float) and power > 0 else 1.0
        return lambda values: base(
            [a + min(1.0, max(0.0, values[0])) ** exponent * (b - a) for a, b in zip(none, full, strict=True)]
        )
    if objects.items(value[1]) == ["Black"] or value[1] == "Black":
        return lambda values: grey([1 - values[0]])
    return _none
