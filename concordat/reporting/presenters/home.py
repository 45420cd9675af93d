"""The home page in finished words."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.reporting.domain.nation import Nation
from concordat.reporting.queries import OwnLocality


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page says; `sentence` is empty where nothing is published."""

    sentence: str
    own: tuple[OwnLocality, ...]
    may_create: bool


def present_home(nation: Nation, own: tuple[OwnLocality, ...], *, may_create: bool) -> HomePage:
    """The home page from every published plan and the viewer's own localities."""
    published = [place.counted for place in nation.places if place.history.editions]
    if not published:
        return HomePage("", own, may_create)
    actions = sum(each.actions for each in published)
    complete = sum(each.complete for each in published)
    overdue = sum(each.overdue for each in published)
    has = "has" if len(published) == 1 else "have"
    sentence = (
        f"{spoken_count(len(published), 'locality', 'localities')} {has} published a plan here: "
        f"{spoken_count(actions, 'action')}, {complete:,} complete and {overdue:,} overdue."
    )
    return HomePage(sentence, own, may_create)
