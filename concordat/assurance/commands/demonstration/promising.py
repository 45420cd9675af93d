"""Words for when an action is promised, in the many ways in which plans put it; the grammar of plans reads them."""

from datetime import date, timedelta
from functools import lru_cache
from random import Random

from concordat.plans.domain.days import spoken_day, spoken_month
from concordat.plans.domain.timescales import Timescale, TimescaleKind, parse_timescale

Kind = TimescaleKind
# How often each kind stands in a plan, in a hundred.
_SHARES = {
    Kind.DAY: 16,
    Kind.MONTH: 34,
    Kind.QUARTER: 12,
    Kind.RANGE: 6,
    Kind.FINANCIAL_YEAR: 7,
    Kind.YEAR: 3,
    Kind.ONGOING: 9,
    Kind.RECURRING: 6,
    Kind.MULTIPLE: 3,
    Kind.UNKNOWN: 4,
}
_ENDLESS = {
    Kind.ONGOING: ("Ongoing", "On-going", "Continuous"),
    Kind.RECURRING: ("Quarterly", "Every six months", "Annually"),
    Kind.UNKNOWN: ("To be confirmed", "When funding is agreed", ""),
}


def draw_timescale(end: date, random: Random) -> Timescale:
    """A timescale of any kind; one with a last day ends about then."""
    kind = random.choices(list(_SHARES), weights=list(_SHARES.values()))[0]
    if kind in _ENDLESS:
        return read(random.choice(_ENDLESS[kind]))
    return read(_dated(kind, end, random))


def draw_later(end: date, random: Random) -> Timescale:
    """A later day or month than this."""
    later = end + timedelta(days=random.choice((45, 60, 92, 122, 183)))
    return read(_dated(random.choice((Kind.DAY, Kind.MONTH, Kind.MONTH, Kind.QUARTER)), later, random))


@lru_cache(maxsize=20_000)
def read(text: str) -> Timescale:
    """What the words mean."""
    return parse_timescale(text)


def _dated(kind: Kind, end: date, random: Random) -> str:
    year = end.year - (end.month < 4)  # in which its financial year begins
    match kind:
        case Kind.DAY:
            return random.choice((spoken_day(end), end.strftime("%d/%m/%Y")))
        case Kind.MONTH:
            return random.choice((spoken_month(end), f"By {spoken_month(end)}", f"End of {spoken_month(end)}"))
        case Kind.QUARTER:
            return f"Q{(end.month - 4) % 12 // 3 + 1} {year}/{(year + 1) % 100:02}"
        case Kind.RANGE:
            return f"{spoken_month(end - timedelta(days=170))} to {spoken_month(end)}"
        case Kind.FINANCIAL_YEAR:
            return f"{year}/{(year + 1) % 100:02}"
        case Kind.YEAR:
            return str(end.year)
    return f"{spoken_month(end - timedelta(days=120))} (draft) and {spoken_month(end)} (in use)"
