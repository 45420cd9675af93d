"""A database for worker processes, made once, and a mail server for each test."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.accounts.mail.post import ROOT, Post
from tests.accounts.mail.servers import MailServer

# The tables as the models stand: a third of the work of running the migrations.
MAKE_TABLES = """
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
"""


@pytest.fixture(scope="session")
def made_post(tmp_path_factory) -> Iterator[Post]:
    """On SQLite a file; on PostgreSQL a database of its own on the server that the suite runs on."""
    folder = tmp_path_factory.mktemp("post")
    url = os.environ.get("DATABASE_URL", "")
    is_served = url.startswith("postgres")
    if is_served:
        import psycopg

        address, name = url.rsplit("/", 1)
        own = f"{name}_mail_{os.getpid()}"
        with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
            server.execute(f'create database "{own}"')
        post = Post(folder, f"{address}/{own}")
    else:
        post = Post(folder, f"sqlite:///{folder}/concordat.sqlite3")
    done = subprocess.run(
        [sys.executable, "-c", MAKE_TABLES],
        cwd=ROOT, env=post.environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    yield post
    if is_served:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
            server.execute(f'drop database "{own}" with (force)')


@pytest.fixture
def post(made_post) -> Iterator[Post]:
    yield made_post
    made_post.end()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running
