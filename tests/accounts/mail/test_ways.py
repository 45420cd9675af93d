"""The ways that letters go besides plain SMTP: with TLS and a password, and to the terminal of a laptop."""

import email
import email.policy
import ssl
import subprocess
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import AuthResult

from concordat.accounts import commands
from concordat.accounts.gateways import mail
from tests.accounts.mail.servers import MailServer

AT = datetime(2031, 2, 3, 9, tzinfo=UTC)
pytestmark = pytest.mark.one_database  # TLS and the terminal are the same on each


@pytest.fixture(scope="module")
def certificate(tmp_path_factory, program):
    """A certificate for this machine, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [program("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def let_in(server, session, envelope, mechanism, given) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"concordat@example.org", b"a b/c"))


@pytest.fixture
def secured(certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.mark.django_db
def test_letter_goes_over_starttls_with_a_password(post, certificate, secured):
    post.write("ann@example.org")

    with MailServer(tls_context=secured, require_starttls=True, authenticator=let_in, auth_required=True) as server:
        address = server.address.replace("smtp://", "smtp+tls://concordat%40example.org:a%20b%2Fc@")
        told = post.work_once(address, SSL_CERT_FILE=str(certificate[0]))

    assert post.states() == {"ann@example.org": "sent"}, told
    assert server.letters_by_address() == {"ann@example.org": 1}


@pytest.mark.django_db
def test_letter_goes_over_tls_from_the_first_byte(post, certificate, secured):
    post.write("ann@example.org")

    with MailServer(ssl_context=secured) as server:
        address = server.address.replace("smtp://", "smtp+ssl://")
        told = post.work_once(address, SSL_CERT_FILE=str(certificate[0]))

    assert post.states() == {"ann@example.org": "sent"}, told


@pytest.mark.django_db
def test_letter_waits_where_nobody_vouches_for_the_server(post, secured):
    post.write("ann@example.org")

    with MailServer(tls_context=secured) as server:
        post.work_once(server.address.replace("smtp://", "smtp+tls://"))

    assert post.states() == {"ann@example.org": "waiting"}
    assert server.letters == []


@pytest.mark.django_db
def test_letter_waits_where_the_password_is_refused(post, server):
    post.write("ann@example.org")

    post.work_once(server.address.replace("smtp://", "smtp://concordat:wrong@"))

    assert post.states() == {"ann@example.org": "waiting"}


@pytest.mark.django_db
def test_letter_is_printed_and_kept_where_no_way_is_set(settings, tmp_path, capsys):
    settings.EMAIL_BACKEND = "concordat.accounts.gateways.mail.printing.EmailBackend"
    settings.VAR, settings.NOTIFY_API_KEY, settings.SITE_ADDRESS = tmp_path, "", "http://localhost:8000"
    message = commands.write_message(
        key="trial", to_address="ann@example.org", to_name="Ann", subject="Café", text="Open:\n\n{link}",
        link_path="/answer/{token}/", link_secret="abc", at=AT,
    )  # fmt: skip

    with commands.Sender() as sender:
        sender.send_next(at=AT)

    link = mail.link_to("/answer/{token}/", "abc")
    assert capsys.readouterr().out == f"\nTo: Ann <ann@example.org>\nSubject: Café\n\nOpen:\n\n{link}\n\n"
    [path] = (tmp_path / "letters").iterdir()
    kept = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert path.name.startswith(f"letter-{message.pk}-")
    assert path.stat().st_mode & 0o077 == 0
    assert kept["Subject"] == "Café"
    assert link in kept.get_body(("plain",)).get_content()


def test_start_says_where_letters_go(settings):
    settings.NOTIFY_API_KEY, settings.EMAIL_HOST = "", "mail.example.org"
    said = []
    for way in ("printing", "smtp"):
        settings.EMAIL_BACKEND = f"concordat.accounts.gateways.mail.{way}.EmailBackend"
        said.append(mail.where_letters_go())
    settings.NOTIFY_API_KEY = "a key"
    said.append(mail.where_letters_go())

    assert said == [
        f"go nowhere: they are printed here and kept in {settings.VAR / 'letters'}.",
        "go to the mail server mail.example.org.",
        "go through GOV.UK Notify.",
    ]
