"""The page of a locality: what its partners are doing where people live, in finished words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concordat.assurance.presenters import agreed_words, present_status
from concordat.directory.domain import PartnerKind
from concordat.directory.presenters import now_words
from concordat.directory.queries import CrisisLine
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.editions import ChangeKind, Standing
from concordat.plans.domain.filtering import Wanted
from concordat.plans.presenters.filters import query_of
from concordat.plans.presenters.plans import edition_words, tracking_of
from concordat.plans.presenters.states import BAR_ORDER, STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words, listed
from concordat.plans.queries import ActionChange, EditionChanges, PlanProgress, PlanSeen
from concordat.reporting.presenters.measures import MeasureLine, present_line
from concordat.reporting.presenters.standing import standing_words
from concordat.reporting.queries import LocalityPicture
from concordat.ui.values import BarPart

MOST_CHANGES = 5
MOST_MEASURES = 10


@dataclass(frozen=True, slots=True)
class CountLink:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; `href` is empty where the action is no longer in the plan."""

    kind: str
    words: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """An organisation's share of the plan; `now` says who has the duties of one that has ended."""

    name: str
    words: str
    href: str
    now: str
    slug: str


@dataclass(frozen=True, slots=True)
class LocalityPage:
    """Everything the page of a locality says."""

    name: str
    areas: str
    areas_before: tuple[CountLink, ...]
    region: str
    about: str
    is_example: bool
    sentence: str
    tags: tuple[Tag, ...]
    plan_href: str
    has_plan: bool
    has_priorities: bool
    bar: tuple[BarPart, ...]
    late: tuple[CountLink, ...]
    changes_sentence: str
    changes: tuple[ChangeLine, ...]
    compare_href: str  # every change; "" where there is one edition
    partners: tuple[PartnerLine, ...]
    idle_partners: str
    measures: tuple[MeasureLine, ...]
    measures_words: str
    editions: tuple[CountLink, ...]
    drafts: tuple[CountLink, ...]
    crisis_services: tuple[CrisisLine, ...]
    may_see_draft: bool
    may_import: bool
    may_see_reviews: bool
    may_propose: bool
    may_keep_people: bool
    may_keep_measures: bool
    may_load_figures: bool
    may_change_areas: bool


def present_locality(picture: LocalityPicture, *, on: date, plan_href: str, measures_href: str = "") -> LocalityPage:
    """The page of a locality on a day; `plan_href` and `measures_href` are the addresses of its plan and measures."""
    place, plan = picture.place, picture.plan
    # Members see the live plan at the plan's own address; the numbers here are those of the edition.
    shown = f"{plan_href}editions/{plan.edition.number}/" if plan.edition and picture.may_see_draft else plan_href
    progress = progress_of(plan, on)
    return LocalityPage(
        name=place.name,
        areas=place.areas_in_words,
        areas_before=tuple(_areas_before(picture)),
        region=place.region_name,
        about=place.about,
        is_example=place.is_example,
        sentence=" ".join(part for part in (agreed_words(picture.agreed), f"{standing_words(progress)}.") if part),
        tags=present_status(picture.status).tags,
        plan_href=plan_href,
        has_plan=plan.edition is not None,
        has_priorities=plan.has_priorities,
        bar=_bar(plan, shown),
        late=tuple(_late(plan, shown, on)),
        changes_sentence=_changes_sentence(picture.changes) if picture.changes else "",
        changes=tuple(
            _change_line(change, plan_href) for change in (picture.changes.changes if picture.changes else ())
        )[:MOST_CHANGES],
        compare_href=_compare_href(picture.changes, plan, plan_href),
        partners=_partners(plan, shown),
        idle_partners=_idle_partners(picture),
        measures=_measures(picture, measures_href, on),
        measures_words=_measures_words(picture),
        editions=tuple(_editions(plan, plan_href)),
        drafts=tuple(_drafts(plan, plan_href)),
        crisis_services=place.crisis_services,
        may_see_draft=picture.may_see_draft,
        may_import=picture.may_import,
        may_see_reviews=picture.may_see_reviews,
        may_propose=picture.may_propose,
        may_keep_people=picture.may_keep_people,
        may_keep_measures=picture.may_keep_measures,
        may_load_figures=picture.may_load_figures,
        may_change_areas=picture.may_change_areas,
    )


