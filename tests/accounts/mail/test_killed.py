"""Real workers on a real database and a real mail server, killed where it hurts: nobody gets two, nothing is lost."""

import random
import signal
import time

import pytest

from tests.accounts.mail.servers import Point, wait_until

pytestmark = pytest.mark.django_db  # so that they run where the suite runs on PostgreSQL

ANN, BEN, CAT = "ann@example.org", "ben@example.org", "cat@example.org"

# A worker that is killed when the letter is marked and its end has not gone out: the one moment that no table can tell
# from the next.
KILLED_AT_THE_MARK = """
import os, signal
import django
django.setup()
from concordat.accounts.gateways.mail import smtp
from concordat.config.worker import Worker
def send(self, text, really=smtp._Connection.send):
    if text == b".\\r\\n":
        os.kill(os.getpid(), signal.SIGKILL)
    really(self, text)
smtp._Connection.send = send
Worker(tasks=()).do_what_is_due()
"""
SEND_AGAIN = """
from django.utils import timezone
from concordat.accounts import commands
from concordat.accounts.models import Message
commands.send_again(message_id=Message.objects.get(state="uncertain").pk, by=None, at=timezone.now())
"""


def kill(worker) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert worker.returncode == -signal.SIGKILL


def test_letters_are_sent_once(post, server):
    post.write(ANN, BEN)

    first = post.work_once(server.address)
    post.let_time_pass()
    second = post.work_once(server.address)

    assert server.letters_by_address() == {ANN: 1, BEN: 1}
    assert post.states() == {ANN: "sent", BEN: "sent"}
    assert first.count("sent (attempt 1)") == 2
    assert second == ""
    assert ANN not in first


def test_letter_is_sent_again_when_its_worker_was_killed_before_the_text(post, server):
    post.write(ANN, BEN)
    server.at_address = point = Point()
    worker = post.worker(server.address)
    assert point.is_reached()

    kill(worker)
    point.go_on()
    post.let_time_pass()
    post.work_once(server.address)

    assert server.letters_by_address() == {ANN: 1, BEN: 1}
    assert post.states() == {ANN: "sent", BEN: "sent"}


def test_letter_is_sent_again_when_its_worker_was_killed_before_the_end_of_the_text(post, server):
    """The text has gone out; the worker waits for its turn to mark the letter, and never gets it."""
    post.write(ANN, BEN)
    server.at_address = point = Point()
    worker = post.worker(server.address)
    assert point.is_reached()
    held = post.hold_letters()
    point.go_on()
    time.sleep(1)  # for the server's 354 and the text; the mark can't be made

    kill(worker)
    held.close()
    assert server.letters == []
    post.let_time_pass()
    post.work_once(server.address)

    assert server.letters_by_address() == {ANN: 1, BEN: 1}
    assert post.states() == {ANN: "sent", BEN: "sent"}


def test_letter_is_not_sent_twice_when_its_worker_was_killed_before_the_answer(post, server):
    post.write(ANN, BEN)
    server.at_end = point = Point()
    worker = post.worker(server.address)
    assert point.is_reached()

    kill(worker)
    point.go_on()
    assert post.states() == {ANN: "handing_over", BEN: "waiting"}
    post.let_time_pass()
    post.work_once(server.address)
    post.let_time_pass()
    post.work_once(server.address)

    assert server.letters_by_address() == {ANN: 1, BEN: 1}
    assert post.states() == {ANN: "uncertain", BEN: "sent"}


def test_letter_that_was_marked_and_never_ended_is_shown_and_can_be_sent_again(post, server):
    post.write(ANN)
    worker = post.worker(server.address, script=KILLED_AT_THE_MARK)
    worker.wait()
    assert worker.returncode == -signal.SIGKILL
    post.let_time_pass()
    post.work_once(server.address)
    assert (post.states(), server.letters) == ({ANN: "uncertain"}, [])
    [(reference,)] = post.execute("select reference from accounts_message")

    post.run(SEND_AGAIN)
    post.work_once(server.address)

    assert post.states() == {ANN: "sent"}
    assert [(address, message["Message-ID"]) for address, message in server.letters] == [(ANN, reference)]
    assert post.execute("select command from accounts_auditentry") == [("send_again",)]


