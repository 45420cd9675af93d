"""When an action is promised: the words as written, and what they mean."""

from concordat.plans.domain.timescales.values import Timescale, TimescaleKind

__all__ = ["Timescale", "TimescaleKind", "combine_struck", "names_time", "parse_timescale"]


def parse_timescale(text: str, *, default_year: int | None = None) -> Timescale:
    """What a timescale cell means; see `concordat.plans.domain.timescales.parsing.parse_timescale`."""
    # A page that only shows timescales needs none of the patterns behind this, which take a while to compile.
    from concordat.plans.domain.timescales import parsing

    return parsing.parse_timescale(text, default_year=default_year)


def combine_struck(timescale: Timescale, struck_text: str, *, default_year: int | None = None) -> Timescale:
    """A timescale with its struck-out dates; see `concordat.plans.domain.timescales.parsing.combine_struck`."""
    from concordat.plans.domain.timescales import parsing

    return parsing.combine_struck(timescale, struck_text, default_year=default_year)


def names_time(text: str) -> bool:
    """Whether words name a time; see `concordat.plans.domain.timescales.parsing.names_time`."""
    from concordat.plans.domain.timescales import parsing

    return parsing.names_time(text)
