"""The words around dates: what revises, repeats, concludes or only decorates them."""

import re
from enum import Enum, auto
from typing import NamedTuple

from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.timescales.tokens import TokenKind, Tokens, words_of


class Sense(Enum):
    """What a word or phrase does in a date cell."""

    DATE = auto()
    TO = auto()  # from one date to another
    AND = auto()  # one date beside another
    NOW = auto()  # what follows replaces what stood before
    MAYBE_NOW = auto()  # the same, only where a date follows at once
    WAS = auto()  # what follows is no longer so
    MAYBE_WAS = auto()
    MOVED_FROM = auto()  # "moved from March to May"
    ONGOING = auto()
    IN_PLACE = auto()
    EVERY = auto()
    UNSETTLED = auto()
    STATUS = auto()
    PAST = auto()  # what follows has happened: history, not a promise
    DUE = auto()
    START = auto()
    FINISH = auto()
    VAGUE = auto()  # "early 2016"
    DURATION = auto()
    ELSEWHERE = auto()  # "as set out in the 2015/16 plan"
    LABEL = auto()
    PLAIN = auto()
    WORD = auto()
    OPEN = auto()
    CLOSE = auto()
    BREAK = auto()


class Phrase(NamedTuple):
    """What was recognised, with the index of the first token after it."""

    sense: Sense
    after: int
    value: str = ""


_MOVED = words_of(
    """
    revised extended moved slipped changed amended postponed deferred delayed rescheduled updated altered adjusted reset
    reprofiled rebased redated prolonged put~back pushed~back brought~forward rolled~over rolled~forward carried~forward
    carried~over re~scheduled re~set re~profiled re~based
    """
)
_DATE_WORDS = ("date", "deadline", "timescale", "time~scale", "target", "target~date", "completion~date", "due~date")


