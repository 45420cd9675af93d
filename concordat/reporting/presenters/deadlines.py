"""Deadlines in finished words: who is in, who is out, nation and region by region."""

from collections.abc import Callable
from dataclasses import dataclass

from concordat.plans.domain.days import spoken_day
from concordat.reporting.domain.deadlines import Answered
from concordat.reporting.domain.nation import Place
from concordat.reporting.presenters.choosing import region_in_words

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """ "one of five in the South West", and those that are still out."""

    words: str
    out: tuple[NamedPlace, ...]


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """`sentence` counts who is in, in time or later, and who is out; `share` is that of those in, 0 to 100."""

    title: str
    sentence: str
    share: int
    regions: tuple[RegionAnswer, ...]
    note: str


def present_deadlines(
    answers: tuple[Answered, ...], *, locality_href: Callable[[str], str]
) -> tuple[DeadlineLine, ...]:
    return tuple(
        DeadlineLine(
            title=f"{each.deadline.title} by {spoken_day(each.deadline.on)}",
            sentence=_sentence(each),
            share=round(100 * len(each.reached) / len(each.everybody)),
            regions=_regions(each, locality_href),
            note=each.deadline.source if each.deadline.is_example else f"Source: {each.deadline.source}.",
        )
        for each in answers
    )


def _sentence(answer: Answered) -> str:
    reached, everybody = len(answer.reached), len(answer.everybody)
    end = "." if answer.is_past else " so far."
    if everybody == 1:
        return f"The one locality is {'out' if answer.out else 'in, later' if answer.late else 'in'}{end}"
    said = f"{reached:,} of {everybody:,} localities {'is' if reached == 1 else 'are'} in"
    if answer.late:
        said += f": {len(answer.in_time):,} in time, {len(answer.late):,} later"
    if answer.out:
        said += f"; {len(answer.out):,} {'is' if len(answer.out) == 1 else 'are'} out"
    return f"{said}{end}"


def _regions(answer: Answered, locality_href: Callable[[str], str]) -> tuple[RegionAnswer, ...]:
    def within(places: tuple[Place, ...], region: str) -> list[Place]:
        return [place for place in places if place.region == region]

    found = []
    for region in sorted({place.region for place in answer.everybody}):
        everybody, reached = within(answer.everybody, region), within(answer.reached, region)
        found.append(
            RegionAnswer(
                f"{_count(len(reached))} of {_count(len(everybody))} in {region_in_words(region)}",
                tuple(NamedPlace(place.name, locality_href(place.slug)) for place in within(answer.out, region)),
            )
        )
    return tuple(found)


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
