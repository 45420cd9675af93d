"""Settles what one header can't say alone: two columns called "Action", themes without an action, and so on."""

import re
from dataclasses import replace

from concordat.plans.domain.tables.columns import TELLING, Column, Field, indices, squash, tick_word, without_yes_no


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
_FORMER = re.compile(r"\b(?:previous|last|prior|former|old|initial|original|baseline|starting|target)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:current|latest|present|now|this)\b", re.IGNORECASE)
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
    if field is Field.STATUS and (latest := [i for i in repeated if not _FORMER.search(columns[i].header)]):
        keep = next((i for i in latest if _PRESENT.search(columns[i].header)), keep if keep in latest else latest[0])
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
        word = tick_word(without_yes_no(column.header)) if column.field is None else None
        key = squash(without_yes_no(column.header))
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
    telling = [i for i, column in enumerate(columns) if column.field in TELLING]
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
