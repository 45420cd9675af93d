"""Draws the localities of the invented nation over the real areas of England: where each is, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from concordat.assurance.domain.ladder import Step

# Of 153 areas; the others have one locality to themselves.
_TRIPLES, _PAIRS, _HALVED, _EMPTY = 14, 18, 4, 10
MARK = "(invented)"
# How many localities stand on each step, of a hundred.
_SHARES = {
    Step.NOT_STARTED: 5,
    Step.FORMING: 9,
    Step.DECLARED: 7,
    Step.PLAN_DRAFTED: 10,
    Step.PLAN_SUBMITTED: 9,
    Step.CHANGES_REQUESTED: 8,
    Step.APPROVED: 8,
    Step.IN_DELIVERY: 28,
    Step.DELIVERED_IN_PART: 11,
    Step.DELIVERED_IN_FULL: 5,
}
_HALVES = ("North of", "South of")
# From one column and row to the six neighbours, for hexagons whose odd rows are set off to the right.
_EVEN = ((1, 0), (-1, 0), (0, 1), (0, -1), (-1, 1), (-1, -1))
_ODD = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1))


@dataclass(frozen=True, slots=True)
class AreaGiven:
    """An area as the reference data have it."""

    code: str
    name: str
    region: str
    hex_q: int
    hex_r: int


@dataclass(frozen=True, slots=True)
class Place:
    """A locality to be made; `short` is what its actions call it, `step` where it is to stand today."""

    number: int
    short: str
    region: str
    areas: tuple[str, ...]
    areas_note: str
    step: Step

    @property
    def name(self) -> str:
        return f"{self.short} {MARK}"


def draw_places(areas: Sequence[AreaGiven], random: Random, *, most: int | None = None) -> list[Place]:
    """About two localities for three areas: some cover three, some areas have two localities, some none.

    With `most` only so many; every step of the ladder is among the first ten.
    """
    groups = _groups(areas, random)
    random.shuffle(groups)
    steps = _steps(len(groups), random)
    places = [
        Place(number, short, region, codes, note, step)
        for number, ((short, region, codes, note), step) in enumerate(zip(groups, steps, strict=True), start=1)
    ]
    return places[:most]


_Group = tuple[str, str, tuple[str, ...], str]


def _groups(areas: Sequence[AreaGiven], random: Random) -> list[_Group]:
    free = {area.code: area for area in sorted(areas, key=lambda area: area.code)}
    scale = len(areas) / 153
    groups: list[_Group] = []
    for size, count in ((3, _TRIPLES), (2, _PAIRS)):
        for _ in range(round(count * scale)):
            if chosen := _neighbours(free, size, random):
                groups.append((_joined(chosen), chosen[0].region, tuple(area.code for area in chosen), ""))
                for area in chosen:
                    del free[area.code]
    left = list(free.values())
    random.shuffle(left)
    halved, alone = left[: round(_HALVED * scale)], left[round((_HALVED + _EMPTY) * scale) :]
    for area in halved:
        groups += [
            (f"{half} {_spoken(area.name)}", area.region, (area.code,), f"The {half.split()[0].lower()} of the area")
            for half in _HALVES
        ]
    groups += [(_spoken(area.name), area.region, (area.code,), "") for area in alone]
    return groups


def _neighbours(free: dict[str, AreaGiven], size: int, random: Random) -> list[AreaGiven]:
    """Areas of one region that touch each other on the map of hexagons; none where no such group is left."""
    for _ in range(50):
        chosen = [random.choice(list(free.values()))]
        while len(chosen) < size:
            around = [area for area in free.values() if area not in chosen and _touches(area, chosen)]
            if not around:
                break
            chosen.append(random.choice(around))
        else:
            return chosen
    return []


def _touches(area: AreaGiven, chosen: Iterable[AreaGiven]) -> bool:
    return any(
        area.region == other.region
        and (area.hex_q - other.hex_q, area.hex_r - other.hex_r) in (_ODD if other.hex_r % 2 else _EVEN)
        for other in chosen
    )


def _joined(areas: Sequence[AreaGiven]) -> str:
    # "Bournemouth, Christchurch and Poole" in a list would read as three.
    names = sorted(area.name.partition(",")[0] for area in areas)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _spoken(name: str) -> str:
    """ "Bristol" for "Bristol, City of"."""
    return name.removesuffix(", City of").removesuffix(", County of")


def _steps(count: int, random: Random) -> list[Step]:
    """Each step once, then the rest as the shares say, in any order."""
    rest = [step for step, share in _SHARES.items() for _ in range(share - 1)]
    random.shuffle(rest)
    while len(rest) < count:
        rest.append(Step.IN_DELIVERY)
    return [*Step, *rest][:count]
