"""The forms that police and health fill in for each detention, counted without keeping one."""

from concordat.indicators.domain.detentions.counting import FormCounts, MonthCounts, NotCountable, count_forms
from concordat.indicators.domain.detentions.form_words import CHILD_BANDS, NOT_KNOWN, plain

__all__ = ["CHILD_BANDS", "NOT_KNOWN", "FormCounts", "MonthCounts", "NotCountable", "count_forms", "plain"]
