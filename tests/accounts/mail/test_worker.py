"""The worker goes on whatever happens, and ends with the server that it was started beside."""

import logging
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from concordat.accounts import commands
from concordat.accounts.models import Message
from concordat.config.worker import TASKS, Task, Worker
from tests.accounts.mail.servers import wait_until

AT = datetime(2031, 2, 3, 9, tzinfo=UTC)
HERE = "tests.accounts.mail.test_worker."
called: list[datetime] = []

BESIDE_A_SERVER = """
import time
import django
django.setup()
from concordat.config import keeping
print(keeping.start(), flush=True)
time.sleep(60)
"""


def note(*, at: datetime) -> int:
    called.append(at)
    return 1


def break_down(*, at: datetime) -> int:
    raise ZeroDivisionError


def lose_database(*, at: datetime) -> int:
    raise OperationalError("the database is away")


@pytest.fixture(autouse=True)
def nothing_called(caplog):
    called.clear()
    caplog.set_level(logging.INFO, "concordat.worker")


def write(number: int = 1) -> None:
    for each in range(number):
        commands.write_message(key=str(each), to_address="ann@example.org", subject="x", text="Secret words", at=AT)


def worker(*tasks: str) -> Worker:
    return Worker(tasks=tuple(Task(name, HERE + name, 60) for name in tasks), clock=lambda: AT)


@pytest.mark.django_db
def test_one_pass_calls_the_tasks_and_sends_what_is_due(mailoutbox, caplog):
    write(2)

    assert worker("note").do_what_is_due() == 2

    assert called == [AT]
    assert len(mailoutbox) == 2
    assert "ann@" not in caplog.text
    assert "Secret" not in caplog.text


@pytest.mark.django_db
def test_task_is_called_again_only_after_its_time(mailoutbox):
    busy = worker("note")

    busy.do_what_is_due()
    busy.do_what_is_due()

    assert called == [AT]


@pytest.mark.django_db
def test_task_that_goes_wrong_keeps_back_no_letter(mailoutbox, caplog):
    write()

    assert worker("break_down", "note").do_what_is_due() == 1

    assert called == [AT]
    assert "break_down went wrong" in caplog.text


@pytest.mark.django_db
def test_every_task_of_the_service_can_be_called():
    assert Worker(tasks=TASKS, clock=lambda: AT).do_what_is_due() == 0


def statements_that_fail(words: str, times: int):
    """Lets the next statements that hold `words` fail as if the database were away."""
    left = [times]

    def run(execute, sql, params, many, context):
        if words in sql and "sent" in map(str, params or ()) and left[0]:
            left[0] -= 1
            raise OperationalError("the database is away")
        return execute(sql, params, many, context)

    return connection.execute_wrapper(run)


@pytest.mark.django_db(transaction=True)
def test_answer_of_the_mail_server_is_kept_when_the_database_comes_back(mailoutbox):
    write()
    with statements_that_fail('UPDATE "accounts_message"', 1), commands.Sender() as sender:
        sender.send_next(at=AT)

    assert Message.objects.get().state == "sent"
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_database_that_is_away_is_waited_for(mailoutbox, caplog):
    def clock() -> datetime:
        waiting.is_told_to_stop = len(mailoutbox) == 1
        return AT

    waiting = worker("lose_database", "note")
    waiting.clock, waiting.pause = clock, 0.01
    write()

    waiting.run()

    assert len(mailoutbox) == 1
    assert called == [AT]
    assert "the database can't be used, waiting" in caplog.text


@pytest.mark.django_db
def test_worker_stops_when_the_process_that_it_was_started_by_is_gone():
    assert Worker(parent=os.getppid() + 1).must_stop()
    assert not Worker(parent=os.getppid()).must_stop()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux's /proc tells the children of a process")
@pytest.mark.django_db
def test_worker_beside_a_server_is_started_again_and_ends_with_it(post, server):
    beside = post.worker(server.address, script=BESIDE_A_SERVER)
    keeper = int(beside.stdout.readline())
    assert wait_until(lambda: len(children_of(keeper)) == 1)
    [first] = children_of(keeper)

    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: children_of(keeper) not in ([], [first]))
    post.write("ann@example.org")
    assert wait_until(lambda: post.states() == {"ann@example.org": "sent"})
    [second] = children_of(keeper)
    beside.kill()
    beside.wait()

    assert wait_until(lambda: not is_running(keeper) and not is_running(second))
    assert server.letters_by_address() == {"ann@example.org": 1}


def children_of(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
