"""Rounds of updates in finished words: the list of them, whom a new one asks, and what closing one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.accounts.domain.working_days import reminder_days
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.letters import LINK, Letter, Round, asking_letter
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries.editions import NextEdition
from concordat.plans.queries.reviews import NextReview, ReviewSeen, ReviewsSeen, WouldBeAsked


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A round in the list."""

    title: str
    href: str
    told: str
    edition: str
    edition_href: str


@dataclass(frozen=True, slots=True)
class OpenReview:
    title: str
    href: str
    close_href: str
    sentence: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    locality_name: str
    open: OpenReview | None
    closed: tuple[ReviewLine, ...]
    has_plan: bool


def present_reviews(seen: ReviewsSeen, *, base: str, plan_href: str, on: date) -> ReviewsPage:
    """`base` is the address of the list; a round's own is below it."""
    return ReviewsPage(
        locality_name=seen.locality_name,
        open=_open(seen.open, base, on) if seen.open else None,
        closed=tuple(_closed(review, base, plan_href) for review in seen.reviews if not review.is_open),
        has_plan=seen.has_plan,
    )


def review_title(review: ReviewSeen) -> str:
    return f"Round {review.number}, {review.meeting} of {spoken_day(review.meeting_on)}"


def _open(review: ReviewSeen, base: str, on: date) -> OpenReview:
    return OpenReview(
        title=review_title(review),
        href=f"{base}{review.number}/",
        close_href=f"{base}{review.number}/close/",
        sentence=f"Opened on {spoken_day(review.opened_on)}. Answers are asked for by {spoken_day(review.answer_by)}, "
        f"{_from(review.answer_by, on)}.",
        counts=(
            ("Actions asked about", review.asked),
            ("Answered", review.answered),
            ("Answers waiting to be decided", review.waiting),
            ("Not answered", review.unanswered),
        ),
    )


def _from(day: date, on: date) -> str:
    days = (day - on).days
    if days == 0:
        return "today"
    return f"in {spoken_count(days, 'day')}" if days > 0 else f"{spoken_count(-days, 'day')} ago"


def _closed(review: ReviewSeen, base: str, plan_href: str) -> ReviewLine:
    closed = f", closed on {spoken_day(review.closed_on)}" if review.closed_on else ""
    return ReviewLine(
        title=review_title(review),
        href=f"{base}{review.number}/",
        told=f"{review.answered:,} of {spoken_count(review.asked, 'action')} answered{closed}",
        edition=f"Edition {review.edition}" if review.edition else "",
        edition_href=f"{plan_href}editions/{review.edition}/" if review.edition else "",
    )


@dataclass(frozen=True, slots=True)
class AskedLine:
    """Somebody who will get a letter; `doubt` is why it may not arrive."""

    partner: str
    name: str
    address: str
    actions: str
    doubt: str


@dataclass(frozen=True, slots=True)
class NotAskedLine:
    partner: str
    actions: str
    why: str


@dataclass(frozen=True, slots=True)
class NewReviewPage:
    """What opening a round does. `letter` is the first that will be written, "" where there is none."""

    locality_name: str
    sentence: str
    asked: tuple[AskedLine, ...]
    not_asked: tuple[NotAskedLine, ...]
    unled: tuple[str, ...]
    unled_sentence: str
    reminders: str
    letter_to: str
    subject: str
    letter: tuple[tuple[str, ...], ...]  # paragraphs of lines
    button: str
    is_askable: bool


def present_new_review(
    seen: NextReview,
    about: Round | None,
    *,
    remind_before: int = 0,
    remind_after: int = 0,
    on: date,
) -> NewReviewPage:
    """Who gets a letter and who can't be asked; with `about`, the round as it was typed, also what the letter says."""
    able = [one for one in seen.asked if one.name]
    letters = spoken_count(len(able), "letter")
    letter = _letter(able, about, on) if about else None
    days = (
        reminder_days(about.answer_by, before=remind_before, after=remind_after, meeting_on=about.meeting_on)
        if about
        else ()
    )
    return NewReviewPage(
        locality_name=seen.locality_name,
        sentence=_sentence(seen, able),
        asked=tuple(_asked(one) for one in able),
        not_asked=tuple(_not_asked(one) for one in seen.asked if not one.name),
        unled=tuple(_told(action.references, action.text) for action in seen.unled),
        unled_sentence=_unled_sentence(len(seen.unled)),
        reminders=_reminders([day for day in days if day >= on]),
        letter_to=able[0].name if letter else "",
        subject=letter.subject if letter else "",
        letter=_paragraphs(letter) if letter else (),
        button=f"Open the round and send {letters}" if able else "Open the round without a letter",
        is_askable=bool(seen.asked),
    )


