"""England as a hexagon for each area, drawn as SVG: where each stands, what it is marked with, where it leads."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from concordat.reporting.domain.nation import AreaOnMap, Place
from concordat.reporting.presenters.marks import NOBODY, Mark, mark_in_words, mark_of

SIZE = 20.0  # from the middle of a hexagon to a corner, in units of the drawing
WIDTH = math.sqrt(3) * SIZE
ROW = 1.5 * SIZE
MARGIN = 3.0
_HALF, _QUARTER = WIDTH / 2, SIZE / 2


@dataclass(frozen=True, slots=True)
class HexPart:
    """A hexagon or half of one, with its link; `says` is the link's name. `shape` is "whole", "left" or "right".

    `at` is where the sign stands, across from the middle. `href` is empty where it is not among what was asked for.
    """

    shape: str
    at: float
    mark: Mark
    says: str
    href: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Hexagon:
    x: str
    y: str
    label: str
    parts: tuple[HexPart, ...]


@dataclass(frozen=True, slots=True)
class HexMap:
    """A map: the box that is drawn in, and a hexagon for each area from north to south."""

    box: str
    hexagons: tuple[Hexagon, ...]


def present_map(
    areas: Iterable[AreaOnMap],
    places: Mapping[str, Place],
    *,
    is_historic: bool,
    locality_href: Callable[[str], str],
    area_href: Callable[[str], str],
    is_everything: bool,
) -> HexMap:
    """The map of these areas. `places` are by slug; with a filter (not `is_everything`) other localities stay blank."""
    found = sorted(areas, key=lambda area: (-area.hex_r, area.hex_q))
    corners = [_middle(area) for area in found]
    left, top = min(x for x, _ in corners) - _HALF, min(y for _, y in corners) - SIZE
    right, bottom = max(x for x, _ in corners) + _HALF, max(y for _, y in corners) + SIZE
    box = (left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN)

    def parts_of(area: AreaOnMap) -> tuple[HexPart, ...]:
        here = [places[slug] for slug in area.localities if slug in places]
        if not here and (area.localities or not is_everything):
            return (HexPart("whole", 0, Mark("", "", "other"), "", "", False),)
        if not here:
            says = f"{_name(area)}: {NOBODY.words.lower()}"
            return (HexPart("whole", 0, NOBODY, says, area_href(area.slug), False),)
        if len(here) > 2:
            words = "; ".join(_says(place, is_historic) for place in here)
            mark = Mark(f"×{len(here)}", "", "many")
            is_late = any(place.status.is_review_overdue for place in here)
            return (HexPart("whole", 0, mark, f"{_name(area)}: {words}", area_href(area.slug), is_late),)
        shapes = [("whole", 0.0)] if len(here) == 1 else [("left", -_QUARTER * 0.8), ("right", _QUARTER * 0.8)]
        return tuple(
            HexPart(
                shape=shape,
                at=round(at, 1),
                mark=mark_of(place, is_historic=is_historic),
                says=f"{_name(area)}: {_says(place, is_historic, area)}",
                href=locality_href(place.slug),
                is_late=place.status.is_review_overdue and not is_historic,
            )
            for place, (shape, at) in zip(here, shapes, strict=True)
        )

    return HexMap(
        box=" ".join(f"{value:.1f}" for value in box),
        hexagons=tuple(
            Hexagon(f"{x:.1f}", f"{y:.1f}", area.hex_label, parts_of(area))
            for area, (x, y) in zip(found, corners, strict=True)
        ),
    )


def _middle(area: AreaOnMap) -> tuple[float, float]:
    # Every second row stands half a hexagon to the east; rows grow northwards, a drawing's y southwards.
    return (area.hex_q + (0.5 if area.hex_r % 2 else 0.0)) * WIDTH, -area.hex_r * ROW


def _name(area: AreaOnMap) -> str:
    return f"{area.name} ({area.hex_label})"


def _says(place: Place, is_historic: bool, area: AreaOnMap | None = None) -> str:
    """ "Northshire, step 8, In delivery"; the locality is not named again where it is called what its area is."""
    words = mark_in_words(place, is_historic=is_historic)
    return words if area is not None and area.name == place.name else f"{place.name}, {words}"
