"""Searches the published actions of all localities: what is found, what each choice would leave, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from concordat.directory.models import Locality
from concordat.plans.domain.searching import Asked, Counts, Filters, Kind, Place, count, has_any, ranked
from concordat.plans.domain.states import State
from concordat.plans.domain.withholding import Withheld
from concordat.plans.models import SearchDocument, SearchedLocality
from concordat.plans.queries.searching.matching import (
    MOST_RANKED,
    Chosen,
    Clause,
    first_rows,
    is_overdue,
    rows_of,
    rows_that_match,
    tiers_of,
)
from concordat.plans.queries.searching.people import hash_of, people_of

MOST_COUNTED = 10_000
PAGE = 20
MOST_PAGES = MOST_RANKED // PAGE
MOST_THEMES = 20


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A locality that has published a plan, for the choice beside a search."""

    slug: str
    name: str
    region: str
    region_name: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An action as it stands in the latest published edition, as the public may read it."""

    place: PlaceFound
    number: int
    references: tuple[str, ...]
    section: str
    text: str
    theme: str
    outcome: str
    progress: str
    next_step: str
    leads: tuple[str, ...]
    when: str
    end: date | None
    state: State
    said_on: date


@dataclass(frozen=True, slots=True)
class SearchSeen:
    """What a search found.

    `counts` is None where more than `MOST_COUNTED` actions fit, which `whole` then is. `has_any` says that no action
    had all of the words, and that these have some of them. `themes` are titles by key.
    """

    hits: tuple[Hit, ...]
    whole: int
    counts: Counts | None
    page: int
    pages: int
    has_any: bool
    places: dict[str, PlaceFound]
    themes: dict[str, str]

    @property
    def is_more(self) -> bool:
        """There are more than were counted."""
        return self.counts is None


def search(asked: Asked, filters: Filters, *, page: int, on: date) -> SearchSeen:
    """The published actions that have all the words and fit the filters, the best first, in at most ten queries.

    Without words all that fit, by plan. Where nothing has all of several words, what has any of them.
    """
    places = _places()
    chosen = _chosen(filters, places, on)
    whole, counts = _counted(asked, chosen, places, any_of=False)
    any_of = False
    if not whole and len(asked.parts) > 1:
        loose, loose_counts = _counted(asked, chosen, places, any_of=True)
        if loose:
            whole, counts, any_of = loose, loose_counts, True
    pages = max(1, min(-(-whole // PAGE), MOST_PAGES))
    page = min(max(page, 1), pages)
    keys: list[int] = []
    if whole:
        first = (page - 1) * PAGE
        keys = _keys(asked, chosen, any_of=any_of, is_counted=counts is not None, first=first)
    return SearchSeen(
        hits=_hits(keys, asked, places),
        whole=whole,
        counts=counts,
        page=page,
        pages=pages,
        has_any=any_of,
        places={place.slug: place for place in places.values()},
        themes=_themes(counts, filters),
    )


def _chosen(filters: Filters, places: dict[int, PlaceFound], on: date) -> Chosen:
    if filters.locality is None and filters.region is None:
        return Chosen(filters, None, on)
    here = (
        pk
        for pk, place in places.items()
        if filters.locality in (None, place.slug) and filters.region in (None, place.region)
    )
    return Chosen(filters, tuple(here), on)


def _keys(asked: Asked, chosen: Chosen, *, any_of: bool, is_counted: bool, first: int) -> list[int]:
    """The keys of one page, the best first; what comes later in the order is only ranked when it is needed."""
    wanted = first + PAGE
    if asked.is_nothing:
        question = first_rows(chosen)
        return [key for (key,) in rows_of(Clause(question.sql, (*question.values, wanted)))][first:]
    found: list[int] = []
    for tier in tiers_of(asked, chosen, any_of=any_of, is_counted=is_counted):
        found += ranked(rows_of(tier), asked)
        if len(found) >= wanted:
            break
    return found[first:wanted]


def _places() -> dict[int, PlaceFound]:
    return {
        pk: PlaceFound(*values)
        for pk, *values in Locality.objects.filter(searched__isnull=False)
        .order_by("name")
        .values_list("pk", "slug", "name", "region_id", "region__name", "is_example")
    }


def _counted(asked: Asked, chosen: Chosen, places: dict[int, PlaceFound], *, any_of: bool) -> tuple[int, Counts | None]:
    """How many fit, and the counts; None for these where there are too many to count."""
    found = _kinds(asked, Chosen(Filters(), None, chosen.on), any_of=any_of)
    if len(found) > MOST_COUNTED and not chosen.is_anything:
        # Then only those that fit everything are looked at, and other choices are not counted.
        found = _kinds(asked, chosen, any_of=any_of)
    if len(found) > MOST_COUNTED:
        return MOST_COUNTED, None
    counts = count(found, chosen.filters, {pk: Place(place.slug, place.region) for pk, place in places.items()})
    return counts.whole, counts


def _kinds(asked: Asked, chosen: Chosen, *, any_of: bool) -> Sequence[Kind]:
    """What the first `MOST_COUNTED` + 1 that fit are chosen by."""
    question = Clause.of(
        "SELECT d.locality_id, d.state, d.lead_types, d.theme_key,", is_overdue(chosen.on),
        "FROM plans_searchdocument d WHERE", rows_that_match(asked, chosen, any_of=any_of),
        Clause("LIMIT %s", (MOST_COUNTED + 1,)),
    )  # fmt: skip
    # As they come: ten thousand named tuples would take longer than to read them.
    return cast(Sequence[Kind], rows_of(question))


def _themes(counts: Counts | None, filters: Filters) -> dict[str, str]:
    """Titles of the commonest themes and of the one that was chosen."""
    keys = [key for key, _ in counts.themes.most_common(MOST_THEMES)] if counts else []
    if filters.theme is not None:
        keys.append(filters.theme)
    if not keys:
        return {}
    # One row for each, by the index: what stands under a theme of a whole nation takes seconds to read.
    question = Clause.of(
        "SELECT k.key, (SELECT d.theme FROM plans_searchdocument d WHERE d.theme_key = k.key ORDER BY d.id LIMIT 1)",
        "FROM (",
        Clause(" UNION ALL ".join(["SELECT %s AS key"] * len(keys)), tuple(keys)),
        ") AS k",
    )
    titles = dict(rows_of(question))
    return {key: titles[key] for key in dict.fromkeys(keys) if titles[key] is not None}


_ENTRY = (
    "entry__action__number",
    "entry__wording__references",
    "entry__wording__section__title",
    "entry__wording__text",
    "entry__wording__theme",
    "entry__wording__outcome",
    "entry__update__progress",
    "entry__update__next_step",
    "leads",
    "entry__update__timescale__text",
    "end_on",
    "state",
    "entry__update__said_on",
)


def _hits(keys: list[int], asked: Asked, places: dict[int, PlaceFound]) -> tuple[Hit, ...]:
    """The actions in the order of the keys, their words as the public may read them today."""
    rows = {
        pk: (locality, has_withheld, rest)
        for pk, locality, has_withheld, *rest in SearchDocument.objects.filter(pk__in=keys).values_list(
            "pk", "locality", "has_withheld", *_ENTRY
        )
        if locality in places
    }
    names = people_of({locality for locality, _, _ in rows.values()})
    changed = _changed_since(names)
    # What is withheld takes long to look for, and in most actions there is nothing.
    withheld = {
        pk: Withheld(names[pk]) for pk in changed | {pk for pk, has_withheld, _ in rows.values() if has_withheld}
    }
    hits = []
    for locality, has_withheld, values in (rows[key] for key in keys if key in rows):
        is_changed = locality in changed
        without = withheld[locality] if is_changed or has_withheld else str
        number, references, section, *texts, leads, when, end, state, said_on = values
        text, theme, outcome, progress, next_step = map(without, texts)
        hit = Hit(
            places[locality], number, tuple(references), section, text, theme, outcome, progress, next_step,
            tuple(leads.split("\n")) if leads else (), without(when), end, State(state), said_on,
        )  # fmt: skip
        if asked.is_nothing or not is_changed or _has_any(hit, asked):
            hits.append(hit)
    return tuple(hits)


def _changed_since(names: dict[int, list[str]]) -> set[int]:
    """The localities whose people have changed since search was written."""
    written = dict(SearchedLocality.objects.filter(locality__in=names).values_list("locality", "names"))
    return {pk for pk, present in names.items() if written.get(pk) != hash_of(present)}


def _has_any(hit: Hit, asked: Asked) -> bool:
    """Whether the words were found in what can be read: not in a name that has been withheld since."""
    words = (hit.text, hit.outcome, hit.theme, hit.section, hit.progress, hit.next_step, hit.place.name)
    return has_any("\n".join((*words, *hit.leads, *hit.references)), asked.stems)