def _sentence(seen: NextReview, able: Sequence[WouldBeAsked]) -> str:
    if not seen.asked:
        return f"No partner of {seen.locality_name} leads an open action, so there is nobody to ask."
    covered = {action for one in able for action in one.actions}
    people = spoken_count(len(able), "person gets a letter", "people get a letter")
    whole = spoken_count(seen.open_actions, "open action")
    if len(covered) == seen.open_actions:
        return f"{people} about {'the' if seen.open_actions == 1 else 'all'} {whole} of the plan."
    return f"{people} about {len(covered):,} of the {whole} of the plan."


def _unled_sentence(count: int) -> str:
    if not count:
        return ""
    verb = "has" if count == 1 else "have"
    return f"{spoken_count(count, 'open action')} {verb} no lead that is a partner, so nobody is asked."


def _asked(one: WouldBeAsked) -> AskedLine:
    doubt = "The last letter to this address came back" if one.has_bounced else ""
    return AskedLine(one.partner, one.name, one.address, spoken_count(len(one.actions), "action"), doubt)


def _not_asked(one: WouldBeAsked) -> NotAskedLine:
    why = "No contact with an e-mail address is known there."
    if one.left:
        why = f"{listed(list(one.left))} {'has' if len(one.left) == 1 else 'have'} left, and no contact is named."
    return NotAskedLine(one.partner, spoken_count(len(one.actions), "action"), why)


def _told(references: Sequence[str], text: str) -> str:
    return f"{', '.join(references)}: {first_words(text)}" if references else first_words(text)


def _reminders(days: Sequence[date]) -> str:
    if not days:
        return "No reminders go by themselves; you can chase by hand."
    return f"Reminders go by themselves on {listed([spoken_day(day) for day in days])} to whoever has not answered."


def _letter(able: Sequence[WouldBeAsked], about: Round, on: date) -> Letter | None:
    if not able:
        return None
    return asking_letter(about, to_name=able[0].name, partner=able[0].partner, actions=able[0].actions, on=on)


def _paragraphs(letter: Letter) -> tuple[tuple[str, ...], ...]:
    shown = letter.text.replace(LINK, "[a link of their own]").strip()
    return tuple(tuple(paragraph.splitlines()) for paragraph in shown.split("\n\n"))


@dataclass(frozen=True, slots=True)
class CloseReviewPage:
    """What closing a round does, in numbers; without an edition `edition` is "" and `edition_sentence` says why."""

    locality_name: str
    title: str
    counts: tuple[tuple[str, int], ...]
    waiting: str
    edition: str
    edition_sentence: str
    button: str


def present_close_review(review: ReviewSeen, due: NextEdition) -> CloseReviewPage:
    """What happens to the answers, and what the next edition holds."""
    is_new = due.latest is None or due.new > 0
    if due.latest is None:
        sentence = f"Edition 1 will hold all {spoken_count(due.actions, 'action')}: none has been made yet."
    elif is_new:
        verb = "has" if due.new == 1 else "have"
        sentence = (
            f"Edition {due.number} will hold {spoken_count(due.actions, 'action')}; {due.new:,} {verb} something new "
            f"since edition {due.latest.number} of {spoken_day(due.latest.dated_on)}."
        )
    else:
        sentence = (
            f"Nothing has changed in the plan since edition {due.latest.number} of {spoken_day(due.latest.dated_on)}, "
            "so closing the round makes no edition."
        )
    return CloseReviewPage(
        locality_name=due.locality_name,
        title=review_title(review),
        counts=(
            ("Actions asked about", review.asked),
            ("Answered", review.answered),
            ("Answers waiting to be decided", review.waiting),
            ("Not answered", review.unanswered),
        ),
        waiting=_waiting(review.waiting, is_new=is_new),
        edition=f"Edition {due.number}" if is_new else "",
        edition_sentence=sentence,
        button=f"Close the round and make edition {due.number}" if is_new else "Close the round",
    )


def _waiting(count: int, *, is_new: bool) -> str:
    if not count:
        return ""
    verb, they = ("is", "it is") if count == 1 else ("are", "they are")
    left_out = f"{they} no part of the edition" if is_new else "the round leaves no edition behind"
    return (
        f"{spoken_count(count, 'answer')} {verb} waiting to be decided. If you close the round first, {left_out}; "
        "nothing is lost, and what you accept later is in the next edition."
    )
