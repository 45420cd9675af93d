"""What a lay reader is told under each chart."""

from datetime import date, timedelta

import pytest

from concordat.indicators.domain.control_charts import draw_control_chart
from concordat.indicators.domain.figures import Frequency, Unit, Wording
from concordat.indicators.domain.rare_events import draw_cases_between, draw_days_between, draw_time_between
from concordat.indicators.domain.releases.small_numbers import Showing
from concordat.indicators.domain.sentences import say_chart, say_figures, say_rare_chart
from concordat.indicators.domain.series import Direction, Observed, Step, Target
from concordat.indicators.domain.showing import SeenFigure

COUNTS = Wording(Unit.COUNT)
STEADY = [50, 53, 48, 52, 47, 51, 49, 53, 48, 51, 50, 47, 52, 49, 51]


# Expected limits by hand: of STEADY, the mean is 751/15 and the mean moving range 49/14.


def months(values):
    return [Observed(date(2023 + row // 12, row % 12 + 1, 1), value) for row, value in enumerate(values)]


def said(values, direction=Direction.DECREASE, wording=COUNTS, **asked):
    return say_chart(
        draw_control_chart(months(values), direction=direction, **asked), name="Detentions", wording=wording
    )


def test_no_change_and_a_target_out_of_reach():
    assert said(STEADY, targets=[Target(40)]) == (
        "Detentions: 51 in March 2024, no more than chance explains (41 to 59 would be usual); "
        "as things are, the target of 40 will not be met."
    )


def test_latest_figure_that_meets_a_target_out_of_reach_is_said_to():
    assert said([*STEADY, 20], targets=[Target(25)]).endswith(
        "and this is an improvement; this meets the target of 25, though by the limits of the chart, which rest on "
        "earlier figures too, it would not be met."
    )
    assert said([*STEADY, 90], targets=[Target(80)]).endswith(
        "and this is a concern; this misses the target of 80, though by the limits of the chart, which rest on "
        "earlier figures too, it would be met."
    )


def test_concern_beyond_the_limit():
    assert said([*STEADY, 90]) == (
        "Detentions: 90 in April 2024, more than chance explains (37 to 68 would be usual), and this is a concern."
    )


def test_run_is_told_with_the_average():
    assert said([*STEADY, 44, 45, 44, 45, 44, 45, 44], Direction.INCREASE, targets=[Target(48)]) == (
        "Detentions: 44 in October 2024, with at least seven figures in a row below the average of 48.3, "
        "and this is a concern; as things are, the target of 48 will be met at some times and missed at "
        "others, by chance."
    )


def test_trend_of_a_neutral_measure():
    assert said([*STEADY, 48, 49, 50, 51, 52, 53, 54], Direction.NEUTRAL) == (
        "Detentions: 54 in October 2024, at the end of at least seven figures that rise without a break, "
        "and whether that is good or bad is for people to say."
    )


def test_level_percentage_with_a_step_and_a_gap():
    sentence = said(
        [80, 85, 82, *[100] * 14, None],
        Direction.INCREASE,
        Wording(Unit.PERCENTAGE),
        targets=[Target(95)],
        steps=[Step(date(2023, 4, 1), "A new unit", "A. Nalyst")],
    )
    assert sentence == (
        "Detentions: no figure for June 2024; 100% in May 2024, the same as every figure since the step; "
        "figures are compared since the step in April 2023; as things are, the target of 95% will go on being met."
    )


def test_step_after_the_latest_figure_is_not_told():
    assert "the step" not in said([*STEADY, None], steps=[Step(date(2024, 4, 1))])


def test_neutral_measure_neither_meets_nor_misses_its_target():
    assert said(STEADY, Direction.NEUTRAL, targets=[Target(40)]).endswith(
        "; neither more nor less is better, so the target of 40 is neither met nor missed."
    )


def test_what_a_rate_is_per_is_not_said_again_of_its_limits():
    assert "47 per 100,000 people in July 2023, no more than chance explains (38.6 to 60.8 would be usual)" in said(
        [*STEADY[:6], 47], wording=Wording(Unit.RATE, rate_of="100,000 people")
    )


def test_percentage_limits_are_told_within_0_and_100():
    assert "(79% to 100% would be usual)" in said(
        [90, 95, 92, 88, 97, 91, 94, 99, 93, 90, 96, 89, 95], Direction.INCREASE, Wording(Unit.PERCENTAGE)
    )


def test_doubts_are_told():
    assert said([4], targets=[Target(3)]) == (
        "Detentions: 4 in January 2023, too few figures to tell change from chance; "
        "it can't be said yet whether the target of 3 will be met."
    )
    assert said(STEADY[:5]).endswith("; with 5 of the 13 figures that are needed, this is provisional.")
    assert "1 in May 2023, more than chance" not in said([0, 0, 0, 0, 1])
    assert said([0] * 10 + [1] + [0] * 5).endswith(
        "but most figures are the same, so they can't tell change from chance."
    )
    assert said([None]) == "Detentions: there is no figure yet."
    assert said([4, None, 5, None, 4]).endswith("too few figures in a row to tell change from chance.")


def test_provisional_limits_call_nothing_better_or_worse_yet():
    """The icons are empty below 13 figures."""
    assert said([*STEADY[:8], 90]).endswith(
        "more than chance explains (34 to 76 would be usual), which may be a concern; "
        "with 9 of the 13 figures that are needed, this is provisional."
    )
    assert "less than chance explains (47 to 61 would be usual), which may be an improvement; with 10 of" in said(
        [56, 55, 56, 55, 56, 55, 56, 55, 56, 40]
    )


def test_rare_events_are_told():
    gaps = [20, 35, 11, 28, 40, 17, 25, 31, 22, 19, 27, 33, 24, 30]
    quiet = draw_time_between(gaps, events_should=Direction.DECREASE, running=9)
    assert say_rare_chart(quiet, event="a child in a police station") == (
        "A child in a police station: it is 9 days since the last one; "
        "30 days lay between the latest and the one before it, no more than chance explains (6 to 71 would be usual)."
    )
    long = draw_time_between(gaps, events_should=Direction.DECREASE, running=100)
    assert say_rare_chart(long, event="a child in a police station") == (
        "A child in a police station: it is 100 days since the last one, "
        "longer than chance explains (up to 71 would be usual), and this is an improvement."
    )
    few = draw_cases_between([3, 1], events_should=Direction.DECREASE)
    assert say_rare_chart(few, event="a breach", case=("detention", "detentions")) == (
        "A breach: 1 detention lay between the latest and the one before it, no more "
        "than chance explains (0 to 9 would be usual); with 2 of the 13 gaps that are needed, this is provisional."
    )


def test_gap_in_which_a_figure_is_missing_is_told_as_not_known():
    may = [date(2023, 5, day) for day in (1, 11, 21, 31)]
    unknown = [(date(2023, 6, 1), date(2023, 7, 1))]
    broken = draw_days_between(
        [*may, date(2023, 7, 15)], until=date(2023, 7, 16), events_should=Direction.DECREASE, unknown=unknown
    )
    assert say_rare_chart(broken, event="a breach") == (
        "A breach: it is 1 day since the last one; how long the gap before it was "
        "is not known, as a figure is missing; the latest gap that is known was 10 days long, no more than chance "
        "explains (10 to 10 would be usual); with 3 of the 13 gaps that are needed, this is provisional."
    )
    lost = draw_days_between(may, until=date(2023, 7, 1), events_should=Direction.DECREASE, unknown=unknown)
    assert "A breach: how long it is since the last one is not known, as a figure is missing; 10 days lay" in (
        say_rare_chart(lost, event="a breach")
    )


@pytest.mark.parametrize(
    ("wording", "value", "written"),
    [
        (Wording(Unit.COUNT), 1204, "1,204"),
        (Wording(Unit.RATE, rate_of="100,000 people"), 12.52, "12.5 per 100,000 people"),
        (Wording(Unit.PERCENTAGE), 93.08, "93.1%"),
        (Wording(Unit.PERCENTAGE), 0.25, "0.25%"),
        (Wording(Unit.MINUTES), 1, "1 minute"),
        (Wording(Unit.MINUTES), 1.04, "1 minute"),
        (Wording(Unit.DAYS), 0, "0 days"),
    ],
)
def test_figure_is_written_with_its_unit(wording, value, written):
    assert wording.figure(value) == written


@pytest.mark.parametrize(
    ("frequency", "on", "written"),
    [
        (Frequency.WEEK, date(2024, 3, 4), "the week of 4 March 2024"),
        (Frequency.MONTH, date(2024, 3, 1), "March 2024"),
        (Frequency.QUARTER, date(2024, 1, 1), "January to March 2024"),
        (Frequency.QUARTER, date(2023, 12, 1), "December 2023 to February 2024"),
        (Frequency.YEAR, date(2024, 4, 1), "2024/25"),
        (Frequency.YEAR, date(2024, 1, 1), "2024"),
        (Frequency.YEAR, date(2099, 4, 1), "2099/00"),
    ],
)
def test_period_is_written_by_its_frequency(frequency, on, written):
    assert Wording(Unit.COUNT, frequency).period(on) == written


def test_quarters_of_a_century_are_three_months_long():
    day = date(2000, 1, 1)
    while day < date(2001, 1, 1):
        first, _, last = Wording(Unit.COUNT, Frequency.QUARTER).period(day).partition(" to ")
        assert first.split()[0] != last.split()[0]
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([4, 0, 0, 0], "Cells: 0 in May 2024, and in each of the 2 months before. Why not."),
        ([0, Showing.SMALL, 0, 0], "Cells: 0 in May 2024. Why not."),
        ([0, None, 0], "Cells: 0 in May 2024. Why not."),
        ([0, 5], "Cells: 5 in May 2024. Why not."),
        ([5, Showing.SMALL], "Cells: the number for May 2024 is too small to be shown. Why not."),
        ([5, Showing.WITHHELD], "Cells: nothing is published of May 2024. Why not."),
        ([5, "missing"], "Cells: no figure for May 2024. Why not."),
        ([], "Why not."),
    ],
)
def test_figures_without_a_chart_are_told_by_the_latest(figures, sentence):
    """None: a month that has no row at all."""
    seen = [
        SeenFigure(
            date(2024, 5 + place - len(figures) + 1, 1),
            value if isinstance(value, int) else None,
            value if isinstance(value, Showing) else Showing.SHOWN,
        )
        for place, value in enumerate(figures)
        if value is not None
    ]
    assert say_figures(seen, "Why not.", name="Cells", wording=COUNTS) == sentence
