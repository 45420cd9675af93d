"""Turns the day that somebody asks a plan for into a value."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from concordat.plans.domain.days import spoken_day
from concordat.ui import fields


class PlanDayForm(forms.Form):
    """The day to see the plan on, in three boxes or, in an address, as 2026-03-01; never later than today."""

    day = fields.DateField(label="Day", hint="Such as 1 3 2026. You see the plan as it stood when that day ended.")

    def __init__(self, asked: Any, *, today: date) -> None:
        self.today = today
        self.whole = asked.get("day")  # the day as an address gives it
        given = {name: asked[name] for name in ("day-day", "day-month", "day-year") if name in asked}
        if self.whole is not None and not given:
            given = dict(zip(("day-year", "day-month", "day-day"), self.whole.split("-", 2), strict=False))
        self.is_asked = bool(given)
        super().__init__(given if given else None)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(
                f"{spoken_day(day)} is still to come, and nobody knows how the plan will stand. "
                f"Enter today, {spoken_day(self.today)}, or a day before it"
            )
        return day

    def needs_its_address(self) -> bool:
        """The day came in three boxes: it has a shorter address of its own."""
        return self.whole is None
