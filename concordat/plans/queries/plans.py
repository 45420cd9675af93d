"""Reads a plan as one viewer may see it: the public its published editions, members the live plan."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from concordat.directory.domain import Body, Fate, OrganisationType
from concordat.directory.queries import fates_of
from concordat.plans.domain.front_matter import FrontMatter
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.readings import ReadTheme
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import TimescaleKind
from concordat.plans.domain.tracking import Slippage
from concordat.plans.models import Action, ActionLead, Edition, EditionEntry
from concordat.plans.queries.standpoints import EditionSeen, Standpoint, Viewer, standpoint_of
from concordat.plans.queries.timescales import published_slippages


@dataclass(frozen=True, slots=True)
class LeadSeen:
    """Who leads or supports; `person`, `as_written` and `left_on` are None for the public."""

    role: LeadRole
    organisation: str | None
    short_name: str | None
    slug: str | None
    type: OrganisationType | None
    person: str | None
    as_written: str | None
    left_on: date | None = None  # the person no longer works there
    ended_on: date | None = None  # the last day of the organisation


@dataclass(frozen=True, slots=True)
class TimescalePart:
    """One of several dates in one cell."""

    label: str
    text: str
    kind: TimescaleKind
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TimescaleSeen:
    text: str
    kind: TimescaleKind
    start: date | None
    end: date | None
    recurrence: str
    parts: tuple[TimescalePart, ...]
    slips: int
    first_end: date | None


@dataclass(frozen=True, slots=True)
class ActionSeen:
    """An action as it stands in an edition or in the live plan."""

    pk: int
    number: int
    references: tuple[str, ...]
    section: str
    text: str
    theme: str
    outcome: str
    group: str
    led_by_text: str | None  # None for the public: people may be named in it
    has_lead_words: bool
    leads: tuple[LeadSeen, ...]
    timescale: TimescaleSeen
    state: State
    confidence: Confidence
    progress: str
    next_step: str
    said_on: date


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan as one viewer sees it. `edition` is None where it is the live plan, or where nothing is published.

    `fates` say, by slug, who has the duties now of organisations that lead or support an action and have ended.
    """

    locality_slug: str
    locality_name: str
    title: str
    edition: EditionSeen | None
    is_draft: bool
    may_see_draft: bool
    editions: tuple[EditionSeen, ...]  # that the viewer may choose from, newest first
    front_matter: FrontMatter
    sections: tuple[str, ...]
    actions: tuple[ActionSeen, ...]
    fates: Mapping[str, Fate] = field(default_factory=dict)
    has_priorities: bool = False  # it is written down what it is for

    @property
    def is_superseded(self) -> bool:
        """A newer edition has been published than the one that is shown."""
        return self.edition is not None and any(
            e.number > self.edition.number and e.published_on is not None for e in self.editions
        )


def plan_seen_by(viewer: Viewer, locality_slug: str, edition: int | None = None) -> PlanSeen:
    """The plan of a locality as a viewer may see it, in at most ten queries whatever its length.

    Without an `edition` the public sees the latest published one and members the live plan. Raises `NotSeen`
    for an unknown locality and for an edition that the viewer may not see.
    """
    return plan_from(standpoint_of(viewer, locality_slug), edition)


def published_plan_from(standpoint: Standpoint) -> PlanSeen:
    """The latest published edition, also for members; without one, a plan without actions."""
    latest = standpoint.latest_published()
    return plan_from(standpoint, latest[1].number) if latest else _empty_plan(standpoint)


