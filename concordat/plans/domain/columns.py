"""Which columns a plan's table has, however their headers are spelt, wrapped, glued or left blank."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from concordat.plans.domain import statuses
from concordat.plans.domain.column_words import SPELLINGS
from concordat.plans.domain.states import StatusWord


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


_EXACT = {spelling: Field(name) for name, words in SPELLINGS.items() for spelling in words.split()}

# Tried in order where no spelling matches: the first that is found in the squashed header decides.
_FRAGMENTS: tuple[tuple[re.Pattern[str], Field], ...] = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
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
        (r"^led?by|leadagenc|leadorgani|leadofficer|leadpartner|leadperson|responsib|^owner|whowill|whois|wholead",
         Field.LEAD),
        (r"criteria|concordattheme|^themes?|strategicpriorit|^objectives?|^principles?", Field.THEME),
        (r"actions?$|^actions?(to|and|text|we|required|needed|agreed|proposed|planned|point|detail)|deliverables|"
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
    return None


@lru_cache(maxsize=1024)
def misspelt_column_of(header: str) -> Column | None:
    """As `column_of`, for a header with a slip ("Outcmes", "Tmescale"); only asked in a row that is surely a header."""
    key = squash(header)
    if not 4 <= len(key) <= 24 or tick_word(_YES_NO.sub("", header)) is not None:
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


@lru_cache(maxsize=1024)
def loose_column_of(header: str) -> Column | None:
    """As `column_of`, for words that only lean towards a column ("So that", "Our pledge")."""
    if len(header) > 60 or len(header.split()) > 8:
        return None
    return next((Column(header, field) for pattern, field in _LOOSE if pattern.search(header)), None)


# Fields that only a table of promises has; a header needs some of them before its rows are taken for actions.
_TELLING = frozenset(
    {Field.TIMESCALE, Field.LEAD, Field.OUTCOME, Field.PROGRESS, Field.STATUS, Field.SUPPORT, Field.TICK}
)


@lru_cache(maxsize=2048)
def header_columns(
    texts: tuple[str, ...], *, is_marked: bool = False, is_first: bool = False
) -> tuple[Column, ...] | None:
    """The columns that a row of header cells names, one for each text; None where the row is no header of a plan.

    `texts` are the cells' words, one for each grid column. `is_marked` says that the file itself marks the row
    as a header, `is_first` that it stands where one would. A row is a header when most of its words name columns,
    and the columns are those of a plan.
    """
    filled = [text for text in texts if text.strip()]
    if len(set(filled)) < 2 or max(map(len, filled)) > 200:
        return None
    columns = _named_strictly(texts, filled, is_marked=is_marked)
    if columns is None and (is_first or is_marked):
        columns = _named_loosely(texts, filled)
    return settled(columns) if columns is not None else None


def _named_strictly(texts: tuple[str, ...], filled: list[str], *, is_marked: bool) -> list[Column] | None:
    columns = [column_of(text) if text.strip() else None for text in texts]
    ticks = [tick_word(text) for text in texts]
    if sum(tick is not None for tick in ticks) >= 2 and len(set(ticks) - {None}) >= 2:
        _add_ticks_beside(ticks, texts)
        columns = [
            Column(text, Field.TICK, tick=tick) if tick and squash(text) not in {"started", "target"} else column
            for text, tick, column in zip(texts, ticks, columns, strict=True)
        ]
    named = [column for column in columns if column and column.field]
    if 2 <= len(named) < len(filled) or (is_marked and named):
        columns = [
            column or (misspelt_column_of(text) if text.strip() else None)
            for text, column in zip(texts, columns, strict=True)
        ]
        named = [column for column in columns if column and column.field]
    fields = {column.field for column in named}
    periods = sum(1 for text in filled if is_period(text))
    if periods >= 2:  # "2016/17", "2017/18" beside one another say when, and are no unknown headings
        columns = [
            column or (Column(t, Field.EXTRA) if is_period(t) else None)
            for t, column in zip(texts, columns, strict=True)
        ]
    else:
        periods = 0
    if len(named) < 0.6 * (len(filled) - periods) and not (is_marked and len(fields) >= 3):
        return None
    if len(fields) < 2 or not fields & _TELLING:
        return None
    if Field.ACTION not in fields and len(fields & (_TELLING | {Field.THEME, Field.REFERENCE})) < 3:
        return None
    return _filled_up([column or Column(text, None) for text, column in zip(texts, columns, strict=True)])


_NO_TICK = re.compile(r"\b(?:date|by|evidence|comments?|actual|target|%)", re.IGNORECASE)
_MOST_TICK_WORDS = 7  # "Removed or absorbed into another action"


def _add_ticks_beside(ticks: list[StatusWord | None], texts: Sequence[str]) -> None:
    """Takes the headings beside tick columns that only a key words so ("At risk of delay") for tick columns too."""
    for at in (*range(len(texts)), *reversed(range(len(texts)))):
        is_beside = any(ticks[k] is not None for k in (at - 1, at + 1) if 0 <= k < len(texts))
        text = texts[at]
        if ticks[at] is None and is_beside and len(text.split()) <= _MOST_TICK_WORDS and not _NO_TICK.search(text):
            ticks[at] = None if squash(text) in _EXACT else statuses.meaning_of(text)


_PERIOD_ALONE = re.compile(
    r"^(?:fy|q[1-4]|quarter[1-4]|year[1-5]|yr[1-5]|jan\w*|feb\w*|mar|march|apr|april|may|june?|july?|aug\w*|sept?\w*|oct\w*|"
    r"nov\w*|dec\w*)?(?:20\d\d)?(?:\d\d){0,2}$"
)


def is_period(header: str) -> bool:
    """Whether a heading is only a time: "2016/17", "Q3", "Sept 16"."""
    key = squash(header)
    return 2 <= len(key) <= 14 and bool(_PERIOD_ALONE.match(key))


_LEANT_TO = frozenset({Field.OUTCOME, Field.PROGRESS, Field.TIMESCALE, Field.LEAD})


def _filled_up(columns: list[Column]) -> list[Column]:
    """The columns of a row that is surely a header, with those still unnamed that lean to a field nobody holds."""
    held = {column.field for column in columns}
    for index, column in enumerate(columns):
        if column.field is None and column.header.strip() and tick_word(_YES_NO.sub("", column.header)) is None:
            leaning = loose_column_of(column.header)
            if leaning is not None and leaning.field in _LEANT_TO and leaning.field not in held:
                columns[index] = leaning
                held.add(leaning.field)
    return columns


def _named_loosely(texts: tuple[str, ...], filled: list[str]) -> list[Column] | None:
    """Columns from words that only lean towards them: believed where nearly all of a row of short words does."""
    if len(filled) < 4 or any(len(text.split()) > 9 or text.rstrip()[-1:] in ".;" for text in filled):
        return None
    columns = [column_of(text) or misspelt_column_of(text) or loose_column_of(text) for text in texts]
    fields = {column.field for column in columns if column and column.field}
    named = sum(1 for text, column in zip(texts, columns, strict=True) if text.strip() and column and column.field)
    if named < 0.8 * len(filled) or len(fields) < 4 or not {Field.ACTION, Field.THEME} & fields:
        return None
    if not fields & {Field.TIMESCALE, Field.LEAD}:
        return None
    return [column or Column(text, None) for text, column in zip(texts, columns, strict=True)]


def settled(columns: list[Column]) -> tuple[Column, ...]:
    """Settle what one header can't say alone: two columns called "Action", themes without an action, and so on."""
    if not indices(columns, Field.ACTION):
        for index in indices(columns, Field.THEME)[:1]:  # "Objective | Lead | By when": the objectives are promised
            columns[index] = replace(columns[index], field=Field.ACTION)
    _settle_actions(columns)
    if not indices(columns, Field.OUTCOME):
        action = (indices(columns, Field.ACTION) or (len(columns),))[0]
        for index in indices(columns, Field.THEME):  # "Concordat outcomes" right of the actions is what they lead to
            if index > action and _AFTER_ACTION.search(squash(columns[index].header)):
                columns[index] = replace(columns[index], field=Field.OUTCOME)
    _settle_standing(columns)
    for field, only in ((Field.SUPPORT, Field.LEAD), (Field.START, Field.TIMESCALE)):
        if indices(columns, field) and not indices(columns, only):
            for index in indices(columns, field):
                columns[index] = replace(columns[index], field=only)
    for field in Field:
        if field not in _REPEATABLE:
            _settle_repeated(columns, field)
    _settle_single_tick(columns)
    return tuple(columns)


