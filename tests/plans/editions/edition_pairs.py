"""Makes pairs of editions of invented plans, with the truth of what became of each action."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from concordat.plans.domain.editions.row_changes import Promise
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import parse_timescale

VERBS = (
    "Agree", "Appoint", "Ask for", "Audit", "Commission", "Deliver", "Develop", "Draw up", "Establish", "Evaluate",
    "Extend", "Fund", "Hold", "Implement", "Improve", "Introduce", "Launch", "Map", "Monitor", "Open", "Pilot", "Plan",
    "Produce", "Promote", "Provide", "Publish", "Review", "Roll out", "Set up", "Share", "Simplify", "Test", "Train",
    "Update",
)  # fmt: skip
THINGS = (
    "a joint protocol on conveyance", "a crisis line that is open all night", "a street triage car",
    "a shared care plan template", "a directory of safe places", "a peer support rota", "the Section 136 policy",
    "a dashboard of detentions and their length", "mental health awareness training", "a leaflet for families",
    "the liaison psychiatry team", "an information sharing agreement", "an escalation path for beds",
    "the out-of-hours duty rota for approved professionals", "a safe haven café", "a carers’ charter",
    "a register of frequent attenders", "a pathway for people who are intoxicated", "the missing persons process",
    "a single point of access", "a welcome pack for the ward", "a housing surgery",
    "a handover form for ambulance crews", "a duty rota for reception",
    "the suicide prevention strategy", "a yearly survey of people who used the suite", "an advocacy contract",
    "a children’s place of safety", "a text service for young people", "a debt advice session", "a discharge checklist",
    "a steering group of all partners", "a court diversion scheme", "a learning log of incidents", "a follow-up call",
)  # fmt: skip
FOR_WHOM = (
    "police officers", "council staff", "ward staff", "ambulance crews", "call handlers", "custody sergeants",
    "carers", "young people", "veterans", "people with a learning disability", "people without a home",
    "general practices", "school nurses", "housing officers", "new parents", "older people", "students",
    "people leaving prison", "volunteers", "bus drivers",
)  # fmt: skip
WAYS = (
    "so that nobody waits in a cell", "with regular reports to the board", "in every part of the county",
    "including nights and weekends", "and agree who pays for it", "building on what was learnt in the first year",
    "using the standards of the regional network", "with people who have been in crisis themselves",
    "to bring the number of detentions down", "before the winter", "as part of the wider urgent care review",
    "in line with the national guidance", "so that staff feel confident", "with a named lead in each agency",
    "through the training collaborative", "and report the findings", "by means of a small grant",
)  # fmt: skip
OUTCOMES = (
    "People are seen within an hour", "Fewer people held in custody", "Staff know what to do and whom to ring",
    "Families feel listened to", "Better data for planning", "One story told once", "Care closer to home",
    "Less use of force", "People know their rights", "Consistent response across the area", "Fewer repeat detentions",
    "Clear accountability", "Earlier help for people who struggle", "Shorter waits for assessment",
)  # fmt: skip
BODIES = (
    "Marshlow Police", "Fellmoor NHS Trust", "Kestrelshire Council", "Wexbury CCG", "Tarn Ambulance Service",
    "Lark House", "Public Health", "Healthwatch Kestrelshire", "All partners", "Drug and Alcohol Service",
)  # fmt: skip
SECTIONS = (
    ("Commissioning for earlier help", "Commissioning and early help"),
    ("Access to support before crisis point", "Before a crisis"),
    ("Urgent and emergency access to crisis care", "Urgent access to care"),
    ("Quality of treatment and care when in crisis", "Quality of care in crisis"),
    ("Recovery and staying well", "Staying well and preventing future crises"),
    ("Working together", "Governance and partnership"),
)
OTHER_WORDS = {
    "Agree": "Sign off", "Develop": "Create", "Establish": "Put in place", "Improve": "Strengthen",
    "Review": "Look again at",
    "Provide": "Offer", "Introduce": "Bring in", "Produce": "Write", "Roll out": "Extend", "Monitor": "Keep track of",
    "Set up": "Establish", "Commission": "Procure", "Deliver": "Run", "protocol": "procedure",
    "training": "learning sessions",
    "leaflet": "booklet", "policy": "policy and procedure", "agreement": "protocol", "all night": "round the clock",
    "people": "individuals", "every part of": "all of", "staff": "workers", "including": "with", "template": "form",
}  # fmt: skip
TRAINED = ("police", "council", "ward", "ambulance", "reception", "library", "hostel", "school", "prison", "pharmacy")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class EditionPair:
    """Two editions and the truth: which row (by key) continues which action, was split off it, or took it in."""

    old: tuple[Promise, ...]
    new: tuple[Promise, ...]
    continues: dict[int, int | None]  # row: action
    split_off: dict[int, int] = field(default_factory=dict)  # row: action
    merged_into: dict[int, int] = field(default_factory=dict)  # action: row


def made_pair(seed: int) -> EditionPair:
    """An invented plan and its next edition."""
    chance = random.Random(seed)
    maker = _Maker(chance, chance.sample(SECTIONS, chance.randint(2, 5)))
    return maker.pair([_Line(maker.promise(), at) for at in maker.sections for _ in range(chance.randint(3, 18))])


def next_edition_of(plan: Sequence[Promise], seed: int) -> EditionPair:
    """A plan that is given, and an edition that may come next."""
    titles = list(dict.fromkeys(re.sub(r"^\d+\. ", "", promise.section) for promise in plan))
    maker = _Maker(random.Random(seed), [(title, title) for title in titles])
    sections = [titles.index(re.sub(r"^\d+\. ", "", promise.section)) for promise in plan]
    return maker.pair([_Line(promise, section) for promise, section in zip(plan, sections, strict=True)])


@dataclass
class _Line:
    promise: Promise
    section: int
    continues: int | None = None
    split_off: int | None = None
    took_in: int | None = None


class _Maker:
    def __init__(self, chance: random.Random, titles: Sequence[tuple[str, str]]) -> None:
        self.chance = chance
        self.titles = titles
        self.sections = list(range(len(titles)))
        self.style = chance.choice(("1.1", "1.1", "1", "1a", "none"))
        self.has_outcomes = chance.random() < 0.7
        self.has_leads = chance.random() < 0.9
        # Some partnerships hardly touch the words from one edition to the next, others write half of them anew.
        self.rewords = chance.choice((0.1, 0.25, 0.45))
        self.trained = list(TRAINED)
        chance.shuffle(self.trained)
        self.said: set[str] = set()

    def pair(self, old_lines: list[_Line]) -> EditionPair:
        self.number(old_lines, 0)
        for key, line in enumerate(old_lines, start=1):
            line.promise = replace(line.promise, key=key)
        lines = self.next_edition(old_lines)
        if self.chance.random() < 0.3:
            self.chance.shuffle(self.sections)
        renamed = 1 if self.chance.random() < 0.3 else 0
        lines.sort(key=lambda line: self.sections.index(line.section))
        self.number(lines, renamed)
        for key, line in enumerate(lines):
            line.promise = replace(line.promise, key=key)
        return EditionPair(
            tuple(line.promise for line in old_lines),
            tuple(line.promise for line in lines),
            {line.promise.key: line.continues for line in lines},
            {line.promise.key: line.split_off for line in lines if line.split_off},
            {line.took_in: line.promise.key for line in lines if line.took_in},
        )

    def promise(self) -> Promise:
        text = self.words()
        while text in self.said:
            text = self.words()
        self.said.add(text)
        return Promise(
            0,
            text,
            outcome="; ".join(self.chance.sample(OUTCOMES, self.chance.choice((1, 1, 2)))) if self.has_outcomes else "",
            led_by=" and ".join(self.chance.sample(BODIES, self.chance.choice((1, 1, 1, 2)))) if self.has_leads else "",
            timescale=parse_timescale(self.when()),
            state=self.chance.choice((State.NOT_STARTED, State.IN_PROGRESS, State.IN_PROGRESS, State.COMPLETE)),
        )

    def words(self) -> str:
        pick = self.chance.choice
        kind = self.chance.random()
        if kind < 0.12 and self.trained:
            return f"Train {self.trained.pop()} staff"
        if kind < 0.2:
            return f"{pick(VERBS)} {pick(THINGS)}"
        text = f"{pick(VERBS)} {pick(THINGS)} for {pick(FOR_WHOM)}"
        ways = self.chance.sample(WAYS, self.chance.choice((0, 1, 1, 2)))
        if kind > 0.75:
            ways.append(f"and {pick(VERBS).lower()} {pick(THINGS)} with {pick(FOR_WHOM)}")
        return " ".join([text, *ways])

    def when(self) -> str:
        kind = self.chance.random()
        year = self.chance.choice((2030, 2031))
        if kind < 0.15:
            return "Ongoing"
        if kind < 0.3:
            return f"{year}/{year - 1999}"
        return f"{self.chance.choice(MONTHS)} {year}"

    def number(self, lines: Sequence[_Line], renamed: int) -> None:
        counts: dict[int, int] = {}
        for place, line in enumerate(lines, start=1):
            section = self.sections.index(line.section) + 1
            counts[section] = counts.get(section, 0) + 1
            reference = {
                "1.1": f"{section}.{counts[section]}", "1": str(place), "1a": f"{section}{chr(96 + counts[section])}",
            }.get(self.style)  # fmt: skip
            line.promise = replace(
                line.promise,
                references=(reference,) if reference else (),
                section=f"{section}. {self.titles[line.section][renamed]}",
            )

    def next_edition(self, old: Sequence[_Line]) -> list[_Line]:
        chance = self.chance
        lines: list[_Line] = []
        waiting: Promise | None = None
        for line in old:
            was = line.promise
            kind = chance.random()
            if waiting is not None:
                joined = f"{was.text}, and {waiting.text[:1].lower()}{waiting.text[1:]}"
                lines.append(_Line(replace(was, text=joined), line.section, was.key, None, waiting.key))
                waiting = None
            elif kind < (0.3 if was.state is State.COMPLETE else 0.06):
                if chance.random() < 0.3 and was.text.startswith("Train") and self.trained:
                    # Another action of nearly the same words takes the place of the one that is done.
                    text = f"Train {self.trained.pop()} staff"
                    lines.append(_Line(replace(self.promise(), text=text, led_by=was.led_by), line.section))
            elif kind < 0.34 and len(was.text) > 60 and chance.random() < 0.25:
                waiting = was
            elif kind < 0.4 and (halves := _halves(was.text)) and chance.random() < 0.6:
                first, second = halves
                lines.append(_Line(replace(was, text=first), line.section, was.key))
                lines.append(_Line(replace(was, text=second, timescale=parse_timescale(self.when())), line.section,
                                   None, was.key))  # fmt: skip
            else:
                section = chance.choice(self.sections) if chance.random() < 0.06 else line.section
                lines.append(_Line(self.changed(was), section, was.key))
            if chance.random() < 0.1:
                lines.append(_Line(self.promise(), line.section))
        for place in range(len(lines) - 1):
            if chance.random() < 0.06:
                lines[place], lines[place + 1] = lines[place + 1], lines[place]
        return lines

    def changed(self, was: Promise) -> Promise:
        chance = self.chance
        now = was
        if chance.random() < self.rewords:
            now = replace(now, text=self.reworded(now.text))
        if chance.random() < 0.08:
            now = replace(now, text=_misspelt(now.text, chance))
        if chance.random() < 0.2:
            now = replace(now, timescale=parse_timescale(self.when()))
        if chance.random() < 0.1 and self.has_leads:
            now = replace(now, led_by=chance.choice(BODIES))
        if chance.random() < 0.1 and self.has_outcomes:
            now = replace(now, outcome=chance.choice(OUTCOMES))
        if chance.random() < 0.3:
            now = replace(now, state=chance.choice(tuple(State)[:4]))
        return now

    def reworded(self, text: str) -> str:
        chance = self.chance
        kind = chance.random()
        if kind < 0.35:
            for word, other in OTHER_WORDS.items():
                if chance.random() < 0.8:
                    text = re.sub(rf"\b{word}\b", other, text, count=1)
            return text
        if kind < 0.65:
            return f"{text} {chance.choice(WAYS)}"
        if kind < 0.8 and " for " in text:
            return text.split(" for ")[0] + f" for {chance.choice(FOR_WHOM)}" + _tail(text)
        if kind < 0.9 and len(text.split()) > 12:
            words = text.split()
            return " ".join(words[: len(words) * 2 // 3])
        before = chance.choice(("Continue to", "Work together to", "As agreed in the spring,"))
        return f"{before} {text[:1].lower()}{text[1:]}"


def _tail(text: str) -> str:
    return "".join(f" {way}" for way in WAYS if way in text)


def _halves(text: str) -> tuple[str, str] | None:
    first, found, second = text.partition(" and ")
    if not found or len(second.split()) < 5 or len(first.split()) < 4:
        return None
    return first, second[:1].upper() + second[1:]


def _misspelt(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        place = chance.randrange(1, len(letters))
        if letters[place].isalpha() and letters[place - 1].isalpha():
            letters[place - 1], letters[place] = letters[place], letters[place - 1]
    return "".join(letters)
