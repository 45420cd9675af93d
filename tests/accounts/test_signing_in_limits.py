import re
import time

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from lxml import html

from concordat.accounts import access, gateways
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "plover lantern gravel"
WRONG = "/invitations/nobody-signed:this/"


def heading(response):
    return html.document_fromstring(response.content.decode()).xpath("//h1")[0].text_content().strip()


def sign_in(client, email="ada@example.org", password="something else", **where):
    return client.post("/accounts/login/", {"login": email, "password": password}, **where)


@pytest.fixture
def user():
    person = UserFactory(email="ada@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def kindly_refused(response):
    assert (response.status_code, response["Retry-After"]) == (429, "300")
    assert heading(response) == "Too many tries"
    assert "Try again in five minutes." in response.content.decode()
    assert "Help now" in response.content.decode()


def test_tries_are_counted_in_the_database_for_all_processes(client, user):
    sign_in(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache_entry")
        assert cursor.fetchone()[0] > 0


def test_wrong_passwords_for_one_account_are_stopped_wherever_they_come_from(client, user):
    for number in range(5):
        sign_in(client, REMOTE_ADDR=f"192.0.2.{number}")
    response = sign_in(client, password=PASSWORD, REMOTE_ADDR="192.0.2.99")
    assert "Too many wrong tries for this account" in response.content.decode()
    with time_machine.travel(time.time() + 301):
        assert sign_in(client, password=PASSWORD).status_code == 302


def test_one_address_does_not_shut_out_the_others_behind_it(client, user):
    """A whole trust may reach the internet through one address."""
    for number in range(40):
        sign_in(client, email=f"other-{number}@example.org")
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_very_many_tries_from_one_address_get_a_page_that_says_when(client, user, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    for _ in range(3):
        sign_in(client)
    kindly_refused(sign_in(client, password=PASSWORD))
    assert client.get("/accounts/login/").status_code == 200


def test_letters_with_a_new_password_are_few_for_one_address(client, user, mailoutbox):
    for _ in range(6):
        response = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    kindly_refused(response)
    assert len(mailoutbox) == 5


def test_wrong_codes_are_stopped(client, user, settings):
    from tests.accounts.test_signing_in_second_factor import set_up

    sign_in(client, password=PASSWORD)
    set_up(client)
    client.post("/accounts/logout/")
    sign_in(client, password=PASSWORD)
    for number in range(6):
        response = client.post("/accounts/2fa/authenticate/", {"code": f"00000{number}"})
    assert "Too many wrong tries for this account" in response.content.decode()


def test_links_that_nobody_signed_are_stopped_and_then_let_be(client):
    answers = [client.get(WRONG).status_code for _ in range(31)]
    assert answers == [410] * 30 + [429]
    kindly_refused(client.get(WRONG))
    assert client.get(WRONG, REMOTE_ADDR="192.0.2.7").status_code == 410
    with time_machine.travel(time.time() + 301):
        assert client.get(WRONG).status_code == 410


def test_right_links_are_never_counted_and_never_shut_out(rf):
    """A lead behind a shared address reads on, whatever their neighbours try."""

    @access.open_by_link
    def page(request, token):
        return HttpResponse("yours")

    def answer(token):
        return page(rf.get("/"), token=token).status_code

    assert {answer(gateways.sign(f"secret-{number}")) for number in range(100)} == {200}
    assert [answer(f"bent-{number}") for number in range(31)][-1] == 429
    assert answer(gateways.sign("secret-1")) == 200


def test_posting_to_a_link_is_counted_too(rf: RequestFactory):
    @access.open_by_link
    def page(request, token):
        return HttpResponse("gone", status=410)

    assert [page(rf.post("/"), token="bent").status_code for _ in range(31)][-1] == 429


def test_refusal_of_a_link_is_not_kept_by_anybody(client):
    for _ in range(31):
        response = client.get(WRONG)
    assert re.search("no-store", response["Cache-Control"])
