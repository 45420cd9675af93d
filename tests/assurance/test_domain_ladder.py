"""Where a locality stands: by rule, by a slow second reckoning, and only by the moves that are allowed."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.assurance.domain import ladder
from concordat.assurance.domain.drawing import ladder_page
from concordat.assurance.domain.histories import (
    DeclarationLife,
    History,
    PublishedEdition,
    Reached,
    SubmissionLife,
    status_on,
    steps_reached,
)
from concordat.assurance.domain.ladder import (
    MOVES,
    CheckStanding,
    Delivery,
    Event,
    Facts,
    HistoricColour,
    Step,
    status_of,
)

DAY_ONE = date(2014, 8, 5)


@dataclass
class Log:
    """What happened, one line an event, as somebody would write it into a diary."""

    lines: list[tuple[date, Event, object]] = field(default_factory=list)


def slow_step(log: Log, until: date) -> Step:
    """Walks through the diary a line at a time, keeping nothing but what is true, and asks plain questions."""
    drafts = 0
    declared = False
    plan = False
    checks: list[str] = []  # of the present declaration: "waiting", "approved", "changes"
    counts = (0, 0, 0)
    for day, event, detail in log.lines:
        if day > until:
            break
        if event is Event.BEGUN:
            drafts += 1
        elif event is Event.DROPPED:
            drafts -= 1
        elif event is Event.DECLARED:
            drafts -= 1
            declared = True
        elif event is Event.WITHDRAWN:
            declared = False
            checks = []
        elif event is Event.PLAN_MADE:
            plan = True
        elif event is Event.PLAN_SUBMITTED:
            checks.append("waiting")
        elif event is Event.TAKEN_BACK:
            checks.pop()
        elif event is Event.APPROVED:
            checks[-1] = "approved"
        elif event is Event.CHANGES_REQUESTED:
            checks[-1] = "changes"
        elif event is Event.EDITION_PUBLISHED:
            counts = detail
    if not declared:
        return Step.FORMING if drafts else Step.NOT_STARTED
    if not plan:
        return Step.DECLARED
    decided = [check for check in checks if check != "waiting"]
    if not checks:
        return Step.PLAN_DRAFTED
    if decided and decided[-1] == "approved":
        promised, begun, verified = counts
        if promised and verified == promised:
            return Step.DELIVERED_IN_FULL
        if promised and verified * 2 >= promised:
            return Step.DELIVERED_IN_PART
        return Step.IN_DELIVERY if begun else Step.APPROVED
    if checks[-1] == "waiting":
        return Step.PLAN_SUBMITTED
    return Step.CHANGES_REQUESTED


def as_history(log: Log) -> History:
    """The same diary as the rows of tables hold it: lives of declarations and of submissions."""
    declarations: list[DeclarationLife] = []
    submissions: list[SubmissionLife] = []
    editions: list[PublishedEdition] = []
    plan_made_on = None

    def draft():
        return next(n for n, d in enumerate(declarations) if d.declared_on is None and d.ended_on is None)

    def standing():
        return next((n for n, d in enumerate(declarations) if d.declared_on and d.ended_on is None), None)

    for day, event, detail in log.lines:
        if event is Event.BEGUN:
            declarations.append(DeclarationLife(len(declarations) + 1, day))
        elif event is Event.DROPPED:
            declarations[draft()] = replace(declarations[draft()], ended_on=day)
        elif event is Event.DECLARED:
            new, old = draft(), standing()
            declarations[new] = replace(declarations[new], declared_on=day)
            if old is not None:
                declarations[old] = replace(declarations[old], ended_on=day)
        elif event is Event.WITHDRAWN:
            declarations[standing()] = replace(declarations[standing()], ended_on=day, is_withdrawn=True)
        elif event is Event.PLAN_MADE:
            plan_made_on = day
        elif event is Event.PLAN_SUBMITTED:
            submissions.append(SubmissionLife(declarations[standing()].number, day))
        elif event is Event.TAKEN_BACK:
            submissions[-1] = replace(submissions[-1], taken_back_on=day)
        elif event in (Event.APPROVED, Event.CHANGES_REQUESTED):
            submissions[-1] = replace(submissions[-1], decided_on=day, outcome=CheckStanding(event.value))
        else:
            editions.append(PublishedEdition(day, Delivery(*detail)))
    return History(tuple(declarations), plan_made_on, tuple(submissions), tuple(editions))


def possible(log: Log) -> list[Event]:
    """What can happen next: commands refuse the rest."""
    begun = sum(event is Event.BEGUN for _, event, _ in log.lines)
    over = sum(event in (Event.DROPPED, Event.DECLARED) for _, event, _ in log.lines)
    declared = plan = waiting = False
    for _, event, _ in log.lines:
        declared = (declared or event is Event.DECLARED) and event is not Event.WITHDRAWN
        plan = plan or event is Event.PLAN_MADE
        if event is Event.PLAN_SUBMITTED:
            waiting = True
        elif event in (Event.TAKEN_BACK, Event.APPROVED, Event.CHANGES_REQUESTED, Event.WITHDRAWN):
            waiting = False
    return [
        *([Event.DROPPED, Event.DECLARED] if begun > over else [Event.BEGUN]),
        *([Event.WITHDRAWN] if declared else []),
        *([Event.EDITION_PUBLISHED] if plan else [Event.PLAN_MADE]),
        *([Event.PLAN_SUBMITTED] if declared and plan and not waiting else []),
        *([Event.TAKEN_BACK, Event.APPROVED, Event.CHANGES_REQUESTED] if waiting else []),
    ]


MONTHS_APART, CLOSE_TOGETHER = st.integers(1, 90), st.integers(0, 2)


@st.composite
def logs(draw, gaps=MONTHS_APART) -> Log:
    log, day = Log(), DAY_ONE
    for _ in range(draw(st.integers(0, 25))):
        event = draw(st.sampled_from(possible(log)))
        detail = None
        if event is Event.EDITION_PUBLISHED:
            promised = draw(st.integers(0, 8))
            begun = draw(st.integers(0, promised))
            detail = (promised, begun, draw(st.integers(0, begun)))
        day += timedelta(days=draw(gaps))
        log.lines.append((day, event, detail))
    return log


@settings(max_examples=150)
@given(logs(), st.integers(-5, 2400))
def test_step_is_what_a_slow_walk_through_the_diary_gives(log, after):
    on = DAY_ONE + timedelta(days=after)
    assert status_on(as_history(log), on=on).step is slow_step(log, on)


@settings(max_examples=150)
@given(logs(gaps=CLOSE_TOGETHER), st.integers(-5, 60))
def test_step_at_the_end_of_a_day_does_not_rest_on_how_much_happened_on_it(log, after):
    on = DAY_ONE + timedelta(days=after)
    assert status_on(as_history(log), on=on).step is slow_step(log, on)


@settings(max_examples=150)
@given(logs())
def test_every_event_leads_where_the_moves_say(log):
    history = as_history(log)
    allowed = {(move.before, move.after, move.event) for move in ladder.MOVES}
    for day, event, _ in log.lines:
        before = status_on(history, on=day - timedelta(days=1)).step
        after = status_on(history, on=day).step
        assert before is after or (before, after, event) in allowed  # many events change no step


@settings(max_examples=100)
@given(logs())
def test_steps_reached_tell_every_change_and_nothing_else(log):
    until = DAY_ONE + timedelta(days=9000)
    told = {each.on: each.step for each in steps_reached(as_history(log), until=until)}
    step = Step.NOT_STARTED
    for day, _, _ in log.lines:
        now = slow_step(log, day)
        assert told.get(day) is (now if now is not step else None)
        step = now


def walk_to(*events) -> Log:
    """A diary with an event a month; a tuple is an edition with its counts."""
    log, day = Log(), DAY_ONE
    for event in events:
        day += timedelta(days=30)
        log.lines.append((day, event, None) if isinstance(event, Event) else (day, Event.EDITION_PUBLISHED, event))
    return log


def test_every_move_is_taken_by_some_history():
    """A move that nothing can take would be a line in the docs that says what is not so."""
    start = (Event.BEGUN, Event.DECLARED, Event.PLAN_MADE)
    shares = {
        Step.APPROVED: (4, 0, 0),
        Step.IN_DELIVERY: (4, 3, 1),
        Step.DELIVERED_IN_PART: (4, 3, 2),
        Step.DELIVERED_IN_FULL: (4, 4, 4),
    }
    submitted = (*start, Event.PLAN_SUBMITTED)
    refused = (*submitted, Event.CHANGES_REQUESTED)
    again = (Event.PLAN_SUBMITTED,)
    ways_to = {
        Step.NOT_STARTED: [()],
        Step.FORMING: [(Event.BEGUN,), (Event.PLAN_MADE, Event.BEGUN)],
        Step.DECLARED: [start[:2]],
        Step.PLAN_DRAFTED: [start],
        Step.PLAN_SUBMITTED: [
            submitted,
            (*refused, *again),
            *((*start, counts, Event.PLAN_SUBMITTED) for counts in shares.values()),
        ],
        Step.CHANGES_REQUESTED: [refused],
        **{step: [(*start, counts, Event.PLAN_SUBMITTED, Event.APPROVED)] for step, counts in shares.items()},
    }
    taken = set()
    for before, ways in ways_to.items():
        for way in ways:
            for extra in ((), (Event.BEGUN,), (Event.PLAN_SUBMITTED,)):
                log = walk_to(*way, *extra)
                if extra and extra[0] not in possible(walk_to(*way)):
                    continue
                at = slow_step(log, date.max)
                if at is not before and extra:
                    continue
                assert at is before
                for event in possible(log):
                    for counts in shares.values() if event is Event.EDITION_PUBLISHED else (None,):
                        after = slow_step(walk_to(*way, *extra, counts or event), date.max)
                        if after is not before:
                            taken.add((before, after, event))
    assert taken == {(move.before, move.after, move.event) for move in MOVES}


def test_no_move_stands_twice():
    assert len({(move.before, move.after, move.event) for move in MOVES}) == len(MOVES)


APPROVED = Facts(is_declared=True, has_plan=True, check=CheckStanding.APPROVED)


@pytest.mark.parametrize(
    ("counts", "step"),
    [
        ((0, 0, 0), Step.APPROVED),
        ((77, 0, 0), Step.APPROVED),
        ((77, 77, 0), Step.IN_DELIVERY),  # all complete, as their leads say; nothing verified
        ((77, 60, 38), Step.IN_DELIVERY),
        ((77, 60, 39), Step.DELIVERED_IN_PART),
        ((2, 1, 1), Step.DELIVERED_IN_PART),
        ((77, 77, 76), Step.DELIVERED_IN_PART),
        ((77, 77, 77), Step.DELIVERED_IN_FULL),
    ],
)
def test_delivery_follows_from_verified_actions_alone(counts, step):
    assert status_of(replace(APPROVED, delivery=Delivery(*counts)), on=DAY_ONE).step is step


def test_plan_without_a_declaration_climbs_no_higher_than_the_declaration():
    facts = replace(APPROVED, is_declared=False, delivery=Delivery(3, 3, 3))
    assert status_of(facts, on=DAY_ONE).step is Step.NOT_STARTED
    assert status_of(replace(facts, is_being_written=True), on=DAY_ONE).step is Step.FORMING


def test_review_is_overdue_after_a_year_and_a_day():
    facts = replace(APPROVED, reviewed_on=date(2025, 3, 1))
    assert not status_of(facts, on=date(2026, 3, 2)).is_review_overdue
    assert status_of(facts, on=date(2026, 3, 3)).is_review_overdue
    assert not status_of(replace(facts, has_plan=False), on=date(2030, 1, 1)).is_review_overdue


def test_historic_colours_are_those_of_the_map_of_2014():
    colours = [ladder.historic_colour(step) for step in Step]
    assert colours == [HistoricColour.RED] * 2 + [HistoricColour.AMBER] * 4 + [HistoricColour.GREEN] * 4


def test_withdrawn_declaration_takes_its_approval_along():
    history = as_history(
        walk_to(
            Event.BEGUN, Event.DECLARED, Event.PLAN_MADE, Event.PLAN_SUBMITTED, Event.APPROVED, Event.WITHDRAWN,
            Event.BEGUN, Event.DECLARED,
        )
    )  # fmt: skip
    days = [DAY_ONE + timedelta(days=30 * month) for month in range(1, 9)]
    assert steps_reached(history, until=days[-1]) == (
        Reached(days[0], Step.FORMING),
        Reached(days[1], Step.DECLARED),
        Reached(days[2], Step.PLAN_DRAFTED),
        Reached(days[3], Step.PLAN_SUBMITTED),
        Reached(days[4], Step.APPROVED),
        Reached(days[5], Step.NOT_STARTED),
        Reached(days[6], Step.FORMING),
        Reached(days[7], Step.PLAN_DRAFTED),
    )


def test_page_of_the_docs_says_what_the_moves_say():
    path = Path(__file__).resolve().parents[2] / "docs" / "ladder.md"
    assert path.read_text(encoding="utf-8") == ladder_page(), "run `.venv/bin/python -m concordat draw_ladder`"
