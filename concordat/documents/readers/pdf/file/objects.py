"""The objects of a PDF by number: where its tables say they stand, or where a search finds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from concordat.documents.domain import Refused
from concordat.documents.readers.pdf.file import filters
from concordat.documents.readers.pdf.file.lexing import END, Keyword, Lexer, Ref
from concordat.documents.readers.pdf.file.limits import MOST_PAGES, Broken, Budget

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,10})[\x00\t\n\x0c\r ]+[0-9]{1,5}[\x00\t\n\x0c\r ]+obj(?![A-Za-z])")
_TABLE = re.compile(rb"[\x00\t\n\x0c\r ]*+xref")
_TABLES_PLACE = re.compile(rb"startxref[\x00\t\n\x0c\r ]+([0-9]{1,10})(?![\s\S]*startxref)")
_SPACE = re.compile(rb"[\x00\t\n\x0c\r ]*+")
_SECTION = re.compile(rb"[\x00\t\n\x0c\r ]*([0-9]{1,10})[ \t]+([0-9]{1,10})[\x00\t\n\x0c\r ]+")
_ENTRY = re.compile(rb"[\x00\t\n\x0c\r ]*([0-9]{1,10})[ \t]+[0-9]{1,5}[ \t]+([nf])")
_STREAM = re.compile(rb"[\x00\t\n\x0c\r ]*stream(\r\n|\n|\r|)")
_STREAM_END = re.compile(rb"[\x00\t\n\x0c\r ]*endstream")
# The place of the table of objects stands in the last lines; a file without it was cut short.
_TAIL = 2048
_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_MOST_REFERENCES = 32  # from one reference to the next, before a value is reached


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """A dictionary with bytes, which are still packed."""

    entries: dict[str, Any]
    start: int
    length: int
    content: bytes  # where the bytes stand


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the file describes it, with what it inherits from the groups it stands in."""

    number: int
    entries: dict[str, Any]


