"""What a signed link opens, and what it does not when it is bent, taken back, or held by somebody else."""

import pytest
from django.test import Client
from django.urls import reverse

from concordat.accounts.gateways import sign
from tests.architecture import test_access
from tests.architecture.test_access import world  # noqa: F401

pytestmark = pytest.mark.django_db


def tokens(world):  # noqa: F811
    """Each kind of link, by what it is."""
    mine = world.here.links["police"]
    secret, signature = mine.split(":")
    other_secret, other_signature = world.here.links["council"].split(":")
    return {
        **{f"{name} here": token for name, token in world.here.links.items()},
        **{f"{name} elsewhere": token for name, token in world.elsewhere.links.items()},
        "last letter changed": mine[:-1] + ("A" if mine[-1] != "A" else "B"),
        "secret of another": f"{other_secret}:{signature}",
        "signature of another": f"{secret}:{other_signature}",
        "without its signature": secret,
        "of a secret that nobody has": sign("nobody"),
        "signed with another key": f"{secret}:{sign('x' * 43).split(':')[1]}",
        "in capitals": mine.upper(),
        "with a line behind it": f"{mine}%0a",
        "empty secret": sign(""),
    }


# What opens an address, with the answer; every other kind of link gets one of REFUSALS.
OPENS = {
    "answer": {"police here": 200, "council here": 200, "police elsewhere": 200, "council elsewhere": 200},
    "answer-done": {"police here": 200, "council here": 200, "police elsewhere": 200, "council elsewhere": 200},
    "answer-action": {"police here": 200},
    "invitation": {"invitation here": 200, "invitation elsewhere": 200},
    "sign": {"signature here": 200, "signature elsewhere": 200},
    "sign-decline": {"signature here": 200, "signature elsewhere": 200},
}
REFUSALS = {404, 410}
OPENED = ("opened_at", "'open_link'")  # a good link was opened, though what it was bent to is refused


def ask(client, address, *, sends=False):
    """As for other addresses; that a link was opened is no change."""
    response, written = test_access.ask(client, address, sends=sends)
    return response, [sql for sql in written if not any(mark in sql for mark in OPENED)]


def address_of(name, token, world):  # noqa: F811
    parts = {"token": token.removesuffix("%0a")}
    if name == "answer-action":
        parts["number"] = world.here.parts["action"]
    address = reverse(name, kwargs=parts)
    return address.replace(parts["token"], token) if token.endswith("%0a") else address


@pytest.mark.parametrize("name", OPENS)
def test_link_opens_what_it_is_for_and_nothing_else(world, name):  # noqa: F811
    for kind, token in tokens(world).items():
        response, written = ask(Client(), address_of(name, token, world))
        expected = OPENS[name].get(kind)
        assert response.status_code in ({expected} if expected else REFUSALS), f"{kind}: {response.status_code}"
        assert "no-store" in response["Cache-Control"]
        if not expected:
            assert written == [], kind
            for place in (world.here, world.elsewhere):
                shown = [words for words in (*place.words.values(), *place.kept) if words in response.text_of_it]
                assert shown == [], kind


@pytest.mark.parametrize("name", OPENS)
def test_nothing_is_kept_of_what_is_sent_by_another_link(world, name):  # noqa: F811
    for kind, token in tokens(world).items():
        if kind not in OPENS[name]:
            response, written = ask(Client(), address_of(name, token, world), sends=True)
            assert response.status_code in {*REFUSALS, 405}, f"{kind}: {response.status_code}"
            assert written == [], kind


@pytest.mark.parametrize("name", ["answer", "answer-done"])
@pytest.mark.parametrize("whose", ["police", "council"])
def test_link_shows_the_actions_of_its_partner_alone(world, name, whose):  # noqa: F811
    response, _ = ask(Client(), address_of(name, world.here.links[whose], world))
    hidden = [words for partner, words in world.here.words.items() if partner != whose]
    hidden += world.elsewhere.words.values()
    assert [words for words in hidden if words in response.text_of_it] == []


def test_link_is_not_bent_to_another_action(world):  # noqa: F811
    parts = world.here.parts
    for number in (parts["other_action"], parts["draft_action"], world.elsewhere.parts["action"], 999):
        address = reverse("answer-action", kwargs={"token": world.here.links["police"], "number": number})
        for sends in (False, True):
            response, written = ask(Client(), address, sends=sends)
            assert (response.status_code, written) == (404, []), number


def test_somebody_who_is_signed_in_sees_no_more_by_a_link(world):  # noqa: F811
    for name, client in world.visitors.items():
        response, _ = ask(client, address_of("answer-action", world.here.links["council"], world))
        assert response.status_code == 404, name
