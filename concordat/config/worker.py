"""The worker: sends the letters that are due and runs what is due by the clock, until it is told to stop."""

import logging
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from concordat.accounts import commands as accounts

log = logging.getLogger("concordat.worker")

PAUSE = 2.0  # seconds between looks at the table when nothing is due
LONGEST_PAUSE = 60.0  # when the database is away
LOST_DATABASE = (OperationalError, InterfaceError)


@dataclass(frozen=True)
class Task:
    """Work that is looked at every so often; the tables say whether any of it is due, so calling twice does nothing."""

    name: str
    command: str  # takes `at=`
    every: float  # seconds


TASKS = (
    Task("reminders", "concordat.plans.commands.reviews.remind", 60),
    Task("figures that are due", "concordat.indicators.commands.remind_loaders", 900),
    Task("figures that nobody accepted", "concordat.indicators.commands.delete_waiting_loads", 3600),
    Task("figures that nothing let out", "concordat.indicators.commands.release_what_waits", 300),
    Task("letters that came back", "concordat.accounts.commands.look_for_bounces", 300),
    Task("counts of editions", "concordat.assurance.commands.tally_editions", 300),
    Task("search", "concordat.plans.commands.refresh_search", 300),
)


@dataclass
class Worker:
    """One worker process; `parent` is the process that it ends with, if there is one."""

    parent: int | None = None
    tasks: tuple[Task, ...] = TASKS
    clock: Callable[[], datetime] = timezone.now
    pause: float = PAUSE
    is_told_to_stop: bool = False
    _called: dict[str, float] = field(default_factory=dict)

    def listen(self) -> None:
        """Stop after the letter in hand when asked to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def run(self) -> None:
        """Work until told to stop; a database that is locked or away is waited for."""
        pause = self.pause
        while not self.must_stop():
            try:
                close_old_connections()
                self.do_what_is_due()
                pause = self.pause
            except LOST_DATABASE as trouble:
                log.warning("the database can't be used, waiting: %s", trouble)
                connections.close_all()
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception:
                log.exception("something went wrong, going on")
                pause = min(pause * 2, LONGEST_PAUSE)
            self._wait(pause)

    def do_what_is_due(self) -> int:
        """One pass: tasks whose time has come, then every letter that is due; how many letters."""
        number = 0
        with accounts.Sender() as sender:
            self._call_tasks()
            while not self.must_stop() and (sent := sender.send_next(at=self.clock())):
                log.info("letter %d: %s (attempt %d)", sent.number, sent.state, sent.attempts)
                number += 1
                self._call_tasks()
        return number

    def must_stop(self) -> bool:
        return self.is_told_to_stop or (self.parent is not None and os.getppid() != self.parent)

    def _call_tasks(self) -> None:
        for task in self.tasks:
            now = time.monotonic()
            if now - self._called.get(task.name, float("-inf")) < task.every:
                continue
            self._called[task.name] = now
            try:
                number = import_string(task.command)(at=self.clock())
                if number:
                    log.info("%s: %s", task.name, number)
            except LOST_DATABASE:
                raise
            except Exception:
                log.exception("%s went wrong", task.name)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_told_to_stop = True

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.must_stop() and time.monotonic() < until:
            time.sleep(min(0.2, seconds))


def log_to_terminal() -> None:
    """One line a letter on the standard error output, with the time."""
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s worker: %(message)s"))
    log.addHandler(lines)
    log.setLevel(logging.INFO)
    log.propagate = False
