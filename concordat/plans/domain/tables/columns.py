"""What the header of a column says that it holds, however it is spelt, wrapped, glued or written in two languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.tables.column_words import SPELLINGS


class Field(StrEnum):
    """What a column of a plan holds, in our words."""

    REFERENCE = "reference"
    ACTION = "action"
    THEME = "theme"
    SECTION = "section"
    TIMESCALE = "timescale"
    START = "start"
    LEAD = "lead"
    SUPPORT = "support"
    OUTCOME = "outcome"
    PROGRESS = "progress"
    STATUS = "status"
    GROUP = "group"
    TICK = "tick"  # one of several columns of which one is ticked: "Not started", "In progress", "Complete"
    EXTRA = "extra"  # a known header with no field of its own: resources, baseline, risk


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header as written and what it holds (None where nobody can say)."""

    header: str
    field: Field | None
    carries_status: bool = False  # "Progress (RAG)": words and a rating in one column
    tick: StatusWord | None = None  # what a tick in it says
    has_time: bool = False  # "Lead and timescale": two facts in one column
    is_body: bool = False  # headed by a body, and marked where it leads


# Fields that only a table of promises has; a header needs some of them before its rows are taken for actions.
TELLING = frozenset(
    {Field.TIMESCALE, Field.LEAD, Field.OUTCOME, Field.PROGRESS, Field.STATUS, Field.SUPPORT, Field.TICK}
)
_EXACT = {spelling: Field(name) for name, words in SPELLINGS.items() for spelling in words.split()}

