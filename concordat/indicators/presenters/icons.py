"""The two icons of a measure: what its latest figure says, and whether its target will be met; drawings of our own.

The letters and the words beside them say what the colours say.
"""

from dataclasses import dataclass

from concordat.indicators.domain.control_charts import Assurance, Variation
from concordat.indicators.domain.rare_events import RareChart
from concordat.indicators.domain.series import Direction
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.domain.signals import PointKind

BLUE, ORANGE, PURPLE, GREY = "#0072c6", "#e46c0a", "#8000c0", "#6b6b6b"


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon as `indicators/components/measure_icon.jinja` and the charts draw it.

    letter: H, L, P, F, ? or none. colour: of the ring. drawing: the line in the ring (rising, falling, level, above,
    below, between, empty). words: what it says. meaning: the same, for somebody who has never seen one.
    """

    letter: str
    colour: str
    drawing: str
    words: str
    meaning: str


VARIATION = {
    Variation.COMMON_CAUSE: Icon(
        "", GREY, "level", "Common cause variation", "The latest figure differs no more than chance explains."
    ),
    Variation.IMPROVEMENT_HIGH: Icon(
        "H", BLUE, "rising", "Special cause: improvement, high", "Figures are higher than chance explains: better."
    ),
    Variation.IMPROVEMENT_LOW: Icon(
        "L", BLUE, "falling", "Special cause: improvement, low", "Figures are lower than chance explains: better."
    ),
    Variation.CONCERN_HIGH: Icon(
        "H", ORANGE, "rising", "Special cause: concern, high", "Figures are higher than chance explains: worse."
    ),
    Variation.CONCERN_LOW: Icon(
        "L", ORANGE, "falling", "Special cause: concern, low", "Figures are lower than chance explains: worse."
    ),
    Variation.NEUTRAL_HIGH: Icon(
        "↑",
        PURPLE,
        "rising",
        "Special cause: high",
        "Figures are higher than chance explains; whether that is good is for people to say.",
    ),
    Variation.NEUTRAL_LOW: Icon(
        "↓",
        PURPLE,
        "falling",
        "Special cause: low",
        "Figures are lower than chance explains; whether that is good is for people to say.",
    ),
    Variation.NONE: Icon(
        "", GREY, "empty", "Can't tell change from chance yet", "Too few figures are shown, or most are the same."
    ),
}

ASSURANCE = {
    Assurance.MEETS: Icon(
        "P", BLUE, "above", "Target: will be met", "By the limits of the chart, it will go on being met."
    ),
    Assurance.FAILS: Icon(
        "F",
        ORANGE,
        "below",
        "Target: will not be met",
        "By the limits of the chart, the target can't be met without a change.",
    ),
    Assurance.HIT_AND_MISS: Icon(
        "?",
        GREY,
        "between",
        "Target: hit and miss",
        "By the limits of the chart, chance decides whether the target is met.",
    ),
    Assurance.NONE: Icon(
        "", GREY, "empty", "Target: can't be said", "Too few figures are shown to say whether the target will be met."
    ),
}
NO_TARGET = Icon("", GREY, "empty", "No target", "No target is set for this measure.")
NO_TARGET_FOR_GAPS = Icon(
    "", GREY, "empty", "Target: can't be said", "The days between events don't say whether the target will be met."
)
NO_TARGET_FOR_NEUTRAL = Icon(
    "", GREY, "empty", "Target: can't be said", "Neither more nor less is better, so no target is met or missed."
)


def variation_icon(variation: Variation) -> Icon:
    return VARIATION[variation]


def assurance_icon(assurance: Assurance, *, has_target: bool) -> Icon:
    """The icon of the target; without a target it says so."""
    return ASSURANCE[assurance] if has_target else NO_TARGET


_RARE = {
    PointKind.COMMON_CAUSE: VARIATION[Variation.COMMON_CAUSE],
    PointKind.IMPROVEMENT: Icon(
        "H", BLUE, "rising", "Special cause: improvement, longer gaps", "Events are rarer than chance explains: better."
    ),
    PointKind.CONCERN: Icon(
        "L", ORANGE, "falling", "Special cause: concern, shorter gaps", "Events are closer than chance explains: worse."
    ),
    PointKind.NEUTRAL_HIGH: Icon(
        "↑", PURPLE, "rising", "Special cause: longer gaps", "Events are rarer than chance explains."
    ),
    PointKind.NEUTRAL_LOW: Icon(
        "↓", PURPLE, "falling", "Special cause: shorter gaps", "Events are closer together than chance explains."
    ),
}


def gaps_icon(kind: PointKind, *, rises: bool, is_provisional: bool) -> Icon:
    """The icon of a chart of gaps between events. rises: the present signal is of longer gaps."""
    if is_provisional:
        return VARIATION[Variation.NONE]
    if kind is PointKind.IMPROVEMENT and not rises:
        return Icon("L", BLUE, "falling", "Special cause: improvement, shorter gaps", "Events are closer: better.")
    if kind is PointKind.CONCERN and rises:
        return Icon("H", ORANGE, "rising", "Special cause: concern, longer gaps", "Events are rarer: worse.")
    return _RARE[kind]


def icons_of(seen: SeenMeasure) -> tuple[Icon, ...]:
    """The icon of variation and that of the target."""
    has_target = bool(seen.targets) and seen.targets[-1].value is not None
    if seen.rare is not None:
        return _rare_icon(seen.rare), NO_TARGET_FOR_GAPS if has_target else NO_TARGET
    if seen.chart is None:
        return variation_icon(Variation.NONE), assurance_icon(Assurance.NONE, has_target=has_target)
    has_target = seen.chart.points[-1].target is not None
    is_neutral = has_target and seen.chart.direction is Direction.NEUTRAL
    target = NO_TARGET_FOR_NEUTRAL if is_neutral else assurance_icon(seen.chart.assurance, has_target=has_target)
    return variation_icon(seen.chart.variation), target


def _rare_icon(rare: RareChart) -> Icon:
    latest_rises = rare.is_running_beyond or bool(rare.gaps and rare.gaps[-1].signal.is_high)
    return gaps_icon(rare.latest_kind, rises=latest_rises, is_provisional=rare.is_provisional)
