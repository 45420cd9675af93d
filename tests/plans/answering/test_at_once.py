"""Several people at the same moment: nothing is lost, and nobody waits for a lock in vain."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from concordat.plans.models import ProposedUpdate
from tests.plans.answering.steps import answers
from tests.tables import copy_tables

ROOT = Path(__file__).parents[3]


@pytest.mark.django_db(transaction=True)  # what is not yet committed can't be copied
@pytest.mark.one_database
def test_twenty_leads_save_at_once_into_one_file(tmp_path):
    copy_tables(tmp_path / "one.sqlite3")
    environment = {
        **os.environ,
        "CONCORDAT_VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'one.sqlite3'}",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.plans.answering.saving_at_once", "20"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert "database is locked" not in done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"saved": 20, "waiting": 20, "refused": []}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server with several connections")
def test_one_link_used_several_times_at_once_leaves_one_answer_waiting(link):
    given = [answers(1, progress=f"Words number {number}") for number in range(6)]

    def save(posted):
        try:
            return Client().post(f"{link}actions/1/", posted).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(save, given)) == {302}
    assert ProposedUpdate.objects.count() == 6
    assert ProposedUpdate.objects.filter(decision="waiting").count() == 1
