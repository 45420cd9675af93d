"""Time and cases between rare events: a second implementation, a published table, false signals counted."""

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain import rare_events
from concordat.indicators.domain.rare_events import (
    CountedPeriod,
    draw_cases_between,
    draw_days_between,
    draw_time_between,
)
from concordat.indicators.domain.series import Direction, NotChartable
from concordat.indicators.domain.signals import PointKind, Signal
from tests.indicators.slow_charts import slow_chart

FEWER = Direction.DECREASE
# Hours between twenty failures of a valve and the same to the power of 0.2777: D. C. Montgomery, "Introduction to
# Statistical Quality Control" (6th edition, 2009), table 7.14.
FAILURES = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
TRANSFORMED = [4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151]
TRANSFORMED += [9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203]
SIDES = {"high": PointKind.IMPROVEMENT, "low": PointKind.CONCERN}


def test_time_chart_equals_the_published_table():
    """The book rounds 1/3.6 to 0.2777, so its figures are smaller by up to 0.7 in a thousand."""
    chart = draw_time_between(FAILURES, events_should=FEWER)
    mean = sum(TRANSFORMED) / 20
    typical = sum(abs(b - a) for a, b in pairwise(TRANSFORMED)) / 19
    assert chart.centre ** (1 / 3.6) == pytest.approx(mean, rel=1e-3)
    assert chart.upper_limit ** (1 / 3.6) == pytest.approx(mean + 2.66 * typical, rel=1e-3)
    assert chart.lower_limit is None
    assert {gap.signal for gap in chart.gaps} == {Signal.NONE}


@settings(max_examples=300)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_time_chart_equals_the_slow_one(lengths):
    chart = draw_time_between(lengths, events_should=FEWER)
    mean, lower, upper, labels = slow_chart([length ** (1 / 3.6) for length in lengths], screens=False)
    assert chart.centre == pytest.approx(mean**3.6)
    assert chart.upper_limit == (None if upper is None else pytest.approx(upper**3.6))
    assert chart.lower_limit == (None if lower is None or lower < 0 else pytest.approx(lower**3.6))
    assert [gap.kind for gap in chart.gaps] == [
        SIDES.get(label.rpartition(" ")[2], PointKind.COMMON_CAUSE) for label in labels
    ]


