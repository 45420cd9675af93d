"""The review board in finished words: who still owes an update, what waits, and what the meeting must see."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils import timezone

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.review_board import (
    BoardFilter,
    MatterKind,
    RequestState,
    days_left_sentence,
    spoken_weekday,
)
from concordat.plans.presenters.plans import leads_of, reference_of
from concordat.plans.presenters.proposing import ProposalCard, present_proposal
from concordat.plans.presenters.review_letters import LETTER_KINDS, LETTER_STATES
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import Opening, listed, opening_of
from concordat.plans.queries.proposing import ProposalSeen
from concordat.plans.queries.review_board import Board, MattersOfAction
from concordat.plans.queries.review_requests import OneReview, RequestSeen
from concordat.ui.values import FilterLink

STATE_OF_REQUEST = {
    RequestState.ANSWERED: Tag("Answered", "green", "tick"),
    RequestState.OPENED: Tag("Opened", "yellow", "circle-half"),
    RequestState.NOT_OPENED: Tag("Not opened", "white", "circle-empty"),
    RequestState.BOUNCED: Tag("Bounced", "red", "cross"),
    RequestState.NOBODY: Tag("Nobody to ask", "orange", "question"),
    RequestState.REVOKED: Tag("Link revoked", "grey", "cross"),
}
MATTERS = {
    MatterKind.OVERDUE: "Overdue",
    MatterKind.RED: "Red",
    MatterKind.CONTRADICTION: "Contradictions",
    MatterKind.SLIPPED: "Slipped",
    MatterKind.LEAD_LEFT: "Lead has left",
    MatterKind.NOT_OURS: "Not ours",
    MatterKind.SENT_BACK: "Sent back",
    MatterKind.UNANSWERED: "Unanswered",
}
ONE_MATTER = {**MATTERS, MatterKind.CONTRADICTION: "Contradiction"}
MOST_ANSWERS = 30  # on one page; the others come as these are decided


@dataclass(frozen=True, slots=True)
class PartnerOption:
    id: int
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Somebody who was asked; `chase` is who would be chased, "" where nobody can be; `chased` says why not."""

    id: int
    partner: str
    person: str
    email: str
    state: Tag
    answered: str
    opened: str
    letter: str
    failure: str
    chase: str
    chased: str
    href: str
    more: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """What waits to be decided of one action; `several` says how many stand side by side."""

    several: str
    cards: tuple[ProposalCard, ...]


