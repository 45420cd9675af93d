"""Django's way by SMTP, which asks before it ends a letter's text.

A mail server throws away what it got of a text when the connection ends before the text does (RFC 5321 4.1.1.10). So a
letter is marked as being handed over at the last moment before that line: found unmarked it can be sent again.
"""

import re
import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail.backends import smtp

from concordat.accounts.gateways.mail.channels import AnotherHasIt

# RFC 5321 4.5.3.2.6 allows a server ten minutes after the end; the worker stands still for as long.
SECONDS_AFTER_END = 180


class _Asking:
    """Cuts the sending of a text in two."""

    is_ours: Callable[[], bool] | None = None
    has_ended = False

    def data(self: Any, msg: bytes) -> tuple[int, bytes]:
        """Send the text, ask, then send its end and wait for the answer."""
        self.putcmd("data")
        code, reply = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, reply)
        text = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        if self.is_ours is not None and not self.is_ours():
            raise AnotherHasIt
        self.has_ended = True
        self.sock.settimeout(max(self.timeout or 0, SECONDS_AFTER_END))
        self.send(b".\r\n")
        code, reply = self.getreply()
        self.sock.settimeout(self.timeout)
        return code, reply


class _Connection(_Asking, smtplib.SMTP):
    pass


class _SecureConnection(_Asking, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Sends by SMTP as Django does; `ask_before_end` names whom to ask before the end of each text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_ours: Callable[[], bool] | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SecureConnection if self.use_ssl else _Connection

    @property
    def has_ended(self) -> bool:
        """Whether the end of the last text has gone out."""
        return self.connection is not None and self.connection.has_ended

    def ask_before_end(self, is_ours: Callable[[], bool]) -> None:
        self._is_ours = is_ours
        if self.connection is not None:
            self.connection.has_ended = False

    def _send(self, email_message: Any) -> bool:
        self.connection.is_ours = self._is_ours
        return super()._send(email_message)

    def drop(self) -> None:
        """Close the connection without a farewell."""
        for connection in (self.connection, self._partial_connection):
            if connection is not None:
                connection.close()
        self.connection = self._partial_connection = None
