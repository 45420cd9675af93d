"""What people ask of and type into the pages of plans."""

from concordat.plans.forms.as_at import PlanDayForm
from concordat.plans.forms.attention import AttentionRulesForm
from concordat.plans.forms.editions import EditionForm
from concordat.plans.forms.plans import PlanFilterForm

__all__ = ["AttentionRulesForm", "EditionForm", "PlanDayForm", "PlanFilterForm"]
