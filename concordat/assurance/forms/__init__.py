"""Turns what is typed about declarations and checks into values."""

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
    "DeclareForm",
    "DeclineForm",
    "NameSignatoryForm",
    "ReasonForm",
    "RoomForm",
    "SignForm",
    "WordsForm",
]
