"""Writes an invented paper as Word, OpenDocument, HTML, Excel or CSV."""

import csv
import io
from collections.abc import Sequence
from html import escape

import openpyxl
from openpyxl.styles import Font, PatternFill

from tests.documents import building as word
from tests.documents.opendocument import building as odt
from tests.documents.sheets.building import saved
from tests.plans.families.pieces import C, P, Piece, T, full


def written(pieces: Sequence[Piece], kind: str) -> bytes:
    """The bytes of the paper in that format."""
    return {"docx": as_word, "odt": as_open_text, "html": as_page, "xlsx": as_workbook, "csv": as_separated}[kind](
        pieces
    )


def as_word(pieces: Sequence[Piece]) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2, 3)
    )
    return word.word_file("".join(_word_piece(piece) for piece in pieces), styles=styles)


def _word_piece(piece: Piece) -> str:
    if isinstance(piece, T):
        return word.tbl(*(_word_row(row, index < piece.heads) for index, row in enumerate(piece.rows))) + word.p()
    style = f'<w:pStyle w:val="H{piece.heading}"/>' if piece.heading else ""
    if piece.runs:
        return word.p("".join(word.run(escape(text), _shade(fill)) for text, fill in piece.runs), style)
    return word.p(word.run(escape(piece.text), "<w:b/>" if piece.bold else ""), style)


def _shade(fill: str | None) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _word_row(row: Sequence[C | str], is_header: bool) -> str:
    return word.tr(*map(_word_cell, full(row)), properties="<w:tblHeader/>" if is_header else "")


def _word_cell(cell: C) -> str:
    look = ("<w:b/>" if cell.bold else "") + ("<w:strike/>" if cell.struck else "")
    look += f'<w:color w:val="{cell.colour}"/>' if cell.colour else ""
    merged = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
    merged += '<w:vMerge w:val="restart"/>' if cell.down > 1 else "<w:vMerge/>" if cell.on else ""
    before = word.run(escape(cell.was) + " ", "<w:strike/>") if cell.was else ""
    lines = "".join(
        word.p((before if not i else "") + word.run(escape(line), look)) for i, line in enumerate(cell.text.split("\n"))
    )
    return word.tc(lines, merged + _shade(cell.fill))


def as_open_text(pieces: Sequence[Piece]) -> bytes:
    looks: dict[str, str] = {}
    body = "".join(_open_piece(piece, looks) for piece in pieces)
    return odt.open_text(body, automatic="".join(looks.values()))


def _open_piece(piece: Piece, looks: dict[str, str]) -> str:
    if isinstance(piece, T):
        rows = [odt.tr(*(_open_cells(row, looks))) for row in piece.rows]
        heads = (
            f"<table:table-header-rows>{''.join(rows[: piece.heads])}</table:table-header-rows>" if piece.heads else ""
        )
        return odt.tbl(heads + "".join(rows[piece.heads :])) + odt.p()
    if piece.heading:
        return f'<text:h text:outline-level="{piece.heading}">{escape(piece.text)}</text:h>'
    if piece.runs:
        return odt.p("".join(odt.span(escape(text), _open_look(looks, fill=fill)) for text, fill in piece.runs))
    return odt.p(odt.span(escape(piece.text), _open_look(looks, bold=piece.bold)))


def _open_look(
    looks: dict[str, str],
    *,
    colour: str | None = None,
    bold: bool = False,
    struck: bool = False,
    fill: str | None = None,
) -> str:
    name = f"T{colour}{bold:d}{struck:d}{fill}"
    attributes = f'fo:color="#{colour}" ' if colour else ""
    attributes += 'fo:font-weight="bold" ' if bold else ""
    attributes += 'style:text-line-through-style="solid" ' if struck else ""
    attributes += f'fo:background-color="#{fill}"' if fill else ""
    looks[name] = odt.words_look(name, attributes)
    return name


