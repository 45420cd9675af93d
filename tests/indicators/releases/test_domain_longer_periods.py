"""Months, quarters and years of one count that go out beside each other, attacked by who knows that they sum up."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.deciding import release_period
from concordat.indicators.domain.releases.holding import held_beside, out_of_step
from concordat.indicators.domain.releases.longer_periods import name_of, splits_of, sum_of
from concordat.indicators.domain.releases.period_counts import Counted, Label, Pair, PeriodCounts, Role
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule
from concordat.indicators.domain.releases.ties import ties_of
from tests.indicators.releases.attacking import examples
from tests.indicators.releases.solving import Seen, alike, possible

RULE = SmallNumberRule()
ALL, SHARE, QUARTER_ALL, QUARTER_SOME = 1, 2, 3, 4
MONTHS = [date(2025, month, 1) for month in (4, 5, 6)]
QUARTER = name_of(MONTHS[0], Frequency.QUARTER)
SPLITS = splits_of(MONTHS[0], Frequency.QUARTER)
SAME = {Label(SHARE, role=Role.OF): Label(ALL), Label(QUARTER_ALL): Label(ALL), Label(QUARTER_SOME): Label(SHARE)}


class Quarter:
    """Three months of a count and of a share of it, and everything that a visitor saw of them and of their quarter.

    A total that stays the same is the same unknown. Of months in which the share did not go out nobody can know whether
    it stayed the same.
    """

    def __init__(self):
        self.months = {}
        self.earlier, self.seen, self.truth = [], [], {}
        self.unknowns, self.went_out = {}, {}  # of each month as it stands, and the share's by their counts
        self.loaded = set()  # the share's

    def load(self, number, some, others):
        self.months[number] = some, others
        version = len(self.truth)
        of = {"all": (number, some + others), "some": (number, "some", version), "others": (number, "others", version)}
        self.unknowns[number] = of
        self.truth |= {of["all"]: some + others, of["some"]: some, of["others"]: others}
        self.seen.append(Seen(((of["all"], 1), (of["some"], -1), (of["others"], -1)), 0, 0))

    def let_out(self, *measures, month=None):
        """Of one month, or without one of the quarter: added up of the first two measures, loaded as the others."""
        newest = [one for measure in measures if (one := self.counts(measure, month)) is not None]
        if not newest:
            return []
        released = release_period(newest, rule=RULE, earlier=tuple(self.earlier), alike=SAME)
        self.earlier += released
        if month is not None and SHARE in measures:
            self.loaded.add(self.unknowns[month]["some"])
        for one in released:
            for role, figure in ((Role.HOW_MANY, one.shown.whole.how_many), (Role.OF, one.shown.whole.of)):
                if figure is not None and figure.showing is not Showing.WITHHELD:
                    self.see(one.counts, role, month)
        return released

    def counts(self, measure, month):
        numbers = [month] if month is not None else range(3)
        if not all(number in self.months for number in numbers):
            return None
        some, others = (sum(self.months[number][place] for number in numbers) for place in (0, 1))
        whole = {SHARE: Pair(some, some + others), QUARTER_SOME: Pair(some)}.get(measure, Pair(some + others))
        if month is not None:
            return PeriodCounts(measure, whole, {}, name_of(MONTHS[month], Frequency.MONTH))
        return PeriodCounts(measure, whole, {}, QUARTER, SPLITS, measure in (ALL, SHARE))

    def see(self, counts, role, month):
        which = "all" if counts.measure in (ALL, QUARTER_ALL) or role is Role.OF else "some"
        numbers = [month] if month is not None else range(3)
        terms = tuple((self.unknown(number, which), 1) for number in numbers)
        self.seen.append(Seen(terms, *alike(counts.whole.count(role), 7, 5)))
        if counts.measure == SHARE and month is not None:
            for each in ("some", "others"):
                unknown = self.unknowns[month][each]
                before = self.went_out.setdefault((month, each, self.truth[unknown]), unknown)
                if before != unknown:
                    self.seen.append(Seen(((unknown, 1), (before, -1)), 0, 0))

    def unknown(self, number, which):
        of = self.unknowns[number]
        if which == "all" or of["some"] in self.loaded:
            return of[which]
        another = (number, "some", len(self.truth))
        self.truth[another] = self.truth[of["some"]]
        self.seen.append(Seen(((of["all"], 1), (another, -1)), 0, 10**6))
        return another

    def assert_nothing_told(self):
        for unknown, count in self.truth.items():
            if RULE.is_small(count):
                assert possible({unknown: 1}, self.seen, self.truth, 3) >= 3, unknown


STEPS = st.one_of(
    st.tuples(
        st.integers(0, 2), st.sets(st.sampled_from((ALL, SHARE)), min_size=1), st.integers(0, 9), st.integers(0, 9)
    ),
    st.sets(st.sampled_from((ALL, SHARE, QUARTER_ALL, QUARTER_SOME)), min_size=1),
)


@settings(max_examples=examples(12))
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=3), st.lists(STEPS, max_size=7))
def test_no_small_count_is_told_by_months_and_their_quarter(months, steps):
    """Months go out and are revised, and the quarter as added up or as another measure, in any order."""
    quarter = Quarter()
    for number, each in enumerate(months):
        quarter.load(number, *each)
    for step in steps:
        if isinstance(step, tuple):
            number, which, some, others = step
            if number in {one for one, *_ in quarter.truth} and quarter.earlier:
                quarter.load(number, some, others)
            quarter.let_out(*sorted(which), month=number)
        else:
            quarter.let_out(*sorted(step))
    quarter.assert_nothing_told()


def a_quarter(*counts):
    quarter = Quarter()
    for number, count in enumerate(counts):
        quarter.load(number, count, 0)
    return quarter


@pytest.mark.parametrize("measure", [ALL, QUARTER_ALL])
def test_quarter_that_tells_a_month_is_withheld(measure):
    """8 + 8 + 1 went out as 10, 10 and a mark; a quarter of 15 would say that the mark is a 1."""
    quarter = a_quarter(8, 8, 1)
    for number in range(3):
        quarter.let_out(ALL, month=number)
    [out] = quarter.let_out(measure)
    assert out.shown.whole.how_many.showing is Showing.WITHHELD


def test_last_month_is_withheld_where_the_quarter_went_out_first():
    quarter = a_quarter(8, 8, 1)
    [out] = quarter.let_out(QUARTER_ALL)
    assert out.shown.whole.how_many.value == 15
    shown = [quarter.let_out(ALL, month=number)[0].shown.whole.how_many.showing for number in range(3)]
    assert Showing.WITHHELD in shown
    quarter.assert_nothing_told()


def test_month_that_never_went_out_is_not_told_by_the_others_and_the_quarter():
    quarter = a_quarter(8, 8, 1)
    quarter.let_out(ALL, month=0)
    quarter.let_out(ALL, month=1)
    [out] = quarter.let_out(QUARTER_ALL)
    assert out.shown.whole.how_many.showing is Showing.WITHHELD


def test_month_is_not_told_by_how_much_more_a_later_quarter_has():
    """12 as 6 and two months that nobody saw; then one of them is 7, and 19 as 6 + 7 + 6 would say that it was 0."""
    quarter = a_quarter(6, 0, 6)
    quarter.let_out(ALL, month=0)
    quarter.let_out(ALL)
    quarter.load(1, 7, 0)
    quarter.let_out(ALL, month=1)
    [out] = quarter.let_out(ALL)
    assert out.shown.whole.how_many.showing is Showing.WITHHELD


def test_small_months_of_a_large_quarter_let_it_out():
    quarter = a_quarter(3, 5, 4)
    for number in range(3):
        quarter.let_out(ALL, month=number)
    [out] = quarter.let_out(ALL)
    assert out.shown.whole.how_many.value == 10


def counted(measure, frequency, counts, *, went_out=False):
    """counts: by first day."""
    periods = {
        on: PeriodCounts(measure, Pair(count), {}, name_of(on, frequency), splits_of(on, frequency))
        for on, count in counts.items()
    }
    return Counted(measure, frequency, "", periods, went_out)


def months_from(first, counts):
    return {date(first + (3 + place) // 12, (3 + place) % 12 + 1, 1): count for place, count in enumerate(counts)}


BY_MONTH = counted(1, Frequency.MONTH, months_from(2024, [11, 4, 7, 9, 3, 8, 12, 5, 6, 10, 2, 9] * 2))


def total(first, months):
    found = sorted(BY_MONTH.periods)
    start = found.index(first)
    return sum(BY_MONTH.periods[on].whole.how_many for on in found[start : start + months])


def test_quarter_of_another_measure_is_found_to_be_the_sum_of_months():
    quarters = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1), date(2025, 4, 1)]
    own = counted(2, Frequency.QUARTER, {on: total(on, 3) for on in quarters})
    other = counted(3, Frequency.QUARTER, {on: 40 + on.month for on in quarters})
    ties = ties_of([BY_MONTH, own, other], RULE)
    assert ties.alike[Label(2)] == ties.alike[Label(1)]
    assert ties.groups[1] == ties.groups[2] != ties.groups[3]
    assert held_beside([BY_MONTH, own, other], ties.alike) == {}


def test_year_that_cuts_through_financial_years_is_held_beside_its_months():
    years = counted(2, Frequency.YEAR, {date(2025, 1, 1): total(date(2025, 1, 1), 12)})
    ties = ties_of([BY_MONTH, years], RULE)
    assert held_beside([BY_MONTH, years], ties.alike) == {2: 1}
    out_before = Counted(2, years.frequency, "", years.periods, went_out=True)
    assert held_beside([BY_MONTH, out_before], ties.alike) == {1: 2}


def test_weeks_of_the_same_people_are_held_and_others_are_not():
    first = date(2024, 4, 1)
    weeks = {first + timedelta(days=7 * number): 0 for number in range(104)}
    for on, month in BY_MONTH.periods.items():
        for person in range(month.whole.how_many):
            day = on + timedelta(days=3 * person % 28)
            weeks[day - timedelta(days=(day - first).days % 7)] += 1
    ties = ties_of([BY_MONTH], RULE)
    assert held_beside([BY_MONTH, counted(2, Frequency.WEEK, weeks)], ties.alike) == {2: 1}
    others = {on: 3 * count + 1 for on, count in weeks.items()}
    assert held_beside([BY_MONTH, counted(2, Frequency.WEEK, others)], ties.alike) == {}


def test_rolling_quarters_lie_across_each_other():
    rolling = counted(1, Frequency.QUARTER, {date(2025, month, 1): 20 for month in (4, 5, 6, 7)})
    assert out_of_step(rolling) == {date(2025, 5, 1), date(2025, 6, 1)}


def test_sum_counts_a_category_that_is_not_there_as_none():
    april = PeriodCounts(1, Pair(5), {"sex": {"women": Pair(5)}})
    may = PeriodCounts(1, Pair(4), {"sex": {"women": Pair(1), "men": Pair(3)}})
    assert sum_of([april, may], "both", ()).breakdowns == {"sex": {"women": Pair(6), "men": Pair(3)}}
    assert sum_of([april, PeriodCounts(1, None)], "both", ()) is None
