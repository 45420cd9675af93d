"""Areas and localities of the nation with where each stands: chosen, ordered and counted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from concordat.assurance.domain.histories import Counted, History, Reached
from concordat.assurance.domain.ladder import Delivery, HistoricColour, Status, Step
from concordat.directory.domain import OrganisationType

LATELY = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Place:
    """A locality, where it stands, and since when; `since` is None where nothing has happened yet.

    `areas` are codes, `kinds` what sort of council they have.
    `reached` are all the steps that it came to stand on, oldest first (`histories.steps_reached`).
    """

    slug: str
    name: str
    region: str
    areas: tuple[str, ...]
    kinds: frozenset[str]
    is_example: bool
    status: Status
    since: date | None
    history: History
    reached: tuple[Reached, ...]

    @property
    def counted(self) -> Counted:
        """The actions of the latest published edition."""
        return self.history.editions[-1].counted if self.history.editions else Counted()


@dataclass(frozen=True, slots=True)
class AreaOnMap:
    """An upper-tier area with its hexagon (rows grow northwards) and the slugs of its localities, by name."""

    code: str
    name: str
    slug: str
    kind: str
    region: str
    hex_q: int
    hex_r: int
    hex_label: str
    localities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nation:
    """Everything that the map shows; also of one region. Areas and places by name."""

    areas: tuple[AreaOnMap, ...]
    places: tuple[Place, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(sorted({area.region for area in self.areas} | {place.region for place in self.places}))

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(sorted({area.kind for area in self.areas}))


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asked of the map; "" or None: anything. `colour` is of 2014, `lacks` an agency yet to sign."""

    region: str = ""
    step: Step | None = None
    colour: HistoricColour | None = None
    kind: str = ""
    lacks: OrganisationType | None = None
    is_late: bool = False

    @property
    def is_anything(self) -> bool:
        return self == Sought()


def fits(place: Place, sought: Sought) -> bool:
    status = place.status
    return (
        (not sought.region or place.region == sought.region)
        and (sought.step is None or status.step is sought.step)
        and (sought.colour is None or status.colour is sought.colour)
        and (not sought.kind or sought.kind in place.kinds)
        and (sought.lacks is None or sought.lacks in status.missing)
        and (not sought.is_late or status.is_review_overdue)
    )


def chosen_from(places: Iterable[Place], sought: Sought) -> tuple[Place, ...]:
    return tuple(place for place in places if fits(place, sought))


def counts_by(places: Sequence[Place], sought: Sought, name: str, values: Iterable[Any]) -> dict[Any, int]:
    """How many places each choice of one kind would leave, while every other choice stays as it is."""
    return {value: len(chosen_from(places, replace(sought, **{name: value}))) for value in values}


class Order(StrEnum):
    """What the table of localities may be sorted by."""

    NAME = "name"
    REGION = "region"
    STEP = "step"
    SINCE = "since"
    VERIFIED = "verified"
    OVERDUE = "overdue"


_FAR_OFF = date.max
_KEYS: dict[Order, Callable[[Place], Any]] = {
    Order.NAME: lambda place: "",
    Order.REGION: lambda place: place.region,
    Order.STEP: lambda place: place.status.step.rung,
    Order.SINCE: lambda place: place.since or _FAR_OFF,
    Order.VERIFIED: lambda place: _share_verified(place),
    Order.OVERDUE: lambda place: place.counted.overdue,
}


def ordered(places: Iterable[Place], by: Order, *, is_downward: bool) -> tuple[Place, ...]:
    """Places by one thing, upward or downward, and those that are equal in it always by name."""
    named = sorted(places, key=lambda place: place.name.casefold(), reverse=is_downward and by is Order.NAME)
    return tuple(sorted(named, key=_KEYS[by], reverse=is_downward))


def _share_verified(place: Place) -> float:
    delivery = place.status.delivery
    return delivery.verified / delivery.promised if delivery.promised else -1.0


def since_when(reached: Sequence[Reached]) -> date | None:
    """Since which day a locality has stood where it stands; None where nothing has happened yet."""
    return reached[-1].on if reached else None


class Happening(StrEnum):
    REACHED = "reached"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened in a locality on a day: it came to a step, or published an edition with so much delivered."""

    on: date
    place: Place
    kind: Happening
    step: Step
    delivery: Delivery


def moved_lately(places: Iterable[Place], *, on: date) -> tuple[Moved, ...]:
    """What moved in the last month, newest first: steps that were reached, and editions published."""
    found: list[Moved] = []
    for place in places:
        found.extend(
            Moved(each.on, place, Happening.REACHED, each.step, place.status.delivery)
            for each in place.reached
            if on - each.on <= LATELY
        )
        found.extend(
            Moved(edition.published_on, place, Happening.PUBLISHED, place.status.step, edition.delivery)
            for edition in place.history.editions
            if edition.published_on <= on and on - edition.published_on <= LATELY
        )
    return tuple(sorted(found, key=lambda moved: (-moved.on.toordinal(), moved.place.name.casefold(), moved.kind)))
