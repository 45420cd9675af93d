"""An area in finished words: which localities cover it, what it was before, or what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concordat.directory.domain import Extent
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.words import listed
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.presenters.marks import STEP_MARKS, Mark, mark_in_words
from concordat.reporting.presenters.nation import Addresses
from concordat.reporting.queries import AreaSeen


@dataclass(frozen=True, slots=True)
class AreaPlace:
    name: str
    href: str
    mark: Mark
    says: str


@dataclass(frozen=True, slots=True)
class AreaLine:
    """Another area that this one was, or became; `words` say how and when."""

    name: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class AreaPage:
    """`ended` says of a former area until when it was one; `times` are what it became, or was before."""

    name: str
    region: str
    region_href: str
    ended: str
    times_title: str
    times: tuple[AreaLine, ...]
    sentence: str
    places: tuple[AreaPlace, ...]


def present_area(area: AreaSeen, *, at: Addresses) -> AreaPage:
    return AreaPage(
        name=area.name,
        region=area.region,
        region_href=at.region(slug_of(area.region)),
        ended=_ended(area),
        times_title="What it became" if area.former else "What it was before",
        times=tuple(_became(area, at) if area.former else _before(area, at)),
        sentence=_sentence(area),
        places=tuple(
            AreaPlace(
                place.name,
                at.locality(place.slug),
                STEP_MARKS[place.status.step],
                mark_in_words(place, is_historic=False),
            )
            for place in area.places
        ),
    )


def _ended(area: AreaSeen) -> str:
    former = area.former
    if former is None:
        return ""
    return (
        f"{former.name} was an area of its own until {spoken_day(former.ends_on)} "
        f"({former.kind}, {former.council}, code {former.code}). What was declared and promised for it is carried on "
        f"by the localities of what it became."
    )


def _became(area: AreaSeen, at: Addresses) -> Iterator[AreaLine]:
    for each in area.became:
        change = each.change
        yield AreaLine(
            each.name, at.area(each.slug), f"{_part(change.extent, change.what)}; {_day(change.happened_on)}"
        )


def _before(area: AreaSeen, at: Addresses) -> Iterator[AreaLine]:
    for former, change in area.before:
        kind = "" if former.name != area.name else f"{former.kind}, code {former.code}; "
        yield AreaLine(
            former.name,
            at.area(former.slug),
            f"{kind}until {spoken_day(former.ends_on)}; {_part(change.extent, change.what)}",
        )


def _day(day: date) -> str:
    return f"since {spoken_day(day)}"


def _part(extent: Extent, what: str) -> str:
    return {Extent.WHOLE: what, Extent.MOST: f"most of it: {what}", Extent.PART: f"a part of it: {what}"}[extent]


def _sentence(area: AreaSeen) -> str:
    count, name = len(area.places), area.name
    if area.former:
        parts = listed([each.name for each in area.became])
        if not count:
            return f"No locality covers {parts} yet: nobody there has set one up in this service."
        noun = spoken_count(count, "locality", "localities")
        return f"{noun} {'covers' if count == 1 else 'cover'} what was {name}, or a part of it."
    if not count:
        return f"No locality covers {name} yet: nobody there has set one up in this service."
    return (
        f"{spoken_count(count, 'locality', 'localities')} {'covers' if count == 1 else 'cover'} {name} or a part of it."
    )
