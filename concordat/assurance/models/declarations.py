"""A locality's declarations: their words, and who was asked to sign, who signed, in what role, when and how."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from concordat.accounts.models import Message, User
from concordat.assurance.domain.declaring import How, SignatoryKind
from concordat.directory.models import Area, Locality, Partner


class Declaration(models.Model):
    """A version of a locality's declaration: a draft until it is made, then it stands until it ends.

    `declared_on` is the day that it holds from, which may be years before it was entered here (`submitted_at`).
    """

    class Ending(models.TextChoices):
        DROPPED = "dropped", "Dropped as a draft"
        REPLACED = "replaced", "Replaced by the next version"
        WITHDRAWN = "withdrawn", "Withdrawn"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="declarations")
    number = models.PositiveSmallIntegerField()
    wording = models.ForeignKey("DeclarationWording", on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    declared_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ending_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("locality", "number", name="declaration_number_once_a_locality"),
            models.UniqueConstraint(
                "locality", condition=Q(submitted_at=None, ended_at=None), name="one_draft_declaration_a_locality"
            ),
            models.UniqueConstraint(
                "locality",
                condition=Q(submitted_at__isnull=False, ended_at=None),
                name="one_standing_declaration_a_locality",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, declared_on=None, submitted_by=None)
                | Q(submitted_at__isnull=False, declared_on__isnull=False),
                name="declaration_made_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_at=None, ended_by=None) | (~Q(ending="") & Q(ended_at__isnull=False)),
                name="declaration_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(ending="")
                | Q(ending="dropped", submitted_at=None)
                | Q(ending__in=["replaced", "withdrawn"], submitted_at__isnull=False),
                name="declaration_ends_as_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"Declaration {self.number}"


class DeclarationWording(models.Model):
    """What a declaration says, and where, from one moment on. Never changed: other words are a new row.

    `parts`: [{"key", "title", "text"}] in order; a key is that of the pattern.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="wordings")
    title = models.CharField(max_length=200)
    parts = models.JSONField(default=list)
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    areas_note = models.CharField(max_length=200, blank=True)
    pattern_version = models.CharField(max_length=20)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class Signatory(models.Model):
    """An organisation that is to sign or support a declaration."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="signatories")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.words) for kind in SignatoryKind])
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    left_out_at = models.DateTimeField(null=True)  # it is not to sign after all
    left_out_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint("declaration", "partner", name="signatory_once_a_declaration")]


class SignatureRequest(models.Model):
    """One person who is asked to sign for an organisation; their link is `secret`, signed."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="requests")
    name = models.CharField(max_length=120)
    email = models.EmailField()
    words = models.TextField(blank=True)  # of the coordinator, in the letter
    secret = models.CharField(max_length=64, unique=True)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="signature_request")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)  # the first time that a person followed the link
    declined_at = models.DateTimeField(null=True)
    declined_words = models.TextField(blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint("signatory", condition=Q(revoked_at=None), name="one_link_a_signatory")
        ]


class SignatureReminder(models.Model):
    """A letter to somebody who was asked to sign and has not, by the coordinator's own hand; one a day at most."""

    request = models.ForeignKey(SignatureRequest, on_delete=models.PROTECT, related_name="reminders")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="signature_reminder")
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint("request", "on", name="one_reminder_a_day_of_a_request")]


class DeclarationPaper(models.Model):
    """A paper that was signed by hand, for members. Its bytes stand in the database as those of documents do."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """Who signed which words for an organisation. Never changed, but that it may be taken back."""

    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="signatures")
    wording = models.ForeignKey(DeclarationWording, on_delete=models.PROTECT, related_name="signatures")
    how = models.CharField(max_length=5, choices=[(how.value, how.value) for how in How])
    name = models.CharField(max_length=120)  # for members only
    role = models.CharField(max_length=120)  # "Chief executive"
    offer = models.TextField(blank=True)  # what a supporter will do
    signed_on = models.DateField()
    request = models.ForeignKey(SignatureRequest, on_delete=models.PROTECT, null=True, related_name="signatures")
    paper = models.ForeignKey(DeclarationPaper, on_delete=models.PROTECT, null=True, related_name="signatures")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # who recorded it in the room
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "signatory", "wording", condition=Q(taken_back_at=None), name="signed_once_a_wording"
            ),
            models.CheckConstraint(
                condition=Q(how="link", request__isnull=False, paper=None)
                | Q(how="room", paper__isnull=False, request=None),
                name="signed_by_a_link_or_on_paper",
            ),
        ]
