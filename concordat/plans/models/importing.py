"""Documents that were brought in: the file itself, what was read from it, and what people decided about that."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from concordat.accounts.models import User
from concordat.directory.models import Locality, Organisation
from concordat.plans.models.actions import Action
from concordat.plans.models.editions import Edition


class SourceDocument(models.Model):
    """A file as it came in. Its bytes stand in the database so that one transaction keeps them with what they say."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="source_documents")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class PlanImport(models.Model):
    """The work of turning one document into an edition: read, reviewed, then accepted or given up."""

    class State(models.TextChoices):
        OPEN = "open", "Being reviewed"
        ACCEPTED = "accepted", "Accepted"
        ABANDONED = "abandoned", "Given up"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="imports")
    document = models.OneToOneField(SourceDocument, on_delete=models.PROTECT, related_name="plan_import")
    reading = models.JSONField()  # as `domain/reading_json.py` writes a ReadPlan
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="plan_import")

    class Meta:
        ordering: ClassVar = ["-started_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="accepted", edition__isnull=False) | (~Q(state="accepted") & Q(edition=None)),
                name="accepted_import_made_an_edition",
            )
        ]


class Correction(models.Model):
    """What a person decided instead of what was concluded. Append-only; the latest of a row's field counts."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.PROTECT, related_name="corrections")
    row = models.PositiveIntegerField(null=True)  # index of the action in the reading, from 0; None: of the plan
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class LeadDecision(models.Model):
    """Whom a name in the lead cells of one import means. One row a name; a later decision replaces it."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", "An organisation already known"
        NEW = "new", "A new organisation"
        PERSON = "person", "A person"
        NOBODY = "nobody", "Nobody: the words stay as they were written"

    plan_import = models.ForeignKey(PlanImport, on_delete=models.PROTECT, related_name="lead_decisions")
    name = models.CharField(max_length=200)  # as written
    folded = models.CharField(max_length=200)  # `directory.domain.fold_name(name)`
    kind = models.CharField(max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True)  # the body, or the person's
    new_name = models.CharField(max_length=200, blank=True)
    new_type = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("plan_import", "folded", name="lead_decision_once_a_name")]


class SourceRow(models.Model):
    """The row of the document that an action came from: its place and each raw cell, kept for ever."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.PROTECT, related_name="rows")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="source_rows")
    index = models.PositiveIntegerField()  # of the action in the reading, from 0
    place = models.JSONField()  # {"table": 2, "row": 5}
    cells = models.JSONField()  # [{"header", "field", "text", "fill", "place"}]
    status = models.JSONField(default=dict)  # the raw status: {"text", "fill", "word", "basis", "certainty"}

    class Meta:
        ordering: ClassVar = ["index"]
        constraints: ClassVar = [models.UniqueConstraint("plan_import", "index", name="source_row_once_an_import")]
