"""Update sheets and proposed updates in finished words: what is asked, came back and waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_timescale
from concordat.plans.domain.proposing import Said, SaidField, Standing, is_ready, outcome_of, questions_of
from concordat.plans.domain.states import Confidence
from concordat.plans.domain.timescales import Timescale
from concordat.plans.domain.update_sheets import FindingKind, code_in_words
from concordat.plans.presenters.history import CONFIDENCE_NAMES
from concordat.plans.presenters.states import Tag
from concordat.plans.presenters.words import first_words, paragraphs
from concordat.plans.queries.proposing import PartnerAsked, ProposalSeen, ProposingPlace
from concordat.plans.queries.update_sheets import ReturnSeen, SheetListed


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner to be asked; `actions` in words."""

    id: int
    name: str
    actions: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet that went out: whose, since when, and where its returns are told."""

    code: str
    href: str
    partner: str
    told: str
    returns: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """The page of the sheets; `asked` is empty for those who may not make any."""

    asked: tuple[PartnerLine, ...]
    idle: str
    sheets: tuple[SheetLine, ...]


def present_sheets(
    place: ProposingPlace, partners: tuple[PartnerAsked, ...], sheets: tuple[SheetListed, ...], *, base: str
) -> SheetsPage:
    """`base` is the address of the page."""
    busy = [partner for partner in partners if partner.open_actions] if place.may_make else []
    idle = [partner.name for partner in partners if not partner.open_actions] if place.may_make else []
    return SheetsPage(
        asked=tuple(
            PartnerLine(partner.id, partner.name, spoken_count(partner.open_actions, "open action")) for partner in busy
        ),
        idle=", ".join(idle),
        sheets=tuple(_sheet(sheet, base) for sheet in sheets),
    )


def _sheet(sheet: SheetListed, base: str) -> SheetLine:
    kind = "Word" if sheet.format == "word" else "Excel"
    code = f"{sheet.code[:4]}-{sheet.code[4:]}"
    return SheetLine(
        code=code_in_words(sheet.code),
        href=f"{base}sheets/{code}/",
        partner=sheet.partner,
        told=f"{kind}, {spoken_count(sheet.actions, 'action')}, made on {_day(sheet.made_at)}",
        returns=tuple(
            LinkLine(f"Came back on {_day(one.returned_at)}", f"{base}returns/{one.number}/") for one in sheet.returns
        ),
    )


def _day(moment: datetime) -> str:
    return spoken_day(timezone.localdate(moment))


DECISION_TAGS = {
    "waiting": Tag("Waiting", "yellow", "clock"),
    "accepted": Tag("Accepted", "green", "tick"),
    "edited": Tag("Accepted with changes", "blue", "tick"),
    "sent_back": Tag("Sent back", "grey", "cross"),
    "replaced": Tag("Answered again", "grey", "arrow"),
}


@dataclass(frozen=True, slots=True)
class FieldSaid:
    """One field: what stood when its author looked, what stands now, what was said, what was made of it.

    `before` is empty where nothing else came in between, `decided` where it is what was said.
    """

    label: str
    before: tuple[str, ...]
    now: tuple[str, ...]
    said: tuple[str, ...]
    decided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposed update beside what stands."""

    number: int
    anchor: str
    href: str
    action: str
    action_href: str
    who: str
    kind: str
    leads_href: str  # where who leads the action is changed, if they said that it is not theirs; otherwise ""
    source: str
    source_href: str
    fields: tuple[FieldSaid, ...]
    now_on: str
    looked: str  # when its author looked, in words
    conflict: str
    questions: tuple[str, ...]
    is_ready: bool
    is_waiting: bool
    decision: Tag
    decided: str
    note: str
    overruled: str
    also_waiting: str  # what else waits for the same action, in a sentence
    files: tuple[LinkLine, ...]  # of evidence


_KINDS = {"unchanged": "Says that nothing has changed.", "not_ours": "Says that this action is not theirs."}
_LABELS = {
    SaidField.PROGRESS: "What has happened",
    SaidField.STATE: "State",
    SaidField.CONFIDENCE: "Confidence",
    SaidField.TIMESCALE: "When",
    SaidField.REASON: "Why the date moved",
    SaidField.NEXT_STEP: "Next step",
    SaidField.EVIDENCE: "Evidence",
}


