"""Counts what each choice beside a search would leave."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for beside words; None or False: anything. A locality by its slug, a region by its code."""

    locality: str | None = None
    region: str | None = None
    state: str | None = None
    lead_type: str | None = None
    theme: str | None = None
    is_overdue: bool = False

    @property
    def is_anything(self) -> bool:
        return self == Filters()


class Kind(NamedTuple):
    """What an action that was found is chosen by; `lead_types` as "|police|ambulance|"."""

    locality: int
    state: str
    lead_types: str
    theme: str
    is_overdue: bool


class Place(NamedTuple):
    """Where a locality is: its slug, and the code of its region."""

    slug: str
    region: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many actions fit everything, and each choice: a count holds to every other thing that was asked for."""

    whole: int = 0
    localities: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    lead_types: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    overdue: int = 0


def count(found: Sequence[Kind], wanted: Filters, places: Mapping[int, Place]) -> Counts:
    """The counts over what was found; whatever is of a locality that is not among `places` is passed over."""
    tests = _tests(wanted, places)
    known = found if {kind[0] for kind in found} <= places.keys() else [kind for kind in found if kind[0] in places]
    whole = _fitting(known, tests.values())

    def but(name: str) -> Sequence[Kind]:
        """What fits all but that: a choice of this kind would lead to it."""
        if name not in tests:
            return whole
        return _fitting(known, [test for other, test in tests.items() if other != name])

    localities: Counter[str] = Counter()
    for pk, number in _column(0, but("locality")).items():
        localities[places[pk].slug] += number
    regions: Counter[str] = Counter()
    for pk, number in _column(0, but("region")).items():
        regions[places[pk].region] += number
    lead_types: Counter[str] = Counter()
    for types, number in _column(2, but("lead_type")).items():
        for each in dict.fromkeys(types.strip("|").split("|")):
            if each:
                lead_types[each] += number
    themes = _column(3, but("theme"))
    del themes[""]
    overdue = _column(4, but("is_overdue"))
    return Counts(len(whole), localities, regions, _column(1, but("state")), lead_types, themes, overdue[True])


def _column(place: int, kinds: Sequence[Kind]) -> Counter[Any]:
    return Counter(map(itemgetter(place), kinds))


def _fitting(kinds: Sequence[Kind], tests: Iterable[Callable[[Kind], bool]]) -> Sequence[Kind]:
    for test in tests:
        kinds = [kind for kind in kinds if test(kind)]
    return kinds


def _tests(wanted: Filters, places: Mapping[int, Place]) -> dict[str, Callable[[Kind], bool]]:
    """For each thing that was asked for, whether an action fits it."""
    tests: dict[str, Callable[[Kind], bool]] = {}
    if wanted.locality is not None:
        here = {pk for pk, place in places.items() if place.slug == wanted.locality}
        tests["locality"] = lambda kind: kind[0] in here
    if wanted.region is not None:
        inside = {pk for pk, place in places.items() if place.region == wanted.region}
        tests["region"] = lambda kind: kind[0] in inside
    if wanted.state is not None:
        tests["state"] = lambda kind: kind[1] == wanted.state
    if wanted.lead_type is not None:
        sought = f"|{wanted.lead_type}|"
        tests["lead_type"] = lambda kind: sought in kind[2]
    if wanted.theme is not None:
        tests["theme"] = lambda kind: kind[3] == wanted.theme
    if wanted.is_overdue:
        tests["is_overdue"] = lambda kind: bool(kind[4])
    return tests
