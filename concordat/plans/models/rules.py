"""A locality's own rules of tracking: from when an action is due soon, stale or endless."""

from typing import ClassVar

from django.db import models

from concordat.accounts.models import User
from concordat.directory.models import Locality


class AttentionSetting(models.Model):
    """What a locality set its thresholds to, in days. Append-only: the latest counts."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="attention_settings")
    soon_days = models.PositiveSmallIntegerField()
    stale_days = models.PositiveSmallIntegerField()
    endless_days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