def present_proposal(proposal: ProposalSeen, *, updates_href: str, plan_href: str, locality_href: str) -> ProposalCard:
    """One proposed update as a card. The decided side is filled once somebody decided."""
    action_href = f"{plan_href}actions/{proposal.action_number}/"
    reference = ", ".join(proposal.references)
    document = proposal.document
    return ProposalCard(
        number=proposal.number,
        anchor=f"update-{proposal.number}",
        href=f"{updates_href}{proposal.number}/",
        action=f"{reference}: {first_words(proposal.action_text)}" if reference else first_words(proposal.action_text),
        action_href=action_href,
        who=f"{', '.join(part for part in (proposal.said_by, proposal.partner) if part)}, {_day(proposal.said_at)}",
        kind=_KINDS.get(proposal.kind, ""),
        leads_href=f"{action_href}leads/" if proposal.is_not_theirs else "",
        source=f"{document[1]}, row {proposal.row}" if document else "",
        source_href=f"{locality_href}documents/{document[0]}/" if document else "",
        fields=tuple(_fields(proposal)),
        now_on=spoken_day(proposal.now.said_on),
        looked=_looked(proposal),
        conflict=_conflict(proposal),
        questions=tuple(_questions(proposal)) if proposal.is_waiting else (),
        is_ready=is_ready(proposal.said),
        is_waiting=proposal.is_waiting,
        decision=DECISION_TAGS[proposal.decision],
        decided=f"{proposal.decided_by or 'Nobody is recorded'}, {_day(proposal.decided_at)}"
        if proposal.decided_at
        else "",
        note=proposal.note,
        overruled=proposal.overruled_reason,
        also_waiting=_also_waiting(proposal),
        files=tuple(LinkLine(name, f"{plan_href}evidence/{file}/") for file, name in proposal.files),
    )


def _questions(proposal: ProposalSeen) -> Iterable[str]:
    for question in questions_of(proposal.said):
        # Who answers on a page may choose that no new date can be said yet, and says why.
        if not (_has_no_date_yet(proposal) and question.field is SaidField.TIMESCALE):
            yield question.sentence


def _has_no_date_yet(proposal: ProposalSeen) -> bool:
    said = proposal.said
    return not proposal.document and bool(said.timescale_reason) and not said.timescale_text


def _also_waiting(proposal: ProposalSeen) -> str:
    """Said where somebody else answered the same action: each stands for itself, and both are shown."""
    if not proposal.is_waiting or not proposal.also_waiting:
        return ""
    others = spoken_count(proposal.also_waiting, "other update")
    verb = "waits" if proposal.also_waiting == 1 else "wait"
    return f"{others} of this action {verb} as well. What is accepted last counts; both stay readable."


def _conflict(proposal: ProposalSeen) -> str:
    if not proposal.is_conflict or not proposal.is_waiting:
        return ""
    return (
        "Something else was said of this action since. It is shown as it stood "
        f"{_looked(proposal)}, and as it stands now."
    )


def _looked(proposal: ProposalSeen) -> str:
    return "when the sheet went out" if proposal.document else "when they answered"


def _fields(proposal: ProposalSeen) -> list[FieldSaid]:
    said = _said_words(proposal.said)
    if proposal.keeps_date and not said[SaidField.TIMESCALE]:
        said[SaidField.TIMESCALE] = "Will be done by then: the date stays."
    elif _has_no_date_yet(proposal):
        said[SaidField.TIMESCALE] = f"A new date can’t be said yet: {said.pop(SaidField.REASON)}"
        said[SaidField.REASON] = ""
    stood, now = _standing_words(proposal.stood), _standing_words(proposal.now)
    decided = _standing_words(proposal.decided) if proposal.decided else {}
    is_conflict = proposal.is_conflict and proposal.is_waiting
    if not proposal.is_waiting:
        now = stood  # what stands today has come since, and says nothing of what was decided then
    found = []
    for field, label in _LABELS.items():
        changed = bool(decided) and decided[field] != stood[field]
        moved = is_conflict and stood[field] != now[field]
        if said[field] or changed or moved:
            found.append(
                FieldSaid(
                    label,
                    paragraphs(stood[field]) if moved else (),
                    paragraphs(now[field]),
                    paragraphs(said[field]),
                    paragraphs(decided.get(field, "")) if decided.get(field) != said[field] else (),
                )
            )
    return found


def _said_words(said: Said) -> dict[SaidField, str]:
    timescale = said.timescale
    return {
        SaidField.PROGRESS: said.progress,
        SaidField.STATE: said.state.words if said.state else _as_written(said.state_text),
        SaidField.CONFIDENCE: CONFIDENCE_NAMES[said.confidence].capitalize()
        if said.confidence
        else _as_written(said.confidence_text),
        SaidField.TIMESCALE: _when(timescale) if timescale else "",
        SaidField.REASON: said.timescale_reason,
        SaidField.NEXT_STEP: said.next_step,
        SaidField.EVIDENCE: said.evidence,
    }


def _as_written(words: str) -> str:
    return f"“{words}”" if words else ""