def test_worker_that_slept_past_its_claim_leaves_the_letter_to_the_next(post, server):
    post.write(ANN)
    server.at_address = point = Point()
    sleeper = post.worker(server.address, "--once")
    assert point.is_reached()
    sleeper.send_signal(signal.SIGSTOP)
    server.at_address = None
    post.let_time_pass()
    post.work_once(server.address)

    point.go_on()
    sleeper.send_signal(signal.SIGCONT)
    _, told = sleeper.communicate(timeout=30)

    assert "left to another worker" in told
    assert server.letters_by_address() == {ANN: 1}
    assert post.states() == {ANN: "sent"}


def test_worker_that_was_given_up_still_keeps_the_answer(post, server):
    """It was only asleep: when it wakes, the server's answer makes the uncertain letter a sent one."""
    post.write(ANN)
    server.at_end = point = Point()
    sleeper = post.worker(server.address, "--once")
    assert point.is_reached()
    sleeper.send_signal(signal.SIGSTOP)
    [(claimed_until,)] = post.execute("select claimed_until from accounts_message")
    post.run(
        "from datetime import timedelta\nfrom django.utils import timezone\nfrom concordat.accounts import commands\n"
        "print(commands.Sender().send_next(at=timezone.now() + timedelta(minutes=11)))"
    )
    assert post.states() == {ANN: "uncertain"}
    assert claimed_until is not None

    point.go_on()
    sleeper.send_signal(signal.SIGCONT)
    sleeper.communicate(timeout=30)

    assert server.letters_by_address() == {ANN: 1}
    assert post.states() == {ANN: "sent"}


def test_worker_that_is_asked_to_end_finishes_the_letter_in_hand(post, server):
    post.write(ANN, BEN)
    server.at_end = point = Point()
    worker = post.worker(server.address)
    assert point.is_reached()

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    point.go_on()
    worker.communicate(timeout=30)

    assert worker.returncode == 0
    assert server.letters_by_address() == {ANN: 1}
    assert post.states() == {ANN: "sent", BEN: "waiting"}


def test_workers_at_once_send_each_letter_once(post, server):
    addresses = [f"person-{number}@example.org" for number in range(100)]
    post.write(*addresses)

    workers = [post.worker(server.address, "--once") for _ in range(3)]
    told = [worker.communicate(timeout=120)[1] for worker in workers]

    assert server.letters_by_address() == dict.fromkeys(addresses, 1)
    assert post.states() == dict.fromkeys(addresses, "sent")
    assert sum(log.count(": sent") for log in told) == 100
    assert [worker.returncode for worker in workers] == [0, 0, 0]


def test_workers_killed_at_any_moment_neither_lose_nor_repeat_a_letter(post, server):
    chance = random.Random(20310203)
    addresses = [f"person-{number}@example.org" for number in range(60)]
    post.write(*addresses)
    server.seconds_for_each = 0.02
    for _ in range(3):
        before = len(server.letters)
        workers = [post.worker(server.address) for _ in range(2)]
        wait_until(lambda before=before: len(server.letters) > before + 2, 20)
        for worker in workers:
            time.sleep(chance.uniform(0, 0.1))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        post.let_time_pass()

    post.work_once(server.address)

    got = server.letters_by_address()
    states = post.states()
    assert set(states.values()) <= {"sent", "uncertain"}
    assert set(got.values()) == {1}
    assert [address for address in addresses if states[address] == "sent" and got[address] != 1] == []
    # Two workers, killed three times, had one letter each in hand at most.
    assert list(states.values()).count("uncertain") <= 6
    assert [address for address in addresses if not got[address] and states[address] != "uncertain"] == []
