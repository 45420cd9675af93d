"""Changes a locality's rules of tracking."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.plans.domain.attention import AttentionRules
from concordat.plans.models import AttentionSetting


@transaction.atomic
def set_attention_rules(*, locality: str, rules: AttentionRules, by: User | None, at: datetime) -> None:
    """Let these thresholds hold in a locality (its slug) from now on; the earlier ones stay readable."""
    setting = AttentionSetting.objects.create(
        locality=Locality.objects.get(slug=locality), **asdict(rules), by=by, at=at
    )
    record_audit("set_attention_rules", setting, by=by, at=at, **asdict(rules))