@dataclass(frozen=True, slots=True)
class MatterRow:
    reference: str
    href: str
    words: Opening
    leads: tuple[str, ...]
    state: Tag
    matters: tuple[tuple[str, str], ...]  # title and reason


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything the board says. Addresses are "" where the viewer may not go there."""

    title: str
    locality_name: str
    days: str
    answered: str
    closed: str
    edition_href: str
    words: str
    here: str
    base: str
    counts: tuple[FilterLink, ...]
    partners: tuple[PartnerOption, ...]
    kept: tuple[tuple[str, str], ...]  # what the form of partners sends on unseen
    filtered: str
    rows: tuple[RequestRow, ...]
    chase_all: str
    chase_ids: tuple[int, ...]  # empty: everybody who owes an update
    chase_left_out: str
    chase_href: str
    letters_href: str
    close_href: str
    waiting: str
    groups: tuple[AnswerGroup, ...]
    later: str
    decided: str
    updates_href: str
    matters_sentence: str
    matters: tuple[FilterLink, ...]
    matter_rows: tuple[MatterRow, ...]
    unanswered: str
    unanswered_href: str


def title_of(review: OneReview) -> str:
    return f"Round {review.number}, {review.meeting} of {spoken_day(review.meeting_on)}"


def present_board(
    board: Board, wanted: BoardFilter, *, on: date, base: str, plan_href: str, locality_href: str
) -> BoardPage:
    """The board on a day; `base` is its address without any filter."""
    review = board.review
    partners = {request.partner_id: request.partner for request in board.requests}
    if wanted.partner not in partners:
        wanted = replace(wanted, partner=None)
    of_partner = [request for request in board.requests if wanted.partner in (None, request.partner_id)]
    shown = [request for request in of_partner if wanted.who in (None, request.state)]
    shown.sort(key=lambda request: not request.state.owes)  # who still owes an update comes first
    may_chase = review.may_open and review.is_open
    rows = tuple(_row(request, base, may_chase=may_chase, may_open=review.may_open, on=on) for request in shown)
    can_be_chased = [row.id for row in rows if row.chase]
    is_everybody = wanted.who is None and wanted.partner is None
    groups = [group for group in board.answers if wanted.partner is None or _is_of(group, wanted.partner)]
    hrefs = {"updates_href": f"{plan_href}updates/", "plan_href": plan_href, "locality_href": locality_href}
    matters = _matters_shown(board, of_partner, wanted)
    unanswered = sum(_is_only_unanswered(each) for each in matters)
    listed_matters = [each for each in matters if _is_listed(each, wanted)]
    return BoardPage(
        title=title_of(review),
        locality_name=review.place.name,
        days=days_left_sentence(review.answer_by, review.meeting_on, on=on) if review.is_open else "",
        answered=_answered_sentence(board.requests),
        closed=_closed(review),
        edition_href=f"{plan_href}editions/{review.edition}/" if review.edition else "",
        words=review.words,
        here=board_address(base, wanted),
        base=base,
        counts=tuple(_counts(of_partner, wanted, base)),
        partners=tuple(
            PartnerOption(key, name, key == wanted.partner)
            for key, name in sorted(partners.items(), key=lambda pair: pair[1].casefold())
        ),
        kept=tuple((name, value) for name, value in _asked(replace(wanted, partner=None))),
        filtered=_filtered(len(shown), len(board.requests), wanted, partners),
        rows=rows,
        chase_all=_chase_words(len(can_be_chased), is_everybody=is_everybody),
        chase_ids=() if is_everybody else tuple(can_be_chased),
        chase_left_out=_chase_left_out(shown, on) if may_chase else "",
        chase_href=board_address(f"{base}chase/", wanted) if may_chase else "",
        letters_href=f"{base}letters/",
        close_href=f"{base}close/" if review.may_close and review.is_open else "",
        waiting=_waiting_sentence(groups),
        groups=tuple(_group(group, hrefs) for group in groups[:MOST_ANSWERS]),
        later=_later(len(groups) - MOST_ANSWERS),
        decided=_decided(board.decided),
        updates_href=f"{plan_href}updates/#decided",
        matters_sentence=_matters_sentence(matters, wanted, is_open=review.is_open),
        matters=tuple(_matter_counts(matters, wanted, base)),
        matter_rows=tuple(_matter_row(each, plan_href) for each in listed_matters),
        unanswered="" if wanted.see else _unanswered(unanswered, bool(listed_matters)),
        unanswered_href=board_address(base, replace(wanted, see=MatterKind.UNANSWERED), "meeting"),
    )


def _asked(wanted: BoardFilter) -> list[tuple[str, str]]:
    asked = [("who", wanted.who), ("partner", wanted.partner), ("see", wanted.see)]
    return [(name, str(value)) for name, value in asked if value is not None]


def board_address(base: str, wanted: BoardFilter, anchor: str = "") -> str:
    """`base` with what is wanted of the board as its query."""
    query = urlencode(_asked(wanted))
    return base + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def _answered_sentence(requests: Sequence[RequestSeen]) -> str:
    """ "12 of 30 who were asked have answered everything; 18 still owe an update.", and who could not be asked."""
    counts = Counter(request.state for request in requests)
    done, nobody = counts[RequestState.ANSWERED], counts[RequestState.NOBODY]
    owing = sum(count for state, count in counts.items() if state.owes) - nobody
    unasked = f" For {nobody} more nobody is there to ask." if nobody else ""
    if not owing and not done:
        return f"Nobody was asked: no contact is known of {spoken_count(nobody, 'partner')}." if nobody else ""
    if not owing:
        return f"Everybody who was asked has answered everything.{unasked}"
    verb = "has" if done == 1 else "have"
    still = "1 still owes an update" if owing == 1 else f"{owing} still owe an update"
    return f"{done} of {done + owing} who were asked {verb} answered everything; {still}.{unasked}"


def _closed(review: OneReview) -> str:
    if review.closed_at is None:
        return ""
    day = spoken_weekday(timezone.localdate(review.closed_at))
    return f"This round was closed on {day}. Its links are dead, and nobody is chased any more."


def _counts(requests: Iterable[RequestSeen], wanted: BoardFilter, base: str) -> Iterable[FilterLink]:
    counts = Counter(request.state for request in requests)
    for state, tag in STATE_OF_REQUEST.items():
        is_on = wanted.who is state
        if state is RequestState.REVOKED and not counts[state] and not is_on:
            continue
        href = board_address(base, replace(wanted, who=None if is_on else state), "asked")
        yield FilterLink(tag.words, counts[state], href, is_on, tag.shape)


def _filtered(shown: int, whole: int, wanted: BoardFilter, partners: dict[int, str]) -> str:
    parts = []
    if wanted.partner is not None:
        parts.append(partners[wanted.partner])
    if wanted.who is not None:
        parts.append(STATE_OF_REQUEST[wanted.who].words.lower())
    return f"{shown} of {whole} who were asked: {', '.join(parts)}." if parts else ""


def _row(request: RequestSeen, base: str, *, may_chase: bool, may_open: bool, on: date) -> RequestRow:
    letter = request.letters[-1] if request.letters else None
    state = request.state
    is_chased_today = request.had_letter_on(on)
    can_be_chased = may_chase and state.owes and state.is_reached
    if request.has_left:
        chased = f"{request.person} has left."
    elif can_be_chased and is_chased_today:
        chased = "A letter went today. You can chase again tomorrow."
    else:
        chased = ""
    return RequestRow(
        id=request.id,
        partner=request.partner,
        person=request.person,
        email=request.email,
        state=STATE_OF_REQUEST[state],
        answered=f"{request.answered} of {len(request.actions)}",
        opened=_day(request.opened_at) if request.opened_at else "",
        letter=f"{LETTER_KINDS[letter.kind]} on {spoken_day(letter.on)}: {LETTER_STATES[letter.state].words.lower()}"
        if letter
        else "",
        failure=letter.failure if letter else "",
        chase=request.person if can_be_chased and not is_chased_today else "",
        chased=chased,
        href=f"{base}requests/{request.id}/" if may_open else "",
        more=_MORE.get(state, "Link and letters"),
    )


_MORE = {RequestState.NOBODY: "Name a contact", RequestState.BOUNCED: "Name another address"}


def _day(moment: datetime) -> str:
    return spoken_day(timezone.localdate(moment))


def _chase_words(count: int, *, is_everybody: bool) -> str:
    if count < 2:
        return ""
    return f"Chase all {count} who owe an update" if is_everybody else f"Chase the {count} shown who owe an update"


def _chase_left_out(shown: Sequence[RequestSeen], on: date) -> str:
    """Who owes an update and gets no letter now, and why."""
    today = sum(request.state.owes and request.state.is_reached and request.had_letter_on(on) for request in shown)
    states = Counter(request.state for request in shown)
    parts = []
    if today:
        parts.append(f"{today} had a letter today")
    if states[RequestState.BOUNCED]:
        parts.append(f"{states[RequestState.BOUNCED]} cannot be reached at the address we have")
    if states[RequestState.NOBODY]:
        parts.append(f"for {states[RequestState.NOBODY]} nobody is known who could be asked")
    return f"A letter can’t go to everybody now: {listed(parts)}." if parts else ""


def _is_of(group: Sequence[ProposalSeen], partner: int) -> bool:
    return any(answer.partner_id == partner for answer in group)


def _waiting_sentence(groups: Sequence[Sequence[ProposalSeen]]) -> str:
    waiting = sum(answer.is_waiting for group in groups for answer in group)
    if not waiting:
        return "No answer waits to be accepted."
    sentence = f"{spoken_count(waiting, 'answer')} {'waits' if waiting == 1 else 'wait'} to be accepted"
    several = sum(len(group) > 1 for group in groups)
    if several:
        sentence += f"; {spoken_count(several, 'action')} {'was' if several == 1 else 'were'} answered more than once"
    return f"{sentence}."


def _decided(count: int) -> str:
    if not count:
        return ""
    return f"{spoken_count(count, 'answer')} of this round {'was' if count == 1 else 'were'} decided."


def _group(group: Sequence[ProposalSeen], hrefs: dict[str, str]) -> AnswerGroup:
    several = f"{spoken_count(len(group), 'answer')} to the same action, side by side" if len(group) > 1 else ""
    return AnswerGroup(several, tuple(present_proposal(answer, **hrefs) for answer in group))


def _later(more: int) -> str:
    if more <= 0:
        return ""
    return (
        f"Answers to {spoken_count(more, 'more action')} come here as you decide these; choose a partner to see theirs."
    )


def _matters_shown(board: Board, requests: Iterable[RequestSeen], wanted: BoardFilter) -> list[MattersOfAction]:
    if wanted.partner is None:
        return list(board.matters)
    asked = {action.number for request in requests for action in request.actions}
    return [each for each in board.matters if each.action.number in asked]


def _kinds(each: MattersOfAction) -> set[MatterKind]:
    return {matter.kind for matter in each.matters}


def _is_only_unanswered(each: MattersOfAction) -> bool:
    return _kinds(each) == {MatterKind.UNANSWERED}


def _is_listed(each: MattersOfAction, wanted: BoardFilter) -> bool:
    """Early in a round most actions are unanswered and no more: those are listed where they are asked for."""
    return wanted.see in _kinds(each) if wanted.see else not _is_only_unanswered(each)


def _matter_counts(matters: Sequence[MattersOfAction], wanted: BoardFilter, base: str) -> Iterable[FilterLink]:
    counts = Counter(kind for each in matters for kind in _kinds(each))
    for kind, words in MATTERS.items():
        is_on = wanted.see is kind
        if counts[kind] or is_on:
            href = board_address(base, replace(wanted, see=None if is_on else kind), "meeting")
            yield FilterLink(words, counts[kind], href, is_on)


def _matters_sentence(matters: Sequence[MattersOfAction], wanted: BoardFilter, *, is_open: bool) -> str:
    told = "" if is_open else " This is the plan as it stood when the round was closed."
    if not matters:
        return f"Nothing in the plan has to be brought before the meeting.{told}"
    if wanted.see:
        return f"Shown: {MATTERS[wanted.see].lower()}.{told}"
    count = sum(not _is_only_unanswered(each) for each in matters)
    if not count:
        return told.strip()
    return f"{spoken_count(count, 'action')} to be looked at, each with its reason.{told}"


def _unanswered(count: int, has_others: bool) -> str:
    if not count:
        return ""
    more = "more " if has_others else ""
    verb = "is" if count == 1 else "are"
    return f"{spoken_count(count, f'{more}action')} {verb} unanswered and nothing else"


def _matter_row(each: MattersOfAction, plan_href: str) -> MatterRow:
    action = each.action
    return MatterRow(
        reference=reference_of(action),
        href=f"{plan_href}actions/{action.number}/",
        words=opening_of(action.text),
        leads=leads_of(action),
        state=STATE_TAGS[action.state],
        matters=tuple((ONE_MATTER[matter.kind], matter.reason) for matter in each.matters),
    )
