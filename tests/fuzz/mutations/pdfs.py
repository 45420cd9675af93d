"""Spoils PDF files: the objects, how they point at each other, the painting inside them, and the tables of objects."""

import re
import zlib
from functools import cache
from random import Random

from tests.fuzz.mutations import extremes, plain

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s+\d+\s+obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\r?\nendstream\s*$", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.#-])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,9}+)(\s++0\s+R)")
_NAME = re.compile(rb"/[A-Za-z][\w+-]*")
_FILTERS = (b"/FlateDecode", b"/LZWDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/RunLengthDecode",
            b"/DCTDecode", b"/Crypt",
            b"[/FlateDecode/FlateDecode]", b"[" + b"/ASCIIHexDecode" * 9 + b"]")  # fmt: skip
_PAINTING = (
    b"q ", b"Q ", b"BT ", b"ET ", b"0 0 9 9 re f ", b"/X Do ", b"/F1 9 Tf (x) Tj ", b"[(a)-99999(b)] TJ ",
    b"1e9 0 0 1e9 0 0 cm ",
    b"0 0 0 0 0 0 cm ", b"0 0 m 800 500 l S ", b"BI /W 1 /H 1 ID x EI ", b"BI ID ", b"[[[[", b"<<", b"(", b"W n ",
    b"T* ", b"0 Tz ",
    b"/Span<</ActualText(x)>>BDC ", b"EMC ", b"1 1 1 rg ", b"0 0 842 595 re f ", b"0 0 842 595 re W n ",
    b"-1 TL 3 Tr ", b"99 0 d0 ",
    b"10 10 80 80 re S ", b"10 10 80 0.5 re f ",
)  # fmt: skip


def spoil(content: bytes, chance: Random) -> bytes:
    objects, root = _parsed(content)
    if not objects or chance.random() < 0.1:
        return plain.spoil(content, chance)
    found = dict(objects)
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        if sum(map(len, found.values())) > 4_000_000:
            break
        chance.choice(_WAYS)(found, chance)
    return _written(found, root, chance)


@cache
def _parsed(content: bytes) -> tuple[dict[int, bytes], int]:
    """The objects of a file, with streams unpacked and packed objects taken out, and which of them is the root."""
    found: dict[int, bytes] = {}
    for match in _OBJECT.finditer(content):
        body = match[2].strip()
        stream = _STREAM.match(body)
        if stream and b"FlateDecode" in stream[1] and b"/Predictor" not in stream[1]:
            try:
                body = _stream(stream[1], zlib.decompressobj().decompress(stream[2]))
            except zlib.error:
                continue
            if b"/ObjStm" in stream[1]:
                found |= _packed(body)
                continue
        if b"/XRef" not in body[:200]:
            found[int(match[1])] = body
    root = next((number for number, body in found.items() if b"/Catalog" in body), 1)
    return found, root


def _packed(body: bytes) -> dict[int, bytes]:
    head, content = body.split(b"stream\n", 1)
    first = re.search(rb"/First\s+(\d+)", head)
    if first is None:
        return {}
    start = int(first[1])
    numbers = [int(number) for number in content[:start].split()]
    ends = [*numbers[3::2], len(content) - start - len(b"\nendstream")]
    pairs = zip(numbers[::2], numbers[1::2], ends, strict=False)
    return {number: content[start + at : start + end].strip() for number, at, end in pairs}


def _stream(head: bytes, content: bytes) -> bytes:
    """A stream that is not packed, with its true length."""
    head = re.sub(rb"/Filter\s*(/\w+|\[[^\]]*\])|/Length\s+\d+(\s+\d+\s+R)?", b"", head).rstrip()
    return b"%s/Length %d>>stream\n%s\nendstream" % (head.removesuffix(b">>"), len(content), content)


