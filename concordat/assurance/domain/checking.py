"""What can be told of a plan by its words alone, criterion by criterion, with the actions that it rests on."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from concordat.assurance.domain.reference import CriteriaGroup, Criterion, RequiredType
from concordat.directory.domain import OrganisationType
from concordat.plans.domain.days import spoken_count


class Verdict(StrEnum):
    """How a plan stands before one criterion."""

    MET = "met"
    IN_PART = "in_part"
    NOT_MET = "not_met"

    @property
    def words(self) -> str:
        return {"met": "Met", "in_part": "Met in part", "not_met": "Not met"}[self.value]


@dataclass(frozen=True, slots=True)
class ActionChecked:
    """An action of an edition. `name` is its references, `types` those of the organisations that lead or support."""

    number: int
    name: str
    section: str
    theme: str
    text: str
    outcome: str
    group: str
    led_by: str
    has_lead: bool
    has_last_day: bool
    types: frozenset[OrganisationType]
    has_measure: bool = False  # it names a measure that the partnership follows


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Something found, and in which actions; `is_lack` where it is missing there."""

    key: str
    words: str
    actions: tuple[ActionChecked, ...]
    is_lack: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What the words tell about one criterion; `verdict` is None where only a person can judge."""

    key: str
    verdict: Verdict | None
    sentence: str
    lines: tuple[EvidenceLine, ...] = ()


def check(
    criteria: Iterable[Criterion],
    actions: Sequence[ActionChecked],
    *,
    signed: frozenset[OrganisationType],
    required: Sequence[RequiredType],
) -> tuple[Finding, ...]:
    """The findings in the order of the criteria. `signed` are the types of those who signed the declaration."""
    rules: dict[str, Callable[[Criterion], Finding]] = {
        "sections": lambda criterion: _sections(criterion, actions),
        "mentions": lambda criterion: _mentions(criterion, actions),
        "partners": lambda criterion: _partners(criterion, actions, signed, required),
        "leads": lambda criterion: _each(criterion, actions, "a lead", lambda action: action.has_lead),
        "dates": lambda criterion: _each(criterion, actions, "a last day", lambda action: action.has_last_day),
        "outcomes": lambda criterion: _each(criterion, actions, "an outcome", lambda a: bool(a.outcome.strip())),
        "measures": lambda criterion: _measures(criterion, actions),
        "governance": lambda criterion: _governance(criterion, actions),
    }
    return tuple(
        rules[criterion.computed](criterion)
        if criterion.computed
        else Finding(criterion.key, None, "Nothing can be computed: a person judges.")
        for criterion in criteria
    )


def _sections(criterion: Criterion, actions: Sequence[ActionChecked]) -> Finding:
    """By the theme of each action where it is one of the template's, else by the heading that it stands under."""
    placed: dict[str, list[ActionChecked]] = {group.key: [] for group in criterion.groups}
    unplaced = []
    for action in actions:
        keys = _sections_of(action, criterion.groups)
        for key in keys:
            placed[key].append(action)
        if not keys:
            unplaced.append(action)
    lines = tuple(
        EvidenceLine(group.key, group.title, tuple(placed[group.key]), not placed[group.key])
        for group in criterion.groups
    )
    if unplaced:
        lines += (EvidenceLine("unplaced", "Under headings of its own", tuple(unplaced)),)
    covered = sum(bool(found) for found in placed.values())
    return Finding(
        criterion.key, _by_share(covered, len(placed)), f"{covered} of {len(placed)} sections have actions.", lines
    )


NEAR_ENOUGH = 86  # out of 100: "Improving MH Crisis Services" is 92 from its theme, another theme 75 at most


def _sections_of(action: ActionChecked, groups: Sequence[CriteriaGroup]) -> set[str]:
    from rapidfuzz import fuzz  # loaded with the first plan to check, not when a site starts

    if action.theme.strip():
        said = _folded(action.theme)
        score, key = max(
            (max((fuzz.ratio(said, _folded(theme)) for theme in group.themes), default=0.0), group.key)
            for group in groups
        )
        starts = {g.key for g in groups for theme in g.themes if _is_start(said, _folded(theme))}
        if score >= NEAR_ENOUGH or starts:
            return {key} if score >= NEAR_ENOUGH else starts
    heading = f"{action.section} {action.theme}"
    return {group.key for group in groups if _marked(group.marks, heading)}


def _is_start(said: str, theme: str) -> bool:
    """Whether one is the other cut short."""
    return min(len(said), len(theme)) >= 12 and (said.startswith(theme) or theme.startswith(said))


def _folded(text: str) -> str:
    """Small letters, no marks, and the abbreviations of plans written out."""
    words = re.findall(r"[a-z0-9]+", text.casefold().replace("’", "").replace("'", ""))
    return " ".join({"mh": "mental health", "info": "information", "frontline": "front line"}.get(w, w) for w in words)


def _mentions(criterion: Criterion, actions: Sequence[ActionChecked]) -> Finding:
    """Which actions speak of each group of people: in the promise, in its outcome, or in who leads it."""
    lines = tuple(
        EvidenceLine(group.key, group.title, found := _speaking_of(group, actions), not found)
        for group in criterion.groups
    )
    spoken_of = [line for line in lines if line.actions]
    missing = [line.words.lower() for line in lines if not line.actions]
    sentence = "; ".join(f"{line.words}: {spoken_count(len(line.actions), 'action')}" for line in spoken_of)
    if missing:
        sentence = f"{sentence}. " if sentence else ""
        sentence += f"No action speaks of {' or of '.join(missing)}"
    return Finding(criterion.key, _by_share(len(spoken_of), len(lines)), f"{sentence}.", lines)


