import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from lxml import html

from concordat.accounts import access
from concordat.accounts.models import AuditEntry
from concordat.directory.domain import Role
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory

pytestmark = pytest.mark.django_db
PASSWORD = "plover lantern gravel"
CHANGE = "/localities/northshire/imports/new/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def coordinator():
    person = UserFactory(email="ada@example.org", name="Ada Fenn")
    person.set_password(PASSWORD)
    person.save()
    locality = LocalityFactory(slug="northshire")
    RoleHeldFactory(user=person, role=Role.COORDINATOR, locality=locality)
    return person


def page(response):
    return html.document_fromstring(response.content.decode())


def heading(response):
    return page(response).xpath("//h1")[0].text_content().strip()


def sign_in(client, **fields):
    return client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD, **fields})


def code(secret, at=None):
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def set_up(client, going=CHANGE):
    """Sets an app up as its page says, and gives its secret."""
    response = client.get("/accounts/2fa/totp/activate/", {"next": going})
    secret = "".join(page(response).xpath("//*[@class='app-key']")[0].text_content().split())
    return secret, client.post("/accounts/2fa/totp/activate/", {"code": code(secret), "next": going})


def test_whoever_may_change_a_plan_is_led_to_a_second_factor_and_then_back(client, coordinator):
    sign_in(client)
    response = client.get(CHANGE)
    assert response["Location"] == f"/accounts/2fa/totp/activate/?next={CHANGE}"
    form = page(client.get(response["Location"]))
    assert form.xpath("//main//form//input[@name='next']/@value") == [CHANGE]

    _, response = set_up(client)
    codes = client.get(response["Location"])
    assert heading(codes) == "Your recovery codes"
    assert len(page(codes).xpath("//ul[@class='app-codes']/li")) == 10
    assert page(codes).xpath("//main//a[contains(., 'go on')]/@href") == [CHANGE]
    assert client.get(CHANGE).status_code == 200


def test_reading_as_a_member_needs_no_second_factor(client, coordinator):
    sign_in(client)
    assert client.get("/localities/northshire/plan/updates/").status_code == 200


def test_what_is_posted_without_a_second_factor_is_not_done(client, coordinator):
    sign_in(client)
    assert client.post(CHANGE, {}).headers["Location"] == "/accounts/2fa/totp/activate/?next=/"


def test_second_factor_that_is_only_offered_stops_nobody(client, coordinator, settings):
    settings.SECOND_FACTOR = "offered"
    sign_in(client)
    assert client.get(CHANGE).status_code == 200


def test_setting_misspelt_asks_for_it(client, coordinator, settings):
    settings.SECOND_FACTOR = "offerred"
    sign_in(client)
    assert client.get(CHANGE).status_code == 302


