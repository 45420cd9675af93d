"""Spoils workbooks of the kind before 2007: the records of their stream, and the compound file around it."""

import struct
from random import Random

from tests.documents.sheets.building import compound
from tests.fuzz.mutations import extremes, plain

_SECTOR = 512
_KNOWN = (
    0x0809, 0x000A, 0x0085, 0x00FC, 0x003C, 0x00FD, 0x0204, 0x0203, 0x027E, 0x00BD, 0x00BE, 0x0201, 0x00E5, 0x00E0,
    0x041E, 0x0031, 0x0092, 0x0006, 0x0207, 0x0208, 0x001C, 0x01B6, 0x00EC, 0x002F, 0x0022, 0x0042, 0x007D, 0x0200,
)  # fmt: skip
_ODD = (b"\xff\xff", b"\x00\x00", b"\xff\x7f", b"\x00\x80", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff", b"\x00\x01")


def spoil(content: bytes, chance: Random) -> bytes:
    stream = _stream(content)
    kind = chance.random()
    if kind < 0.2:
        return plain.spoil(content, chance)
    if kind < 0.35 or not stream:
        return _compound(content, chance)
    records = _records(stream)
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        _record(records, chance)
    found = b"".join(struct.pack("<HH", code, len(body) & 0xFFFF) + body for code, body in records)
    if len(found) > 60_000:  # what the table of sectors of `compound` has room for
        found = found[:60_000]
    return compound(found)


def _stream(content: bytes) -> bytes:
    """From the first record of the workbook on, where its sectors stand one after the other."""
    at = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return content[at:] if at >= 0 else b""


def _records(stream: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        found.append((code, stream[at + 4 : at + 4 + length]))
        at += 4 + length
    return found


def _record(records: list[tuple[int, bytes]], chance: Random) -> None:
    at = chance.randrange(len(records))
    code, body = records[at]
    kind = chance.randrange(7)
    if kind == 0:
        del records[at]
        if not records:
            records.append((10, b""))
    elif kind == 1:
        records[at:at] = [(code, body)] * extremes.many(chance, 4 + len(body), most=60_000)
    elif kind == 2:
        records[at] = (chance.choice(_KNOWN), body)
    elif kind == 3:
        records[at] = (code, plain.spoil(body, chance)[:9000])
    elif kind == 4:
        other = chance.randrange(len(records))
        records[at], records[other] = records[other], records[at]
    elif kind == 5:
        records[at:at] = [(chance.choice(_KNOWN), chance.randbytes(chance.choice((0, 2, 8, 40))))]
    elif body:
        start, odd = chance.randrange(len(body)), chance.choice(_ODD)
        records[at] = (code, body[:start] + odd + body[start + len(odd) :])


def _compound(content: bytes, chance: Random) -> bytes:
    """Numbers of the header, the sectors' table or the directory become others: chains that end nowhere, or circle."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.choice((chance.randrange(0, 76, 2), chance.randrange(0, min(len(found) - 4, 4 * _SECTOR), 4)))
        new = chance.choice((*_ODD[4:6], struct.pack("<i", chance.choice((0, 1, 2, 3, -1, -2, -3, 9, 2**30)))))
        found[at : at + len(new)] = new
    return bytes(found)
