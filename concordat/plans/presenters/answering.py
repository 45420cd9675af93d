"""What a lead is asked, answered and has yet to answer, in finished words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.plans.domain.answering import AnswerKind
from concordat.plans.domain.days import spoken_count, spoken_day, spoken_timescale
from concordat.plans.domain.tracking import Tracking, track
from concordat.plans.presenters.history import CONFIDENCE_NAMES
from concordat.plans.presenters.states import DUE_SOON, OVERDUE, SLIPPED, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, paragraphs
from concordat.plans.queries.answering import AnswerSeen, LinkOver, LinkSeen, OpenActions, QuestionSeen


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag and why it is there."""

    tag: Tag
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An action in a list: how it stands, and whether it is answered. `link_words` lead to its form."""

    href: str
    link_words: str
    title: str
    state: Tag
    when: str
    marks: tuple[Mark, ...]
    told: str
    note: str  # of the coordinator who sent the answer back
    others: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One action as whoever is asked about it should see it."""

    heading: str
    title: str
    section: str
    text: tuple[str, ...]
    outcome: tuple[str, ...]
    when: str
    marks: tuple[Mark, ...]
    undated: str
    state: Tag
    said_on: str
    said: tuple[str, ...]
    next_step: tuple[str, ...]
    note: str
    sent_back: str
    told: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkPage:
    """What a link opens."""

    partner: str
    locality: str
    greeting: str
    meeting: str
    answer_by: str
    words: tuple[str, ...]
    count: str
    sent_back: tuple[QuestionLine, ...]
    open: tuple[QuestionLine, ...]
    answered: tuple[QuestionLine, ...]
    start_href: str
    start_words: str
    whom: str
    whom_email: str
    meeting_on: str


@dataclass(frozen=True, slots=True)
class OverPage:
    """Why a link opens nothing any more, and whom to ask."""

    title: str
    sentence: str
    whom: str
    email: str


@dataclass(frozen=True, slots=True)
class PartnerLink:
    words: str
    href: str
    count: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MyActionsPage:
    """The open actions of a partner, those that need something first; `partners` to choose from."""

    partner: str
    sentence: str
    partners: tuple[PartnerLink, ...]
    sent_back: tuple[QuestionLine, ...]
    overdue: tuple[QuestionLine, ...]
    others: tuple[QuestionLine, ...]
    is_chosen: bool


def present_link(seen: LinkSeen, *, on: date, base: str) -> LinkPage:
    """`base` is the address of the link; `on` is today."""
    lines = [(question, _line(question, on, f"{base}actions/{question.number}/")) for question in seen.questions]
    left = seen.next_to_answer()
    has_begun = any(question.is_answered for question in seen.questions)
    return LinkPage(
        partner=seen.partner_name,
        locality=seen.locality_name,
        greeting=f"You answer for {seen.partner_name}" + (f", {seen.person}" if seen.person else ""),
        meeting=f"{seen.meeting}, {spoken_day(seen.meeting_on)}",
        answer_by=_answer_by(seen.answer_by, on),
        words=paragraphs(seen.words),
        count=_count(seen),
        sent_back=tuple(line for question, line in lines if _is_back(question)),
        open=tuple(line for question, line in lines if not question.is_answered and question.own is None),
        answered=tuple(line for question, line in lines if question.is_answered),
        start_href=f"{base}actions/{left.number}/" if left else "",
        start_words="Go on with the next action" if has_begun else "Start with the first action",
        whom=seen.whom.name,
        whom_email=seen.whom.email,
        meeting_on=spoken_day(seen.meeting_on),
    )


def _is_back(question: QuestionSeen) -> bool:
    """Whether its own answer was sent back and nobody has answered it again."""
    return question.own is not None and question.own.is_sent_back and not question.is_answered


def _answer_by(day: date, on: date) -> str:
    left = (day - on).days
    if left < 0:
        return f"{spoken_day(day)}. That day has passed; an answer still counts until the round is closed."
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {spoken_count(left, 'day')}"
    return f"{spoken_day(day)}, {when}"


def _count(seen: LinkSeen) -> str:
    answered = sum(question.is_answered for question in seen.questions)
    total = len(seen.questions)
    if not total:
        return "There is no action to answer any more."
    if answered == total:
        return "You have answered it." if total == 1 else f"All {total} actions are answered."
    return f"{answered} of {spoken_count(total, 'action')} {'is' if 1 in (total, answered) else 'are'} answered."


def present_question(question: QuestionSeen, *, on: date) -> QuestionPage:
    now = question.now
    tracking = _tracking(question, on)
    reference = ", ".join(question.references)
    own = question.own
    return QuestionPage(
        heading=f"Action {reference or question.number}",
        title=first_words(question.text, 60),
        section=question.section,
        text=paragraphs(question.text),
        outcome=paragraphs(question.outcome),
        when=_when(question),
        marks=tuple(_marks(tracking)),
        undated=tracking.undated_reason,
        state=STATE_TAGS[now.state],
        said_on=spoken_day(now.said_on),
        said=paragraphs(now.progress),
        next_step=paragraphs(now.next_step),
        note=own.note if own and own.is_sent_back else "",
        sent_back=f"You said on {_day(own.said_at)}: {_said(own)}" if own and own.is_sent_back else "",
        told="" if own is None or own.is_sent_back else _told(own),
        others=tuple(_other(other) for other in question.others),
    )


