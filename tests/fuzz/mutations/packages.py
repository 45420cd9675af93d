"""Spoils zip packages: the parts inside them, which parts there are, and the zip itself."""

import io
import zipfile
from functools import cache
from random import Random

from tests.fuzz.mutations import markup, plain

_MAIN = ("document.xml", "content.xml", "styles.xml", "numbering.xml", "sharedstrings.xml", "workbook.xml")


def spoil(content: bytes, chance: Random) -> bytes:
    kind = chance.random()
    if kind < 0.06:
        return plain.spoil(content, chance)
    parts = _parts(content)
    if not parts:
        return plain.spoil(content, chance)
    if kind < 0.14:
        return _odd_zip(parts, chance)
    for _ in range(chance.choice((1, 1, 1, 2))):
        name = _chosen(parts, chance)
        if kind < 0.2:
            _change_parts(parts, name, chance)
        elif name.endswith((".xml", ".rels")):
            parts[name] = markup.spoil(parts[name], chance)
        else:
            parts[name] = plain.spoil(parts[name], chance)
        if not parts:
            break
    return zipped(parts)


@cache
def _read(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = [entry.filename for entry in package.infolist() if entry.file_size < 3_000_000]
            return {name: package.read(name) for name in names}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return {}


def _parts(content: bytes) -> dict[str, bytes]:
    return dict(_read(content))


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _chosen(parts: dict[str, bytes], chance: Random) -> str:
    """Mostly a part that holds the plan; now and then any."""
    main = [name for name in parts if name.lower().endswith(_MAIN) or "/sheet" in name.lower()]
    return chance.choice(main if main and chance.random() < 0.8 else list(parts))


def _change_parts(parts: dict[str, bytes], name: str, chance: Random) -> None:
    other = chance.choice(list(parts))
    kind = chance.randrange(4)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name], parts[other] = parts[other], parts[name]
    elif kind == 2:
        parts[name.upper()] = parts.pop(name)
    else:
        parts[name] = b""


def _odd_zip(parts: dict[str, bytes], chance: Random) -> bytes:
    name = _chosen(parts, chance)
    kind = chance.randrange(5)
    if kind == 0:  # far more inside than the file's own size
        parts[name] = parts[name] + b" " * chance.choice((5_000_000, 30_000_000, 40_000_000))
        return zipped(parts)
    if kind == 1:
        return zipped(parts | {f"x/{number}": b"" for number in range(chance.choice((100, 4000, 20_000)))})
    if kind == 2:
        return zipped(parts | {chance.choice(("../x", "/x", "C:\\x", "a\x00b", "ü" * 300)): b"x"})
    packed = bytearray(zipped(parts))
    if kind == 3:  # the directory says other sizes, ways of packing, or that entries are locked
        at = packed.rfind(b"PK\x01\x02")
        field = chance.choice((8, 10, 16, 20, 24, 28, 42))
        packed[at + field : at + field + 2] = chance.randbytes(2)
        return bytes(packed)
    return bytes(packed) + bytes(packed)
