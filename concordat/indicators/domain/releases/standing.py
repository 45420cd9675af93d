"""Sums that hold between counts of several measures and periods as they stood beside each other at any time.

Whoever saw once that a count is another one's category, rest or quarter knows it of every later release, whichever of
them is released anew. Where one of the counts never went out, or has changed since and not gone out again, what the
others leave for it is a count of its own. Where several did not, they share what is left, and whatever is told of one
of them at another time may be what it was then.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from concordat.indicators.domain.releases.narrowing import Equation, Known
from concordat.indicators.domain.releases.period_counts import (
    Label,
    PeriodCounts,
    ReleasedPeriod,
    Role,
    difference_label,
    others_label,
)
from concordat.indicators.domain.releases.same_counts import Within
from concordat.indicators.domain.releases.summed_counts import Sum

Key = tuple[str, Label]  # a count of a period, by what stands for it
_Noted = tuple[PeriodCounts, dict[Label, int]]  # what was released, and every count that it told
_Told = defaultdict[Hashable, dict[int, None]]  # whatever a count was at any time
_Source = tuple[int, Label]  # a measure, and what it calls a count
_Latest = defaultdict[Key, dict[_Source, int]]  # each count by who told it, the newest last
_Way = tuple[int | None, ...]  # the counts of a sum, its total first; None where it is not told


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left for several counts together."""

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A total and its parts. own: by which labels they were found to sum up, if they belong to several measures."""

    total: Key
    parts: tuple[Key, ...]
    own: tuple[Label, ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)

    @property
    def is_longer(self) -> bool:
        """Of a longer period; where its parts go out first it is old, and need not be looked at until it follows."""
        return self.total[0] != self.parts[0][0]


def standing_sums(
    releases: Sequence[ReleasedPeriod],
    alike: Mapping[Label, Label],
    within: Sequence[Within],
    sums: Sequence[Sum] = (),
) -> list[Equation]:
    """Every sum that held at any time; those of one measure's figures alone are not among them."""
    noted = list(_noted((one.counts for one in releases), within))
    looked_at = _sums_of(noted, alike, sums)
    if not looked_at:
        return []
    at: defaultdict[Key, list[_Sum]] = defaultdict(list)
    for each in looked_at:
        for key in each.keys:
            at[key].append(each)
    found: dict[Equation, None] = {}
    latest: _Latest = defaultdict(dict)
    told: _Told = defaultdict(dict)
    for one, counts in noted:
        newest = set()
        for label, count in counts.items():
            key = one.period, alike.get(label, label)
            if key in at:
                latest[key].pop((one.measure, label), None)
                latest[key][one.measure, label] = count
                told[key][count] = None
                newest.add(key)
        for each in dict.fromkeys(each for key in newest for each in at[key]):
            found |= dict.fromkeys(_as_they_stand(each, latest, newest))
    return [*found, *_shares_of_rests(found, told)]


def _noted(releases: Iterable[PeriodCounts], within: Sequence[Within]) -> Iterator[_Noted]:
    """What each release told, those among them whom one count has beside another as both stood."""
    stands: dict[tuple[str, Label], int] = {}
    for one in releases:
        counts = dict(one.counts())
        stands |= {(one.period, label): count for label, count in counts.items()}
        for inner, outer in within:
            if one.measure in (inner.measure, outer.measure):
                least, most = (stands.get((one.period, label)) for label in (inner, outer))
                if least is not None and most is not None and least <= most:
                    counts[difference_label(inner, outer)] = most - least
        yield one, counts


def _sums_of(noted: Sequence[_Noted], alike: Mapping[Label, Label], sums: Sequence[Sum]) -> list[_Sum]:
    """The sums to look at: those of several measures, or of which counts are shared, and those of longer periods."""
    measures: defaultdict[Label, set[int]] = defaultdict(set)
    periods: defaultdict[Label, set[str]] = defaultdict(set)
    for one, counts in noted:
        for label in counts:
            measures[alike.get(label, label)].add(one.measure)
            periods[alike.get(label, label)].add(one.period)
    found: dict[_Sum, None] = {}
    for total, parts in dict.fromkeys(shape for one, _ in noted for shape in _shapes(one, alike)):
        if any(len(measures[label]) > 1 for label in (total, *parts)):
            for period in sorted(set().union(*(periods[label] for label in (total, *parts)))):
                found[_Sum((period, total), tuple((period, part) for part in parts))] = None
    for one, counts in noted:
        for label in counts if one.splits else ():
            top = alike.get(label, label)
            # What other counts leave follows from them, unless it is the count of another measure.
            if not label.is_left or len(measures[top]) > 1:
                for split in one.splits:
                    if not periods[top].isdisjoint(split):
                        found[_Sum((one.period, top), tuple((part, top) for part in split))] = None
    # Of counts that are equal by chance one can stand for two of a sum, and what it leaves is no count.
    distinct = [each for each in found if len(set(each.keys)) == len(each.keys)]
    return distinct + [each for one in sums for each in _between(one, alike, periods)]


