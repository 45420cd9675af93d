"""Spoils text of lines: plain text, and values that are separated by commas or tabs."""

from random import Random

from tests.fuzz.mutations import extremes, plain

_CODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "mac-roman",
    "utf-7",
    "utf-32",
)
_MARKS = (" / ", "/", "\t", ",", ";", "|", '"', '""', "'", "\x00", "\x0b", "\x0c", "\x1a", "\r", "\r\n", "\u2028",
          "\u00a0",
          "\u200b", "•", "- ", "1. ", "(", ")", ":", "–", "\ufffd", "\ud7ff", "🟢")  # fmt: skip


def spoil(content: bytes, chance: Random) -> bytes:
    if chance.random() < 0.1:
        return plain.spoil(content, chance)
    text = _decoded(content)
    for _ in range(chance.choice((1, 2, 3, 6, 20))):
        if len(text) > 3_000_000:
            break
        text = chance.choice(_WAYS)(text, chance)
    coding = "utf-8" if chance.random() < 0.7 else chance.choice(_CODINGS)
    return text.encode(coding, "replace")


def _decoded(content: bytes) -> str:
    for coding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _on_lines(text: str, chance: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(8)
    if kind == 0:
        del lines[min(at, other) : max(at, other)]
    elif kind == 1:
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == 2:
        piece = lines[min(at, other) : max(at, other) + 1]
        lines[at:at] = piece * extremes.many(chance, sum(map(len, piece)), most=2_000_000)
    elif kind == 3:
        lines[at] = lines[at].rstrip("\r\n") + chance.choice(("", " ", " / "))
    elif kind == 4:
        chance.shuffle(lines)
    elif kind == 5:
        lines[at] = lines[at].rstrip("\r\n") * extremes.many(chance, len(lines[at]), most=1_000_000) + "\n"
    elif kind == 6:
        lines[at] = chance.choice(
            ("\n", " " * 40 + lines[at], lines[at].upper(), lines[at][: len(lines[at]) // 2] + "\n")
        )
    else:
        lines = [line.rstrip("\r\n") + chance.choice(("\n", "\r", "\r\n", "\n\n")) for line in lines]
    return "".join(lines)


def _mark(text: str, chance: Random) -> str:
    mark = chance.choice(_MARKS)
    at = chance.randint(0, len(text))
    return text[:at] + mark * extremes.many(chance, len(mark), most=500_000) + text[at:]


def _swap_mark(text: str, chance: Random) -> str:
    """All or some of one separator become another."""
    times = chance.choice((1, 5, -1))
    return text.replace(chance.choice((*_MARKS[:9], "\n", " ")), chance.choice((*_MARKS, "\n", "")), times)


def _value(text: str, chance: Random) -> str:
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.choice((0, 3, 20)))
    return text[:start] + extremes.value(chance) + text[end:]


_WAYS = (_on_lines, _on_lines, _on_lines, _mark, _swap_mark, _value)
