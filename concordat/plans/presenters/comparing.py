"""Two editions of a plan beside each other, in finished words: how many of each kind, then each action that changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_timescale
from concordat.plans.domain.editions import (
    Happening,
    Piece,
    Promise,
    differing_fields,
    fold_section,
    happened_between,
    is_same_time,
    word_changes,
)
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.sections import renamed_sections
from concordat.plans.domain.states import State
from concordat.plans.domain.timescales import Timescale
from concordat.plans.presenters.plans import SOMEBODY, reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries.comparing import Closing, EditionsCompared
from concordat.plans.queries.plans import ActionSeen
from concordat.plans.queries.standpoints import EditionSeen, Standpoint

KINDS = {
    Happening.ADDED: "New",
    Happening.SPLIT: "Split off another action",
    Happening.MERGED: "Became part of another action",
    Happening.REMOVED: "No longer in the plan",
    Happening.COMPLETED: "Completed",
    Happening.REOPENED: "Opened again",
    Happening.CLOSED: "Carried forward or withdrawn",
    Happening.SLIPPED: "Slipped to a later date",
    Happening.BROUGHT_FORWARD: "Brought forward to an earlier date",
    Happening.STARTED: "Started",
    Happening.RESTATED: "State changed in another way",
    Happening.EDITED: "Edited",
    Happening.RENUMBERED: "Renumbered or moved",
    Happening.UNCHANGED: "Unchanged, or with news of progress only",
}
_FIELDS = {"text": "Action", "outcome": "Outcome wanted", "led_by": "Leads", "theme": "Theme", "group": "Reports to"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One edition to choose."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many actions of one kind there are; the link leads down the page."""

    words: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """A fact that differs, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextCompared:
    """A text that differs, word by word."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One action. `was` and `now` are the tags of a state that changed, both None where it did not."""

    reference: str
    href: str
    opening: str
    also: str
    closing: str  # what became of it, when, and why
    succession: str
    succession_words: str
    succession_href: str
    promised: str  # of a new action: who leads it, and by when
    was: Tag | None
    now: Tag | None
    facts: tuple[BeforeAfter, ...]
    texts: tuple[TextCompared, ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """The actions to which one thing happened above all."""

    anchor: str
    words: str
    count: str
    is_quiet: bool  # nothing changed, so that the list is folded away
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The page of two editions; without a pair to compare `groups` is empty and `nothing_words` says why."""

    locality_name: str
    locality_href: str
    plan_href: str
    heading: str
    before_choices: tuple[Choice, ...]
    after_choices: tuple[Choice, ...]
    nothing_words: str
    summary: str
    renamed: tuple[BeforeAfter, ...]  # sections that go on under another title
    counts: tuple[KindCount, ...]
    groups: tuple[ComparedGroup, ...]


def present_comparison(
    standpoint: Standpoint, compared: EditionsCompared | None, *, plan_href: str, locality_href: str
) -> ComparePage:
    renamed = _renamed(compared) if compared else {}
    groups = _groups(compared, renamed, plan_href) if compared else ()
    return ComparePage(
        locality_name=standpoint.locality_name,
        locality_href=locality_href,
        plan_href=plan_href,
        heading=_heading(compared),
        before_choices=_choices(standpoint, compared.before.number if compared else None),
        after_choices=_after_choices(standpoint, compared),
        nothing_words="" if compared else _nothing_words(standpoint),
        summary=_summary(compared) if compared else "",
        renamed=tuple(
            BeforeAfter("Section", before, now)
            for before, now in renamed.items()
            if fold_section(before) != fold_section(now)
        ),
        counts=tuple(KindCount(group.words, len(group.lines), f"#{group.anchor}") for group in groups),
        groups=groups,
    )


def _heading(compared: EditionsCompared | None) -> str:
    if compared is None:
        return "Compare two editions"
    later = f"edition {compared.after.number}" if compared.after else "the live plan"
    return f"From edition {compared.before.number} to {later}"


def _nothing_words(standpoint: Standpoint) -> str:
    if not standpoint.editions:
        return f"{standpoint.locality_name} has not published an edition of its plan yet."
    if len(standpoint.editions) == 1 and not standpoint.may_see_draft:
        return "There is one edition so far. The next one can be compared with it."
    return "Choose two different editions."


def _choices(standpoint: Standpoint, chosen: int | None) -> tuple[Choice, ...]:
    return tuple(Choice(str(e.number), _edition_words(e), e.number == chosen) for _, e in standpoint.editions)


def _after_choices(standpoint: Standpoint, compared: EditionsCompared | None) -> tuple[Choice, ...]:
    choices = _choices(standpoint, compared.after.number if compared and compared.after else None)
    if not standpoint.may_see_draft:
        return choices
    return (
        Choice("live", "The live plan, for members only", compared is not None and compared.after is None),
        *choices,
    )


def _edition_words(edition: EditionSeen) -> str:
    draft = "" if edition.published_on else ", not published"
    return f"Edition {edition.number}, {spoken_day(edition.dated_on)}{draft}"


def _summary(compared: EditionsCompared) -> str:
    later = f"edition {compared.after.number} has" if compared.after else "the live plan has"
    return (
        f"Edition {compared.before.number}, dated {spoken_day(compared.before.dated_on)}, has "
        f"{spoken_count(len(compared.old), 'action')}; {later} {len(compared.new):,}. "
        "Each action stands once, under what matters most of what happened to it."
    )


def _renamed(compared: EditionsCompared) -> Mapping[str, str]:
    """Sections by the title that they had: told once, instead of every action in them as moved."""
    was_in = {action.number: action.section for action in compared.old}
    moves = [(was_in[action.number], action.section) for action in compared.new if action.number in was_in]
    return renamed_sections(moves, [action.section for action in compared.new])


def _groups(compared: EditionsCompared, renamed: Mapping[str, str], plan_href: str) -> tuple[ComparedGroup, ...]:
    old = {
        action.number: replace(action, section=renamed.get(action.section, action.section)) for action in compared.old
    }
    new = {action.number: action for action in compared.new}
    split_from = {one.later: one.earlier for one in compared.successions if one.kind == "split"}
    merged_into = {one.earlier: one.later for one in compared.successions if one.kind == "merged"}
    found: dict[Happening, list[ComparedLine]] = {kind: [] for kind in KINDS}
    for number in dict.fromkeys([*new, *old]):
        was, now = old.get(number), new.get(number)
        kinds = list(happened_between(_promise(was) if was else None, _promise(now) if now else None))
        closing = compared.closings.get(number)
        if closing is not None:
            kinds[0] = Happening.MERGED if closing.state is State.MERGED else Happening.CLOSED
        other = None
        if kinds[0] is Happening.ADDED and number in split_from:
            kinds[0], other = Happening.SPLIT, split_from[number]
        elif kinds[0] in (Happening.REMOVED, Happening.MERGED) and number in merged_into:
            kinds[0], other = Happening.MERGED, merged_into[number]
        joined = (new.get(other) or old.get(other), other) if other is not None else None
        found[kinds[0]].append(_line(was, now, kinds, joined, closing, plan_href))
    return tuple(
        ComparedGroup(
            kind.value.replace("_", "-"),
            KINDS[kind],
            spoken_count(len(lines), "action"),
            kind is Happening.UNCHANGED,
            tuple(lines),
        )
        for kind, lines in found.items()
        if lines
    )


def _line(
    was: ActionSeen | None,
    now: ActionSeen | None,
    kinds: list[Happening],
    joined: tuple[ActionSeen | None, int] | None,
    closing: Closing | None,
    plan_href: str,
) -> ComparedLine:
    shown = now or cast(ActionSeen, was)  # every number comes from one of the two editions
    is_restated = was is not None and now is not None and was.state is not now.state
    also = [KINDS[kind][:1].lower() + KINDS[kind][1:] for kind in kinds[1:]]
    succession = ""
    if joined is not None:
        succession = "Split from" if kinds[0] is Happening.SPLIT else "Became part of"
    return ComparedLine(
        reference=reference_of(shown),
        href=f"{plan_href}actions/{shown.number}/",
        opening=first_words(shown.text, 200),
        also=f"Also {listed(also)}." if also else "",
        closing=_closing(closing) if closing else _closed_now(now) if kinds[0] is Happening.CLOSED else "",
        succession=succession,
        succession_words=_called(*joined) if joined else "",
        succession_href=f"{plan_href}actions/{joined[1]}/" if joined else "",
        promised=_promised(now) if was is None and now is not None else "",
        was=STATE_TAGS[was.state] if was is not None and is_restated else None,
        now=STATE_TAGS[now.state] if now is not None and is_restated else None,
        facts=tuple(_facts(was, now)) if was and now else (),
        texts=tuple(_texts(was, now)) if was and now else (),
    )


def _closing(told: Closing) -> str:
    return _closed(told.state, told.said_on, told.why, f", in edition {told.edition}")


def _closed_now(now: ActionSeen | None) -> str:
    return _closed(now.state, now.said_on, now.progress) if now else ""


def _closed(state: State, on: date, why: str, where: str = "") -> str:
    """ "Withdrawn on 3 May 2026, in edition 2: the partners no longer promise it"."""
    reason = first_words(why, 300)
    return f"{state.words} on {spoken_day(on)}{where}{f': {reason}' if reason else ''}"


def _promised(new: ActionSeen) -> str:
    """ "Led by Askdale Police, with Askdale Council in support. When: “May 2028” (in May 2028, …)"."""
    bodies: dict[bool, list[str]] = {True: [], False: []}
    for lead in new.leads:
        bodies[lead.role is LeadRole.LEAD].append(lead.organisation or SOMEBODY.lower())
    led, supports = (listed(list(dict.fromkeys(bodies[is_lead]))) for is_lead in (True, False))
    who = f"Led by {led}" if led else "No partner is named as lead"
    return f"{who}{f', with {supports} in support' if supports else ''}. When: {_when(_promise(new).timescale)}"


def _called(action: ActionSeen | None, number: int) -> str:
    return f"action {', '.join(action.references)}" if action and action.references else f"action number {number}"


def _facts(was: ActionSeen, now: ActionSeen) -> Iterable[BeforeAfter]:
    before, after = _promise(was), _promise(now)
    if not is_same_time(before.timescale, after.timescale):
        yield BeforeAfter("When", _when(before.timescale), _when(after.timescale))
    if was.references != now.references:
        yield BeforeAfter("Reference", ", ".join(was.references) or "none", ", ".join(now.references) or "none")
    if fold_section(was.section) != fold_section(now.section):
        yield BeforeAfter("Section", was.section, now.section)


def _when(when: Timescale) -> str:
    written = " ".join(when.text.split())
    if not written:
        return "no date"
    understood = spoken_timescale(when.kind, when.start, when.end, when.recurrence)
    return f"“{written}” ({understood[:1].lower()}{understood[1:]})"


def _texts(was: ActionSeen, now: ActionSeen) -> Iterable[TextCompared]:
    before, after = _promise(was), _promise(now)
    differing = differing_fields(before, after)
    for name, label in _FIELDS.items():
        if name in differing:
            yield TextCompared(label, word_changes(getattr(before, name), getattr(after, name)))


def _promise(action: ActionSeen) -> Promise:
    """An action as far as the viewer may read it: its leads by name of their organisations for the public."""
    leads = action.led_by_text
    if leads is None:
        leads = ", ".join(dict.fromkeys(lead.organisation for lead in action.leads if lead.organisation))
    when = action.timescale
    return Promise(
        key=action.number,
        text=action.text,
        section=action.section,
        references=action.references,
        theme=action.theme,
        outcome=action.outcome,
        group=action.group,
        led_by=leads,
        timescale=Timescale(
            when.text,
            when.kind,
            when.start,
            when.end,
            when.recurrence or None,
            parts=tuple(Timescale(part.text, part.kind, part.start, part.end) for part in when.parts),
        ),
        state=action.state,
    )
