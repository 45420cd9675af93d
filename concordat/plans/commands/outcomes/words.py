"""Checks the words of priorities and outcomes, which are public at once."""

from collections.abc import Iterable

from concordat.accounts.domain.patients import identifiers_in, identifiers_sentence

LONGEST = 300


class WordsMissing(Exception):
    """A priority or an outcome says something."""


class WordsTooLong(Exception):
    """A priority or an outcome is a sentence, not a page."""


class WordsStopped(Exception):
    """The words hold what looks like a patient's details. This page is public."""


class SaidAlready(Exception):
    """Another one says the same."""


class MeanwhileChanged(Exception):
    """Somebody else changed the words since the page was opened."""


WORDS_REFUSED = (WordsMissing, WordsTooLong, WordsStopped, SaidAlready, MeanwhileChanged)


def checked_words(text: str, others: Iterable[str]) -> str:
    """The words on one line; raises one of `WORDS_REFUSED`."""
    words = " ".join(text.split())
    if not words:
        raise WordsMissing("Write what it is.")
    if len(words) > LONGEST:
        raise WordsTooLong(f"Say it in {LONGEST} characters or fewer: there are {len(words)}.")
    if found := identifiers_in(words):
        raise WordsStopped(
            f"There is {identifiers_sentence(found)} in it. Plans hold nothing about patients: take it out."
        )
    if words.casefold() in {other.casefold() for other in others}:
        raise SaidAlready("This stands there already.")
    return words


def unless_changed(now: str, shown: str) -> None:
    """Raises `MeanwhileChanged` where the page showed other words than those that stand."""
    if now != " ".join(shown.split()):
        raise MeanwhileChanged(f"Somebody changed it after you opened the page. It now says: “{now}”.")
