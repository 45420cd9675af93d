"""Spoils any bytes, without knowing what they mean."""

from random import Random

_ODD = (b"\x00", b"\xff", b"\x7f", b"\x80", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00" * 8, b"<", b">", b"\n")


def spoil(content: bytes, chance: Random) -> bytes:
    """The bytes with one to eight things changed."""
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if not found:
            return bytes(found)
        chance.choice(_WAYS)(found, chance)
    return bytes(found)


def _span(found: bytearray, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(found))
    most = chance.choice((4, 64, 1024, len(found)))
    return start, min(len(found), start + chance.randint(1, most))


def _flip(found: bytearray, chance: Random) -> None:
    found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)


def _overwrite(found: bytearray, chance: Random) -> None:
    at, odd = chance.randrange(len(found)), chance.choice(_ODD)
    found[at : at + len(odd)] = odd


def _cut(found: bytearray, chance: Random) -> None:
    start, end = _span(found, chance)
    del found[start:end]


def _end_early(found: bytearray, chance: Random) -> None:
    del found[chance.randrange(len(found)) :]


def _repeat(found: bytearray, chance: Random) -> None:
    start, end = _span(found, chance)
    times = chance.choice((1, 1, 2, 10, 1000))
    piece = bytes(found[start:end])
    found[end:end] = piece * min(times, max(1, 300_000 // len(piece)))


def _move(found: bytearray, chance: Random) -> None:
    start, end = _span(found, chance)
    piece = found[start:end]
    del found[start:end]
    at = chance.randint(0, len(found))
    found[at:at] = piece


def _insert(found: bytearray, chance: Random) -> None:
    at = chance.randint(0, len(found))
    found[at:at] = chance.randbytes(chance.choice((1, 2, 16, 200)))


_WAYS = (_flip, _flip, _overwrite, _cut, _end_early, _repeat, _move, _insert)
