"""Looks at a file that is to be kept as evidence: what it is by its bytes, and whether it speaks of a patient."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from concordat.accounts.domain.patients import Identifier, identifiers_in
from concordat.documents import read
from concordat.documents.domain import Document, Paragraph, Refused

LARGEST_MB = 10
MOST_FILES = 5  # of one answer
KINDS_IN_WORDS = "a PDF, a Word or Excel file, or a picture"
HINT = f"{KINDS_IN_WORDS[0].upper()}{KINDS_IN_WORDS[1:]}, of up to {LARGEST_MB} MB."
# Nothing here reads words out of pictures, so whoever sends one is the only one who can look.
NOT_CHECKED = "Words in a picture or a scan can’t be checked here: look yourself that it shows nothing about a patient."

_ENDINGS = {
    "pdf": (".pdf",),
    "docx": (".docx", ".dotx"),
    "doc": (".doc", ".dot"),
    "xlsx": (".xlsx", ".xltx"),
    "xls": (".xls", ".xlt"),
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "gif": (".gif",),
    "webp": (".webp",),
    "heic": (".heic", ".heif"),
}
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
_PHONE_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TOO_LARGE = ("too-large", "too-large-inside", "too-many-pages", "nested-too-deep")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069<>:\"/\\|?*]+")


class EvidenceRefused(Exception):
    """A file that can't be kept; `message` is one sentence that says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """A file as it was sent in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """A file that may be kept; `identifiers` are what in its text or name looks like a person's own details."""

    name: str
    format: str
    content: bytes
    sha256: str
    identifiers: tuple[Identifier, ...]


def read_evidence(given: EvidenceGiven) -> EvidenceRead:
    """What a file is, told by its bytes; raises `EvidenceRefused`."""
    name = _NOT_IN_A_NAME.sub(" ", PurePath(given.name.replace("\\", "/")).name).strip(". ")[-150:] or "evidence"
    if len(given.content) > LARGEST_MB * 1024 * 1024:
        raise EvidenceRefused(f"{name} is larger than {LARGEST_MB} MB. Give the address where it stands instead.")
    kind = _picture(given.content)
    texts: tuple[str, ...] = ()
    if kind is None:
        kind, document = _document(name, given.content)
        texts = _texts(document) if document else ()
    if not name.lower().endswith(_ENDINGS[kind]):
        name += _ENDINGS[kind][0]
    found = tuple(identifier for text in (name, *texts) for identifier in identifiers_in(text))
    return EvidenceRead(name, kind, given.content, hashlib.sha256(given.content).hexdigest(), found)


def _picture(content: bytes) -> str | None:
    for start, kind in _PICTURES:
        if content.startswith(start):
            return kind
    if content[4:12] in _PHONE_PICTURES:
        return "heic"
    return "webp" if (content[:4], content[8:12]) == (b"RIFF", b"WEBP") else None


def _document(name: str, content: bytes) -> tuple[str, Document | None]:
    """What kind of document it is, and what it says where that can be read: a scan has no text."""
    try:
        document = read(content, name=name)
    except Refused as reason:
        if reason.code == "empty-file":
            raise EvidenceRefused(f"{name} is empty. Choose another file.") from reason
        if reason.code == "password-protected":
            raise EvidenceRefused(
                f"{name} is protected with a password. Save a copy without one and choose that."
            ) from reason
        if reason.code == "macros":
            raise EvidenceRefused(
                f"{name} holds macros (small programs). Save it without them, or as a PDF, and choose that."
            ) from reason
        if reason.code in _TOO_LARGE:
            raise EvidenceRefused(
                f"{name} is too long to be looked through. Choose the pages that matter, or give the address where it "
                "stands."
            ) from reason
        kind = _kind_of_unread(content)
        if kind is None or reason.code == "damaged":
            raise EvidenceRefused(f"{name} can't be opened as {KINDS_IN_WORDS}. Choose another file.") from reason
        return kind, None
    if document.format not in _ENDINGS:
        raise EvidenceRefused(f"{name} is not {KINDS_IN_WORDS}. Save it as one of these and choose that.")
    return document.format, document


def _kind_of_unread(content: bytes) -> str | None:
    """A PDF of pictures, or an old Word file on a machine that can't turn it into text."""
    if content[:1024].find(b"%PDF-") >= 0:
        return "pdf"
    if content.startswith(_COMPOUND) and "WordDocument".encode("utf-16-le") in content:
        return "doc"
    return None


def _texts(document: Document) -> tuple[str, ...]:
    found = [document.title or "", *document.headers, *document.text_boxes]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += [cell.text for row in block.rows for cell in row.own_cells()]
    return tuple(found)
