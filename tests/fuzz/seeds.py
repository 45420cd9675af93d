"""The sound files that cases are made from: the example's plan in each format, small ones that show much, real ones."""

import html
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from concordat.documents import read
from tests.documents import building as word
from tests.documents.opendocument import building as odt
from tests.documents.pdf.building import Sheet, pdf
from tests.documents.sheets import building as sheets
from tests.shared import SHARED

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOUND = Path(__file__).parent / "found"
_ENDINGS = {
    "docx": (".docx", ".docm"),
    "odt": (".odt",),
    "xlsx": (".xlsx",),
    "xls": (".xls",),
    "separated": (".csv", ".tsv"),
    "pdf": (".pdf",),
    "html": (".html", ".htm"),
    "text": (".txt",),
}
READERS = tuple(_ENDINGS)
_MOST_BYTES = 300_000  # of a seed; a longer one tells nothing more, and takes its time

Rows = list[list[str]]


@cache
def seeds_of(reader: str) -> tuple[tuple[str, bytes], ...]:
    """Names and bytes of the seeds of one reader."""
    found = [*_built(reader), *_files(reader)]
    return tuple((name, content) for name, content in found if len(content) < _MOST_BYTES)


def _files(reader: str) -> Iterator[tuple[str, bytes]]:
    for folder in (EXAMPLES, FOUND, SHARED / "documents", SHARED / "documents" / "hostile", SHARED / "plans"):
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            if path.suffix in _ENDINGS[reader]:
                yield path.name, path.read_bytes()


def _built(reader: str) -> list[tuple[str, bytes]]:
    if reader == "docx":
        return [("many-habits.docx", _word())]
    if reader == "odt":
        return [("plan.odt", _open_text())]
    if reader == "xlsx":
        return [("plan.xlsx", _workbook()), ("many-habits.xlsx", _sheet())]
    if reader == "xls":
        return [("plan.xls", _old_workbook())]
    if reader == "separated":
        return [("plan.csv", _separated(",", "cp1252")), ("plan.tsv", _separated("\t", "utf-16"))]
    if reader == "pdf":
        return [("plan.pdf", _pdf())]
    if reader == "html":
        return [("plan.html", _page())]
    rows = _rows()
    return [
        ("slashes.txt", "\n".join(" / ".join(row) for row in rows).encode()),
        ("stacked.txt", "\n".join("\n".join(cell for cell in row if cell) for row in rows).encode()),
        ("tabs.txt", "\n".join("\t".join(row) for row in rows).encode()),
    ]


@cache
def _rows() -> Rows:
    """The first rows of the example's plan, each cell on one line."""
    document = read((EXAMPLES / "sedgeshire-crisis-care-plan-edition-1.docx").read_bytes(), name="plan.docx")
    table = max(document.tables, key=lambda each: (each.width, len(each.rows)))
    return [[" ".join(cell.text.split()) for cell in row.own_cells()] for row in table.rows[:14]]


def _word() -> bytes:
    rows = "".join(word.tr(*(html.escape(cell) for cell in row)) for row in _rows())
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    nested = word.tc(word.tbl(word.tr("Lead", "Police")) + word.p(""))
    boxed = f"<w:txbxContent>{word.p('Key')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{boxed}</v:textbox></v:shape></w:pict></w:r>"
    added = f'<w:ins w:id="1" w:author="A">{word.run("now")}</w:ins>'
    moved = f'{added}<w:del w:id="2"><w:r><w:delText>then</w:delText></w:r></w:del>'
    merged = word.tr(
        word.tc("1.1", '<w:vMerge w:val="restart"/>'),
        word.tc("Open a café", '<w:gridSpan w:val="3"/><w:shd w:fill="FF0000"/>'),
    )
    body = (
        word.p("Action plan", '<w:pStyle w:val="Heading1"/>')
        + word.p(moved)
        + word.p(box)
        + word.tbl(rows, merged, word.tr(word.tc("", "<w:vMerge/>"), nested, word.tc(word.p("step", numbered)), "A"))
        + f"<w:sdt><w:sdtContent>{word.p('Choose', numbered)}</w:sdtContent></w:sdt>"
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level, kind in enumerate(("decimal", "lowerRoman", "upperLetter"))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Base"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="b"/></w:style>'
    )
    return word.word_file(body, styles=styles, numbering=numbering)


