"""What a coordinator does on the pages of an import, and what is read back from them."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from concordat.plans.models import PlanImport
from concordat.plans.queries.importing import review_of

AT = datetime(2031, 2, 3, 10, tzinfo=UTC)
LATER = datetime(2031, 9, 3, 10, tzinfo=UTC)
IMPORTS = "/localities/tarnshire/imports/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def review(number):
    return review_of(PlanImport.objects.get(pk=number))


def upload(client, content, name="plan.docx"):
    return client.post(f"{IMPORTS}new/", {"document": SimpleUploadedFile(name, content, WORD)})


def bring_in_document(client, content, name="plan.docx"):
    """The address of the review of a document."""
    response = upload(client, content, name)
    assert response.status_code == 302, words(response)
    return response["Location"]


def page(response, status=200):
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def words(response_or_element) -> str:
    element = response_or_element
    if hasattr(element, "content"):
        element = html.fromstring(element.content.decode())
    return " ".join(element.text_content().split())


def part(client, address, anchor):
    (found,) = page(client.get(address)).xpath(f'//*[@id="{anchor}"]')
    return found


def settle_names(client, review):
    """Say of every name what is offered first, else that it is a new partner."""
    sheet = page(client.get(f"{review}leads/"))
    answers = {}
    for group in sheet.xpath("//fieldset"):
        chosen = group.xpath(".//input[@type='radio'][@checked]") or group.xpath(".//input[@value='new']")
        answers[chosen[0].get("name")] = chosen[0].get("value")
        for box in group.xpath(".//input[not(@type='radio')]"):
            answers[box.get("name")] = box.get("value")
        for box in group.xpath(".//select"):
            answers[box.get("name")] = next(iter(box.xpath(".//option[@selected]/@value")), "")
    response = client.post(f"{review}leads/", answers)
    assert response.status_code == 302, words(response)


def accept_document(client, review, **given):
    settle_names(client, review)
    answers = {
        "title": "Tarnshire crisis care plan",
        "dated_on-day": "1",
        "dated_on-month": "2",
        "dated_on-year": "2024",
        "publish": "publish",
        **given,
    }
    return client.post(f"{review}accept/", answers)


def full_form(client, address):
    """What the form of a row holds, as a browser would send it."""
    (form,) = page(client.get(address)).xpath("//form[.//textarea[@name='action']]")
    answers = {box.get("name"): box.text or "" for box in form.xpath(".//textarea")}
    for box in form.xpath(".//input[not(@type='radio')]"):
        answers[box.get("name")] = box.get("value") or ""
    for box in form.xpath(".//input[@type='radio'][@checked]"):
        answers[box.get("name")] = box.get("value")
    for box in form.xpath(".//select"):
        answers[box.get("name")] = next(iter(box.xpath(".//option[@selected]/@value")), "")
    # The design system's macro writes a line break after the opening tag of a text area, which browsers drop.
    return {name: value.removeprefix("\n") for name, value in answers.items()}


def queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
