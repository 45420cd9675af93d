"""Reads the reviewed reference files of this package: no table points at what they hold."""

from functools import cache
from pathlib import Path

from concordat.indicators.domain.national import NationalFigures, parse_national_series
from concordat.indicators.domain.reference import StandardSet, parse_standard_measures

FOLDER = Path(__file__).parents[1] / "reference"


@cache
def standard_measures() -> StandardSet:
    """The standard set that every locality can follow."""
    return parse_standard_measures((FOLDER / "standard-measures.yaml").read_text(encoding="utf-8"))


@cache
def national_series() -> NationalFigures:
    """What was published of section 136 for the nation, each figure with its source."""
    return parse_national_series((FOLDER / "national-series.yaml").read_text(encoding="utf-8"))
