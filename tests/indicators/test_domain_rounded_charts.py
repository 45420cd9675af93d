"""A chart of rounded figures claims no change that rounding alone could have made."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from concordat.indicators.domain.control_charts import Assurance, draw_control_chart
from concordat.indicators.domain.releases.small_numbers import SmallNumberRule
from concordat.indicators.domain.series import Direction, Observed, Target
from concordat.indicators.domain.signals import Signal

RULE = SmallNumberRule()


def month(place: int) -> date:
    return date(2020 + place // 12, place % 12 + 1, 1)


def rounded(counts: list[int]) -> list[Observed]:
    shown = [RULE.show(count) for count in counts]
    return [Observed(month(place), figure.value, *RULE.span(figure)) for place, figure in enumerate(shown)]


def chart_of(figures: list[Observed], target: float | None = None):
    targets = [] if target is None else [Target(target)]
    return draw_control_chart(figures, direction=Direction.DECREASE, targets=targets)


def test_run_that_rounding_made_is_no_signal():
    """Seven figures of 26 to 27 go out as 25, below a mean of 25.9 of which they may stand above."""
    counts = [33, 20, 29, 24, 31, 22, 33, 19, 30, 25, 27, 26, 27, 26, 27, 26, 27]
    exact = [Observed(month(place), RULE.show(count).value) for place, count in enumerate(counts)]

    assert chart_of(exact).points[-1].signal is Signal.SHIFT_LOW
    assert chart_of(rounded(counts)).points[-1].signal is Signal.NONE


def test_run_that_rounding_can_not_have_made_is_a_signal():
    counts = [60, 55, 62, 58, 60, 57, 61, 59, 60, 58, *[35, 33, 36, 34, 35, 33, 36]]
    assert chart_of(rounded(counts)).points[-1].signal in (Signal.SHIFT_LOW, Signal.BELOW_LIMIT)


def test_target_within_what_was_rounded_is_neither_met_nor_missed():
    assert chart_of(rounded([26] * 20), target=24).assurance is Assurance.HIT_AND_MISS
    assert chart_of(rounded([26] * 20), target=20).assurance is Assurance.FAILS
    assert chart_of(rounded([26] * 20), target=30).assurance is Assurance.MEETS


@given(st.lists(st.integers(8, 60), min_size=13, max_size=40))
def test_trend_of_rounded_figures_is_a_trend_of_the_true_ones(counts):
    true = chart_of([Observed(month(place), count) for place, count in enumerate(counts)])
    for shown, known in zip(chart_of(rounded(counts)).points, true.points, strict=True):
        assert known.is_in_trend or not shown.is_in_trend


@given(st.lists(st.integers(0, 60), min_size=1, max_size=40))
def test_exact_span_changes_nothing(counts):
    plain = [Observed(month(place), count) for place, count in enumerate(counts)]
    spanned = [Observed(month(place), count, count, count) for place, count in enumerate(counts)]
    assert chart_of(plain, target=20) == chart_of(spanned, target=20)
