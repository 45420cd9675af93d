"""What was counted once of editions that never change."""

from django.db import models

from concordat.plans.models import Edition, Plan


class DeliveryTally(models.Model):
    """How far the actions of a published edition had got: an edition is frozen, so its counts are counted once.

    Nothing rests on a row being there: what has none is counted when it is asked for.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="delivery_tally")
    promised = models.PositiveIntegerField()
    begun = models.PositiveIntegerField()
    verified = models.PositiveIntegerField()


class PlanTally(models.Model):
    """What the latest published edition of a plan counts to, as `domain.tallies` groups it.

    It holds as long as no other edition of the plan is published, older ones too: what an action was promised by then
    tells whether it slipped. So `published` says how many were when it was counted, and a row that is behind is as good
    as none.
    """

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, primary_key=True, related_name="tally")
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="+")
    published = models.PositiveIntegerField()
    groups = models.JSONField()