def _sense_by_phrase() -> dict[tuple[str, ...], tuple[Sense, str]]:
    phrases: dict[str, tuple[Sense, str]] = {}

    def add(sense: Sense, words: str, value: str = "") -> None:
        phrases.update(dict.fromkeys(words.split(), (sense, value)))

    add(Sense.ONGOING, "ongoing continuous continuously continual continually continuing continues rolling permanent")
    add(Sense.ONGOING, "bau business~as~usual open~ended rolling~programme as~usual on~going~basis always")
    add(Sense.ONGOING, "onwards onward and~beyond beyond", "on")
    add(Sense.IN_PLACE, "in~place inplace already~in~place now~in~place currently~in~place")
    add(Sense.UNSETTLED, "tbc tba tbd tbf n/a na not~applicable not~known unknown not~agreed awaiting~confirmation")
    for verb in (
        "confirmed",
        "agreed",
        "determined",
        "arranged",
        "advised",
        "decided",
        "set",
        "scheduled",
        "discussed",
    ):
        add(Sense.UNSETTLED, f"to~be~{verb} be~{verb}", "words")
    for verb in _MOVED:
        add(Sense.MAYBE_NOW, verb)
        add(Sense.MOVED_FROM, f"{verb}~from")
        add(Sense.NOW, f"{verb}~to {verb}~until {verb}~till {verb}~into {verb}~again")
        for noun in _DATE_WORDS:
            add(Sense.NOW, f"{verb}~{noun}")
    for noun in _DATE_WORDS:
        add(Sense.NOW, f"new~{noun} current~{noun} latest~{noun}")
        add(Sense.WAS, f"original~{noun} previous~{noun} old~{noun} initial~{noun} former~{noun}")
    add(Sense.NOW, "extension~to slippage~to slipping~to now~due")
    add(Sense.MAYBE_NOW, "now extension slippage new")
    add(Sense.WAS, "originally original previously previous formerly superseded")
    add(Sense.MAYBE_WAS, "was were initially instead~of rather~than from~original")
    for status, words in _STATUS_PHRASES.items():
        add(Sense.STATUS, words, status)
    add(Sense.PAST, "went~live gone~live launched commenced started began begun introduced since opened held")
    add(Sense.PAST, "took~place implemented operational~since last~reviewed last~updated reported as~at as~of")
    add(Sense.PAST, "set~up trained attended published issued recruited appointed approved signed updated~on")
    add(Sense.DUE, "by before no~later~than not~later~than due deadline target within")
    add(Sense.DUE, "for~completion completion complete~by completed~by completion~by completion~date delivery~date")
    add(Sense.DUE, "delivered~by implemented~by due~date target~date in~place~by deliver~by go~live~by end~date")
    add(Sense.START, "start starts starting begin begins beginning~in commence commences commencing from start~date")
    add(Sense.START, "review reviewed reviews reviewing next~review first~review review~date", "review")
    add(Sense.ELSEWHERE, "as~outlined as~set~out as~per as~described as~detailed as~agreed in~line~with see refer~to")
    add(Sense.START, "to~start to~commence to~begin re~start")
    add(Sense.FINISH, "finish finishes finishing end ends ending finish~date conclude concludes")
    add(Sense.VAGUE, "early mid late start~of beginning~of middle~of the~start~of the~beginning~of")
    add(Sense.PLAIN, "end~of the~end~of")
    add(Sense.PLAIN, "in on at the of during throughout for date dates approx approximately circa around about est")
    add(Sense.PLAIN, "estimated expected anticipated proposed planned latest earliest implementation implement then")
    add(Sense.PLAIN, "thereafter timescale financial fiscal fy year month quarter a an will be is are it this all")
    add(Sense.PLAIN, "calendar milestone milestones action delivery deliver meeting meetings month~end year~end both")
    add(Sense.TO, "to through thru", "to")
    add(Sense.TO, "until till til up~to up~until", "until")
    add(Sense.AND, "and then~and", "and")
    add(Sense.AND, "or", "or")
    add(Sense.PLAIN, "between", "between")
    add(Sense.PLAIN, "24/7 24~hours 24~hour 24/7/365 7~days", "round the clock")
    split = {tuple(words.replace("/", "~/~").split("~")): meaning for words, meaning in phrases.items()}
    return dict(sorted(split.items(), key=lambda entry: -len(entry[0])))


# A status typed into the date cell, in the words of states.StatusWord.
_STATUS_PHRASES: dict[StatusWord, str] = {
    "complete": (
        "complete completed done achieved closed finished delivered actioned action~complete action~completed "
        "now~complete now~completed fully~complete embedded established"
    ),
    "complete_verified": "complete~and~verified completed~and~verified verified signed~off complete~and~signed~off",
    "not_started": (
        "not~started not~yet~started not~begun not~yet~begun not~commenced not~yet~commenced yet~to~start no~progress "
        "yet~to~commence yet~to~begin"
    ),
    "ongoing": (
        "on~track on~target in~progress under~way underway commenced~and~ongoing in~hand work~in~progress on~schedule "
        "part~complete partially~complete partially~completed partly~complete nearly~complete"
    ),
    "at_risk": "at~risk behind~schedule off~track slipping some~slippage",
    "overdue": "overdue over~due past~due missed deadline~missed",
    "removed": (
        "removed withdrawn cancelled canceled closed~down no~longer~required no~longer~needed not~required deleted "
        "superseded~by merged absorbed stopped"
    ),
}
_SENSES = _sense_by_phrase()
_SENSES_BY_FIRST_WORD: dict[str, list[tuple[tuple[str, ...], tuple[Sense, str]]]] = {}
for _words, _meaning in _SENSES.items():
    _SENSES_BY_FIRST_WORD.setdefault(_words[0], []).append((_words, _meaning))

# "Completed" is a fact; "to be completed", "not complete" and "when complete" are not.
_UNDO_STATUS = words_of("be been not to once when until if for partially part nearly almost being get")
_PROMISE_AFTER = words_of("by before date until within")
_PROMISE_BEFORE = words_of("be being get")


