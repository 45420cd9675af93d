"""A process that is killed in the middle of accepting a document leaves nothing half-written."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

PREPARE = """
import os, sys
import django
django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from concordat.directory.models import Locality, Region
from concordat.plans import commands
from tests.factories import plans as documents
region = Region.objects.create(code="R00000001", name="The North")
at = datetime(2031, 2, 3, 10, tzinfo=UTC)
place = Locality.objects.create(slug="tarnshire", name="Tarnshire", region=region, created_at=at)
number = commands.start_import(
    locality_id=place.pk, name="plan.docx", content=documents.first_plan(), by=None, at=at)
commands.decide_remaining_leads(import_id=number, by=None, at=at)
"""

ACCEPT_AND_DIE = """
import os, signal, sys
import django
django.setup()
from datetime import UTC, date, datetime
from django.db import connection
from concordat.plans import commands
from concordat.plans.models import PlanImport

def kill_after(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    if f'INSERT INTO "{sys.argv[1]}"' in sql:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

number = PlanImport.objects.get().pk
with connection.execute_wrapper(kill_after):
    commands.accept_import(
        import_id=number, dated_on=date(2031, 2, 1), publish=True, by=None, at=datetime(2031, 2, 3, tzinfo=UTC))
"""

WRITTEN = (
    "plans_plan", "plans_section", "plans_action", "plans_actionwording", "plans_actionlead", "plans_actiontimescale",
    "plans_actionupdate", "plans_sourcerow", "plans_edition", "plans_editionentry", "directory_partner",
)  # fmt: skip


def run(script, folder, *arguments):
    environment = {
        **os.environ,
        "CONCORDAT_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/concordat.sqlite3",
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A database of its own in which one document waits to be accepted."""
    folder = tmp_path_factory.mktemp("var")
    done = run(PREPARE, folder)
    assert done.returncode == 0, done.stderr
    return folder


def counts(folder):
    with sqlite3.connect(folder / "concordat.sqlite3") as database:
        return {table: database.execute(f"select count(*) from {table}").fetchone()[0] for table in WRITTEN}


@pytest.mark.parametrize("table", ["directory_partner", "plans_actionwording", "plans_editionentry"])
def test_process_killed_while_accepting_leaves_nothing_half_written(prepared, tmp_path, table):
    shutil.copytree(prepared, tmp_path / "var")

    killed = run(ACCEPT_AND_DIE, tmp_path / "var", table)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert counts(tmp_path / "var") == dict.fromkeys(WRITTEN, 0)
    with sqlite3.connect(tmp_path / "var" / "concordat.sqlite3") as database:
        assert database.execute("select state, edition_id from plans_planimport").fetchall() == [("open", None)]


def test_import_is_accepted_whole_after_a_process_was_killed(prepared, tmp_path):
    shutil.copytree(prepared, tmp_path / "var")
    run(ACCEPT_AND_DIE, tmp_path / "var", "plans_editionentry")

    again = run(ACCEPT_AND_DIE, tmp_path / "var", "no_such_table")

    assert again.returncode == 0, again.stderr
    told = counts(tmp_path / "var")
    assert (told["plans_action"], told["plans_sourcerow"], told["plans_editionentry"]) == (4, 4, 4)
