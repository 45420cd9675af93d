"""What people say about measures, as values."""

from concordat.indicators.forms.keeping import AdoptForm, MeasureForm, RuleForm, StepForm, TargetForm

__all__ = ["AdoptForm", "MeasureForm", "RuleForm", "StepForm", "TargetForm"]
