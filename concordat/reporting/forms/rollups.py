"""What people ask of the roll-ups and of the lists behind their numbers; what can't be read asks nothing."""

from collections.abc import Iterable
from datetime import date

from django import forms

from concordat.directory.domain import OrganisationType
from concordat.plans.domain.states import State
from concordat.reporting.domain.headings import OTHER, Heading
from concordat.reporting.domain.rollups import ActionsSought
from concordat.reporting.domain.slugs import slug_of
from concordat.reporting.forms.mapping import YES, one_of


class ActionsForm(forms.Form):
    """The parts of an address that choose actions: `region=london&state=complete&lead=police&page=2`."""

    region = forms.CharField(required=False, max_length=60)
    locality = forms.SlugField(required=False, max_length=80)
    heading = forms.CharField(required=False, max_length=40)
    state = forms.CharField(required=False, max_length=20)
    lead = forms.CharField(required=False, max_length=30)
    organisation = forms.SlugField(required=False, max_length=120)
    complete = forms.CharField(required=False, max_length=1)
    open = forms.CharField(required=False, max_length=1)
    overdue = forms.CharField(required=False, max_length=1)
    slipped = forms.CharField(required=False, max_length=1)
    quiet = forms.CharField(required=False, max_length=1)
    since = forms.DateField(required=False)
    on = forms.DateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    def sought(self, regions: Iterable[str], headings: Iterable[Heading], today: date) -> ActionsSought:
        """What is asked for, as far as there is such a region and heading, and the day has come."""
        self.is_valid()
        said = self.cleaned_data
        keys = {heading.key for heading in (*headings, OTHER)}
        return ActionsSought(
            region={slug_of(region): region for region in regions}.get(said.get("region") or "", ""),
            locality=said.get("locality") or "",
            heading=said["heading"] if said.get("heading") in keys else "",
            state=one_of(State, said.get("state") or ""),
            lead=one_of(OrganisationType, said.get("lead") or ""),
            organisation=said.get("organisation") or "",
            is_complete=said.get("complete") == YES,
            is_open=said.get("open") == YES,
            is_overdue=said.get("overdue") == YES,
            is_slipped=said.get("slipped") == YES,
            is_quiet=said.get("quiet") == YES,
            done_since=said.get("since"),
            as_on=said["on"] if said.get("on") and said["on"] < today else None,
        )

    def page_asked(self) -> int:
        self.is_valid()
        return int(self.cleaned_data.get("page") or 1)

    def day_since(self, *, otherwise: date) -> date:
        """The day since when to say what changed; one that can't be read is as if none had been given."""
        self.is_valid()
        said: date | None = self.cleaned_data.get("since")
        return said or otherwise
