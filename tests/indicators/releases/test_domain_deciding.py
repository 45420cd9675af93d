"""What goes out of several measures of one period, attacked by a solver that knows how the counts hang together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.releases.deciding import release_period
from concordat.indicators.domain.releases.period_counts import Label, Pair, PeriodCounts, Role
from concordat.indicators.domain.releases.same_counts import same_counts
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule
from tests.indicators.releases.attacking import (
    ALL,
    HOSPITAL,
    OTHER,
    RULES,
    STATION,
    WITHIN,
    Month,
    assert_nothing_told,
    examples,
    revised,
    what_is_seen,
)
from tests.indicators.releases.solving import Seen, alike, possible


@settings(max_examples=examples(40))
@given(
    revised(),
    st.lists(st.sets(st.sampled_from([ALL, STATION, OTHER, HOSPITAL]), min_size=1), min_size=3, max_size=3),
    st.sampled_from(RULES),
)
def test_no_small_count_is_told_by_several_measures_over_several_releases(history, loaded, rule):
    """In each release other measures are loaded; what is not loaded anew stands as it was."""
    attack(history, loaded, rule)


def attack(history, loaded, rule):
    earlier, everything = [], []
    for month, which in zip(history, loaded, strict=False):
        newest = [counts for measure, counts in month.measures().items() if measure in which]
        same = same_counts([[list(each.measures().values())] for each in history], WITHIN)
        released = release_period(newest, rule=rule, earlier=earlier, alike=same, within=WITHIN)
        earlier += released
        everything += what_is_seen(month, released, rule)
    assert_nothing_told(history[: len(loaded)], everything, rule)


def test_rest_of_a_share_is_known_though_the_share_does_not_go_out_again():
    """0 of 4 by the share; later the whole and the rest alone leave 1 for the share, and so 3 or 4 for the rest."""
    history = [Month((0, 4, 0), 0, 0), Month((1, 4, 0), 0, 0), Month((1, 6, 0), 0, 0)]
    attack(history, [{STATION, HOSPITAL}, {OTHER, HOSPITAL}, {OTHER, HOSPITAL}], SmallNumberRule(4, 3))


QUARTERS = tuple(f"quarter {number}" for number in range(4))


def quarters_seen(released):
    """Every figure as bounds on the sums of those that were counted in each quarter."""
    seen, latest = [], {}
    for one in released:
        counts = one.counts
        if not counts.splits:
            latest[counts.period] = (
                [((counts.period, "yes", counts.whole.how_many), 1)],
                [
                    ((counts.period, "yes", counts.whole.how_many), 1),
                    ((counts.period, "no", counts.whole.rest), 1),
                ],
            )
        places = list(latest.values()) if counts.splits else [latest[counts.period]]
        for role, figure in ((0, one.shown.whole.how_many), (1, one.shown.whole.of)):
            if figure.showing is not Showing.WITHHELD:
                terms = tuple(term for place in places for term in place[role])
                seen.append(Seen(terms, *alike(counts.whole.count((Role.HOW_MANY, Role.OF)[role]), 7, 5)))
    return seen


@settings(max_examples=examples(25))
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), min_size=4, max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, 12)), max_size=2),
)
def test_year_tells_no_small_count_of_its_periods(quarters, revisions):
    """All four go out, then the year; each revision goes out with the year that it changes."""
    rule, earlier = SmallNumberRule(), []

    def let_out(number):
        yes, no = quarters[number]
        newest = PeriodCounts(STATION, Pair(yes, yes + no), {}, QUARTERS[number])
        earlier.extend(release_period([newest], rule=rule, earlier=tuple(earlier)))

    def let_the_year_out():
        yes, no = (sum(quarter[place] for quarter in quarters) for place in (0, 1))
        newest = PeriodCounts(STATION, Pair(yes, yes + no), {}, "year", (QUARTERS,), True)
        earlier.extend(release_period([newest], rule=rule, earlier=tuple(earlier)))

    for number in range(4):
        let_out(number)
    let_the_year_out()
    for number, yes, no in revisions:
        quarters[number] = yes, no
        let_out(number)
        let_the_year_out()
    everything = quarters_seen(earlier)
    truth = {unknown: unknown[2] for one in everything for unknown, _ in one.terms}
    for unknown, count in truth.items():
        if rule.is_small(count):
            assert possible({unknown: 1}, everything, truth, 3) >= 3, unknown
    for one in earlier:
        for count in (one.counts.whole.how_many, one.counts.whole.of):
            assert not rule.is_small(count) or one.shown.whole.how_many.value in (None, 0)


def test_breakdown_from_which_a_count_could_be_told_is_withheld_as_a_whole():
    """8 + 8 + 1 is shown as 10, 10 and a mark of 15: only these three fit."""
    place = {name: Pair(count) for name, count in (("a", 8), ("b", 8), ("c", 1))}
    sex = {"women": Pair(9), "men": Pair(8)}
    [out] = release_period([PeriodCounts(ALL, Pair(17), {"place": place, "sex": sex})], rule=SmallNumberRule())
    assert {cell.how_many.showing for cell in out.shown.breakdowns["place"].values()} == {Showing.WITHHELD}
    assert [cell.how_many.value for cell in out.shown.breakdowns["sex"].values()] == [10, 10]
    assert out.shown.whole.how_many.value == 15


def test_share_that_is_a_withheld_category_is_withheld_too():
    """Else three shares of one whole would show the breakdown that may not be shown."""
    whole, counts = Pair(17), {"a": 8, "b": 8, "c": 1}
    table = PeriodCounts(1, whole, {"place": {name: Pair(count) for name, count in counts.items()}})
    shares = [PeriodCounts(number, Pair(count, 17)) for number, count in enumerate(counts.values(), 2)]
    alike_all = {Label(number, role=Role.OF): Label(1) for number in (2, 3, 4)} | {
        Label(1, "place", name): Label(number) for number, name in enumerate(counts, 2)
    }
    out = release_period([table, *shares], rule=SmallNumberRule(), alike=alike_all)
    assert Showing.WITHHELD in {one.shown.whole.how_many.showing for one in out[1:]}
    assert {cell.how_many.showing for cell in out[0].shown.breakdowns["place"].values()} == {Showing.WITHHELD}


def test_rest_of_a_sum_that_is_wrong_shows_nothing():
    broken = PeriodCounts(ALL, Pair(20), {"sex": {"women": Pair(15), "men": Pair(15)}})
    [out] = release_period([broken], rule=SmallNumberRule())
    assert {cell.how_many.showing for cell in out.shown.breakdowns["sex"].values()} == {Showing.WITHHELD}


def test_counts_that_agree_in_nearly_all_periods_are_the_same():
    periods = [
        [
            PeriodCounts(1, Pair(20 + number), {"place": {"station": Pair(number % 5)}}),
            PeriodCounts(2, Pair(number % 5 + (number == 3), 20 + number)),
            PeriodCounts(3, Pair(7 - number % 4, 20 + number)),
        ]
        for number in range(24)
    ]
    found = same_counts([[counts] for counts in periods])
    assert found[Label(2)] == found[Label(1, "place", "station")]
    assert found[Label(2, role=Role.OF)] == found[Label(1)] == found[Label(3, role=Role.OF)]
    assert found.get(Label(3), Label(3)) != found[Label(2)]