def _open_cells(row: Sequence[C | str], looks: dict[str, str]) -> list[str]:
    made = []
    for cell in full(row):
        if cell.on:
            made += [odt.COVERED] * cell.across
            continue
        attributes = ""
        if cell.fill:
            looks[f"C{cell.fill}"] = odt.shaded("table-cell", f"C{cell.fill}", f"#{cell.fill}")
            attributes = f'table:style-name="C{cell.fill}" '
        attributes += f'table:number-columns-spanned="{cell.across}" ' if cell.across > 1 else ""
        attributes += f'table:number-rows-spanned="{cell.down}"' if cell.down > 1 else ""
        look = _open_look(looks, colour=cell.colour, bold=cell.bold, struck=cell.struck)
        before = odt.span(escape(cell.was) + " ", _open_look(looks, struck=True)) if cell.was else ""
        lines = [
            odt.p((before if not i else "") + odt.span(escape(line), look))
            for i, line in enumerate(cell.text.split("\n"))
        ]
        made += [odt.tc("".join(lines), attributes), *[odt.COVERED] * (cell.across - 1)]
    return made


def as_page(pieces: Sequence[Piece]) -> bytes:
    body = "".join(_page_piece(piece) for piece in pieces)
    head = '<meta charset="utf-8"><title>Plan</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _page_piece(piece: Piece) -> str:
    if isinstance(piece, P):
        if piece.runs:
            inside = "".join(
                f'<span style="background:#{fill}">{escape(text)}</span>' if fill else escape(text)
                for text, fill in piece.runs
            )
            return f"<p>{inside}</p>"
        if piece.heading:
            return f"<h{piece.heading}>{escape(piece.text)}</h{piece.heading}>"
        return f"<p><b>{escape(piece.text)}</b></p>" if piece.bold else f"<p>{escape(piece.text)}</p>"
    rows = [f"<tr>{''.join(_page_cell(cell, i < piece.heads) for cell in full(row) if not cell.on)}</tr>"
            for i, row in enumerate(piece.rows)]  # fmt: skip
    heads = f"<thead>{''.join(rows[: piece.heads])}</thead>" if piece.heads else ""
    return f"<table border=1>{heads}<tbody>{''.join(rows[piece.heads :])}</tbody></table>"


def _page_cell(cell: C, is_header: bool) -> str:
    tag = "th" if is_header else "td"
    words = "<br>".join(escape(line) for line in cell.text.split("\n"))
    words = f"<strong>{words}</strong>" if cell.bold else words
    words = f"<s>{words}</s>" if cell.struck else words
    words = f"<s>{escape(cell.was)}</s> {words}" if cell.was else words
    words = f'<span style="color:#{cell.colour}">{words}</span>' if cell.colour else words
    attributes = f' style="background-color:#{cell.fill}"' if cell.fill else ""
    attributes += f' colspan="{cell.across}"' if cell.across > 1 else ""
    attributes += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    return f"<{tag}{attributes}>{words}</{tag}>"


def as_workbook(pieces: Sequence[Piece]) -> bytes:
    """One sheet with everything below one another, as people paste a plan into Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Action plan"
    at = 1
    for piece in pieces:
        if isinstance(piece, P):
            words = piece.text or " ".join(text for text, _ in piece.runs)
            sheet.cell(at, 1, words).font = Font(bold=piece.bold or piece.heading is not None)
            at += 1
            continue
        for index, row in enumerate(piece.rows):
            column = 1
            for cell in full(row):
                if not cell.on:
                    made = sheet.cell(at, column, cell.text or None)
                    made.font = Font(
                        bold=cell.bold or index < piece.heads,
                        strike=cell.struck,
                        color=f"FF{cell.colour}" if cell.colour else None,
                    )
                    if cell.fill:
                        made.fill = PatternFill("solid", fgColor=f"FF{cell.fill}")
                    if cell.across > 1 or cell.down > 1:
                        sheet.merge_cells(
                            start_row=at, end_row=at + cell.down - 1, start_column=column,
                            end_column=column + cell.across - 1,
                        )  # fmt: skip
                column += cell.across
            at += 1
        at += 1
    return saved(book)


def as_separated(pieces: Sequence[Piece]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    for piece in pieces:
        if isinstance(piece, P):
            writer.writerow([piece.text or " ".join(text for text, _ in piece.runs)])
            continue
        for row in piece.rows:
            writer.writerow([text for cell in full(row) for text in [cell.text, *[""] * (cell.across - 1)]])
    return target.getvalue().encode()
