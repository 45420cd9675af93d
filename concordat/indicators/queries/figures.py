"""Reads measures and their figures."""

from datetime import date

from concordat.directory.models import Locality
from concordat.indicators.domain.control_charts import ControlChart, draw_control_chart
from concordat.indicators.domain.series import Direction, Observed, Step, Target
from concordat.indicators.models import Measure, Observation


def get_measure(locality: Locality, key: str) -> Measure:
    """Raises Measure.DoesNotExist."""
    return Measure.objects.get(locality=locality, key=key)


def revisions_of(measure: Measure, period_on: date, *, breakdown: str = "", category: str = "") -> list[Observation]:
    """Every figure that was loaded for a period, the first one first."""
    return list(
        measure.observations.filter(period_on=period_on, breakdown=breakdown, category=category).order_by("revision")
    )


def figures_now(measure: Measure) -> list[Observed]:
    """The figures of the whole as they stand: of each period its latest revision."""
    latest: dict[date, Observation] = {}
    for observation in measure.observations.filter(breakdown="").order_by("period_on", "revision"):
        latest[observation.period_on] = observation
    return [
        Observed(on, None if observation.value is None else float(observation.value))
        for on, observation in latest.items()
    ]


def chart_of(measure: Measure) -> ControlChart:
    """The control chart of a measure's figures as they stand; raises NotChartable where there is none yet."""
    targets: dict[date, Target] = {}
    for target in measure.targets.order_by("since_on", "pk"):
        targets[target.since_on] = Target(None if target.value is None else float(target.value), target.since_on)
    steps = [
        Step(step.on, step.reason, step.by.name if step.by else "")
        for step in measure.steps.filter(withdrawn_at=None).select_related("by")
    ]
    return draw_control_chart(
        figures_now(measure), direction=Direction(measure.direction), targets=list(targets.values()), steps=steps
    )