# Tried in order where no spelling matches: the first that is found in the squashed header decides.
_FRAGMENTS: tuple[tuple[re.Pattern[str], Field], ...] = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (r"^what(arewe|weare|willwe|wewill|dowe|we)(going|do|need|plan|intend)", Field.ACTION),
        (r"^(the)?(ref|reference)(no|number)|^actionref|^(ref|no|number)$", Field.REFERENCE),
        (r"referencepoint|taskand?finish|reportingto|monitoredby|^governance", Field.GROUP),
        (r"timescale|timeframe|timeline|bywhen|duedate|dueby|deadline|targetdate|completiondate|plannedcompletion|"
         r"deliverydate|finishdate|enddate|whenwill|^whenwe|^whenitwill|^whenthiswill", Field.TIMESCALE),
        (r"ambergreen|ragrating|ragstatus|statusrag|bragrating|trafficlight|deliveryconfidence", Field.STATUS),
        (r"update|progress|commentary|latestposition|currentposition|^comments|highlights|ownersact", Field.PROGRESS),
        (r"impact$|outcome|successmeasure|measuresofsuccess|measureofsuccess|performanceindicator|^kpi|kpis?$|successcriteria|"
         r"benefits?$|howw(e|ill)w?e?willknow|howwillweknow|differencew|peoplewillbeable", Field.OUTCOME),
        (r"^currentlyavailable|^whatisavailable|^resources?", Field.EXTRA),
        (r"^support(ed|ing)|supportfrom|supportingpartner", Field.SUPPORT),
        (r"^sro$|seniorresponsible|(action|delivery|project|programme|executive|exec|operational|strategic|clinical|"
         r"workstream|partner|objective|priority|work)leads?$|"
         r"^led?by|leadagenc|leadorgani|leadofficer|leadpartner|leadperson|responsib|^owner|whowill|whois|wholead",
         Field.LEAD),
        (r"criteria|concordattheme|^themes?|strategicpriorit|^objectives?|^principles?", Field.THEME),
        (r"actions?$|^actions?(to|for|by|and|text|we|required|needed|agreed|proposed|planned|point|detail)|deliverables|"
         r"whatw(ill|e)w|wewilldo", Field.ACTION),
        (r"^start(date|s)", Field.START),
    )
)  # fmt: skip
# Asked only in the row where a header would stand, and believed only when most of the row agrees.
_LOOSE: tuple[tuple[re.Pattern[str], Field], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), field)
    for pattern, field in (
        (r"^\W*(no|nr|num|ref|item|id|code|line)\b", Field.REFERENCE),
        (r"\b(done|due|complete\w*|deliver\w*|happen\w*|finish\w*) by\b|\bwhen\b|\bdue\b|\bdates?\b|\bdeadlines?\b|"
         r"\bfinish\w*|\btime\w*|\btarget\b|\bcompletion\b", Field.TIMESCALE),
        (r"\brag\b|\bstatus\b|\brating\b|\bcolour\b|how far|\bstage\b", Field.STATUS),
        (r"happened|so far|to date|where (are we|we are|it is)|\bnow\b|\blatest\b|\bcurrent\w*|\bupdates?\b|"
         r"\bprogress\b|\bcomments?\b|"
         r"\bposition\b|\bnews\b|have (we )?done|\bnotes?\b", Field.PROGRESS),
        (r"\blead\w*|\bled\b|\bwho\b|\bwhom\b|responsib|\bowner|accountab|\bagenc(y|ies)\b|\borgani[sz]ations?\b",
         Field.LEAD),
        (r"\bsupport\w*|\bpartners?\b|\bworking with\b|\bhelp\w*", Field.SUPPORT),
        (r"\bimpacts?\b|differen|\bbenefits?\b|success|\bso that\b|\bresults?\b|\boutcomes?\b|\bwhy\b|\bexpect\w*|"
         r"\bachieve\w*|\bmeasures?\b|how (will|do) we know|\bchange\b", Field.OUTCOME),
        (r"\bactions?\b|\bpromises?\b|will do\b|\btasks?\b|\bdeliver\w*|\bwhat\b|\bsteps?\b|\bactivit|\bcommitments?\b|"
         r"\bpledges?\b|\bwork\b|\binitiatives?\b", Field.ACTION),
        (r"\bthemes?\b|\baims?\b|\bobjectives?\b|\bpriorit|\bareas?\b|\bcriteri|\bprinciples?\b|\bgoals?\b",
         Field.THEME),
    )
)  # fmt: skip
_STATUS_HYBRID = re.compile(r"\b(b?rag|red\s*/\s*amber\s*/\s*green)\b", re.IGNORECASE)
_STATUS_AND_WORDS = re.compile(
    r"\b(?:status|b?rag)\b\s*(?:[/&+,(–-]|and\b)\s*.*\b(?:comments?|commentary|notes?|narrative|progress|updates?)\b|"
    r"\b(?:comments?|commentary|notes?|narrative|progress|updates?)\b\s*(?:[/&+,(–-]|and\b)\s*.*\b(?:status|b?rag)\b",
    re.IGNORECASE,
)
_WHO = r"(?:by)?(?:who(?:m|willdoit)?|lead(?:agency|officer|organisation|by)?|ledby|owner|responsib(?:le|ility))"
_WHEN = r"(?:by)?(?:when|time-?scales?|timeframe|deadline|(?:due|target|completion)?date)"
_WHO_AND_WHEN = re.compile(rf"^(?:{_WHO}(?:and|with)?{_WHEN}|{_WHEN}(?:and|with)?{_WHO})$")
_PARTS = re.compile(r"\s*[/|]\s*|\s+[–-]\s+")
_YES_NO = re.compile(r"[(\[]?\s*\b(?:yes|y)\s*/\s*(?:no|n)\b\s*[)\]]?|\?", re.IGNORECASE)
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_DATED = re.compile(
    r"^(q[1-4]|quarter[1-4]|[1-4](st|nd|rd|th)quarter|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?"
    r"(20)?(\d\d)?(update|progress|position|comments?)(asat|at|for|on|as)?"
    r"(q[1-4]|quarter[1-4]|\d*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?(20)?(\d\d){0,2}$"
)
# Tick columns: "Not started", "Under way", "Done" beside one another.
_TICKS: dict[str, StatusWord] = {
    "notstarted": "not_started", "notyetstarted": "not_started", "todo": "not_started", "notbegun": "not_started",
    "inprogress": "ongoing", "ongoing": "ongoing", "underway": "ongoing", "started": "ongoing", "doing": "ongoing",
    "begun": "ongoing", "ontrack": "ongoing", "partlydone": "ongoing", "partcomplete": "ongoing",
    "complete": "complete", "completed": "complete", "done": "complete", "finished": "complete",
    "achieved": "complete", "delivered": "complete", "overdue": "overdue", "late": "overdue", "offtrack": "overdue",
    "atrisk": "at_risk", "delayed": "at_risk", "withdrawn": "removed", "removed": "removed",
    "red": "not_started", "amber": "ongoing", "green": "complete", "r": "not_started", "a": "ongoing", "g": "complete",
}  # fmt: skip


def squash(text: str) -> str:
    """Letters and digits only, small: what is left of a header when wrapping and spelling are taken out."""
    return _NOT_ALNUM.sub("", text.casefold())


