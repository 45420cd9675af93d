"""Where an outcome ends and its progress begins, in plans that type both into one cell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from concordat.documents.domain import Paragraph
from concordat.plans.domain.narratives import judging, words


@dataclass(frozen=True, slots=True)
class Habit:
    """How a plan types outcome and progress into one cell: progress in a colour of its own, or by words alone."""

    colour: str | None = None  # six hex digits of the words of progress
    by_words: bool = False
    certainty: float = 0.0  # share of the cells with several paragraphs that plainly end in progress

    @property
    def is_shared(self) -> bool:
        return self.colour is not None or self.by_words


_LONGEST = 4000  # characters of a paragraph that are looked at: a longer one is no outcome of a plan
_OPENING = 400
_OUTCOME_OPENING = re.compile(
    r"^\W*(?:evidence\W+)?(?:people|service users?|carers?|informal carers|children|young people|patients?|everyone|"
    r"anyone|staff|someone|nobody|no ?one|there (?:is|are|will)|improved?|reduced?|increased?|better|fewer|less|more|"
    r"to (?!follow|start|begin|commence|be )|ensure|maintain|services|police officers|appropriate|best|informal|"
    r"all (?:people|staff|police|local|partners)|"
    r"those|individuals|families|local|effective|timely|greater|a |the )\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[a-z]* ?[’'‘]?\d\d\b", re.IGNORECASE)
_HAPPENING = re.compile(
    r"\b(?:now|has been|have been|have|has|will be|being|to be|due to|await\w*|planned|discussions?|currently|"
    r"underway|been|recently|so far|next steps?|going forward)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<joiner>\s[-–—]+\s+|[.;:!?]\s+|(?<=[a-z,)])\s+)"
    r"(?P<label>(?:Work\s+)?(?:On|ON)\s?-?\s?[Gg](?:oing|OING)\b|(?:Work\s+)?[Ii]n [Pp]rogress\b|IN PROGRESS\b|"
    r"(?:Now\s+|Action\s+|Work\s+(?:now\s+)?)?(?:Completed?|COMPLETED?|complete)\b|Achieved\b|Delivered\b|Under\s?way\b|"
    r"Not (?:yet )?[Ss]tarted\b|As above\b|No progress\b|Carr(?:y|ied) forward\b|Priority for 20|"
    r"(?:Progress|Update|Position|Status|Action)\s*(?:update)?\s*[:–-])"
)
_LEAD_IN = re.compile(r"^\s*(?:progress|update|position|status|latest)\s*(?:update|\d|:|–|-)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z]) {1,2}(?=[A-Z][a-z]+\b)")
_INSIDE_A_NAME = re.compile(
    r"(?:\b(?:the|a|an|of|to|for|and|or|in|on|at|by|with|from|into|via|as|per|under|through|between|within|our|their|"
    r"this|that|these|new|local|national|e\.g)|\b[A-Z][\w’'-]*|[&/,(“\"‘])$"
)
_REPORT = re.compile(
    r"\b(?:completed?|achieved|delivered|in place|on-?\s?going|in progress|under\s?way)\b", re.IGNORECASE
)


def habit_of(cells: Iterable[Sequence[Paragraph]]) -> Habit:
    """How the outcome cells of a plan are written; `cells` are those of its actions, each as its paragraphs."""
    filled = [paragraphs for cell in cells if (paragraphs := [p for p in cell if p.text.strip()])]
    if not filled:
        return Habit()
    colours = Counter(colour for cell in filled if (colour := _second_colour(cell)))
    if colours:
        colour, count = colours.most_common(1)[0]
        if count >= 3 or count >= 0.25 * len(filled):
            return Habit(colour=colour)
    several = telling = alone = 0
    for cell in filled:
        ends = any(_tells_status(p.text) for p in cell[1:])
        several += len(cell) > 1
        telling += ends
        alone += (not ends) and (_opens_with_status(cell[0].text) or _boundary_in(cell[0].text) is not None)
    enough = max(2, 0.1 * len(filled))
    if telling + alone < enough:
        return Habit()
    return Habit(by_words=True, certainty=telling / several if several else 0.0)


def divide(paragraphs: Sequence[Paragraph], habit: Habit) -> tuple[list[str], list[str]]:
    """The paragraphs of an outcome cell as (outcome, progress); either may be empty."""
    filled = [p for p in paragraphs if p.text.strip()]
    if habit.colour is not None:
        return _divide_by_colour(filled, habit.colour)
    texts = [p.text.strip() for p in filled]
    if not habit.by_words or not texts:
        return texts, []
    split = _best_split(texts, habit)
    outcome, progress = texts[:split], texts[split:]
    if (
        outcome
        and (cut := _boundary_in(outcome[-1])) is not None
        and (split > 1 or not progress or _has_label(outcome[-1]))
    ):
        start, end = cut
        progress.insert(0, outcome[-1][end:].strip())
        outcome[-1] = outcome[-1][:start].strip()
    return [text for text in outcome if text], [text for text in progress if text]


def _second_colour(paragraphs: Sequence[Paragraph]) -> str | None:
    """The colour in which a cell ends, where it began in another."""
    runs = [run for paragraph in paragraphs for run in paragraph.runs if run.text.strip()]
    if len(runs) < 2:
        return None
    first, last = _plain(runs[0].colour), _plain(runs[-1].colour)
    if last is None or last == first:
        return None
    changes = sum(_plain(a.colour) != _plain(b.colour) for a, b in pairwise(runs))
    return last if changes == 1 else None


def _plain(colour: str | None) -> str | None:
    return None if colour in (None, "000000", "auto") else colour


def _divide_by_colour(paragraphs: Sequence[Paragraph], colour: str) -> tuple[list[str], list[str]]:
    outcome: list[str] = []
    progress: list[str] = []
    for paragraph in paragraphs:
        if progress:
            progress.append(paragraph.text.strip())
            continue
        at = 0
        for run in paragraph.runs:
            if run.is_struck:
                continue
            if run.colour == colour and run.text.strip():
                break
            at += len(run.text)
        else:
            at = len(paragraph.text)
        before, after = paragraph.text[:at].strip(), paragraph.text[at:].strip()
        if before:
            outcome.append(before)
        if after:
            progress.append(after)
    return outcome, progress


def _opens_with_status(text: str) -> bool:
    text = text[:_OPENING]
    if _LEAD_IN.match(text):
        return True
    return judging.starts_with_status(text)


def _tells_status(text: str) -> bool:
    """Whether a later paragraph holds a status word about the action: what an outcome has no reason to hold."""
    if words.MARKER.match(text):
        return False
    return _opens_with_status(text) or any(sign.strength == 3 for sign in judging.signs_in(text[:_LONGEST]))


def _likeness(text: str, *, in_list: bool, is_last: bool, habit: Habit) -> float:
    """How much a paragraph reads like progress (above 0) or like an outcome (below)."""
    if _opens_with_status(text):
        return 5.0
    text = text[:_LONGEST]
    signs = judging.signs_in(text)
    strongest = max((sign.strength for sign in signs), default=0.0)
    score = {3.0: 3.0, 2.0: 2.0, 1.5: 1.5, 1.0: 1.0}.get(strongest, 0.3 if strongest else 0.0)
    score += 1.5 if _YEAR.search(text) else 0.0
    score += 1.0 if _HAPPENING.search(text) else 0.0
    if words.ELSEWHERE.match(text):
        score += 3.0
    if _OUTCOME_OPENING.match(text):
        score -= 2.5
    if words.MARKER.match(text):
        score -= 2.0
    if text.rstrip().endswith(":"):
        score -= 3.0
    if in_list:
        score -= 1.2
    if is_last:
        score += 1.0 + 2.0 * (habit.certainty >= 0.4)
    return score


def _best_split(texts: Sequence[str], habit: Habit) -> int:
    """How many of the paragraphs are outcome: the split that fits best what each of them reads like."""
    scores: list[float] = []
    in_list = False
    for index, text in enumerate(texts):
        if index == 0:
            scores.append(5.0 if _opens_with_status(text) else -2.0)
        else:
            scores.append(_likeness(text, in_list=in_list, is_last=index == len(texts) - 1, habit=habit))
        in_list = text.rstrip().endswith(":") or (in_list and scores[-1] <= 0)
    best, best_sum = 0, sum(scores)
    running = best_sum
    for index, score in enumerate(scores):
        running -= 2 * score
        if running > best_sum:
            best, best_sum = index + 1, running
    return best


def _has_label(text: str) -> bool:
    return _LABEL.search(text) is not None


def _boundary_in(text: str) -> tuple[int, int] | None:
    """Where progress begins inside one line: (end of the outcome, start of the progress)."""
    if len(text) > _LONGEST:
        return None
    for found in _LABEL.finditer(text):
        before, after = text[: found.start("joiner")], text[found.start("label") :]
        if len(before.split()) < 3:
            continue
        joined = found["joiner"].strip()
        label = found["label"]
        if label[0].islower() and (not joined or len(after.split()) > 1):
            continue  # "is complete and …" inside a sentence
        if label[0].islower() or (joined and len(after.split()) == 1):
            # "… – Complete": what was completed stands before it, perhaps glued to the outcome
            return _glued_boundary(text) or (
                None if label[0].islower() else (found.start("joiner"), found.end("joiner"))
            )
        return found.start("joiner"), found.start("label")
    return _glued_boundary(text)


def _glued_boundary(text: str) -> tuple[int, int] | None:
    """Where two sentences are run together without a stop and the second reports: "… people Pilot done – Complete"."""
    if not _REPORT.search(text):
        return None
    for found in _GLUED.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before.split()) < 4 or _INSIDE_A_NAME.search(before):
            continue
        labels = [sign for sign in judging.signs_in(after) if sign.strength == 3]
        if labels and not any(sign.strength >= 2 for sign in judging.signs_in(before)):
            return found.start(), found.end()
    return None
