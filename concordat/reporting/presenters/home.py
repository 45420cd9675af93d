"""The home page in finished words."""

from dataclasses import dataclass

from django.urls import reverse

from concordat.plans.domain.days import spoken_count
from concordat.reporting.domain.nation import Nation
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.presenters.behind import query_of_actions
from concordat.reporting.presenters.rollups import NumberLink
from concordat.reporting.queries import OwnLocality


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page says; `published` says where, and `numbers` lead to the actions; both empty without a plan."""

    published: str
    numbers: tuple[NumberLink, ...]
    own: tuple[OwnLocality, ...]
    may_create: bool


def present_home(nation: Nation, own: tuple[OwnLocality, ...], *, may_create: bool) -> HomePage:
    """The home page from every published plan and the viewer's own localities."""
    published = [place.counted for place in nation.places if place.history.editions]
    if not published:
        return HomePage("", (), own, may_create)
    actions = sum(each.actions for each in published)
    complete = sum(each.complete for each in published)
    overdue = sum(each.overdue for each in published)
    has = "has" if len(published) == 1 else "have"
    where = f"{spoken_count(len(published), 'locality', 'localities')} {has} published a plan here:"
    numbers = (
        _link(spoken_count(actions, "action"), actions, ActionsSought()),
        _link(f"{complete:,} complete", complete, ActionsSought(is_complete=True)),
        _link(f"{overdue:,} overdue", overdue, ActionsSought(is_overdue=True)),
    )
    return HomePage(where, numbers, own, may_create)


def _link(words: str, count: int, sought: ActionsSought) -> NumberLink:
    return NumberLink(words, f"{reverse('nation-actions')}{query_of_actions(sought)}" if count else "")