def plan_from(standpoint: Standpoint, edition: int | None = None) -> PlanSeen:
    """As `plan_seen_by`, for a standpoint that has been read already."""
    if edition is not None:
        chosen: tuple[int, EditionSeen] | None = standpoint.edition(edition)
    elif standpoint.may_see_draft:
        chosen = None
    else:
        chosen = standpoint.latest_published()
    if chosen is not None:
        entries: QuerySet[Any] = EditionEntry.objects.filter(edition=chosen[0])
        actions = actions_of(entries, standpoint)
        front_matter = Edition.objects.values_list("front_matter", flat=True).get(pk=chosen[0])
        title = chosen[1].title
    elif standpoint.may_see_draft and standpoint.plan_pk is not None:
        live = Action.objects.filter(plan=standpoint.plan_pk, wording__isnull=False, update__isnull=False)
        actions, front_matter, title = actions_of(live, standpoint), standpoint.plan_front_matter, standpoint.plan_title
    else:
        return _empty_plan(standpoint)
    return PlanSeen(
        locality_slug=standpoint.locality_slug,
        locality_name=standpoint.locality_name,
        title=title,
        edition=chosen[1] if chosen else None,
        is_draft=chosen is None or chosen[1].published_on is None,
        may_see_draft=standpoint.may_see_draft,
        editions=tuple(edition for _, edition in standpoint.editions),
        front_matter=front_matter_seen(front_matter, standpoint),
        sections=tuple(dict.fromkeys(action.section for action in actions)),
        actions=actions,
        fates=fates_of_leads(lead for action in actions for lead in action.leads),
        has_priorities=standpoint.has_priorities,
    )


def fates_of_leads(leads: Iterable[LeadSeen]) -> dict[str, Fate]:
    """What became of those of these organisations that have ended, by slug; one query where there are any."""
    bodies = {
        lead.slug: Body(lead.slug, lead.organisation, lead.ended_on)
        for lead in leads
        if lead.ended_on and lead.slug and lead.organisation
    }
    return fates_of(bodies.values(), on=timezone.localdate())


def _empty_plan(standpoint: Standpoint) -> PlanSeen:
    return PlanSeen(
        locality_slug=standpoint.locality_slug,
        locality_name=standpoint.locality_name,
        title="",
        edition=None,
        is_draft=False,
        may_see_draft=standpoint.may_see_draft,
        editions=tuple(edition for _, edition in standpoint.editions),
        front_matter=FrontMatter(),
        sections=(),
        actions=(),
        has_priorities=standpoint.has_priorities,
    )


def front_matter_seen(stored: dict[str, Any], standpoint: Standpoint) -> FrontMatter:
    """For the public only what a plan says of its aims: contacts and accounts of boards name people."""
    whole = FrontMatter.from_json(stored)
    if standpoint.may_see_draft:
        return whole
    withheld = standpoint.withheld
    return FrontMatter(
        status_key=tuple((key, withheld(words)) for key, words in whole.status_key),
        purposes=tuple(withheld(purpose) for purpose in whole.purposes),
        themes=tuple(
            ReadTheme(theme.number, withheld(theme.title), tuple(withheld(text) for text in theme.criteria))
            for theme in whole.themes
        ),
        last_updated=whole.last_updated,
    )


WORDING = ("section__title", "references", "text", "theme", "outcome", "group", "led_by_text")
UPDATE = ("said_on", "progress", "state", "confidence", "next_step", "timescale_id")
TIMESCALE = ("text", "kind", "start_on", "end_on", "recurrence", "parts", "slips", "first_end_on")


def actions_of(rows: QuerySet[Any], standpoint: Standpoint) -> tuple[ActionSeen, ...]:
    """The actions of edition entries or of live actions (both point at a wording and an update), in plan order."""
    of_action = "action__" if rows.model is EditionEntry else ""
    found = list(
        rows.order_by("wording__section__position", "wording__position", f"{of_action}number").values_list(
            f"{of_action}pk",
            f"{of_action}number",
            "wording_id",
            *(f"wording__{name}" for name in WORDING),
            *(f"update__{name}" for name in UPDATE),
            *(f"update__timescale__{name}" for name in TIMESCALE),
        )
    )
    leads = leads_of(rows.order_by().values("wording"), standpoint)
    slippages: dict[int, Slippage] = {}
    if not standpoint.may_see_draft and standpoint.plan_pk is not None:
        slippages = published_slippages(standpoint.plan_pk, {row[0]: row[15] for row in found if row[-2]})
    return tuple(action_seen(row, leads, standpoint, slippages) for row in found)