def _areas_before(picture: LocalityPicture) -> Iterable[CountLink]:
    """What its areas were before; not where only the council changed, and the name stands above already."""
    names = {area.name for area in picture.place.areas}
    for each in picture.areas_before:
        if each.area.name not in names or len(names) > 1:
            part = "all of" if each.is_whole else "a part of"
            until = f"until {spoken_day(each.area.ends_on)}"
            yield CountLink(f"{part} what was {each.area.name} {until}", f"/areas/{each.area.slug}/")


def progress_of(plan: PlanSeen, on: date) -> PlanProgress | None:
    """The progress of a published plan, as the list of localities counts it too."""
    if plan.edition is None:
        return None
    return PlanProgress(
        edition=plan.edition.number,
        dated_on=plan.edition.dated_on,
        actions=len(plan.actions),
        complete=sum(action.state.is_complete for action in plan.actions),
        open=sum(action.state.is_open for action in plan.actions),
        overdue=sum(tracking_of(action, on).is_overdue for action in plan.actions),
    )


def _bar(plan: PlanSeen, href: str) -> tuple[BarPart, ...]:
    counts = Counter(action.state for action in plan.actions)
    return tuple(
        BarPart(
            STATE_TAGS[state].words.lower(),
            counts[state],
            STATE_TAGS[state].colour,
            STATE_TAGS[state].shape,
            href + query_of(Wanted(state=state.value)),
        )
        for state in BAR_ORDER
        if counts[state]
    )


def _late(plan: PlanSeen, href: str, on: date) -> Iterable[CountLink]:
    trackings = [tracking_of(action, on) for action in plan.actions]
    overdue = sum(tracking.is_overdue for tracking in trackings)
    slipped = sum(tracking.is_slipped for tracking in trackings)
    if overdue:
        yield CountLink(f"{overdue:,} {_is_are(overdue)} overdue", href + query_of(Wanted(is_overdue=True)))
    if slipped:
        has = "has" if slipped == 1 else "have"
        yield CountLink(f"{slipped:,} {has} slipped to a later date", href + query_of(Wanted(is_slipped=True)))


def _is_are(count: int) -> str:
    return "is" if count == 1 else "are"


def _compare_href(changes: EditionChanges | None, plan: PlanSeen, plan_href: str) -> str:
    if changes is None or plan.edition is None:
        return ""
    return f"{plan_href}compare/?from={changes.since.number}&to={plan.edition.number}"


_CHANGE_WORDS = {
    ChangeKind.COMPLETED: "Completed",
    ChangeKind.SLIPPED: "Slipped",
    ChangeKind.BROUGHT_FORWARD: "Brought forward",
    ChangeKind.STARTED: "Started",
    ChangeKind.REOPENED: "Reopened",
    ChangeKind.CLOSED: "Closed",
    ChangeKind.ADDED: "New",
    ChangeKind.REMOVED: "No longer in the plan",
}
_CHANGE_COUNTS = {
    ChangeKind.COMPLETED: "completed",
    ChangeKind.STARTED: "started",
    ChangeKind.SLIPPED: "slipped",
    ChangeKind.BROUGHT_FORWARD: "brought forward",
    ChangeKind.REOPENED: "reopened",
    ChangeKind.CLOSED: "closed without being complete",
    ChangeKind.ADDED: "new",
    ChangeKind.REMOVED: "no longer in the plan",
}


