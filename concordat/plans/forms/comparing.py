"""Which two editions a reader wants to see beside each other."""

from typing import Any

from django import forms

from concordat.plans.queries.standpoints import Standpoint

LIVE = "live"


class CompareForm(forms.Form):
    """Two numbers of editions; the later may be the live plan for those who see it. What is missing is filled in."""

    def __init__(self, asked: Any, standpoint: Standpoint) -> None:
        super().__init__({"before": asked.get("from"), "after": asked.get("to")})
        self._standpoint = standpoint
        self.fields["before"] = forms.IntegerField(min_value=1, required=False)
        self.fields["after"] = forms.CharField(required=False)

    def wanted(self) -> tuple[int, int | None] | None:
        """The earlier and the later edition, None for the live plan; None where there are not two to compare.

        Without an answer they are the latest two, or a first edition and the live plan. Given the wrong way round they
        are turned.
        """
        self.is_valid()
        numbers = sorted(edition.number for _, edition in self._standpoint.editions)
        later = str(self.cleaned_data.get("after") or "")
        before = self.cleaned_data.get("before")
        after = int(later) if later.isdecimal() else None
        if len(numbers) == 1 and not (later or before) and self._standpoint.may_see_draft:
            return numbers[0], None
        if after is None and (later != LIVE or not self._standpoint.may_see_draft):
            if not numbers:
                return None
            after = max((number for number in numbers if before is None or number > before), default=numbers[-1])
        if before is None:
            before = max((number for number in numbers if after is None or number < after), default=None)
        if before is None or before == after:
            return None
        return (before, after) if after is None or before < after else (after, before)
