"""The page of one measure: is it getting better, how is that known, and what is being done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from concordat.indicators.domain.figures import Frequency, Unit
from concordat.indicators.domain.series import Direction
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.presenters import charts, tables
from concordat.indicators.presenters.charts import ActionMark
from concordat.indicators.presenters.icons import Icon, icons_of
from concordat.indicators.presenters.tables import FigureRow, FigureTable
from concordat.plans.domain.days import spoken_day
from concordat.plans.presenters.states import STATE_TAGS, Tag
from concordat.plans.presenters.words import first_words
from concordat.plans.queries import ActionMoving
from concordat.reporting.presenters.measures.lines import late_words, sentence_of
from concordat.reporting.queries import MeasureSeenWhole, Revision

_NEWEST = 12  # rows that stand open in the table
_BETTER = {
    Direction.INCREASE: "Higher is better.",
    Direction.DECREASE: "Lower is better.",
    Direction.NEUTRAL: "Neither higher nor lower is better by itself.",
}
_EVERY = {
    Frequency.WEEK: "every week",
    Frequency.MONTH: "every month",
    Frequency.QUARTER: "every quarter",
    Frequency.YEAR: "every year",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """As `ui/components/facts.jinja` shows it."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class StepLine:
    letter: str
    words: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action that should move the measure: where its page is, its state and what is said of its days."""

    name: str
    words: str
    href: str
    tag: Tag
    days: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """Everything the page says. why_no_chart: why there is no picture, where there is none.

    longer: what is drawn, where that is not the figures themselves but their sums by longer periods.
    standard_key: which of the standard set it is, where localities can be compared by it.
    """

    question: str
    name: str
    caption: str
    locality_name: str
    slug: str
    key: str
    is_example: bool
    note: str
    icons: tuple[Icon, ...]
    sentence: str
    late: str
    has_chart: bool
    is_of_gaps: bool
    alternative: str
    why_no_chart: str
    steps: tuple[StepLine, ...]
    figures: FigureTable
    earlier: FigureTable | None
    longer: FigureTable | None
    hides: bool
    rounds_shares: bool
    facts: tuple[Fact, ...]
    targets: tuple[str, ...]
    breakdowns: tuple[FigureTable, ...]
    breakdowns_hide: bool
    revisions: tuple[FigureRow, ...]
    actions: tuple[ActionLine, ...]
    standard_key: str
    may_see_draft: bool
    may_keep: bool
    may_load: bool


def present_measure(whole: MeasureSeenWhole, *, on: date, locality_href: str) -> MeasurePage:
    """The page on a day; `locality_href` is the address of the locality."""
    seen = whole.measure
    figures = tables.present_figures(seen)
    drawn = seen.drawn
    why_not = charts.why_not_drawn(drawn)
    breakdowns = [figure for of_name in seen.breakdowns.values() for each in of_name.values() for figure in each]
    return MeasurePage(
        question=seen.words.question or seen.words.name,
        name=seen.words.name,
        caption=f"{whole.name}, members only" if whole.may_see_draft else whole.name,
        locality_name=whole.name,
        slug=whole.slug,
        key=seen.words.key,
        is_example=whole.is_example,
        note=_note(seen, may_see_draft=whole.may_see_draft),
        icons=icons_of(drawn),
        sentence=sentence_of(seen),
        late=late_words(seen, on),
        has_chart=not why_not,
        is_of_gaps=seen.rare is not None,
        alternative="" if why_not else charts.alternative_of(drawn),
        why_no_chart=why_not,
        steps=tuple(_steps(seen)),
        figures=figures.part(figures.caption, figures.rows[:_NEWEST]),
        earlier=figures.part("Earlier figures", figures.rows[_NEWEST:]) if figures.rows[_NEWEST:] else None,
        longer=None if seen.longer is None else _longer(seen.longer),
        hides=tables.has_hidden(seen.figures) or tables.has_hidden(drawn.figures),
        rounds_shares=seen.is_released and "How many" in figures.headings,
        facts=tuple(_facts(seen)),
        targets=tuple(_targets(seen)),
        breakdowns=tables.present_breakdowns(seen),
        breakdowns_hide=tables.has_hidden(breakdowns),
        revisions=tuple(_revision(revision, seen) for revision in whole.revisions),
        actions=tuple(_action(action, locality_href) for action in whole.actions),
        # Counts are not compared: the number of people who live in a place is not kept.
        standard_key=seen.words.standard_key if seen.words.wording.unit is Unit.PERCENTAGE else "",
        may_see_draft=whole.may_see_draft,
        may_keep=whole.may_keep,
        may_load=whole.may_load,
    )


def marks_of(whole: MeasureSeenWhole) -> tuple[ActionMark, ...]:
    """The actions for the time axis: each on the day of its completion, else on the day that is promised."""
    marks = []
    for action in whole.actions:
        day = action.completed_on if action.state.is_complete else action.due_on
        if day:
            marks.append(ActionMark(day, _name(action), action.state.is_complete))
    return tuple(marks)


def _note(seen: SeenMeasure, *, may_see_draft: bool) -> str:
    if seen.words.is_retired:
        return "This measure is no longer followed."
    if may_see_draft and not seen.words.is_public:
        return "This measure is not public: members alone see it."
    if may_see_draft and seen.held_beside:
        return _held(seen)
    return ""


def _held(seen: SeenMeasure) -> str:
    if seen.held_beside == seen.words.name:
        return (
            f"Figures of this measure whose {seen.words.wording.frequency.value} lies across that of others are held "
            "back from the public: from both together, small numbers could be worked out."
        )
    return (
        f"Figures of this measure are held back from the public. It counts the same people as “{seen.held_beside}” by "
        "periods that cut through each other, and from both together small numbers could be worked out."
    )


def _longer(drawn: SeenMeasure) -> FigureTable:
    return replace(
        tables.present_figures(drawn),
        caption=f"What the chart shows: the same by {drawn.words.wording.frequency.value}, the newest first",
    )


def _steps(seen: SeenMeasure) -> Iterable[StepLine]:
    letters = charts.step_letters(seen)
    for step in sorted(seen.steps, key=lambda step: step.on):
        by = f" (said by {step.by})" if step.by else ""
        yield StepLine(letters[step.on], f"{seen.words.wording.period(step.on)}: {step.reason}{by}")


def _facts(seen: SeenMeasure) -> Iterable[Fact]:
    words = seen.words
    often = _EVERY[words.wording.frequency]
    loaded = f"{words.loaded_by}, {often}" if words.loaded_by else often.capitalize()
    days = "1 day" if words.due_within_days == 1 else f"{words.due_within_days} days"
    facts = (
        ("What it counts", words.definition),
        ("Which way is better", _BETTER[words.direction]),
        ("Standard", words.standard),
        ("Source", words.source),
        ("Owner", words.owner),
        ("Who loads it", f"{loaded}, within {days} after the period ends"),
    )
    return [Fact(key, value) for key, value in facts if value]


def _targets(seen: SeenMeasure) -> Iterable[str]:
    """The target with its history, the latest first."""
    for target in reversed(seen.targets):
        value = "No target" if target.value is None else seen.words.wording.figure(target.value)
        yield f"{value}, since {spoken_day(target.since)}" if target.since else value


def _revision(revision: Revision, seen: SeenMeasure) -> FigureRow:
    wording = seen.words.wording
    what = tables.capital(wording.period(revision.period_on))
    if revision.breakdown:
        what = f"{what}, {revision.breakdown}: {revision.category}"
    before, after = (
        tables.MISSING if each is None else wording.figure(each) for each in (revision.before, revision.after)
    )
    return FigureRow(what, (before, after, revision.reason, revision.by, spoken_day(revision.at.date())))


def _name(action: ActionMoving) -> str:
    return action.references[0] if action.references else str(action.number)


def _action(action: ActionMoving, locality_href: str) -> ActionLine:
    days = [
        ("begun", action.began_on),
        ("complete", action.completed_on if action.state.is_complete else None),
        ("due by", None if action.state.is_complete else action.due_on),
    ]
    return ActionLine(
        name=_name(action),
        words=first_words(action.text, 160),
        href=f"{locality_href}plan/actions/{action.number}/",
        tag=STATE_TAGS[action.state],
        days=", ".join(f"{what} {spoken_day(day)}" for what, day in days if day),
    )
