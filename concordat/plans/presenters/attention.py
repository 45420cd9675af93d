"""The page of what needs attention: counts by kind, then each action with its reasons in words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from concordat.plans.domain.attention import ConcernKind
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.plans import leads_of, reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import Opening, opening_of
from concordat.plans.queries.attention import ActionConcerns, Attention

TITLES = {
    ConcernKind.OVERDUE: "Overdue",
    ConcernKind.GREEN_BUT_OVERDUE: "Green, but overdue",
    ConcernKind.CONTRADICTION: "Words and state disagree",
    ConcernKind.LEAD_LEFT: "Lead has left",
    ConcernKind.NO_LEAD: "No lead",
    ConcernKind.NO_DATE: "No date",
    ConcernKind.ENDLESS: "Ongoing without an end",
    ConcernKind.SLIPPED: "Slipped",
    ConcernKind.STALE: "Nothing new said",
    ConcernKind.NO_OUTCOME: "Complete without an outcome",
    ConcernKind.NO_EVIDENCE: "Complete without evidence",
    ConcernKind.DUE_SOON: "Due soon",
}


@dataclass(frozen=True, slots=True)
class KindLink:
    """One kind with the number of actions that it concerns."""

    words: str
    count: int
    href: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class AttentionRow:
    reference: str
    href: str
    words: Opening
    leads: tuple[str, ...]
    state: Tag
    concerns: tuple[tuple[str, str], ...]  # title and reason


@dataclass(frozen=True, slots=True)
class AttentionPage:
    locality_name: str
    locality_href: str
    plan_href: str
    sentence: str
    kinds: tuple[KindLink, ...]
    everything_href: str
    chosen: str
    rows: tuple[AttentionRow, ...]


def present_attention(
    attention: Attention, chosen: ConcernKind | None, *, on: date, base: str, plan_href: str, locality_href: str
) -> AttentionPage:
    """All that needs attention, or what is of one kind; `base` is the address of this page."""
    counts = Counter(concern.kind for found in attention.found for concern in found.concerns)
    shown = [found for found in attention.found if chosen is None or any(c.kind is chosen for c in found.concerns)]
    return AttentionPage(
        locality_name=attention.locality_name,
        locality_href=locality_href,
        plan_href=plan_href,
        sentence=_sentence(attention, on),
        kinds=tuple(
            KindLink(title, counts[kind], f"{base}?kind={kind.value}", kind is chosen)
            for kind, title in TITLES.items()
            if counts[kind]
        ),
        everything_href=base,
        chosen=TITLES[chosen] if chosen else "",
        rows=tuple(_row(found, plan_href) for found in shown),
    )


def _sentence(attention: Attention, on: date) -> str:
    whole = spoken_count(attention.actions, "action")
    if not attention.found:
        return f"Nothing in the {whole} of the live plan needs attention on {spoken_day(on)}."
    verb = "needs" if len(attention.found) == 1 else "need"
    return f"{len(attention.found)} of {whole} in the live plan {verb} attention on {spoken_day(on)}."


def _row(found: ActionConcerns, plan_href: str) -> AttentionRow:
    action = found.action
    return AttentionRow(
        reference=reference_of(action),
        href=f"{plan_href}actions/{action.number}/",
        words=opening_of(action.text),
        leads=leads_of(action),
        state=STATE_TAGS[action.state],
        concerns=tuple((TITLES[concern.kind], concern.reason) for concern in found.concerns),
    )
