"""What goes out of several measures of one period, attacked by a solver that knows how the counts hang together."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.indicators.domain.period_counts import Label, Pair, PeriodCounts, Role
from concordat.indicators.domain.releasing import release_period
from concordat.indicators.domain.same_counts import same_counts
from concordat.indicators.domain.small_numbers import Showing, SmallNumberRule
from tests.indicators.solving import Seen, alike, possible

ALL, STATION, OTHER, HOSPITAL = 1, 2, 3, 4
WITHIN = [(Label(measure, role=Role.OF), Label(ALL)) for measure in (STATION, OTHER)]
PLACES = ("station", "hospital", "not known")


@dataclass(frozen=True)
class Month:
    """What happened: detentions by place and by sex, and of those whose place is known some other number."""

    places: tuple[int, int, int]
    women: int
    others: int

    @property
    def all(self):
        return sum(self.places)

    def measures(self):
        station, hospital, unknown = self.places
        known = self.all - unknown
        return {
            ALL: PeriodCounts(
                ALL,
                Pair(self.all),
                {
                    "place": {name: Pair(count) for name, count in zip(PLACES, self.places, strict=True)},
                    "sex": {"women": Pair(self.women), "men": Pair(self.all - self.women)},
                },
            ),
            STATION: PeriodCounts(STATION, Pair(station, known)),
            OTHER: PeriodCounts(OTHER, Pair(self.others, known)),
            HOSPITAL: PeriodCounts(HOSPITAL, Pair(hospital)),
        }

    def unknowns(self):
        """The counts that all others are sums of, each with its value: one that stays the same is the same unknown."""
        station, hospital, unknown = self.places
        return {
            "station": ("station", station),
            "hospital": ("hospital", hospital),
            "not known": ("not known", unknown),
            "women": ("women", self.women),
            "men": ("men", self.all - self.women),
            "others": ("others", self.others),
        }


@st.composite
def months(draw):
    places = draw(st.tuples(st.integers(0, 12), st.integers(0, 14), st.integers(0, 9)))
    known = places[0] + places[1]
    return Month(places, draw(st.integers(0, sum(places))), draw(st.integers(0, known)))


@st.composite
def revised(draw):
    """A month, and what it was revised to: in some, all, or none of its counts."""
    found = [draw(months())]
    for _ in range(draw(st.integers(0, 2))):
        before, after = found[-1], draw(months())
        places = tuple(draw(st.sampled_from(pair)) for pair in zip(before.places, after.places, strict=True))
        women, others = min(before.women, sum(places)), min(before.others, places[0] + places[1])
        found.append(Month(places, women, others))
    return found


def what_is_seen(month, released, rule):
    """Every figure of a release as bounds on a sum of unknowns."""
    of = month.unknowns()
    shares = {STATION: "station", OTHER: "others"}
    seen = [Seen(((of["women"], 1), (of["men"], 1), *((of[each], -1) for each in PLACES)), 0, 0)]

    def see(figure, terms, count):
        if figure is not None and figure.showing is not Showing.WITHHELD:
            seen.append(Seen(tuple(terms), *alike(count, rule.largest_hidden, rule.rounds_to)))

    for one in released:
        whole, counts = one.shown.whole, one.counts.whole
        known = [(of["station"], 1), (of["hospital"], 1)]
        if one.counts.measure == ALL:
            see(whole.how_many, [(of[each], 1) for each in PLACES], counts.how_many)
            for name, cells in one.shown.breakdowns.items():
                for category, cell in cells.items():
                    see(cell.how_many, [(of[category], 1)], one.counts.breakdowns[name][category].how_many)
        elif one.counts.measure == HOSPITAL:
            see(whole.how_many, [(of["hospital"], 1)], counts.how_many)
        else:
            see(whole.how_many, [(of[shares[one.counts.measure]], 1)], counts.how_many)
            see(whole.of, known, counts.of)
    seen.append(Seen(((of["others"], -1), (of["station"], 1), (of["hospital"], 1)), 0, 10**6))
    return seen


def assert_nothing_told(history, everything, rule):
    truth = {unknown: unknown[1] for month in history for unknown in month.unknowns().values()}
    for month in history:
        of = month.unknowns()
        sums = [{unknown: 1} for unknown in of.values()]
        sums += [
            {of[each]: 1 for each in PLACES},
            {of["station"]: 1, of["hospital"]: 1},
            {of["station"]: 1, of["hospital"]: 1, of["others"]: -1},
        ]
        for terms in sums:
            count = sum(times * truth[unknown] for unknown, times in terms.items())
            if rule.is_small(count):
                assert possible(terms, everything, truth, rule.fewest_choices) >= rule.fewest_choices, (terms, count)


@settings(deadline=None, max_examples=150)
@given(
    revised(),
    st.lists(st.sets(st.sampled_from([ALL, STATION, OTHER, HOSPITAL]), min_size=1), min_size=3, max_size=3),
    st.sampled_from([SmallNumberRule(), SmallNumberRule(5, 5), SmallNumberRule(9, 10), SmallNumberRule(4, 3)]),
)
def test_no_small_count_is_told_by_several_measures_over_several_releases(history, loaded, rule):
    """In each release other measures are loaded; what is not loaded anew stands as it was."""
    earlier, everything = [], []
    for month, which in zip(history, loaded, strict=False):
        newest = [counts for measure, counts in month.measures().items() if measure in which]
        same = same_counts([list(each.measures().values()) for each in history], WITHIN)
        released = release_period(newest, rule=rule, earlier=earlier, alike=same, within=WITHIN)
        earlier += released
        everything += what_is_seen(month, released, rule)
    assert_nothing_told(history[: len(loaded)], everything, rule)
