"""The page of what needs attention: counts by kind, then each action with its reasons in words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from concordat.plans.domain.attention import AttentionRules, ConcernKind
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.presenters.plans import leads_of, reference_of
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import Opening, opening_of
from concordat.plans.queries.attention import ActionConcerns, Attention, RulesSet
from concordat.ui.values import FilterLink

TITLES = {
    ConcernKind.OVERDUE: "Overdue",
    ConcernKind.GREEN_BUT_OVERDUE: "Green, but overdue",
    ConcernKind.CONTRADICTION: "Words and state disagree",
    ConcernKind.LEAD_LEFT: "Lead has left",
    ConcernKind.NO_LEAD: "No lead",
    ConcernKind.NO_DATE: "No date",
    ConcernKind.ENDLESS: "Ongoing without an end",
    ConcernKind.SLIPPED: "Slipped and still open",
    ConcernKind.STALE: "Nothing new said",
    ConcernKind.NO_OUTCOME: "Complete without an outcome",
    ConcernKind.NO_EVIDENCE: "Complete without evidence",
    ConcernKind.DUE_SOON: "Due soon",
    ConcernKind.NO_MEASURE: "No measure",
}
# What the link to the page says where a concern can be answered.
ANSWERS = {
    ConcernKind.OVERDUE: "Say how it stands",
    ConcernKind.GREEN_BUT_OVERDUE: "Say how it stands",
    ConcernKind.CONTRADICTION: "Say which is right",
    ConcernKind.LEAD_LEFT: "Say who leads it",
    ConcernKind.NO_LEAD: "Say who leads it",
    ConcernKind.NO_DATE: "Give a date",
    ConcernKind.ENDLESS: "Give a date",
    ConcernKind.SLIPPED: "Say how it stands",
    ConcernKind.STALE: "Say what has happened",
    ConcernKind.DUE_SOON: "Say how it stands",
    ConcernKind.NO_OUTCOME: "Say what came of it",
    ConcernKind.NO_EVIDENCE: "Name the evidence",
    ConcernKind.NO_MEASURE: "Say what it should move",
}
OF_LEADS = frozenset({ConcernKind.LEAD_LEFT, ConcernKind.NO_LEAD})


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern in words; `href` is where it is answered, empty where the viewer may not or where the row says so."""

    title: str
    reason: str
    href: str
    answer: str


@dataclass(frozen=True, slots=True)
class AttentionRow:
    reference: str
    href: str
    words: Opening
    leads: tuple[str, ...]
    state: Tag
    concerns: tuple[ConcernLine, ...]
    waiting: ConcernLine | None  # an answer that may end some of them


@dataclass(frozen=True, slots=True)
class AttentionPage:
    locality_name: str
    locality_href: str
    plan_href: str
    sentence: str
    kinds: tuple[FilterLink, ...]
    chosen: str
    rows: tuple[AttentionRow, ...]
    rules: tuple[str, ...]


def present_attention(
    attention: Attention,
    chosen: ConcernKind | None,
    rules: tuple[RulesSet, ...],
    *,
    on: date,
    base: str,
    plan_href: str,
    locality_href: str,
) -> AttentionPage:
    """All that needs attention, the most pressing first, or what is of one kind; `base` is the page's address.

    `rules` are all that the locality ever set, the ones that count first.
    """
    order = list(ConcernKind)
    shown = [found for found in attention.found if chosen is None or any(c.kind is chosen for c in found.concerns)]
    return AttentionPage(
        locality_name=attention.locality_name,
        locality_href=locality_href,
        plan_href=plan_href,
        sentence=_sentence(attention, on),
        kinds=present_health(attention, base=base, chosen=chosen),
        chosen=TITLES[chosen] if chosen else "",
        rows=tuple(
            _row(found, plan_href, attention.may_decide)
            for found in sorted(shown, key=lambda found: order.index(found.concerns[0].kind))
        ),
        rules=(
            *_rules_words(rules[0].rules if rules else AttentionRules()),
            _measures_words(attention),
            rules_set_words(rules),
        ),
    )