def _written(objects: dict[int, bytes], root: int, chance: Random) -> bytes:
    found = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(found)
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(found)
    kind = chance.random()
    size = max(objects, default=0) + 1
    entries = [b"%010d 00000 n \n" % places.get(number, 0) for number in range(size)] if size < 20_000 else []
    if kind < 0.1:
        chance.shuffle(entries)
    if kind > 0.85:
        start = chance.choice((0, 1, len(found) * 2, 9999999999, start - 1, start // 2))
    said = chance.choice((b"%d" % size, extremes.number(chance).encode())) if kind < 0.2 else b"%d" % size
    previous = b"/Prev %d" % chance.choice((start, 0, 9)) if 0.2 < kind < 0.3 else b""
    found += b"xref\n0 %s\n%s" % (said, b"".join(entries))
    found += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, previous, start)
    return bytes(found)


def _one(found: dict[int, bytes], chance: Random) -> tuple[int, bytes, bytes]:
    """An object: its number, its dictionary, and what follows that."""
    number = chance.choice(list(found))
    head, word, rest = found[number].partition(b"stream\n")
    return number, head, word + rest


def _put(pattern: re.Pattern[bytes], new: bytes, content: bytes, chance: Random) -> bytes:
    places = list(pattern.finditer(content, 0, 400_000))
    if not places:
        return content
    match = chance.choice(places)
    return content[: match.start()] + new + content[match.end() :]


def _number(found: dict[int, bytes], chance: Random) -> None:
    number, head, rest = _one(found, chance)
    found[number] = _put(_NUMBER, extremes.number(chance).encode(), head, chance) + rest


def _reference(found: dict[int, bytes], chance: Random) -> None:
    """A reference leads elsewhere: often in a circle."""
    number, head, rest = _one(found, chance)
    target = chance.choice((number, chance.choice(list(found)), 99999))
    found[number] = _put(_REFERENCE, b"%d 0 R" % target, head, chance) + rest


def _value(found: dict[int, bytes], chance: Random) -> None:
    """A value becomes a reference, a list or a name."""
    number, head, rest = _one(found, chance)
    new = chance.choice(
        (b"%d 0 R" % chance.choice(list(found)), b"[]", b"<<>>", b"null", b"/X", b"(x)", b"[" * 70, b"true")
    )
    found[number] = _put(chance.choice((_NUMBER, _NAME, _REFERENCE)), new, head, chance) + rest


def _name(found: dict[int, bytes], chance: Random) -> None:
    number, head, rest = _one(found, chance)
    others = _NAME.findall(b" ".join(list(found.values())[:200])[:200_000]) or [b"/X"]
    found[number] = _put(_NAME, chance.choice(others), head, chance) + rest


def _filter(found: dict[int, bytes], chance: Random) -> None:
    number, head, rest = _one(found, chance)
    if rest:
        more = b"/Filter%s/DecodeParms<</Predictor %s/Columns %s/Colors %s>>" % (
            chance.choice(_FILTERS), *(extremes.number(chance).encode() for _ in range(3)),
        )  # fmt: skip
        found[number] = head.rstrip().removesuffix(b">>") + more + b">>" + rest


def _content(found: dict[int, bytes], chance: Random) -> None:
    """What a stream holds: instructions repeated, added, cut, with other numbers."""
    streams = [number for number, body in found.items() if b"stream\n" in body and b"/Image" not in body[:300]]
    if not streams:
        return
    number = chance.choice(streams)
    head, content = found[number].split(b"stream\n", 1)
    content = content.removesuffix(b"\nendstream")
    kind = chance.randrange(5)
    at = chance.randint(0, len(content))
    if kind == 0:
        piece = chance.choice(_PAINTING)
        content = content[:at] + b" " + piece * extremes.many(chance, len(piece), most=1_500_000) + content[at:]
    elif kind == 1:
        content = _put(_NUMBER, extremes.number(chance).encode() + b" ", content, chance)
    elif kind == 2:
        piece = content[at : at + chance.choice((20, 200, 5000))]
        content = content[:at] + piece * extremes.many(chance, len(piece), most=3_000_000) + content[at:]
    elif kind == 3:
        content = plain.spoil(content, chance)
    else:
        words = content.split(b"\n")
        chance.shuffle(words)
        content = b"\n".join(words)
    if chance.random() < 0.9:
        found[number] = _stream(head, content)
    else:
        found[number] = head + b"stream\n" + content + b"\nendstream"


def _objects(found: dict[int, bytes], chance: Random) -> None:
    number, other = chance.choice(list(found)), chance.choice(list(found))
    kind = chance.randrange(4)
    if kind == 0 and len(found) > 1:
        del found[number]
    elif kind == 1:
        found[number], found[other] = found[other], found[number]
    elif kind == 2:
        found[number] = found[other]
    else:
        found[max(found) + 1] = found[number]


def _pages(found: dict[int, bytes], chance: Random) -> None:
    """The same page over and over."""
    for number, body in found.items():
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", body)
        if kids:
            times = chance.choice((2, 20, 250))
            found[number] = body[: kids.start(1)] + (kids[1] + b" ") * times + body[kids.end(1) :]
            return


_WAYS = (_number, _number, _reference, _value, _name, _filter, _content, _content, _content, _content, _objects, _pages)
