"""Files of evidence: what is taken, what is refused, who may fetch them, and where they are shown."""

import hashlib
import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from concordat.directory.domain import Role
from concordat.documents import writers
from concordat.documents.domain import Document, Paragraph
from concordat.plans.commands import proposing as commands
from concordat.plans.models import EvidenceFile, ProposedUpdate
from tests.documents.pdf.building import Sheet, pdf
from tests.factories.directory import RoleHeldFactory
from tests.plans.answering.steps import said, say
from tests.plans.proposing.steps import page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
SCAN = pdf(Sheet().picture(0, 0, 842, 595))


def word_file(text="Twelve certificates") -> bytes:
    return writers.write_word(Document("list.docx", "docx", (Paragraph(text),)))


def workbook() -> bytes:
    written = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Trained: 12"
    book.save(written)
    return written.getvalue()


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.mark.parametrize(
    ("name", "content", "kind", "kept_as"),
    [
        ("photo.png", PNG, "png", "photo.png"),
        ("photo.exe", b"\xff\xd8\xff\xe0" + b"\x00" * 40, "jpeg", "photo.exe.jpg"),
        ("list.docx", word_file(), "docx", "list.docx"),
        ("list.html", workbook(), "xlsx", "list.html.xlsx"),
        ("..\\..\\scan.pdf", SCAN, "pdf", "scan.pdf"),
    ],
)
def test_file_is_told_by_its_content_and_kept_as_it_came(client, link, name, content, kind, kept_as):
    assert say(client, link, 1, file=upload(name, content)).status_code == 302
    file = EvidenceFile.objects.get()
    assert (file.name, file.format, bytes(file.content), file.size) == (kept_as, kind, content, len(content))
    assert (file.proposal, file.sha256) == (said(1), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.pdf", b"<html><body><script>alert(1)</script></body></html>", "page.pdf is not a PDF, a Word or Excel"),
        ("notes.docx", b"Nothing but words", "notes.docx is not a PDF, a Word or Excel"),
        ("tool.png", b"MZ\x90\x00" + bytes(range(256)), "tool.png can't be opened as a PDF"),
        ("big.pdf", b"%PDF-1.4" + b"0" * (10 * 1024 * 1024), "big.pdf is larger than 10 MB"),
        ("none.pdf", b"", "The file is empty. Choose another one."),
    ],
)
def test_other_files_are_refused_with_a_sentence_and_nothing_typed_is_lost(client, link, name, content, sentence):
    refused = page(say(client, link, 1, progress="All trained", file=upload(name, content)), 422)
    assert sentence in words(refused)
    assert "The file that you chose was not kept. Choose it again before you save." in words(refused)
    assert refused.xpath("//textarea[@name='progress']")[0].text.strip() == "All trained"
    assert (EvidenceFile.objects.count(), ProposedUpdate.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["list.docx", "of 943 476 5919.docx"])
def test_text_and_name_of_a_file_are_looked_through(client, link, name):
    text = "Twelve" if "943" in name else "Patient 943 476 5919 was seen"
    refused = words(page(say(client, link, 1, file=upload(name, word_file(text))), 422))
    assert "There is what looks like an NHS number in the file that you chose." in refused
    assert EvidenceFile.objects.count() == 0
    say(client, link, 1, file=upload(name, word_file(text)), overruled_reason="It is a telephone number")
    assert EvidenceFile.objects.count() == 1
    assert said(1).overruled_reason == "It is a telephone number"


def test_table_of_a_workbook_is_looked_through(client, link):
    book = openpyxl.Workbook()
    book.active["B7"] = "born 3 May 1990"
    written = io.BytesIO()
    book.save(written)
    refused = say(client, link, 1, file=upload("people.xlsx", written.getvalue()))
    assert "what looks like a date of birth in the file" in words(page(refused, 422))


def test_whoever_sends_a_file_is_told_that_pictures_cannot_be_looked_through(client, link):
    assert "Words in a picture or a scan can’t be checked here" in client.get(f"{link}actions/1/").content.decode()


