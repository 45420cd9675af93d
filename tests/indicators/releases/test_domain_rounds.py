"""Months of some measures and quarters of others, loaded, revised, published and withdrawn in any order, attacked."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.figures import Frequency
from concordat.indicators.domain.releases.longer_periods import name_of, splits_of
from concordat.indicators.domain.releases.period_counts import Counted, Label, Pair, PeriodCounts
from concordat.indicators.domain.releases.rounds import Round
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule
from concordat.indicators.domain.releases.standing import standing_sums
from concordat.indicators.domain.releases.ties import ties_of
from tests.indicators.releases.attacking import examples
from tests.indicators.releases.solving import Seen, alike, possible

RULE = SmallNumberRule()
MONTHS = [date(2026, month, 1) for month in (4, 5, 6)]
# What each measure counts of the two kinds of people that a month has.
BOTH, SOME, OTHERS = ("some", "others"), ("some",), ("others",)
CALLS, TAKEN, LISTED, QUARTER_CALLS, QUARTER_TAKEN, QUARTER_OTHERS, QUARTER_LISTED = range(1, 8)
COUNTS = {
    CALLS: BOTH, TAKEN: SOME, LISTED: BOTH, QUARTER_CALLS: BOTH, QUARTER_TAKEN: SOME, QUARTER_OTHERS: OTHERS,
    QUARTER_LISTED: BOTH,
}  # fmt: skip
BY_MONTH, BY_QUARTER = (CALLS, TAKEN, LISTED), (QUARTER_CALLS, QUARTER_TAKEN, QUARTER_OTHERS, QUARTER_LISTED)
STANDARD = {CALLS: "all-detentions", TAKEN: "police-station"}


class Place:
    """What happened in three months of a locality, and everything that a visitor ever saw of it."""

    def __init__(self, months):
        self.months = [dict(zip(BOTH, month, strict=True)) for month in months]
        self.day = datetime(2026, 7, 1, tzinfo=UTC)
        self.figures = {measure: {} for measure in COUNTS}  # by first day
        self.replaced = {measure: {} for measure in COUNTS}
        self.parts = {}  # of each figure the people whom it counts, by month and kind
        self.public, self.earlier = set(), {}
        self.truth, self.seen, self.counted = {}, set(), []

    def load(self, measure, number=None):
        """The figure of a month, or of the quarter, as things are now."""
        self.day += timedelta(days=1)
        numbers = range(3) if number is None else [number]
        on = MONTHS[numbers[0]]
        parts = [(which, each, self.months[each][which]) for each in numbers for which in BOTH]
        self.truth |= {part: part[2] for part in parts}
        self.parts[measure, on] = parts
        count = {which: sum(part[2] for part in parts if part[0] in which) for which in (BOTH, SOME, OTHERS)}
        whole = Pair(count[SOME], count[BOTH]) if measure == TAKEN else Pair(count[COUNTS[measure]])
        # Whoever is listed by one category alone leaves the others to be worked out.
        breakdowns = {"place": {"station": Pair(count[SOME])}} if measure in (LISTED, QUARTER_LISTED) else {}
        frequency = frequency_of(measure)
        if on in self.figures[measure]:
            self.replaced[measure].setdefault(on, []).append((self.day, self.figures[measure][on]))
        self.figures[measure][on] = PeriodCounts(
            measure, whole, breakdowns, name_of(on, frequency), splits_of(on, frequency)
        )
        self.let_out()

    def turn(self, measure):
        """Publish what is not public, withdraw what is."""
        self.public ^= {measure}
        if measure in self.public:
            self.let_out()

    def let_out(self):
        went_out = {one.counts.measure for releases in self.earlier.values() for one in releases}
        counted = [
            Counted(
                measure=measure,
                frequency=frequency_of(measure),
                standard_key=STANDARD.get(measure, ""),
                periods=dict(periods),
                went_out=measure in went_out,
                replaced=self.replaced[measure],
            )
            for measure, periods in self.figures.items()
            if measure in went_out | self.public
        ]
        self.counted, ties = counted, ties_of(counted, RULE)
        each = Round(counted, public=self.public, rule=RULE, earlier=self.earlier)
        for decided in [*each.loaded(), *each.sums(Frequency.QUARTER, self.public & {CALLS, TAKEN})]:
            measure = decided.released.counts.measure
            days = MONTHS if decided.released.counts.is_sum else [decided.on]
            self.look(measure, [part for on in days for part in self.parts[measure, on]], decided.released)
        for releases in self.earlier.values():
            for equation in standing_sums(releases, ties.alike, ties.within):
                assert equation.whole[1] == sum(count for _, count in equation.parts), equation

    def look(self, measure, parts, released):
        shown = released.shown.whole
        assert measure in self.public or shown.how_many.showing is Showing.WITHHELD
        self.see(parts, COUNTS[measure], shown.how_many)
        self.see(parts, BOTH, shown.of)
        for cells in released.shown.breakdowns.values():
            self.see(parts, SOME, cells["station"].how_many)

    def see(self, parts, which, figure):
        if figure is None or figure.showing is Showing.WITHHELD:
            return
        terms = tuple((part, 1) for part in parts if part[0] in which)
        self.seen.add(Seen(terms, *alike(sum(part[2] for part, _ in terms), RULE.largest_hidden, RULE.rounds_to)))

    def assert_nothing_told(self):
        sums = [{unknown: 1} for unknown in self.truth]
        sums += [dict.fromkeys(parts, 1) for parts in self.parts.values() if len(parts) == 2]
        for terms in sums:
            if RULE.is_small(sum(self.truth[unknown] for unknown in terms)):
                assert possible(terms, list(self.seen), self.truth, 3) >= 3, terms


def frequency_of(measure):
    return Frequency.MONTH if measure in BY_MONTH else Frequency.QUARTER


PEOPLE = st.tuples(st.integers(0, 10), st.integers(0, 10))
STEPS = st.one_of(
    st.tuples(st.just("load"), st.sampled_from(BY_MONTH), st.integers(0, 2)),
    st.tuples(st.just("load"), st.sampled_from(BY_QUARTER), st.none()),
    st.tuples(st.just("happens"), st.integers(0, 2), PEOPLE),
    st.tuples(st.just("turn"), st.sampled_from(list(COUNTS))),
)


def attack(months, loaded, turned, steps):
    place = Place(months)
    for measure in sorted({CALLS, TAKEN} | loaded):
        for number in range(3) if measure in BY_MONTH else [None]:
            place.load(measure, number)
    for measure in sorted({CALLS, TAKEN} | turned):
        place.turn(measure)
    for what, *given_ in steps:
        if what == "happens":
            number, people = given_
            place.months[number] = dict(zip(BOTH, people, strict=True))
            place.load(CALLS, number)
            place.load(TAKEN, number)
        else:
            getattr(place, what)(*given_)
    place.assert_nothing_told()
    return place


@settings(max_examples=examples(6))
@given(
    st.lists(PEOPLE, min_size=3, max_size=3),
    st.sets(st.sampled_from(list(COUNTS))),
    st.sets(st.sampled_from(list(COUNTS))),
    st.lists(STEPS, min_size=1, max_size=9),
)
def test_no_small_count_is_told_by_measures_of_two_lengths(months, loaded, turned, steps):
    attack(months, loaded, turned, steps)


def shown(place, measure):
    """What went out last of each period of a measure."""
    latest = {
        one.counts.period: one.shown.whole.how_many
        for releases in place.earlier.values()
        for one in releases
        if one.counts.measure == measure and not one.counts.is_sum
    }
    return [figure.value if figure.showing is Showing.SHOWN else figure.showing.value for figure in latest.values()]


def test_month_of_a_withdrawn_measure_is_not_told_by_its_quarter():
    """10, 10 and 10 went out; nobody saw that the last is 1 by now, and a quarter of 15 beside 8 and 8 would say it."""
    months = [(0, 8), (0, 8), (0, 9)]
    steps = [("turn", CALLS), ("happens", 2, (0, 1)), ("load", QUARTER_CALLS, None)]
    assert shown(attack(months, {QUARTER_CALLS}, {QUARTER_CALLS}, steps[:1]), QUARTER_CALLS) == [25]
    place = attack(months, {QUARTER_CALLS}, {QUARTER_CALLS}, steps)
    assert shown(place, QUARTER_CALLS) == ["withheld"]


def test_withdrawn_measure_goes_out_again_once_it_is_published_again():
    steps = [("turn", CALLS), ("happens", 1, (20, 20)), ("turn", CALLS)]
    place = attack([(10, 10), (10, 10), (10, 10)], {QUARTER_CALLS}, {QUARTER_CALLS}, steps[:2])
    assert shown(place, CALLS) == [20, "withheld", 20]
    place = attack([(10, 10), (10, 10), (10, 10)], {QUARTER_CALLS}, {QUARTER_CALLS}, steps)
    assert shown(place, CALLS) == [20, 40, 20]


def test_quarter_that_leaves_a_small_last_month_is_withheld_before_that_month_is_loaded():
    place = Place([(0, 8), (0, 8), (0, 1)])
    place.public = {CALLS, QUARTER_CALLS}
    place.load(CALLS, 0)
    place.load(CALLS, 1)
    place.load(QUARTER_CALLS)
    assert shown(place, QUARTER_CALLS) == ["withheld"]
    place.load(CALLS, 2)
    place.assert_nothing_told()


def test_quarter_of_those_whom_a_share_does_not_count_is_found():
    """Calls and those taken by month, and by quarter those not taken: 7 in each month, by all that goes out."""
    place = attack([(2, 7), (3, 7), (1, 7)], {QUARTER_OTHERS}, {QUARTER_OTHERS}, [])
    ties = ties_of(place.counted, RULE)
    assert ties.groups[CALLS] == ties.groups[QUARTER_OTHERS]


def test_tie_that_was_seen_once_stays_after_one_of_both_is_revised():
    place = attack([(9, 9), (9, 12), (8, 10)], {QUARTER_CALLS}, {QUARTER_CALLS}, [("happens", 1, (2, 3))])
    ties = ties_of(place.counted, RULE)
    assert ties.alike[Label(QUARTER_CALLS)] == ties.alike[Label(CALLS)]
