"""The action page in finished words: what was promised, how it stands, and how we know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from concordat.directory.presenters import now_words
from concordat.plans.domain.days import spoken_day, spoken_timescale
from concordat.plans.domain.editions import Piece, word_changes
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence
from concordat.plans.domain.tracking import Tracking
from concordat.plans.presenters.history import (
    HistoryItem,
    RelatedLine,
    present_history,
    present_related,
    recorded_words,
    state_since,
)
from concordat.plans.presenters.plans import edition_words, nobody_words, organisation_words, reference_of, tracking_of
from concordat.plans.presenters.states import CONFIDENCE_WORDS, DUE_SOON, OVERDUE, SLIPPED, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed, paragraphs
from concordat.plans.queries.actions import ActionHistory, RevisionSeen, WordingSeen
from concordat.plans.queries.outcomes import MeasureMoved
from concordat.plans.queries.plans import LeadSeen, TimescaleSeen
from concordat.plans.queries.sources import SourceSeen


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One lead: `href` leads to everything they promised, and is empty where they are not an organisation.

    `left` says since when a person no longer works there; "" for who does. `now` says who has the duties now of an
    organisation that has ended, which is called `slug` in addresses.
    """

    words: str
    type: str
    role: str
    href: str
    left: str = ""
    now: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ReasonedTag:
    """A tag and why it is there."""

    tag: Tag
    reason: str


@dataclass(frozen=True, slots=True)
class PartLine:
    label: str
    written: str
    understood: str


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One timescale of several, newest first; `is_present` is the one that counts."""

    written: str
    understood: str
    recorded: str
    reason: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where the action was read from; `document_href` is empty for the public."""

    words: str
    href: str
    link_words: str
    document_name: str
    document_href: str


@dataclass(frozen=True, slots=True)
class WordingLine:
    """An earlier wording and how it became the next; `others` says what else changed."""

    heading: str
    pieces: tuple[Piece, ...]
    outcome_pieces: tuple[Piece, ...]
    others: tuple[str, ...]
    reason: str
    recorded: str  # for members


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure that the action should move, with the question that it answers; `note` says what others don't see."""

    words: str
    href: str
    question: str
    note: str


@dataclass(frozen=True, slots=True)
class ActionPage:
    """Everything the action page says."""

    heading: str
    title: str
    locality_name: str
    locality_href: str
    plan_href: str
    number: int
    shown_from: str
    warning: str
    text: tuple[str, ...]
    outcome: tuple[str, ...]
    theme: str
    section: str
    group: str
    leads: tuple[LeadLine, ...]
    nobody_leads: str
    led_by_text: str
    hides_people: bool
    written: str
    understood: str
    parts: tuple[PartLine, ...]
    lateness: tuple[ReasonedTag, ...]
    undated: str
    revisions: tuple[RevisionLine, ...]
    state: Tag
    state_since: str
    state_basis: str
    confidence: str
    next_step: tuple[str, ...]
    history: tuple[HistoryItem, ...]
    old_references: str
    related: tuple[RelatedLine, ...]
    measures: tuple[MeasureLine, ...]
    wordings: tuple[WordingLine, ...]
    sources: tuple[SourceLine, ...]


