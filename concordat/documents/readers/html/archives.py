"""Opens a page that was saved whole as one file (.mht, .mhtml): the page itself and its style sheets, nothing else."""

import base64
import binascii
import quopri
import re
from dataclasses import dataclass

from concordat.documents.domain import Refused

_FIELD = re.compile(rb"^([\w-]+)[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_PARAMETER = rb"%s\s*=\s*(?:\"([^\"]*)\"|([^\s;]+))"
_BOUNDARY = re.compile(_PARAMETER % rb"boundary", re.IGNORECASE)
_CHARSET = re.compile(_PARAMETER % rb"charset", re.IGNORECASE)
_START = (b"mime-version:", b"from:", b"content-type:", b"snapshot-content-location:", b"subject:", b"date:")
_LONGEST_HEADER = 16 * 1024
_MOST_PARTS = 2_000


@dataclass(frozen=True, slots=True)
class ArchivedText:
    """A text of the archive, still in its own encoding."""

    kind: str  # such as "text/html"
    content: bytes
    charset: str | None


def is_archive(start: bytes) -> bool:
    """Whether a file begins like a page saved as one file."""
    start = start[:_LONGEST_HEADER].lstrip()
    return start[:64].lower().startswith(_START) and b"mime-version:" in start.lower() and b"text/html" in start.lower()


def open_archive(content: bytes, *, name: str) -> list[ArchivedText]:
    """The pages and style sheets of an archive, in order."""
    header, body = _header_and_body(content.lstrip())
    kind = header.get(b"content-type", b"")
    said = _BOUNDARY.search(kind)
    boundary = (said[1] or said[2]) if said else None
    parts = body.split(b"--" + boundary, _MOST_PARTS)[1:] if boundary else [content.lstrip()]
    found = [text for part in parts if (text := _text(part.lstrip(b"\r\n"))) is not None]
    if not any(text.kind == "text/html" for text in found):
        raise Refused(
            "damaged",
            f"{name} is a saved web page with no page inside, so it can't be read: open the page in a browser, save it "
            "again and upload that.",
        )
    return found


def _text(part: bytes) -> ArchivedText | None:
    header, body = _header_and_body(part)
    given = header.get(b"content-type", b"")
    kind = given.partition(b";")[0].strip().lower().decode("ascii", errors="replace")
    if kind not in ("text/html", "application/xhtml+xml", "text/css"):
        return None
    packing = header.get(b"content-transfer-encoding", b"").strip().lower()
    if packing == b"quoted-printable":
        body = quopri.decodestring(body)
    elif packing == b"base64":
        try:
            body = base64.b64decode(body)
        except binascii.Error:
            body = b""
    charset = _CHARSET.search(given)
    said = (charset[1] or charset[2] or b"").decode("ascii", errors="replace") if charset else None
    return ArchivedText("text/css" if kind == "text/css" else "text/html", body, said)


def _header_and_body(part: bytes) -> tuple[dict[bytes, bytes], bytes]:
    end = _END_OF_HEADER.search(part, 0, _LONGEST_HEADER)
    head = part[: end.start()] if end else part[:_LONGEST_HEADER]
    fields = {match[1].lower(): re.sub(rb"\s+", b" ", match[2]) for match in _FIELD.finditer(head)}
    return fields, part[end.end() :] if end else b""