def _standing_words(standing: Standing) -> dict[SaidField, str]:
    return {
        SaidField.PROGRESS: standing.progress,
        SaidField.STATE: standing.state.words,
        SaidField.CONFIDENCE: ""
        if standing.confidence is Confidence.NONE
        else CONFIDENCE_NAMES[standing.confidence].capitalize(),
        SaidField.TIMESCALE: _when(standing.timescale),
        SaidField.REASON: "",
        SaidField.NEXT_STEP: standing.next_step,
        SaidField.EVIDENCE: standing.evidence,
    }


def _when(timescale: Timescale) -> str:
    """The words as written, and what they are understood to mean where that says more."""
    written = " ".join(timescale.text.split())
    understood = spoken_timescale(timescale.kind, timescale.start, timescale.end, timescale.recurrence)
    if not written:
        return "" if timescale.end is None else understood
    return f"“{written}”. {understood}."


@dataclass(frozen=True, slots=True)
class ReturnPage:
    """What came of a sheet that was brought in."""

    heading: str
    told: str
    sentence: str
    stopped: tuple[str, ...]
    left_out: tuple[str, ...]
    passed_over: tuple[str, ...]
    source: str
    source_href: str
    overruled: str
    cards: tuple[ProposalCard, ...]


def present_return(seen: ReturnSeen, *, updates_href: str, plan_href: str, locality_href: str) -> ReturnPage:
    cards = tuple(
        present_proposal(each, updates_href=updates_href, plan_href=plan_href, locality_href=locality_href)
        for each in seen.proposals
    )
    told = {kind: tuple(f.sentence for f in seen.findings if f.kind is kind) for kind in FindingKind}
    return ReturnPage(
        heading=f"What {seen.partner} said",
        told=f"{code_in_words(seen.code)}, filled in by {seen.said_by}, brought in on {_day(seen.returned_at)}",
        sentence=_summary(seen),
        stopped=told[FindingKind.STOPPED],
        left_out=told[FindingKind.LEFT_OUT],
        passed_over=told[FindingKind.PASSED_OVER],
        source=seen.document[1] if seen.document else "",
        source_href=f"{locality_href}documents/{seen.document[0]}/" if seen.document else "",
        overruled=seen.overruled_reason,
        cards=cards,
    )


def _summary(seen: ReturnSeen) -> str:
    """ "3 of 5 actions have something new, and 1 of these conflicts with a newer update."."""
    count = len(seen.proposals)
    if not count:
        return f"Nothing new was proposed for {spoken_count(seen.actions, 'action')} on the sheet."
    verb = "has" if count == 1 else "have"
    words = f"{count} of {spoken_count(seen.actions, 'action')} on the sheet {verb} something new"
    conflicts = sum(proposal.is_conflict and proposal.is_waiting for proposal in seen.proposals)
    if conflicts:
        words += f", and {conflicts} of these {'conflicts' if conflicts == 1 else 'conflict'} with a newer update"
    return f"{words}."


@dataclass(frozen=True, slots=True)
class UpdatesPage:
    """Updates that wait, and those that were decided last."""

    sentence: str
    waiting: tuple[ProposalCard, ...]
    decided: tuple[ProposalCard, ...]


def present_updates(
    waiting: tuple[ProposalSeen, ...],
    decided: tuple[ProposalSeen, ...],
    *,
    updates_href: str,
    plan_href: str,
    locality_href: str,
) -> UpdatesPage:
    hrefs = {"updates_href": updates_href, "plan_href": plan_href, "locality_href": locality_href}
    conflicts = sum(proposal.is_conflict for proposal in waiting)
    asking = sum(not is_ready(proposal.said) for proposal in waiting)
    parts = [f"{spoken_count(len(waiting), 'update')} {'waits' if len(waiting) == 1 else 'wait'} to be decided"]
    if conflicts:
        parts.append(f"{conflicts} {'conflicts' if conflicts == 1 else 'conflict'} with a newer update")
    if asking:
        parts.append(f"{asking} {'needs' if asking == 1 else 'need'} an answer first")
    return UpdatesPage(
        sentence="; ".join(parts) + "." if waiting else "No update waits to be decided.",
        waiting=tuple(present_proposal(each, **hrefs) for each in waiting),
        decided=tuple(present_proposal(each, **hrefs) for each in decided),
    )


def answers_to_begin_with(proposal: ProposalSeen) -> dict[str, str]:
    """What the form of changes holds at first: what was said, and the state that would stand."""
    said = proposal.said
    outcome = outcome_of(said, proposal.now)
    return {
        "progress": said.progress,
        "state": "" if said.state_text else outcome.state.value,
        "confidence": "" if said.confidence_text else outcome.confidence.value,
        "timescale_text": said.timescale_text,
        "timescale_reason": said.timescale_reason,
        "next_step": said.next_step,
        "evidence": said.evidence,
    }
