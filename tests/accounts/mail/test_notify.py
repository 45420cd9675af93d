"""Letters through GOV.UK Notify, as far as its protocol goes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import send_mail

from concordat.accounts import commands, gateways
from concordat.accounts.models import Message
from tests.accounts.mail.notify_server import KEY, NotifyServer

pytestmark = pytest.mark.django_db

AT = datetime(2031, 2, 3, 9, tzinfo=UTC)
LATER = AT + timedelta(minutes=11)


@pytest.fixture
def notify(settings) -> Iterator[NotifyServer]:
    with NotifyServer() as server:
        settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = KEY, "a-template"
        settings.NOTIFY_ADDRESS = server.address
        settings.SITE_ADDRESS = "https://concordat.example"
        yield server


def write(address: str, **more: str) -> Message:
    letter = {"key": f"trial {address}", "to_address": address, "subject": "Your actions", "text": "Look:\n\n{link}"}
    link = {"link_path": "/answer/{token}/", "link_secret": "abc"}
    return commands.write_message(**letter, **link, **more, at=AT)


def send(at: datetime = AT) -> list[str]:
    states = []
    with commands.Sender() as sender:
        while sent := sender.send_next(at=at):
            states.append(str(sent.state))
    return states


def row(message: Message) -> Message:
    message.refresh_from_db()
    return message


def test_letter_is_given_to_notify_with_its_reference(notify):
    message = write("ann@example.org")

    assert send() == ["sent"]

    [letter] = notify.letters
    kept = row(message)
    assert letter["email_address"] == "ann@example.org"
    assert letter["template_id"] == "a-template"
    link = f"https://concordat.example/answer/{gateways.sign('abc')}/"
    assert letter["personalisation"] == {"subject": "Your actions", "body": f"Look:\n\n{link}"}
    assert (letter["reference"], kept.state, kept.sent_at) == (kept.reference, "sent", AT)


def test_address_that_notify_refuses_bounces(notify):
    message = write("nobody@example.org")

    assert send() == ["bounced"]
    assert row(message).failure == "GOV.UK Notify said: 400 email_address Not a valid email address"


def test_limit_of_notify_is_waited_for(notify):
    message = write("often@example.org")

    assert send() == ["waiting"]
    assert row(message).not_before == AT + timedelta(minutes=1)


def test_letter_that_notify_took_and_did_not_say_so_is_found_there(notify):
    message = write("unlucky@example.org")

    assert send() == ["handing_over"]
    assert send(AT + timedelta(minutes=1)) == []
    assert send(LATER) == ["sent"]

    assert len(notify.letters) == 1
    assert (row(message).state, row(message).failure) == ("sent", "")


def test_letter_that_notify_does_not_know_is_sent_again(notify):
    write("ann@example.org")
    notify.is_away = True
    assert send() == ["handing_over"]
    assert notify.letters == []

    notify.is_away = False
    assert send(LATER) == ["waiting"]
    assert send(LATER + timedelta(minutes=1)) == ["sent"]
    assert len(notify.letters) == 1


def test_letter_is_asked_for_until_notify_answers(notify):
    write("unlucky@example.org")
    send()
    notify.is_away = True

    assert send(LATER) == ["handing_over"]
    notify.is_away = False
    assert send(LATER + timedelta(minutes=6)) == ["sent"]
    assert len(notify.letters) == 1


def test_notify_that_cannot_be_reached_gets_the_letter_when_it_can(notify, settings):
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:1"
    write("ann@example.org")
    assert send() == ["handing_over"]

    settings.NOTIFY_ADDRESS = notify.address
    send(LATER)
    send(LATER + timedelta(hours=1))

    assert len(notify.letters) == 1


def test_letter_that_went_by_smtp_before_is_not_asked_for_at_notify(notify):
    message = write("ann@example.org")
    Message.objects.filter(pk=message.pk).update(
        state="handing_over", reference="<letter@example.org>", claimed_until=AT - timedelta(minutes=1)
    )

    assert send() == ["uncertain"]
    assert notify.asked == []


@pytest.mark.parametrize(("status", "state"), [("permanent-failure", "bounced"), ("temporary-failure", "failed")])
def test_letter_that_notify_could_not_deliver_is_flagged_once(notify, status, state):
    message = write("ann@example.org")
    write("ben@example.org")
    send()
    notify.letters[0]["status"] = status
    notify.letters[1]["status"] = "delivered"

    assert commands.look_for_bounces(at=LATER) == 1
    assert commands.look_for_bounces(at=LATER) == 0

    assert (row(message).state, row(message).sent_at) == (state, AT)
    assert list(Message.objects.values_list("state", flat=True).order_by("pk")) == [state, "sent"]


def test_letters_of_another_sender_at_notify_are_passed_over(notify):
    notify.letters.append({"id": "x", "reference": None, "status": "permanent-failure", "type": "email"})
    notify.letters.append({"id": "y", "reference": "theirs", "status": "permanent-failure", "type": "email"})

    assert commands.look_for_bounces(at=AT) == 0


def test_nothing_is_asked_where_notify_is_not_used(notify, settings):
    settings.NOTIFY_API_KEY = ""

    assert commands.look_for_bounces(at=AT) == 0
    assert notify.asked == []


def test_mail_that_is_no_letter_goes_through_notify_too(notify, settings):
    settings.EMAIL_BACKEND = "concordat.accounts.gateways.mail.notify.EmailBackend"

    send_mail("A new password", "Open this.", None, ["ann@example.org"])

    [letter] = notify.letters
    assert letter["personalisation"] == {"subject": "A new password", "body": "Open this."}
