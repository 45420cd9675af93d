"""A real server, a real browser, and steps in plain words."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EXAMPLES = ROOT / "examples"
WIDE, NARROW = 1280, 320

# Playwright keeps an event loop in this thread, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser(program) -> Iterator[Browser]:
    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def front_end(settings):
    """The design system's styles, where the machine has them."""
    call_command("fetch_front_end", verbosity=0)
    if settings.FRONT_END not in settings.STATICFILES_DIRS:
        settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, settings.FRONT_END]


@pytest.fixture(scope="session")
def kept_example(tmp_path_factory) -> tuple[sqlite3.Connection, Path]:
    """Where the first journey leaves the example as it was loaded: its tables, and the files beside them."""
    return sqlite3.connect(":memory:", check_same_thread=False), tmp_path_factory.mktemp("example") / "var"


@pytest.fixture
def example(transactional_db, settings, tmp_path, kept_example):
    """The example locality as `make run` loads it: loaded once, then copied, for loading takes ten seconds."""
    from concordat.plans import commands, gateways

    settings.VAR = tmp_path / "var"
    tables, files = kept_example
    connection.ensure_connection()
    if files.exists():
        tables.backup(connection.connection)
        ContentType.objects.clear_cache()
        shutil.copytree(files, settings.VAR)
    else:
        settings.VAR.mkdir()
        call_command("load_reference_data", verbosity=0)
        commands.load_example(at=datetime.now(UTC))
        gateways.example_sign_in()  # makes the password
        connection.connection.backup(tables)
        shutil.copytree(settings.VAR, files)
    return gateways.example_sign_in()


class Visitor:
    """Somebody at a browser; its steps read as a person would tell them."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def goes_to(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()
        self.has_the_whole_page()

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words).first.click()
        self.has_the_whole_page()

    def enters(self) -> None:
        """Presses the key on what is in focus: the next page is waited for here, as a key does not wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def has_the_whole_page(self) -> None:
        """A click returns when the next page begins to arrive: what stands at its end is not there yet."""
        self.page.wait_for_load_state()

    def fills_in(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def sees(self, words: str) -> None:
        self.has_the_whole_page()
        assert words in self.page.locator("main").inner_text(), f"“{words}” is not on {self.page.url}"

    def does_not_see(self, words: str) -> None:
        self.has_the_whole_page()
        assert words not in self.page.content(), f"“{words}” is on {self.page.url}"

    def signs_in(self, email: str, password: str) -> None:
        self.goes_to("/accounts/login/")
        self.fills_in("E-mail address", email)
        self.fills_in("Password", password)
        self.presses("Sign in")

    def finds_nothing_wrong(self) -> None:
        """On a desk and on a phone, axe finds nothing, and nothing has to be scrolled sideways."""
        self.has_the_whole_page()
        own = self.page.viewport_size
        self.page.evaluate(AXE.read_text())
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            told = [f"{each['id']}: {each['help']} ({each['nodes'][0]['html'][:200]})" for each in found["violations"]]
            assert told == [], f"{self.page.url} at {width}: {told}"
            widths = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            assert widths[0] <= widths[1], f"{self.page.url} is wider than the screen: {widths}"
        self.page.set_viewport_size(own)


@pytest.fixture
def visitor(browser, live_server):
    """Opens the site for somebody: `visitor(width=320, script=False)`."""
    contexts = []

    def open_for(*, width: int = WIDE, script: bool = True) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Visitor(page, live_server.url)

    yield open_for
    for context in contexts:
        context.close()
