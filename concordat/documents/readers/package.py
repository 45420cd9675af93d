"""Opens the zip that a Word or Excel file is, within bounds, and hands out its parts."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Protocol, TypeAlias

from lxml import etree

from concordat.documents.domain import Refused

Element: TypeAlias = etree._Element

# A plan of 5,000 rows is 5.5 MB of XML; a long plan with pictures is seldom over 10 MB as a file.
MOST_BYTES_OF_A_PART = 32 * 1024 * 1024
MOST_BYTES_IN_ALL = 64 * 1024 * 1024
MOST_TAGS = 600_000  # in all parts that are kept as trees; a Word plan of 5,000 rows holds 400,000
# In all parts that are walked and not kept; a sheet of 60,000 rows of eight cells holds 2,600,000.
MOST_TAGS_WALKED = 3_000_000
MOST_ENTRIES = 5_000
_CHUNK = 256 * 1024
# Deflate can't pack by more than 1,032 to 1; honest Word XML packs by 10 to 60, one repeated word by 300 or so.
_HIGHEST_RATIO = 400
_RATIO_COUNTS_FROM = 4 * 1024 * 1024

# ISO 29500 Strict, which Office offers as "Strict Open XML", uses other addresses for the same things.
_STRICT_TO_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing": (
        b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    ),
}

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE_DOCUMENT = "/officeDocument"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)


class Damaged(Refused):
    """The file is cut short or broken inside."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "damaged",
            f"{name} is damaged or incomplete, so it can't be opened: upload it again, or open it in Word or Excel, "
            "save it as a new file and upload that.",
        )


class TooLarge(Refused):
    """The file would take more room when unpacked than any plan needs."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "too-large-inside",
            f"{name} unpacks to far more than a plan ever holds, so it was not opened: check where it came from, "
            "then copy the plan into a new document or workbook and upload that.",
        )


class Target(Protocol):
    """Told what a part holds while it is walked; it may raise to stop. `data` may come in several pieces."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class Package:
    """The parts of an Office file; nothing is written to disk and nothing outside the bytes is looked at."""

    def __init__(self, content: bytes, *, name: str) -> None:
        self.name = name
        self._bytes_left = MOST_BYTES_IN_ALL
        self._tags_left = MOST_TAGS
        self._tags_walked = 0
        # Each entry of the zip's directory begins so; counted here because opening it makes an object of each.
        if content.count(b"PK\x01\x02") > MOST_ENTRIES:
            raise TooLarge(name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _UNREADABLE as error:
            raise Damaged(name) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if _points_outside(entry.filename):
                raise Refused(
                    "unsafe-names",
                    f"{name} holds parts with names that point outside the file, which Office never writes, so it was "
                    "not opened: copy the plan into a new document or workbook and upload that.",
                )
            self._entries.setdefault(entry.filename.lower(), entry)

    @property
    def entries(self) -> frozenset[str]:
        """The names of all parts, in small letters."""
        return frozenset(self._entries)

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def bytes_of(self, part: str) -> bytes | None:
        """What a part holds, None where there is no such part; stops as soon as it grows beyond its bounds."""
        entry = self._entries.get(part.lower())
        if entry is None:
            return None
        if entry.flag_bits & 0x1:
            raise Refused(
                "password-protected",
                f"{self.name} is protected with a password: save a copy without the password and upload that.",
            )
        most = min(MOST_BYTES_OF_A_PART, self._bytes_left)
        if entry.file_size > most:
            raise TooLarge(self.name)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > most or (size > _RATIO_COUNTS_FROM and size > entry.compress_size * _HIGHEST_RATIO):
                        raise TooLarge(self.name)
                    pieces.append(piece)
        except _UNREADABLE as error:
            raise Damaged(self.name) from error
        self._bytes_left -= size
        return b"".join(pieces)

    def tree(self, part: str) -> Element | None:
        """The root element of an XML part, None where there is no such part."""
        content = self.bytes_of(part)
        return None if content is None else self.parse(content)

    def parse(self, content: bytes) -> Element:
        """The root element of XML that a part holds; it counts towards the bounds of the file."""
        self._tags_left -= max(content.count(b"<"), content.count(b"="))
        if self._tags_left < 0:
            raise TooLarge(self.name)
        content = self._plain_xml(content)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error):
                raise Refused(
                    "nested-too-deep",
                    f"{self.name} holds tables inside tables to a depth that no plan needs, so it can't be read: copy "
                    "the plan's own table into a new Word document and upload that.",
                ) from error
            raise (TooLarge if "huge" in str(error).lower() else Damaged)(self.name) from error
        except (ValueError, LookupError) as error:
            raise Damaged(self.name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declares_entities()
        return root

    def walk(self, part: str, target: Target) -> bool:
        """Tell `target` what an XML part holds, tag by tag, without keeping it; False where there is no such part."""
        content = self.bytes_of(part)
        if content is None:
            return False
        self._tags_walked += max(content.count(b"<"), content.count(b"=") // 3)
        if self._tags_walked > MOST_TAGS_WALKED:
            raise TooLarge(self.name)
        walk: Any = _Walk(target, self._declares_entities())  # the stubs ask for `comment`, which lxml does not
        parser = etree.XMLParser(target=walk, resolve_entities=False, no_network=True, load_dtd=False)
        try:
            etree.fromstring(self._plain_xml(content), parser)
        except etree.XMLSyntaxError as error:
            raise (TooLarge if "huge" in str(error).lower() else Damaged)(self.name) from error
        except (ValueError, LookupError) as error:
            raise Damaged(self.name) from error
        return True

    def _plain_xml(self, content: bytes) -> bytes:
        """A part's XML in the spelling of Transitional; refused where it declares entities."""
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise self._declares_entities()
        if b"http://purl.oclc.org/ooxml/" in content:
            for strict, transitional in _STRICT_TO_TRANSITIONAL.items():
                content = content.replace(strict, transitional)
        return content

    def _declares_entities(self) -> Refused:
        return Refused(
            "unsafe-xml",
            f"{self.name} holds instructions to fetch other files, which Office never writes, so it was not opened: "
            "copy the plan into a new document or workbook and upload that.",
        )

    def main_part(self, usual: str) -> str:
        """Where the document itself stands in the package, as its relationships say; `usual` where they don't."""
        for kind, target in self.relationships("").values():
            if kind.endswith(_OFFICE_DOCUMENT) and target in self:
                return target
        return usual

    def title(self) -> str | None:
        """The title that the file's own properties give it."""
        for kind, target in self.relationships("").values():
            if kind.endswith("/core-properties"):
                root = self.tree(target)
                title = None if root is None else root.findtext(_TITLE)
                return title.strip() or None if title else None
        return None

    def relationships(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relationship of a part, by id; those that lead outside the file are left out."""
        folder, _, file = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for link in () if root is None else root.iter(f"{_RELATIONSHIPS}Relationship"):
            if link.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            found[link.get("Id", "")] = (link.get("Type", ""), target.lstrip("/"))
        return found


class _Walk:
    """Passes on what the parser meets, and stops at a document type, before any entity is declared."""

    def __init__(self, target: Target, refusal: Refused) -> None:
        self.start, self.end, self.data = target.start, target.end, target.data
        self._refusal = refusal

    def doctype(self, *_: object) -> None:
        raise self._refusal

    def close(self) -> None:
        """Asked for by the parser at the end; there is nothing to hand over."""


def _points_outside(entry: str) -> bool:
    path = entry.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or (len(path) > 1 and path[1] == ":")
