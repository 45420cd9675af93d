"""Twenty leads at once through a real web server of several processes: nothing is lost, and nobody meets an error."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from urllib.parse import urljoin

import pytest
import requests
from django.conf import settings
from django.db import connection
from lxml import html

from tests.tables import copy_tables

ROOT = Path(__file__).parents[3]
LEADS, ACTIONS, WORKERS = 20, 3, 4


def database_url(folder: Path) -> str:
    """A file of its own, since SQLite's test database lives in memory; on a server the test database itself."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'one.sqlite3'}"
    found = settings.DATABASES["default"]
    who = f"{found['USER']}:{found['PASSWORD']}" if found["PASSWORD"] else found["USER"]
    where = f"{found['HOST']}:{found['PORT']}" if found["PORT"] else found["HOST"]
    return f"postgres://{who}@{where}/{connection.settings_dict['NAME']}"


class Served:
    """A server on a database of its own, and the program that looks into that database."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / "server.log"
        self._environment = {
            **os.environ,
            "CONCORDAT_VAR": str(folder),
            "DATABASE_URL": database_url(folder),
            "DJANGO_SETTINGS_MODULE": "concordat.config.settings",
            "SECRET_KEY": "a key that the server and the program share",
        }
        self._serve = [
            sys.executable, "-W", "ignore", "-m", "gunicorn", "--no-control-socket", "--workers", str(WORKERS),
            "--bind", f"127.0.0.1:{port}", "concordat.config.wsgi:application",
        ]  # fmt: skip

    def look(self, *words: str) -> object:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.plans.answering.serving_at_once", *words],
            cwd=ROOT, env=self._environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as log:
            server = subprocess.Popen(self._serve, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        for _ in range(600):
            try:
                requests.get(f"{self.address}/help-now/", timeout=10).raise_for_status()
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return server
        server.kill()
        raise AssertionError(self.log.read_text())


@pytest.fixture
def served(tmp_path, transactional_db) -> Iterator[Served]:
    if connection.vendor == "sqlite":
        copy_tables(tmp_path / "one.sqlite3")
    made = Served(tmp_path)
    made.links = made.look("prepare", str(LEADS), str(ACTIONS))  # type: ignore[attr-defined]
    server = made.start()
    yield made
    server.terminate()
    server.wait(30)


def answer_everything(served: Served, lead: int, together: Barrier) -> list[int]:
    """What one lead does from the e-mail on, as a browser would; gives each status on the way."""
    browser = requests.Session()
    together.wait()
    page = browser.get(served.address + served.links[lead], timeout=150)  # type: ignore[attr-defined]
    statuses = [page.status_code]
    actions = html.fromstring(page.text).xpath("//main//a[contains(@href, '/actions/')]/@href")
    for address in dict.fromkeys(urljoin(page.url, each.split("#")[0].split("?")[0]) for each in actions):
        page = browser.get(address, timeout=150)
        (form,) = html.fromstring(page.text).xpath("//form[.//textarea[@name='progress']]")
        filled = {box.get("name"): box.get("value", "") for box in form.xpath(".//input[@type='hidden']")}
        filled |= {"kind": "reported", "progress": f"It is under way, says lead {lead}", "state": "in_progress"}
        saved = browser.post(address, filled, timeout=150, headers={"Referer": address})
        statuses += [page.status_code, saved.history[0].status_code if saved.history else saved.status_code]
        statuses.append(saved.status_code)
    return statuses


def read_meanwhile(served: Served, is_over: Event) -> list[int]:
    """What somebody sees who reads the plan while it is written to."""
    statuses = []
    while not is_over.is_set():
        statuses.append(requests.get(f"{served.address}/localities/tarnshire/plan/", timeout=150).status_code)
        statuses.append(requests.get(f"{served.address}/accounts/login/", timeout=150).status_code)
    return statuses


def test_leads_who_save_at_once_lose_nothing_and_meet_no_error(served):
    together, is_over = Barrier(LEADS), Event()
    with ThreadPoolExecutor(LEADS + 2) as pool:
        readers = [pool.submit(read_meanwhile, served, is_over) for _ in range(2)]
        try:
            leads = list(pool.map(lambda lead: answer_everything(served, lead, together), range(LEADS)))
        finally:
            is_over.set()

    assert set(map(tuple, leads)) == {(200, *(200, 302, 200) * ACTIONS)}
    assert {status for reader in readers for status in reader.result()} == {200}
    expected = [f"Partner {lead}: It is under way, says lead {lead}" for lead in range(LEADS) for _ in range(ACTIONS)]
    assert served.look("count") == {"kept": sorted(expected), "proposals": LEADS * ACTIONS, "opened": LEADS}
    log = served.log.read_text()
    assert ("locked" in log, "Traceback" in log, "ERROR" in log) == (False, False, False), log


def test_people_who_sign_in_wrongly_at_once_are_counted_by_all_processes_together(served):
    """Each process alone would let five tries through: the sixth is stopped whichever of them it comes to."""

    def try_it(_: int) -> str:
        browser = requests.Session()
        page = html.fromstring(browser.get(f"{served.address}/accounts/login/", timeout=150).text)
        (form,) = page.xpath("//form[.//input[@name='login']]")
        filled = {box.get("name"): box.get("value", "") for box in form.xpath(".//input[@type='hidden']")}
        filled |= {"login": "who@example.org", "password": "something else"}
        answer = browser.post(f"{served.address}/accounts/login/", filled, timeout=150)
        assert answer.status_code == 200
        return "stopped" if "Too many wrong tries" in answer.text else "wrong"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(try_it, range(16)))
    assert (answers.count("wrong"), answers.count("stopped")) == (5, 11)