def read_phrase(tokens: Tokens, index: int) -> Phrase | None:
    """The longest phrase we know that begins at the token."""
    for words, (sense, value) in _SENSES_BY_FIRST_WORD.get(tokens[index].word, ()):
        after = _match(tokens, index, words)
        if after is None:
            continue
        before = tokens[index - 1].word if index else ""
        following = tokens[after].word if after < len(tokens) else ""
        if sense is Sense.STATUS and (before in _UNDO_STATUS or following in _PROMISE_AFTER):
            return Phrase(Sense.FINISH if following not in _PROMISE_AFTER else Sense.PLAIN, after)
        if sense is Sense.PAST and before in _PROMISE_BEFORE:
            return Phrase(Sense.PLAIN, after)
        if sense is Sense.IN_PLACE and (before in _UNDO_STATUS or following in ("by", "from", "before", "for")):
            return Phrase(Sense.PLAIN, after)
        return Phrase(sense, after, value)
    return None


def _match(tokens: Tokens, index: int, words: tuple[str, ...]) -> int | None:
    """The index after the phrase; a hyphen or a line break may stand between its words."""
    for position, word in enumerate(words):
        if position:
            while (
                index < len(tokens)
                and tokens[index].word != word
                and (tokens[index].kind is TokenKind.BREAK or tokens[index].is_sign("-"))
            ):
                index += 1
        if index >= len(tokens) or tokens[index].word != word:
            return None
        index += 1
    return index


# --- what repeats

_NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ADVERBS = {
    "day": "daily",
    "week": "weekly",
    "fortnight": "fortnightly",
    "month": "monthly",
    "quarter": "quarterly",
    "term": "termly",
    "year": "annually",
    "annum": "annually",
}
_REPEATING = {
    **{adverb: adverb for adverb in _ADVERBS.values()},
    "annual": "annually",
    "yearly": "annually",
    "bimonthly": "bi-monthly",
    "biweekly": "bi-weekly",
    "biannually": "bi-annually",
    "biannual": "bi-annually",
    "biennially": "biennially",
    "biennial": "biennially",
}


def read_recurrence(tokens: Tokens, index: int) -> Phrase | None:
    """ "monthly", "bi-monthly", "six monthly", "every two months", "each year", "twice a year"; value in plain form."""
    token = tokens[index]
    word = token.word
    if token.kind is TokenKind.WORD:
        if word in _REPEATING:
            return Phrase(Sense.EVERY, index + 1, _REPEATING[word])
        if word in ("bi", "half", "twice") and _repeating_at(tokens, index + 1):
            adverb, after = _repeating_at(tokens, index + 1) or ("", index)
            if word == "twice":
                return Phrase(Sense.EVERY, after, f"twice a {_unit_of(adverb)}")
            adverb = "yearly" if word == "half" and adverb == "annually" else adverb
            return Phrase(Sense.EVERY, after, f"{word}-{adverb}")
        if word in ("every", "each"):
            return _read_every(tokens, index)
    return _read_times(tokens, index) or _read_numbered_adverb(tokens, index)


def _read_every(tokens: Tokens, index: int) -> Phrase | None:
    after = index + 1
    if after >= len(tokens):
        return None
    unit = _unit_at(tokens, after)
    if unit:
        return Phrase(Sense.EVERY, after + 1, _ADVERBS[unit])
    if tokens[after].word == "other":
        unit = _unit_at(tokens, after + 1)
        return Phrase(Sense.EVERY, after + 2, f"every other {unit}") if unit else None
    number = _small_number_at(tokens, after)
    unit = _unit_at(tokens, after + 1)
    if number is None or unit is None:
        return None
    return Phrase(Sense.EVERY, after + 2, _ADVERBS[unit] if number == "one" else f"every {number} {unit}s")


