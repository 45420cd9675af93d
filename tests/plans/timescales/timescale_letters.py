"""A timescale in a few letters, for tests of how dates are read."""

from concordat.plans.domain.timescales import parse_timescale

MARCH = "month 2016-03-31"


def read(text: str, default_year: int | None = None) -> str:
    """Kind and last day, as in "month 2016-03-31"; the kind alone where there is no day."""
    timescale = parse_timescale(text, default_year=default_year)
    return " ".join(filter(None, [timescale.kind.value, timescale.end and timescale.end.isoformat()]))


def span(text: str, default_year: int | None = None) -> str:
    """Kind, first day and last day."""
    timescale = parse_timescale(text, default_year=default_year)
    return f"{timescale.kind.value} {timescale.start} {timescale.end}"
