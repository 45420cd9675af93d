"""What meets somebody whom the service has signed out while they filled in a form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt
from lxml import html

from concordat.accounts import access

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TYPED = "The rota is full again.\r\n\r\nTwo nights are left."


def page(response):
    return html.document_fromstring(response.content.decode())


def send(client, answers, *, came_from="http://testserver/localities/new/?step=2"):
    return client.post("/localities/new/", answers, HTTP_REFERER=came_from)


def test_person_signed_out_meanwhile_gets_back_what_they_typed(client):
    response = send(client, {"name": TYPED, "areas": "E10000016", "region": "", "line_hours": "Day & night"})

    shown = page(response)
    assert response.status_code == 403
    assert [box.text.strip() for box in shown.xpath("//textarea")] == [TYPED.replace("\r\n", "\n"), "Day & night"]
    assert "nothing was saved" in shown.xpath("string(//main)")
    assert shown.xpath("//main//a/@href") == ["/accounts/login/?next=/localities/new/%3Fstep%3D2"]
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("came_from", ["https://elsewhere.example/localities/new/", "http://[", ""])
def test_way_back_leads_to_no_other_site(client, came_from):
    shown = page(send(client, {"name": "Northshire"}, came_from=came_from))

    assert shown.xpath("//main//a/@href") == ["/accounts/login/?next=/"]
    assert shown.xpath("//textarea") == []


def test_file_that_was_sent_signed_out_is_asked_for_again(client):
    given = {"name": "", "file": SimpleUploadedFile("plan.txt", b"words")}

    assert "Choose the file again" in page(send(client, given)).xpath("string(//main)")


def test_upload_that_is_held_in_memory_alone_is_not_read_by_who_asks_to_sign_in():
    class Unread:
        def read(self, *size):
            raise AssertionError("the upload was read")

    view = access.needs(access.Permission.LOAD_FIGURES)(csrf_exempt(lambda request: HttpResponse()))
    request = RequestFactory().post("/", {"rows": "a b"})
    request.user = type("Nobody", (), {"is_authenticated": False, "has_perm": lambda *args: False})()
    request._stream = request.environ["wsgi.input"] = Unread()

    assert view(request).status_code == 403