@settings(max_examples=300)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_cases_chart_equals_the_slow_one(lengths):
    chart = draw_cases_between(lengths, events_should=FEWER)
    mean = Fraction(sum(lengths), len(lengths))
    ordered = sorted(lengths)
    centre = (ordered[(len(lengths) - 1) // 2] + ordered[len(lengths) // 2]) / 2
    assert chart.centre == centre
    assert (chart.upper_limit - float(mean)) ** 2 == pytest.approx(float(9 * mean * (mean + 1)))
    assert chart.lower_limit is None
    for place, gap in enumerate(chart.gaps):
        windows = [
            lengths[start : start + 7]
            for start in range(place - 6, place + 1)
            if start >= 0 and start + 7 <= len(lengths)
        ]
        is_signal = (
            gap.length > chart.upper_limit
            or any(sorted(set(window)) in (window, window[::-1]) for window in windows)
            or any(min(window) > centre or max(window) < centre for window in windows)
        )
        assert (gap.signal is not Signal.NONE) == is_signal


def test_cases_chart_by_hand():
    """Mean 4, spread √20: the limit is 4 + 3 × 4.4721."""
    chart = draw_cases_between([1, 2, 3, 4, 10, 4], events_should=FEWER)
    assert chart.upper_limit == pytest.approx(17.4164, abs=1e-4)
    assert chart.centre == 3.5


def test_gap_that_still_runs_is_a_signal_once_it_is_beyond_the_limit():
    lengths = [20, 35, 11, 28, 40, 17, 25, 31, 22, 19, 27, 33, 24, 30]
    short = draw_time_between(lengths, events_should=FEWER, running=30)
    long = draw_time_between(lengths, events_should=FEWER, running=400)
    assert (short.is_running_beyond, short.latest_kind) == (False, PointKind.COMMON_CAUSE)
    assert (long.is_running_beyond, long.latest_kind) == (True, PointKind.IMPROVEMENT)
    assert long.upper_limit == short.upper_limit


def test_days_are_counted_from_event_to_event_and_to_the_last_known_day():
    events = [date(2024, 5, 1), date(2024, 3, 1), date(2024, 3, 1)]
    chart = draw_days_between(events, until=date(2024, 5, 31), events_should=FEWER)
    assert [gap.length for gap in chart.gaps] == [0, 61]
    assert (chart.running, chart.is_provisional) == (30, True)


def test_one_event_has_no_gap_but_a_running_one():
    chart = draw_days_between([date(2024, 5, 1)], until=date(2024, 5, 31), events_should=FEWER)
    assert (chart.gaps, chart.upper_limit, chart.running) == ((), None, 30)
    assert chart.latest_kind is PointKind.COMMON_CAUSE


def test_gap_in_which_a_figure_is_missing_is_not_known():
    """There is no row for April and June, and no figure for May: nobody knows how long no event happened there."""
    counts = {1: 2, 2: 0, 3: 1, 7: 1, 8: 0, 9: 1}
    periods = [CountedPeriod(date(2023, m, 1), date(2023, m + 1, 1), count) for m, count in counts.items()]
    periods.insert(3, CountedPeriod(date(2023, 5, 1), date(2023, 6, 1), None))
    chart = rare_events.draw_days_between_counts(periods, events_should=FEWER)
    assert [gap.length for gap in chart.gaps] == [16, 51, None, 62]
    assert (len(chart.known), chart.running, chart.is_running_unknown) == (3, 15, False)
    apart = [length ** (1 / 3.6) for length in (16, 51)]
    spread = 2.66 * (apart[1] - apart[0])  # of the one moving range: none reaches across the unknown gap
    mean = (sum(apart) + 62 ** (1 / 3.6)) / 3
    assert chart.upper_limit == pytest.approx((mean + spread) ** 3.6)
    late = [*periods, CountedPeriod(date(2023, 10, 1), date(2023, 11, 1), None)]
    lost = rare_events.draw_days_between_counts(late, events_should=FEWER)
    assert (lost.running, lost.is_running_unknown, lost.is_running_beyond) == (None, True, False)


@given(st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=20))
def test_days_between_counts_equal_the_slow_ones(counts):
    """Day by day: what is known of each, and which days have events."""
    first = date(2023, 1, 2)
    weeks = [
        CountedPeriod(first + timedelta(7 * place), first + timedelta(7 * place + 7), count)
        for place, count in enumerate(counts)
    ]
    days = []
    for count in counts:
        week = [0 if count is not None else None] * 7
        for place in range(count or 0):
            week[7 * (2 * place + 1) // (2 * count)] += 1
        days += week
    gaps, since, is_known = [], None, True
    for day, events in enumerate(days):
        is_known = is_known and events is not None
        for _ in range(events or 0):
            if since is not None:
                gaps.append(day - since if is_known else None)
            since, is_known = day, True
    if since is None:
        with pytest.raises(NotChartable):
            rare_events.draw_days_between_counts(weeks, events_should=FEWER)
        return
    chart = rare_events.draw_days_between_counts(weeks, events_should=FEWER)
    assert [gap.length for gap in chart.gaps] == gaps
    assert chart.running == (len(days) - since if is_known else None)


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (
            lambda: draw_days_between([], until=date(2024, 5, 31), events_should=FEWER),
            "There is no event yet: nothing lies between events.",
        ),
        (
            lambda: draw_days_between([date(2024, 6, 1)], until=date(2024, 5, 31), events_should=FEWER),
            "An event of 01/06/2024 lies after the last day that is known, 31/05/2024.",
        ),
        (lambda: draw_time_between([3, -1], events_should=FEWER), "What lies between two events can't be less than 0."),
        (lambda: draw_cases_between([3, 1.5], events_should=FEWER), "Cases between events are whole numbers."),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(draw, sentence):
    with pytest.raises(NotChartable) as refusal:
        draw()
    assert str(refusal.value) == sentence


def test_stable_rare_events_seldom_signal():
    """One event in five months over ten years: of 300 stable series, fewer than a third have any signal.

    The chart of monthly counts has one in nine of ten.
    """
    chance = random.Random(136)
    signals = 0
    for _ in range(300):
        day, events = date(2014, 4, 1), []
        while day < date(2024, 4, 1):
            day += timedelta(days=round(chance.expovariate(1 / 152)))
            events.append(day)
        chart = draw_days_between(events, until=events[-1], events_should=FEWER)
        signals += any(gap.signal is not Signal.NONE for gap in chart.gaps)
    assert signals < 100


def test_direction_of_gaps_is_that_of_the_events_turned_round():
    assert [rare_events.draw_time_between([1], events_should=d).direction.value for d in Direction] == [
        "decrease",
        "increase",
        "neutral",
    ]
