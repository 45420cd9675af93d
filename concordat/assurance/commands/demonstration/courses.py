"""Draws how a plan runs: when it began, when the partners met, and what became of each action by which meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random

from concordat.assurance.domain.ladder import Step
from concordat.plans.domain.states import State

BETWEEN_ROUNDS = 91  # days
ROUND = timedelta(days=17)  # from asking to the meeting
_NOT_SAID_LATELY = timedelta(days=400)  # longer ago than the ladder lets a plan lie
# How many days ago the plan of a locality on each step began, from and to: two years at most.
_AGES = {
    Step.FORMING: (90, 330),
    Step.PLAN_DRAFTED: (60, 560),
    Step.PLAN_SUBMITTED: (150, 420),
    Step.CHANGES_REQUESTED: (180, 460),
    Step.APPROVED: (120, 210),
    Step.IN_DELIVERY: (560, 728),
    Step.DELIVERED_IN_PART: (660, 728),
    Step.DELIVERED_IN_FULL: (700, 728),
}
# From and to which share of the promised actions is complete and verified.
_VERIFIED = {
    Step.IN_DELIVERY: (0.03, 0.33),
    Step.DELIVERED_IN_PART: (0.53, 0.85),
    Step.DELIVERED_IN_FULL: (1.0, 1.0),
    Step.APPROVED: (0.0, 0.0),
}
_EARLY = (0.0, 0.15)
# What the other actions came to, in a hundred.
_OTHERS = {State.IN_PROGRESS: 48, State.NOT_STARTED: 20, State.COMPLETE: 20, State.CARRIED_FORWARD: 6, State.UNKNOWN: 6}
_UNBEGUN = {State.NOT_STARTED: 94, State.UNKNOWN: 6}
_NO_LONGER_PROMISED = (0.0, 0.05)  # withdrawn, and as many again that became part of another


@dataclass(frozen=True, slots=True)
class Course:
    """How a plan ran; `meetings` are the days on which rounds closed, oldest first.

    `opened_on`: a round that is still open. `is_last_a_draft`: the latest edition is not published.
    """

    begins_on: date
    meetings: tuple[date, ...]
    opened_on: date | None
    is_last_a_draft: bool
    diligence: float  # the share of questions that are answered


def draw_course(step: Step, random: Random, *, today: date) -> Course | None:
    """The course of the plan of a locality on this step; None where it has none."""
    if step not in _AGES or (step is Step.FORMING and random.random() < 0.5):
        return None
    begins_on = today - timedelta(days=random.randint(*_AGES[step]))
    is_stale = (today - begins_on).days > 540 and step is not Step.DELIVERED_IN_FULL and random.random() < 0.25
    last = today - (_NOT_SAID_LATELY if is_stale else timedelta(days=12))
    meetings = []
    day = begins_on + timedelta(days=BETWEEN_ROUNDS)
    while day <= last:
        meetings.append(day)
        day += timedelta(days=BETWEEN_ROUNDS + random.randint(-8, 8))
    opened = today - timedelta(days=random.randint(4, 9))
    latest = meetings[-1] if meetings else begins_on
    is_open = not is_stale and (opened - latest).days > 20 and random.random() < 0.6
    return Course(
        begins_on=begins_on,
        meetings=tuple(meetings),
        opened_on=opened if is_open else None,
        is_last_a_draft=len(meetings) > 1 and step in (Step.IN_DELIVERY, Step.PLAN_DRAFTED) and random.random() < 0.2,
        diligence=random.choice((0.35, 0.7, 0.85, 0.95)),
    )


def draw_paths(step: Step, count: int, meetings: int, random: Random) -> list[tuple[State, ...]]:
    """For each action its state when the plan began, and after each meeting: as many more as there were meetings.

    At least one promised action is there, and those that are verified are as many as the step asks for.
    """
    gone = int(count * random.uniform(*_NO_LONGER_PROMISED)) if meetings else 0
    merged = 0 if step is Step.APPROVED else gone
    promised = count - gone - merged
    verified = ceil(promised * random.uniform(*_VERIFIED.get(step, _EARLY))) if meetings else 0
    if step is not Step.DELIVERED_IN_FULL:
        verified = min(verified, promised - 1)
    if step is Step.IN_DELIVERY:
        verified = min(verified, (promised - 1) // 3)  # at half of them it is delivered in part
    shares = _UNBEGUN if step is Step.APPROVED else _OTHERS
    rest = random.choices(list(shares), weights=list(shares.values()), k=promised - verified)
    # What was carried forward is told in one edition and then no longer counted among what is promised.
    while step is Step.IN_DELIVERY and verified >= len(rest) - rest.count(State.CARRIED_FORWARD):
        rest[rest.index(State.CARRIED_FORWARD)] = State.IN_PROGRESS
    if step in (Step.IN_DELIVERY, Step.DELIVERED_IN_PART):
        rest[0] = State.IN_PROGRESS
    finals = [State.COMPLETE_VERIFIED] * verified + rest
    paths = [_path(final, meetings, random, is_first=number == 0) for number, final in enumerate(finals)]
    if step is Step.IN_DELIVERY:
        paths[verified] = (State.IN_PROGRESS,) * (meetings + 1)
    paths += [_path(State.WITHDRAWN, meetings, random, is_unbegun=step is Step.APPROVED) for _ in range(gone)]
    paths += [_path(State.MERGED, meetings, random) for _ in range(merged)]
    random.shuffle(paths)
    return paths


def _path(
    final: State, meetings: int, random: Random, *, is_first: bool = False, is_unbegun: bool = False
) -> tuple[State, ...]:
    """A way to a state; the first verified action is verified at the last meeting, so that it had something to see."""
    if final in (State.NOT_STARTED, State.UNKNOWN) or not meetings:
        start = State.NOT_STARTED if final is State.CARRIED_FORWARD else final
        return (start,) * (meetings + 1)
    changes: list[tuple[int, State]]
    if final is State.IN_PROGRESS:
        changes = [(random.randint(0, meetings), State.IN_PROGRESS)]
    elif final.is_complete:
        done = random.randint(0 if random.random() < 0.1 else 1, meetings)
        changes = [(random.randint(0, done), State.IN_PROGRESS), (done, State.COMPLETE)]
        if final is State.COMPLETE_VERIFIED:
            changes.append((meetings if is_first else random.randint(max(done, 1), meetings), final))
    else:
        end = random.randint(1, meetings)
        changes = [] if is_unbegun else [(random.randint(0, meetings), State.IN_PROGRESS)]
        changes.append((end, final))
    return _walked(changes, meetings)


def _walked(changes: Sequence[tuple[int, State]], meetings: int) -> tuple[State, ...]:
    """The state after each meeting; of two changes at one meeting the later in the sequence counts."""
    states = [State.NOT_STARTED] * (meetings + 1)
    for number, (start, state) in enumerate(changes):
        is_last = number == len(changes) - 1
        for meeting in range(start, meetings + 1):
            if is_last or all(meeting < later for later, _ in changes[number + 1 :]):
                states[meeting] = state
    return tuple(states)