def _read_times(tokens: Tokens, index: int) -> Phrase | None:
    """ "once a month", "twice per year", "4 times a year"."""
    word = tokens[index].word
    times, after = word, index + 1
    if word not in ("once", "twice"):
        number = _small_number_at(tokens, index)
        if number is None or after >= len(tokens) or tokens[after].word not in ("times", "x"):
            return None
        times, after = f"{number} times", after + 1
    if after >= len(tokens) or tokens[after].word not in ("a", "an", "per", "each", "every"):
        return None
    unit = _unit_at(tokens, after + 1)
    if unit is None:
        return None
    unit = "year" if unit == "annum" else unit
    return Phrase(Sense.EVERY, after + 2, _ADVERBS[unit] if times == "once" else f"{times} a {unit}")


def _read_numbered_adverb(tokens: Tokens, index: int) -> Phrase | None:
    """ "6-monthly", "six weekly", "12 monthly"."""
    number = _small_number_at(tokens, index)
    # Asked first: what repeats may stand behind any number of dashes.
    adverb = None if number is None else _repeating_at(tokens, index + 1)
    if adverb is None:
        return None
    if (number, adverb[0]) == ("twelve", "monthly"):
        return Phrase(Sense.EVERY, adverb[1], "annually")
    return Phrase(Sense.EVERY, adverb[1], adverb[0] if number == "one" else f"{number}-{adverb[0]}")


def _repeating_at(tokens: Tokens, index: int) -> tuple[str, int] | None:
    while index < len(tokens) and (tokens[index].is_sign("-") or tokens[index].kind is TokenKind.BREAK):
        index += 1
    if index < len(tokens) and tokens[index].word in _REPEATING:
        return _REPEATING[tokens[index].word], index + 1
    return None


def _unit_of(adverb: str) -> str:
    return next((unit for unit, name in _ADVERBS.items() if name == adverb), "year")


def _unit_at(tokens: Tokens, index: int) -> str | None:
    if index >= len(tokens) or tokens[index].kind is not TokenKind.WORD:
        return None
    unit = tokens[index].word.removesuffix("s")
    return unit if unit in _ADVERBS else None


def _small_number_at(tokens: Tokens, index: int) -> str | None:
    """One to twelve in words, of a number in words or figures."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind is TokenKind.NUMBER and not token.is_ordinal and len(token.word) <= 2 and int(token.word) <= 12:
        return _NUMBER_WORDS[int(token.word)]
    return token.word if token.word in _NUMBER_WORDS[1:] else None


_WITHOUT_A_NUMBER = frozenset(
    {
        *(words[0] for words, (sense, _) in _SENSES.items() if sense in (Sense.ONGOING, Sense.IN_PLACE)),
        *_REPEATING,
        *_NUMBER_WORDS,
        "bi",
        "half",
        "once",
        "twice",
        "every",
        "each",
    }
)
_LETTERS = re.compile(r"[^\W\d_]+")


def may_name_time(tidied: str) -> bool:
    """Whether words may name a time: they hold a figure, or a word of what goes on or repeats."""
    if any(map(str.isdigit, tidied)):
        return True
    words = _LETTERS.findall(tidied.lower())
    return not _WITHOUT_A_NUMBER.isdisjoint(words) or "ongoing" in "".join(words)  # a narrow column may break it


def read_duration(tokens: Tokens, index: int) -> Phrase | None:
    """ "9 months", "1 Year", "3-6 months", "two weeks": how long, which is not when."""
    after = index + 1
    if tokens[index].kind is TokenKind.NUMBER:
        if len(tokens[index].word) > 3:
            return None
        if after + 1 < len(tokens) and (tokens[after].is_sign("-/") or tokens[after].word == "to"):
            if tokens[after + 1].kind is TokenKind.NUMBER:
                after += 2
            elif tokens[after].is_sign("-"):
                after += 1
    elif _small_number_at(tokens, index) is None:
        return None
    if after < len(tokens) and tokens[after].word.removesuffix("s") in ("day", "week", "month", "year", "yr", "hour"):
        return Phrase(Sense.DURATION, after + 1)
    return None
