"""Turns what is typed about declarations and checks into values."""

from concordat.assurance.forms.checks import CheckForm, PointAnswerForm, SubmitPlanForm
from concordat.assurance.forms.declarations import (
    AskForm,
    DeclareForm,
    DeclineForm,
    NameSignatoryForm,
    ReasonForm,
    RoomForm,
    SignForm,
    WordsForm,
)

__all__ = [
    "AskForm",
    "CheckForm",
    "DeclareForm",
    "DeclineForm",
    "NameSignatoryForm",
    "PointAnswerForm",
    "ReasonForm",
    "RoomForm",
    "SignForm",
    "SubmitPlanForm",
    "WordsForm",
]
