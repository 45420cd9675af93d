"""What people ask of the map and of the lists behind its numbers; what can't be read asks nothing."""

from enum import StrEnum
from typing import TypeVar

from django import forms

from concordat.assurance.domain.ladder import HistoricColour, Step
from concordat.directory.domain import OrganisationType
from concordat.reporting.domain.nation import Nation, Order, Sought
from concordat.reporting.domain.slugs import slug_of

YES = "1"
Choice = TypeVar("Choice", bound=StrEnum)


class MapForm(forms.Form):
    """The parts of an address that choose: `region=south-west&step=declared&sort=since&down=1&view=rag`."""

    region = forms.CharField(required=False, max_length=60)
    step = forms.CharField(required=False, max_length=30)
    colour = forms.CharField(required=False, max_length=10)
    type = forms.CharField(required=False, max_length=60)
    lacks = forms.CharField(required=False, max_length=30)
    late = forms.CharField(required=False, max_length=1)
    sort = forms.CharField(required=False, max_length=20)
    down = forms.CharField(required=False, max_length=1)
    view = forms.CharField(required=False, max_length=10)

    def _said(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    def sought(self, nation: Nation) -> Sought:
        """What is asked for, as far as this nation has it."""
        regions = {slug_of(region): region for region in nation.regions}
        kinds = {slug_of(kind): kind for kind in nation.kinds}
        return Sought(
            region=regions.get(self._said("region"), ""),
            step=one_of(Step, self._said("step")),
            colour=one_of(HistoricColour, self._said("colour")),
            kind=kinds.get(self._said("type"), ""),
            lacks=one_of(OrganisationType, self._said("lacks")),
            is_late=self._said("late") == YES,
        )

    def order(self) -> Order:
        return one_of(Order, self._said("sort")) or Order.NAME

    def is_downward(self) -> bool:
        return self._said("down") == YES

    def is_historic(self) -> bool:
        return self._said("view") == "rag"


def one_of(kind: type[Choice], said: str) -> Choice | None:
    """The member with this value, or None."""
    return kind(said) if said in set(kind) else None
