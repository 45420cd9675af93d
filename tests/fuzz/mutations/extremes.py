"""Values that a program may not have thought of."""

from random import Random

NUMBERS = (
    "0", "-1", "1", "2", "63", "64", "255", "256", "65535", "65536", "99999999", "-99999999", "2147483647",
    "2147483648",
    "4294967296", "18446744073709551616", "1e308", "1e999", "-0.0001", "0.5", "NaN", "Infinity", "0x7f", "²", "٣",
    "1,5",
    "9" * 400, "1_000", " 3 ", "+7", "",
)  # fmt: skip
WORDS = (
    "", " ", "true", "none", "auto", "FF0000", "#F00", "rgb(1e9,-1,300%)", "../../x", "/", "rId1", "A1:XFD1048576",
    "#REF!",
    "ZZZZZ99999999", "A0", "$", "\u202e", "\u0000", "é" * 50, "a" * 5000, "( " * 500, "=1+1", "31/02/2016",
    "99/99/9999",
    "1.1.1.1.1.1.1.1.1", "Q5 2016", "2016/17" * 40, "by " * 300, "/ " * 300, "1)" * 200, "- " * 300, "and " * 300,
)  # fmt: skip


def number(chance: Random) -> str:
    return chance.choice(NUMBERS)


def value(chance: Random) -> str:
    return chance.choice(NUMBERS if chance.random() < 0.6 else WORDS)


def many(chance: Random, length: int, *, most: int = 4_000_000) -> int:
    """How often something of a length is repeated: mostly a few times, seldom until it fills megabytes."""
    wanted = chance.choice((2, 3, 10, 100, 1000, 10_000, 200_000))
    room = 200_000 if chance.random() < 0.85 else most
    return max(1, min(wanted, room // max(1, length)))
