"""When an action is promised: the words as written, and what they mean."""

from concordat.plans.domain.timescales.parsing import combine_struck, parse_timescale
from concordat.plans.domain.timescales.values import Timescale, TimescaleKind

__all__ = ["Timescale", "TimescaleKind", "combine_struck", "parse_timescale"]
