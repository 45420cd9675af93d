"""An area in finished words: which localities cover it, or that none does."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.reporting.domain.nation import AreaOnMap, Place
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.presenters.marks import STEP_MARKS, Mark, mark_in_words
from concordat.reporting.presenters.nation import Addresses


@dataclass(frozen=True, slots=True)
class AreaPlace:
    name: str
    href: str
    mark: Mark
    says: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    name: str
    region: str
    region_href: str
    sentence: str
    places: tuple[AreaPlace, ...]


def present_area(area: AreaOnMap, places: tuple[Place, ...], *, at: Addresses) -> AreaPage:
    cover = "covers" if len(places) == 1 else "cover"
    return AreaPage(
        name=area.name,
        region=area.region,
        region_href=at.region(slug_of(area.region)),
        sentence=f"{spoken_count(len(places), 'locality', 'localities')} {cover} {area.name} or a part of it."
        if places
        else f"No locality covers {area.name} yet: nobody there has set one up in this service.",
        places=tuple(
            AreaPlace(
                place.name,
                at.locality(place.slug),
                STEP_MARKS[place.status.step],
                mark_in_words(place, is_historic=False),
            )
            for place in places
        ),
    )
