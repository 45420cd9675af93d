"""The list of localities in finished words."""

from dataclasses import dataclass

from concordat.assurance.presenters import present_status
from concordat.plans.domain.days import spoken_count
from concordat.plans.presenters.states import Tag
from concordat.reporting.presenters.standing import standing_words
from concordat.reporting.queries import ListedLocality


@dataclass(frozen=True, slots=True)
class LocalityLine:
    name: str
    slug: str
    areas: str
    tags: tuple[Tag, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """The localities that were found; `sentence` says how many, and what was looked for."""

    words: str
    sentence: str
    lines: tuple[LocalityLine, ...]


def present_list(found: tuple[ListedLocality, ...], words: str) -> ListPage:
    """The page for what somebody looked for; no `words`: every locality."""
    return ListPage(
        words=words,
        sentence=_sentence(len(found), words),
        lines=tuple(
            LocalityLine(
                name=each.place.name,
                slug=each.place.slug,
                areas=_areas(each),
                tags=present_status(each.status).tags,
                standing=standing_words(each.progress),
            )
            for each in found
        ),
    )


def _areas(each: ListedLocality) -> str:
    areas = each.place.areas_in_words
    return areas if areas != each.place.name else ""


def _sentence(count: int, words: str) -> str:
    if not words:
        return f"{spoken_count(count, 'locality', 'localities')}."
    if not count:
        return f"No locality was found for “{words}”."
    return f"{spoken_count(count, 'locality', 'localities')} found for “{words}”."
