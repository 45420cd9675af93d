"""What was said of an action and when, newest first, and what each saying changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.states import Confidence
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import paragraphs
from concordat.plans.queries.actions import Recorded, UpdateSeen
from concordat.plans.queries.successions import RelatedSeen

CONFIDENCE_NAMES = {
    Confidence.RED: "red",
    Confidence.AMBER: "amber",
    Confidence.GREEN: "green",
    Confidence.NONE: "not said",
}


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One update in words."""

    said_on: str
    who: str
    state: Tag
    said: tuple[str, ...]
    next_step: tuple[str, ...]
    evidence: tuple[str, ...]
    changes: tuple[str, ...]
    recorded: str  # for members
    files: tuple[tuple[str, str], ...] = ()  # of evidence, for members: name and address


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """Another action that this one came from or went into: the link stands between the words."""

    before: str
    link_words: str
    href: str
    after: str


def present_related(related: tuple[RelatedSeen, ...], *, plan_href: str) -> tuple[RelatedLine, ...]:
    return tuple(_related(one, plan_href) for one in related)


def _related(one: RelatedSeen, plan_href: str) -> RelatedLine:
    called = ", ".join(one.references)
    link_words = f"action {called}" if called else f"action number {one.number}"
    href = f"{plan_href}actions/{one.number}/"
    if one.kind == "merged":
        if one.is_later:
            return RelatedLine("Became part of", link_words, href, f"in edition {one.edition}")
        return RelatedLine("Took in", link_words, href, f"in edition {one.edition}")
    if one.is_later:
        return RelatedLine("A part of it became", link_words, href, f"in edition {one.edition}")
    return RelatedLine("Split from", link_words, href, f"(edition {one.edition})")


def present_history(
    updates: tuple[UpdateSeen, ...], *, may_see_draft: bool, plan_href: str = ""
) -> tuple[HistoryItem, ...]:
    """The updates, which come oldest first, newest first."""
    befores = (None, *updates[:-1])
    items = [_item(before, update, may_see_draft, plan_href) for before, update in zip(befores, updates, strict=True)]
    return tuple(reversed(items))


def state_since(updates: tuple[UpdateSeen, ...]) -> str:
    """The day from which the present state has been said without a break."""
    since = None
    for update in reversed(updates):
        if since is not None and update.state is not updates[-1].state:
            break
        since = update.said_on
    return spoken_day(since) if since else ""


def _item(before: UpdateSeen | None, update: UpdateSeen, may_see_draft: bool, plan_href: str) -> HistoryItem:
    said_before = before is not None and before.progress.split() == update.progress.split()
    return HistoryItem(
        said_on=spoken_day(update.said_on),
        who=_who(update, may_see_draft),
        state=STATE_TAGS[update.state],
        said=() if said_before else paragraphs(update.progress),
        next_step=paragraphs(update.next_step),
        evidence=() if before is not None and before.evidence == update.evidence else paragraphs(update.evidence),
        changes=tuple(_changes(before, update)),
        recorded=recorded_words(update.recorded),
        files=tuple((name, f"{plan_href}evidence/{file}/") for file, name in update.files),
    )


def recorded_words(recorded: Recorded | None) -> str:
    """ "Recorded on 3 May 2026 at 14:05 by Rowan Ash"; empty for the public, who see no staff."""
    if recorded is None:
        return ""
    at = timezone.localtime(recorded.at)
    return f"Recorded on {spoken_day(at.date())} at {at:%H:%M}" + (f" by {recorded.by}" if recorded.by else "")


def _who(update: UpdateSeen, may_see_draft: bool) -> str:
    """By role for everybody; by name for members only."""
    by = f", {update.said_by}" if update.said_by else ""
    edition = f"edition {update.edition}" if update.edition is not None else ""
    if update.kind == "imported":
        return f"Read from {edition or 'a document'}{by}"
    words = "Corrected by the coordinator" if update.kind == "corrected" else "Said by a lead"
    if edition:
        return f"{words}{by}, in {edition}"
    return f"{words}{by}" + (", not in an edition yet" if may_see_draft else "")


def _changes(before: UpdateSeen | None, update: UpdateSeen) -> Iterable[str]:
    if before is None:
        yield "First heard of this action"
        return
    found = False
    if before.state is not update.state:
        found = True
        yield f"State: was {before.state.words.lower()}, now {update.state.words.lower()}"
    if before.confidence is not update.confidence:
        found = True
        was, now = CONFIDENCE_NAMES[before.confidence], CONFIDENCE_NAMES[update.confidence]
        yield f"Confidence: was {was}, now {now}"
    was, now = (" ".join(said.timescale.text.split()) or "no date" for said in (before, update))
    if was != now or before.timescale.end != update.timescale.end:
        found = True
        yield f"When: was “{was}”, now “{now}”"
    if before.progress.split() == update.progress.split():
        yield "The words are the same as before" if update.progress else "Nothing was said"
    elif not found:
        yield "New words; nothing else changed"