def action_seen(
    row: tuple[Any, ...],
    leads: dict[int, tuple[LeadSeen, ...]],
    standpoint: Standpoint,
    slippages: dict[int, Slippage],
) -> ActionSeen:
    """An action from its key, number and wording's key, then the values of `WORDING`, `UPDATE` and `TIMESCALE`."""
    withheld = standpoint.withheld
    (pk, number, wording, section, references, text, theme, outcome, group, led_by_text) = row[:10]
    (said_on, progress, state, confidence, next_step, _) = row[10:16]
    return ActionSeen(
        pk=pk,
        number=number,
        references=tuple(references),
        section=section,
        text=withheld(text),
        theme=withheld(theme),
        outcome=withheld(outcome),
        group=withheld(group),
        led_by_text=led_by_text if standpoint.may_see_draft else None,
        has_lead_words=bool(led_by_text.strip()),
        leads=leads.get(wording, ()),
        timescale=timescale_seen(row[16:24], withheld, slippages.get(pk)),
        state=State(state),
        confidence=Confidence(confidence),
        progress=withheld(progress),
        next_step=withheld(next_step),
        said_on=said_on,
    )


def timescale_seen(
    row: tuple[Any, ...], withheld: Callable[[str], str], slippage: Slippage | None = None
) -> TimescaleSeen:
    """A timescale from the values of its columns; `slippage` replaces the one that was told when it was written."""
    text, kind, start, end, recurrence, parts, slips, first_end = row
    if slippage is not None:
        slips, first_end = slippage.times, slippage.first_end
    return TimescaleSeen(
        text=withheld(text),
        kind=TimescaleKind(kind),
        start=start,
        end=end,
        recurrence=recurrence,
        parts=tuple(_part(part, withheld) for part in parts) if parts else (),
        slips=slips,
        first_end=first_end,
    )


def _part(stored: dict[str, Any], withheld: Callable[[str], str]) -> TimescalePart:
    return TimescalePart(
        label=withheld(stored.get("label") or ""),
        text=withheld(stored.get("text") or ""),
        kind=TimescaleKind(stored.get("kind") or TimescaleKind.UNKNOWN),
        start=date.fromisoformat(stored["start"]) if stored.get("start") else None,
        end=date.fromisoformat(stored["end"]) if stored.get("end") else None,
    )


def leads_of(wordings: Any, standpoint: Standpoint) -> dict[int, tuple[LeadSeen, ...]]:
    """The leads of wordings (a subquery or primary keys) by the wording's primary key, in one query.

    For the public a person stands as the organisation they work for; each organisation comes once in a role.
    """
    rows = (
        ActionLead.objects.filter(wording__in=wordings)
        .order_by("wording", "position", "pk")
        .values_list(
            "wording_id",
            "role",
            "name_as_written",
            "organisation__name",
            "organisation__short_name",
            "organisation__slug",
            "organisation__type",
            "organisation__ends_on",
            "person__name",
            "person__organisation__name",
            "person__organisation__short_name",
            "person__organisation__slug",
            "person__organisation__type",
            "person__organisation__ends_on",
            "person__left_on",
        )
    )
    found: defaultdict[int, dict[LeadSeen, None]] = defaultdict(dict)
    for wording, role, as_written, *bodies, left_on in rows:
        body, person, theirs = bodies[:5], bodies[5], bodies[6:]
        name, short_name, slug, kind, ended_on = body if body[0] is not None else theirs
        members_only = (person, as_written, left_on) if standpoint.may_see_draft else (None, None)
        lead = LeadSeen(
            LeadRole(role),
            name,
            short_name or None,
            slug,
            OrganisationType(kind) if kind else None,
            *members_only,
            ended_on=ended_on,
        )
        found[wording][lead] = None
    return {wording: tuple(leads) for wording, leads in found.items()}
