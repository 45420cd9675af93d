"""What a sentence of progress says of an action's status, and from which of its words."""

import re
from functools import lru_cache
from typing import NamedTuple

from concordat.documents.values import value
from concordat.plans.domain.narratives import words
from concordat.plans.domain.states import Certainty, StatusWord

_EDGES = " .,;:–—-"
_MAX_CHARACTERS = 20_000  # what a cell may hold before only its end, where the latest news stands, is judged


@value
class Judgement:
    """What a narrative says: the status, the words it rests on (None only for "unknown") and how surely."""

    word: StatusWord = "unknown"
    basis: str | None = None
    certainty: Certainty = "certain"
    is_carried_forward: bool = False


class Sign(NamedTuple):
    """One thing that a narrative says of the status.

    `strength` 3 is a status word about the action itself ("Work now complete"), 2 a status word about a part of it
    ("training completed") or a plain end state of all of it, 1 a meaning ("awaiting response", "now open").
    """

    word: StatusWord
    strength: float
    basis: str
    paragraph: int
    sentence: int
    is_plain: bool = True  # False where the words only lean that way


@lru_cache(maxsize=16384)
def judge(text: str) -> Judgement:
    """What a narrative says of the status: later updates beat earlier ones, status words beat meanings."""
    if not text.strip():
        return Judgement()
    text = text[-_MAX_CHARACTERS:]
    carried = carries_forward(text)
    if words.ELSEWHERE.match(text):
        return Judgement("unknown", None, "ambiguous")
    if not carried and moved_away(text):
        moved = [sign for sign in signs_in(text) if sign.strength == 3]
        if not moved:
            return Judgement("unknown", None, "ambiguous")
    signs = signs_in(text)
    if not signs:
        return Judgement("unknown", None, "ambiguous", carried)
    decided, certainty = _decide(signs)
    if decided.word == "ongoing" and (arrived := _arrived(text, signs)):
        decided, certainty = arrived, "likely"
    return Judgement(decided.word, decided.basis, certainty, carried and decided.word != "complete")


def carries_forward(text: str) -> bool:
    """Whether the words say that the action itself goes on into a later year of this plan."""
    return bool(words.CARRIED.search(text.lower())) and not moved_away(text) and not words.NOT_CARRIED.search(text)


@lru_cache(maxsize=16384)
def signs_in(text: str) -> tuple[Sign, ...]:
    """Everything that a narrative says of the status, in order; at most one sign for each clause and kind."""
    signs: list[Sign] = []
    count = 0
    for number, paragraph in enumerate(line for line in text.split("\n") if line.strip()):
        marker = words.MARKER.match(paragraph)
        for sentence in words.SENTENCES.split(paragraph[marker.end() :] if marker else paragraph):
            if sentence.strip():
                signs.extend(_signs_of_sentence(sentence.strip(), number, count))
                count += 1
    return tuple(signs)


def starts_with_status(text: str) -> bool:
    """Whether a paragraph opens with a status word about the action ("On-going work …", "Completed")."""
    signs = signs_in(text)
    return (
        bool(signs) and signs[0].strength == 3 and signs[0].sentence == 0 and text.lstrip().startswith(signs[0].basis)
    )


