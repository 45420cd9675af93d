"""What happens in a month of an invented locality, and the attack on everything that is seen of it."""

import os
from dataclasses import dataclass

from hypothesis import strategies as st

from concordat.indicators.domain.releases.period_counts import Label, Pair, PeriodCounts, Role
from concordat.indicators.domain.releases.small_numbers import Showing, SmallNumberRule
from tests.indicators.releases.solving import Seen, alike, possible

RULES = [SmallNumberRule(), SmallNumberRule(5, 5), SmallNumberRule(9, 10), SmallNumberRule(4, 3)]
ALL, STATION, OTHER, HOSPITAL = 1, 2, 3, 4
WITHIN = [(Label(measure, role=Role.OF), Label(ALL)) for measure in (STATION, OTHER)]
PLACES = ("station", "hospital", "not known")


def examples(number: int) -> int:
    """So many examples of an attack, or so many times more as CONCORDAT_ATTACK says: `make attack`."""
    return number * int(os.environ.get("CONCORDAT_ATTACK", "1"))


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


def ties(month, measures):
    """What everybody knows of a month whose figures are loaded in some measures: what nobody loaded can't be kept.

    Women and men are all, and the others are some of those whose place is known.
    """
    of = month.unknowns()
    if ALL in measures:
        yield Seen(((of["women"], 1), (of["men"], 1), *((of[each], -1) for each in PLACES)), 0, 0)
    if OTHER in measures:
        yield Seen(((of["others"], -1), (of["station"], 1), (of["hospital"], 1)), 0, 10**6)


def what_is_seen(month, released, rule):
    """Every figure of a release as bounds on a sum of unknowns."""
    of = month.unknowns()
    shares = {STATION: "station", OTHER: "others"}
    seen = list(ties(month, {one.counts.measure for one in released}))

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
    return seen


def assert_nothing_told(history, everything, rule):
    truth = {unknown: unknown[1] for month in history for unknown in month.unknowns().values()}
    for month in history:
        of = month.unknowns()
        sums = [{unknown: 1} for unknown in of.values()]
        sums += [
            {of[each]: 1 for each in PLACES},
            {of["station"]: 1, of["hospital"]: 1},
        ]
        if set(ties(month, {OTHER})) <= set(everything):  # else nobody loaded how many the others were then
            sums.append({of["station"]: 1, of["hospital"]: 1, of["others"]: -1})
        for terms in sums:
            count = sum(times * truth[unknown] for unknown, times in terms.items())
            if rule.is_small(count):
                assert possible(terms, everything, truth, rule.fewest_choices) >= rule.fewest_choices, (terms, count)
