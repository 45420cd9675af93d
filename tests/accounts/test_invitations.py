"""Invitations: a link that works once, for a fortnight, and lets nobody in who can sign in already."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from concordat.accounts import commands, queries
from concordat.accounts.gateways import sign
from concordat.accounts.models import AuditEntry, Message, User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
PASSWORD = "plover lantern gravel"


@pytest.fixture
def invited():
    user = UserFactory(email="ada@example.org", name="Ada Fenn")
    user.set_unusable_password()
    user.save()
    return user


def invite(user, *, about="role 1", at=AT):
    return commands.invite_user(user=user, words="coordinator in Northshire", about=about, by=None, at=at)


def address_of(invitation) -> str:
    return f"/invitations/{sign(invitation.secret)}/"


def answers(**changed):
    return {"name": "Ada Fenn", "password1": PASSWORD, "password2": PASSWORD, **changed}


def test_invitation_goes_out_as_a_letter_whose_kept_text_opens_nothing(invited):
    invitation = invite(invited)

    letter = Message.objects.get()
    assert (letter.to_address, letter.link_path, letter.link_secret) == (
        "ada@example.org",
        "/invitations/{token}/",
        invitation.secret,
    )
    assert "{link}" in letter.text
    assert invitation.secret not in letter.text
    assert "coordinator in Northshire" in letter.text


@time_machine.travel(AT, tick=False)
def test_invited_person_chooses_a_password_and_is_signed_in(client, invited):
    invitation = invite(invited)

    page = client.get(address_of(invitation))
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert "You were invited to be coordinator in Northshire." in page.content.decode()
    response = client.post(address_of(invitation), answers(name="Ada M. Fenn"))

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(invited.pk)
    invited.refresh_from_db()
    assert (invited.name, invited.check_password(PASSWORD)) == ("Ada M. Fenn", True)
    assert AuditEntry.objects.get(command="accept_invitation").by == invited


@time_machine.travel(AT, tick=False)
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password2": "another one of these"}, "The two passwords are not the same"),
        ({"password1": "12345678", "password2": "12345678"}, "too common"),
        ({"password1": "ada@example", "password2": "ada@example"}, "too similar"),
        ({"name": " "}, "Enter your name"),
    ],
)
def test_invited_person_is_told_what_to_mend(client, invited, changed, words):
    invitation = invite(invited)

    response = client.post(address_of(invitation), answers(**changed))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not User.objects.get().has_usable_password()


@time_machine.travel(AT, tick=False)
def test_invitation_that_was_used_lets_nobody_in_again(client, invited):
    first, second = invite(invited), invite(invited, about="role 2")
    client.post(address_of(first), answers())
    client.logout()

    for invitation in (first, second):
        for response in (client.get(address_of(invitation)), client.post(address_of(invitation), answers())):
            assert response.status_code == 410
            assert "This invitation no longer works" in response.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("later", "status"), [(timedelta(days=13, hours=23), 200), (timedelta(days=14), 410), (timedelta(days=90), 410)]
)
def test_invitation_lives_fourteen_days(client, invited, later, status):
    invitation = invite(invited)

    with time_machine.travel(AT + later, tick=False):
        assert client.get(address_of(invitation)).status_code == status


@time_machine.travel(AT, tick=False)
def test_invitation_that_was_withdrawn_or_replaced_is_over(client, invited):
    replaced, withdrawn, open_ = invite(invited), invite(invited), invite(invited, about="role 2")
    assert commands.withdraw_invitations(user=invited, about="role 1", by=None, at=AT) == 1

    found = [client.get(address_of(each)).status_code for each in (replaced, withdrawn, open_)]

    assert found == [410, 410, 200]


@time_machine.travel(AT, tick=False)
def test_link_that_was_bent_is_no_invitation(client, invited):
    invitation = invite(invited)
    token = sign(invitation.secret)

    bent = [token[:-1], token[1:], token.replace(":", "", 1), invitation.secret, "x" * 400, f"{sign('else')}"]

    assert [client.get(f"/invitations/{each}/").status_code for each in bent] == [410] * len(bent)


@time_machine.travel(AT, tick=False)
def test_invitation_does_not_get_round_a_password_that_was_chosen_elsewhere(client, invited):
    invitation = invite(invited)
    invited.set_password("another one of these")
    invited.save()

    assert client.post(address_of(invitation), answers()).status_code == 410
    with pytest.raises(commands.InvitationOver):
        commands.accept_invitation(invitation=invitation.pk, name="Ada", password=PASSWORD, at=AT)
    with pytest.raises(commands.AlreadySignsIn):
        invite(invited)


@time_machine.travel(AT, tick=False)
def test_whoever_was_signed_in_before_is_signed_out(client, invited):
    other = UserFactory()
    client.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    invitation = invite(invited)

    assert f"You are signed in here as {other.name}" in client.get(address_of(invitation)).content.decode()
    client.post(address_of(invitation), answers())

    assert client.session["_auth_user_id"] == str(invited.pk)


def test_address_has_bounced_while_its_latest_finished_letter_did():
    def letter(number, state, address="jo@example.org"):
        message = commands.write_message(
            key=f"letter-{number}", to_address=address, subject="Hello", text="Hello", at=AT + timedelta(days=number)
        )
        Message.objects.filter(pk=message.pk).update(state=state, sent_at=AT)

    letter(1, Message.State.BOUNCED, "Jo@Example.org")
    letter(2, Message.State.WAITING)
    letter(3, Message.State.SENT, "al@example.org")
    assert queries.bounced_among(["JO@example.org", "al@example.org", ""]) == {"jo@example.org"}

    letter(4, Message.State.SENT)
    assert queries.bounced_among(["jo@example.org"]) == frozenset()
