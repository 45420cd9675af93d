"""What a table is for, as far as the words of its first row tell it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from concordat.plans.domain.tables import columns
from concordat.plans.domain.tables.columns import Column, Field


class Layout(StrEnum):
    """What a table is for."""

    ACTIONS = "actions"
    CARDS = "cards"  # labels in the first column, one action in each table or stretch of rows
    KEY = "key"
    THEMES = "themes"
    CONTENTS = "contents"
    PEOPLE = "people"  # signatories, members, attendance
    FORUMS = "forums"
    RISKS = "risks"
    RECORD = "record"  # versions, meetings held, decisions, courses, issues raised
    FIGURES = "figures"  # measures and standards: what is counted, not what is promised
    MINUTED = "minuted"  # what a meeting talks of, or asked people to do
    OTHER = "other"


# How each kind is spoken of to a coordinator.
SPOKEN = {
    Layout.KEY: "the status key",
    Layout.THEMES: "a list of themes",
    Layout.CONTENTS: "a table of contents",
    Layout.PEOPLE: "a list of people or organisations",
    Layout.FORUMS: "a list of forums or meetings",
    Layout.RISKS: "a register of risks",
    Layout.RECORD: "a record of versions, events or decisions",
    Layout.FIGURES: "a table of measures or standards",
    Layout.MINUTED: "what a meeting talks of or asked people to do",
    Layout.OTHER: "something other than actions",
}

_PEOPLE = re.compile(
    r"^(name|names|signature|signatures|signed|signatory|signatories|signedby|organisation|organisations|role|roles|"
    r"position|jobtitle|title|present|attended|attendance|apologies|member|members|membership|contact|email|telephone|"
    r"phone|initials|representing|representative|agency|partneragency|partneragencies|onbehalfof|chair|address|"
    r"partneragenciessignatories|inattendance|date)$"
)
_FORUMS = re.compile(r"^(forum|forumname|meeting|group|groupname|frequency|discussed|seenplan|commented|membership)$")
_CONTENTS = re.compile(r"^(section|item|page|pageno|pages|pagenumber|contents|title|paragraph)$")
_THEMES = re.compile(
    r"^(nationalthemes?|themes?|criteria|criterion|areas?|headings?|concordatthemes?|principles?|no|ref|number)?$"
)
_SCORED = re.compile(r"likelihood|^riskscore|^impactscore|^inherent|^residual|^mitigat|^severity|^probability")
_COUNTING = re.compile(r"^(no|nos|ref|refno|number|id|item|itemno|reference|\d*)$")
_RISK = re.compile(r"^(risks?|risk(description|title|name|identified)|descriptionofrisk|hazards?|threats?)$")
_MITIGATING = re.compile(r"mitigat|control|contingency")
_VERSION = re.compile(r"^(version|versionno|versionnumber|revision|documentversion|draft|issueno|documenthistory)$")
_RECORDED = re.compile(
    r"^(events?|eventactivity|meetings?|dateofmeeting|nameofmeeting|courses?|coursetitle|training|trainingcourse|session|"
    r"visits?|documents?|documentname|policy|policies|decisions?|decision(made|taken)|names?|members?|services?|"
    r"provider|providers|schemes?|funding|date|dates|dateofevent|comments?|comments?received|feedback|questions?|query|"
    r"amendments?|changes?)$"
)
_DECISION = re.compile(r"^decisions?(made|taken|agreed)?$")
_ISSUE = re.compile(r"^(issues?|issue(description|raised)|concerns?)$")
_RAISED = re.compile(r"^(raisedby|dateraised|raised|dateidentified|identifiedby|reportedby|datereported|dateopened)$")
_FIGURE = re.compile(
    r"^(measures?|indicators?|kpis?|performanceindicators?|standards?|statements?|metric|metrics|dataset|datum)$"
)

_AGENDA = re.compile(r"^agendas?(?:items?)?$")
_LISTED = re.compile(r"^(items?|subjects?|topics?|title|business)$")
_ALLOTTED = re.compile(
    r"^(times?|timings?|timeallotted|timeallocated|duration|mins|minutes|starttime|papers?|enclosures?|enc)$"
)
_OF_A_PLAN = frozenset({Field.OUTCOME, Field.PROGRESS, Field.STATUS, Field.TICK})


def kind_by_words(texts: Sequence[str], named: Sequence[Column]) -> Layout | None:
    """What a table whose header names a plan's columns is all the same, when it records or counts; None for a plan.

    `texts` are the words of the header row, `named` the columns that they name.
    """
    keys = [key for key in (columns.squash(text) for text in texts) if key]
    if any(_SCORED.search(key) for key in keys) and any(key.startswith(("risk", "description")) for key in keys):
        return Layout.RISKS
    if any(_AGENDA.match(key) for key in keys) or _allots_time(keys, named):
        return Layout.MINUTED
    subject = next((key for key in keys if not _COUNTING.match(key)), "")
    # Its header says that a column holds actions; a theme that settles for one says less.
    actions = [column for column in named if column.field is Field.ACTION and not _is_lone_subject(column, subject)]
    if _RISK.match(subject) and all(_MITIGATING.search(columns.squash(column.header)) for column in actions):
        return Layout.RISKS
    if _VERSION.match(subject) or (_DECISION.match(subject) and not actions):
        return Layout.RECORD
    if _ISSUE.match(subject) and any(_RAISED.match(key) for key in keys):
        return Layout.RECORD
    if actions:
        return None
    if _RECORDED.match(subject):
        return Layout.RECORD
    told = {column.field for column in named} & {Field.TIMESCALE, Field.LEAD}
    if _FIGURE.match(subject) and (len(told) < 2 or any(key in ("baseline", "target") for key in keys)):
        return Layout.FIGURES
    return None


def _allots_time(keys: Sequence[str], named: Sequence[Column]) -> bool:
    """Whether a table gives each subject of a meeting its time or its paper, and promises nothing."""
    if any("action" in key for key in keys) or {column.field for column in named} & _OF_A_PLAN:
        return False
    return any(_LISTED.match(key) for key in keys) and any(_ALLOTTED.match(key) for key in keys)


def _is_lone_subject(column: Column, subject: str) -> bool:
    """Whether what was taken for the action is only what the table lists."""
    key = columns.squash(column.header)
    listed = _RISK.match(key) or _RECORDED.match(key) or _FIGURE.match(key) or _ISSUE.match(key) or _VERSION.match(key)
    return key == subject and bool(listed)


def kind_by_head(texts: Sequence[str]) -> Layout | None:
    """What a table is whose first row, its own cells' words, names no columns of a plan."""
    first = [columns.squash(text) for text in texts if len(text) <= 80]
    filled = [key for key in first if key]
    if len(filled) < 2:
        return None
    for layout, pattern in ((Layout.CONTENTS, _CONTENTS), (Layout.FORUMS, _FORUMS), (Layout.PEOPLE, _PEOPLE)):
        if all(pattern.match(key) for key in filled):
            return layout
    if sum(bool(_FORUMS.match(key)) for key in filled) >= 3:
        return Layout.FORUMS
    if sum(bool(_PEOPLE.match(key)) for key in filled) >= max(2, 0.7 * len(filled)):
        return Layout.PEOPLE
    if all(_THEMES.match(key) for key in first) and len(texts) <= 4:
        return Layout.THEMES
    subject = next((key for key in filled if not _COUNTING.match(key)), "")
    if any(_SCORED.search(key) for key in filled) and _RISK.match(subject):
        return Layout.RISKS
    return Layout.RECORD if _VERSION.match(subject) and len(filled) >= 3 else None
