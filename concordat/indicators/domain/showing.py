"""What somebody sees of a measure: members its true figures, all others what the small-number rule lets go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from concordat.indicators.domain.control_charts import ControlChart
from concordat.indicators.domain.figures import Wording
from concordat.indicators.domain.rare_events import RareChart
from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.series import Direction, Step, Target


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a measure is. owner, loaded_by: partners by name, "" where nobody is named. standard_key: "" for its own."""

    key: str
    name: str
    question: str
    definition: str
    standard: str
    source: str
    owner: str
    loaded_by: str
    wording: Wording
    direction: Direction
    standard_key: str
    due_within_days: int
    is_public: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class SeenFigure:
    """A figure of the period that begins `on`, in the measure's unit.

    value: None where it is missing or may not be shown; `showing` tells which. numerator, denominator: as shown, of a
    percentage. least, most: what the true figure can be where this one was rounded; None where it is exact.
    revisions, reason: for members; how often the figure was loaded anew, and why it differs or is missing.
    """

    on: date
    value: float | None
    showing: Showing = Showing.SHOWN
    numerator: int | None = None
    denominator: int | None = None
    least: float | None = None
    most: float | None = None
    revisions: int = 0
    reason: str = ""


@dataclass(frozen=True)
class SeenMeasure:
    """A measure as one viewer sees it; charts and sentences are made of the figures that this viewer sees alone.

    figures: by date. breakdowns: name → category → figures by date. is_released: the small-number rule was applied.
    chart: None where no figure can be drawn, and `why_no_chart` says why. rare: the days between events, for members.
    longer: the same by quarter or by year, for visitors, where what is counted more often is too small to be drawn.
    held_beside: for members, the measure beside which figures of this one may not go out, "" where they may.
    """

    words: MeasureWords
    figures: tuple[SeenFigure, ...]
    targets: tuple[Target, ...]
    steps: tuple[Step, ...]
    breakdowns: Mapping[str, Mapping[str, tuple[SeenFigure, ...]]]
    is_released: bool
    chart: ControlChart | None
    why_no_chart: str
    rare: RareChart | None
    sentence: str
    rare_sentence: str
    longer: "SeenMeasure | None" = None
    held_beside: str = ""

    @property
    def drawn(self) -> "SeenMeasure":
        """What a chart, a line or an icon is made of."""
        return self if self.longer is None else self.longer