def _signs_of_sentence(sentence: str, paragraph: int, number: int) -> list[Sign]:
    found: list[Sign] = []

    def add(word: StatusWord, strength: float, basis: str, *, is_plain: bool = True) -> None:
        found.append(Sign(word, strength, basis.strip(_EDGES) or basis, paragraph, number, is_plain))

    low_sentence = sentence.lower()
    in_part = bool(words.SOME_OF_ALL.search(low_sentence))
    parted = words.CLAUSES.split(sentence) if words.holds_any(sentence, words.CLAUSE_MARKS) else [sentence]
    clauses = [clause.strip() for clause in parted if clause.strip()]
    for index, clause in enumerate(clauses):
        low = clause.lower()
        completes = words.holds_any(low, words.COMPLETION_MARKS)
        refused = in_part or (completes and bool(words.NOT_YET.search(low)))
        bare = _bare(low)
        label = _label_of(low, bare, low_sentence, is_first=index == 0, refused=refused, completes=completes)
        if label is not None:
            word, strength = label
            whole = len(clauses) > 1 and word == "complete" and strength == 3 and len(bare.split()) <= 2
            add(word, strength, sentence if whole else clause)
        if refused and clause not in [sign.basis for sign in found]:
            add("ongoing", 1, clause)
        if words.ONGOING_PART.search(low) and not any(sign.word == "ongoing" for sign in found[-2:]):
            add("ongoing", 2, clause)
        still_open = refused or bool(words.STILL_OPEN.search(low))
        if not still_open and words.NOW_STATE.search(low):
            add("complete", 1.5, clause)
        elif not still_open and words.END_STATE.search(low):
            add("complete", 1, clause)
        edge = clause.strip(_EDGES)
        told = bool(found) and any(sign.basis.startswith(edge) and sign.word != "complete" for sign in found)
        if words.NOT_STARTED_MEANT.search(bare):
            add("not_started", 1, clause)
        elif not told and (still_open or words.WORK_MEANT.search(low)):
            add("ongoing", 1, clause, is_plain=not words.PERFECT.search(low))
        elif not told and words.WORK_HINTED.search(low):
            add("ongoing", 1, clause, is_plain=False)
        elif words.NOTHING_YET.search(low):
            add("not_started", 0.6, clause)
        elif words.ACTIVITY.search(low):
            add("ongoing", 0.5, clause)
    return found


def _bare(clause: str) -> str:
    """A clause (in small letters) without what may stand before its status: a date, a colour, "update:"."""
    before = words.LEAD_IN.match(clause)
    return (clause[before.end() :] if before else clause) or clause


def _label_of(
    clause: str, bare: str, sentence: str, *, is_first: bool, refused: bool, completes: bool
) -> tuple[StatusWord, float] | None:
    """The status word of a clause with its strength: 3 about the action itself, 2 about a part of it.

    All are in small letters; `bare` is the clause without what stands before its status, `completes` says whether a
    word of completion stands somewhere in it.
    """
    if words.NOT_STARTED_LABEL.search(bare):
        return "not_started", 3
    for word, pattern in words.TROUBLE_LABELS:
        if pattern.match(bare):
            return word, 3
    if words.REMOVED_LABEL.match(bare):
        return "removed", 3
    if completes and not refused:
        at_end = words.COMPLETE_TAIL.search(clause) and (len(clause.split()) <= 3 or not is_first)
        if at_end or words.COMPLETE_LABEL.match(bare):
            return "complete", 3
    if words.ONGOING_LABEL.match(bare) or words.ONGOING_TAIL.search(clause):
        return "ongoing", 3
    is_whole = words.WHOLE_STATE.match(clause) and not words.STILL_OPEN.search(sentence)
    if not refused and ((completes and words.COMPLETE_PART.search(clause)) or is_whole):
        return "complete", 2
    return None


def _decide(signs: tuple[Sign, ...]) -> tuple[Sign, Certainty]:
    """The sign that decides: the latest status word, unless something later and clear stands against it."""
    labels = [sign for sign in signs if sign.strength == 3]
    if labels:
        return _decide_by_label(labels, signs)
    last = signs[-1].paragraph
    for paragraph in range(last, -1, -1):  # without status words, the latest paragraph that says anything decides
        here = [sign for sign in signs if sign.paragraph == paragraph]
        if not here:
            continue
        decided = _strongest(here)
        against = [sign for sign in signs if sign.word != decided.word and sign.strength >= decided.strength]
        same = [sign for sign in here if sign.word != decided.word]
        doubtful = decided.word == "ongoing" and any(sign.word == "complete" for sign in same)
        doubtful = doubtful or decided.strength < 1 or not decided.is_plain
        return decided, "ambiguous" if doubtful or any(s.paragraph == paragraph for s in against) else "likely"
    return signs[-1], "ambiguous"