def present_action(seen: ActionHistory, *, on: date, plan_href: str, locality_href: str) -> ActionPage:
    """The page of an action. `on` is today."""
    action = seen.action
    tracking = tracking_of(action, on)
    reference = reference_of(action)
    heading = f"Action {reference}" if action.references else reference
    latest = seen.updates[-1] if seen.updates else None
    return ActionPage(
        heading=heading,
        title=f"{heading}: {first_words(action.text, 70)}",
        locality_name=seen.locality_name,
        locality_href=locality_href,
        plan_href=plan_href,
        number=action.number,
        shown_from=_shown_from(seen),
        warning=_warning(seen),
        text=paragraphs(action.text),
        outcome=paragraphs(action.outcome),
        theme=action.theme,
        section=action.section,
        group=action.group,
        leads=tuple(_lead_line(lead, seen, plan_href) for lead in action.leads),
        nobody_leads="" if action.leads else nobody_words(action),
        led_by_text=action.led_by_text or "",
        hides_people=seen.names_people and not seen.may_see_draft,
        written=" ".join(action.timescale.text.split()),
        understood=_understood(action.timescale),
        parts=tuple(_part_lines(action.timescale)),
        lateness=tuple(_lateness(tracking)),
        undated=tracking.undated_reason,
        revisions=_revisions(seen.revisions),
        state=STATE_TAGS[action.state],
        state_since=state_since(seen.updates),
        state_basis=latest.state_basis if latest else "",
        confidence="" if action.confidence is Confidence.NONE else CONFIDENCE_WORDS[action.confidence],
        next_step=paragraphs(action.next_step),
        history=present_history(seen.updates, may_see_draft=seen.may_see_draft, plan_href=plan_href),
        old_references=_old_references(seen),
        related=present_related(seen.related, plan_href=plan_href),
        measures=tuple(measure_line(measure, locality_href) for measure in seen.measures),
        wordings=tuple(_wordings(seen.wordings)),
        sources=tuple(_source_line(source, seen, plan_href, locality_href) for source in seen.sources),
    )


def measure_line(measure: MeasureMoved, locality_href: str) -> MeasureLine:
    notes = ["not published: only members see it"] if not measure.is_public else []
    notes += ["no longer followed"] if measure.is_retired else []
    return MeasureLine(measure.name, f"{locality_href}measures/{measure.key}/", measure.question, "; ".join(notes))


def _shown_from(seen: ActionHistory) -> str:
    if seen.edition is not None:
        return f"As it stands in {_lower(edition_words(seen.edition))}."
    return "As it stands in the live plan, which only members see."


