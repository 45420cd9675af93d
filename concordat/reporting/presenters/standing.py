"""How far a published plan has got, in a sentence."""

from concordat.plans.domain.days import spoken_count, spoken_month
from concordat.plans.queries import PlanProgress


def standing_words(progress: PlanProgress | None) -> str:
    """ "42 actions promised; 17 complete; 5 overdue; edition 3, September 2026"."""
    if progress is None:
        return "No edition of a plan has been published yet"
    return (
        f"{spoken_count(progress.actions, 'action')} promised; {progress.complete:,} complete; "
        f"{progress.overdue:,} overdue; edition {progress.edition}, {spoken_month(progress.dated_on)}"
    )
