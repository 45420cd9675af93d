"""Reads the reviewed reference files of this package: no table points at what they hold."""

from functools import cache
from pathlib import Path

from concordat.assurance.domain.reference import (
    Criteria,
    Criterion,
    Pattern,
    RequiredTypes,
    parse_criteria,
    parse_pattern,
    parse_required_types,
)

FOLDER = Path(__file__).parents[1] / "reference"


@cache
def declaration_pattern() -> Pattern:
    """The words that a declaration starts from."""
    return parse_pattern((FOLDER / "declaration.yaml").read_text(encoding="utf-8"))


@cache
def required_types() -> RequiredTypes:
    """Which types of agency a declaration needs, and when."""
    return parse_required_types((FOLDER / "required-types.yaml").read_text(encoding="utf-8"))


@cache
def check_criteria() -> Criteria:
    """What a plan is checked by, and where that comes from."""
    return parse_criteria((FOLDER / "criteria.yaml").read_text(encoding="utf-8"))


def criteria() -> tuple[Criterion, ...]:
    return check_criteria().criteria
