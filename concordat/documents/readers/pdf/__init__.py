"""Reads PDF files that hold text: tables from their lines, over as many pages as they run."""

import re

from concordat.documents.domain import Document, Refused
from concordat.documents.readers import kinds
from concordat.documents.readers.pdf.assembly import assemble
from concordat.documents.readers.pdf.file.limits import Broken, Budget
from concordat.documents.readers.pdf.file.objects import Objects, text_string
from concordat.documents.readers.pdf.painting.content import read_marks
from concordat.documents.readers.pdf.painting.fonts import Font
from concordat.documents.readers.pdf.painting.marks import Marks, is_picture

_UNKNOWN = 0.1  # the part of the letters that may be unknown
_FEW = 60  # letters on a page that is a picture: a stamp, or a page number
_FILE_NAME = re.compile(r"\.(?:docx?|odt|xlsx?|pdf|rtf|html?|indd)\Z", re.IGNORECASE)


def read_pdf(content: bytes, *, name: str) -> Document:
    """Read a PDF's bytes.

    Raises `Refused` where it is damaged, locked, too large inside, made of pictures, or set in columns that no lines
    part. A place gives the page, the table (a table over several pages counts once), the row and the column.
    """
    budget = Budget(name)
    try:
        objects = Objects(content, budget, name)
        fonts: dict[int, Font] = {}
        pages = [read_marks(page, objects, fonts) for page in objects.pages()]
        title = _title(objects)
    except (
        Broken,
        TypeError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        # What a file holds may be of any kind; whatever does not fit the format is damage.
        raise Refused(
            "damaged",
            f"{name} is a PDF{kinds.although('pdf', name)} that is damaged or was cut short: find or print a sound "
            "copy and upload that.",
        ) from error
    _refuse_unreadable(pages, name)
    return assemble(pages, budget, name=name, title=title)


def _refuse_unreadable(pages: list[Marks], name: str) -> None:
    """Refuses a file whose pages show no words that can be read."""
    letters = sum(marks.letters for marks in pages)
    pictured = [marks for marks in pages if is_picture(marks)]
    if not letters and not any(marks.pictures for marks in pages):
        raise Refused(
            "no-text", f"{name} holds no text: upload the Word document (.docx) that it was made from, if there is one."
        )
    if not letters or (len(pictured) > len(pages) / 2 and letters < _FEW * len(pages)):
        raise Refused(
            "scanned",
            f"{name} holds pictures of pages, not text, as a scanner makes them: upload the Word document (.docx) that "
            "it was made from, or run text recognition (OCR) on it and upload what that gives.",
        )
    if sum(marks.unknown_letters for marks in pages) > _UNKNOWN * letters:
        raise Refused(
            "unknown-letters",
            f"{name} does not say which letters its signs stand for: upload the Word document (.docx) that it was made "
            "from, or print it to a new PDF and upload that.",
        )


def _title(objects: Objects) -> str | None:
    """The title that the file gives itself; the name of another file, as printing leaves it, is none."""
    title = objects.get(objects.dictionary(objects.trailer.get("Info")).get("Title"))
    if not isinstance(title, bytes):
        return None
    text = text_string(title).strip()
    return None if not text or _FILE_NAME.search(text) or text.startswith("Microsoft Word") else text
