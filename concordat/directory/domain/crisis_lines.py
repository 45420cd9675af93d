"""The national lines that every page about getting help begins with."""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NationalLine:
    """A line that anybody in England can reach at any hour, free; `first` lines come before any local one."""

    name: str
    telephone: str
    text_number: str
    text_word: str  # what to write in the first text message
    hours: str
    what_for: str
    also: str
    is_first: bool


# Checked on public pages of NHS trusts and of the charities. Whoever changes a number changes the day as well.
CHECKED_ON = date(2026, 11, 22)
NATIONAL_LINES = (
    NationalLine(
        name="Emergency services",
        telephone="999",
        text_number="",
        text_word="",
        hours="24 hours a day, every day",
        what_for="Somebody’s life is at risk, or you cannot keep yourself or somebody else safe. "
        "You can also go to an accident and emergency department.",
        also="",
        is_first=True,
    ),
    NationalLine(
        name="NHS 111, mental health option",
        telephone="111",
        text_number="",
        text_word="",
        hours="24 hours a day, every day",
        what_for="You need urgent help with your mental health, at any age, or you are worried about somebody. "
        "Call 111 and choose the mental health option.",
        also="If you are deaf or find it hard to speak on the telephone, call 18001 111 with Relay UK, "
        "or ask for the British Sign Language service on the NHS 111 website.",
        is_first=True,
    ),
    NationalLine(
        name="Samaritans",
        telephone="116 123",
        text_number="",
        text_word="",
        hours="24 hours a day, every day",
        what_for="You want somebody to listen, whatever it is about.",
        also="",
        is_first=False,
    ),
    NationalLine(
        name="Shout",
        telephone="",
        text_number="85258",
        text_word="SHOUT",
        hours="24 hours a day, every day",
        what_for="You would rather write than speak.",
        also="",
        is_first=False,
    ),
    NationalLine(
        name="Papyrus HOPELINE247",
        telephone="0800 068 4141",
        text_number="",
        text_word="",
        hours="24 hours a day, every day",
        what_for="You are under 35 and think of ending your life, or you are worried about a young person.",
        also="",
        is_first=False,
    ),
)


def dialled(number: str) -> str:
    """The digits that a telephone dials, from a number as it is written: "0800 123 4567 (option 2)" → "08001234567".

    Empty where the number does not begin with one.
    """
    found = re.match(r"[+(]?\d[\d\s().-]*", number.strip())
    return re.sub(r"\(0\)|[^\d+]", "", found.group()) if found else ""