def present_over(over: LinkOver) -> OverPage:
    if over.is_closed:
        title = "This round of updates is closed"
        sentence = "Thank you. What was answered before that is kept, and this link opens nothing any more."
    else:
        title = "This link does not work any more"
        sentence = "It was taken back. Perhaps a newer e-mail with another link has come to you or to a colleague."
    return OverPage(title, sentence, over.whom.name, over.whom.email)


def present_my_actions(seen: OpenActions, *, on: date, base: str, plan_href: str) -> MyActionsPage:
    """`base` is the address of the page."""
    lines = [(question, _line(question, on, _update_href(plan_href, question, seen))) for question in seen.questions]
    sent_back = [line for question, line in lines if question.own and question.own.is_sent_back]
    rest = [(question, line) for question, line in lines if line not in sent_back]
    late = [(question, line) for question, line in rest if _tracking(question, on).is_overdue]
    late.sort(key=lambda pair: pair[0].now.timescale.end or on)
    others = [line for question, line in rest if not _tracking(question, on).is_overdue]
    waiting = sum(
        (question.own is not None and question.own.is_waiting) or bool(question.others) for question in seen.questions
    )
    return MyActionsPage(
        partner=seen.partner.name if seen.partner else "",
        sentence=_summary(len(lines), len(late), waiting),
        partners=tuple(
            PartnerLink(
                one.name, f"{base}?partner={one.id}", spoken_count(one.open_actions, "open action"), one == seen.partner
            )
            for one in seen.partners
        )
        if len(seen.partners) > 1
        else (),
        sent_back=tuple(sent_back),
        overdue=tuple(line for _, line in late),
        others=tuple(others),
        is_chosen=seen.partner is not None,
    )


def _summary(count: int, late: int, waiting: int) -> str:
    if not count:
        return "There is no open action to update."
    parts = [spoken_count(count, "open action")]
    if late:
        parts.append(f"{late} overdue")
    if waiting:
        parts.append(f"{waiting} with an update that waits to be decided")
    return ", ".join(parts) + "."


def _update_href(plan_href: str, question: QuestionSeen, seen: OpenActions) -> str:
    which = f"?partner={seen.partner.id}" if seen.partner else ""
    return f"{plan_href}actions/{question.number}/update/{which}"


def _line(question: QuestionSeen, on: date, href: str) -> QuestionLine:
    own = question.own
    reference = ", ".join(question.references)
    opening = first_words(question.text, 90)
    told = "" if own is None else _told(own)
    return QuestionLine(
        href=href,
        link_words=_link_words(question),
        title=f"{reference}: {opening}" if reference else opening,
        state=STATE_TAGS[question.now.state],
        when=_when(question),
        marks=tuple(_marks(_tracking(question, on))),
        told=told,
        note=own.note if own and own.is_sent_back else "",
        others=tuple(_other(other) for other in question.others),
        is_answered=question.is_answered,
    )


def _link_words(question: QuestionSeen) -> str:
    if question.own is None:
        return "Add your answer" if question.is_answered or question.others else "Answer"
    return "Answer again" if question.own.is_sent_back else "Change your answer"


_TOLD = {
    "waiting": "waits for the coordinator",
    "accepted": "was accepted",
    "edited": "was accepted with changes",
    "sent_back": "was sent back",
}


def _told(own: AnswerSeen) -> str:
    """ "Your answer of 3 May 2031 waits for the coordinator: The first group was trained"."""
    return f"Your answer of {_day(own.said_at)} {_TOLD[own.decision]}: {_said(own)}"


def _other(other: AnswerSeen) -> str:
    return f"{other.said_by} said on {_day(other.said_at)}, and it waits for the coordinator: {_said(other)}"


def _said(answer: AnswerSeen) -> str:
    said = answer.said
    words = first_words(said.progress, 160)
    if answer.kind is AnswerKind.NOT_OURS:
        return f"This is not ours. {words}"
    parts = [words] if words else []
    if said.state:
        parts.append(f"State: {said.state.words.lower()}.")
    if said.confidence:
        parts.append(f"Confidence: {CONFIDENCE_NAMES[said.confidence]}.")
    if said.timescale_text:
        parts.append(f"New date: {first_words(said.timescale_text, 60)}.")
    if answer.files:
        parts.append(f"With {spoken_count(len(answer.files), 'file')}.")
    return " ".join(part if part.endswith((".", "…", "!", "?")) else f"{part}." for part in parts)


def _day(moment: datetime) -> str:
    return spoken_day(timezone.localdate(moment))


def _when(question: QuestionSeen) -> str:
    """The words as written, and the last day where that says more."""
    when = question.now.timescale
    written = " ".join(when.text.split())
    if when.end is None:
        return f"“{written}”" if written else "No date was given"
    understood = spoken_timescale(when.kind, when.start, when.end, when.recurrence)
    if not written or written == spoken_day(when.end):
        return understood
    return f"“{written}”: {understood[:1].lower()}{understood[1:]}"


def _tracking(question: QuestionSeen, on: date) -> Tracking:
    when = question.now.timescale
    return track(when.kind, when.end, question.now.state, question.slips, question.first_end, on=on)


def _marks(tracking: Tracking) -> Iterable[Mark]:
    if tracking.is_overdue:
        yield Mark(OVERDUE, tracking.overdue_reason)
    if tracking.soon_reason:
        yield Mark(DUE_SOON, tracking.soon_reason)
    if tracking.is_slipped:
        yield Mark(SLIPPED, tracking.slipped_reason)
