"""What a lead answers about an action: which questions are put, and what an answer must say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.proposing import LONGEST_ANSWER, Said, Standing
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import parse_timescale

LONGEST_DATE = 200  # characters of a new date; "by the end of the second quarter of 2027/28" has 43

# Whoever brings an action to these says so here; the others are decided when a plan is put together.
STATES_TO_CHOOSE = (State.NOT_STARTED, State.IN_PROGRESS, State.COMPLETE, State.COMPLETE_VERIFIED, State.WITHDRAWN)

_NOTHING_CHANGED = "Nothing has changed: "


class AnswerKind(StrEnum):
    """What somebody says about an action."""

    REPORTED = "reported"
    UNCHANGED = "unchanged"
    NOT_OURS = "not_ours"


class DateQuestion(StrEnum):
    """What is asked about the date of an action."""

    KEEPS = "keeps"  # will it be done by then?
    PASSED = "passed"  # by when will it be done now?
    UNDATED = "undated"  # is there a date by now?


def date_question(standing: Standing, *, on: date) -> DateQuestion:
    """What to ask about the date on a day."""
    end = standing.timescale.end
    if end is None:
        return DateQuestion.UNDATED
    return DateQuestion.PASSED if end < on and not standing.state.is_complete else DateQuestion.KEEPS


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of an action. Of a reason why nothing has changed, and of whose it is, `said` holds the words."""

    kind: AnswerKind
    said: Said
    keeps_date: bool = False


def unchanged(reason: str) -> str:
    """The words of an answer that nothing has changed, as a plan can show them."""
    return f"{_NOTHING_CHANGED}{reason}"


def reason_unchanged(words: str) -> str:
    """The reason alone, as it was typed."""
    return words.removeprefix(_NOTHING_CHANGED)


def too_long(text: str, most: int = LONGEST_ANSWER) -> str:
    """What is wrong with the length of an answer, in a sentence; empty where nothing is."""
    if len(text) <= most:
        return ""
    return (
        f"This has {len(text):,} characters, and an answer may have {most:,}. Shorten it, or add it as a file. "
        "Nothing that you typed is lost."
    )


def wrong_with_date(text: str, standing: Standing, *, on: date) -> str:
    """What is wrong with a new date for an action, in a sentence; empty where nothing is."""
    if problem := too_long(text, LONGEST_DATE):
        return problem
    new = parse_timescale(text)
    if new.end is None:
        return f"No last day can be read from “{text}”. Write a date, such as 30 June 2027 or June 2027."
    if new.end < on:
        return f"“{text}” has passed: that is {spoken_day(new.end)}. Write the day by which it will be done now."
    if new.end == standing.timescale.end:
        return (
            f"That is the date that it has now, {spoken_day(new.end)}. Write another one, or say that the date stays."
        )
    return ""


# Programs that look at the links in mail before a person does, by what they call themselves.
_PROGRAMS = (
    "bot", "crawl", "spider", "scan", "preview", "urlcheck", "linkcheck", "safelinks", "barracuda", "mimecast",
    "proofpoint", "symantec", "trendmicro", "messagelabs", "fireeye", "curl/", "wget/", "python-requests",
    "python-urllib", "go-http-client", "java/", "libwww", "okhttp", "facebookexternalhit", "whatsapp", "slackbot",
)  # fmt: skip


def is_read_by_a_person(method: str, headers: Mapping[str, str]) -> bool:
    """Whether a person seems to open a page, and no program that fetches it beforehand.

    `headers` by name in small letters. A program that calls itself a browser can't be told.
    """
    if method != "GET":
        return False
    purposes = f"{headers.get('sec-purpose', '')} {headers.get('purpose', '')} {headers.get('x-moz', '')}".lower()
    if "prefetch" in purposes or "prerender" in purposes or "preview" in purposes:
        return False
    program = headers.get("user-agent", "").lower()
    return not any(name in program for name in _PROGRAMS)