def _changes_sentence(changes: EditionChanges) -> str:
    counts = Counter(each.change.kind for each in changes.changes)
    said = [f"{counts[kind]:,} {words}" for kind, words in _CHANGE_COUNTS.items() if counts[kind]]
    since = f"Since edition {changes.since.number} ({spoken_day(changes.since.dated_on)})"
    return f"{since}: {listed(said)}." if said else f"{since} no action has changed its state or its date."


def _change_line(each: ActionChange, plan_href: str) -> ChangeLine:
    change = each.change
    name = ", ".join(each.references)
    return ChangeLine(
        kind=_CHANGE_WORDS[change.kind],
        words=" ".join(part for part in (name, first_words(each.text, 90)) if part),
        detail=_detail(change.kind, change.before, change.after),
        # A removed action keeps its page, which says that it is no longer in the plan.
        href=f"{plan_href}actions/{change.number}/",
    )


def _detail(kind: ChangeKind, before: Standing | None, after: Standing | None) -> str:
    if before is None or after is None:
        return f"it was {before.state.words.lower()}" if before else ""
    if kind in (ChangeKind.SLIPPED, ChangeKind.BROUGHT_FORWARD) and before.end and after.end:
        return f"from {spoken_day(before.end)} to {spoken_day(after.end)}"
    if kind in (ChangeKind.REOPENED, ChangeKind.CLOSED):
        return f"was {before.state.words.lower()}, now {after.state.words.lower()}"
    return ""


def _partners(plan: PlanSeen, href: str) -> tuple[PartnerLine, ...]:
    """Each organisation with its share, the largest first."""
    names: dict[str, str] = {}
    actions: Counter[str] = Counter()
    complete: Counter[str] = Counter()
    for action in plan.actions:
        for slug, name in {
            lead.slug: lead.organisation for lead in action.leads if lead.slug and lead.organisation
        }.items():
            names[slug] = name
            actions[slug] += 1
            complete[slug] += action.state.is_complete
    return tuple(
        PartnerLine(
            name=names[slug],
            words=f"{spoken_count(count, 'action')}, {complete[slug]} complete",
            href=href + query_of(Wanted(partner=slug)),
            now=now_words(plan.fates[slug]) if slug in plan.fates else "",
            slug=slug,
        )
        for slug, count in sorted(actions.items(), key=lambda pair: (-pair[1], names[pair[0]].casefold()))
    )


def _idle_partners(picture: LocalityPicture) -> str:
    """The partners who have no action in the published plan.

    The public hears only of those that signed or support: the others were named by a plan, perhaps by a draft.
    """
    busy = {lead.slug for action in picture.plan.actions for lead in action.leads}
    return listed(
        [
            partner.name
            for partner in picture.partners
            if partner.slug not in busy and (picture.may_see_draft or partner.kind is not PartnerKind.PARTNER)
        ]
    )


def _measures(picture: LocalityPicture, href: str, on: date) -> tuple[MeasureLine, ...]:
    """The first of the measures that are followed, in the order that the locality gave them."""
    followed = [measure for measure in picture.measures if not measure.words.is_retired]
    return tuple(
        present_line(measure, href=f"{href}{measure.words.key}/", on=on, for_members=picture.may_see_draft)
        for measure in followed[:MOST_MEASURES]
    )


def _measures_words(picture: LocalityPicture) -> str:
    """What the link to all measures says; nothing where there is none."""
    followed = sum(not measure.words.is_retired for measure in picture.measures)
    if followed <= 1:
        return "The measure, with its chart" if followed else ""
    return f"All {followed} measures, with their charts"


def _editions(plan: PlanSeen, plan_href: str) -> Iterable[CountLink]:
    for edition in plan.editions:
        if edition.published_on is not None:
            yield CountLink(edition_words(edition), f"{plan_href}editions/{edition.number}/")


def _drafts(plan: PlanSeen, plan_href: str) -> Iterable[CountLink]:
    for edition in plan.editions:
        if edition.published_on is None:
            yield CountLink(f"{edition_words(edition)}, not published", f"{plan_href}editions/{edition.number}/")
