"""A measure in one line: its question, its two icons, one sentence, and what is late."""

from dataclasses import dataclass
from datetime import date

from concordat.indicators.domain.periods import due_on, next_period, overdue_periods
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters.icons import Icon, icons_of
from concordat.indicators.presenters.tables import capital
from concordat.plans.domain.days import spoken_day


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as lists show it. note: for members.

    late: what of it was not loaded in time or is not whole yet, or nothing.
    """

    question: str
    name: str
    href: str
    icons: tuple[Icon, ...]
    sentence: str
    late: str
    note: str


def present_line(seen: SeenMeasure, *, href: str, on: date, for_members: bool) -> MeasureLine:
    return MeasureLine(
        question=seen.words.question or seen.words.name,
        name=seen.words.name,
        href=href,
        icons=icons_of(seen.drawn),
        sentence=sentence_of(seen),
        late=late_words(seen, on),
        note="Not public yet" if for_members and not seen.words.is_public else "",
    )


def sentence_of(seen: SeenMeasure) -> str:
    """The one sentence: of rare events about the gaps between them."""
    if not seen.figures:
        return "There is no figure to show yet."
    return seen.rare_sentence if seen.rare is not None and seen.rare_sentence else seen.sentence


def late_words(seen: SeenMeasure, on: date) -> str:
    """Which figures should have been here by now, or that the latest will still change.

    Example: "The figure for May 2024 was due by 30 June 2024."
    """
    words = seen.words
    if words.is_retired or not seen.figures:
        return ""
    latest = seen.figures[-1].on
    if on < next_period(latest, words.wording.frequency):
        return f"{capital(words.wording.period(latest))} is not over yet, so its figure will change."
    late = overdue_periods(latest, words.wording.frequency, words.due_within_days, on=on)
    if not late:
        return ""
    due = spoken_day(due_on(late[0], words.wording.frequency, words.due_within_days))
    if len(late) == 1:
        return f"The figure for {words.wording.period(late[0])} was due by {due}."
    return f"{len(late)} figures are late: that for {words.wording.period(late[0])} was due by {due}."
