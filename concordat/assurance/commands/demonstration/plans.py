"""Writes the plan of an invented locality as its commands would have, from its first edition on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from random import Random

from django.utils import timezone

from concordat.accounts.models import User
from concordat.assurance.commands.demonstration import words
from concordat.assurance.commands.demonstration.batches import Batch
from concordat.assurance.commands.demonstration.bodies import Body
from concordat.assurance.commands.demonstration.courses import Course, draw_paths
from concordat.assurance.commands.demonstration.places import MARK, Place
from concordat.assurance.commands.demonstration.promising import draw_timescale
from concordat.assurance.commands.demonstration.words import Worded
from concordat.directory.domain import OrganisationType
from concordat.directory.models import Locality
from concordat.plans.commands.timescales import timescale_row
from concordat.plans.domain.leads import LeadRole
from concordat.plans.domain.states import Confidence, State
from concordat.plans.domain.timescales import Timescale
from concordat.plans.models import (
    Action,
    ActionLead,
    ActionSuccession,
    ActionTimescale,
    ActionUpdate,
    ActionWording,
    Edition,
    EditionEntry,
    Plan,
    Section,
)

Entry = tuple[int, int, int]
_PURPOSE = (
    "This plan is invented. A program wrote it to show what Concordat does: nobody promised any of it, and nothing "
    "that it says of an organisation happened."
)
_STATUS_KEY = (("Red", "The date will not be met"), ("Amber", "The date is at risk"), ("Green", "On the way"))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A time of a day, where the plans are."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())


@dataclass(slots=True, eq=False)
class Running:
    """An action on its way: its newest rows, and where it will stand after each meeting."""

    action: Action
    worded: Worded
    leads: list[Body]
    supports: list[Body]
    path: tuple[State, ...]
    wording: ActionWording
    timescale: ActionTimescale
    ends: list[date | None]
    update: ActionUpdate

    @property
    def state(self) -> State:
        return State(self.update.state)


@dataclass(slots=True)
class PlanLife:
    """The plan of one locality while it is written down."""

    batch: Batch
    place: Place
    locality: Locality
    bodies: list[Body]
    course: Course
    random: Random
    by: User
    scale: int
    plan: Plan = field(init=False)
    actions: list[Running] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    reviews: int = 0
    told: set[int] = field(default_factory=set)  # updates that stood in an edition
    latest: frozenset[Entry] = frozenset()

    def begin(self, count: int) -> None:
        """Write the plan down with so many actions, and freeze its first edition."""
        at = moment(self.course.begins_on, 10)
        self.plan = self.batch.add(
            Plan(
                locality_id=self.locality.pk,
                title=f"Crisis care action plan of {self.place.short} {MARK}",
                front_matter={"purposes": [_PURPOSE], "status_key": [list(each) for each in _STATUS_KEY]},
                created_at=at,
            )
        )
        worded = self._worded(count)
        paths = draw_paths(self.place.step, len(worded), len(self.course.meetings), self.random)
        sections: dict[str, Section] = {}
        for number, (each, path) in enumerate(zip(worded, paths, strict=True), start=1):
            if each.section not in sections:
                section = Section(plan_id=self.plan.pk, title=each.section, position=len(sections))
                sections[each.section] = self.batch.add(section)
            row = sections[each.section]
            nth = sum(one.wording.section_id == row.pk for one in self.actions) + 1
            self._add_action(number, f"{row.position + 1}.{nth}", each, row, path, at)
        self.freeze(self.course.begins_on, at=moment(self.course.begins_on, 17), publish=True)

    def _worded(self, count: int) -> list[Worded]:
        pool = words.promises()
        chosen = self.random.sample(pool, min(count, len(pool)))
        drawn = [words.word(promise, self.place.short, self.random) for promise in chosen]
        return sorted(drawn, key=lambda each: (each.section, each.promise.subject))

    def _add_action(
        self, number: int, reference: str, worded: Worded, section: Section, path: tuple[State, ...], at: datetime
    ) -> None:
        action = self.batch.add(Action(plan_id=self.plan.pk, number=number, created_at=at))
        leads, supports = self._draw_leads(worded)
        wording = self.word(
            action, section_id=section.pk, position=number, references=[reference], text=worded.text,
            theme=worded.theme, outcome=worded.outcome, group=worded.forum.removeprefix("the ").capitalize(),
            leads=leads, supports=supports, at=at,
        )  # fmt: skip
        action.wording_id = wording.pk
        span = self.random.randint(60, 760)
        timescale = draw_timescale(date.fromordinal(self.course.begins_on.toordinal() + span), self.random)
        row = self.batch.add(
            timescale_row(timescale, [timescale.end], action=action.pk, replaces=None, by=self.by, at=at)
        )
        update = self.batch.add(
            ActionUpdate(
                action_id=action.pk,
                kind=ActionUpdate.Kind.CORRECTED,
                said_on=self.course.begins_on,
                progress=self._first_words(worded, leads, path[0]),
                state=path[0].value,
                confidence=Confidence.NONE.value,
                state_basis="" if path[0] is State.UNKNOWN else "Said when the partners agreed the plan",
                timescale_id=row.pk,
                recorded_at=at,
                by_id=self.by.pk,
            )
        )
        action.update_id = update.pk
        running = Running(action, worded, leads, supports, path, wording, row, [timescale.end], update)
        self.actions.append(running)

    def _first_words(self, worded: Worded, leads: Sequence[Body], state: State) -> str:
        kind = {State.IN_PROGRESS: "begun", State.COMPLETE: "done", State.COMPLETE_VERIFIED: "done"}.get(state)
        if kind is None:
            return "" if state is State.UNKNOWN or self.random.random() < 0.6 else self.say("planned", worded, leads)
        return self.say(kind, worded, leads)

    def say(self, kind: str, worded: Worded, leads: Sequence[Body]) -> str:
        """A sentence about an action, as its lead would put it."""
        return words.said(kind, worded, self.place.short, leads[0].name if leads else "the lead", self.random)

    def _draw_leads(self, worded: Worded) -> tuple[list[Body], list[Body]]:
        if self.random.random() < 0.02:
            return [], []  # nobody took it
        found = [body for kind in worded.leads for body in self._of_type(kind)][:4]
        found = found or self._of_type(OrganisationType.NHS_COMMISSIONER) or self.bodies[:1]
        first = found[0] if self.random.random() < 0.7 else self.random.choice(found)
        leads = [first]
        others = [body for body in self.bodies if body is not first and body.successor is None]
        self.random.shuffle(others)
        if self.random.random() < 0.12 and others:
            leads.append(others.pop())
        return leads, others[: self.random.choice((0, 0, 1, 1, 2))]

    def _of_type(self, kind: str) -> list[Body]:
        """Those of a type, in any order, but for those that only come later in somebody's place."""
        later = [body.successor for body in self.bodies if body.successor is not None]
        found = [body for body in self.bodies if body.type == kind and body not in later]
        self.random.shuffle(found)
        return found

    def word(
        self,
        action: Action,
        *,
        leads: Sequence[Body],
        supports: Sequence[Body],
        at: datetime,
        reason: str = "",
        **given: object,
    ) -> ActionWording:
        """Write what an action says from now on, and who leads it."""
        led_by = " and ".join(body.name for body in leads) or "To be agreed"
        if supports:
            led_by += f", with {', '.join(body.name for body in supports)}"
        wording = self.batch.add(
            ActionWording(
                action_id=action.pk, led_by_text=led_by, recorded_at=at, by_id=self.by.pk, reason=reason, **given
            )
        )
        named = [*((body, LeadRole.LEAD) for body in leads), *((body, LeadRole.SUPPORT) for body in supports)]
        for position, (body, role) in enumerate(named):
            self.batch.add(
                ActionLead(
                    wording_id=wording.pk,
                    organisation_id=body.organisation,
                    name_as_written=body.name[:200],
                    role=role.value,
                    position=position,
                )
            )
        return wording

    def reword(self, running: Running, *, at: datetime, reason: str, text: str = "") -> None:
        """Let an action say something else, or be led by whoever it is led by now."""
        old = running.wording
        running.wording = self.word(
            running.action, section_id=old.section_id, position=old.position, references=old.references,
            text=text or old.text, theme=old.theme, outcome=old.outcome, group=old.group, leads=running.leads,
            supports=running.supports, at=at, reason=reason,
        )  # fmt: skip
        running.action.wording_id = running.wording.pk

    def move(self, running: Running, timescale: Timescale, *, reason: str, at: datetime) -> None:
        """Give an action a new date, as `plans.commands.timescales.revise_timescale` does."""
        running.ends.append(timescale.end)
        running.timescale = self.batch.add(
            timescale_row(
                timescale, running.ends, action=running.action.pk, replaces=running.timescale.pk, reason=reason,
                by=self.by, at=at,
            )
        )  # fmt: skip

    def update(self, running: Running, *, at: datetime, **given: object) -> ActionUpdate:
        """Write what was said of an action; what nobody speaks of stays as it was."""
        stood = running.update
        fields = {
            "kind": ActionUpdate.Kind.CORRECTED,
            "said_on": timezone.localdate(at),
            "progress": stood.progress,
            "state": stood.state,
            "confidence": stood.confidence,
            "state_basis": stood.state_basis,
            "next_step": stood.next_step,
            "evidence": stood.evidence,
        } | given
        running.update = self.batch.add(
            ActionUpdate(
                action_id=running.action.pk,
                timescale_id=running.timescale.pk,
                recorded_at=at,
                by_id=self.by.pk,
                **fields,
            )
        )
        running.action.update_id = running.update.pk
        return running.update

    def freeze(
        self, dated_on: date, *, at: datetime, publish: bool, merged: Iterable[tuple[Running, Running]] = ()
    ) -> Edition | None:
        """Freeze the plan as it stands, as `plans.commands.freeze_edition` does; None where nothing is new."""
        running = [
            each
            for each in self.actions
            if each.state.is_open or each.state.is_complete or each.update.pk not in self.told
        ]
        standing = frozenset((each.action.pk, each.wording.pk, each.update.pk) for each in running)
        if standing == self.latest:
            return None
        edition = self.batch.add(
            Edition(
                plan_id=self.plan.pk,
                number=len(self.editions) + 1,
                dated_on=dated_on,
                title=self.plan.title,
                front_matter=self.plan.front_matter,
                frozen_at=at,
                frozen_by_id=self.by.pk,
                published_at=at if publish else None,
                published_by_id=self.by.pk if publish else None,
            )
        )
        for each in running:
            self.batch.add(
                EditionEntry(
                    edition_id=edition.pk, action_id=each.action.pk, wording_id=each.wording.pk,
                    update_id=each.update.pk, state=each.update.state, said_on=each.update.said_on,
                    end_on=each.timescale.end_on, slips=each.timescale.slips,
                )
            )  # fmt: skip
        for earlier, later in merged:
            self.batch.add(
                ActionSuccession(
                    earlier_id=earlier.action.pk, later_id=later.action.pk, kind=ActionSuccession.Kind.MERGED,
                    edition_id=edition.pk, recorded_at=at, by_id=self.by.pk,
                )
            )  # fmt: skip
        self.editions.append(edition)
        self.latest = standing
        self.told |= {update for _, _, update in standing}
        return edition
