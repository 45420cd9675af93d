"""Measures that count apart whom another one counts together, attacked by who knows it from their names."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.longer_periods import name_of, splits_of
from concordat.indicators.domain.releases.period_counts import Counted, Label, Pair, PeriodCounts
from concordat.indicators.domain.releases.rounds import Round
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule
from concordat.indicators.domain.releases.summed_counts import summed_counts
from tests.indicators.releases.attacking import examples
from tests.indicators.releases.solving import Seen, alike, possible

RULE = SmallNumberRule()
WOMEN, MEN, EVERYBODY = 1, 2, 3
COUNTS = {WOMEN: ("women",), MEN: ("men",), EVERYBODY: ("women", "men")}
MONTHS = [date(2026, month, 1) for month in (4, 5)]


class Place:
    """Two months of a locality, three measures of it, and everything that a visitor ever saw."""

    def __init__(self):
        self.day = datetime(2026, 7, 1, tzinfo=UTC)
        self.figures = {measure: {} for measure in COUNTS}
        self.replaced = {measure: {} for measure in COUNTS}
        self.public, self.earlier, self.seen, self.truth = set(COUNTS), {}, [], {}

    def load(self, on, people, measure):
        self.day += timedelta(days=1)
        if on in self.figures[measure]:
            self.replaced[measure].setdefault(on, []).append((self.day, self.figures[measure][on]))
        count = sum(people[which] for which in COUNTS[measure])
        self.figures[measure][on] = PeriodCounts(
            measure, Pair(count), {}, name_of(on, Frequency.MONTH), splits_of(on, Frequency.MONTH)
        )
        self.truth |= {(on, which, people[which]): people[which] for which in COUNTS[measure]}
        for decided in self.let_out():
            if decided.on == on and decided.released.counts.measure == measure:
                self.see(decided, people)

    def let_out(self):
        went_out = {one.counts.measure for releases in self.earlier.values() for one in releases}
        counted = [
            Counted(measure, Frequency.MONTH, "", dict(periods), measure in went_out, self.replaced[measure])
            for measure, periods in self.figures.items()
            if measure in went_out | self.public
        ]
        return list(Round(counted, public=self.public, rule=RULE, earlier=self.earlier).loaded())

    def see(self, decided, people):
        figure, counts = decided.released.shown.whole.how_many, decided.released.counts
        if figure.showing is not Showing.WITHHELD:
            terms = tuple(((decided.on, which, people[which]), 1) for which in COUNTS[counts.measure])
            self.seen.append(Seen(terms, *alike(counts.whole.how_many, RULE.largest_hidden, RULE.rounds_to)))

    def assert_nothing_told(self):
        for unknown, count in self.truth.items():
            if RULE.is_small(count):
                assert possible({unknown: 1}, self.seen, self.truth, 3) >= 3, unknown


PEOPLE = st.fixed_dictionaries({"women": st.integers(0, 12), "men": st.integers(0, 12)})


@settings(max_examples=examples(20))
@given(st.lists(st.tuples(st.sampled_from(MONTHS), PEOPLE, st.permutations(list(COUNTS))), min_size=1, max_size=4))
def test_no_small_count_is_told_by_measures_that_sum_up(loads):
    """Each month is loaded and revised measure by measure, in any order, and goes out after each."""
    place = Place()
    for on, people, measures in loads:
        for measure in measures:
            place.load(on, people, measure)
    place.assert_nothing_told()


@pytest.mark.parametrize("last", list(COUNTS))
def test_total_and_its_parts_do_not_go_out_where_together_they_tell(last):
    """13 as 15 beside two marks: these could only be 6 and 7."""
    place = Place()
    for measure in sorted(COUNTS, key=lambda each: each == last):
        place.load(MONTHS[0], {"women": 6, "men": 7}, measure)
    shown = [one.shown.whole.how_many.showing for one in place.earlier[MONTHS[0]]]
    assert shown[-1] is Showing.WITHHELD
    assert Showing.WITHHELD not in shown[:-1]


def periods(*rows):
    return [[[PeriodCounts(number, Pair(count)) for number, count in enumerate(row, 1)]] for row in rows]


def test_sums_that_hold_in_nearly_all_periods_are_found():
    rows = [(number + 3, 2 * number + 1, 3 * number + 4 + (number == 5), 9 + number % 4) for number in range(20)]
    assert summed_counts(periods(*rows), {}) == ((Label(3), (Label(1), Label(2))),)


def test_total_of_three_parts_is_found_once_where_two_measures_have_it():
    rows = [(number + 3, number % 5 + 1, 7, *[number + number % 5 + 11] * 2) for number in range(8)]
    found = summed_counts(periods(*rows), {Label(4): Label(5), Label(5): Label(5)})
    assert found == ((Label(4), (Label(1), Label(2), Label(3))),)


def test_sum_that_may_hold_by_chance_is_none():
    """Among six counts of one month, some pair is another one sooner or later; among three, hardly."""
    assert summed_counts(periods((2, 4, 6, 1, 9, 30)), {}) == ()
    assert summed_counts(periods((2, 4, 6)), {}) == ((Label(3), (Label(1), Label(2))),)


def test_counts_of_which_one_is_nought_are_no_sum():
    assert summed_counts(periods((5, 0, 5), (9, 0, 9), (7, 0, 7)), {}) == ()
