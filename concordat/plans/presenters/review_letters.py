"""One who is asked in a round, and the letters of a round, in finished words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.states import Tag
from concordat.plans.presenters.words import first_words
from concordat.plans.queries.review_requests import LetterTold, OneReview, Question, RequestInFull, RequestSeen

LETTER_KINDS = {
    "asked": "Asked",
    "again": "Asked again",
    "chased": "Chased",
    "reminded": "Reminded",
    "sent_back": "An answer sent back",
}
LETTER_STATES = {
    "waiting": Tag("Waiting to be sent", "white", "clock"),
    "handing_over": Tag("Being sent", "white", "clock"),
    "sent": Tag("Sent", "green", "tick"),
    "bounced": Tag("Bounced", "red", "cross"),
    "uncertain": Tag("May have been sent", "orange", "question"),
    "failed": Tag("Could not be sent", "red", "cross"),
}
CAN_GO_AGAIN = ("uncertain", "failed", "bounced")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter; `again` is its key where it can be sent again."""

    when: str
    to: str
    address: str
    partner: str
    kind: str
    subject: str
    state: Tag
    sent: str
    failure: str
    again: int | None


@dataclass(frozen=True, slots=True)
class LettersPage:
    title: str
    sentence: str
    rows: tuple[LetterRow, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    words: str
    href: str
    answered: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One who is asked, what can be done about it, and why something can't."""

    id: int
    title: str
    person: str
    partner: str
    rows: tuple[dict[str, str], ...]  # facts
    bounced: str
    may_name: bool
    may_ask_again: bool
    may_revoke: bool
    may_chase: bool
    chased: str
    over: str
    questions: tuple[QuestionLine, ...]
    letters: tuple[LetterRow, ...]


def present_letters(review: OneReview, letters: Sequence[LetterTold], *, may_send: bool) -> LettersPage:
    """Every letter of a round."""
    counts = Counter(letter.letter.state for letter in letters)
    parts = [f"{counts[state]} {tag.words.lower()}" for state, tag in LETTER_STATES.items() if counts[state]]
    sentence = (
        f"{spoken_count(len(letters), 'letter')}: {', '.join(parts)}." if letters else "No letter was written yet."
    )
    return LettersPage(
        title=f"Letters of round {review.number}",
        sentence=sentence,
        rows=tuple(present_letter(letter, may_send=may_send) for letter in letters),
    )


def present_letter(told: LetterTold, *, may_send: bool) -> LetterRow:
    letter = told.letter
    return LetterRow(
        when=_moment(told.written_at),
        to=told.to_name,
        address=told.to_address,
        partner=told.partner,
        kind=LETTER_KINDS[letter.kind],
        subject=told.subject,
        state=LETTER_STATES[letter.state],
        sent=f"Sent {_moment(told.sent_at)}" if told.sent_at and letter.state == "sent" else "",
        failure=letter.failure,
        again=letter.message if may_send and told.is_live and letter.state in CAN_GO_AGAIN else None,
    )


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{spoken_day(local.date())} at {local:%H:%M}"


def present_request(seen: RequestInFull, *, on: date, plan_href: str) -> RequestPage:
    """One who is asked, on a day."""
    review, request = seen.review, seen.request
    is_live = review.is_open and request.revoked_at is None
    owes = request.state.owes
    had_letter = request.had_letter_on(on)
    return RequestPage(
        id=request.id,
        title=request.person or "Nobody to ask yet",
        person=request.person,
        partner=request.partner,
        rows=tuple(_facts(request)),
        bounced="The last letter to this address came back: it does not take mail. "
        "Name somebody else, or the right address."
        if request.has_bounced
        else "",
        may_name=is_live and owes,
        may_ask_again=is_live and bool(request.email) and not request.has_left,
        may_revoke=is_live,
        may_chase=is_live and owes and request.state.is_reached and not had_letter,
        chased="A letter went today. You can chase again tomorrow." if is_live and owes and had_letter else "",
        over=_over(review, request),
        questions=tuple(_question(question, plan_href) for question in seen.questions),
        letters=tuple(present_letter(letter, may_send=is_live) for letter in seen.letters),
    )


def _question(question: Question, plan_href: str) -> QuestionLine:
    reference = ", ".join(question.references)
    words = first_words(question.text)
    action = question.action
    answered = "Answered" if action.is_answered else "Sent back" if action.is_sent_back else "Not answered"
    return QuestionLine(
        f"{reference}: {words}" if reference else words, f"{plan_href}actions/{action.number}/", answered
    )


def _facts(request: RequestSeen) -> Iterable[dict[str, str]]:
    facts = [
        ("Partner", request.partner),
        ("Person", request.person or "Nobody is known who could be asked"),
        ("No longer works there", "Yes. What they lead says that its lead has left." if request.has_left else ""),
        ("E-mail address", request.email),
        ("Asked on", _moment(request.asked_at)),
        ("First opened", _moment(request.opened_at) if request.opened_at else "Not yet"),
        ("Answered", f"{request.answered} of {spoken_count(len(request.actions), 'action')}"),
        ("Link revoked", _moment(request.revoked_at) if request.revoked_at else ""),
    ]
    return ({"key": name, "value": value} for name, value in facts if value)


def _over(review: OneReview, request: RequestSeen) -> str:
    if not review.is_open:
        return "The round is closed, and with it this link."
    return "This link was revoked: it opens nothing any more." if request.revoked_at else ""
