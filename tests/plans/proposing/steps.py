"""What a coordinator does with update sheets, and what a lead does with the file."""

import io

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn
from lxml import html

from concordat.plans.domain.update_sheets import Column

SHEETS = "/localities/tarnshire/plan/update-sheets/"
RETURN = f"{SHEETS}return/"
UPDATES = "/localities/tarnshire/plan/updates/"


def words(response_or_element) -> str:
    element = response_or_element
    if hasattr(element, "content"):
        element = html.fromstring(element.content.decode())
    return " ".join(" ".join(element.itertext()).split())


def page(response, status=200):
    assert response.status_code == status, words(response)
    return html.fromstring(response.content.decode())


def card(response, number):
    """The card of a proposed update, as words."""
    (found,) = page(response).xpath(f'//*[@id="update-{number}"]')
    return words(found)


def make_sheet(client, partner, kind="word"):
    """The bytes of a new sheet."""
    made = client.post(SHEETS, {"partner": partner.pk, "format": kind})
    assert made.status_code == 302
    return client.get(made["Location"]).content


def send_in(client, content, name="sheet.docx", said_by="Robin Reed", **given):
    upload = SimpleUploadedFile(name, content)
    return client.post(RETURN, {"document": upload, "said_by": said_by, **given}, follow=True)


def fill_word(content: bytes, answers: dict[int, dict[Column, str]], change=None) -> bytes:
    """The sheet with answers by action number, as somebody types them in Word."""
    file = docx.Document(io.BytesIO(content))
    table = file.tables[0]
    columns = [cell.text for cell in table.rows[0].cells]
    for row in table.rows[1:]:
        for column, text in answers.get(int(row.cells[0].text), {}).items():
            type_into(row.cells[columns.index(column.value)], text)
    if change:
        change(file)
    return saved(file)


def type_into(cell, text: str) -> None:
    """Put words where the cell has its own, also where they stand in a control."""
    places = list(cell._tc.iter(qn("w:t")))
    if not places:
        cell.text = text
        return
    places[0].text = text
    for other in places[1:]:
        other.text = ""


def fill_workbook(content: bytes, answers: dict[int, dict[Column, object]], change=None) -> bytes:
    """The sheet with answers by action number, as somebody types them in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, top = header_of(book)
    columns = {cell.value: cell.column for cell in sheet[top]}
    for row in range(top + 1, sheet.max_row + 1):
        number = sheet.cell(row, columns[Column.NUMBER.value]).value
        for column, value in answers.get(int(number), {}).items():
            sheet.cell(row, columns[column.value]).value = value
    if change:
        change(book)
    return saved(book)


def header_of(book):
    for sheet in book:
        for row in sheet.iter_rows():
            if row[0].value == Column.NUMBER.value:
                return sheet, row[0].row
    raise AssertionError("no header")


def saved(file) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
