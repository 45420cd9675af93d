import re

import pytest
from django.contrib.messages import get_messages
from django.core.cache import cache
from lxml import html

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "plover lantern gravel"
NEW_PASSWORD = "teasel harbour quince"


@pytest.fixture(autouse=True)
def forgotten_tries():
    """The library counts tries in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user():
    person = UserFactory(email="ada@example.org", name="Ada Fenn")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def signed_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(response):
    return html.document_fromstring(response.content.decode())


def heading(response):
    return page(response).xpath("//h1")[0].text_content().strip()


def words(response):
    return " ".join(page(response).xpath("//body")[0].text_content().split())


def sign_in(client, password=PASSWORD, **fields):
    return client.post("/accounts/login/", {"login": "ada@example.org", "password": password, **fields})


def test_person_signs_in_with_address_and_password_and_starts_at_the_first_page(client, user):
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_person_who_was_asked_to_sign_in_goes_on_to_what_they_wanted(client, user):
    field = page(client.get("/accounts/login/?next=/components/")).xpath("//input[@name='next']/@value")
    assert field == ["/components/"]
    assert sign_in(client, next="/components/")["Location"] == "/components/"


def test_signing_in_from_a_page_leads_back_to_it(client):
    link = page(client.get("/components/?colour=green")).xpath("//header//a[text()='Sign in']/@href")
    assert link == ["/accounts/login/?next=/components/%3Fcolour%3Dgreen"]
    link = page(client.get("/accounts/password/reset/")).xpath("//header//a[text()='Sign in']/@href")
    assert link == ["/accounts/login/"]


def test_wrong_password_is_refused_beside_the_form(client, user):
    response = sign_in(client, "something else")
    assert response.status_code == 200
    assert page(response).xpath("//title")[0].text == "Error: Sign in – Concordat"
    assert page(response).xpath("//div[@class='nhsuk-error-summary']//li")
    assert "_auth_user_id" not in client.session


def test_password_typed_wrongly_does_not_come_back(client, user):
    response = sign_in(client, "something else")
    assert page(response).xpath("//input[@name='password']")[0].get("value") is None


def test_header_names_who_is_signed_in_and_lets_them_out_by_a_form(signed_in):
    response = signed_in.get("/components/")
    form = page(response).xpath("//header//form")[0]
    assert (form.get("method"), form.get("action")) == ("post", "/accounts/logout/")
    assert form.xpath(".//input[@name='csrfmiddlewaretoken']")
    assert "Signed in as Ada Fenn" in words(response)


def test_person_signs_out(signed_in):
    response = signed_in.post("/accounts/logout/")
    assert response["Location"] == "/"
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["You have signed out."]
    assert "_auth_user_id" not in signed_in.session


def test_signing_out_by_address_asks_first(signed_in):
    assert heading(signed_in.get("/accounts/logout/")) == "Sign out"


def test_forgotten_password_is_replaced_through_the_link_in_the_mail(client, user, mailoutbox):
    response = client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    assert response["Location"] == "/accounts/password/reset/done/"
    assert heading(client.get(response["Location"])) == "Look at your e-mail"

    (message,) = mailoutbox
    assert "Choose a new password for Concordat" in message.subject
    (link,) = re.findall(r"http://testserver(/\S+)", message.body)
    form_page = client.get(link, follow=True)
    assert heading(form_page) == "Choose a new password"
    address = page(form_page).xpath("//main//form/@action")[0]
    response = client.post(address, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}, follow=True)
    assert heading(response) == "Your password is changed"
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_forgotten_password_of_nobody_looks_the_same_from_outside(client, mailoutbox):
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert response["Location"] == "/accounts/password/reset/done/"
    assert "Nobody signs in with it" in mailoutbox[0].body


def test_spent_link_says_what_to_do(client):
    response = client.get("/accounts/password/reset/key/1-abc/")
    assert heading(response) == "This link no longer works"
    assert "/accounts/password/reset/" in page(response).xpath("//main//a/@href")


def test_person_changes_their_password(signed_in, user):
    assert heading(signed_in.get("/accounts/password/change/")) == "Change your password"
    signed_in.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_password_that_is_too_short_is_refused_beside_its_field(signed_in, user):
    response = signed_in.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    )
    assert page(response).xpath("//*[@class='nhsuk-error-message']")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_person_without_a_password_chooses_one(signed_in, user):
    user.set_unusable_password()
    user.save()
    signed_in.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = signed_in.get("/accounts/password/change/", follow=True)
    assert heading(response) == "Choose a password"
    signed_in.post("/accounts/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_person_is_asked_again_who_they_are(signed_in):
    assert heading(signed_in.get("/accounts/reauthenticate/")) == "Is it still you?"


def test_many_wrong_passwords_are_stopped_in_plain_words(client, user):
    for _ in range(11):
        response = sign_in(client, "something else")
    assert "Too many wrong tries for this account. Wait five minutes" in words(response)


def test_nobody_signs_themselves_up(client):
    assert heading(client.get("/accounts/signup/")) == "Accounts are made by invitation"
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/confirm-email/abc/"])
def test_what_is_not_offered_says_who_can_do_it(signed_in, address):
    assert heading(signed_in.get(address)) == "You cannot do this here"
    assert signed_in.post(address, {"email": "other@example.org", "action_add": ""}).status_code == 405


def test_closed_account_is_told_so(client, user):
    user.is_active = False
    user.save()
    response = sign_in(client)
    assert heading(client.get(response["Location"])) == "This account is closed"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/signup/",
        "/accounts/inactive/",
        "/accounts/email/",
    ],
)
def test_page_stands_in_our_layout(client, address):
    response = client.get(address)
    assert page(response).xpath("//header//a[@class='app-header__service']")
    assert page(response).xpath("//section[@aria-label='Help now']")
