"""Editions that were submitted to be checked, what was judged of them, and what the locality was asked to change."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from concordat.accounts.models import User
from concordat.assurance.domain.checking import Verdict
from concordat.assurance.models.declarations import Declaration
from concordat.directory.models import Locality
from concordat.plans.models import Edition


class PlanSubmission(models.Model):
    """An edition that lies with whoever checks it, until it is approved, sent back with points, or taken back."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        CHANGES_REQUESTED = "changes_requested", "Changes asked for"

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="plan_submissions")
    number = models.PositiveSmallIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="submissions")
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="plan_submissions")
    words = models.TextField(blank=True)  # of the locality to whoever checks
    criteria_version = models.CharField(max_length=20)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    note = models.TextField(blank=True)  # of whoever decided, to the locality
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("locality", "number", name="plan_submission_number_once_a_locality"),
            models.UniqueConstraint(
                "locality",
                condition=Q(taken_back_at=None, decided_at=None),
                name="one_submission_waits_a_locality",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (~Q(outcome="") & Q(decided_at__isnull=False, taken_back_at=None)),
                name="submission_decided_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Submission {self.number}"


class Judgement(models.Model):
    """What somebody judged of one criterion, beside what was computed then. Append-only: the latest counts.

    `computed`: {"verdict", "sentence"} as the page showed them.
    """

    submission = models.ForeignKey(PlanSubmission, on_delete=models.PROTECT, related_name="judgements")
    criterion = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=[(verdict.value, verdict.words) for verdict in Verdict])
    note = models.TextField(blank=True)
    computed = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]


class ChangePoint(models.Model):
    """One thing that the locality is asked to change, under the criterion that asks for it."""

    submission = models.ForeignKey(PlanSubmission, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    criterion = models.CharField(max_length=40)
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint("submission", "number", name="point_once_a_submission")]


class PointAnswer(models.Model):
    """What the locality says to a point. Append-only: the latest counts."""

    point = models.ForeignKey(ChangePoint, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
