"""Turns what somebody writes about their own account into values, and looks through free text everywhere."""

from concordat.accounts.forms.free_text import FreeTextForm, refuse_patient_as_name
from concordat.accounts.forms.invitations import AcceptInvitation

__all__ = ["AcceptInvitation", "FreeTextForm", "refuse_patient_as_name"]