def _decide_by_label(labels: list[Sign], signs: tuple[Sign, ...]) -> tuple[Sign, Certainty]:
    decided = labels[-1]
    completed = [sign for sign in labels if sign.word == "complete"]
    if decided.word == "ongoing" and completed and completed[-1].paragraph == decided.paragraph:
        # "Completed via … – ongoing monitoring": done, and looked after since
        return completed[-1], "ambiguous"
    later = [sign for sign in signs if (sign.paragraph, sign.sentence) > (decided.paragraph, decided.sentence)]
    if decided.word == "not_started" and any(sign.paragraph > decided.paragraph for sign in later):
        newer = _strongest([sign for sign in later if sign.paragraph > decided.paragraph])
        return newer, "ambiguous"
    opposed = [sign for sign in later if sign.word != decided.word]
    if decided.word == "ongoing":
        done = [sign for sign in opposed if sign.word == "complete" and sign.strength >= 2]
        done = [sign for sign in done if sign.paragraph > decided.paragraph and not _qualified(sign, signs)]
        if done:
            return done[-1], "ambiguous"
    if any(sign.word != decided.word and sign.strength >= 2 for sign in opposed):
        return decided, "likely"
    mild = [sign for sign in opposed if sign.word in {"ongoing", "complete", "not_started"}]
    return decided, "likely" if mild and decided.word == "complete" else "certain"


def _qualified(sign: Sign, signs: tuple[Sign, ...]) -> bool:
    """Whether the sentence that says "completed" also says that work goes on."""
    return any(other.sentence == sign.sentence and other.word == "ongoing" for other in signs)


def _strongest(signs: list[Sign]) -> Sign:
    """The strongest of a paragraph; of equals an open state beats an end state, and the later the earlier."""
    order = {"complete": 0, "complete_verified": 0}
    return max(signs, key=lambda sign: (sign.strength, order.get(sign.word, 1), sign.is_plain, sign.sentence))


def _arrived(text: str, signs: tuple[Sign, ...]) -> Sign | None:
    """The later sign that what was awaited has come: "Awaiting the score" … "The score shows compliance"."""
    arrivals = [sign for sign in signs if sign.word == "complete" and words.ARRIVED.search(sign.basis)]
    for awaited in words.AWAITED.finditer(text) if arrivals else ():
        wanted = set(re.findall(r"[a-z]{4,}", awaited[1].casefold()))
        rest = text[awaited.end() :] if "\n" in text[awaited.end() :] or ". " in text[awaited.end() :] else ""
        tail = awaited[1]
        for sign in arrivals:
            if sign.basis in tail or sign.basis not in (rest or text[awaited.start() :]):
                continue
            said = set(re.findall(r"[a-z]{4,}", sign.basis.casefold()))
            if len(wanted & said) >= 2:
                return sign
    return None


def judge_action(text: str) -> Judgement:
    """What the words of an action itself say of its status, where a plan has no other place for progress.

    Only listed parts that report something done ("1) Draft policy produced.") count: an action that begins
    "To be developed" or "Work is undertaken" promises, and says nothing of how far it has got.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    parts = [words.MARKER.sub("", line, count=1).strip() for line in lines[1:] if words.MARKER.match(line)]
    reported = [part for part in parts if words.REPORTED.search(part)]
    if not reported:
        return Judgement()
    certainty: Certainty = "likely" if len(reported) == len(parts) else "ambiguous"
    return Judgement("ongoing", reported[0], certainty)


def refers_elsewhere(text: str) -> bool:
    """Whether a narrative only points to another row ("As above", "see 3.7")."""
    return bool(text.strip()) and bool(words.ELSEWHERE.match(text))


def moved_away(text: str) -> bool:
    """Whether a narrative says that the action went to another plan or group."""
    return bool(words.MOVED_AWAY.search(text.lower()))
