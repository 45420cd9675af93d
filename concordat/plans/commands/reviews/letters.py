"""Writes the letters of a round; the worker sends them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from concordat.accounts.commands import write_message
from concordat.accounts.models import Message
from concordat.plans.domain import letters
from concordat.plans.models import ProposedUpdate, ReviewLetter, ReviewRequest
from concordat.plans.queries.reviews import actions_told, round_of

LINK_PATH = "/answer/{token}/"
Kind = ReviewLetter.Kind


def write_request_letter(
    request: ReviewRequest, kind: ReviewLetter.Kind, actions: Iterable[int], *, asked: int, at: datetime
) -> None:
    """Write to the person of a request about these actions, of the `asked` ones."""
    on = timezone.localdate(at)
    told = tuple(actions_told(list(actions)).values())
    about, person, partner = round_of(request.review), request.person, str(request.partner)
    if person is None:
        raise ValueError(f"nobody is asked by request {request.pk}")
    if kind in (Kind.ASKED, Kind.AGAIN):
        letter = letters.asking_letter(about, to_name=person.name, partner=partner, actions=told, on=on)
    else:
        letter = letters.reminding_letter(about, to_name=person.name, partner=partner, actions=told, asked=asked, on=on)
    # A new link may be sent twice on a day, where the first address was wrong; of the others there is one a day.
    moment = at.isoformat() if kind == Kind.AGAIN else on.isoformat()
    _write(request, kind, letter, key=f"review-request-{request.pk}-{kind}-{moment}", at=at)


def tell_sent_back(proposal: ProposedUpdate) -> None:
    """Tell whoever answered by link that their answer was sent back, and why; once, whoever calls it how often."""
    request = proposal.request
    if request is None or request.person is None or not request.person.email or request.revoked_at is not None:
        return
    at = proposal.decided_at
    if proposal.decision != ProposedUpdate.Decision.SENT_BACK or at is None or request.person.left_on is not None:
        return
    letter = letters.sent_back_letter(
        round_of(request.review),
        to_name=request.person.name,
        partner=str(request.partner),
        action=actions_told([proposal.action_id])[proposal.action_id],
        note=proposal.note,
        on=timezone.localdate(at),
        has_link=request.review.closed_at is None,
    )
    _write(request, Kind.SENT_BACK, letter, key=f"answer-sent-back-{proposal.pk}", at=at)


def _write(request: ReviewRequest, kind: ReviewLetter.Kind, letter: letters.Letter, *, key: str, at: datetime) -> None:
    has_link = letters.LINK in letter.text
    message = write_message(
        key=key,
        to_address=request.person.email,
        to_name=request.person.name,
        subject=letter.subject,
        text=letter.text,
        link_path=LINK_PATH if has_link else "",
        link_secret=request.secret if has_link else "",
        at=at,
    )
    ReviewLetter.objects.get_or_create(
        message=message, defaults={"request": request, "kind": kind, "on": timezone.localdate(at)}
    )


def withdraw_letters(requests: Iterable[int], *, why: str) -> None:
    """Let letters that nobody has sent yet go nowhere: their links are dead."""
    waiting = Message.objects.filter(review_letter__request__in=list(requests), state=Message.State.WAITING)
    # The worker takes a letter by the same state, so that it is either withdrawn or sent.
    Message.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)), state=Message.State.WAITING).update(
        state=Message.State.FAILED, failure=why
    )
