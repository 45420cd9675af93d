"""Tells what a file is from its bytes, and refuses in one clear sentence what is not read."""

import re
from dataclasses import dataclass
from typing import Literal

from concordat.documents.domain import Finding, Refused
from concordat.documents.readers.html.archives import is_archive

MOST_BYTES = 20 * 1024 * 1024

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD_START = b"\xec\xa5"
_EXCEL_ROOT = bytes.fromhex("2008020000000000c000000000000046")  # what a compound file that Excel wrote calls itself
_UNICODE_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table)[\s>]", re.IGNORECASE)
# Characters that no text holds; tab, line ends, page break and the old end-of-file mark are the exceptions.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_ENDING = re.compile(r"\.[a-z]{2,8}\Z")
_LOOKED_AT = 64 * 1024

_SAVE_AS_WORD = "open it and save it as a Word document (.docx), then upload that"


@dataclass(frozen=True, slots=True)
class _NotRead:
    """A kind of file that is recognised but not read yet."""

    words: str  # as in "report.pdf is a PDF"
    endings: tuple[str, ...]
    advice: str = _SAVE_AS_WORD


_SAVE_AS_EXCEL = "open it in Excel, save it as an Excel workbook (.xlsx) and upload that"
_EXCEL_BINARY = _NotRead("an Excel binary workbook", (".xlsb",), _SAVE_AS_EXCEL)
_EXCEL_XML = _NotRead("an Excel workbook saved as XML", (".xml",), _SAVE_AS_EXCEL)
_POWERPOINT = _NotRead(
    "a PowerPoint presentation", (".pptx", ".ppt"), "copy the plan's table into a Word document (.docx) and upload that"
)
_OPEN_DOCUMENT = _NotRead("an OpenDocument file", (".odt", ".ods", ".odp", ".fodt"))
_WEB_PAGE = _NotRead(
    "a web page",
    (".html", ".htm", ".mht", ".mhtml"),
    "open it in Word, save it as a Word document (.docx) and upload that",
)
_WORD_XML = _NotRead("a Word document saved as XML", (".xml",))
_PICTURE = _NotRead(
    "a picture",
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".webp"),
    "upload the document that it was taken from",
)
_PAGES = _NotRead(
    "an Apple Pages document", (".pages",), "export it from Pages as a Word document (.docx) and upload that"
)


def check_size(content: bytes, name: str) -> None:
    """Refuse a file that is empty or larger than any plan."""
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("empty-file", f"{name} is empty: check that you chose the right file and upload it again.")
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise Refused(
            "too-large",
            f"{name} is larger than {most} MB: take the pictures out, or save only the plan in a new Word document, "
            "and upload that.",
        )


def is_zip(content: bytes) -> bool:
    return content.startswith(_ZIP)


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def refuse_unread(content: bytes, name: str) -> None:
    """Refuse every kind of file that is neither a zip nor plain text, by its first bytes."""
    start = content[:_LOOKED_AT]
    if start.startswith(_COMPOUND):
        raise _compound(content, name)
    if is_pdf(content):
        return
    if _is_picture(start):
        raise _not_read(_PICTURE, name)
    if start.startswith(_ARCHIVES):
        raise _packed(name)
    marked = start.startswith(_UNICODE_MARKS)
    words = _words_at(start)
    if b"Excel.Sheet" in words[:512]:
        raise _not_read(_EXCEL_XML, name)
    if b"<?mso-application" in words[:512] or b"<w:wordDocument" in words or b"<pkg:package" in words[:1024]:
        raise _not_read(_WORD_XML, name)
    if b"<office:document" in words[:4096]:
        raise _not_read(_OPEN_DOCUMENT, name)
    if is_page(start, name):
        return
    if words[:64].lower().startswith((b"mime-version:", b"from: <saved by")):
        raise _not_read(_WEB_PAGE, name)
    if not marked and start.translate(None, _CONTROLS) != start:
        raise Refused(
            "not-a-document",
            f"{name} is not a document that can be read: upload the plan as a Word document (.docx).",
        )


def older_word(content: bytes, name: str) -> Literal["doc", "rtf"] | None:
    """Which of the older kinds of Word's own files this is, if one; refused where it is locked or holds macros."""
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if not content.startswith(_COMPOUND) or not _has_stream(content, "WordDocument"):
        return None
    if _has_stream(content, "Workbook") and _EXCEL_ROOT in content:
        return None  # a workbook with a Word document inside
    if _is_locked(content):
        raise _locked(name)
    if _has_stream(content, "_VBA_PROJECT"):
        raise _has_macros(name)
    return "doc"


def is_old_workbook(content: bytes, name: str) -> bool:
    """Whether a file that is no Word document is an Excel 97-2003 workbook; refused where it holds macros."""
    if not content.startswith(_COMPOUND) or not (_has_stream(content, "Workbook") or _has_stream(content, "Book")):
        return False
    if _has_stream(content, "_VBA_PROJECT_CUR"):
        raise _has_macros(name)
    return True


def _is_locked(content: bytes) -> bool:
    """Whether an old Word document is encrypted, which a bit at the start of its main stream says ([MS-DOC] 2.5.2)."""
    at = content.find(_OLD_WORD_START)
    while at >= 0 and at % 512:  # streams begin where a sector does
        at = content.find(_OLD_WORD_START, at + 1)
    return at >= 0 and len(content) > at + 11 and bool(content[at + 11] & 1)


