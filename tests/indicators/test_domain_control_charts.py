"""Charts beyond the reference's cases: a second implementation, where ours departs, what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.control_charts import OURS, REFERENCE, Assurance, Method, Variation, draw_control_chart
from concordat.indicators.domain.series import Direction, NotChartable, Observed, Step, Target
from concordat.indicators.domain.signals import PointKind, Signal
from tests.indicators.slow_charts import slow_chart, slow_icons

START = date(2023, 4, 1)
SLOW_LABELS = {
    Signal.NONE: "none",
    Signal.ABOVE_LIMIT: "outside high",
    Signal.BELOW_LIMIT: "outside low",
    Signal.RISING: "trend high",
    Signal.FALLING: "trend low",
    Signal.TWO_IN_THREE_HIGH: "two high",
    Signal.TWO_IN_THREE_LOW: "two low",
    Signal.SHIFT_HIGH: "shift high",
    Signal.SHIFT_LOW: "shift low",
}


def series(values, start=START):
    return [Observed(start + timedelta(days=30 * row), value) for row, value in enumerate(values)]


def drawn(values, direction=Direction.DECREASE, method=OURS, **asked):
    return draw_control_chart(series(values), direction=direction, method=method, **asked)


STEADY = [50, 53, 48, 52, 47, 51, 49, 53, 48, 51, 50, 47, 52, 49, 51]
# Few different values make ties, runs and points on the mean likely; a walk makes trends likely.
FIGURES = st.one_of(
    st.lists(st.none() | st.integers(0, 5), min_size=1, max_size=40),
    st.lists(st.none() | st.integers(0, 12).map(lambda n: n / 10), min_size=1, max_size=40),
    st.lists(st.integers(-2, 3), min_size=1, max_size=40).map(
        lambda steps: [sum(steps[:n]) for n in range(len(steps))]
    ),
)


@settings(max_examples=500)
@given(
    FIGURES,
    st.booleans(),
    st.none() | st.integers(12, 20),
    st.sampled_from(Direction),
    st.none() | st.integers(-1, 8) | st.sampled_from(["upper", "lower"]),
)
def test_chart_equals_the_slow_one(values, screens, baseline, direction, target):
    mean, lower, upper, labels = slow_chart(values, screens=screens, baseline=baseline)
    aim = {"upper": upper, "lower": lower}.get(target, target)  # on the limit itself a target is hit and miss
    chart = drawn(
        values,
        direction,
        Method(screens_outliers=screens, follows_reference=True),
        baseline_length=baseline,
        targets=[] if aim is None else [Target(aim)],
    )
    phase = chart.phases[0]
    assert (phase.mean, phase.lower_limit, phase.upper_limit) == (mean, lower, upper)
    assert [SLOW_LABELS[point.signal] for point in chart.points] == labels
    assert (chart.variation.value, chart.assurance.value) == slow_icons(
        labels[-1], (lower, upper), direction=direction.value, target=aim
    )


@settings(max_examples=100)
@given(FIGURES, FIGURES)
def test_step_makes_two_charts_of_one(before, after):
    values = [*before, *after]
    observations = series(values)
    chart = draw_control_chart(
        observations,
        direction=Direction.INCREASE,
        steps=[Step(observations[len(before)].on, "A new unit opened", "A. Nalyst")],
    )
    alone = [drawn(part, Direction.INCREASE).points for part in (before, after)]
    assert [point.signal for point in chart.points] == [point.signal for part in alone for point in part]
    assert [phase.rows for phase in chart.phases] == [len(before), len(after)]


@given(st.permutations(range(15)))
def test_order_of_rows_does_not_matter(order):
    observations = series(STEADY)
    shuffled = draw_control_chart([observations[row] for row in order], direction=Direction.INCREASE)
    assert shuffled == draw_control_chart(observations, direction=Direction.INCREASE)


def test_level_series_beyond_its_target_meets_it():
    chart = drawn([1.0] * 15, Direction.INCREASE, targets=[Target(0.95)])
    assert (chart.phases[0].lower_limit, chart.phases[0].upper_limit) == (1.0, 1.0)
    assert (chart.variation, chart.assurance) == (Variation.COMMON_CAUSE, Assurance.MEETS)


def test_level_series_on_its_target_meets_it():
    """Nobody under 18 in a police station: always 0, and 0 is the target."""
    assert drawn([0] * 20, targets=[Target(0)]).assurance is Assurance.MEETS


def test_level_series_short_of_its_target_fails_it():
    assert drawn([0.9] * 15, Direction.INCREASE, targets=[Target(0.95)]).assurance is Assurance.FAILS


def test_screening_that_leaves_nothing_is_not_done():
    level = drawn([3] * 15, method=Method(screens_outliers=True))
    assert (level.phases[0].lower_limit, level.phases[0].upper_limit) == (3, 3)
    rare = drawn([0, 0, 0, 1] + [0] * 10 + [1] + [0] * 9, method=Method(screens_outliers=True))
    assert rare.phases[0].mean_moving_range == pytest.approx(4 / 23)


def test_isolated_events_have_empty_icons():
    chart = drawn([0, 0, 0, 1] + [0] * 10 + [1] + [0] * 9, targets=[Target(0)])
    assert chart.phases[0].is_sparse
    assert (chart.variation, chart.assurance) == (Variation.NONE, Assurance.NONE)


def test_twelve_figures_have_provisional_limits_and_empty_icons():
    chart = drawn(STEADY[:12], targets=[Target(100)])
    assert chart.phases[0].is_provisional
    assert chart.phases[0].upper_limit is not None
    assert (chart.variation, chart.assurance) == (Variation.NONE, Assurance.NONE)
    assert drawn(STEADY[:13], targets=[Target(100)]).assurance is Assurance.MEETS


def test_missing_figures_do_not_count_towards_thirteen():
    assert drawn([*STEADY[:12], None]).phases[0].is_provisional


def test_one_figure_has_neither_limits_nor_icons():
    chart = drawn([4], targets=[Target(3)])
    assert (chart.phases[0].mean, chart.phases[0].upper_limit) == (4, None)
    assert (chart.variation, chart.assurance) == (Variation.NONE, Assurance.NONE)


def test_no_figure_at_all_has_neither_mean_nor_icons():
    chart = drawn([None, None])
    assert (chart.phases[0].mean, chart.latest, chart.variation) == (None, None, Variation.NONE)


def test_icon_is_about_the_latest_figure_that_there_is():
    chart = drawn([*STEADY, 90, None], Direction.DECREASE)
    assert chart.is_latest_missing
    assert chart.latest == chart.points[-2]
    assert chart.variation is Variation.CONCERN_HIGH


def test_gap_in_a_rise_breaks_it():
    rise = [40, 41, 42, 43, 44, 45, 46, 47]
    assert all(point.is_in_trend for point in drawn(rise).points)
    rise[3] = None
    assert not any(point.is_in_trend for point in drawn(rise).points)


def test_step_between_two_dates_begins_at_the_next():
    observations = series(STEADY * 2)
    day_before = observations[15].on - timedelta(days=1)
    ours = draw_control_chart(
        observations, direction=Direction.INCREASE, steps=[Step(day_before, "Moved", "A. Nalyst")]
    )
    assert [phase.since for phase in ours.phases] == [observations[0].on, observations[15].on]
    reference = draw_control_chart(
        observations, direction=Direction.INCREASE, steps=[Step(day_before)], method=REFERENCE
    )
    assert len(reference.phases) == 1


def test_step_after_the_last_figure_waits():
    assert len(drawn(STEADY, steps=[Step(date(2030, 1, 1))]).phases) == 1


def test_target_has_a_history():
    observations = series(STEADY)
    chart = draw_control_chart(
        observations,
        direction=Direction.DECREASE,
        targets=[Target(100, observations[2].on), Target(None, observations[8].on), Target(20, observations[10].on)],
    )
    assert [point.target for point in chart.points] == [None] * 2 + [100] * 6 + [None] * 2 + [20] * 5
    assert chart.assurance is Assurance.FAILS


def test_neutral_measure_has_no_assurance():
    chart = drawn([*STEADY, 90], Direction.NEUTRAL, targets=[Target(50)])
    assert (chart.variation, chart.assurance) == (Variation.NEUTRAL_HIGH, Assurance.NONE)
    assert chart.points[-1].kind is PointKind.NEUTRAL_HIGH


@pytest.mark.parametrize(
    ("observations", "asked", "sentence"),
    [
        ([], {}, "There is no figure to draw yet."),
        (
            [Observed(START, 1), Observed(START, 2)],
            {},
            "There are two figures for 01/04/2023; a chart can show one for each date.",
        ),
        ([Observed(START, float("nan"))], {}, "The figure for 01/04/2023 is not a number."),
        (series(STEADY), {"baseline_length": 11}, "A baseline needs at least 12 dates."),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(observations, asked, sentence):
    with pytest.raises(NotChartable) as refusal:
        draw_control_chart(observations, direction=Direction.INCREASE, **asked)
    assert str(refusal.value) == sentence
