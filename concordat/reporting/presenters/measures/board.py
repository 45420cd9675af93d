"""The board page: every measure of a locality in a row of its own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from concordat.indicators.domain.releases import Showing
from concordat.indicators.domain.showing import SeenMeasure
from concordat.indicators.domain.signals import PointKind
from concordat.indicators.presenters.sparklines import Sparkline, sparkline
from concordat.indicators.presenters.tables import figure_words
from concordat.plans.domain.days import spoken_count
from concordat.plans.presenters.words import listed
from concordat.reporting.presenters.measures.lines import MeasureLine, present_line
from concordat.reporting.queries import MeasuresSeen


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A row: the line of the measure, and its figures in words; what is not there is empty."""

    line: MeasureLine
    latest: str
    period: str
    target: str
    mean: str
    picture: Sparkline | None


@dataclass(frozen=True, slots=True)
class BoardGroup:
    title: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything the board page says. Without `groups` there is nothing to show, and `sentence` says so."""

    locality_name: str
    slug: str
    is_example: bool
    caption: str
    sentence: str
    basis: str
    groups: tuple[BoardGroup, ...]
    may_see_draft: bool
    may_keep: bool
    may_load: bool


def present_board(seen: MeasuresSeen, *, on: date, here: str) -> BoardPage:
    """`here` is the address of the board; each measure's page stands under it by its key."""
    rows = [
        (measure.words, _row(measure, f"{here}{measure.words.key}/", on, seen.may_see_draft))
        for measure in seen.measures
    ]
    groups = {
        "The standard set": [row for words, row in rows if words.standard_key and not words.is_retired],
        f"{seen.name}'s own": [row for words, row in rows if not words.standard_key and not words.is_retired],
        "No longer followed": [row for words, row in rows if words.is_retired],
    }
    return BoardPage(
        locality_name=seen.name,
        slug=seen.slug,
        is_example=seen.is_example,
        caption=f"{seen.name}, members only" if seen.may_see_draft else seen.name,
        sentence=board_sentence(seen),
        basis=(
            "You see the true figures, as members do. Everybody else sees what is public, with small numbers hidden."
            if seen.may_see_draft
            else "Small numbers are hidden and others are rounded, so that nobody can be recognised."
        ),
        groups=tuple(BoardGroup(title, tuple(chosen)) for title, chosen in groups.items() if chosen),
        may_see_draft=seen.may_see_draft,
        may_keep=seen.may_keep,
        may_load=seen.may_load,
    )


def _row(seen: SeenMeasure, href: str, on: date, for_members: bool) -> BoardRow:
    wording = seen.words.wording
    latest = seen.figures[-1] if seen.figures else None
    # A figure that was said to be missing is no figure: the latest that there is stands here, and the sentence says so.
    known = [each for each in seen.figures if each.value is not None or each.showing is not Showing.SHOWN]
    latest = known[-1] if known else latest
    target = seen.targets[-1].value if seen.targets else None
    mean = seen.chart.points[-1].phase.mean if seen.chart else None  # of longer periods it is no mean of these
    return BoardRow(
        line=present_line(seen, href=href, on=on, for_members=for_members),
        latest=figure_words(latest, wording) if latest else "",
        period=wording.period(latest.on) if latest else "",
        target="" if target is None else wording.figure(target),
        mean="" if mean is None else wording.figure(mean),
        picture=sparkline(seen.drawn),
    )


def board_sentence(seen: MeasuresSeen) -> str:
    """Is it getting better? How many measures say so, in words."""
    followed = [measure for measure in seen.measures if not measure.words.is_retired]
    if not followed:
        what = "follows no measure yet" if seen.may_see_draft else "has published no measure yet"
        return f"{seen.name} {what}."
    kinds = Counter(kind for measure in followed if (kind := _says(measure)))
    said = list(_counted(kinds))
    without = len(followed) - sum(kinds.values())
    if without:
        said.append(f"{without:,} can't be told from chance yet")
    return f"Of {spoken_count(len(followed), 'measure')}, {listed(said)}."


def _says(seen: SeenMeasure) -> str:
    """What a measure's icon of variation says, in a word; nothing where it is empty."""
    if seen.rare is not None:
        kind = None if seen.rare.is_provisional else seen.rare.latest_kind
    else:
        chart = seen.drawn.chart
        kind = _KINDS.get(chart.variation.value.split("_")[0]) if chart else None
    return kind.value if kind else ""


_KINDS = {
    "common": PointKind.COMMON_CAUSE,
    "improvement": PointKind.IMPROVEMENT,
    "concern": PointKind.CONCERN,
    "neutral": PointKind.NEUTRAL_HIGH,
}


def _counted(kinds: Counter[str]) -> Iterable[str]:
    neutral = kinds[PointKind.NEUTRAL_HIGH.value] + kinds[PointKind.NEUTRAL_LOW.value]
    better, worse = kinds[PointKind.IMPROVEMENT.value], kinds[PointKind.CONCERN.value]
    same = kinds[PointKind.COMMON_CAUSE.value]
    if better:
        yield f"{better:,} {'is' if better == 1 else 'are'} getting better"
    if worse:
        yield f"{worse:,} {'is' if worse == 1 else 'are'} getting worse"
    if neutral:
        yield f"{neutral:,} {'has' if neutral == 1 else 'have'} changed, which is neither good nor bad by itself"
    if same:
        yield f"{same:,} {'has' if same == 1 else 'have'} not changed by more than chance"
