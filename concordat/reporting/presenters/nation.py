"""The nation, or a region, in finished words: the map and its key, the table and the list that say the same."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from concordat.assurance.domain.ladder import DECLARED_OR_HIGHER, DELIVERING, HistoricColour, Step
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.states import State
from concordat.reporting.domain.deadlines import Answered, DeadlineNote
from concordat.reporting.domain.nation import (
    Happening,
    Moved,
    Nation,
    Order,
    Place,
    Sought,
    chosen_from,
    moved_lately,
    ordered,
)
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.presenters.behind import query_of_actions
from concordat.reporting.presenters.choosing import FilterGroup, View, filter_groups, sought_in_words
from concordat.reporting.presenters.deadlines import DeadlineLine, present_deadlines
from concordat.reporting.presenters.hexagons import HexMap, present_map
from concordat.reporting.presenters.marks import COLOUR_MARKS, STEP_MARKS, Mark, mark_in_words, mark_of

MOST_MOVED = 8


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where pages lead: one page for each place, area and region, and those that show the same otherwise."""

    locality: Callable[[str], str]
    area: Callable[[str], str]
    region: Callable[[str], str]
    here: str
    map: str
    table: str
    words: str
    actions: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the key: the sign in the hexagon, its words and meaning, and how many localities stand there."""

    mark: Mark
    meaning: str
    count: int
    share: str
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class MovedLine:
    day: str
    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region with how many of its localities have got how far."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A heading of the table; following it sorts, and following it again turns the order round."""

    words: str
    href: str
    sorted: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A row of the table. `says` are the words that the map's hexagons give for this locality too."""

    name: str
    href: str
    areas: str
    region: str
    region_href: str
    mark: Mark
    says: str
    is_late: bool
    since: str
    verified: str
    complete: int
    overdue: int
    overdue_href: str
    verified_href: str
    still_to_sign: str


