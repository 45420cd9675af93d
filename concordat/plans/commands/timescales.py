"""Writes the dates of an action: each names the one it replaces, and tells how often the last day has slipped."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from concordat.accounts.models import User
from concordat.plans.domain import reading_json
from concordat.plans.domain.timescales import Timescale
from concordat.plans.domain.tracking import slippage_of
from concordat.plans.models import ActionTimescale

Span = tuple[date | None, date | None]


def standing_times(actions: Sequence[int]) -> defaultdict[int, list[Span]]:
    """First and last days that actions were ever given, oldest first."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    rows = ActionTimescale.objects.filter(action__in=actions).order_by("recorded_at", "pk")
    for action, start, end in rows.values_list("action_id", "start_on", "end_on"):
        found[action].append((start, end))
    return found


def timescale_chain(timescale: Timescale, standing: Sequence[Span]) -> list[Timescale]:
    """The dates to write: earlier ones that the words name and the plan does not know yet, then the present one.

    Where every date of the cell is struck out, the last of them is the one that was promised.
    """
    earlier = [one for one in timescale.previous if (one.start, one.end) not in standing]
    return [*earlier, timescale] if timescale.text.strip() or not earlier else earlier


def timescale_row(
    timescale: Timescale,
    ends: Sequence[date | None],
    *,
    action: int,
    replaces: int | None,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> ActionTimescale:
    """A row to be written; `ends` are all last days that the action was ever given, this one's at the end."""
    slippage = slippage_of(ends)
    return ActionTimescale(
        action_id=action,
        replaces_id=replaces,
        text=timescale.text,
        kind=timescale.kind.value,
        start_on=timescale.start,
        end_on=timescale.end,
        recurrence=(timescale.recurrence or "")[:60],
        parts=reading_json.dump_timescales(timescale.parts),
        reason=reason,
        slips=slippage.times,
        first_end_on=slippage.first_end,
        recorded_at=at,
        by=by,
    )


def revise_timescale(
    timescale: Timescale, *, action: int, replaces: int, reason: str, by: User | None, at: datetime
) -> int:
    """Give an action a new date, with the reason why it moved; gives the key of the row that counts from now on."""
    standing = standing_times([action])[action]
    ends = [end for _, end in standing]
    for step in timescale_chain(timescale, standing):
        ends.append(step.end)
        row = timescale_row(step, ends, action=action, replaces=replaces, by=by, at=at, reason=reason)
        row.save()
        replaces = row.pk
    return replaces
