"""Builds small workbooks for tests: with openpyxl, by rewriting the XML it wrote, and of the kind before 2007."""

import io
import struct
import zipfile

import openpyxl

from concordat.documents import read
from concordat.documents.domain import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(*rows, title="Plan"):
    """A workbook with one sheet, and that sheet, with rows of values from A1 on."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book, sheet


def read_book(book, name="plan.xlsx"):
    return read(saved(book), name=name)


def table_of(book) -> Table:
    (table,) = read_book(book).tables
    return table


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def rewritten(content, changes):
    """A zip with parts changed: a part's bytes, or a pair of what is replaced by what."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            change = changes.get(name)
            if isinstance(change, tuple):
                assert change[0].encode() in part
                part = part.replace(change[0].encode(), change[1].encode())
            after.writestr(name, part if change is None or isinstance(change, tuple) else change)
        for name in changes.keys() - set(before.namelist()):
            after.writestr(name, changes[name])
    return found.getvalue()


def with_sheet(inside, *, before="", after="", strings=None):
    """A workbook whose one sheet has these rows as XML, with parts before and after them, and shared strings."""
    book, _ = workbook(["x"])
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{inside}</sheetData>{after}</worksheet>'
    changes = {SHEET: sheet.encode()}
    if strings is not None:
        changes["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
        changes["xl/_rels/workbook.xml.rels"] = (
            "</Relationships>",
            '<Relationship Id="rIdS" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
            '2006/relationships/sharedStrings"/></Relationships>',
        )
    return rewritten(saved(book), changes)


def record(code, content=b""):
    return struct.pack("<HH", code, len(content)) + content


def string(text):
    """Words as BIFF8 keeps them, with their length in two bytes."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def look(font=0, number_format=0, pattern=0, front=0x40):
    """An XF record: what a cell's look number stands for."""
    colours = front | 0x41 << 7
    return record(0x00E0, struct.pack("<HHHBBBBIIH", font, number_format, 0, 0, 0, 0, 0, 0, pattern << 26, colours))


def font(*, struck=False, colour=0x7FFF, name="Arial"):
    content = struct.pack("<HHHHHBBBB", 200, 8 if struck else 0, colour, 400, 0, 0, 0, 0, 0)
    return record(0x0031, content + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le"))


def label(row, column, text, at=0):
    return record(0x0204, struct.pack("<HHH", row, column, at) + string(text))


def number(row, column, value, at=0):
    return record(0x0203, struct.pack("<HHHd", row, column, at, value))


_BEGIN_BOOK = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 1996, 0, 0))
_BEGIN_SHEET = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 1996, 0, 0))
_END = record(0x000A)


def old_stream(sheets, *, looks=b"", more=b""):
    """A workbook's stream. `sheets` are (title, hidden, kind, records); `looks` fonts, formats and XF records."""
    fonts_and_looks = looks or font() * 4 + look() * 16
    names = [struct.pack("<BB", len(title), 1) + title.encode("utf-16-le") for title, *_ in sheets]
    size = len(_BEGIN_BOOK) + len(fonts_and_looks) + len(more) + sum(10 + len(name) for name in names) + len(_END)
    listed, bodies = b"", b""
    for (_, hidden, kind, records), name in zip(sheets, names, strict=True):
        listed += record(0x0085, struct.pack("<IBB", size + len(bodies), hidden, kind) + name)
        bodies += _BEGIN_SHEET + records + _END
    return _BEGIN_BOOK + more + fonts_and_looks + listed + _END + bodies


def compound(stream, name="Workbook"):
    """A compound file with one stream, of at least the 4,096 bytes that standard sectors are for."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\x00")
    sectors = len(stream) // 512

    def entry(title, kind, child, start, size):
        letters = title.encode("utf-16-le") + b"\x00\x00" if title else b""
        return (
            letters.ljust(64, b"\x00")
            + struct.pack("<HBBiii", len(letters), kind, 1, -1, -1, child)
            + bytes(36)
            + struct.pack("<iii", start, size, 0)
        )

    directory = entry("Root Entry", 5, 1, -2, 0) + entry(name, 2, -1, 2, len(stream)) + entry("", 0, -1, 0, 0) * 2
    chain = [-3, -2, *range(3, sectors + 2), -2]
    assert len(chain) <= 128
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(10)
        + struct.pack("<iiiiiiii", 1, 1, 0, 4096, -2, 0, -2, 0)
        + struct.pack("<109i", 0, *[-1] * 108)
    )
    return header + table + directory + stream


def old_workbook(*records, title="Plan", **stream):
    """An Excel 97-2003 file with one sheet."""
    return compound(old_stream([(title, 0, 0, b"".join(records))], **stream))
