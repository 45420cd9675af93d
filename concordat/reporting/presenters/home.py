"""The home page in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.plans.queries import PlanProgress
from concordat.reporting.queries import OwnLocality


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page says; `sentence` is empty where nothing is published."""

    sentence: str
    own: tuple[OwnLocality, ...]
    may_create: bool


def present_home(progress: dict[str, PlanProgress], own: tuple[OwnLocality, ...], *, may_create: bool) -> HomePage:
    """The home page from the progress of every published plan and the viewer's own localities."""
    if not progress:
        return HomePage("", own, may_create)
    actions = sum(each.actions for each in progress.values())
    complete = sum(each.complete for each in progress.values())
    overdue = sum(each.overdue for each in progress.values())
    has = "has" if len(progress) == 1 else "have"
    sentence = (
        f"{spoken_count(len(progress), 'locality', 'localities')} {has} published a plan here: "
        f"{spoken_count(actions, 'action')}, {complete:,} complete and {overdue:,} overdue."
    )
    return HomePage(sentence, own, may_create)
