"""Which way letters go, and what each way answers."""

import contextlib
import smtplib
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.conf import settings
from django.core import mail

from concordat.accounts.domain import Answer, Fate, Letter
from concordat.accounts.gateways.mail.composing import compose, message_id


class NotAsked(Exception):
    """The way letters go can't be asked what became of one."""


class Channel(Protocol):
    """A way that letters go."""

    def name_for(self, reference: str) -> str:
        """What a letter with our `reference` is called there."""
        ...

    def is_its_name(self, reference: str) -> bool:
        """Whether a letter that is called so went, or was about to go, this way."""
        ...

    def send(self, letter: Letter, *, is_ours: Callable[[], bool]) -> Answer:
        """Hand `letter` over; `is_ours` is asked once, when the other side is about to have the whole of it."""
        ...

    def has(self, reference: str) -> bool:
        """Whether the other side has taken the letter that it calls so; raises `NotAsked` where nobody can tell."""
        ...

    def close(self) -> None:
        """End the connection, if there is one."""
        ...


class Mail:
    """The way that `EMAIL_URL` names: SMTP, printing, files, or the tests' own."""

    def __init__(self) -> None:
        self._connection: Any = None

    def name_for(self, reference: str) -> str:
        return message_id(reference)

    def is_its_name(self, reference: str) -> bool:
        return reference.startswith("<")

    def send(self, letter: Letter, *, is_ours: Callable[[], bool]) -> Answer:
        try:
            message = compose(letter)
            message.message()  # finds what can't stand in a header before anybody is called
        except ValueError as reason:
            return Answer(Fate.REFUSED, f"It can't be written as an e-mail: {reason}")
        if self._connection is None:
            self._connection = mail.get_connection()
        asks = hasattr(self._connection, "ask_before_end")
        if asks:
            self._connection.ask_before_end(is_ours)
        elif not is_ours():
            return Answer(Fate.LEFT)
        try:
            self._connection.open()
            self._connection.send_messages([message])
        except AnotherHasIt:
            answer = Answer(Fate.LEFT)
        except (smtplib.SMTPException, OSError, UnicodeError) as reason:
            is_unsure = asks and self._connection.has_ended and not isinstance(reason, smtplib.SMTPResponseException)
            answer = Answer(Fate.UNSURE, _sentence(reason)) if is_unsure else answer_to(reason)
        except BaseException:
            self._drop()
            raise
        else:
            return Answer(Fate.TAKEN)
        self._drop()
        return answer

    def has(self, reference: str) -> bool:
        raise NotAsked("A mail server does not tell what became of a letter that was cut off.")

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # It may be gone already; every letter has its answer.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                connection.close()

    def _drop(self) -> None:
        """Hang up without a word: in the middle of a text, a farewell would be taken for its last line."""
        connection, self._connection = self._connection, None
        drop = getattr(connection, "drop", None)
        if drop is not None:
            drop()


class AnotherHasIt(Exception):
    """Another worker has the letter by now: its text is left without an end, so nobody gets it from here."""


def answer_to(reason: Exception) -> Answer:
    """What an error says, by the codes of RFC 5321: 4xx is for now, 5xx for good."""
    if isinstance(reason, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(reason.recipients.values()))
        sentence = _said(code, words)
        # 552 is a full box (RFC 5321 4.5.3.1.10); 503, 530 and 535 are about who we are, not about the address.
        if code < 500 or code in (503, 530, 535, 552):
            return Answer(Fate.TRY_LATER, sentence)
        return Answer(Fate.NO_SUCH_ADDRESS, sentence)
    if isinstance(reason, smtplib.SMTPDataError) and reason.smtp_code >= 500:
        return Answer(Fate.REFUSED, _sentence(reason))
    if isinstance(reason, UnicodeError):
        return Answer(Fate.NO_SUCH_ADDRESS, "The address holds letters that mail can't carry.")
    # A refused sender or password is our setting, which somebody mends: no letter is given up for it at once.
    return Answer(Fate.TRY_LATER, _sentence(reason))


def _sentence(reason: Exception) -> str:
    if isinstance(reason, smtplib.SMTPResponseException):
        return _said(reason.smtp_code, reason.smtp_error)
    if isinstance(reason, TimeoutError):
        return "The mail server did not answer in time."
    if isinstance(reason, ConnectionRefusedError):
        return "The mail server can't be reached."
    return f"The connection to the mail server broke: {reason or type(reason).__name__}"


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"The mail server said: {code} {' '.join(text.split())}"[:500]


def channel() -> Channel:
    """The way that letters go by the settings."""
    if settings.NOTIFY_API_KEY:
        from concordat.accounts.gateways.mail.notify import Notify

        return Notify()
    return Mail()


def undelivered() -> Iterable[tuple[str, Fate, str]]:
    """Reference, fate and reason of letters that a mail service took and could not deliver; raises `OSError`."""
    if not settings.NOTIFY_API_KEY:
        return ()
    from concordat.accounts.gateways.mail import notify

    return notify.undelivered()


def where_letters_go() -> str:
    """The end of a sentence that begins with "Letters", for whoever starts the service."""
    if settings.NOTIFY_API_KEY:
        return "go through GOV.UK Notify."
    if settings.EMAIL_BACKEND.endswith("mail.printing.EmailBackend"):
        return f"go nowhere: they are printed here and kept in {settings.VAR / 'letters'}."
    if settings.EMAIL_BACKEND.endswith("mail.smtp.EmailBackend"):
        return f"go to the mail server {settings.EMAIL_HOST}."
    return f"go by {settings.EMAIL_BACKEND}."
