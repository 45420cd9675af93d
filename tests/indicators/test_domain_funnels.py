"""Places compared: a second implementation, figures by hand, what chance does to places that are alike."""

import random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.indicators.domain.funnels import (
    ALARM_LIMIT,
    WARNING_LIMIT,
    FunnelKind,
    PlaceCount,
    Position,
    draw_funnel,
)
from concordat.indicators.domain.series import NotChartable

PLACES = st.lists(
    st.integers(20, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=1, max_size=25
)


def funnel(counts, kind=FunnelKind.PROPORTION):
    return draw_funnel([PlaceCount(f"Place {row}", *count) for row, count in enumerate(counts)], kind=kind)


def slow_dispersion(scores):
    """Winsorise by hand: each end's tenth becomes the nearest score that stays."""
    if len(scores) < 5:
        return 1
    ordered, cut = sorted(scores), len(scores) // 10
    kept = ordered[cut : len(ordered) - cut]
    drawn_in = [kept[0]] * cut + kept + [kept[-1]] * cut
    return max(1, sum(score * score for score in drawn_in) / len(drawn_in))


@given(PLACES, st.sampled_from(FunnelKind))
def test_funnel_equals_the_slow_one(counts, kind):
    drawn = funnel(counts, kind)
    ratio = sum(events for events, _ in counts) / sum(of for _, of in counts)
    variance = ratio * (1 - ratio) if kind is FunnelKind.PROPORTION else ratio
    scores = [0 if variance == 0 else (events / of - ratio) / (variance / of) ** 0.5 for events, of in counts]
    assert drawn.ratio == ratio
    assert drawn.dispersion == pytest.approx(slow_dispersion(scores))
    for point, score in zip(drawn.points, scores, strict=True):
        assert point.score == pytest.approx(score / drawn.dispersion**0.5)
        lower, upper = drawn.limits(point.of, at=WARNING_LIMIT)
        if point.position is Position.INSIDE:
            assert lower - 1e-9 <= point.ratio <= upper + 1e-9


def test_limits_by_hand():
    """Of 400 cases 100 events, 0.25: for 100 cases the error is √(0.25 × 0.75 / 100) = 0.0433."""
    drawn = funnel([(25, 100), (50, 200), (25, 100)])
    assert drawn.dispersion == 1
    assert drawn.limits(100, at=WARNING_LIMIT) == pytest.approx((0.25 - 1.96 * 0.0433013, 0.25 + 1.96 * 0.0433013))
    assert drawn.limits(4)[0] == 0


def test_limits_are_those_of_the_normal_distribution():
    assert NormalDist().inv_cdf(0.975) == pytest.approx(WARNING_LIMIT, abs=1e-3)
    assert NormalDist().inv_cdf(0.999) == pytest.approx(ALARM_LIMIT, abs=1e-3)


def test_spread_between_places_widens_the_limits():
    counts = [(30, 100), (70, 100)] * 10
    drawn = funnel(counts)
    assert drawn.is_overdispersed
    assert {point.position for point in drawn.points} == {Position.INSIDE}


def test_one_place_far_away_is_seen_though_it_is_in_the_spread():
    drawn = funnel([(50, 100), (48, 100), (53, 100), (49, 100), (51, 100)] * 4 + [(95, 100)])
    assert drawn.points[-1].position is Position.FAR_ABOVE


def test_place_with_few_expected_events_is_not_judged():
    assert funnel([(4, 4), (20, 200), (22, 200)]).points[0].position is Position.UNCERTAIN


def test_places_that_are_alike_are_seldom_far_away():
    """Two of a thousand beyond 99.8 per cent by chance; of 2,000 like places fewer than 15."""
    chance = random.Random(6)
    far = 0
    for _ in range(100):
        counts = [(sum(chance.random() < 0.3 for _ in range(of)), of) for of in range(60, 260, 10)]
        far += sum(point.position in (Position.FAR_ABOVE, Position.FAR_BELOW) for point in funnel(counts).points)
    assert far < 15


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([], "There is no place to compare yet."),
        ([(0, 0)], "Place 0 has nothing that its events are of: it can't be compared."),
        ([(-1, 5)], "Place 0 has fewer than 0 events."),
        ([(6, 5)], "Place 0 has 6 events of 5: more than all."),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(counts, sentence):
    with pytest.raises(NotChartable) as refusal:
        funnel(counts)
    assert str(refusal.value) == sentence
