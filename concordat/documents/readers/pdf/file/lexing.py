"""Turns the bytes of a PDF into its values: numbers, names, strings, lists, dictionaries and references."""

import re
from dataclasses import dataclass
from typing import Any, Final

from concordat.documents.readers.pdf.file.limits import MOST_NESTED, Broken, Budget

# One token after any white space and comments. Quantifiers are possessive: no input makes the matching go back.
TOKEN = re.compile(
    rb"(?:[\x00\t\n\x0c\r ]++|%[^\r\n]*+)*+"
    rb"(?:([+-]*+(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++))"  # 1 number
    rb"|([A-Za-z'\"*][^\x00\t\n\x0c\r \[\]()<>/%{}]*+)"  # 2 keyword
    rb"|\(([^()\\]*+)\)"  # 3 string without escapes
    rb"|/([^\x00\t\n\x0c\r \[\]()<>/%{}]*+)"  # 4 name
    rb"|(<<|\[)"  # 5 a dictionary or list begins
    rb"|(>>|\])"  # 6 and ends
    rb"|<([0-9A-Fa-f\x00\t\n\x0c\r ]*+)>"  # 7 string in hexadecimal digits
    rb"|(\()"  # 8 string with escapes or brackets
    rb"|(.))",  # 9 anything else
    re.DOTALL,
)
NUMBER, KEYWORD, STRING, NAME, OPEN, CLOSE, HEX, LONG_STRING, OTHER = range(1, 10)

_LONGEST_STRING = 65_536
_IN_STRING = re.compile(rb"[()]|\\.", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")
_REFERENCE = re.compile(rb"[\x00\t\n\x0c\r ]+([0-9]{1,10})[\x00\t\n\x0c\r ]+R(?![A-Za-z0-9])")


class Name(str):
    """A name such as /Type, without its slash."""

    __slots__ = ()


class Keyword(bytes):
    """A bare word, such as `obj` or an operator."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object of the file."""

    number: int


class _End:
    """Stands for the end of the bytes."""


END: Final = _End()


def number(text: bytes) -> float:
    """The number that a token spells; whole ones come as int."""
    try:
        return float(text) if b"." in text else int(text[:20])
    except ValueError:  # "--5", which some programs write
        return 0


def name(text: bytes) -> Name:
    if b"#" in text:
        text = _HEX_IN_NAME.sub(lambda match: bytes([int(match[1], 16)]), text)
    return Name(text.decode("latin-1"))


def hexadecimal(text: bytes) -> bytes:
    digits = _NOT_HEX.sub(b"", text)
    return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode("ascii"))


def long_string(content: bytes, at: int) -> tuple[bytes, int]:
    """The string whose opening bracket ends at `at`, and where it ends."""
    depth, start = 1, at
    most = at + _LONGEST_STRING
    while True:
        match = _IN_STRING.search(content, at, most)
        if match is None:
            raise Broken("a string has no end")
        at = match.end()
        sign = match[0]
        if sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
            if not depth:
                return _ESCAPE.sub(_unescaped, content[start : at - 1]), at


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[1] is not None:
        return bytes([int(match[1], 8) & 0xFF])
    return _ESCAPED.get(match[2], match[2])


class Lexer:
    """Reads values one after another; `at` is where the next one is looked for."""

    __slots__ = ("_budget", "_tokens", "at", "content")

    def __init__(self, content: bytes, at: int, budget: Budget) -> None:
        self.content = content
        self.at = at
        self._budget = budget
        self._tokens = 0

    def value(self) -> Any:
        """The next value; a bare word comes as `Keyword`, the end of the bytes as `END`.

        Raises `Broken` where brackets do not match or nest deeper than any file needs.
        """
        before = self.at
        self._tokens = 0
        try:
            return self._value()
        finally:
            # A token that fails has cost as much as one that does not.
            self._budget.spend_tokens(self._tokens + (self.at - before) // 200)

    def _value(self) -> Any:
        content, at, match = self.content, self.at, TOKEN.match
        open_lists: list[tuple[list[Any], bytes]] = []
        items: list[Any] | None = None
        while True:
            token = match(content, at)
            if token is None:
                self.at = len(content)
                if items is not None:
                    raise Broken("a list has no end")
                return END
            self._tokens += 1
            start, at = at, token.end()
            kind = token.lastindex
            found: Any
            if kind == NUMBER:
                found = number(token[NUMBER])
                if items is None and type(found) is int:
                    reference = _REFERENCE.match(content, at)
                    if reference is not None:
                        found, at = Ref(found), reference.end()
            elif kind == NAME:
                found = name(token[NAME])
            elif kind == KEYWORD:
                word = token[KEYWORD]
                if word == b"R" and items is not None and len(items) > 1 and type(items[-2]) is int:
                    items[-2:] = [Ref(items[-2])]
                    continue
                found = _WORDS[word] if word in _WORDS else Keyword(word)
            elif kind == OPEN:
                if len(open_lists) >= MOST_NESTED:
                    raise Broken("lists nest too deep")
                items = []
                open_lists.append((items, token[OPEN]))
                continue
            elif kind == CLOSE:
                if items is None:
                    self.at = start
                    raise Broken("a list ends that did not begin")
                closed, opening = open_lists.pop()
                found = _dictionary(closed) if opening == b"<<" else closed
                items = open_lists[-1][0] if open_lists else None
            elif kind == STRING:
                found = token[STRING]
            elif kind == HEX:
                found = hexadecimal(token[HEX])
            elif kind == LONG_STRING:
                found, at = long_string(content, at)
            else:
                found = Keyword(token[OTHER])
            if items is None:
                self.at = at
                return found
            if self._tokens > self._budget.tokens:
                raise self._budget.too_large()
            items.append(found)


_WORDS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}


def _dictionary(items: list[Any]) -> dict[str, Any]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, Name)}
