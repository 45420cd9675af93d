"""Prints letters, and keeps each as a file that a person can open: for a laptop, where no mail server is."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as Console


class EmailBackend(Console):
    """The words of each letter on the terminal, the whole of it in `CONCORDAT_VAR/letters`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            self._keep(message)
        return super().send_messages(email_messages) or 0

    def write_message(self, message: Any) -> None:
        """Plain words only: a terminal is no place for the page."""
        self.stream.write(f"\nTo: {', '.join(message.to)}\nSubject: {message.subject}\n\n{message.body}\n\n")

    def _keep(self, message: EmailMessage) -> None:
        folder = settings.VAR / "letters"
        folder.mkdir(parents=True, exist_ok=True)
        whole = message.message()
        name = re.sub(r"[^\w-]+", "-", str(whole["Message-ID"]).split("@")[0]).strip("-")
        path = folder / f"{name}.eml"
        path.touch(mode=0o600)  # its link opens what it names
        path.write_bytes(whole.as_bytes())