def test_file_stays_with_a_changed_answer_until_it_is_taken_out(client, link):
    say(client, link, 1, file=upload("photo.png", PNG))
    say(client, link, 1, progress="Better words", file=upload("list.docx", word_file()))
    assert [file.name for file in said(1).evidence_files.all()] == ["photo.png", "list.docx"]
    photo = said(1).evidence_files.first()
    form = page(client.get(f"{link}actions/1/"))
    assert form.xpath(f"//input[@name='take_out'][@value='{photo.pk}']")
    say(client, link, 1, progress="Better words", take_out=[photo.pk])
    assert [file.name for file in said(1).evidence_files.all()] == ["list.docx"]
    assert EvidenceFile.objects.count() == 4  # earlier answers keep theirs


def test_answer_may_have_five_files(client, link):
    for number in range(5):
        say(client, link, 1, file=upload(f"photo-{number}.png", PNG + bytes([number])))
    refused = words(page(say(client, link, 1, file=upload("photo-6.png", PNG + b"6")), 422))
    assert "An answer may have 5 files. Take one out first." in refused


@pytest.fixture
def file(client, link):
    say(client, link, 1, file=upload("photo.png", PNG))
    return EvidenceFile.objects.get()


def address(file, locality="tarnshire"):
    return reverse("evidence-file", kwargs={"locality": locality, "file": file.pk})


def test_members_fetch_a_file_as_an_attachment_that_is_never_opened(client, file, member):
    client.force_login(member)
    answered = client.get(address(file))
    assert (answered.status_code, answered.content) == (200, PNG)
    assert answered["Content-Type"] == "application/octet-stream"
    assert answered["Content-Disposition"] == 'attachment; filename="photo.png"'
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Cache-Control"] == "private, no-store"


def test_file_is_closed_to_the_public_to_other_places_and_to_other_partners_while_it_waits(
    client, file, council, coordinator, locality
):
    assert client.get(address(file))["Location"].startswith("/accounts/login/")
    stranger = RoleHeldFactory(role=Role.COORDINATOR).user
    client.force_login(stranger)
    assert client.get(address(file)).status_code == 403
    other_lead = RoleHeldFactory(role=Role.LEAD, locality=None, partner=council).user
    client.force_login(other_lead)
    assert client.get(address(file)).status_code == 404
    commands.accept_proposal(locality_id=locality.pk, number=file.proposal_id, by=coordinator, at=file.uploaded_at)
    assert client.get(address(file)).status_code == 200
    elsewhere = RoleHeldFactory(role=Role.MEMBER)
    client.force_login(elsewhere.user)
    assert client.get(address(file, elsewhere.locality.slug)).status_code == 404


def test_coordinator_sees_the_file_on_the_card_and_members_in_the_history(client, file, desk, locality):
    card = page(desk.get("/localities/tarnshire/plan/updates/"))
    assert card.xpath(f"//a[@href='{address(file)}']")[0].text == "photo.png"
    desk.post(f"/localities/tarnshire/plan/updates/{file.proposal_id}/", {"do": "accept"})
    shown = page(desk.get("/localities/tarnshire/plan/actions/1/"))
    assert shown.xpath(f"//a[@href='{address(file)}']")[0].text == "photo.png"


def test_card_says_that_the_date_stays(client, link, desk):
    say(client, link, 1)
    assert "Will be done by then: the date stays." in words(desk.get("/localities/tarnshire/plan/updates/"))


def test_text_of_a_pdf_is_looked_through(client, link):
    content = pdf(Sheet().text(40, 60, "The ambulance went to LS2 8JR twice"))
    refused = say(client, link, 1, file=upload("report.pdf", content))
    assert "what looks like a postcode in the file" in words(page(refused, 422))


def test_files_with_macros_and_damaged_ones_are_refused(client, link):
    written = io.BytesIO(word_file())
    with zipfile.ZipFile(written, "a") as package:
        package.writestr("word/vbaProject.bin", b"code")
    refused = say(client, link, 1, file=upload("list.docx", written.getvalue()))
    assert "list.docx holds macros (small programs)" in words(page(refused, 422))
    cut = say(client, link, 1, file=upload("cut.docx", word_file()[:900]))
    assert "cut.docx can't be opened as a PDF" in words(page(cut, 422))
