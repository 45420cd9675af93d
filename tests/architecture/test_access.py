"""Every address of ours, opened and sent to by somebody of every kind, held against the table of who may."""

import io
import zipfile

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture import access_table as table
from tests.architecture.access_world import World, a_world

pytestmark = pytest.mark.django_db  # without it there would be no database of the tests' own
WRITES = ("INSERT", "UPDATE", "DELETE")
ASIDE = ("django_session", "cache_entry")
# Those who may read nothing of a locality but what is published.
OUTSIDERS = table.EVERYBODY - table.MEMBERS


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once, because it is only looked at: whatever a request writes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def named_addresses(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named_addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern


def address_of(line, world: World, **other) -> str:
    parts = {name: world.here.parts.get(worth, worth) for name, worth in line.parts.items()}
    (pattern, *_) = [each for each in named_addresses() if each.name == line.name]
    if "locality" in pattern.pattern.converters:
        parts["locality"] = world.here.slug
    return reverse(line.name, kwargs={**parts, **other}) + line.query


def ask(client, address: str, *, sends: bool = False) -> tuple[HttpResponse, list[str]]:
    """The answer, and what was written for it besides sessions and counted tries; it is taken back."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            response = client.post(address) if sends else client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    response.text_of_it = words_in(content)
    statements = (query["sql"] for query in captured)
    return response, [sql for sql in statements if sql.startswith(WRITES) and not any(name in sql for name in ASIDE)]


def words_in(content: bytes) -> str:
    """What can be read in a page, or in the parts of a Word or Excel file."""
    if content[:2] != b"PK":
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def is_let_in(response) -> bool:
    if response.status_code in (401, 403, 404):
        return False
    return not (response.status_code == 302 and response["Location"].startswith("/accounts/"))


def test_every_address_has_a_line():
    stated = {line.name for line in table.LINES} | table.BY_LINK
    stated |= table.LIBRARY_OPEN | table.LIBRARY_OWN_ACCOUNT | table.LIBRARY_CLOSED
    assert {pattern.name for pattern in named_addresses()} == stated


def test_every_kind_of_visitor_stands_in_the_table(world):
    assert set(world.visitors) == table.EVERYBODY


@pytest.mark.one_database  # what each page shows from PostgreSQL is for the tests of that page
@pytest.mark.parametrize("line", table.LINES, ids=str)
def test_address_is_open_to_those_whom_the_table_names_and_to_nobody_else(world, line):
    address = address_of(line, world)
    for name in sorted(line.visitors):
        for sends, allowed in ((False, line.opens), (True, line.senders)):
            response, written = ask(world.visitors[name], address, sends=sends)
            told = f"{name} {'sends to' if sends else 'opens'} {address}: {response.status_code}"
            assert response.status_code < 500, told
            if name not in allowed:
                assert written == [], told
            # A page that is only for reading may say so to whoever sends before it looks for whom it is.
            if not (sends and response.status_code == 405):
                assert is_let_in(response) is (name in allowed), told
            if name in OUTSIDERS:
                assert [kept for kept in world.here.kept if kept in response.text_of_it] == [], told


@pytest.mark.one_database
@pytest.mark.parametrize("line", [line for line in table.LINES if line.parts], ids=str)
def test_things_of_another_locality_are_not_found_under_this_one(world, line):
    """Whoever may do it in both places still can't reach across by bending an address."""
    bent = {
        name: world.elsewhere.parts[worth]
        for name, worth in line.parts.items()
        if world.here.parts.get(worth, worth) != world.elsewhere.parts.get(worth, worth)
    }
    may_here = sorted((line.opens | line.senders) & line.visitors & table.MEMBERS)
    for name in (*may_here, "public", "coordinator elsewhere"):
        for part in bent:
            for sends in (False, True):
                address = address_of(line, world, **{part: bent[part]})
                response, written = ask(world.visitors[name], address, sends=sends)
                told = f"{name} {'sends to' if sends else 'opens'} {address}: {response.status_code}"
                # A page that is only for reading, or only for sending, says so before it looks for anything.
                assert not is_let_in(response) or response.status_code == 405, told
                assert written == [], told


@pytest.mark.one_database
@pytest.mark.parametrize(
    "line", [line for line in table.LINES if line.parts.get("ending") not in table.SLOW_FORMATS], ids=str
)
def test_second_factor_is_asked_for_what_changes_a_plan_and_for_nothing_else(world, line, settings):
    settings.SECOND_FACTOR = "required"
    address = address_of(line, world)
    for name in line.opens if line.asks_second_factor else line.opens & {"coordinator here", "administrator"}:
        for sends in (False, True):
            response, written = ask(world.visitors[name], address, sends=sends)
            is_asked = line.asks_second_factor or (sends and line.asks_it_to_send)
            is_led = response.status_code == 302 and response["Location"].startswith("/accounts/2fa/totp/activate/")
            assert is_led is is_asked, f"{name} {address}: {response.status_code}"
            assert not (is_led and written), f"{name} {address}"


@pytest.mark.parametrize("name", sorted(table.LIBRARY_OWN_ACCOUNT))
def test_page_about_an_account_asks_who_it_is(world, name):
    for sends in (False, True):
        response, written = ask(world.visitors["public"], reverse(name), sends=sends)
        assert (response.status_code, written) == (302, [])
        assert response["Location"].startswith(("/accounts/login/", "/accounts/reauthenticate/"))


@pytest.mark.parametrize("name", sorted(table.LIBRARY_CLOSED))
def test_page_that_is_closed_is_closed_to_everybody(world, name):
    parts = {"key": "abc"} if name == "account_confirm_email" else {}
    for client in world.visitors.values():
        response, _ = ask(client, reverse(name, kwargs=parts))
        assert "You cannot do this here" in response.text_of_it
        assert ask(client, reverse(name, kwargs=parts), sends=True)[0].status_code == 405