def _warning(seen: ActionHistory) -> str:
    """Said where the action is no longer in the latest edition."""
    latest = seen.latest_edition
    if seen.edition is None or latest is None or seen.edition.number >= latest.number:
        return ""
    return (
        f"This action is not in the latest edition of the plan ({_lower(edition_words(latest))}). "
        f"Below is what edition {seen.edition.number} said."
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _lead_line(lead: LeadSeen, seen: ActionHistory, plan_href: str) -> LeadLine:
    fate = seen.fates.get(lead.slug) if lead.slug else None
    return LeadLine(
        words=lead.organisation if lead.organisation and not lead.person else organisation_words(lead),
        type=lead.type.words if lead.type else "",
        role="Leads" if lead.role is LeadRole.LEAD else "Supports",
        href=f"{plan_href}?{urlencode({'partner': lead.slug})}" if lead.slug else "",
        left=f"Left on {spoken_day(lead.left_on)}" if lead.left_on else "",
        now=now_words(fate) if fate else "",
        slug=lead.slug or "",
    )


def _understood(timescale: TimescaleSeen) -> str:
    return spoken_timescale(timescale.kind, timescale.start, timescale.end, timescale.recurrence or None)


def _part_lines(timescale: TimescaleSeen) -> Iterable[PartLine]:
    for part in timescale.parts:
        yield PartLine(part.label, " ".join(part.text.split()), spoken_timescale(part.kind, part.start, part.end))


def _lateness(tracking: Tracking) -> Iterable[ReasonedTag]:
    if tracking.is_overdue:
        yield ReasonedTag(OVERDUE, tracking.overdue_reason)
    if tracking.soon_reason:
        yield ReasonedTag(DUE_SOON, tracking.soon_reason)
    if tracking.is_slipped:
        yield ReasonedTag(SLIPPED, tracking.slipped_reason)


def _revisions(revisions: tuple[RevisionSeen, ...]) -> tuple[RevisionLine, ...]:
    """Newest first; none where the date was never revised."""
    if len(revisions) < 2:
        return ()
    lines = [
        RevisionLine(
            written=" ".join(revision.timescale.text.split()) or "(no words)",
            understood=_understood(revision.timescale),
            recorded=recorded_words(revision.recorded) or f"Written down on {spoken_day(revision.recorded_on)}",
            reason=revision.reason,
            is_present=revision is revisions[-1],
        )
        for revision in revisions
    ]
    return tuple(reversed(lines))


def _old_references(seen: ActionHistory) -> str:
    old = dict.fromkeys(
        reference
        for wording in seen.wordings
        for reference in wording.references
        if reference not in seen.action.references
    )
    return listed(list(old))


def _wordings(wordings: tuple[WordingSeen, ...]) -> Iterable[WordingLine]:
    """Each change of words, newest first: what the one before became."""
    for before, after in zip(reversed(wordings[:-1]), reversed(wordings[1:]), strict=True):
        text_changed = before.text.split() != after.text.split()
        outcome_changed = before.outcome.split() != after.outcome.split()
        others = tuple(_other_changes(before, after))
        if text_changed or outcome_changed or others:
            yield WordingLine(
                heading=_changed_with(after),
                pieces=word_changes(before.text, after.text) if text_changed else (),
                outcome_pieces=word_changes(before.outcome, after.outcome) if outcome_changed else (),
                others=others,
                reason=after.reason,
                recorded=recorded_words(after.recorded),
            )


def _changed_with(wording: WordingSeen) -> str:
    if wording.edition is not None:
        return f"Changed with edition {wording.edition}"
    return f"Changed on {spoken_day(wording.recorded_on)}, not in an edition yet"


def _other_changes(before: WordingSeen, after: WordingSeen) -> Iterable[str]:
    if before.references != after.references:
        was, now = (", ".join(wording.references) or "none" for wording in (before, after))
        yield f"Reference: was {was}, now {now}"
    if _letters_of(before.section) != _letters_of(after.section):
        yield f"Section: was “{before.section}”, now “{after.section}”"
    if before.theme.split() != after.theme.split():
        yield f"Theme: was “{before.theme}”, now “{after.theme}”"
    if before.leads != after.leads:
        was, now = (listed([organisation_words(lead) for lead in w.leads]) or "nobody" for w in (before, after))
        if was != now:
            yield f"Leads: was {was}, now {now}"
    if before.led_by_text.split() != after.led_by_text.split():
        was, now = (f"“{' '.join(w.led_by_text.split())}”" if w.led_by_text else "nothing" for w in (before, after))
        yield f"Led by, as written: was {was}, now {now}"
    if before.group.split() != after.group.split():
        was, now = (f"“{wording.group}”" if wording.group else "nothing" for wording in (before, after))
        yield f"Reports to: was {was}, now {now}"


def _letters_of(title: str) -> str:
    """A title as far as a reader cares: one edition writes "1 In crisis", the next "1. In crisis"."""
    return "".join(letter for letter in title.casefold() if letter.isalpha())


def _source_line(source: SourceSeen, seen: ActionHistory, plan_href: str, locality_href: str) -> SourceLine:
    where = place_words(source)
    edition = edition_words(source.edition) if source.edition else ""
    return SourceLine(
        words=", ".join(part for part in (edition, where) if part),
        href=f"{plan_href}actions/{seen.action.number}/source/{source.row}/",
        link_words=f"See each cell of the row for edition {source.edition.number}"
        if source.edition
        else "See each cell",
        document_name=source.document_name,
        document_href=f"{locality_href}documents/{source.document}/" if seen.may_see_draft else "",
    )


def place_words(source: SourceSeen) -> str:
    """ "table 2, row 5"; "sheet “Plan”, row 5"."""
    parts = (
        f"sheet “{source.sheet}”" if source.sheet else "",
        f"table {source.table}" if source.table and not source.sheet else "",
        f"row {source.table_row}" if source.table_row else "",
    )
    return ", ".join(part for part in parts if part)
