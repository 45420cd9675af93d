from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.management import call_command
from lxml import html

from concordat.accounts.models import User
from concordat.directory.domain import Role
from tests.accounts.provider import CLIENT, SECRET, running
from tests.factories.accounts import UserFactory
from tests.factories.directory import LocalityFactory, RoleHeldFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
START = "/accounts/oidc/single-sign-on/login/"
CHANGE = "/localities/northshire/imports/new/"


@pytest.fixture
def provider(settings):
    with running() as made:
        settings.OIDC_NAME = "NHSmail"
        settings.OIDC_SERVER_URL = made.address
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        yield made


@pytest.fixture
def invited():
    """Somebody who was invited, and never chose a password."""
    person = UserFactory(email="Ada@example.org", name="Ada Fenn")
    person.set_unusable_password()
    person.save()
    RoleHeldFactory(user=person, role=Role.COORDINATOR, locality=LocalityFactory(slug="northshire"))
    return person


def page(response):
    return html.document_fromstring(response.content.decode())


def heading(response):
    return page(response).xpath("//h1")[0].text_content().strip()


def way_back(client, start=START):
    """The address that the provider leads the browser back to."""
    left = client.get(start)
    assert left.status_code == 302
    return requests.get(left["Location"], allow_redirects=False, timeout=5).headers["Location"]


