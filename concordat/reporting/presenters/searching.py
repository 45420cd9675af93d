"""The search page in finished words: what was found, with the words marked, and what else can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from concordat.directory.domain import OrganisationType
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.passages import Words
from concordat.plans.domain.searching import Asked, Filters, has_any, passage
from concordat.plans.domain.states import State
from concordat.plans.presenters.states import OVERDUE, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries.searching import MOST_COUNTED, Hit, SearchSeen

LONGEST_TITLE = 240
LONGEST_PASSAGE = 220
MOST_LOCALITIES = 30


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one of an action's texts; `label` says of which."""

    label: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class HitLine:
    """An action that was found."""

    href: str
    words: tuple[Words, ...]
    reference: str
    place: str
    place_href: str
    is_example: bool
    leads: str
    when: str
    state: Tag
    overdue: Tag | None
    said_on: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ChoiceLink:
    """A link that chooses; `count` is None where nobody counted. One that is chosen leads to the page without it."""

    words: str
    href: str
    count: str | None
    is_on: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """One kind of choice; `more` says what was left off."""

    title: str
    links: tuple[ChoiceLink, ...]
    more: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`sentence` says what was found; `note` that not all words were; `kept` goes on with the form unseen."""

    words: str
    title: str
    caption: str
    sentence: str
    note: str
    meant: ChoiceLink | None
    chosen: tuple[ChoiceLink, ...]
    choices: tuple[Choices, ...]
    hits: tuple[HitLine, ...]
    places: tuple[ChoiceLink, ...]
    kept: tuple[tuple[str, str], ...]
    whole_href: str
    is_empty: bool
    hints: tuple[str, ...]
    page_words: str
    before: str
    after: str


def search_href(words: str, filters: Filters, page: int = 1) -> str:
    """The address of a search."""
    given = [*_kept(filters), ("page", str(page) if page > 1 else "")]
    query = urlencode([(name, value) for name, value in [("words", words), *given] if value])
    return f"{reverse('search')}{f'?{query}' if query else ''}"


def present_search(
    seen: SearchSeen, typed: str, asked: Asked, filters: Filters, *, meant: dict[str, str], on: date
) -> SearchPage:
    """The page for what somebody typed and chose; `meant` is each misspelt word with the likeliest that is known."""
    place = seen.places.get(filters.locality or "")
    return SearchPage(
        words=typed,
        title=f"Search the plan of {place.name}" if place else "Search all published plans",
        caption=place.name if place else "",
        sentence=_sentence(seen, typed, asked, filters),
        note="No action has all of these words. These have some of them." if seen.has_any else "",
        meant=_meant(typed, meant, filters),
        chosen=tuple(_chosen(seen, typed, filters)),
        choices=tuple(_choices(seen, typed, filters)),
        hits=tuple(_line(hit, asked, on) for hit in seen.hits),
        places=tuple(_places_called(seen, asked)) if not filters.locality else (),
        kept=tuple((name, value) for name, value in _kept(filters) if value),
        whole_href=search_href(typed, Filters()),
        is_empty=not seen.hits,
        hints=tuple(_hints(asked, filters)),
        page_words=f"Page {seen.page} of {seen.pages}" if seen.pages > 1 else "",
        before=search_href(typed, filters, seen.page - 1) if seen.page > 1 else "",
        after=search_href(typed, filters, seen.page + 1) if seen.page < seen.pages else "",
    )


def _kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    return (
        ("locality", filters.locality or ""),
        ("region", filters.region or ""),
        ("state", filters.state or ""),
        ("lead", filters.lead_type or ""),
        ("theme", filters.theme or ""),
        ("overdue", "yes" if filters.is_overdue else ""),
    )


def _sentence(seen: SearchSeen, typed: str, asked: Asked, filters: Filters) -> str:
    """How many were found, of what: "3 published actions for “night café” that are overdue"."""
    words = "" if asked.is_nothing else f" for “{first_words(typed, 80)}”"
    parts = []
    if filters.state is not None:
        parts.append(f"that are {State(filters.state).words.lower()}")
    if filters.is_overdue:
        parts.append("that are overdue")
    if filters.lead_type is not None:
        parts.append(f"led by “{OrganisationType(filters.lead_type).words}”")
    if filters.theme is not None:
        parts.append(f"about “{first_words(seen.themes.get(filters.theme, filters.theme), 90)}”")
    if filters.region is not None:
        parts.append(f"in the region {_regions(seen).get(filters.region, filters.region)}")
    if filters.locality is not None:
        place = seen.places.get(filters.locality)
        parts.append(f"of {place.name if place else filters.locality}")
    told = listed(parts)
    if seen.is_more:
        counted = f"More than {MOST_COUNTED:,} published actions"
    elif seen.whole:
        counted = spoken_count(seen.whole, "published action")
    else:
        counted = "No published action was found"
    return f"{counted}{words}{f' {told}' if told else ''}."


def _meant(typed: str, meant: dict[str, str], filters: Filters) -> ChoiceLink | None:
    if not meant:
        return None
    words = " ".join(meant.get(word.strip('"“”.,;').lower(), word) for word in typed.split())
    return ChoiceLink(words, search_href(words, filters), None, False) if words != typed else None


def _chosen(seen: SearchSeen, typed: str, filters: Filters) -> Iterable[ChoiceLink]:
    """What is chosen, each with the address of the page without it."""
    place = seen.places.get(filters.locality or "")
    told = (
        ("locality", filters.locality, place.name if place else filters.locality),
        ("region", filters.region, _regions(seen).get(filters.region or "", filters.region)),
        ("state", filters.state, State(filters.state).words if filters.state else ""),
        ("lead_type", filters.lead_type, OrganisationType(filters.lead_type).words if filters.lead_type else ""),
        ("theme", filters.theme, first_words(seen.themes.get(filters.theme or "", filters.theme or ""), 60)),
    )
    for name, value, words in told:
        if value is not None:
            yield ChoiceLink(str(words), search_href(typed, replace(filters, **{name: None})), None, True)
    if filters.is_overdue:
        yield ChoiceLink(OVERDUE.words, search_href(typed, replace(filters, is_overdue=False)), None, True)


def _regions(seen: SearchSeen) -> dict[str, str]:
    return dict(sorted(((place.region, place.region_name) for place in seen.places.values()), key=lambda pair: pair[1]))


def _choices(seen: SearchSeen, typed: str, filters: Filters) -> Iterable[Choices]:
    """Each kind of choice with the links that lead on; without counts where too many were found to count them."""
    counts = seen.counts
    states = {state.value: state.words for state in State}
    found = [
        _kind("State", "state", states, counts and counts.states, typed, filters, late=counts.overdue if counts else 0),
        _kind("Region", "region", _regions(seen), counts and counts.regions, typed, filters),
        _kind(
            "Locality", "locality", {p.slug: p.name for p in seen.places.values()}, counts and counts.localities,
            typed, filters, most=MOST_LOCALITIES,
        ),
        _kind(
            "Led by", "lead_type", {kind.value: kind.words for kind in OrganisationType},
            counts and counts.lead_types, typed, filters,
        ),
        _kind("Theme", "theme", seen.themes, counts and counts.themes, typed, filters),
    ]  # fmt: skip
    # One link that would leave everything that was found leads nowhere.
    whole = f"{seen.whole:,}"
    return [
        kind for kind in found if kind.is_chosen or len(kind.links) > 1 or any(x.count != whole for x in kind.links)
    ]


def _kind(
    title: str,
    name: str,
    worded: dict[str, str],
    counts: dict[str, int] | None,
    typed: str,
    filters: Filters,
    *,
    most: int = 100,
    late: int = 0,
) -> Choices:
    asked = getattr(filters, name)
    keys = [key for key in worded if counts is None or counts.get(key) or key == asked]
    more = ""
    if len(keys) > most:
        left = len(keys) - most
        keys = sorted(keys, key=lambda key: -(counts or {}).get(key, 0))[:most] if counts else keys[:most]
        keys.sort(key=lambda key: worded[key].casefold())
        more = f"And {spoken_count(left, 'other', 'others')}: choose a region or add a word to see fewer."
    links = [
        ChoiceLink(
            first_words(worded[key], 70),
            search_href(typed, replace(filters, **{name: None if key == asked else key})),
            None if counts is None else f"{counts.get(key, 0):,}",
            key == asked,
        )
        for key in keys
    ]
    if name == "state" and (late or counts is None or filters.is_overdue):
        other = replace(filters, is_overdue=not filters.is_overdue)
        count = None if counts is None else f"{late:,}"
        links.append(ChoiceLink(OVERDUE.words, search_href(typed, other), count, filters.is_overdue))
    is_chosen = asked is not None or (name == "state" and filters.is_overdue)
    return Choices(title, tuple(links), more, is_chosen)


def _places_called(seen: SearchSeen, asked: Asked) -> Iterable[ChoiceLink]:
    """Localities whose own name was typed."""
    if asked.is_nothing:
        return
    called = [place for place in seen.places.values() if has_any(place.name, asked.stems)]
    for place in called[:5]:
        yield ChoiceLink(place.name, reverse("locality", kwargs={"locality": place.slug}), None, False)


def _hints(asked: Asked, filters: Filters) -> Iterable[str]:
    """What somebody who found nothing may try."""
    if not filters.is_anything:
        yield "Take away one of the things that you chose."
    if len(asked.parts) > 1 or any(len(part) > 1 for part in asked.parts):
        yield "Use fewer words, or take away the quotation marks."
    if not asked.is_nothing:
        yield "Try another word: plans may say “detained” or “place of safety” where you would say “arrested”."
        yield "See that the words are spelt right. Endings do not matter: “assess” also finds “assessment”."
    yield "Only what a locality has published can be found here."


def _line(hit: Hit, asked: Asked, on: date) -> HitLine:
    stems = asked.stems
    texts = (("Outcome", hit.outcome), ("Progress", hit.progress), ("Next step", hit.next_step), ("Theme", hit.theme))
    passages = [
        Passage(label, passage(text, stems, longest=LONGEST_PASSAGE))
        for label, text in texts
        if stems and text and has_any(text, stems)
    ]
    slug = hit.place.slug
    is_late = hit.state.is_open and hit.end is not None and hit.end < on
    return HitLine(
        href=reverse("action", kwargs={"locality": slug, "number": hit.number}),
        words=passage(hit.text, stems, longest=LONGEST_TITLE, from_start=True) or (Words("(no words)"),),
        reference=", ".join(hit.references),
        place=hit.place.name,
        place_href=reverse("locality", kwargs={"locality": slug}),
        is_example=hit.place.is_example and "invented" not in hit.place.name.lower(),
        leads="; ".join(hit.leads),
        when=first_words(hit.when, 60),
        state=STATE_TAGS[hit.state],
        overdue=OVERDUE if is_late else None,
        said_on=spoken_day(hit.said_on),
        passages=tuple(passages[:2]),
    )
