"""Breakdowns that a locality names for a measure of its own: a line for each, with its categories."""

from collections.abc import Sequence

from concordat.indicators.domain.detentions import plain
from concordat.indicators.domain.loading.breakdowns import wrong_with_category
from concordat.indicators.domain.loading.values import quoted

Named = tuple[tuple[str, tuple[str, ...]], ...]  # each breakdown and its categories, in their order
MOST_BREAKDOWNS, MOST_CATEGORIES = 10, 40


class NotNamed(ValueError):
    """Breakdowns can't be kept as they are named; the message is one sentence."""


def read_named(text: str) -> Named:
    """What the lines say: "Place: hospital, street"; with semicolons where categories hold commas. Raises NotNamed."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        title, colon, rest = line.partition(":")
        if not colon or not title.strip():
            raise NotNamed(f"Write a colon between a breakdown and its categories: {quoted(line)}.")
        categories = [" ".join(each.split()) for each in rest.split(";" if ";" in rest else ",")]
        found.append((" ".join(title.split()), tuple(each for each in categories if each)))
    return tuple(found)


def in_lines(named: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The lines that `read_named` reads as these."""
    marks = [("; " if any("," in each for each in categories) else ", ") for _, categories in named]
    return "\n".join(
        f"{title}: {mark.join(categories)}" for (title, categories), mark in zip(named, marks, strict=True)
    )


def check_named(named: Named) -> None:
    """Raises NotNamed where they can't be kept."""
    if len(named) > MOST_BREAKDOWNS:
        raise NotNamed(f"Name at most {MOST_BREAKDOWNS} breakdowns.")
    _check_once([title for title, _ in named], "The breakdown")
    for title, categories in named:
        if len(categories) < 2:
            raise NotNamed(f"Name two or more categories of {quoted(title)}: one alone says what the whole says.")
        if len(categories) > MOST_CATEGORIES:
            raise NotNamed(f"Name at most {MOST_CATEGORIES} categories of {quoted(title)}.")
        _check_once(categories, f"Of {quoted(title)}, the category")
        for category in categories:
            if wrong := wrong_with_category(title, category):
                raise NotNamed(f"{wrong[0].upper()}{wrong[1:]}.")


def _check_once(names: Sequence[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if plain(name) in seen:
            raise NotNamed(f"{what} {quoted(name)} is named twice: leave one of them.")
        seen.add(plain(name))