def present_health(attention: Attention, *, base: str, chosen: ConcernKind | None = None) -> tuple[FilterLink, ...]:
    """How many actions each kind concerns: the health of a plan. `base` is the address of what needs attention."""
    counts = Counter(concern.kind for found in attention.found for concern in found.concerns)
    return tuple(
        FilterLink(TITLES[kind], counts[kind], base if kind is chosen else f"{base}?kind={kind.value}", kind is chosen)
        for kind in ConcernKind
        if counts[kind]
    )


def rules_set_words(rules: tuple[RulesSet, ...]) -> str:
    """Who set the rules that count, and when."""
    if not rules:
        return "These are the usual rules: nobody has changed them here"
    by = f" by {rules[0].by}" if rules[0].by else ""
    return f"Set{by} on {spoken_day(timezone.localdate(rules[0].at))}"


def present_rules_before(rules: tuple[RulesSet, ...]) -> tuple[str, ...]:
    """The rules that held before those that count, newest first, each with who set them and when."""
    return tuple(
        f"{rules_set_words(rules[at:])}: {'; '.join(_rules_words(each.rules)).lower()}"
        for at, each in enumerate(rules)
        if at
    )


def _rules_words(rules: AttentionRules) -> tuple[str, ...]:
    return (
        f"Due soon: its last day is within {spoken_count(rules.soon_days, 'day')}",
        f"Nothing new said: for more than {spoken_count(rules.stale_days, 'day')}",
        f"Ongoing without an end: for more than {spoken_count(rules.endless_days, 'day')}",
    )


def _measures_words(attention: Attention) -> str:
    if attention.follows_measures:
        return "No measure: it is open, and names no measure that is followed here"
    return "No measure: not asked for as long as no measure is followed here"


def _sentence(attention: Attention, on: date) -> str:
    whole = spoken_count(attention.actions, "action")
    if not attention.found:
        return f"Nothing in the {whole} of the live plan needs attention on {spoken_day(on)}."
    verb = "needs" if len(attention.found) == 1 else "need"
    return f"{len(attention.found)} of {whole} in the live plan {verb} attention on {spoken_day(on)}."


def _row(found: ActionConcerns, plan_href: str, may_decide: bool) -> AttentionRow:
    action = found.action
    return AttentionRow(
        reference=reference_of(action),
        href=f"{plan_href}actions/{action.number}/",
        words=opening_of(action.text),
        leads=leads_of(action),
        state=STATE_TAGS[action.state],
        concerns=_lines(found, f"{plan_href}actions/{action.number}/"),
        waiting=_waiting(found, plan_href, may_decide),
    )


def _waiting(found: ActionConcerns, plan_href: str, may_decide: bool) -> ConcernLine | None:
    if found.waiting is None:
        return None
    said = spoken_day(timezone.localdate(found.waiting.said_at))
    answer = "Decide on it" if may_decide else "See it"
    return ConcernLine(
        "An answer waits", f"It was given on {said}", f"{plan_href}updates/{found.waiting.number}/", answer
    )


def _lines(found: ActionConcerns, action_href: str) -> tuple[ConcernLine, ...]:
    """The concerns of an action; where several are answered in one place, the first leads there."""
    lines: list[ConcernLine] = []
    led_to: set[str] = set()
    for concern in found.concerns:
        may_answer, page = _place_of(concern.kind, found)
        href = f"{action_href}{page}/"
        is_first = may_answer and href not in led_to
        if is_first:
            led_to.add(href)
        lines.append(
            ConcernLine(
                TITLES[concern.kind],
                concern.reason,
                href if is_first else "",
                ANSWERS[concern.kind] if is_first else "",
            )
        )
    return tuple(lines)


def _place_of(kind: ConcernKind, found: ActionConcerns) -> tuple[bool, str]:
    """Whether the viewer may answer a concern, and on which page of the action."""
    if kind in OF_LEADS:
        return found.may_name_leads, "leads"
    if kind is ConcernKind.NO_MEASURE:
        return found.may_tie_measures, "measures"
    return found.may_update, "update"