def is_page(content: bytes, name: str) -> bool:
    """Whether a file that is no zip is a web page, or one saved whole as a single file."""
    words = _words_at(content[:_LOOKED_AT])
    if not words.startswith(b"<"):
        return is_archive(words)
    return _HTML.search(words[:8192]) is not None or name.lower().endswith(_WEB_PAGE.endings)


def _words_at(start: bytes) -> bytes:
    """The beginning of a text, without marks and space before it, in an encoding that has plain letters."""
    words = start.decode("utf-16", errors="ignore").encode() if start.startswith(_UNICODE_MARKS[1:]) else start
    return words.removeprefix(_UNICODE_MARKS[0]).lstrip()


def is_workbook(entries: frozenset[str]) -> bool:
    """Whether a zip with these entries, in small letters, is an Excel workbook."""
    return "xl/workbook.xml" in entries


def refuse_zip(entries: frozenset[str], content_types: bytes, name: str) -> None:
    """Refuse a zip that is no Word document or workbook, or has macros; `entries` are its names in small letters."""
    if any(entry.endswith("vbaproject.bin") for entry in entries) or b"macroEnabled" in content_types:
        raise _has_macros(name)
    if any(entry.startswith("xl/macrosheets/") for entry in entries):
        raise _has_macros(name)
    if any(entry.startswith("word/") for entry in entries) or b"wordprocessingml" in content_types:
        return
    if "xl/workbook.bin" in entries:
        raise _not_read(_EXCEL_BINARY, name)
    if is_workbook(entries):
        return
    if "ppt/presentation.xml" in entries:
        raise _not_read(_POWERPOINT, name)
    if "mimetype" in entries and "content.xml" in entries:
        raise _not_read(_OPEN_DOCUMENT, name)
    if any(entry.endswith(".iwa") for entry in entries):
        raise _not_read(_PAGES, name)
    raise _packed(name)


_READ = {
    "doc": ("a Word document of the kind used before 2007", (".doc", ".dot")),
    "docx": ("a Word document", (".docx", ".dotx")),
    "html": ("a web page", (".html", ".htm", ".xhtml", ".mht", ".mhtml")),
    "rtf": ("a rich text file", (".rtf", ".doc")),
    "odt": ("an OpenDocument text", (".odt", ".ott")),
    "pdf": ("a PDF", (".pdf",)),
    "xlsx": ("an Excel workbook", (".xlsx", ".xltx")),
    "xls": ("an Excel workbook of the kind used before 2007", (".xls", ".xlt")),
    "csv": ("a table of separated values", (".csv", ".tsv", ".tab", ".txt")),
    "tsv": ("a table of tab-separated values", (".tsv", ".tab", ".txt", ".csv")),
    "text": ("plain text", (".txt", ".text", ".md")),
}


def misnamed(format_read: str, name: str) -> Finding | None:
    """Says so where a file that was read is of another kind than its name claims; a name may have no ending."""
    words, endings = _READ[format_read]
    ending = _ending(name)
    if not ending or ending in endings:
        return None
    return Finding("note", "misnamed", f"{name} is {words} inside, although its name ends in {ending}.")


def although(format_read: str, name: str) -> str:
    """Words for a sentence on a file that is of another kind than its name claims; none where the name is right."""
    ending = _ending(name)
    return f", although its name ends in {ending}," if ending and ending not in _READ[format_read][1] else ""


def _ending(name: str) -> str:
    match = _ENDING.search(name.lower())
    return match[0] if match else ""


def _not_read(kind: _NotRead, name: str) -> Refused:
    ending = _ending(name)
    although = f", although its name ends in {ending}" if ending and ending not in kind.endings else ""
    return Refused("kind-not-read", f"{name} is {kind.words}{although}, which is not read yet: {kind.advice}.")


def _has_macros(name: str) -> Refused:
    return Refused(
        "macros",
        f"{name} holds macros (small programs), which are never opened here: save it as a Word document or "
        "workbook without macros (.docx or .xlsx) and upload that.",
    )


def _locked(name: str) -> Refused:
    return Refused(
        "password-protected",
        f"{name} is protected with a password: open it, save a copy without the password and upload that.",
    )


def _packed(name: str) -> Refused:
    return Refused(
        "not-a-document",
        f"{name} is a packed folder, not a document: unpack it and upload the Word document (.docx) inside it.",
    )


def _is_picture(start: bytes) -> bool:
    is_newer = start[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif") or (start[:4], start[8:12]) == (b"RIFF", b"WEBP")
    if start.startswith(b"BM"):  # two letters that a sentence may begin with; a bitmap has zeros after its size
        return start[6:10] == b"\x00\x00\x00\x00"
    return is_newer or start.startswith(_PICTURES)


def _compound(content: bytes, name: str) -> Refused:
    """A compound file, which old Office formats and encrypted new ones share; its directory names what it holds."""
    if _has_stream(content, "EncryptedPackage") or _has_stream(content, "EncryptionInfo"):
        return _locked(name)
    if _has_stream(content, "PowerPoint Document"):
        return _not_read(_POWERPOINT, name)
    return Refused(
        "not-a-document", f"{name} is not a document that can be read: upload the plan as a Word document (.docx)."
    )


def _has_stream(content: bytes, stream: str) -> bool:
    # Entries of the directory are 128 bytes each, begin with the name in UTF-16 and give its length at byte 64.
    name = stream.encode("utf-16-le") + b"\x00\x00"
    at = content.find(name)
    while at >= 0:
        if at % 128 == 0 and content[at + 64 : at + 66] == len(name).to_bytes(2, "little"):
            return True
        at = content.find(name, at + 1)
    return False
