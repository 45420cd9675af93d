"""Tells which theme of a plan is the same as one of another plan by its words."""

import re

from concordat.plans.domain.filtering import fold_words

LONGEST_KEY = 60
_NUMBERING = re.compile(
    r"^\s*(?:(?:section|theme|part|priority)\s+)?(?:[0-9]+(?:\.[0-9]+)*[\s.):–-]+|[A-Za-z][.):][\s–-]*)(?=\S)",
    re.IGNORECASE,
)


def theme_of(theme: str, section: str) -> str:
    """What an action is about: its theme, or the heading that it stands under, on one line without its number."""
    said = " ".join((theme if theme.strip() else section).split())
    plain = _NUMBERING.sub("", said)
    return (plain[:1].upper() + plain[1:])[:200]


def theme_key(title: str) -> str:
    """The key of a theme in addresses: "Access to support" → "access-to-support"; equal for equal words."""
    return re.sub(r"[^a-z0-9]+", "-", fold_words(title)).strip("-")[:LONGEST_KEY].rstrip("-")
