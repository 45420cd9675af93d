"""Letters against a real mail server: what is sent, what is tried again, what is given up."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from concordat.accounts import commands, gateways
from concordat.accounts.models import AuditEntry, Message
from tests.accounts.mail.servers import MailServer

pytestmark = pytest.mark.django_db

AT = datetime(2031, 2, 3, 9, tzinfo=UTC)
TEXT = """Dear Ann,

Two actions are yours:

- Open the café on Sundays
- Train <everyone> & write it down

{link}

.a line that begins with a full stop
and a second line, with the link in it: {link}."""


@pytest.fixture(autouse=True)
def by_smtp(settings, server: MailServer) -> None:
    settings.EMAIL_BACKEND = "concordat.accounts.gateways.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(server.address).port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 10
    settings.DEFAULT_FROM_EMAIL = "Concordat <concordat@example.org>"
    settings.BOUNCE_ADDRESS = "returned@example.org"
    settings.REPLY_TO = ""
    settings.NOTIFY_API_KEY = ""
    settings.SITE_ADDRESS = "https://concordat.example/"


def write(address: str, **more: str) -> Message:
    letter = {"key": f"trial {address}", "to_address": address, "subject": "Your actions", "text": TEXT, **more}
    return commands.write_message(**letter, at=AT)


def send(at: datetime = AT) -> list[str]:
    """Send all that is due; the states."""
    states = []
    with commands.Sender() as sender:
        while sent := sender.send_next(at=at):
            states.append(str(sent.state))
    return states


def row(message: Message) -> Message:
    message.refresh_from_db()
    return message


def test_letter_goes_as_plain_words_and_as_a_page_with_one_button(server):
    message = write("ann@example.org", to_name="Ann O'Dell, Café", link_path="/answer/{token}/", link_secret="abc")

    assert send() == ["sent"]

    [(address, mail)] = server.letters
    link = f"https://concordat.example/answer/{gateways.sign('abc')}/"
    words, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert address == "ann@example.org"
    assert words.replace("\r\n", "\n").strip() == TEXT.replace("{link}", link)
    assert page.count('class="button"') == 1
    assert page.count(f'href="{link}"') == 3
    assert "<li>Train &lt;everyone&gt; &amp; write it down</li>" in page
    assert "<p>.a line that begins with a full stop<br>and a second line" in page
    assert mail["To"].addresses[0].display_name == "Ann O'Dell, Café"
    kept = row(message)
    assert (kept.state, kept.sent_at, kept.claimed_until, kept.attempts) == ("sent", AT, None, 1)
    assert mail["Message-ID"] == kept.reference
    assert "abc" not in kept.text + kept.link_path


def test_letter_says_that_a_machine_wrote_it_and_where_it_comes_back_to(server, settings):
    settings.REPLY_TO = "coordinator@example.org"
    write("ann@example.org")
    send()

    [(_, mail)] = server.letters

    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == "Concordat <concordat@example.org>"
    assert mail["Reply-To"] == "coordinator@example.org"
    assert server.senders == ["returned@example.org"]


def test_line_break_in_a_subject_or_a_name_makes_no_header(server):
    write("ann@example.org", subject="Your\r\nBcc: eve@example.org", to_name="Ann\nBcc: eve@example.org")

    assert send() == ["sent"]

    [(_, mail)] = server.letters
    assert mail["Subject"] == "Your Bcc: eve@example.org"
    assert mail["Bcc"] is None


def test_letter_waits_for_its_time(server):
    message = write("ann@example.org")
    Message.objects.filter(pk=message.pk).update(not_before=AT + timedelta(hours=1))

    assert send() == []
    assert send(AT + timedelta(hours=1)) == ["sent"]


@pytest.mark.parametrize("name", ["busy", "late"])
def test_letter_that_is_refused_for_now_is_sent_later(server, name):
    message = write(f"{name}@example.org")

    assert send() == ["waiting"]
    first = row(message)
    assert (first.not_before, first.claimed_until) == (AT + timedelta(minutes=1), None)
    assert first.failure.startswith("The mail server said: 451 4.3.0")
    assert send(AT + timedelta(seconds=59)) == []
    assert send(AT + timedelta(minutes=1)) == ["sent"]

    assert server.letters_by_address() == {f"{name}@example.org": 1}
    assert (row(message).attempts, row(message).failure) == (2, "")


def test_address_that_nobody_has_bounces_at_once_and_the_rest_go_on(server):
    message = write("nobody@example.org")
    write("ann@example.org")

    assert send() == ["bounced", "sent"]

    assert row(message).failure == "The mail server said: 550 5.1.1 No such person here"
    assert send(AT + timedelta(days=9)) == []


def test_full_box_is_no_bounce(server):
    write("full@example.org")

    assert send() == ["waiting"]


def test_letter_whose_words_are_refused_could_not_be_sent(server):
    message = write("spam@example.org")

    assert send() == ["failed"]
    assert row(message).failure == "The mail server said: 554 5.7.1 We do not like the words"


def test_letter_that_cannot_be_written_stops_no_other(server):
    write("ann@example.org\nBcc: eve@example.org")
    write("ben@example.org")

    assert sorted(send()) == ["failed", "sent"]
    assert server.letters_by_address() == {"ben@example.org": 1}


def test_server_that_cannot_be_reached_is_tried_for_days_and_then_given_up(server, settings):
    settings.EMAIL_PORT = 1
    message = write("ann@example.org")
    at, states = AT, []
    while row(message).state == "waiting":
        at = row(message).not_before
        states += send(at)

    assert states == ["waiting"] * 10 + ["failed"]
    assert row(message).failure == "The mail server can't be reached."
    assert timedelta(days=3) < at - AT < timedelta(days=5)


def test_connection_that_breaks_after_the_end_makes_a_letter_uncertain(server):
    message = write("cut@example.org")

    assert send() == ["uncertain"]
    assert send(AT + timedelta(days=9)) == []
    assert row(message).failure.startswith("The connection to the mail server broke")


def test_uncertain_letter_is_sent_again_when_somebody_asks(server):
    message = write("cut@example.org")
    send()
    later = AT + timedelta(hours=1)

    commands.send_again(message_id=message.pk, by=None, at=later)
    send(later)

    assert len({mail["Message-ID"] for _, mail in server.letters}) == 1
    entry = AuditEntry.objects.get()
    assert (entry.command, entry.at, entry.detail) == ("send_again", later, {"was": "uncertain", "attempts": 1})


def test_letter_that_arrived_is_not_sent_again(server):
    message = write("ann@example.org")
    with pytest.raises(commands.NotSentAgain):
        commands.send_again(message_id=message.pk, by=None, at=AT)
    send()

    with pytest.raises(commands.NotSentAgain):
        commands.send_again(message_id=message.pk, by=None, at=AT)


def test_letter_with_a_link_waits_until_somebody_says_where_the_site_is(server, settings):
    settings.SITE_ADDRESS = ""
    message = write("ann@example.org", link_path="/answer/{token}/", link_secret="abc")

    assert send() == ["waiting"]
    assert row(message).failure == "SITE_ADDRESS is not set, so a link can't be written."


def test_letter_that_always_ends_its_worker_is_given_up(server):
    message = write("ann@example.org")
    Message.objects.filter(pk=message.pk).update(attempts=20, claimed_until=AT - timedelta(minutes=1))

    assert send() == ["failed"]
    assert server.letters == []


def test_many_letters_go_over_one_connection(server):
    for number in range(5):
        write(f"person-{number}@example.org")

    assert send() == ["sent"] * 5
    assert len(server.connections) == 1
