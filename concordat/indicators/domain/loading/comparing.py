"""Says what each figure that was read would do to those that stand: come new, say the same, or revise one."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from concordat.indicators.domain.loading.values import Figure, FigureKey, KnownMeasure, Standing


class Effect(StrEnum):
    """What loading a figure does."""

    NEW = "new"
    SAME = "same"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside the one that stands; `earlier` is None where there is none yet."""

    figure: Figure
    effect: Effect
    earlier: Standing | None = None

    @property
    def by(self) -> Decimal | None:
        """By how much the figure differs; None where one of them is missing."""
        if self.earlier is None or self.earlier.value is None or self.figure.value is None:
            return None
        return self.figure.value - self.earlier.value


def changes_of(figures: Iterable[Figure], standing: Mapping[FigureKey, Standing]) -> tuple[Change, ...]:
    """What each figure would do, in their order."""
    return tuple(_change(figure, standing.get(figure.key)) for figure in figures)


def _change(figure: Figure, earlier: Standing | None) -> Change:
    if earlier is None:
        return Change(figure, Effect.NEW)
    if figure.numbers == earlier.numbers or _is_same_share(figure, earlier):
        return Change(figure, Effect.SAME, earlier)
    return Change(figure, Effect.REVISION, earlier)


def _is_same_share(figure: Figure, earlier: Standing) -> bool:
    """Whether both are the same how many of how many, however many decimal places their percentages have."""
    if figure.numerator is None or figure.value is None or earlier.value is None:
        return False
    return (figure.numerator, figure.denominator) == (earlier.numerator, earlier.denominator)


def seal_of(changes: Iterable[Change], measures: Mapping[str, KnownMeasure]) -> str:
    """A mark of what a person was shown: it differs once a figure that stands, or what a measure is, was changed."""
    told = ";".join(
        f"{change.figure.key}{change.effect}{change.earlier.revision if change.earlier else 0}"
        f"{measures[change.figure.key.measure]}"
        for change in changes
    )
    return hashlib.sha256(told.encode()).hexdigest()[:24]
