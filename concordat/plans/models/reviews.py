"""Rounds of updates before a meeting: what was asked of whom, by which letter, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from concordat.accounts.models import Message, User
from concordat.directory.models import Partner, Person
from concordat.plans.models.actions import Action, Plan
from concordat.plans.models.editions import Edition


class Review(models.Model):
    """A round of updates before a meeting, numbered from 1; a plan has one open round at most."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=200)  # what meets: "Steering group"
    meeting_on = models.DateField()
    answer_by = models.DateField()
    words = models.TextField(blank=True)  # of the coordinator to the leads, in each letter
    remind_before = models.PositiveSmallIntegerField()  # working days before `answer_by`; 0: no reminder before it
    remind_after = models.PositiveSmallIntegerField()  # working days after it; 0: none
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="review")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint("plan", "number", name="review_number_once_a_plan"),
            models.UniqueConstraint("plan", condition=Q(closed_at=None), name="one_open_review_a_plan"),
            models.CheckConstraint(condition=Q(answer_by__lte=F("meeting_on")), name="review_answers_before_it_meets"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | Q(closed_by=None, edition=None),
                name="review_closer_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Review {self.number}"


class ReviewRequest(models.Model):
    """What one person at a partner is asked in a round; its link is `secret`, signed.

    Without a person nobody can be asked for the partner yet: the coordinator names somebody.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="requests")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="review_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="review_requests")
    secret = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # the first time that its link was followed
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "review", "person", condition=Q(revoked_at=None), name="person_asked_once_a_review"
            ),
            models.UniqueConstraint(
                "review", "partner", condition=Q(person=None, revoked_at=None), name="nobody_named_once_a_partner"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by=None), name="request_revoker_has_a_time"
            ),
        ]


class ReviewQuestion(models.Model):
    """An action that a request asks about."""

    request = models.ForeignKey(ReviewRequest, on_delete=models.PROTECT, related_name="questions")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("request", "action", name="action_asked_once_a_request")]


class ReviewLetter(models.Model):
    """A letter of a request. Nobody gets two of the round on one day, but by the coordinator's own hand.

    That is a new link, where the first was lost or went to the wrong address, or an answer that is sent back.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", "Asked"
        AGAIN = "again", "Asked again, with a new link"
        CHASED = "chased", "Chased"
        REMINDED = "reminded", "Reminded"
        SENT_BACK = "sent_back", "An answer sent back"

    request = models.ForeignKey(ReviewRequest, on_delete=models.PROTECT, related_name="letters")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="review_letter")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "request",
                "on",
                condition=Q(kind__in=["asked", "chased", "reminded"]),
                name="one_letter_a_day_of_a_request",
            )
        ]
