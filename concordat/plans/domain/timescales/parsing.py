"""Gives the words of a date cell their meaning."""

from concordat.plans.domain.timescales.values import Timescale


def parse_timescale(text: str, *, default_year: int | None = None) -> Timescale:
    """What a timescale cell means; words that name no time give kind "unknown", never a guess."""
    return Timescale(text=text)


def combine_struck(timescale: Timescale, struck_text: str, *, default_year: int | None = None) -> Timescale:
    """The timescale with the dates struck out of its cell as `previous`."""
    return timescale
