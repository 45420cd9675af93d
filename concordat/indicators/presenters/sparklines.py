"""A measure's latest figures as a line without words, for a row of a list: drawn in the page itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.indicators.domain.periods import next_period
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.series import Target
from concordat.indicators.domain.showing import SeenFigure, SeenMeasure
from concordat.indicators.presenters.charts import why_not_drawn

WIDTH, HEIGHT = 120, 32
_MOST, _EDGE = 36, 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """What `indicators/components/sparkline.jinja` draws, in pixels.

    lines: unbroken stretches of the line as "x,y x,y". dots: figures that stand alone. hidden: where a figure may not
    be shown. mean, target: how far from the top, None without one. last: the latest figure that is drawn.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    hidden: tuple[float, ...]
    mean: float | None
    target: float | None
    last: tuple[float, float] | None


def sparkline(seen: SeenMeasure) -> Sparkline | None:
    """The latest three years of a measure that is counted by month; None where a drawing would mislead."""
    figures = seen.figures[-_MOST:]
    values = [figure.value for figure in figures if figure.value is not None]
    if len(values) < 2 or seen.rare is not None or why_not_drawn(seen):
        return None
    mean = seen.chart.points[-1].phase.mean if seen.chart else None
    target = _latest(seen.targets)
    levels = [level for level in (mean, target) if level is not None]
    low, high = min([*values, *levels]), max([*values, *levels])
    spread = (high - low) or 1.0

    def down(value: float) -> float:
        return round(_EDGE + (HEIGHT - 2 * _EDGE) * (high - value) / spread, 1) if high > low else HEIGHT / 2

    step = (WIDTH - 2 * _EDGE) / max(1, len(figures) - 1)
    across = [round(_EDGE + step * place, 1) for place in range(len(figures))]
    stretches = _stretches(figures, seen)
    places = {
        place: (across[place], down(figure.value)) for place, figure in enumerate(figures) if figure.value is not None
    }
    return Sparkline(
        lines=tuple(
            " ".join(f"{x},{y}" for x, y in (places[place] for place in stretch))
            for stretch in stretches
            if len(stretch) > 1
        ),
        dots=tuple(places[stretch[0]] for stretch in stretches if len(stretch) == 1),
        hidden=tuple(across[place] for place, figure in enumerate(figures) if figure.showing is not Showing.SHOWN),
        mean=None if mean is None else down(mean),
        target=None if target is None else down(target),
        last=places[max(places)],
    )


def _latest(targets: Sequence[Target]) -> float | None:
    return targets[-1].value if targets else None


def _stretches(figures: Sequence[SeenFigure], seen: SeenMeasure) -> list[list[int]]:
    """The places of figures that follow each other without a gap."""
    found: list[list[int]] = []
    frequency = seen.words.wording.frequency
    for place, figure in enumerate(figures):
        if figure.value is None:
            continue
        follows = (
            bool(found) and found[-1][-1] == place - 1 and next_period(figures[place - 1].on, frequency) >= figure.on
        )
        if follows:
            found[-1].append(place)
        else:
            found.append([place])
    return found