def _open_text() -> bytes:
    rows = "".join(odt.tr(*(html.escape(cell) for cell in row)) for row in _rows())
    spread = odt.tr(
        odt.tc("All", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'), odt.COVERED, "x",
        odt.tc("", 'table:number-columns-repeated="3"'), attributes='table:number-rows-repeated="2"',
    )  # fmt: skip
    spaced = odt.p('one<text:s text:c="3"/>two')
    items = f'<text:list text:style-name="L1"><text:list-item>{spaced}</text:list-item></text:list>'
    levels = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="i" '
        'text:start-value="3" text:display-levels="1" style:num-suffix="."/></text:list-style>'
    )
    automatic = odt.shaded("table-cell", "C1", "#ff0000") + odt.words_look("T1", 'fo:color="#00b050"') + levels
    body = odt.p(odt.span("Action plan", "T1")) + items + odt.tbl(rows, spread, odt.tr(odt.tbl(odt.tr("in", "side"))))
    return odt.open_text(body, automatic=automatic)


def _workbook() -> bytes:
    book, sheet = sheets.workbook(*_rows())
    sheet.merge_cells("A16:D17")
    sheet["A16"] = "Notes"
    sheet["E16"] = 42095.5
    sheet["E16"].number_format = 'd mmmm yyyy;[Red]"late" 0.0'
    return sheets.saved(book)


def _sheet() -> bytes:
    inside = "".join(
        f'<row r="{at}" spans="1:4" hidden="0"><c r="A{at}" s="0"><v>{at}</v></c><c r="B{at}" t="s"><v>{at % 2}</v></c>'
        f'<c r="C{at}" t="inlineStr"><is><r><t>Lead</t></r></is></c><c r="D{at}" t="str"><f>A1</f><v>=1+1</v></c></row>'
        for at in range(1, 9)
    )
    after = '<mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>'
    return sheets.with_sheet(
        inside, after=after, strings="<si><t>Action</t></si><si><r><t>Time</t></r><r><t>scale</t></r></si>"
    )


def _old_workbook() -> bytes:
    records = [
        sheets.label(down, across, cell[:40])
        for down, row in enumerate(_rows()[:10])
        for across, cell in enumerate(row)
    ]
    return sheets.old_workbook(*records, sheets.number(12, 2, 41000.5))


def _separated(separator: str, coding: str) -> bytes:
    return "\r\n".join(
        separator.join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in _rows()
    ).encode(coding, "replace")


def _pdf() -> bytes:
    rows = [(row + [""] * 4)[:4] for row in _rows()]
    cut = [["\n".join(cell[at : at + 24] for at in range(0, min(len(cell), 72), 24)) for cell in row] for row in rows]
    pages = []
    for at in range(0, len(cut), 7):
        sheet = Sheet().text(40, 30, "Action plan for the county", size=14)
        sheet.table(
            40, 60, [120, 200, 200, 200], cut[at : at + 7], fills={(1, 1): "FF0000"}, draw="bars" if at else "lines"
        )
        pages.append(sheet.spot(30, 100, "00B050"))
    return pdf(*pages, title="Plan")


def _page() -> bytes:
    cells = [
        "".join(
            f'<td style="background:#ff0000" colspan=1><p class=MsoNormal>{html.escape(cell)}</p></td>' for cell in row
        )
        for row in _rows()
    ]
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        '<html><head><meta charset="utf-8"><title>Plan</title>'
        '<style>td.x{color:red} @list l0:level1{mso-level-text:"%1."}</style></head><body>'
        '<div class="nav"><ul><li>Home</li></ul></div><main><h1>Action plan</h1><ol start="3"><li>One</li></ol>'
        f"<table><thead><tr><th rowspan=2>Ref<th>Key</tr></thead>{rows}</table></main></body></html>"
    ).encode()
