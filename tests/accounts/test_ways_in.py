"""Whoever changes how they sign in is told by a letter, in case it was somebody else."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from concordat.accounts.commands import TellingAdapter
from concordat.accounts.models import AuditEntry, Message
from tests.accounts.test_signing_in_second_factor import PASSWORD, coordinator, set_up, sign_in  # noqa: F401
from tests.accounts.test_signing_in_single_sign_on import invited, provider, sign_on  # noqa: F401

pytestmark = pytest.mark.django_db
NEW = "curlew harbour basalt"


def told() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("subject", flat=True))


def test_second_factor_that_is_added_and_removed_is_told(
    client,
    coordinator,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert told() == [
        "A second factor was added to your Concordat account",
        "The second factor of your Concordat account was removed",
    ]
    letter = Message.objects.last()
    assert (letter.to_address, letter.to_name) == ("ada@example.org", "Ada Fenn")
    assert f"taken off your Concordat account, on {timezone.localdate():%-d %B %Y} at " in letter.text
    assert letter.link_path == "/accounts/password/reset/"
    assert [entry.by for entry in AuditEntry.objects.filter(command__startswith="totp")] == [coordinator] * 2


def test_second_factor_that_an_administrator_takes_off_is_told(client, coordinator):  # noqa: F811
    sign_in(client)
    set_up(client)
    call_command("reset_second_factor", "ada@example.org")
    assert told()[-1] == "The second factor of your Concordat account was removed"
    assert AuditEntry.objects.get(command="totp_deactivated").by is None


def test_new_password_is_told(client, coordinator):  # noqa: F811
    sign_in(client)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert told() == ["Your password for Concordat was changed"]
    assert mail.outbox == []  # the worker sends it


def test_password_that_is_chosen_by_a_link_is_told(client, coordinator, mailoutbox):  # noqa: F811
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    (link,) = [word for word in mailoutbox[0].body.split() if "/accounts/password/reset/key/" in word]
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert told() == ["Your password for Concordat was changed"]


def test_first_single_sign_on_is_told_and_the_next_is_not(client, provider, invited):  # noqa: F811
    for _ in range(2):
        sign_on(client)
        client.logout()
    assert told() == ["NHSmail now opens your Concordat account"]


def test_what_else_the_library_would_tell_goes_nowhere(coordinator):  # noqa: F811
    TellingAdapter().send_notification_mail("account/email/email_changed", coordinator)
    assert told() == []