def sign_on(client, start=START):
    return client.get(way_back(client, start))


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_invited_person_signs_on_without_a_password(client, provider, invited):
    response = sign_on(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(invited.pk)


def test_sign_in_page_leads_there_and_on_to_what_was_wanted(client, provider, invited):
    link = page(client.get(f"/accounts/login/?next={CHANGE}")).xpath("//main//a[contains(., 'NHSmail')]/@href")
    assert link == [f"{START}?next=%2Flocalities%2Fnorthshire%2Fimports%2Fnew%2F"]
    assert sign_on(client, link[0])["Location"] == CHANGE


def test_nothing_is_shown_where_no_provider_is_set(client):
    assert "single sign-on" not in client.get("/accounts/login/").content.decode()
    assert client.get(START).status_code == 404
    assert client.get(f"{START}callback/").status_code == 404


def test_provider_is_asked_with_a_proof_key_and_for_little(client, provider, invited):
    sign_on(client)
    asked = provider.asked[0]
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["redirect_uri"] == "http://testserver/accounts/oidc/single-sign-on/login/callback/"


def test_unknown_address_is_refused_with_a_kind_page(client, provider):
    response = sign_on(client)
    assert (response.status_code, heading(response)) == (403, "You can’t sign in with this account yet")
    assert "nobody has invited ada@example.org" in page(response).text_content()
    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_person_is_known_by_the_providers_name_for_them_when_their_address_changes(client, provider, invited):
    sign_on(client)
    client.post("/accounts/logout/")
    provider.person["email"] = "ada.fenn@example.org"
    sign_on(client)
    assert client.session["_auth_user_id"] == str(invited.pk)


def test_address_that_was_given_to_somebody_else_opens_nothing(client, provider, invited):
    sign_on(client)
    client.post("/accounts/logout/")
    provider.person["sub"] = "person-2"
    response = sign_on(client)
    assert response.status_code == 403
    assert "your account there was made anew" in page(response).text_content()
    assert not is_signed_in(client)
    call_command("reset_second_factor", "ada@example.org")
    assert sign_on(client).status_code == 302


def test_signing_on_leaves_a_password_as_it_is(client, provider, invited):
    invited.set_password("plover lantern gravel")
    invited.save()
    sign_on(client)
    invited.refresh_from_db()
    assert invited.check_password("plover lantern gravel")


def test_closed_account_stays_closed(client, provider, invited):
    User.objects.update(is_active=False)
    assert heading(client.get(sign_on(client)["Location"])) == "This account is closed"
    assert not is_signed_in(client)


def test_address_that_the_provider_does_not_vouch_for_is_refused(client, provider, invited):
    del provider.person["email_verified"]
    response = sign_on(client)
    assert response.status_code == 403
    assert "did not confirm an e-mail address" in page(response).text_content()


@pytest.mark.parametrize("said", [False, "true", 1, None])
def test_only_true_confirms_an_address(client, provider, invited, said):
    provider.person["email_verified"] = said
    assert sign_on(client).status_code == 403


def test_provider_whose_administrators_set_addresses_is_trusted_by_a_setting(client, provider, invited, settings):
    settings.OIDC_ADDRESSES_ARE_VERIFIED = True
    del provider.person["email_verified"]
    sign_on(client)
    assert is_signed_in(client)


def test_address_may_be_said_only_when_asked(client, provider, invited):
    provider.said_only_when_asked = {name: provider.person.pop(name) for name in ("email", "email_verified")}
    sign_on(client)
    assert is_signed_in(client)


def test_address_of_somebody_else_is_not_taken(client, provider, invited):
    provider.said_only_when_asked = {"email": provider.person.pop("email"), "email_verified": True, "sub": "person-9"}
    assert sign_on(client).status_code == 401
    assert not is_signed_in(client)


def test_little_is_kept_of_what_the_provider_says(client, provider, invited):
    provider.claims = {"groups": ["a", "b"], "birthdate": "1970-01-01"}
    sign_on(client)
    kept = SocialAccount.objects.get().extra_data["id_token"]
    assert sorted(kept) == ["email", "email_verified", "name", "sub"]


def refused(client, response):
    assert (response.status_code, heading(response)) == (401, "You are not signed in")
    assert page(response).xpath("//section[@aria-label='Help now']")
    assert not is_signed_in(client)


def test_wrong_signature_is_refused(client, provider, invited):
    provider.key = rsa.generate_private_key(65537, 2048)
    refused(client, sign_on(client))


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_signature_of_another_kind_is_refused(client, provider, invited, algorithm):
    provider.algorithm = algorithm
    refused(client, sign_on(client))


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-service"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_500_000_000},
        {"iat": 4_000_000_000},
        {"exp": None},
        {"sub": ""},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_token_that_was_not_made_for_us_now_is_refused(client, provider, invited, claims):
    provider.claims = claims
    refused(client, sign_on(client))


@pytest.mark.parametrize("headers", [{}, {"kid": "key-2"}])
def test_token_signed_with_a_key_that_is_not_published_is_refused(client, provider, invited, headers):
    provider.headers = headers
    refused(client, sign_on(client))


def test_state_of_another_browser_is_refused(client, provider, invited, django_user_model):
    from django.test import Client

    address = way_back(Client())
    refused(client, client.get(address))


def test_state_that_is_bent_is_refused(client, provider, invited):
    address = way_back(client)
    state = parse_qs(urlsplit(address).query)["state"][0]
    refused(client, client.get(address.replace(state, state[::-1])))


def test_way_back_works_once(client, provider, invited):
    address = way_back(client)
    client.get(address)
    client.post("/accounts/logout/")
    refused(client, client.get(address))


def test_whoever_stops_on_the_way_is_told_so(client, provider):
    state = parse_qs(urlsplit(client.get(START)["Location"]).query)["state"][0]
    response = client.get(f"{START}callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "You stopped on the way" in page(response).text_content()


def test_provider_that_does_not_answer_gets_a_page_that_says_so(client, provider, settings):
    settings.OIDC_SERVER_URL = "http://127.0.0.1:9"
    refused(client, client.get(START))


def test_account_is_tied_only_by_signing_on(client, provider, invited):
    other = UserFactory(email="other@example.org")
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = sign_on(client, f"{START}?process=connect")
    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("asks_for_one", [True, False])
def test_signing_on_counts_as_a_second_factor_where_the_provider_asks_for_one(
    client, provider, invited, settings, asks_for_one
):
    settings.SECOND_FACTOR = "required"
    settings.OIDC_HAS_SECOND_FACTOR = asks_for_one
    sign_on(client)
    assert client.get(CHANGE).status_code == (200 if asks_for_one else 302)
