"""Mail that comes back: what a notification says, whatever its shape, and which letter it flags."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.accounts import commands
from concordat.accounts.domain import Bounce, NotABounce, read_bounces
from concordat.accounts.models import AuditEntry, Message
from tests.accounts.mail.post import ROOT

AT = datetime(2031, 2, 3, 9, tzinfo=UTC)
REFERENCE = "<letter-1-abc@concordat.example>"


def notification(
    *, action="failed", status="5.1.1", recipient="rfc822; Ann@Example.org", returned="", extra="", end="\r\n"
) -> bytes:
    """As postfix writes one; `returned` is the part that holds the letter or its headers."""
    letter = returned or f"Content-Type: text/rfc822-headers\n\nFrom: concordat@example.org\nMessage-ID: {REFERENCE}\n"
    lines = f"""Return-Path: <>
From: MAILER-DAEMON@mail.example (Mail Delivery System)
To: returned@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain

I am sorry.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Mon, 3 Feb 2031 09:00:00 +0000

Final-Recipient: {recipient}
{extra}Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <ann@example.org>: no such
    person here

--cut
{letter}
--cut--
"""
    return lines.replace("\n", end).encode()


WHOLE = f"Content-Type: message/rfc822\n\nSubject: Your actions\nMessage-ID: {REFERENCE}\n\nDear Ann,\n"
OTHER_HEADERS = f"Content-Type: message/rfc822-headers\n\nMessage-Id: {REFERENCE}\n"


@pytest.mark.parametrize("returned", ["", WHOLE, OTHER_HEADERS])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_notification_names_letter_address_and_reason(returned, end):
    assert read_bounces(notification(returned=returned, end=end)) == (
        Bounce(REFERENCE, "ann@example.org", True, "550 5.1.1 <ann@example.org>: no such person here"),
    )


def test_address_that_was_written_to_counts_more_than_where_it_was_sent_on_to():
    [bounce] = read_bounces(notification(extra="Original-Recipient: rfc822;ben@example.org\n"))

    assert bounce.address == "ben@example.org"


def test_notification_of_a_delay_is_no_bounce():
    assert read_bounces(notification(action="delayed", status="4.4.7")) == ()


def test_server_that_gave_up_says_nothing_of_the_address():
    [bounce] = read_bounces(notification(status="4.4.7"))

    assert not bounce.is_permanent


@pytest.mark.parametrize("content", [b"", b"Subject: Out of office\n\nI am away.", b"\xff\x00", notification()[:200]])
def test_other_mail_is_refused(content):
    with pytest.raises(NotABounce):
        read_bounces(content)


@given(st.data())
def test_spoilt_notification_is_read_or_refused(data):
    content = bytearray(notification(returned=data.draw(st.sampled_from(["", WHOLE, OTHER_HEADERS]))))
    for _ in range(data.draw(st.integers(1, 8))):
        start = data.draw(st.integers(0, len(content)))
        content[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))

    try:
        bounces = read_bounces(bytes(content))
    except NotABounce:
        return
    assert all(len(bounce.words) <= 500 for bounce in bounces)


def letter(address: str, key: str, reference: str, state: str = "sent") -> Message:
    message = commands.write_message(key=key, to_address=address, subject="x", text="x", at=AT)
    Message.objects.filter(pk=message.pk).update(state=state, sent_at=AT, reference=reference)
    return message


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.django_db
def test_letter_with_that_message_id_is_flagged_once():
    first, second = letter("ann@example.org", "1", REFERENCE), letter("ann@example.org", "2", "<2@x>")
    bounce = Bounce(REFERENCE, "forwarded@example.org", True, "no such person")

    assert commands.record_bounce(bounce=bounce, at=AT) == first.pk
    assert commands.record_bounce(bounce=bounce, at=AT) is None

    assert (state_of(first), first.failure) == ("bounced", "It came back: no such person")
    assert state_of(second) == "sent"
    assert AuditEntry.objects.get().command == "record_bounce"


@pytest.mark.django_db
def test_notification_without_a_message_id_is_about_the_last_letter_to_its_address():
    first, second = letter("Ann@example.org", "1", "<1@x>"), letter("Ann@example.org", "2", "<2@x>")

    assert commands.record_bounce(bounce=Bounce("", "ann@example.org", True, ""), at=AT) == second.pk
    assert (state_of(first), state_of(second)) == ("sent", "bounced")


@pytest.mark.django_db
def test_server_that_gave_up_does_not_flag_the_address():
    message = letter("ann@example.org", "1", REFERENCE)
    commands.record_bounce(bounce=Bounce(REFERENCE, "ann@example.org", False, "4.4.7 expired"), at=AT)

    assert state_of(message) == "failed"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_letter_that_did_not_go_out_cannot_come_back(state):
    letter("ann@example.org", "1", REFERENCE, state)

    assert commands.record_bounce(bounce=Bounce(REFERENCE, "ann@example.org", True, ""), at=AT) is None


@pytest.mark.django_db
def test_command_reads_standard_input(post):
    post.write("ann@example.org")
    post.execute("update accounts_message set state = 'sent', sent_at = written_at, reference = ?", REFERENCE)

    done = subprocess.run(
        [sys.executable, "-m", "concordat", "record_bounce"],
        cwd=ROOT, env={**os.environ, **post.environment()}, input=notification(), capture_output=True,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode()
    assert post.states() == {"ann@example.org": "bounced"}
