"""Which breakdowns a measure has, in which categories, and how people spell them: a wrong one is told the nearest."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from concordat.accounts.domain.patients import identifiers_in
from concordat.indicators.domain.detentions import NOT_KNOWN, form_words, plain
from concordat.indicators.domain.loading.periods import lacks_year, meanings_of
from concordat.indicators.domain.loading.values import quoted

LONGEST_BREAKDOWN, LONGEST_CATEGORY = 60, 80
_AGE = "age"
_OTHER_AGES = ("under 18", "u18", "child", "0-17", "18+", "18 and over", "adult", "over 18", "65 and over", "over 65")
_BAND = re.compile(r"(\d+)-(\d+)", re.ASCII)
_LIKE = 0.6  # how much of two words agrees before one is named for the other
_LIKE_TITLE = 0.75  # a locality may have a breakdown of its own, so only what is all but the same is stopped


class NotACategory(ValueError):
    """`text` is no breakdown or no category of those that the measure has; the message is the end of a sentence."""

    def __init__(self, text: str, message: str) -> None:
        super().__init__(message)
        self.text = text


@dataclass(frozen=True)
class Breakdown:
    """What a measure is broken down by.

    categories: as they are kept; `written` says how a template writes them. is_closed: nothing else is taken for a
    category. is_asked: the standard set asks for it, or the locality for its own measure. spelt: every spelling of a
    category, as plain words, and how the category is kept. headings: a pattern of other names of the breakdown.
    """

    title: str
    categories: tuple[str, ...]
    is_closed: bool = False
    is_asked: bool = False
    spelt: Mapping[str, str] = field(default_factory=dict)
    headings: str = ""

    def is_named(self, text: str) -> bool:
        words = plain(text)
        return words == plain(self.title) or bool(self.headings and re.fullmatch(self.headings, words))


def breakdowns_of(
    *,
    asked: Sequence[str],
    is_standard: bool,
    standing: Iterable[tuple[str, str]],
    named: Iterable[tuple[str, Sequence[str]]] = (),
) -> tuple[Breakdown, ...]:
    """The breakdowns of a measure: those that are asked for first, in their order.

    asked: titles of columns of the form that the standard set asks for. is_standard: the measure is of that set, so
    that the form's words hold for it. standing: breakdown and category of each figure that was loaded before. named:
    breakdowns with their categories that the locality named; where figures have them, as the figures spell them.
    """
    loaded: dict[str, dict[str, None]] = {}
    for title, category in standing:
        loaded.setdefault(title, {})[category] = None
    found = []
    of_form = {one.title: one for one in _breakdowns_of_form()} if is_standard else {}
    for title in (*asked, *(title for title in of_form if title not in asked)):
        one = of_form[title]
        kept = {plain(category): category for category in loaded.pop(title, ())}
        more = tuple(category for words, category in kept.items() if words not in one.spelt)
        spelt = {**one.spelt, **kept}
        found.append(Breakdown(title, one.categories + more, True, title in asked, spelt, one.headings))
    for named_title, named_categories in named:
        title = next((title for title in loaded if plain(title) == plain(named_title)), named_title)
        kept = {plain(category): category for category in (*named_categories, *sorted(loaded.pop(title, ())))}
        found.append(_own(title, tuple(kept.values()), is_asked=True))
    found += [_own(title, tuple(sorted(categories)), is_asked=False) for title, categories in sorted(loaded.items())]
    return tuple(found)


def _own(title: str, categories: tuple[str, ...], *, is_asked: bool) -> Breakdown:
    """A breakdown that is the locality's own."""
    spelt = {plain(spelling): kept for kept in categories for spelling in (written(kept), kept)}
    return Breakdown(title, categories, is_asked=is_asked, spelt=spelt)


def read_category(breakdowns: Sequence[Breakdown], breakdown: str, category: str) -> tuple[str, str]:
    """A breakdown and its category as they are kept, however they were spelt.

    What the measure does not have is taken as it is, unless it is close to what it has, or the categories are closed.
    Raises NotACategory.
    """
    known = next((one for one in breakdowns if one.is_named(breakdown)), None)
    if known is None:
        nearest = _nearest(breakdown, {plain(one.title): one.title for one in breakdowns}, _LIKE_TITLE)
        if nearest:
            raise NotACategory(breakdown, f"is no breakdown of this measure: did you mean “{nearest}”?")
        return breakdown, category
    kept = known.spelt.get(plain(category))
    if kept is not None:
        return known.title, kept
    if not known.is_closed:
        return known.title, category
    nearest = _nearest(category, {words: written(kept) for words, kept in known.spelt.items()}, _LIKE)
    told = f"did you mean “{nearest}”?" if nearest else f"write {_listed([written(one) for one in known.categories])}"
    raise NotACategory(category, f"is no category of “{known.title}”: {told}")


def wrong_with_category(breakdown: str, category: str) -> str:
    """Why a category of a breakdown can't be kept, as a sentence without its end; "" where it can."""
    if bool(breakdown) != bool(category):
        return "a breakdown and its category belong together: fill in both, or neither"
    if len(breakdown) > LONGEST_BREAKDOWN or len(category) > LONGEST_CATEGORY:
        return f"a breakdown has at most {LONGEST_BREAKDOWN} letters, and a category {LONGEST_CATEGORY}: shorten it"
    if any(meant.kind is None for meant in meanings_of(category)) or (category and lacks_year(category)):
        return f"{quoted(category)} looks like a day that Excel made of a band: write it like “12 to 15”"
    if identifiers_in(f"{breakdown} {category}"):
        return "the category looks like the details of a person: figures are counts, and nothing else is kept"
    return ""


def written(category: str) -> str:
    """A category as it is best written: Excel makes a day of 12-15, and leaves 12 to 15 alone."""
    band = _BAND.fullmatch(category)
    return f"{band[1]} to {band[2]}" if band else category


@cache
def _breakdowns_of_form() -> tuple[Breakdown, ...]:
    """What the form that is filled in for each detention says, column by column."""
    columns = {
        one.title: Breakdown(one.title, (*one.categories, NOT_KNOWN), spelt=one.spelt, headings=one.headings)
        for one in form_words.COLUMNS
    }
    bands = [band for band, _ in form_words.AGE_BANDS]
    spelt = {words: kept for words, kept in form_words.COLUMNS[0].spelt.items() if kept == NOT_KNOWN}
    spelt |= {plain(text): kept for text in (*bands, *_OTHER_AGES) if (kept := form_words.age_band_of(text))}
    spelt |= {plain(written(band)): band for band in bands}
    columns[_AGE] = Breakdown(_AGE, (*bands, NOT_KNOWN), spelt=spelt, headings=form_words.AGE_HEADINGS)
    return tuple(columns.values())


def _nearest(text: str, spelt: Mapping[str, str], cutoff: float) -> str:
    close = difflib.get_close_matches(plain(text[:100]), list(spelt), n=1, cutoff=cutoff)
    return spelt[close[0]] if close else ""


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