def test_signing_in_asks_for_the_code_and_goes_on(client, coordinator):
    sign_in(client)
    secret, _ = set_up(client)
    client.post("/accounts/logout/")

    response = sign_in(client, next=CHANGE)
    assert response["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    assert heading(client.get(response["Location"])) == "Enter your code"
    with time_machine.travel(time.time() + 90):
        response = client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
        assert response["Location"] == CHANGE
        assert client.get(CHANGE).status_code == 200


def test_wrong_code_lets_nobody_in_and_says_what_to_do(client, coordinator):
    sign_in(client)
    set_up(client)
    client.post("/accounts/logout/")
    sign_in(client)
    response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "The code is not right" in page(response).xpath("//*[@class='nhsuk-error-message']")[0].text_content()
    assert "_auth_user_id" not in client.session


def test_code_counts_once(client, coordinator):
    sign_in(client)
    secret, _ = set_up(client)
    now = time.time() + 120
    with time_machine.travel(now, tick=False):
        for is_first in (True, False):
            client.post("/accounts/logout/")
            sign_in(client)
            response = client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
            assert (response.status_code == 302) is is_first


def test_recovery_code_counts_once(client, coordinator):
    sign_in(client)
    _, response = set_up(client)
    recovery = page(client.get(response["Location"])).xpath("//ul[@class='app-codes']/li/text()")[0]
    for status in (302, 200):
        client.post("/accounts/logout/")
        sign_in(client)
        assert client.post("/accounts/2fa/authenticate/", {"code": recovery}).status_code == status


def test_recovery_codes_are_downloaded_as_text(client, coordinator):
    sign_in(client)
    set_up(client)
    response = client.get("/accounts/2fa/recovery-codes/download/")
    assert len(re.findall(rb"^\d{8}\s*$", response.content, re.MULTILINE)) == 10


def test_session_from_before_is_asked_for_the_code(client, coordinator):
    from django.test import Client

    earlier = Client()
    sign_in(earlier)
    sign_in(client)
    secret, _ = set_up(client)
    response = earlier.get(CHANGE)
    assert response["Location"] == f"/accounts/2fa/reauthenticate/?next={CHANGE}"
    assert heading(earlier.get(response["Location"])) == "Enter your code"
    with time_machine.travel(time.time() + 90):
        response = earlier.post("/accounts/2fa/reauthenticate/", {"code": code(secret), "next": CHANGE})
        assert response["Location"] == CHANGE
        assert earlier.get(CHANGE).status_code == 200


def test_page_that_shows_the_key_asks_again_after_five_minutes(client, coordinator):
    sign_in(client)
    with time_machine.travel(time.time() + 400):
        response = client.get("/accounts/2fa/totp/activate/", {"next": CHANGE})
        assert response["Location"].startswith("/accounts/reauthenticate/")
        response = client.post(response["Location"], {"password": PASSWORD})
        assert response["Location"].startswith("/accounts/2fa/totp/activate/")


def test_whoever_takes_the_app_away_is_asked_for_it_again_before_a_change(client, coordinator):
    sign_in(client)
    set_up(client)
    assert heading(client.get("/accounts/2fa/totp/deactivate/")) == "Take the app away"
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=coordinator).exists()
    assert client.get(CHANGE)["Location"].startswith("/accounts/2fa/totp/activate/")


def test_way_on_leads_nowhere_else(client, coordinator):
    sign_in(client)
    _, response = set_up(client, going="https://elsewhere.example/")
    assert response["Location"] == "/accounts/2fa/recovery-codes/"
    for bent in ("https://elsewhere.example/", "javascript:alert(1)", "//elsewhere.example"):
        shown = page(client.get("/accounts/2fa/recovery-codes/", {"next": bent}))
        assert shown.xpath("//main//a[contains(., 'go on')]/@href") == ["/accounts/2fa/"]


def test_secret_in_the_database_opens_nothing(client, coordinator):
    sign_in(client)
    secret, _ = set_up(client)
    assert all(secret not in str(each.data) for each in Authenticator.objects.all())


def test_secret_outlives_a_new_secret_key(client, coordinator, settings):
    sign_in(client)
    secret, _ = set_up(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one that nobody knows, of fifty letters or so"
    sign_in(client)
    with time_machine.travel(time.time() + 90):
        assert client.post("/accounts/2fa/authenticate/", {"code": code(secret)}).status_code == 302


def test_administrators_command_takes_a_second_factor_off_with_an_audit_entry(client, coordinator):
    sign_in(client)
    set_up(client)
    call_command("reset_second_factor", "Ada@example.org")
    assert not Authenticator.objects.exists()
    entry = AuditEntry.objects.get(command="reset_second_factor")
    assert (entry.subject, entry.detail) == (f"User {coordinator.pk}", {"taken_off": ["recovery_codes", "totp"]})


def test_administrators_command_refuses_an_address_that_nobody_has(db):
    with pytest.raises(CommandError, match=r"Nobody signs in with who@example\.org"):
        call_command("reset_second_factor", "who@example.org")


def test_what_changes_a_plan_is_said_of_every_permission():
    reads_or_says = {"SEE_DRAFT", "MAKE_UPDATE_SHEET", "PROPOSE_UPDATE", "SEE_REVIEW"}
    assert {each.name for each in access.Permission} - {each.name for each in access.CHANGES_A_PLAN} == reads_or_says


@pytest.mark.parametrize("address", ["", "totp/activate/", "recovery-codes/generate/", "totp/deactivate/"])
def test_page_stands_in_our_layout(client, coordinator, address):
    sign_in(client)
    if address != "totp/activate/":
        set_up(client)
    response = client.get(f"/accounts/2fa/{address}")
    assert page(response).xpath("//section[@aria-label='Help now']")
    assert "Second factor" in [each.text_content() for each in page(response).xpath("//footer//a")]
