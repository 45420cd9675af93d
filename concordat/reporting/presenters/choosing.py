"""The addresses of the map, its table and its list, as a reader has chosen among the localities."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from concordat.assurance.domain.ladder import HistoricColour, Step
from concordat.directory.domain import OrganisationType
from concordat.plans.domain.days import spoken_count
from concordat.plans.presenters.words import listed
from concordat.reporting.domain.nation import Nation, Order, Sought, counts_by
from concordat.reporting.domain.slugs import slug_of
from concordat.ui.values import FilterLink


@dataclass(frozen=True, slots=True)
class View:
    """What a reader chose: which localities, in which order, and whether as the map of 2014 showed them."""

    sought: Sought = field(default_factory=Sought)
    order: Order = Order.NAME
    is_downward: bool = False
    is_historic: bool = False

    def address(self, page: str, **changes: Any) -> str:
        """The address of a page with this view, but for some changes of what is sought."""
        query = query_of(replace(self, sought=replace(self.sought, **changes)) if changes else self)
        return f"{page}?{query}" if query else page


def query_of(view: View) -> str:
    sought = view.sought
    pairs = (
        ("region", slug_of(sought.region)),
        ("step", sought.step or ""),
        ("colour", sought.colour or ""),
        ("type", slug_of(sought.kind)),
        ("lacks", sought.lacks or ""),
        ("late", "1" if sought.is_late else ""),
        ("sort", "" if view.order is Order.NAME else view.order),
        ("down", "1" if view.is_downward else ""),
        ("view", "rag" if view.is_historic else ""),
    )
    return urlencode([(name, str(value)) for name, value in pairs if value])


@dataclass(frozen=True, slots=True)
class FilterGroup:
    title: str
    links: tuple[FilterLink, ...]


def filter_groups(nation: Nation, view: View, page: str) -> tuple[FilterGroup, ...]:
    """Each kind of choice that divides these localities, with how many each would leave."""

    def group(title: str, name: str, values: Iterable[Any], words: Callable[[Any], str]) -> FilterGroup:
        chosen, anything = getattr(view.sought, name), getattr(Sought(), name)
        counts = counts_by(nation.places, view.sought, name, values)
        links = (
            FilterLink(
                words(value),
                count,
                view.address(page, **{name: anything if value == chosen else value}),
                value == chosen,
            )
            for value, count in counts.items()
            if count or value == chosen
        )
        return FilterGroup(title, tuple(links))

    lacking = [kind for kind in OrganisationType if any(kind in place.status.missing for place in nation.places)]
    groups = (
        group("Region", "region", nation.regions, str),
        group("Step", "step", list(Step), lambda step: f"{step.rung} {step.words}"),
        group("Type of council", "kind", nation.kinds, lambda kind: kind[:1].upper() + kind[1:]),
        group("Agency still to sign", "lacks", lacking, lambda kind: kind.words),
    )
    return tuple(each for each in groups if len(each.links) > 1 or any(link.is_on for link in each.links))


def sought_in_words(sought: Sought, count: int, of: int) -> str:
    """ "4 of 100 localities: in the South West, at step 3, Declared." Empty where nothing is chosen."""
    said = []
    if sought.region:
        said.append(f"in {region_in_words(sought.region)}")
    if sought.step:
        said.append(f"at step {sought.step.rung}, {sought.step.words}")
    if sought.colour:
        said.append(_colour_words(sought.colour))
    if sought.kind:
        said.append(f"with a {sought.kind}")
    if sought.lacks:
        said.append(f"where this agency has still to sign: {sought.lacks.words}")
    if sought.is_late:
        said.append("with a review overdue")
    return f"{count:,} of {spoken_count(of, 'locality', 'localities')}: {listed(said)}." if said else ""


def _colour_words(colour: HistoricColour) -> str:
    return f"{colour.value} on the map of 2014"


def region_in_words(name: str) -> str:
    """ "the South West", but "London", as they are said in a sentence."""
    return name if name == "London" else f"the {name.removeprefix('The ')}"
