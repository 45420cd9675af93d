"""Who can sign in and was invited to, the record of what was changed, and the letters that went out by e-mail."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class UserQuerySet(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in with an e-mail address; what they may do stands in `directory/access.py`."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserQuerySet] = UserQuerySet()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def can_sign_in(self) -> bool:
        """Has a password, or came in by another way before; otherwise they were only invited."""
        return self.is_active and (self.has_usable_password() or self.last_login is not None)


class Invitation(models.Model):
    """Asks somebody who can't sign in yet to choose a password; its link is `secret`, signed, and works once.

    `words` say what the person is to be ("coordinator in Northshire"); `about` names what it was written for
    ("role 12"), so that it ends with that.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    secret = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=300)
    about = models.CharField(max_length=60, db_index=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="invitation_lives_after_it_is_written"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_is_used_or_withdrawn"
            ),
        ]


class AuditEntry(models.Model):
    """Evidence of one change: written by every command, read by no feature."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    command = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)


class Message(models.Model):
    """A letter by e-mail: written by a command, sent by the worker, and kept as what was said, when and to whom.

    "{link}" in the text stands for the site's address with `link_path`, whose "{token}" is `link_secret` signed: what
    is kept opens nothing. `key` says what the letter is, so that it is written once, however often it is asked for.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        HANDING_OVER = "handing_over", "Being handed over"  # the server has not answered yet
        SENT = "sent", "Sent"
        BOUNCED = "bounced", "The address does not take mail"
        UNCERTAIN = "uncertain", "May have been sent"  # it was cut off while the server had it
        FAILED = "failed", "Could not be sent"

    key = models.CharField(max_length=150, unique=True)
    to_address = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    link_path = models.CharField(max_length=200, blank=True)
    link_secret = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()  # it is tried again later each time
    state = models.CharField(max_length=15, choices=State.choices, default=State.WAITING)
    claimed_until = models.DateTimeField(null=True)  # by a worker; past that, the worker is taken to be dead
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=200, blank=True)  # the Message-ID, or what the mail service calls it
    failure = models.TextField(blank=True)  # what the server said, in a sentence

    class Meta:
        ordering: ClassVar = ["written_at", "pk"]
        indexes: ClassVar = [
            models.Index("state", "not_before", name="message_to_be_sent"),
            models.Index(Lower("to_address"), name="message_by_address"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(link_secret="") | ~Q(link_path=""),  # nosec B106 - an empty one is none
                name="message_secret_has_a_link",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_a_time"
            ),
        ]