def _between(one: Sum, alike: Mapping[Label, Label], periods: Mapping[Label, set[str]]) -> Iterator[_Sum]:
    """A sum of several measures' counts, in each period of any of them; two of them can be taken for one by chance."""
    own = (one[0], *one[1])
    total, *parts = (alike.get(label, label) for label in own)
    for period in sorted(periods[total].union(*(periods[part] for part in parts))):
        yield _Sum((period, total), tuple((period, part) for part in parts), own)


def _shapes(one: PeriodCounts, alike: Mapping[Label, Label]) -> Iterator[Sum]:
    """What is the sum of what in a measure's figures: a share and its rest, a breakdown and its categories."""

    def top(label: Label) -> Label:
        return alike.get(label, label)

    pairs = {("", ""): one.whole} if one.whole else {}
    pairs |= {(name, each): pair for name, cells in one.breakdowns.items() for each, pair in cells.items()}
    for (name, each), pair in pairs.items():
        if pair.rest is not None:
            of, how_many, rest = (
                top(Label(one.measure, name, each, role)) for role in (Role.OF, Role.HOW_MANY, Role.REST)
            )
            yield of, (how_many, rest)
    for name in one.breakdowns:
        for role in (Role.HOW_MANY, Role.OF):
            others = one.others(name, role)
            if others is None:
                continue
            parts = [top(Label(one.measure, name, each, role)) for each, _ in one.cells(name, role)]
            if others:
                parts.append(top(others_label(one.measure, name, role)))
            yield top(Label(one.measure, role=role)), tuple(parts)


def _as_they_stand(each: _Sum, latest: _Latest, newest: set[Key]) -> Iterator[Equation]:
    """The sum of what stands, by each measure's own counts where it has some.

    Where two counts of one measure were equal by chance, one stands for both: so its own label comes first.
    """
    told = [latest.get(key, {}) for key in each.keys]
    if sum(map(bool, told)) < 2:
        return
    ways: dict[_Way, None] = {}
    for source in (source for counts in told for source in counts):
        ways[tuple(_told_by([source], counts) for counts in told)] = None
        if each.own:
            own = ([(label.measure, label), source] for label in each.own)
            ways[tuple(map(_told_by, own, told))] = None
    for way in ways:
        missing = [place for place, count in enumerate(way) if count is None]
        if not missing and _left(way) == 0:
            yield _equation(each, way)
        elif len(missing) == 1:
            yield from _with_one_found(each, way, missing[0])
        elif missing and way[0] is not None:
            yield from _with_the_rest(each, way)
        elif not missing and (each.total in newest or not each.is_longer):
            for place, key in enumerate(each.keys):
                if key not in newest:
                    yield from _with_one_found(each, way, place)


def _told_by(sources: Sequence[_Source], counts: Mapping[_Source, int]) -> int | None:
    """What a measure says of a count: under the first of these labels, under another of it, or what was said last."""
    for source in sources:
        if source in counts:
            return counts[source]
    own = [count for (measure, _), count in counts.items() if measure == sources[-1][0]]
    return next(reversed(own or list(counts.values())), None)


def _left(way: _Way, without: int = 0) -> int:
    """What the parts, without one of them, leave of the total."""
    return (way[0] or 0) - sum(count or 0 for place, count in enumerate(way) if place not in (0, without))


def _with_one_found(each: _Sum, way: _Way, place: int) -> Iterable[Equation]:
    count = _left(way, place) if place else -_left((0, *way[1:]))
    return [_equation(each, (*way[:place], count, *way[place + 1 :]))] if count >= 0 else []


def _with_the_rest(each: _Sum, way: _Way) -> Iterable[Equation]:
    rest = _left(way)
    if rest < 0:
        return []
    told = [(key, count) for key, count in zip(each.keys, way, strict=True) if count is not None]
    missing = tuple(key for key, count in zip(each.keys, way, strict=True) if count is None)
    return [Equation(told[0], (*told[1:], (_Rest(missing), rest)))]


def _shares_of_rests(found: Iterable[Equation], told: _Told) -> Iterator[Equation]:
    """What was left for several, less what one of them is told to be at any time, and less all that are told."""
    rests: dict[tuple[_Rest, int], None] = {}
    for equation in found:
        for which, count in (equation.whole, *equation.parts):
            if isinstance(which, _Rest):
                rests[which, count] = None
            else:
                told[which][count] = None
    for rest, left in rests:
        known = {key: list(told[key]) for key in rest.keys if told[key]}
        ways: list[tuple[Known, ...]] = [((key, count),) for key, counts in known.items() for count in counts]
        ways.append(tuple((key, counts[-1]) for key, counts in known.items()))
        for way in dict.fromkeys(ways):
            missing = tuple(key for key in rest.keys if key not in dict(way))
            count = left - sum(count for _, count in way)
            if count >= 0 and way and missing:
                yield Equation((rest, left), (*way, (missing[0] if len(missing) == 1 else _Rest(missing), count)))
            elif count == 0 and way:
                yield Equation((rest, left), way)


def _equation(each: _Sum, way: _Way) -> Equation:
    whole, *parts = ((key, count or 0) for key, count in zip(each.keys, way, strict=True))
    return Equation(whole, tuple(parts))
