"""The filters of the plan page: links with counts, a small form, and what is filtered in one sentence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from concordat.directory.presenters import heirs_words, now_words
from concordat.plans.domain.days import spoken_count
from concordat.plans.domain.filtering import OVERDUE as LATE
from concordat.plans.domain.filtering import SLIPPED as MOVED
from concordat.plans.domain.filtering import Choice, Wanted, keys_of
from concordat.plans.domain.states import State
from concordat.plans.presenters.states import OVERDUE, SLIPPED, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries.plans import PlanSeen
from concordat.ui.values import FilterLink


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a plan's themes and sections in addresses, by title."""

    themes: dict[str, str]
    sections: dict[str, str]


@dataclass(frozen=True, slots=True)
class FilterOption:
    value: str
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FilterSelect:
    """A choice of the form; the first option is "any"."""

    name: str
    label: str
    options: tuple[FilterOption, ...]


@dataclass(frozen=True, slots=True)
class FilterPanel:
    """All the filters. `sentence` says what is filtered and is empty where nothing is."""

    action: str
    sentence: str
    ignored: tuple[str, ...]
    links: tuple[FilterLink, ...]
    selects: tuple[FilterSelect, ...]
    selects_words: str
    kept: tuple[tuple[str, str], ...]  # names and values that the form sends on unseen
    words: str
    is_open: bool  # one of the selects is in force
    is_empty: bool


def keys_in(plan: PlanSeen) -> Keys:
    """The keys that this plan's themes and sections have in addresses."""
    return Keys(keys_of(action.theme for action in plan.actions if action.theme), keys_of(plan.sections))


def partners_in(plan: PlanSeen) -> dict[str, str]:
    """The organisations that lead or support an action, and who has the duties now of those that ended.

    Key → name, by name. Asking for one also finds what was promised by those that became part of it.
    """
    named = {
        lead.slug: lead.organisation
        for action in plan.actions
        for lead in action.leads
        if lead.slug and lead.organisation
    }
    named |= {heir.slug: heir.name for fate in plan.fates.values() for heir in fate.heirs}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _partners_to_choose(plan: PlanSeen) -> dict[str, str]:
    """The names of `partners_in` as the choice says them: "Northshire CCG, now part of NHS Northshire Board"."""
    named = {}
    for slug, name in partners_in(plan).items():
        fate = plan.fates.get(slug)
        now = f", now {heirs_words(fate)}" if fate and fate.heirs else ""
        named[slug] = f"{first_words(name, 70)}{now}"
    return named


def _partner_in_words(plan: PlanSeen, slug: str) -> str:
    """ "that Northshire Board leads or supports, or Northshire CCG did, which is now part of it"."""
    name = partners_in(plan).get(slug, slug)
    fate = plan.fates.get(slug)
    if fate is not None:
        return f"that {name} ({now_words(fate)}) leads or supports"
    before = sorted(each.name for each in plan.fates.values() if slug in each.passed_to)
    if not before:
        return f"that {name} leads or supports"
    return f"that {name} leads or supports, or that were promised by {listed(before)}, whose duties passed to it"


def query_of(wanted: Wanted) -> str:
    """What is wanted as the query of an address, with its question mark; empty where nothing is."""
    asked = [
        ("state", wanted.state),
        ("partner", wanted.partner),
        ("theme", wanted.theme),
        ("section", wanted.section),
        (LATE, "yes" if wanted.is_overdue else None),
        (MOVED, "yes" if wanted.is_slipped else None),
        ("words", _typed(wanted.words)),
    ]
    given = [(name, value) for name, value in asked if value]
    return f"?{urlencode(given)}" if given else ""


def filtered_href(base: str, wanted: Wanted) -> str:
    """The address of a page with a filter; `base`, the one without any, may have a query of its own."""
    query = query_of(wanted)
    return base + (query.replace("?", "&", 1) if "?" in base else query)


