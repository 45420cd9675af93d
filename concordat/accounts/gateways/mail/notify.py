"""Hands letters to GOV.UK Notify, with a template whose subject is ((subject)) and whose message is ((body))."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from concordat.accounts.domain import Answer, Fate, Letter, plain_text

# What Notify calls the end of a letter that nobody got, and what it means.
UNDELIVERED = {
    "permanent-failure": (Fate.NO_SUCH_ADDRESS, "GOV.UK Notify says that the address does not exist."),
    "temporary-failure": (Fate.REFUSED, "GOV.UK Notify tried for three days, and the inbox took nothing."),
    "technical-failure": (Fate.REFUSED, "GOV.UK Notify could not send it."),
}


class Notify:
    """GOV.UK Notify, which knows a letter by our reference and can be asked for it."""

    def __init__(self) -> None:
        self._client = client()

    def name_for(self, reference: str) -> str:
        return reference

    def is_its_name(self, reference: str) -> bool:
        return bool(reference) and not reference.startswith("<")

    def send(self, letter: Letter, *, is_ours: Callable[[], bool]) -> Answer:
        from notifications_python_client.errors import APIError

        if not is_ours():
            return Answer(Fate.LEFT)
        try:
            _post(self._client, letter.to_address, letter.subject, plain_text(letter), letter.reference)
        except APIError as reason:
            return answer_to(reason)
        return Answer(Fate.TAKEN)

    def has(self, reference: str) -> bool:
        """Whether Notify knows it; raises `OSError` where it can't be asked."""
        from notifications_python_client.errors import APIError

        try:
            found = self._client.get_all_notifications(reference=reference)
        except APIError as reason:
            raise OSError(_sentence(reason)) from reason
        return bool(found["notifications"])

    def close(self) -> None:
        self._client.request_session.close()


class EmailBackend(BaseEmailBackend):
    """What is mailed without a letter, a new password for one, goes the same way."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        notify = client()
        for message in email_messages:
            for address in message.recipients():
                _post(notify, address, message.subject, str(message.body), None)
        return len(email_messages)


def client() -> Any:
    """Notify's own client. It takes a quarter of a second to load, which a start should not pay."""
    from notifications_python_client.notifications import NotificationsAPIClient

    return NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_ADDRESS, timeout=30)


def undelivered() -> Iterator[tuple[str, Fate, str]]:
    """Reference, fate and reason of each letter of the last days that Notify could not deliver; raises `OSError`."""
    from notifications_python_client.errors import APIError

    notify = client()
    try:
        for status, (fate, words) in UNDELIVERED.items():
            for found in notify.get_all_notifications_iterator(status=status, template_type="email"):
                if found.get("reference"):
                    yield found["reference"], fate, words
    except APIError as reason:
        raise OSError(_sentence(reason)) from reason
    finally:
        notify.request_session.close()


def answer_to(reason: Any) -> Answer:
    """What an error of Notify's says of the letter, by its status and the field that it names."""
    sentence = _sentence(reason)
    if reason.response is None or reason.status_code >= 500:
        return Answer(Fate.ASK_LATER, sentence)  # it may have been taken all the same
    if reason.status_code == 400 and "email_address" in sentence:
        return Answer(Fate.NO_SUCH_ADDRESS, sentence)
    # A wrong key or template and a limit reached are mended or pass by: no letter is given up for them at once.
    return Answer(Fate.TRY_LATER, sentence)


def _post(notify: Any, address: str, subject: str, body: str, reference: str | None) -> None:
    notify.send_email_notification(
        email_address=address,
        template_id=settings.NOTIFY_TEMPLATE_ID,
        personalisation={"subject": " ".join(subject.split()), "body": body},
        reference=reference,
    )


def _sentence(reason: Any) -> str:
    if reason.response is None:
        return "GOV.UK Notify can't be reached."
    told = reason.message
    words = "; ".join(str(each.get("message", each)) for each in told) if isinstance(told, list) else str(told)
    return f"GOV.UK Notify said: {reason.status_code} {words}"[:500]
