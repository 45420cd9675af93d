"""The letters of a round of updates, in words; "{link}" stands where the link goes."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_length

LINK = "{link}"
LONGEST_SUBJECT = 200
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Round:
    """A round as its letters tell it; the asker is who opened it, to whom replies go ("" where nobody is recorded)."""

    locality: str
    meeting: str
    meeting_on: date
    answer_by: date
    words: str = ""
    asker_name: str = ""
    asker_address: str = ""


@dataclass(frozen=True, slots=True)
class ActionTold:
    """An action as a letter tells it: `when` as written, `end` its last day where it has one."""

    references: tuple[str, ...]
    text: str
    when: str
    end: date | None


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def asking_letter(about: Round, *, to_name: str, partner: str, actions: Sequence[ActionTold], on: date) -> Letter:
    """The letter that asks: all the actions, and the one link."""
    count = "open action" if len(actions) == 1 else f"{len(actions):,} open actions"
    opening = (
        f"{_meets(about, on)} Please say what has happened with the {count} that {partner} leads in the action plan "
        f"of {about.locality}, by {_long_day(about.answer_by)}."
    )
    subject = f"By {spoken_day(about.answer_by)}: what has happened with your {count}?"
    return _letter(subject, about, to_name, partner, opening, actions, on)


def reminding_letter(
    about: Round, *, to_name: str, partner: str, actions: Sequence[ActionTold], asked: int, on: date
) -> Letter:
    """A reminder: the actions that are not answered yet, of the `asked` ones."""
    left = spoken_count(len(actions), "action")
    if asked == len(actions):
        still = f"We have not heard from {partner} yet about {left} in the action plan of {about.locality}."
    else:
        verb = "is" if len(actions) == 1 else "are"
        still = (
            f"Thank you for what {partner} has told us. {len(actions):,} of the {asked:,} actions in the action plan "
            f"of {about.locality} that we asked you about {verb} still to be answered."
        )
    if on < about.answer_by:
        when = f"Please answer by {_long_day(about.answer_by)}."
    elif on == about.answer_by:
        when = "Please answer today."
    else:
        when = f"We asked for it by {_long_day(about.answer_by)}. You can still answer."
    subject = f"Still to be answered: {left} of {partner}"
    return _letter(subject, about, to_name, partner, f"{still} {when} {_meets(about, on)}", actions, on)


def sent_back_letter(
    about: Round, *, to_name: str, partner: str, action: ActionTold, note: str, on: date, has_link: bool
) -> Letter:
    """Says that an answer could not be taken as it was, and why; without a link where the round is over."""
    parts = [
        f"Dear {to_name},",
        f"Thank you for your answer on this action, which {partner} leads in the action plan of {about.locality}:",
        _line(action, on),
        f"It needs another look before it can count: {_plain(note)}",
    ]
    if has_link:
        parts.append(f"Please answer again by {_long_day(about.answer_by)}. Here is your link:" if on <= about.answer_by
                     else "Please answer again. Here is your link:")  # fmt: skip
        parts.append(LINK)
    parts += _closing(about)
    reference = ", ".join(action.references)
    return Letter(_subject(f"Please look again at your answer{f' on {reference}' if reference else ''}"), _text(parts))


def _letter(
    subject: str,
    about: Round,
    to_name: str,
    partner: str,
    opening: str,
    actions: Sequence[ActionTold],
    on: date,
) -> Letter:
    parts = [
        f"Dear {to_name},",
        opening,
        # Before the actions: a dozen of them are four screens of a phone.
        f"Answer here. It takes about {_time_for(len(actions))}, on a phone too, and you need no account:",
        LINK,
        "\n".join(_line(action, on) for action in actions),
    ]
    if about.words.strip():
        parts.append(_plain(about.words))
    parts.append(
        f"The link is yours: whoever has it can answer for {partner}, until the round is closed. If an action is not "
        "yours, choose “This is not ours” there."
    )
    return Letter(_subject(subject), _text([*parts, *_closing(about)]))


def _time_for(actions: int) -> str:
    """Two minutes do for five actions."""
    return "two minutes" if actions <= 5 else f"{math.ceil(actions * 2 / 5)} minutes"


def _closing(about: Round) -> list[str]:
    if not about.asker_name:
        return []
    reply = f"{about.asker_name} ({about.asker_address})" if about.asker_address else about.asker_name
    return [
        f"If somebody else should be asked, or anything is unclear, write to {reply}.",
        f"{about.asker_name}\nfor the crisis care partners of {about.locality}",
    ]


def _meets(about: Round, on: date) -> str:
    verb = "met" if about.meeting_on < on else "meets"
    meeting = about.meeting if about.meeting[:4].lower() == "the " else f"The {_lowered(about.meeting)}"
    return f"{_plain(meeting)} {verb} on {_long_day(about.meeting_on)}."


def _lowered(words: str) -> str:
    """ "Steering group" → "steering group"; names such as "Crisis Board" keep their letters."""
    return words if any(letter.isupper() for letter in words[1:]) else words[:1].lower() + words[1:]


def _line(action: ActionTold, on: date) -> str:
    reference = ", ".join(action.references)
    words = textwrap.shorten(_plain(action.text), 160, placeholder="…") or "(no words)"
    return f"- {f'{reference}: ' if reference else ''}{words} {_due(action, on)}"


def _due(action: ActionTold, on: date) -> str:
    if action.end is None:
        when = textwrap.shorten(_plain(action.when), 60, placeholder="…")
        return f"(When: {when})" if when else "(No date is given)"
    if action.end < on:
        return f"(Was due by {spoken_day(action.end)}: overdue for {spoken_length((on - action.end).days)})"
    return f"(Due by {spoken_day(action.end)})"


def _long_day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {spoken_day(day)}"


def _plain(words: str) -> str:
    """Words that somebody typed: what stands for the link in a letter is ours alone."""
    return words.strip().replace(LINK, "(link)")


def _text(parts: Sequence[str]) -> str:
    return "\n\n".join(part if part == LINK else _plain(part) for part in parts) + "\n"


def _subject(words: str) -> str:
    return textwrap.shorten(words, LONGEST_SUBJECT, placeholder="…")