@dataclass(frozen=True, slots=True)
class ListedPlace:
    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A region in the words-only list: one sentence, then each locality with where it stands."""

    name: str
    href: str
    sentence: str
    places: tuple[ListedPlace, ...]
    uncovered: str


@dataclass(frozen=True, slots=True)
class NationPage:
    """What the map, the table and the list draw on. `map` is None where no area is known."""

    sentence: str
    chosen: str
    undo: str
    is_historic: bool
    has_examples: bool
    map: HexMap | None
    key: tuple[KeyLine, ...]
    late: KeyLine | None
    nobody: int
    filters: tuple[FilterGroup, ...]
    is_filtered: bool
    ladder_href: str
    historic_href: str
    table_href: str
    words_href: str
    map_href: str
    deadlines: tuple[DeadlineLine, ...]
    deadline_notes: tuple[DeadlineNote, ...]
    moved: tuple[MovedLine, ...]
    moved_more: int
    regions: tuple[RegionLine, ...]


def present_nation(
    nation: Nation,
    view: View,
    deadlines: tuple[Answered, ...],
    notes: tuple[DeadlineNote, ...],
    *,
    at: Addresses,
    on: date,
) -> NationPage:
    """The map of a nation or region with its key, deadlines and what moved lately."""
    chosen = chosen_from(nation.places, view.sought)
    moved = moved_lately(chosen, on=on)
    nobody = sum(not area.localities for area in nation.areas)
    return NationPage(
        sentence=_sentence(nation),
        chosen=sought_in_words(view.sought, len(chosen), len(nation.places)),
        undo=replace(view, sought=Sought()).address(at.here),
        is_historic=view.is_historic,
        has_examples=any(place.is_example for place in nation.places),
        map=_map(nation, chosen, view, at) if nation.areas else None,
        key=_key(nation, view, at.here),
        late=_late(nation, view, at.here),
        nobody=nobody,
        filters=filter_groups(nation, view, at.here),
        is_filtered=not view.sought.is_anything,
        ladder_href=replace(view, is_historic=False, sought=replace(view.sought, colour=None)).address(at.here),
        historic_href=replace(view, is_historic=True, sought=replace(view.sought, step=None)).address(at.here),
        table_href=view.address(at.table),
        words_href=view.address(at.words),
        map_href=view.address(at.map),
        deadlines=present_deadlines(deadlines, locality_href=at.locality),
        deadline_notes=tuple(note for note in notes if not note.region or note.region in nation.regions),
        moved=tuple(_moved_line(each, at) for each in moved[:MOST_MOVED]),
        moved_more=max(0, len(moved) - MOST_MOVED),
        regions=_regions(nation, at),
    )


def _map(nation: Nation, chosen: tuple[Place, ...], view: View, at: Addresses) -> HexMap:
    return present_map(
        nation.areas,
        {place.slug: place for place in chosen},
        is_historic=view.is_historic,
        locality_href=at.locality,
        area_href=at.area,
        is_everything=view.sought.is_anything,
    )


def _sentence(nation: Nation) -> str:
    """ "100 localities cover 146 of 153 areas: 96 declared, 61 with an approved plan, 4 delivered in full."."""
    if not nation.places:
        return "No locality has been set up yet."
    steps = [place.status.step for place in nation.places]
    covered = sum(bool(area.localities) for area in nation.areas)
    over = f" cover {covered:,} of {spoken_count(len(nation.areas), 'area')}" if nation.areas and covered else ""
    declared = sum(step in DECLARED_OR_HIGHER for step in steps)
    approved = sum(step in DELIVERING for step in steps)
    full = steps.count(Step.DELIVERED_IN_FULL)
    noun = spoken_count(len(steps), "locality", "localities")
    return (
        f"{noun}{_covers(over, len(steps))}: {declared:,} declared, {approved:,} with an approved plan, "
        f"{full:,} delivered in full."
    )


def _covers(over: str, count: int) -> str:
    return over.replace(" cover ", " covers ") if count == 1 else over


def _key(nation: Nation, view: View, here: str) -> tuple[KeyLine, ...]:
    """From the top of the ladder down; each line filters by its step, and the one in force undoes that."""
    name = "colour" if view.is_historic else "step"
    marks = dict(reversed((COLOUR_MARKS if view.is_historic else STEP_MARKS).items()))
    places = chosen_from(nation.places, replace(view.sought, **{name: None}))
    counts: Counter[object] = Counter(
        place.status.colour if view.is_historic else place.status.step for place in places
    )
    most = max(counts.values(), default=0)
    lines = []
    for value, mark in marks.items():
        is_on = getattr(view.sought, name) is value
        lines.append(
            KeyLine(
                mark=mark,
                meaning="" if isinstance(value, HistoricColour) else value.meaning,
                count=counts[value],
                share=f"{100 * counts[value] / most:.1f}" if most else "0",
                href=view.address(here, **{name: None if is_on else value}),
                is_on=is_on,
            )
        )
    return tuple(lines)


def _late(nation: Nation, view: View, here: str) -> KeyLine | None:
    late = chosen_from(nation.places, replace(view.sought, is_late=True))
    if not late and not view.sought.is_late:
        return None
    return KeyLine(
        mark=Mark("!", "Review overdue", "late"),
        meaning="Nobody has frozen an edition or closed a round of updates for over a year.",
        count=len(late),
        share="0",
        href=view.address(here, is_late=not view.sought.is_late),
        is_on=view.sought.is_late,
    )


def _moved_line(moved: Moved, at: Addresses) -> MovedLine:
    if moved.kind is Happening.PUBLISHED:
        delivery = moved.delivery
        words = f"published an edition: {delivery.verified:,} of {spoken_count(delivery.promised, 'action')} verified"
    else:
        words = f"came to step {moved.step.rung}, {moved.step.words}"
    return MovedLine(spoken_day(moved.on), moved.place.name, at.locality(moved.place.slug), words)


def _regions(nation: Nation, at: Addresses) -> tuple[RegionLine, ...]:
    lines = []
    for name in nation.regions:
        steps = [place.status.step for place in nation.places if place.region == name]
        approved = sum(step in DELIVERING for step in steps)
        words = (
            f"{spoken_count(len(steps), 'locality', 'localities')}, {approved:,} with an approved plan"
            if steps
            else "no locality yet"
        )
        lines.append(RegionLine(name, at.region(slug_of(name)), words))
    return tuple(lines)


_HEADS = (
    (Order.NAME, "Locality", False),
    (Order.REGION, "Region", False),
    (Order.STEP, "Where it stands", False),
    (Order.SINCE, "Since", False),
    (Order.VERIFIED, "Verified", True),
    (Order.OVERDUE, "Overdue", True),
)


def column_heads(view: View, page: str) -> tuple[ColumnHead, ...]:
    heads = []
    for order, words, is_number in _HEADS:
        is_sorted = view.order is order
        # Numbers are looked at for the largest first, words for the first letter.
        is_downward = not view.is_downward if is_sorted else is_number
        turned = replace(view, order=order, is_downward=is_downward)
        sorted_ = ("descending" if view.is_downward else "ascending") if is_sorted else "none"
        heads.append(ColumnHead(words, turned.address(page), sorted_, is_number))
    return tuple(heads)


def place_lines(nation: Nation, view: View, *, at: Addresses) -> tuple[PlaceLine, ...]:
    """The table of localities as the view chooses and orders them."""
    names = {area.code: area.name for area in nation.areas}
    chosen = ordered(chosen_from(nation.places, view.sought), view.order, is_downward=view.is_downward)
    return tuple(_place_line(place, names, view, at) for place in chosen)


def _place_line(place: Place, names: dict[str, str], view: View, at: Addresses) -> PlaceLine:
    delivery = place.status.delivery
    areas = ", ".join(names[code] for code in place.areas if code in names)
    return PlaceLine(
        name=place.name,
        href=at.locality(place.slug),
        areas="" if areas == place.name else areas,
        region=place.region,
        region_href=at.region(slug_of(place.region)),
        mark=mark_of(place, is_historic=view.is_historic),
        says=mark_in_words(place, is_historic=view.is_historic),
        is_late=place.status.is_review_overdue,
        since=spoken_day(place.since) if place.since else "",
        verified=f"{delivery.verified:,} of {delivery.promised:,}" if delivery.promised else "",
        complete=place.counted.complete,
        overdue=place.counted.overdue,
        overdue_href=_actions_href(at, place, is_overdue=True) if place.counted.overdue else "",
        verified_href=_actions_href(at, place, state=State.COMPLETE_VERIFIED) if delivery.verified else "",
        still_to_sign=", ".join(kind.words for kind in place.status.missing),
    )


def _actions_href(at: Addresses, place: Place, **sought: Any) -> str:
    return at.actions + query_of_actions(ActionsSought(locality=place.slug, **sought))


def list_groups(nation: Nation, view: View, *, at: Addresses) -> tuple[ListGroup, ...]:
    """The words-only list: region by region, each locality with exactly the words of its hexagon."""
    chosen = chosen_from(nation.places, view.sought)
    groups = []
    for name in nation.regions:
        places = [place for place in chosen if place.region == name]
        uncovered = [area.name for area in nation.areas if area.region == name and not area.localities]
        if not places and not (uncovered and view.sought.is_anything):
            continue
        groups.append(
            ListGroup(
                name=name,
                href=at.region(slug_of(name)),
                sentence=_steps_in_words(places, view),
                places=tuple(_listed(place, view, at) for place in places),
                uncovered=", ".join(uncovered) if view.sought.is_anything else "",
            )
        )
    return tuple(groups)


def _steps_in_words(places: list[Place], view: View) -> str:
    counts = Counter(mark_of(place, is_historic=view.is_historic) for place in places)
    marks = reversed((COLOUR_MARKS if view.is_historic else STEP_MARKS).values())
    said = [f"{counts[mark]:,} {mark.words.lower()}" for mark in marks if counts[mark]]
    whole = spoken_count(len(places), "locality", "localities")
    return f"{whole}: {'; '.join(said)}." if said else "No locality yet."


def _listed(place: Place, view: View, at: Addresses) -> ListedPlace:
    words = mark_in_words(place, is_historic=view.is_historic)
    delivery = place.status.delivery
    if place.since:
        words += f", since {spoken_day(place.since)}"
    if delivery.promised:
        words += f"; {delivery.verified:,} of {spoken_count(delivery.promised, 'action')} verified"
    return ListedPlace(place.name, at.locality(place.slug), words)
