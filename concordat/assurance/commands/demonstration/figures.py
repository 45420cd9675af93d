"""Writes measures of the standard set with invented figures: a whole financial year, and the months since."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from concordat.accounts.models import User
from concordat.assurance.commands.demonstration.batches import Batch
from concordat.assurance.commands.demonstration.plans import moment
from concordat.directory.models import Locality
from concordat.indicators.models import Measure, Observation
from concordat.indicators.queries import standard_measures

_ALL = "all-detentions"
# The share of all detentions in the middle of the nation, and how far localities are apart.
_SHARES = {"police-station": (0.012, 0.008), "emergency-department": (0.47, 0.07), "conveyed-by-police": (0.5, 0.06)}
_OUTLYING = 0.06  # of localities lie far from all others
_A_MONTH = (6, 75)  # detentions, in the smallest locality and the largest
_LOADED_AFTER = timedelta(days=50)
_KNOWN = 0.94  # of the detentions, those whose form says what a share is of
_KEEP_NONE, _KEEP_THEM_TO_MEMBERS = 0.12, 0.1


def add_figures(batch: Batch, locality: Locality, random: Random, *, today: date, by: User) -> bool:
    """The measures of a locality with a figure for each month; whether they are published."""
    if random.random() < _KEEP_NONE:
        return False
    is_public = random.random() > _KEEP_THEM_TO_MEMBERS
    months = _months(today)
    begun = moment(months[0], 9)
    rows = {}
    for position, key in enumerate((_ALL, *_SHARES)):
        standard = standard_measures().get(key)
        rows[key] = batch.add(
            Measure(
                locality_id=locality.pk, key=key, standard_key=key, name=standard.name, question=standard.question,
                definition=standard.definition, standard=standard.standard, source="Invented", position=position,
                unit=standard.unit.value, direction=standard.direction.value, frequency=standard.frequency.value,
                created_at=begun, published_at=begun if is_public else None,
                published_by_id=by.pk if is_public else None,
            )
        )  # fmt: skip
    usual = random.uniform(*_A_MONTH)
    shares = {key: _share(random, *spread) for key, spread in _SHARES.items()}
    for month in months:
        count = max(round(random.gauss(usual, usual**0.5)), 0)
        known = sum(random.random() < _KNOWN for _ in range(count))
        _observe(batch, rows[_ALL], month, Decimal(count), by)
        for key, share in shares.items():
            if known:
                _observe(batch, rows[key], month, None, by, sum(random.random() < share for _ in range(known)), known)
    return is_public


def _share(random: Random, middle: float, spread: float) -> float:
    far = random.choice((-3.5, 3.5)) * spread if random.random() < _OUTLYING else 0.0
    return min(max(random.gauss(middle, spread) + far, 0.0), 0.95)


def _months(today: date) -> list[date]:
    """From the April before last to the last month that is over by a month."""
    year = today.year - (today.month < 4) - 1
    months = [date(year + (3 + number) // 12, (3 + number) % 12 + 1, 1) for number in range(24)]
    return [month for month in months if (today - month).days > 60]


def _observe(
    batch: Batch, measure: Measure, month: date, value: Decimal | None, by: User, part: int = 0, of: int = 0
) -> None:
    if value is None:
        value = (Decimal(100 * part) / of).quantize(Decimal("0.1"))
    batch.add(
        Observation(
            measure_id=measure.pk, period_on=month, revision=1, value=value, numerator=part if of else None,
            denominator=of or None, at=moment(month + _LOADED_AFTER, 9), by_id=by.pk,
        )
    )  # fmt: skip
