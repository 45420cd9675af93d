"""Changes to accounts, letters to be sent, and the audit entry that every command everywhere writes."""

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.commands.bounces import look_for_bounces, record_bounce
from concordat.accounts.commands.invitations import (
    AlreadySignsIn,
    InvitationOver,
    accept_invitation,
    invite_user,
    withdraw_invitations,
)
from concordat.accounts.commands.messages import NotSentAgain, send_again, write_message
from concordat.accounts.commands.patients import NamesAPatient, refuse_patients
from concordat.accounts.commands.second_factors import NobodySignsIn, reset_second_factor
from concordat.accounts.commands.sending import Sender, Sent
from concordat.accounts.commands.users import EmailTaken, create_user
from concordat.accounts.commands.ways_in import TellingAdapter, tell_way_in

__all__ = [
    "AlreadySignsIn",
    "EmailTaken",
    "InvitationOver",
    "NamesAPatient",
    "NobodySignsIn",
    "NotSentAgain",
    "Sender",
    "Sent",
    "TellingAdapter",
    "accept_invitation",
    "create_user",
    "invite_user",
    "look_for_bounces",
    "record_audit",
    "record_bounce",
    "refuse_patients",
    "reset_second_factor",
    "send_again",
    "tell_way_in",
    "withdraw_invitations",
    "write_message",
]