def present_filters(
    plan: PlanSeen, wanted: Wanted, choice: Choice, keys: Keys, *, ignored: tuple[str, ...], base: str
) -> FilterPanel:
    """The filters of a plan; `base` is the address of the page without any, and keeps a query of its own."""
    partners = _partners_to_choose(plan)
    themes = {key: title for title, key in keys.themes.items()}
    sections = {key: title for title, key in keys.sections.items()}
    selects = tuple(
        select
        for select in (
            _select("partner", "Partner", "Any partner", partners, choice.partners, wanted.partner),
            _select("section", "Section", "Any section", _short(sections), choice.sections, wanted.section),
            _select("theme", "Theme", "Any theme", _short(themes), choice.themes, wanted.theme),
        )
        if len(select.options) > 2 or any(option.is_on and option.value for option in select.options)
    )
    return FilterPanel(
        action=base,
        sentence=filter_sentence(plan, wanted, choice, keys),
        ignored=ignored,
        links=tuple(_links(wanted, choice, base)),
        selects=selects,
        selects_words=" or ".join(
            part
            for part in (
                ", ".join(select.label.lower() for select in selects[:-1]),
                *(select.label.lower() for select in selects[-1:]),
            )
            if part
        ),
        kept=tuple(
            (name, value)
            for name, value in (
                *parse_qsl(base.partition("?")[2]),
                ("state", wanted.state or ""),
                (LATE, "yes" if wanted.is_overdue else ""),
                (MOVED, "yes" if wanted.is_slipped else ""),
            )
            if value
        ),
        words=_typed(wanted.words),
        is_open=bool(wanted.partner or wanted.theme or wanted.section),
        is_empty=not choice.chosen,
    )


def _links(wanted: Wanted, choice: Choice, base: str) -> Iterable[FilterLink]:
    for state in State:
        is_on = wanted.state == state.value
        if choice.states[state.value] or is_on:
            other = replace(wanted, state=None if is_on else state.value)
            yield _link(STATE_TAGS[state], choice.states[state.value], filtered_href(base, other), is_on)
    late = replace(wanted, is_overdue=not wanted.is_overdue)
    yield _link(OVERDUE, choice.lateness[LATE], filtered_href(base, late), wanted.is_overdue)
    moved = replace(wanted, is_slipped=not wanted.is_slipped)
    yield _link(SLIPPED, choice.lateness[MOVED], filtered_href(base, moved), wanted.is_slipped)


def _link(tag: Tag, count: int, href: str, is_on: bool) -> FilterLink:
    return FilterLink(tag.words, count, href, is_on, tag.shape)


def _select(
    name: str, label: str, anything: str, titles: dict[str, str], counts: Counter[str], chosen: str | None
) -> FilterSelect:
    options = [FilterOption("", anything, chosen is None)]
    options += [FilterOption(key, f"{title} ({counts[key]})", key == chosen) for key, title in titles.items()]
    return FilterSelect(name, label, tuple(options))


def _short(titles: dict[str, str]) -> dict[str, str]:
    return {key: first_words(title, 70) for key, title in titles.items()}


def filter_sentence(plan: PlanSeen, wanted: Wanted, choice: Choice, keys: Keys) -> str:
    """What is filtered and how many actions it leaves: "3 of 42 actions: those that are overdue."; else empty."""
    if wanted.is_anything:
        return ""
    whole = len(plan.actions)
    themes = {key: title for title, key in keys.themes.items()}
    sections = {key: title for title, key in keys.sections.items()}
    parts = []
    if wanted.state is not None:
        parts.append(f"that are {State(wanted.state).words.lower()}")
    if wanted.is_overdue:
        parts.append("that are overdue")
    if wanted.is_slipped:
        parts.append("that have slipped")
    if wanted.partner is not None:
        parts.append(_partner_in_words(plan, wanted.partner))
    if wanted.section is not None:
        parts.append(f"in the section “{sections.get(wanted.section, wanted.section)}”")
    if wanted.theme is not None:
        parts.append(f"under the theme “{first_words(themes.get(wanted.theme, wanted.theme), 90)}”")
    if wanted.words:
        parts.append("with the words " + listed([f"“{word}”" for word in wanted.words]))
    found = len(choice.chosen)
    counted = f"{found:,} of {spoken_count(whole, 'action')}" if found else f"None of {spoken_count(whole, 'action')}"
    return f"{counted}: those {listed(parts)}."


def _typed(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"' if " " in word else word for word in words)
