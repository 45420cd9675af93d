"""How one count is shown, and what tables of them tell to whoever runs the rules backwards."""

from collections import defaultdict
from itertools import product

import pytest

from concordat.indicators.domain.releases.deciding import release_period
from concordat.indicators.domain.releases.period_counts import Pair, PeriodCounts
from concordat.indicators.domain.releases.small_numbers import (
    Figure,
    NotPublishable,
    Showing,
    SmallNumberRule,
    shown_percentage,
)

RULE = SmallNumberRule()
SMALL = Figure(Showing.SMALL)


def shown(value):
    return Figure(Showing.SHOWN, value)


def release(counts):
    """A total and its one breakdown as they go out."""
    cells = {name: Pair(count) for name, count in zip("abcdef", counts, strict=False)}
    [out] = release_period([PeriodCounts(1, Pair(sum(counts)), {"place": cells})], rule=RULE)
    return out.shown.whole.how_many, tuple(cell.how_many for cell in out.shown.breakdowns["place"].values())


@pytest.mark.parametrize(
    ("count", "figure"), [(0, shown(0)), (1, SMALL), (7, SMALL), (8, shown(10)), (12, shown(10)), (13, shown(15))]
)
def test_count_is_marked_or_rounded(count, figure):
    assert RULE.show(count) == figure


@pytest.mark.parametrize("rule", [RULE, SmallNumberRule(4, 10, 2), SmallNumberRule(9, 1), SmallNumberRule(5, 3)])
def test_span_is_every_count_that_is_shown_alike(rule):
    for count in range(200):
        alike = [other for other in range(300) if rule.show(other) == rule.show(count)]
        assert rule.span(rule.show(count)) == (min(alike), max(alike))


@pytest.mark.parametrize("cells", [2, 3])
def test_no_small_count_is_told_by_one_release_even_to_whoever_knows_the_rules(cells):
    """Every table that is shown with a total of up to 30 goes out; those alike must differ.

    Two values at least: of 6 and 7 with a total of 15 whoever knows the rules is left with two, others with more.
    """
    alike = defaultdict(list)
    for counts in product(range(33), repeat=cells):
        if sum(counts) <= 32:
            alike[release(counts)].append(counts)
    for family in alike.values():
        for values in zip(*family, strict=True):
            if any(RULE.is_small(value) for value in values):
                assert len(set(values)) >= 2
    assert len(alike) > 20


def test_percentage_is_of_what_is_shown():
    assert shown_percentage(shown(10), shown(40)) == 25
    assert shown_percentage(shown(40), shown(35)) == 100
    assert shown_percentage(SMALL, shown(40)) is None
    assert shown_percentage(shown(0), shown(0)) is None


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: SmallNumberRule(4, 20), "Rounding this coarse would show a count that is not nought as 0."),
        (
            lambda: SmallNumberRule(7, 5, 1),
            "A mark must leave at least two possible counts, and no more than it can stand for.",
        ),
    ],
)
def test_what_cannot_be_published_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(NotPublishable) as refusal:
        make()
    assert str(refusal.value) == sentence
