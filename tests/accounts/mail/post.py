"""A database on its own that real worker processes send from, and those processes."""

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PAST = "2026-01-05 09:00:00"
COLUMNS = (
    "key, to_address, to_name, subject, text, link_path, link_secret, written_at, not_before, state, attempts,"
    " reference, failure"
)


@dataclass
class Post:
    """The letters of one database, and workers on it; its times are moved, since nobody waits for minutes."""

    folder: Path
    url: str
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def write(self, *addresses: str, text: str = "Please say what happened.") -> None:
        rest = ("", "Your actions", text, "", "", PAST, PAST, "waiting", 0, "", "")
        rows = [(f"letter to {address}", address, *rest) for address in addresses]
        places = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
        self.execute(
            f"insert into accounts_message ({COLUMNS}) values {places}", *(cell for row in rows for cell in row)
        )

    def states(self) -> dict[str, str]:
        """The state of each letter by its address."""
        return dict(self.execute("select to_address, state from accounts_message"))

    def let_time_pass(self) -> None:
        """Every claim runs out and every wait is over."""
        self.execute("update accounts_message set claimed_until = ? where claimed_until is not null", PAST)
        self.execute("update accounts_message set not_before = ?", PAST)

    def hold_letters(self) -> Any:
        """A connection that keeps everybody else from changing a letter until it is closed."""
        connection = self._connect()
        if self.is_sqlite:
            connection.execute("begin immediate")
        else:
            connection.autocommit = False
            connection.execute("select * from accounts_message for update")
        return connection

    def worker(self, server: str, *arguments: str, script: str = "", **settings: str) -> subprocess.Popen[str]:
        """A real worker process; with `script` that code instead of the command."""
        command = ["-c", script] if script else ["-m", "concordat", "worker", *arguments]
        started = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment(), "EMAIL_URL": server, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.workers.append(started)
        return started

    def work_once(self, server: str, **settings: str) -> str:
        """One pass of a worker from its start to its end; what it logged."""
        worker = self.worker(server, "--once", **settings)
        _, told = worker.communicate(timeout=120)
        assert worker.returncode == 0, told
        return told

    def run(self, script: str) -> str:
        """What a script prints on this database."""
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + script],
            cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CONCORDAT_VAR": str(self.folder),
            "DATABASE_URL": self.url,
            "SITE_ADDRESS": "https://concordat.example",
            "DJANGO_SETTINGS_MODULE": "concordat.config.settings",
            "PYTHONPATH": str(ROOT),
        }

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def execute(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        connection = self._connect()
        try:
            cursor = connection.execute(sql if self.is_sqlite else sql.replace("?", "%s"), values)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def end(self) -> None:
        """End what is still running, and leave no letter for the next test."""
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGKILL)
            worker.communicate()
        self.workers.clear()
        self.execute("delete from accounts_auditentry")
        self.execute("delete from accounts_message")

    def _connect(self) -> Any:
        if self.is_sqlite:
            return sqlite3.connect(self.folder / "concordat.sqlite3", timeout=20, isolation_level=None)
        import psycopg

        return psycopg.connect(self.url, autocommit=True)
