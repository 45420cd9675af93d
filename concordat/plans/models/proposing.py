"""What partners say of their actions before it counts: sheets that went out to be filled in, and proposed updates."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from concordat.accounts.models import User
from concordat.directory.models import Partner
from concordat.plans.domain.states import Confidence, State
from concordat.plans.models.actions import Action, ActionUpdate, ActionWording, Plan
from concordat.plans.models.importing import SourceDocument
from concordat.plans.models.reviews import ReviewRequest


class UpdateSheet(models.Model):
    """A file that went to a partner to be filled in; `code` stands in the file and says which sheet came back."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="update_sheets")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="update_sheets")
    code = models.CharField(max_length=20, unique=True)
    format = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.code


class UpdateSheetLine(models.Model):
    """An action on a sheet, and how it stood when the sheet went out: what the file said can be told again from it."""

    sheet = models.ForeignKey(UpdateSheet, on_delete=models.PROTECT, related_name="lines")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    wording = models.ForeignKey(ActionWording, on_delete=models.PROTECT, related_name="+")
    update = models.ForeignKey(ActionUpdate, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("sheet", "action", name="line_once_a_sheet")]


class SheetReturn(models.Model):
    """A sheet that came back, and what is to be said of its rows.

    Where the file holds what looks like a person's details, and nobody said that it does not, it is not kept:
    `document` is then None.
    """

    sheet = models.ForeignKey(UpdateSheet, on_delete=models.PROTECT, related_name="returns")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    said_by = models.CharField(max_length=200)  # who filled it in, for members only
    returned_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # who brought it in
    overruled_reason = models.TextField(blank=True)  # why what looks like a person's details is none
    findings = models.JSONField(default=list)  # [{"kind", "row", "number", "sentence"}]

    class Meta:
        ordering: ClassVar = ["-returned_at", "-pk"]


class ProposedUpdate(models.Model):
    """What somebody said of an action, until the coordinator decides; then it stays beside what was decided.

    Empty fields say nothing: the action keeps what it had. `based_on` is the update that its author had before them,
    so that another one since then is noticed.
    """

    class Kind(models.TextChoices):
        REPORTED = "reported", "What has happened"
        UNCHANGED = "unchanged", "Nothing has changed"
        NOT_OURS = "not_ours", "This is not ours"

    class Decision(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        EDITED = "edited", "Accepted with changes"
        SENT_BACK = "sent_back", "Sent back"
        REPLACED = "replaced", "Answered again"  # by whoever had said it

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="proposed_updates")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    based_on = models.ForeignKey(ActionUpdate, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, null=True, related_name="proposed_updates")
    said_by = models.CharField(max_length=200)  # a name, for members only
    said_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # who brought it in
    progress = models.TextField(blank=True)  # or the reason why nothing has changed
    state = models.CharField(max_length=20, choices=[(s.value, s.words) for s in State], blank=True)
    state_text = models.TextField(blank=True)  # as written, where that is none of our states
    confidence = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Confidence], blank=True)
    confidence_text = models.TextField(blank=True)  # as written, where that is no colour
    next_step = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    timescale_text = models.TextField(blank=True)  # a new date, as written
    timescale_reason = models.TextField(blank=True)
    keeps_date = models.BooleanField(default=False)  # its author says that the date stands
    request = models.ForeignKey(ReviewRequest, on_delete=models.PROTECT, null=True, related_name="proposed_updates")
    sheet_return = models.ForeignKey(SheetReturn, on_delete=models.PROTECT, null=True, related_name="proposed_updates")
    row = models.PositiveIntegerField(null=True)  # of the table in the file, from 1
    overruled_reason = models.TextField(blank=True)  # why what looks like a person's details is none
    decision = models.CharField(max_length=10, choices=Decision.choices, default=Decision.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)  # what the coordinator says of the decision
    update = models.OneToOneField(ActionUpdate, on_delete=models.PROTECT, null=True, related_name="proposed_update")

    class Meta:
        ordering: ClassVar = ["said_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_at=None)
                | (~Q(decision="waiting") & Q(decided_at__isnull=False)),
                name="proposal_decided_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["accepted", "edited"]) | Q(update=None),
                name="proposal_refused_made_no_update",
            ),
        ]


class EvidenceFile(models.Model):
    """A file that came with what was said, for members. Its bytes stand in the database as those of documents do."""

    proposal = models.ForeignKey(ProposedUpdate, on_delete=models.PROTECT, related_name="evidence_files")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
