"""The page of a plan as it stood on a day, in finished words."""

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.plans.domain.days import spoken_day
from concordat.plans.domain.filtering import Wanted
from concordat.plans.presenters.downloads import DownloadBlock, present_downloads
from concordat.plans.presenters.filters import FilterPanel, present_filters
from concordat.plans.presenters.plans import (
    EditionLink,
    PlanSection,
    edition_words,
    filter_plan,
    sections_shown,
    summary_of,
)
from concordat.plans.presenters.states import MEANINGS, Meaning
from concordat.plans.queries.as_at import PlanOn

# JSON says when it was taken and from which address it can be taken again: of the plan, not of a day of it.
NOT_OF_A_DAY = frozenset({"json"})


@dataclass(frozen=True, slots=True)
class PlanOnPage:
    """Everything the page says; `empty_words` instead of the rest where there was no plan yet."""

    title: str
    day_words: str
    sentence: str
    empty_words: str
    summary: str
    filters: FilterPanel
    downloads: DownloadBlock
    sections: tuple[PlanSection, ...]
    status_key: tuple[tuple[str, str], ...]
    meanings: tuple[Meaning, ...]
    edition: EditionLink | None  # that the public read then


def present_plan_on(
    found: PlanOn, wanted: Wanted, *, ignored: Iterable[str] = (), base: str, plan_href: str
) -> PlanOnPage:
    """The plan at the end of a day as filtered; `base` is the address of this page with its day."""
    plan = found.plan
    filtered = filter_plan(plan, wanted, on=found.day)
    read = found.public_read
    return PlanOnPage(
        title=plan.title or f"{plan.locality_name} crisis care action plan",
        day_words=spoken_day(found.day),
        sentence=(
            f"This is the live plan as its members had it at the end of {spoken_day(found.day)}: what had been "
            "recorded here by then. What was overdue is worked out for that day."
        ),
        empty_words="" if plan.actions else _empty_words(found),
        summary=summary_of(plan, list(filtered.trackings)),
        filters=present_filters(plan, wanted, filtered.choice, filtered.keys, ignored=tuple(ignored), base=base),
        downloads=present_downloads(
            wanted, shown=len(filtered.rows), whole=len(plan.actions), base=base, without=NOT_OF_A_DAY
        ),
        sections=sections_shown(plan, filtered, plan_href),
        status_key=plan.front_matter.status_key,
        meanings=MEANINGS,
        edition=EditionLink(edition_words(read), f"{plan_href}editions/{read.number}/", False) if read else None,
    )


def _empty_words(found: PlanOn) -> str:
    name, day = found.plan.locality_name, spoken_day(found.day)
    if found.began_on is None:
        return f"{name} has no plan here yet, so there was none on {day}."
    began = spoken_day(found.began_on)
    return f"There was no plan of {name} here yet on {day}. Its first actions were recorded on {began}."
