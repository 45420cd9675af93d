"""Files that can't be read, safely or at all: each is refused with one clear sentence."""

import io
import re
import zipfile

import pytest

from concordat.documents import read
from concordat.documents.domain import Refused
from concordat.documents.readers import kinds
from tests.documents.building import p, read_body, root, tbl, tc, tr, word_file


def refusal(content, name="plan.docx"):
    with pytest.raises(Refused) as caught:
        read(content, name=name)
    return caught.value


def packed(parts):
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return found.getvalue()


def compound(stream):
    """The beginning of a compound file whose directory names one stream."""
    name = stream.encode("utf-16-le") + b"\x00\x00"
    entry = name.ljust(64, b"\x00") + len(name).to_bytes(2, "little")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entry.ljust(128, b"\x00")


HELLO = p("Hello")

CASES = {
    "empty": (b"", "plan.docx", "empty-file"),
    "blank text": (b" \r\n\t\n", "plan.txt", "empty-file"),
    "cut short": (word_file(HELLO)[:-40], "plan.docx", "damaged"),
    "no document inside": (packed({"word/other.xml": "<x/>"}), "plan.docx", "not-a-word-document"),
    "broken XML": (word_file("", parts={"word/document.xml": "<w:document"}), "plan.docx", "damaged"),
    "other XML": (word_file("", parts={"word/document.xml": "<x/>"}), "plan.docx", "not-a-word-document"),
    "entities": (
        word_file("", parts={"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "plan.docx",
        "unsafe-xml",
    ),
    "entities in another alphabet": (
        word_file("", parts={"word/document.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}),
        "plan.docx",
        "unsafe-xml",
    ),
    "names outside": (word_file(HELLO, parts={"../../evil.txt": "x"}), "plan.docx", "unsafe-names"),
    "absolute names": (word_file(HELLO, parts={"/etc/evil": "x"}), "plan.docx", "unsafe-names"),
    "names of a drive": (word_file(HELLO, parts={"C:\\evil": "x"}), "plan.docx", "unsafe-names"),
    "macros": (word_file(HELLO, parts={"word/vbaProject.bin": "x"}), "plan.docm", "macros"),
    "nested too deep": (
        word_file("<w:tbl><w:tr><w:tc>" * 100 + p("") + "</w:tc></w:tr></w:tbl>" * 100),
        "plan.docx",
        "nested-too-deep",
    ),
    "bomb": (word_file(p("a" * 40_000_000)), "plan.docx", "too-large-inside"),
    "many tags": (word_file("<w:p/>" * 800_000), "plan.docx", "too-large-inside"),
    "encrypted": (compound("EncryptedPackage"), "plan.docx", "password-protected"),
    "old Excel cut short": (compound("Workbook"), "plan.xls", "damaged"),
    "other compound file": (compound("Whatever"), "plan.msg", "not-a-document"),
    "PDF": (b"%PDF-1.7\n1 0 obj", "plan.docx", "damaged"),
    "no workbook inside": (packed({"xl/workbook.xml": "<x/>"}), "plan.xlsx", "not-a-workbook"),
    "binary Excel": (packed({"xl/workbook.bin": "x"}), "plan.xlsb", "kind-not-read"),
    "Excel with macros": (packed({"xl/workbook.xml": "<x/>", "xl/vbaProject.bin": "x"}), "plan.xlsm", "macros"),
    "PowerPoint": (packed({"ppt/presentation.xml": "<x/>"}), "plan.pptx", "kind-not-read"),
    "OpenDocument": (packed({"mimetype": "x", "content.xml": "<x/>"}), "plan.odt", "kind-not-read"),
    "Pages": (packed({"Index/Document.iwa": "x"}), "plan.pages", "kind-not-read"),
    "packed folder": (packed({"plan.docx": "x"}), "plans.zip", "not-a-document"),
    "other archive": (b"\x1f\x8b\x08rest", "plan.gz", "not-a-document"),
    "web archive": (b"MIME-Version: 1.0\r\n", "plan.mht", "kind-not-read"),
    "Word as XML": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "plan.xml", "kind-not-read"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "plan.png", "kind-not-read"),
    "bitmap": (b"BM\x9a\x00\x00\x00\x00\x00\x00\x00", "plan.bmp", "kind-not-read"),
    "noise": (bytes(range(256)), "plan.docx", "not-a-document"),
}


@pytest.mark.parametrize("case", CASES)
def test_file_that_cannot_be_read_is_refused(case):
    content, name, code = CASES[case]
    assert refusal(content, name).code == code


@pytest.mark.parametrize("case", CASES)
def test_refusal_is_one_sentence_that_names_the_file_and_says_what_to_do(case):
    content, name, _ = CASES[case]
    message = refusal(content, name).message
    assert message.startswith(name)
    assert re.fullmatch(r"[^\n]+\.", message)
    assert re.search(r"\b(upload|check)\b", message)


def test_refusal_says_what_a_misnamed_file_is():
    assert "a PDF, although its name ends in .docx" in refusal(b"%PDF-1.4", "plan.docx").message
    assert "although" not in refusal(b"%PDF-1.4", "plan.pdf").message


def test_file_that_is_read_in_spite_of_its_name_says_so():
    (finding,) = read(word_file(HELLO), name="plan.pdf").findings
    assert finding.message == "plan.pdf is a Word document inside, although its name ends in .pdf."
    assert read(b"Hello", name="plan").findings == ()


def test_large_file_is_refused_before_it_is_opened():
    assert refusal(b"x" * (kinds.MOST_BYTES + 1)).code == "too-large"


def test_long_text_is_refused():
    assert refusal(b"a\n" * 200_000, "plan.txt").code == "too-large"
    assert (
        refusal(b"people get help from people\n" * 10_000 + b"and more help " * 100_000, "plan.txt").code == "too-large"
    )


def test_text_whose_rows_could_be_cut_in_too_many_ways_is_refused():
    lists = "1.1 / " + "  • Open a café\n/ Police\n  • Write to doctors\n/ March 2016\n" * 40
    text = ("Ref / Action / Outcome / Progress / Lead / Timescale / RAG\n" + lists) * 60
    assert refusal(text.encode(), "plan.txt").code == "too-large"


def test_line_of_nothing_but_headings_is_read_in_time():
    found = read(b"No. Action Timescale Led By Outcomes " * 5_000, name="plan.txt")
    assert found.format == "text"


def test_declared_size_is_not_believed():
    content = word_file(p("a" * 9_000_000))
    declared = (9_000_000).to_bytes(4, "little")[:3]
    assert b"PK\x01\x02" in content
    start = content.index(b"PK\x01\x02", content.index(b"word/document.xml", 300) - 100)
    lying = bytearray(content)
    lying[start + 24 : start + 28] = (100).to_bytes(4, "little")
    assert declared is not None
    assert refusal(bytes(lying)).code in ("damaged", "too-large-inside")


def test_sentence_that_begins_like_a_picture_is_text():
    assert read(b"BMH will lead this work", name="plan.txt").format == "text"


def test_nothing_outside_the_file_is_fetched():
    body = p('<w:r><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>') + p("Kept")
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="x/attachedTemplate" TargetMode="External" Target="http://127.0.0.1/t.dotm"/></Relationships>'
    )
    document = read_body(body, parts={"word/_rels/settings.xml.rels": outside})
    assert document.blocks[-1].text == "Kept"


def test_long_cell_is_read_whole():
    long = "People get help. " * 60_000
    (table,) = read_body(tbl(tr("1.1", tc(long)))).tables
    assert len(table.rows[0].cells[1].text) == len(long)


def test_other_case_of_part_names_is_found():
    content = packed({"Word/Document.xml": root("document", f"<w:body>{HELLO}</w:body>")})
    assert read(content, name="plan.docx").blocks[0].text == "Hello"
