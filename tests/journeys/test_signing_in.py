"""A coordinator sets a second factor up on the way to their work, and signs in with it the next time."""

import time

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from concordat.directory.domain import Role
from tests.accounts.provider import CLIENT, SECRET, running
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory
from tests.journeys.conftest import NARROW

PASSWORD = "plover lantern gravel"
GOING = "/localities/northshire/imports/new/"


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def coordinator(transactional_db):
    person = UserFactory(email="ada@example.org", name="Ada Fenn")
    person.set_password(PASSWORD)
    person.save()
    RoleHeldFactory(user=person, role=Role.COORDINATOR, locality=LocalityFactory(name="Northshire", slug="northshire"))
    return person


def code_for(key, at):
    return format_hotp_value(hotp_value("".join(key.split()), int(at) // 30))


def test_coordinator_is_led_to_a_second_factor_and_back_on_a_phone_without_script(visitor, coordinator):
    ada = visitor(width=NARROW, script=False)
    ada.goes_to(f"/accounts/login/?next={GOING}")
    ada.fills_in("E-mail address", "ada@example.org")
    ada.fills_in("Password", PASSWORD)
    ada.presses("Sign in")
    ada.sees("Set up a second factor")
    key = ada.page.locator(".app-key").inner_text()

    ada.fills_in("Code", "123456")
    ada.presses("Set up")
    ada.sees("The code is not right")
    ada.fills_in("Code", code_for(key, time.time()))
    ada.presses("Set up")
    ada.sees("Your second factor is set up")
    ada.presses("I have kept them")
    assert ada.page.url.endswith(GOING)

    ada.presses("Sign out")
    with time_machine.travel(time.time() + 60):
        ada.goes_to(f"/accounts/login/?next={GOING}")
        ada.fills_in("E-mail address", "ada@example.org")
        ada.fills_in("Password", PASSWORD)
        ada.presses("Sign in")
        ada.sees("Enter your code")
        ada.fills_in("Code", code_for(key, time.time()))
        ada.presses("Go on")
        assert ada.page.url.endswith(GOING)


def test_pages_about_signing_in_have_nothing_wrong(visitor, coordinator, settings):
    ada = visitor()
    with running() as provider:
        settings.OIDC_NAME = "NHSmail"
        settings.OIDC_SERVER_URL = provider.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        provider.person["email"] = "who@example.org"
        ada.goes_to("/accounts/login/")
        ada.finds_nothing_wrong()
        ada.presses("Sign in with NHSmail")
        ada.sees("nobody has invited who@example.org")
        ada.finds_nothing_wrong()
        ada.page.goto(f"{ada.address}/accounts/oidc/single-sign-on/login/callback/?state=bent")
        ada.sees("You are not signed in")
        ada.finds_nothing_wrong()

    settings.OIDC_SERVER_URL = ""
    ada.signs_in("ada@example.org", PASSWORD)
    ada.page.wait_for_url(f"{ada.address}/")
    ada.goes_to("/accounts/2fa/")
    ada.finds_nothing_wrong()
    ada.presses("Set up an app")
    ada.finds_nothing_wrong()
    # The square is drawn under the site's own policy on what a page may load.
    assert ada.page.evaluate("document.querySelector('.app-square').naturalWidth") > 0
    key = ada.page.locator(".app-key").inner_text()
    ada.fills_in("Code", code_for(key, time.time()))
    ada.presses("Set up")
    ada.page.wait_for_url("**/recovery-codes/")
    ada.finds_nothing_wrong()
    for address in ("", "totp/deactivate/", "recovery-codes/generate/", "reauthenticate/"):
        ada.goes_to(f"/accounts/2fa/{address}")
        ada.finds_nothing_wrong()

    ada.presses("Sign out")
    ada.signs_in("ada@example.org", PASSWORD)
    ada.page.wait_for_url("**/2fa/authenticate/")
    ada.sees("Enter your code")
    ada.finds_nothing_wrong()


def test_too_many_tries_say_when_to_try_again(visitor, transactional_db, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/m/ip"}
    somebody = visitor(width=NARROW)
    for _ in range(2):
        somebody.signs_in("who@example.org", "something else")
    somebody.sees("Try again in five minutes")
    somebody.finds_nothing_wrong()
