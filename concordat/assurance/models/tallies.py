"""What was counted once of editions that never change."""

from django.db import models

from concordat.plans.models import Edition


class DeliveryTally(models.Model):
    """How far the actions of a published edition had got: an edition is frozen, so its counts are counted once.

    Nothing rests on a row being there: what has none is counted when it is asked for.
    """

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="delivery_tally")
    promised = models.PositiveIntegerField()
    begun = models.PositiveIntegerField()
    verified = models.PositiveIntegerField()
