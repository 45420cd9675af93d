"""A real mail server on this machine that can be told to refuse, to be busy and to be slow."""

import asyncio
import email
import email.policy
import socket
import threading
import time
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Point:
    """A moment in a conversation at which the server waits until it is told to go on."""

    def __init__(self) -> None:
        self._is_reached = threading.Event()
        self._may_go_on = threading.Event()

    def is_reached(self, seconds: float = 30) -> bool:
        return self._is_reached.wait(seconds)

    def go_on(self) -> None:
        self._may_go_on.set()

    async def wait(self) -> None:
        self._is_reached.set()
        while not self._may_go_on.is_set():
            await asyncio.sleep(0.01)


class MailServer:
    """Keeps what it takes in `letters`: (address, message). Local parts of addresses say what happens to them."""

    def __init__(self, **options: Any) -> None:
        self.letters: list[tuple[str, email.message.EmailMessage]] = []
        self.senders: list[str] = []  # what the envelopes said
        self.connections: set[object] = set()
        self.tries: Counter[str] = Counter()
        self.at_address: Point | None = None  # waits after it was told for whom a letter is
        self.at_end: Point | None = None  # waits when it has the whole letter, before it answers
        self.seconds_for_each = 0.0
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port(), ready_timeout=20, **options)

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, *reason: object) -> None:
        for point in (self.at_address, self.at_end):
            if point is not None:
                point.go_on()
        self._controller.stop()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self._controller.port}"

    def letters_by_address(self) -> Counter[str]:
        return Counter(address for address, _ in self.letters)

    async def handle_RCPT(self, server: SMTP, session, envelope, address: str, options: list[str]) -> str:
        self.tries[address] += 1
        envelope.rcpt_tos.append(address)
        if self.at_address is not None:
            await self.at_address.wait()
        name = address.split("@")[0]
        if name.startswith("nobody"):
            return "550 5.1.1 No such person here"
        if name.startswith("full"):
            return "552 5.2.2 The box is full"
        if name.startswith("busy") and self.tries[address] == 1:
            return "451 4.3.0 Come back later"
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope) -> str:
        name = envelope.rcpt_tos[0].split("@")[0]
        if name.startswith("spam"):
            return "554 5.7.1 We do not like the words"
        if name.startswith("late") and self.tries[envelope.rcpt_tos[0]] == 1:
            return "451 4.3.0 Not now"
        self.senders.append(envelope.mail_from)
        self.connections.add(session.peer)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for address in envelope.rcpt_tos:
            self.letters.append((address, message))
        if self.at_end is not None:
            await self.at_end.wait()
        if self.seconds_for_each:
            await asyncio.sleep(self.seconds_for_each)
        if name.startswith("cut"):
            server.transport.abort()
        return "250 OK"


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def wait_until(is_so, seconds: float = 30) -> bool:
    """Whether something came true in time."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if is_so():
            return True
        time.sleep(0.05)
    return bool(is_so())
