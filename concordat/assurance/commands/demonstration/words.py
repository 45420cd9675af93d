"""What the actions of the invented nation say: sentences of our own, spelt a little differently in each place."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from concordat.frameworks.gateways import read_framework

FILE = Path(__file__).parent / "words.yaml"


@dataclass(frozen=True, slots=True)
class Promise:
    """What an action is about, the same in every place: the key of its frame and the number of its subject."""

    frame: str
    subject: int


@dataclass(frozen=True, slots=True)
class Worded:
    """A promise in the words of one place; `leads` are the types of agency that lead it, the likeliest first."""

    promise: Promise
    section: str
    theme: str
    text: str
    outcome: str
    subject: str
    forum: str
    leads: tuple[str, ...]


@cache
def pool() -> dict[str, Any]:
    """The sentences, as `words.yaml` has them."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def headings() -> tuple[dict[str, str], dict[str, str]]:
    """Titles of the sections and of the themes of the concordat, by key."""
    framework = read_framework("concordat-headings")
    sections = {theme.key: theme.title for theme in framework.themes}
    return sections, {item.key: item.text for theme in framework.themes for item in theme.items}


def promises() -> list[Promise]:
    """Every promise that there is, a frame about a subject."""
    return [Promise(frame["key"], subject) for subject in range(len(pool()["subjects"])) for frame in pool()["frames"]]


def word(promise: Promise, place: str, random: Random) -> Worded:
    """A promise as one place words it."""
    frame = next(frame for frame in pool()["frames"] if frame["key"] == promise.frame)
    subject = pool()["subjects"][promise.subject]
    sections, themes = headings()
    filling = {
        "place": place,
        "subject": random.choice(subject["names"]),
        "who": random.choice(pool()["who"]),
        "forum": random.choice(pool()["forums"]),
    }
    return Worded(
        promise=promise,
        section=f"{subject['theme'][0]}. {sections[subject['theme'][0]]}",
        theme=themes[subject["theme"]],
        text=_begun(random.choice(frame["texts"]).format(**filling)),
        outcome=_begun(random.choice(frame["outcomes"]).format(**filling)),
        subject=filling["subject"],
        forum=filling["forum"],
        leads=tuple(subject["leads"]),
    )


def reworded(worded: Worded, place: str, random: Random) -> str:
    """The same promise in other words, as a partnership puts it a year later."""
    frame = next(frame for frame in pool()["frames"] if frame["key"] == worded.promise.frame)
    filling = {
        "place": place, "subject": worded.subject, "who": random.choice(pool()["who"]), "forum": worded.forum,
    }  # fmt: skip
    texts = [_begun(text.format(**filling)) for text in frame["texts"]]
    return random.choice([text for text in texts if text != worded.text])


def said(kind: str, worded: Worded, place: str, lead: str, random: Random) -> str:
    """One of the sentences that are said of an action: `kind` is a key under `progress`."""
    return _filled(random.choice(pool()["progress"][kind]), worded, place, lead)


def other(kind: str, worded: Worded, place: str, lead: str, random: Random) -> str:
    """One of the slips, next_steps or evidence."""
    return _filled(random.choice(pool()[kind]), worded, place, lead)


def _filled(text: str, worded: Worded, place: str, lead: str) -> str:
    return _begun(text.format(place=place, subject=worded.subject, forum=worded.forum, lead=lead))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