class Objects:
    """Reads objects when asked for; raises `Broken` where the file is damaged, `Refused` where it is locked."""

    def __init__(self, content: bytes, budget: Budget, name: str) -> None:
        self.budget = budget
        self.trailer: dict[str, Any] = {}
        self._content = content
        self._name = name
        # The number of an object gives its place in the file, or the object stream it is in and its place there.
        self._places: dict[int, int | tuple[int, int]] = {}
        self._found: dict[int, Any] = {}
        self._packed: dict[int, tuple[bytes, list[int]]] = {}
        self._unpacked: dict[Stream, bytes] = {}
        self._begun: set[int] = set()
        self._has_searched = False
        self._last_end: int | None = None  # where the last word that ends a stream stands
        tail = content.rstrip(b"\x00\t\n\x0c\r ")[-_TAIL:]
        start = _TABLES_PLACE.search(tail)
        if start is None:
            raise Broken("the end of the file is missing")
        self._offset = max(0, content.find(b"%PDF-", 0, 1024))
        try:
            self._read_tables(int(start[1]))
            self._check()
        except (Broken, ValueError, TypeError, KeyError, IndexError, AttributeError):
            self._search()
            self._check()

    def get(self, value: Any) -> Any:
        """The value itself, or what it refers to; None where the file lacks that object."""
        for _ in range(_MOST_REFERENCES):
            if not isinstance(value, Ref):
                return value
            value = self._object(value.number)
        raise Broken("a reference leads nowhere")

    def dictionary(self, value: Any) -> dict[str, Any]:
        value = self.get(value)
        if isinstance(value, Stream):
            return value.entries
        return value if isinstance(value, dict) else {}

    def items(self, value: Any) -> list[Any]:
        """The items of a list; one value that stands where a list may stand is a list of one."""
        value = self.get(value)
        if isinstance(value, list):
            return value
        return [] if value is None else [value]

    def numbers(self, value: Any) -> list[float]:
        found = [self.get(item) for item in self.items(value)]
        return [item for item in found if isinstance(item, int | float)]

    def bytes_of(self, stream: Stream) -> bytes:
        """What a stream holds, unpacked."""
        found = self._unpacked.get(stream)
        if found is None:
            found = self._unpacked[stream] = self._unpack(stream)
        return found

    def pages(self) -> Iterator[Page]:
        """The pages in order; raises `Broken` where there are fewer than the file says."""
        root = self.dictionary(self.trailer.get("Root"))
        stack: list[tuple[Any, dict[str, Any]]] = [(root.get("Pages"), {})]
        seen: set[int] = set()
        count = 0
        while stack:
            node, inherited = stack.pop()
            if isinstance(node, Ref):
                if node.number in seen:
                    raise Broken("the pages go round in a circle")
                seen.add(node.number)
            entries = self.get(node)
            if not isinstance(entries, dict):
                raise Broken("a page is missing")
            entries = inherited | entries
            if "Kids" in entries:
                passed_on = {key: entries[key] for key in _INHERITED if key in entries}
                stack += [(kid, passed_on) for kid in reversed(self.items(entries["Kids"]))]
                self.budget.spend_tokens(len(stack))
                continue
            count += 1
            if count > MOST_PAGES:
                raise Refused(
                    "too-many-pages",
                    f"{self._name} has more than {MOST_PAGES} pages: save only the pages of the plan and upload those.",
                )
            yield Page(count, entries)
        said = self.get(self.dictionary(root.get("Pages")).get("Count"))
        if not count or (isinstance(said, int) and said > count):
            raise Broken("pages are missing")

    # Where objects stand

    def _check(self) -> None:
        if "Encrypt" in self.trailer:
            raise Refused(
                "password-protected",
                f"{self._name} is locked (encrypted): open it, print it to a new PDF without a password, or find the "
                "Word document (.docx) that it was made from, and upload that.",
            )
        if "Pages" not in self.dictionary(self.trailer.get("Root")):
            raise Broken("there is no list of pages")

    def _read_tables(self, start: int) -> None:
        """Follows the tables of objects from the newest to the oldest; the newest word on an object counts."""
        waiting, seen = [start], set()
        while waiting:
            at = waiting.pop(0)
            if at in seen:
                continue
            seen.add(at)
            self.budget.spend_tokens(100)
            place = at + self._offset
            word = _TABLE.match(self._content, place)
            entries = self._read_plain_table(word.end()) if word else self._read_packed_table(place)
            self.trailer = entries | self.trailer
            waiting += [entries[key] for key in ("XRefStm", "Prev") if isinstance(entries.get(key), int)]

    def _read_plain_table(self, at: int) -> dict[str, Any]:
        content = self._content
        while section := _SECTION.match(content, at):
            at = section.end()
            first = int(section[1])
            for number in range(first, first + int(section[2])):
                entry = _ENTRY.match(content, at)
                if entry is None:
                    raise Broken("the table of objects is damaged")
                at = entry.end()
                self.budget.spend_tokens(1)
                if entry[2] == b"n":
                    self._places.setdefault(number, int(entry[1]) + self._offset)
        lexer = Lexer(content, at, self.budget)
        if lexer.value() != b"trailer":
            raise Broken("the table of objects is damaged")
        entries = lexer.value()
        if not isinstance(entries, dict):
            raise Broken("the table of objects is damaged")
        return entries

    def _read_packed_table(self, at: int) -> dict[str, Any]:
        stream = self._parse(at)[1]
        if not isinstance(stream, Stream) or stream.entries.get("Type") != "XRef":
            raise Broken("the table of objects is damaged")
        entries = stream.entries
        unpacked = self._unpack(stream)
        widths = [int(width) for width in entries["W"]]
        step = sum(widths)
        if len(widths) != 3 or step < 1 or min(widths) < 0:
            raise Broken("the table of objects is damaged")
        ranges = entries.get("Index") or [0, entries["Size"]]
        at = 0
        for first, count in zip(ranges[::2], ranges[1::2], strict=True):
            for number in range(first, first + min(count, len(unpacked) // step)):
                entry = unpacked[at : at + step]
                at += step
                if len(entry) < step:
                    break
                self.budget.spend_tokens(1)
                kind = int.from_bytes(entry[: widths[0]], "big") if widths[0] else 1
                second = int.from_bytes(entry[widths[0] : widths[0] + widths[1]], "big")
                third = int.from_bytes(entry[widths[0] + widths[1] :], "big")
                if kind == 1:
                    self._places.setdefault(number, second + self._offset)
                elif kind == 2:
                    self._places.setdefault(number, (second, third))
        return entries

    def _search(self) -> None:
        """Finds the objects without the file's own tables, which some programs write wrongly."""
        self._has_searched = True
        self._places.clear()
        self._found.clear()
        self._packed.clear()
        self.trailer = {}
        packs: list[tuple[int, Stream]] = []
        for match in _OBJECT.finditer(self._content):
            self.budget.spend_tokens(4)
            number = int(match[1])
            self._places[number] = match.start()
            try:
                value = self._parse(match.start())[1]
            except Broken:
                continue
            if isinstance(value, Stream) and value.entries.get("Type") == "ObjStm":
                packs.append((number, value))
            elif isinstance(value, Stream) and value.entries.get("Type") == "XRef":
                self.trailer |= value.entries
            elif isinstance(value, dict) and value.get("Type") == "Catalog":
                self.trailer.setdefault("Root", Ref(number))
        for number, _ in packs:
            for at, inner in enumerate(self._pack(number)[1][::2]):
                self._places.setdefault(inner, (number, at))
        for match in re.finditer(rb"trailer", self._content):
            try:
                entries = Lexer(self._content, match.end(), self.budget).value()
            except Broken:
                continue
            if isinstance(entries, dict):
                self.trailer |= entries

    # One object

    def _object(self, number: int) -> Any:
        if number in self._found:
            return self._found[number]
        place = self._places.get(number)
        if place is None:
            return None
        if number in self._begun:
            raise Broken("an object needs itself")
        self._begun.add(number)
        try:
            if isinstance(place, tuple):
                value = self._packed_object(*place)
            else:
                found, value = self._parse(place)
                if found != number:
                    raise Broken("an object stands elsewhere than the file says")
        except Broken:
            if self._has_searched:
                raise
            self._begun.clear()
            self._search()
            return self._object(number)
        finally:
            self._begun.discard(number)
        self._found[number] = value
        return value

    def _parse(self, at: int) -> tuple[int, Any]:
        """The number and value of the object that begins at a place."""
        match = _OBJECT.match(self._content, _at_word(self._content, at))
        if match is None:
            raise Broken("an object is missing")
        lexer = Lexer(self._content, match.end(), self.budget)
        value = lexer.value()
        if value is END or isinstance(value, Keyword):
            return int(match[1]), None
        if isinstance(value, dict):
            stream = _STREAM.match(self._content, lexer.at)
            if stream is not None:
                value = Stream(value, stream.end(), self._length(value, stream.end()), self._content)
        return int(match[1]), value

    def _length(self, entries: dict[str, Any], start: int) -> int:
        """How many bytes a stream has: as the file says where that is true, else up to the word that ends it."""
        try:
            said = self.get(entries.get("Length"))
        except Broken:
            said = None
        if isinstance(said, int) and said >= 0 and _STREAM_END.match(self._content, start + said):
            return said
        # Looked for once: a file of nothing but beginnings would be searched to its end for each.
        if self._last_end is None:
            self._last_end = self._content.rfind(b"endstream")
        if start > self._last_end:
            raise Broken("a stream has no end")
        end = self._content.find(b"endstream", start)
        self.budget.spend_tokens((end - start) // 100)
        return end - start

    def _pack(self, number: int) -> tuple[bytes, list[int]]:
        """An object stream: its bytes from the first object on, and the number and place of each in turn."""
        if number not in self._packed:
            stream = self.get(Ref(number))
            if not isinstance(stream, Stream):
                raise Broken("packed objects are missing")
            unpacked = self._unpack(stream)
            first = self.get(stream.entries.get("First"))
            lexer = Lexer(unpacked[:first], 0, self.budget)
            numbers: list[int] = []
            while isinstance(value := lexer.value(), int):
                numbers.append(value)
            self._packed[number] = (unpacked[first:], numbers)
        return self._packed[number]

    def _packed_object(self, pack: int, index: int) -> Any:
        content, numbers = self._pack(pack)
        if 2 * index + 1 >= len(numbers):
            raise Broken("a packed object is missing")
        value = Lexer(content, numbers[2 * index + 1], self.budget).value()
        return None if value is END or isinstance(value, Keyword) else value

    def _unpack(self, stream: Stream) -> bytes:
        entries = stream.entries
        names = self.items(entries.get("Filter", entries.get("F")))
        parameters = self.items(entries.get("DecodeParms", entries.get("DP")))
        parameters += [None] * (len(names) - len(parameters))
        steps = [(str(self.get(each)), self.dictionary(own)) for each, own in zip(names, parameters, strict=False)]
        if len(steps) > 8:
            raise Broken("a stream is packed too often")
        raw = stream.content[stream.start : stream.start + stream.length]
        return filters.unpack(raw, steps, self.budget)


def _at_word(content: bytes, at: int) -> int:
    """Where the white space that stands at a place ends."""
    space = _SPACE.match(content, at)
    return at if space is None else space.end()


def text_string(content: bytes) -> str:
    """The text of a string that is meant for people, such as a title."""
    if content.startswith(b"\xfe\xff"):
        return content[2:].decode("utf-16-be", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace")
    return content.decode("latin-1")