_AFTER_ACTION = re.compile(r"outcome|^(?:our)?(?:goals?|aims?)$")
_PERIOD = re.compile(
    r"q[1-4]|\d+|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*", re.I
)
_PERSON = re.compile(r"\b(?:owner|officer|person|name|manager|contact|lead)\s*$", re.IGNORECASE)
_BODY = re.compile(r"^(?:organi[sz]ations?|agenc(?:y|ies)|team|body|employer)$")
_ALSO_LEADS = re.compile(r"\b(?:lead|led|owner|officer|person|name|responsible|accountable|manager)", re.IGNORECASE)


def _settle_repeated(columns: list[Column], field: Field) -> None:
    """Of several columns for one field the first counts, and of ratings of several dates the last."""
    repeated = list(indices(columns, field))
    repeated = [i for k, i in enumerate(repeated) if k == 0 or columns[i].header != columns[repeated[k - 1]].header]
    if len(repeated) < 2:  # a header merged across is one column, not two
        return
    keep = repeated[0]
    if field is Field.STATUS and len({squash(_PERIOD.sub("", columns[i].header)) for i in repeated}) == 1:
        keep = repeated[-1]
    is_person = field is Field.LEAD and bool(_PERSON.search(columns[keep].header))
    for index in repeated:
        header = columns[index].header
        if index == keep or (field is Field.LEAD and _ALSO_LEADS.search(header)):
            continue
        if is_person and _BODY.match(squash(header)):  # "Owner" and "Organisation" say the same lead
            continue
        columns[index] = replace(columns[index], field=Field.SUPPORT if field is Field.LEAD else Field.EXTRA)