@lru_cache(maxsize=4096)
def column_of(header: str) -> Column | None:
    """The column that a header cell names; None where the words name none. Text over 160 characters never does."""
    if len(header) > 160:
        return None
    key = squash(header)
    if not key:
        return Column(header, Field.REFERENCE) if header.strip() in {"#", "№"} else None
    if field := _EXACT.get(key):
        return Column(header, field)
    if len(header.split()) > 14:
        return None
    if _WHO_AND_WHEN.match(key):
        return Column(header, Field.LEAD, has_time=True)
    if _STATUS_AND_WORDS.search(header):
        return Column(header, Field.PROGRESS, carries_status=True)
    if _DATED.match(key):
        return Column(header, Field.PROGRESS)
    hybrid = bool(_STATUS_HYBRID.search(header))
    bare = squash(re.sub(r"\([^)]*\)", " ", header))
    if field := _EXACT.get(bare):
        return Column(header, field, carries_status=hybrid and field is not Field.STATUS)
    for pattern, found in _FRAGMENTS:
        if pattern.search(key):
            return Column(header, found, carries_status=hybrid and found is not Field.STATUS)
    if hybrid:
        rest = squash(_STATUS_HYBRID.sub(" ", header))
        beside = _EXACT.get(rest)
        if beside is Field.PROGRESS:
            return Column(header, Field.PROGRESS, carries_status=True)
        return Column(header, Field.STATUS)
    named = {_EXACT[part] for part in map(squash, _PARTS.split(header)) if part in _EXACT}
    return Column(header, named.pop()) if len(named) == 1 else None  # "Arweinydd / Lead": one half says it


@lru_cache(maxsize=1024)
def misspelt_column_of(header: str) -> Column | None:
    """As `column_of`, for a header with a slip ("Outcmes", "Tmescale"); only asked in a row that is surely a header."""
    key = squash(header)
    if not 4 <= len(key) <= 24 or tick_word(without_yes_no(header)) is not None:
        return None
    best, best_score = None, 0.0
    for spelling, field in _EXACT.items():
        if abs(len(spelling) - len(key)) > 2 or len(spelling) < 4:
            continue
        score = fuzz.ratio(key, spelling)
        if score > best_score:
            best, best_score = field, score
    return Column(header, best) if best is not None and best_score >= 83 else None


def tick_word(header: str) -> StatusWord | None:
    """The status that a tick column stands for."""
    return _TICKS.get(squash(header))


def without_yes_no(header: str) -> str:
    """A header without its "(Y/N)" or question mark."""
    return _YES_NO.sub("", header)


def is_spelling(header: str) -> bool:
    """Whether words are just what some column is called."""
    return squash(header) in _EXACT


@lru_cache(maxsize=1024)
def loose_column_of(header: str) -> Column | None:
    """As `column_of`, for words that only lean towards a column ("So that", "Our pledge")."""
    if len(header) > 60 or len(header.split()) > 8:
        return None
    return next((Column(header, field) for pattern, field in _LOOSE if pattern.search(header)), None)


_PERIOD_ALONE = re.compile(
    r"^(?:fy|q[1-4]|quarter[1-4]|year[1-5]|yr[1-5]|jan\w*|feb\w*|mar|march|apr|april|may|june?|july?|aug\w*|sept?\w*|oct\w*|"
    r"nov\w*|dec\w*)?(?:20\d\d)?(?:\d\d){0,2}$"
)


def is_period(header: str) -> bool:
    """Whether a heading is only a time: "2016/17", "Q3", "Sept 16"."""
    key = squash(header)
    return 2 <= len(key) <= 14 and bool(_PERIOD_ALONE.match(key))


def title_in_header(named: Sequence[Column]) -> str | None:
    """The section's title, where it stands in the header in place of the word for the actions below it."""
    for column in named:
        if column.field is Field.ACTION and _TITLE.match(column.header) and column_of(column.header) is None:
            return column.header
    return None


_TITLE = re.compile(r"^(?:[a-z]+ )?(?:\d{1,2}|[A-Z])(?:[.):]|\s*[–-])?\s+\w+(?:\s+\S+)+$", re.IGNORECASE)


def indices(columns: Sequence[Column], field: Field) -> tuple[int, ...]:
    """Where the columns of one field stand."""
    return tuple(i for i, column in enumerate(columns) if column.field is field)
