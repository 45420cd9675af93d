"""Unpacks the streams of a PDF, never to more than may be spent."""

import base64
import re
import zlib
from typing import Any

from concordat.documents.readers.pdf.file.lexing import hexadecimal
from concordat.documents.readers.pdf.file.limits import Broken, Budget

# Rows with a predictor are undone byte by byte; only tables of objects have them, which are far smaller than this.
_MOST_PREDICTED = 1_500_000
_MOST_85 = 2_000_000  # the standard library takes a hundred times the room while it decodes
_NOT_85 = re.compile(rb"[^!-uz]")


def unpack(raw: bytes, filters: list[tuple[str, dict[str, Any]]], budget: Budget) -> bytes:
    """The bytes of a stream; raises `Broken` where they are damaged or packed as a picture."""
    for name, parameters in filters:
        if name in ("FlateDecode", "Fl"):
            raw = _predicted(_inflated(raw, budget), parameters)
        elif name in ("LZWDecode", "LZW"):
            raw = _predicted(_lzw(raw, int(parameters.get("EarlyChange", 1)), budget), parameters)
        elif name in ("ASCII85Decode", "A85"):
            raw = _ascii85(raw)
        elif name in ("ASCIIHexDecode", "AHx"):
            raw = hexadecimal(raw.split(b">", 1)[0])
        elif name in ("RunLengthDecode", "RL"):
            raw = _run_lengths(raw, budget)
        elif name != "Crypt":
            raise Broken(f"a stream is packed as {name}")
        budget.spend_bytes(len(raw))
    return raw


def _inflated(raw: bytes, budget: Budget) -> bytes:
    inflating = zlib.decompressobj()
    try:
        found = inflating.decompress(raw, budget.unpacked_bytes + 1)
    except zlib.error as error:
        raise Broken("a stream can't be inflated") from error
    if len(found) > budget.unpacked_bytes:
        raise budget.too_large()
    if not inflating.eof:
        raise Broken("a stream ends early")
    return found


def _lzw(raw: bytes, early: int, budget: Budget) -> bytes:
    table = [bytes([code]) for code in range(256)] + [b"", b""]
    found = bytearray()
    bits = held = 0
    width = 9
    before = b""
    for byte in raw:
        held = held << 8 | byte
        bits += 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits
        held &= (1 << bits) - 1
        if code == 257:
            break
        if code == 256:
            del table[258:]
            width, before = 9, b""
            continue
        if code < len(table):
            entry = table[code]
        elif before and code == len(table):
            entry = before + before[:1]
        else:
            raise Broken("a stream can't be unpacked")
        found += entry
        if len(found) > budget.unpacked_bytes:
            raise budget.too_large()
        if before and len(table) < 4096:
            table.append(before + entry[:1])
        before = entry
        if len(table) + early >= 1 << width and width < 12:
            width += 1
    return bytes(found)


def _ascii85(raw: bytes) -> bytes:
    digits = _NOT_85.sub(b"", raw.split(b"~", 1)[0])
    if len(digits) > _MOST_85:
        raise Broken("a stream is kept in a way that is not read")
    try:
        return base64.a85decode(digits)
    except ValueError as error:
        raise Broken("a stream can't be unpacked") from error


def _run_lengths(raw: bytes, budget: Budget) -> bytes:
    found = bytearray()
    at = 0
    while at < len(raw) and raw[at] != 128:
        length = raw[at]
        if length < 128:
            found += raw[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            found += raw[at + 1 : at + 2] * (257 - length)
            at += 2
        if len(found) > budget.unpacked_bytes:
            raise budget.too_large()
    return bytes(found)


def _predicted(raw: bytes, parameters: dict[str, Any]) -> bytes:
    """Undoes the differences between rows that some streams keep in place of the rows themselves."""
    kind = int(parameters.get("Predictor", 1))
    if kind == 1:
        return raw
    colours, bits = int(parameters.get("Colors", 1)), int(parameters.get("BitsPerComponent", 8))
    length = (int(parameters.get("Columns", 1)) * colours * bits + 7) // 8
    step = max(1, colours * bits // 8)
    if kind < 10 or not 0 < length <= len(raw) or len(raw) > _MOST_PREDICTED:
        raise Broken("a stream is kept in a way that is not read")
    found = bytearray()
    above = bytearray(length)
    for start in range(0, len(raw), length + 1):
        row = bytearray(raw[start + 1 : start + 1 + length])
        row += bytes(length - len(row))
        filtering = raw[start]
        if filtering == 2:
            row = bytearray((a + b) & 0xFF for a, b in zip(row, above, strict=True))
        elif filtering:
            _unfilter(row, above, filtering, step)
        found += row
        above = row
    return bytes(found)


def _unfilter(row: bytearray, above: bytearray, filtering: int, step: int) -> None:
    for at in range(len(row)):
        left = row[at - step] if at >= step else 0
        upper = above[at]
        if filtering == 1:
            guess = left
        elif filtering == 3:
            guess = (left + upper) // 2
        elif filtering == 4:
            corner = above[at - step] if at >= step else 0
            guess = min((left, upper, corner), key=lambda value: abs(left + upper - corner - value))
        else:
            raise Broken("a row is kept in a way that is not known")
        row[at] = (row[at] + guess) & 0xFF
