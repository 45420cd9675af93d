"""Changes to the small-number rule of a locality, which once figures are public may only become stricter."""

from datetime import datetime

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.accounts.models import User
from concordat.directory.models import Locality
from concordat.indicators.commands.refusing import NotKept
from concordat.indicators.commands.releasing import release_figures
from concordat.indicators.domain.releases import GREATEST, NotPublishable, tells_nothing_new
from concordat.indicators.models import SmallNumberSetting
from concordat.indicators.queries import releases
from concordat.indicators.queries.keeping import has_public_figures


@transaction.atomic
def set_small_number_rule(
    *, locality_id: int, largest_hidden: int, rounds_to: int, by: User | None, at: datetime
) -> SmallNumberSetting:
    """Set from when on counts are shown, and to what they are rounded.

    Raises NotKept for a rule that hides nothing, the one that holds, and one that would tell what was hidden before.
    """
    locality = Locality.objects.select_for_update().get(pk=locality_id)
    if max(largest_hidden, rounds_to) > GREATEST:
        raise NotKept(f"Beyond {GREATEST} nothing of the figures would be left to see.")
    try:
        rule = releases.rule_from(largest_hidden, rounds_to)
    except NotPublishable as refusal:
        raise NotKept(str(refusal)) from refusal
    before = releases.rule_of(locality)
    if rule == before:
        raise NotKept("This is the rule that holds already.")
    if has_public_figures(locality.slug) and not tells_nothing_new(rule, before):
        raise NotKept(
            "Figures are public already. Beside what people have seen, figures by this rule would tell what was "
            "hidden. Choose one of the stricter rules that tell nothing new."
        )
    setting = SmallNumberSetting.objects.create(
        locality_id=locality_id, largest_hidden=largest_hidden, rounds_to=rounds_to, at=at, by=by
    )
    record_audit("set_small_number_rule", setting, by=by, at=at, largest_hidden=largest_hidden, rounds_to=rounds_to)
    release_figures(locality=locality, at=at)
    return setting
