"""The plan page in finished words: what was promised, by whom, by when, and whether it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concordat.plans.domain.days import spoken_count, spoken_day, spoken_length
from concordat.plans.domain.filtering import Choice, Traits, Wanted, choose, fold_words
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.tracking import Tracking, track
from concordat.plans.presenters.downloads import DownloadBlock, present_downloads
from concordat.plans.presenters.filters import FilterPanel, Keys, keys_in, present_filters
from concordat.plans.presenters.states import DUE_SOON, LEAD_LEFT, MEANINGS, OVERDUE, SLIPPED, STATE_TAGS, Meaning, Tag
from concordat.plans.presenters.words import Opening, first_words, opening_of
from concordat.plans.queries.plans import ActionSeen, LeadSeen, PlanSeen
from concordat.plans.queries.standpoints import EditionSeen

NOBODY = "Nobody is named"
UNRECOGNISED = "Named in the document, but not as a partner here"
SOMEBODY = "A named person"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action in the list."""

    reference: str
    href: str
    words: Opening
    leads: tuple[str, ...]
    lead_left: Tag | None  # for members: somebody who leads it no longer works there
    supports: tuple[str, ...]
    when: str
    marks: tuple[Meaning, ...]  # overdue, due soon, slipped: each with a few words of why
    state: Tag
    said_on: str
    said: str


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section with the rows that the filters leave; `anchor` is its place on the page."""

    anchor: str
    title: str
    count: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class EditionLink:
    words: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the plan page says."""

    title: str
    locality_name: str
    locality_href: str
    edition_words: str
    draft_words: str
    waiting: EditionLink | None  # beside the live plan: the newest edition that waits to be published
    superseded_words: str
    current_href: str
    summary: str
    on_words: str
    front_matter: FrontMatter
    has_front_matter: bool
    filters: FilterPanel
    downloads: DownloadBlock
    sections: tuple[PlanSection, ...]
    meanings: tuple[Meaning, ...]
    editions: tuple[EditionLink, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class FilteredPlan:
    """The actions that a filter leaves, in the plan's order, each with what follows from its dates on `judged_on`."""

    wanted: Wanted
    choice: Choice
    keys: Keys
    judged_on: date
    trackings: tuple[Tracking, ...]  # of every action of the plan
    rows: tuple[tuple[ActionSeen, Tracking], ...]


def filter_plan(plan: PlanSeen, wanted: Wanted, *, on: date) -> FilteredPlan:
    """What a filter leaves of a plan; an edition that a newer one has replaced is judged on its own day."""
    judged_on = plan.edition.dated_on if plan.edition and plan.is_superseded else on
    trackings = tuple(tracking_of(action, judged_on) for action in plan.actions)
    keys = keys_in(plan)
    choice = choose([_traits(plan, a, t, keys, wanted) for a, t in zip(plan.actions, trackings, strict=True)], wanted)
    rows = tuple((plan.actions[i], trackings[i]) for i in choice.chosen)
    return FilteredPlan(wanted, choice, keys, judged_on, trackings, rows)


def present_plan(
    plan: PlanSeen,
    wanted: Wanted,
    *,
    ignored: Iterable[str] = (),
    on: date,
    base: str,
    plan_href: str,
    locality_href: str,
) -> PlanPage:
    """The page of a plan as filtered. `on` is today; `base` the address of this page, `plan_href` of the newest plan.

    An edition that a newer one has replaced is judged on its own day: what was overdue then.
    """
    filtered = filter_plan(plan, wanted, on=on)
    keys, judged_on = filtered.keys, filtered.judged_on
    return PlanPage(
        title=plan.title or f"{plan.locality_name} crisis care action plan",
        locality_name=plan.locality_name,
        locality_href=locality_href,
        edition_words=edition_words(plan.edition) if plan.edition else "",
        draft_words=_draft_words(plan),
        waiting=_waiting(plan, plan_href),
        superseded_words=_superseded_words(plan),
        current_href=plan_href,
        summary=summary_of(plan, list(filtered.trackings)),
        on_words=_on_words(plan, judged_on),
        front_matter=plan.front_matter,
        has_front_matter=bool(plan.front_matter.purposes or plan.front_matter.themes),
        filters=present_filters(plan, wanted, filtered.choice, keys, ignored=tuple(ignored), base=base),
        downloads=present_downloads(wanted, shown=len(filtered.rows), whole=len(plan.actions), base=base),
        sections=sections_shown(plan, filtered, plan_href),
        meanings=MEANINGS,
        editions=tuple(_edition_links(plan, plan_href)),
        is_empty=not plan.actions,
    )


def tracking_of(action: ActionSeen, on: date) -> Tracking:
    """What follows on a day from what is seen of an action."""
    when = action.timescale
    return track(when.kind, when.end, action.state, when.slips, when.first_end, on=on)


def edition_words(edition: EditionSeen) -> str:
    """ "Edition 3, dated 12 September 2026"."""
    return f"Edition {edition.number}, dated {spoken_day(edition.dated_on)}"


def summary_of(plan: PlanSeen, trackings: list[Tracking]) -> str:
    """ "42 actions in 5 sections: 17 complete, 5 overdue, 2 slipped." """
    complete = sum(action.state.is_complete for action in plan.actions)
    overdue = sum(tracking.is_overdue for tracking in trackings)
    slipped = sum(tracking.is_slipped for tracking in trackings)
    counts = spoken_count(len(plan.actions), "action")
    if len(plan.sections) > 1:
        counts += f" in {len(plan.sections)} sections"
    return f"{counts}: {complete:,} complete, {overdue:,} overdue, {slipped:,} slipped."


def organisation_words(lead: LeadSeen) -> str:
    """The organisation, by the name it is known by; members read the person as well."""
    name = lead.short_name or lead.organisation
    if lead.person:
        return f"{lead.person} ({name})" if name else lead.person
    return name or SOMEBODY


def _traits(plan: PlanSeen, action: ActionSeen, tracking: Tracking, keys: Keys, wanted: Wanted) -> Traits:
    named = frozenset(lead.slug for lead in action.leads if lead.slug)
    # What a body promised that has ended is found under whoever has its duties since.
    since = [plan.fates[slug].passed_to for slug in named if slug in plan.fates]
    return Traits(
        state=action.state.value,
        partners=named.union(*since),
        theme=keys.themes.get(action.theme, ""),
        section=keys.sections[action.section],
        is_overdue=tracking.is_overdue,
        is_slipped=tracking.is_slipped,
        words=_all_words(action) if wanted.words else "",
    )


def _all_words(action: ActionSeen) -> str:
    leads = " ".join(f"{lead.organisation} {lead.short_name or ''} {lead.person or ''}" for lead in action.leads)
    return fold_words(
        " ".join(
            (
                *action.references, action.text, action.theme, action.outcome, action.progress, action.next_step,
                action.timescale.text, action.group, leads,
            )
        )
    )  # fmt: skip


def sections_shown(plan: PlanSeen, filtered: FilteredPlan, plan_href: str) -> tuple[PlanSection, ...]:
    """The sections of a plan with the rows that a filter leaves; a section without any is left out."""
    keys, on = filtered.keys, filtered.judged_on
    whole: dict[str, int] = {}
    for action in plan.actions:
        whole[action.section] = whole.get(action.section, 0) + 1
    grouped: dict[str, list[PlanRow]] = {}
    for action, tracking in filtered.rows:
        grouped.setdefault(action.section, []).append(_row(action, tracking, plan_href, on))
    return tuple(
        PlanSection(
            anchor=f"section-{keys.sections[title]}",
            title=title or "Actions",
            count=_shown_of(len(grouped[title]), whole[title]),
            rows=tuple(grouped[title]),
        )
        for title in plan.sections
        if title in grouped
    )


def _shown_of(shown: int, whole: int) -> str:
    return spoken_count(whole, "action") if shown == whole else f"{shown} of {spoken_count(whole, 'action')}"


def _row(action: ActionSeen, tracking: Tracking, plan_href: str, on: date) -> PlanRow:
    return PlanRow(
        reference=reference_of(action),
        href=f"{plan_href}actions/{action.number}/",
        words=opening_of(action.text),
        leads=leads_of(action),
        lead_left=LEAD_LEFT if any(lead.left_on and lead.left_on <= on for lead in _leading(action)) else None,
        supports=names_of(action.leads, LeadRole.SUPPORT),
        when=" ".join(action.timescale.text.split()) or "No date was given",
        marks=tuple(_marks(action, tracking, on)),
        state=STATE_TAGS[action.state],
        said_on=spoken_day(action.said_on),
        said=first_words(action.progress),
    )


def _leading(action: ActionSeen) -> Iterable[LeadSeen]:
    return (lead for lead in action.leads if lead.role is LeadRole.LEAD)


def _marks(action: ActionSeen, tracking: Tracking, on: date) -> Iterable[Meaning]:
    """What the page of the action gives the whole reason for, in a few words."""
    end, first_end = action.timescale.end, action.timescale.first_end
    if tracking.is_overdue:
        yield Meaning(OVERDUE, f"by {spoken_length(tracking.overdue_days)}")
    elif tracking.soon_reason and end is not None:
        yield Meaning(DUE_SOON, "today" if end == on else f"in {spoken_count((end - on).days, 'day')}")
    if tracking.is_slipped:
        times = {1: "once", 2: "twice"}.get(tracking.slipped_times, f"{tracking.slipped_times} times")
        yield Meaning(SLIPPED, f"{times}, from {spoken_day(first_end)}" if first_end else times)


def reference_of(action: ActionSeen) -> str:
    """What the plan calls an action; where it calls it nothing, its number here."""
    return ", ".join(action.references) or f"Action {action.number}"


def names_of(leads: Iterable[LeadSeen], role: LeadRole) -> tuple[str, ...]:
    """Those who lead, or support, each once."""
    return tuple(dict.fromkeys(organisation_words(lead) for lead in leads if lead.role is role))


def leads_of(action: ActionSeen) -> tuple[str, ...]:
    """Those who lead, or a sentence where nobody does; members read what stood in the cell."""
    named = names_of(action.leads, LeadRole.LEAD)
    if named or action.leads:
        return named
    if action.led_by_text and action.led_by_text.strip():
        return (f"As written: “{' '.join(action.led_by_text.split())}”",)
    return (nobody_words(action),)


def nobody_words(action: ActionSeen) -> str:
    """Of an action that no partner and no person leads: whether its document names somebody all the same."""
    return UNRECOGNISED if action.has_lead_words else NOBODY


def _draft_words(plan: PlanSeen) -> str:
    if not plan.is_draft:
        return ""
    if plan.edition is not None:
        return f"Edition {plan.edition.number} has not been published: only members see it."
    published = next((edition for edition in plan.editions if edition.published_on), None)
    if published is None:
        return "This is the live plan. Only members see it: no edition has been published yet."
    return f"This is the live plan, which only members see. The public sees edition {published.number}."


def _waiting(plan: PlanSeen, plan_href: str) -> EditionLink | None:
    if not plan.is_draft or plan.edition is not None or not plan.editions:
        return None
    newest = max(plan.editions, key=lambda edition: edition.number)
    if newest.published_on:
        return None
    return EditionLink(edition_words(newest), f"{plan_href}editions/{newest.number}/", is_shown=False)


def _superseded_words(plan: PlanSeen) -> str:
    if plan.edition is None or not plan.is_superseded:
        return ""
    newest = next(edition for edition in plan.editions if edition.published_on)
    return (
        f"This is edition {plan.edition.number} as it stood on {spoken_day(plan.edition.dated_on)}. "
        f"The latest is edition {newest.number}, dated {spoken_day(newest.dated_on)}."
    )


def _on_words(plan: PlanSeen, on: date) -> str:
    if plan.edition and plan.is_superseded:
        return f"What was overdue is worked out for the day of this edition, {spoken_day(on)}."
    return f"What is overdue is worked out for today, {spoken_day(on)}, from what the plan says."


def _edition_links(plan: PlanSeen, plan_href: str) -> Iterable[EditionLink]:
    if plan.may_see_draft:
        yield EditionLink("Live plan (members only)", plan_href, plan.edition is None)
    for edition in plan.editions:
        words = edition_words(edition) + ("" if edition.published_on else " (not published)")
        shown = plan.edition is not None and plan.edition.number == edition.number
        yield EditionLink(words, f"{plan_href}editions/{edition.number}/", shown)
