"""PDF files that can't be read, safely or at all: each is refused with one clear sentence, in bounded time and room."""

import re
import resource
import time
import zlib

import pytest

from concordat.documents import read
from concordat.documents.domain import Refused
from tests.documents.pdf.building import HEIGHT, Sheet, file_of, pdf, read_sheets, stream

ROWS = [
    ["1.1", "Agree who answers the telephone at night", "March 2016", "Police and council"],
    ["1.2", "Train everyone who answers the telephone", "Ongoing", "The mental health trust"],
    ["1.3", "Open a café near the station in the evening", "2016/17", "Volunteers, the council"],
    ["1.4", "Write to every family doctor in the county", "May 2016", "Commissioning group"],
    ["1.5", "Ask people what it was like to ring at night", "Quarterly", "Forum of carers"],
]
GOOD = pdf(Sheet().text(40, 60, "A plan for the county"))


def refusal(content, name="plan.pdf"):
    with pytest.raises(Refused) as caught:
        read(content, name=name)
    return caught.value


def page_of(content, *, packed=True, resources=b"<</Font<</F1 5 0 R>>>>", extra=None):
    """A file of one page with these instructions."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R/Resources %s>>" % resources,
        4: stream(content, packed=packed),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    return file_of(objects | (extra or {}))


def scanned(pages=2):
    return pdf(*(Sheet().picture(0, 0, 842, 595) for _ in range(pages)))


def in_columns():
    """A plan whose columns nothing parts but white space."""
    sheet = Sheet().text(40, 40, "Action plan")
    for number in range(4):
        for at, row in enumerate(ROWS):
            for x, words in zip((40, 90, 330, 430), row, strict=True):
                sheet.text(x, 70 + 60 * number + 11 * at, words)
    return pdf(sheet)


def locked():
    return file_of({1: b"<</Type/Catalog/Pages 2 0 R>>"}, trailer=b"/Encrypt<</Filter/Standard/V 2/R 3>>")


def without_letters():
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[101 0 R]>>"
    sheet = Sheet().raw(f"BT /F9 9 Tf 40 {HEIGHT - 60} Td <000100020003000400050006> Tj ET")
    return pdf(sheet, fonts=b"/F9 100 0 R", extra={100: font, 101: b"<</Type/Font/Subtype/CIDFontType2>>"})


def with_pages(count):
    kids = b" ".join(b"%d 0 R" % (10 + at) for at in range(count))
    pages = {10 + at: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]>>" for at in range(count)}
    root = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)}
    return file_of(root | pages)


CASES = {
    "scanned": (scanned(), "scanned"),
    "scanned with page numbers": (
        pdf(*(Sheet().picture(0, 0, 842, 595).text(400, 580, f"Page {n}") for n in (1, 2))),
        "scanned",
    ),
    "in columns": (in_columns(), "columns-without-lines"),
    "locked": (locked(), "password-protected"),
    "without letters": (without_letters(), "unknown-letters"),
    "blank": (pdf(Sheet()), "no-text"),
    "too many pages": (with_pages(201), "too-many-pages"),
    "pages in a circle": (
        file_of({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[2 0 R]>>"}),
        "damaged",
    ),
    "missing pages": (GOOD.replace(b"/Count 1", b"/Count 2"), "damaged"),
    "missing page": (GOOD.replace(b"10 0 obj", b"90 0 obj"), "damaged"),
    "no root": (GOOD.replace(b"/Root 1 0 R", b"/Root 9 0 R").replace(b"/Catalog", b"/Nothing"), "damaged"),
    "spoilt stream": (GOOD.replace(b"FlateDecode/Length", b"FlateDecode/Lengths", 1)[:-300] + GOOD[-300:], "damaged"),
}


@pytest.mark.parametrize("case", CASES)
def test_file_that_cannot_be_read_is_refused_in_one_sentence(case):
    content, code = CASES[case]
    if case == "spoilt stream":
        start = GOOD.rindex(b"stream\n", 0, GOOD.rindex(b"endstream")) + 20
        content = GOOD[:start] + bytes(8) + GOOD[start + 8 :]
    refused = refusal(content)
    assert refused.code == code
    assert re.fullmatch(r"plan\.pdf [^\n]+\.", refused.message)
    assert "upload" in refused.message


def test_scanned_pages_are_refused_with_the_advice_to_recognise_their_text():
    assert "OCR" in refusal(scanned()).message


def test_damaged_file_says_what_it_is_where_its_name_says_otherwise():
    assert "is a PDF, although its name ends in .docx, that is damaged" in refusal(GOOD[:200], "plan.docx").message


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97])
def test_file_that_was_cut_short_is_refused(share):
    assert refusal(GOOD[: int(share * len(GOOD))]).code == "damaged"


def test_plan_with_lines_is_read_though_some_text_stands_in_columns():
    sheet = Sheet()
    sheet.table(40, 60, [50, 300, 100, 200], ROWS * 4)
    for at, (left, right) in enumerate(
        [("Chair", "Police"), ("Deputy", "Council"), ("Members", "Trust"), ("Clerk", "Forum")]
    ):
        sheet.text(40, 450 + 11 * at, left).text(240, 450 + 11 * at, right)
    document = read_sheets(sheet)
    assert len(document.tables) == 1
    assert [finding.code for finding in document.findings] == ["columns-without-lines"]


def nested_forms(levels, width):
    forms = {}
    for number in range(10, 10 + levels):
        inside = b"/X Do " * width if number < 9 + levels else b"0 0 9 9 re f"
        entries = b"/Subtype/Form/BBox[0 0 800 600]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        forms[number] = stream(inside, entries)
    return page_of(b"/X Do", resources=b"<</XObject<</X 10 0 R>>>>", extra=forms)


def wide_font(widths=b"", mapping=b""):
    own = {
        5: b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        6: b"<</Type/Font/Subtype/CIDFontType2%s>>" % widths,
        7: stream(mapping),
    }
    return page_of(b"BT /F1 9 Tf (ab) Tj ET", extra=own)


def packed_twice(size):
    content = zlib.compress(zlib.compress(bytes(size)))
    entries = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(content)
    return page_of(b"", extra={4: entries + content + b"\nendstream"})


BOMBS = {
    "unpacks to 100 MB": lambda: page_of(bytes(100_000_000)),
    "unpacks twice": lambda: packed_twice(100_000_000),
    "drawings in drawings": lambda: nested_forms(12, 10),
    "drawing in itself": lambda: page_of(
        b"/X Do",
        resources=b"<</XObject<</X 10 0 R>>>>",
        extra={10: stream(b"/X Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 10 0 R>>>>")},
    ),
    "states put aside": lambda: page_of(b"q " * 2_000_000),
    "instructions": lambda: page_of(b"q Q " * 8_000_000),
    "fills": lambda: page_of(b"0 0 9 9 re f " * 400_000),
    "letters": lambda: page_of(b"BT /F1 9 Tf " + b"(abcdefghijklmnopqrst) Tj " * 200_000),
    "brackets": lambda: page_of(b"BT (" + b"(" * 5_000_000),
    "lists": lambda: page_of(b"[" * 5_000_000),
    "lists in the file": lambda: b"%PDF-1.4\n" + b"1 0 obj [" * 1_000_000 + b"\nstartxref\n0\n%%EOF",
    "objects without an end": lambda: b"%PDF-1.4\n" + b"1 0 obj<<>>stream\n" * 900_000 + b"\nstartxref\n0\n%%EOF",
    "a long number": lambda: b"%PDF-1.4\n" + b"1" * 10_000_000 + b"\nstartxref\n9\n%%EOF",
    "widths without end": lambda: wide_font(widths=b"/W[0 4000000000 500]"),
    "letters without end": lambda: wide_font(mapping=b"beginbfrange <0000> <FFFFFFFF> <0000> endbfrange"),
    "pages": lambda: with_pages(20_000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_file_made_to_use_up_time_or_room_is_refused_early(bomb):
    content = BOMBS[bomb]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    refused = refusal(content)
    assert refused.code in ("damaged", "too-large-inside", "too-many-pages")
    assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # KB


def test_page_with_ten_thousand_lines_is_read():
    content = b"".join(b"%d %d m %d %d l S " % (n % 800, n % 500, n % 800 + 5, n % 500 + 5) for n in range(10_000))
    found = read(page_of(content + b"BT /F1 9 Tf 40 500 Td (A map) Tj ET"), name="plan.pdf")
    assert found.blocks[0].text == "A map"
