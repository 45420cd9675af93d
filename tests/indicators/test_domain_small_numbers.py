"""Small counts attacked: by trying every table that a visitor can't rule out, over one release and several."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain import small_numbers
from concordat.indicators.domain.small_numbers import (
    CountTable,
    Figure,
    NotPublishable,
    Release,
    Showing,
    SmallNumberRule,
    shown_percentage,
)

RULE = SmallNumberRule()
SMALL = Figure(Showing.SMALL)


def shown(value):
    return Figure(Showing.SHOWN, value)


def table(**breakdowns):
    totals = [sum(cells) for cells in breakdowns.values()]
    return CountTable(totals[0], {name: dict(zip("abcdef", cells, strict=False)) for name, cells in breakdowns.items()})


def fits(figure, count):
    """Whether a visitor who sees the figure can think of the count; written without the rule's own spans."""
    if figure.showing is Showing.WITHHELD:
        return True
    return RULE.show(count) == figure


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


def test_safe_table_is_shown_with_its_marks():
    out = small_numbers.release(table(sex=[3, 25]), rule=RULE).shown
    assert out.total == shown(30)
    assert out.breakdowns == {"sex": {"a": SMALL, "b": shown(25)}}


def test_breakdown_that_gives_a_count_away_is_withheld():
    """8 + 8 + 1 is shown as 10, 10 and a mark of 15: only these three fit."""
    out = small_numbers.release(table(place=[8, 8, 1], sex=[9, 8]), rule=RULE).shown
    assert out.total == shown(15)
    assert {figure.showing for figure in out.breakdowns["place"].values()} == {Showing.WITHHELD}
    assert out.breakdowns["sex"] == {"a": shown(10), "b": shown(10)}


def test_small_total_withholds_every_breakdown():
    out = small_numbers.release(table(sex=[3, 0]), rule=RULE).shown
    assert out.total == SMALL
    assert {figure.showing for figure in out.breakdowns["sex"].values()} == {Showing.WITHHELD}


@pytest.mark.parametrize("cells", [2, 3])
def test_no_small_count_is_told_by_one_release_even_to_whoever_knows_the_rules(cells):
    """Every table that is shown with a total of up to 30 goes out; those alike must differ.

    Two values at least: of 6 and 7 with a total of 15 whoever knows the rules is left with two, others with more.
    """
    alike = defaultdict(list)
    for counts in product(range(33), repeat=cells):
        if sum(counts) <= 32:
            out = small_numbers.release(table(place=list(counts)), rule=RULE).shown
            alike[out.total, tuple(out.breakdowns["place"].values())].append(counts)
    for family in alike.values():
        for values in zip(*family, strict=True):
            if any(RULE.is_small(value) for value in values):
                assert len(set(values)) >= 2
    assert len(alike) > 20


def possible(releases):
    """Every reading of all releases together that a visitor can't rule out: one value for each unknown.

    An unknown is a category with one true count: whoever attacks knows which counts stayed the same.
    """
    unknowns = sorted({(c, n) for one in releases for c, n in one.counts.breakdowns["place"].items()})
    choices = [
        [
            value
            for value in range(31)
            if all(
                fits(one.shown.breakdowns["place"][c], value)
                for one in releases
                if one.counts.breakdowns["place"][c] == n
            )
        ]
        for c, n in unknowns
    ]
    readings = []
    for values in product(*choices):
        reading = dict(zip(unknowns, values, strict=True))
        if all(
            fits(one.shown.total, sum(reading[c, n] for c, n in one.counts.breakdowns["place"].items()))
            for one in releases
        ):
            readings.append(reading)
    return unknowns, readings


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=1, max_size=3))
def test_no_small_count_is_told_by_several_releases(revisions):
    releases: list[Release] = []
    unknown: set[tuple[int, int]] = set()
    for counts in revisions:
        if len(unknown | set(enumerate(counts))) > 3:  # more unknowns are too many readings to try
            continue
        unknown |= set(enumerate(counts))
        releases.append(small_numbers.release(table(place=counts), rule=RULE, earlier=releases))
    unknowns, readings = possible(releases)
    for category, count in unknowns:
        if RULE.is_small(count):
            assert len({reading[category, count] for reading in readings}) >= 3
    for one in releases:
        total = one.counts.total
        if RULE.is_small(total):
            sums = {sum(reading[c, n] for c, n in one.counts.breakdowns["place"].items()) for reading in readings}
            assert len(sums) >= 3


def test_revision_does_not_tell_by_subtraction():
    """Each release by itself is safe; both, with the small count the same, would leave one value for it."""
    first = small_numbers.release(table(place=[12, 12, 1]), rule=RULE)
    second = small_numbers.release(table(place=[8, 8, 1]), rule=RULE, earlier=[first])
    assert first.shown.breakdowns["place"]["c"] == SMALL
    assert second.shown.breakdowns["place"]["a"].showing is Showing.WITHHELD
    assert small_numbers.narrowed([first, second], RULE) == set()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=5))
def test_releases_of_two_breakdowns_leave_no_count_narrowed(revisions):
    releases: list[Release] = []
    for a, b, c, d in revisions:
        both = CountTable(a + b + c + d, {"sex": {"f": a + b, "m": c + d}, "place": {"p": a, "q": b + c, "r": d}})
        releases.append(small_numbers.release(both, rule=RULE, earlier=releases))
    assert small_numbers.narrowed(releases, RULE) == set()


def test_percentage_is_of_what_is_shown():
    assert shown_percentage(shown(10), shown(40)) == 25
    assert shown_percentage(shown(40), shown(35)) == 100
    assert shown_percentage(SMALL, shown(40)) is None
    assert shown_percentage(shown(0), shown(0)) is None


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: CountTable(5, {"sex": {"f": 2, "m": 2}}), "The counts by sex sum to 4, not to 5."),
        (lambda: CountTable(0, {"sex": {"f": 2, "m": -2}}), "A count by sex is less than 0."),
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