def _settle_single_tick(columns: list[Column]) -> None:
    """A column such as "Completed? (Y/N)" is the rating, where there is no other."""
    if any(column.field in (Field.STATUS, Field.TICK) for column in columns):
        return
    for index, column in enumerate(columns):
        word = tick_word(_YES_NO.sub("", column.header)) if column.field is None else None
        key = squash(_YES_NO.sub("", column.header))
        if word is not None and (len(key) > 5 or key == "done"):  # words, no colour or letter
            columns[index] = replace(column, field=Field.STATUS, tick=word)
            return


_STANDING = re.compile(r"^(?:where(?:are)?we|current|present|existing|baseline|position)", re.IGNORECASE)


def _settle_standing(columns: list[Column]) -> None:
    """Where things stood, left of the actions that follow from it, is no progress where another column tells that."""
    actions, told = indices(columns, Field.ACTION), indices(columns, Field.PROGRESS)
    if actions and told and told[-1] > actions[0]:
        for index in told:
            if index < actions[0] and _STANDING.match(squash(columns[index].header)):
                columns[index] = replace(columns[index], field=Field.EXTRA)


_REPEATABLE = frozenset({Field.PROGRESS, Field.TICK, Field.EXTRA, Field.SUPPORT})


def _settle_actions(columns: list[Column]) -> None:
    """Of several columns of actions one is what is promised; the others are what is recommended, or what was done."""
    actions = list(indices(columns, Field.ACTION))
    actions = [i for k, i in enumerate(actions) if k == 0 or columns[i].header != columns[actions[k - 1]].header]
    if len(actions) < 2:
        return
    stages = [i for i in actions if squash(columns[i].header) in {"milestone", "milestones"}]
    if 0 < len(stages) < len(actions):  # beside the actions themselves they are their stages
        for i in stages:
            columns[i] = replace(columns[i], field=Field.EXTRA)
        _settle_actions(columns)
        return
    telling = [i for i, column in enumerate(columns) if column.field in _TELLING]
    later = [i for i in actions[1:] if sum(actions[0] < k < i for k in telling) >= 2]
    if later and not indices(columns, Field.PROGRESS):
        columns[later[-1]] = replace(columns[later[-1]], field=Field.PROGRESS)
        actions.remove(later[-1])
    plain = [i for i in actions if squash(columns[i].header) in {"action", "actions"}]
    keep = plain[0] if plain else actions[-1]
    for i in actions:
        if i != keep:
            free = i < keep and not indices(columns, Field.THEME)
            columns[i] = replace(columns[i], field=Field.THEME if free else Field.EXTRA)


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