def _speaking_of(group: CriteriaGroup, actions: Sequence[ActionChecked]) -> tuple[ActionChecked, ...]:
    return tuple(
        action
        for action in actions
        if any(
            _marked(group.marks, words) or _voiced(group.people, group.voices, words)
            for words in (action.text, action.outcome, action.led_by)
        )
    )


def _partners(
    criterion: Criterion,
    actions: Sequence[ActionChecked],
    signed: frozenset[OrganisationType],
    required: Sequence[RequiredType],
) -> Finding:
    lines = []
    for needed in required:
        theirs = tuple(action for action in actions if needed.type in action.types)
        words = needed.type.words + ("" if needed.type in signed else " (has not signed the declaration)")
        lines.append(EvidenceLine(needed.type.value, words, theirs, not theirs))
    acting = sum(bool(line.actions) for line in lines)
    sentence = f"{acting} of {spoken_count(len(lines), 'required type')} of agency lead or support an action."
    if actions and not any(action.types for action in actions):
        sentence += " The leads are people, or bodies that nobody has named to us: who they work for is not known."
    return Finding(criterion.key, _by_share(acting, len(lines)), sentence, tuple(lines))


def _each(
    criterion: Criterion, actions: Sequence[ActionChecked], what: str, has: Callable[[ActionChecked], bool]
) -> Finding:
    lacking = tuple(action for action in actions if not has(action))
    having = len(actions) - len(lacking)
    line = EvidenceLine("lacking", f"Without {what}", lacking, is_lack=True)
    sentence = f"{having:,} of {spoken_count(len(actions), 'action')} {'has' if having == 1 else 'have'} {what}."
    return Finding(criterion.key, _by_share(having, len(actions)), sentence, (line,) if lacking else ())


_NUMBER = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half)"
_MEASURE = re.compile(
    rf"\b{_NUMBER}\s*(?:%|per ?cent\b|in\s+{_NUMBER}\b|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b)"
    rf"|\bby\s+(?:a\s+)?{_NUMBER}\s*%",
    re.IGNORECASE,
)


def _measures(criterion: Criterion, actions: Sequence[ActionChecked]) -> Finding:
    """Which actions name a measure that is followed, or a number in their outcome that can be counted against.

    Such a number is a share or a time; "24/7" and "s136" are none.
    """
    told = tuple(action for action in actions if _MEASURE.search(action.outcome))
    tied = tuple(action for action in actions if action.has_measure)
    sentence = f"{len(told):,} of {spoken_count(len(actions), 'outcome')} can be told by a number."
    if tied:
        verb = "names" if len(tied) == 1 else "name"
        sentence += f" {spoken_count(len(tied), 'action')} {verb} a measure that the partnership follows."
    lines = (
        EvidenceLine("measured", "A number in the outcome", told),
        EvidenceLine("tied", "A measure that it should move", tied),
    )
    have = len({action.number for action in (*told, *tied)})
    return Finding(
        criterion.key, _by_share(have, len(actions)), sentence, tuple(line for line in lines if line.actions)
    )


def _governance(criterion: Criterion, actions: Sequence[ActionChecked]) -> Finding:
    """Which groups the plan reports to, or names where it says who leads."""
    reporting = tuple(action for action in actions if action.group.strip())
    marks = tuple(mark for group in criterion.groups for mark in group.marks)
    naming = tuple(
        action
        for action in actions
        if not action.group.strip() and _marked(marks, f"{action.led_by}\n{action.text}\n{action.outcome}")
    )
    lines = [EvidenceLine("reporting", "Say which group they report to", reporting)] if reporting else []
    lines += [EvidenceLine("named", "Name a group that looks after the plan", naming)] if naming else []
    found = len(reporting) + len(naming)
    sentence = f"{spoken_count(found, 'action')} {'names' if found == 1 else 'name'} a group." if found else ""
    return Finding(
        criterion.key,
        Verdict.MET if found else Verdict.NOT_MET,
        sentence or "No action names a group that looks after the plan.",
        tuple(lines),
    )


def _by_share(have: int, of: int) -> Verdict:
    """Met where all have it, in part where some have."""
    if of and have == of:
        return Verdict.MET
    return Verdict.IN_PART if have else Verdict.NOT_MET


def _marked(marks: tuple[str, ...], text: str) -> bool:
    return bool(marks) and _pattern(marks).search(text) is not None


def _voiced(people: tuple[str, ...], voices: tuple[str, ...], text: str) -> bool:
    """Whether one sentence has a mark of each, either first and a few words apart."""
    return bool(people) and _side_by_side(people, voices).search(text) is not None


@cache
def _pattern(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_whole(marks), re.IGNORECASE)


@cache
def _side_by_side(some: tuple[str, ...], others: tuple[str, ...]) -> re.Pattern[str]:
    # "Service users, their families and their carers are consulted" has six words between the two.
    between = r"[^\w.;:!?]+(?:[\w’'&/-]+[^\w.;:!?]+){0,6}?"
    first, second = _whole(some), _whole(others)
    return re.compile(f"{first}{between}{second}|{second}{between}{first}", re.IGNORECASE)


def _whole(marks: tuple[str, ...]) -> str:
    """A pattern of the marks as whole words, with any space or dash between two of them."""
    alternatives = (
        r"[\s\-‑–]+".join(re.escape(word).replace(r"\*", r"\w*") for word in mark.split()) for mark in marks
    )
    return rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)"
