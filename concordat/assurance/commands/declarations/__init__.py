"""Writes, signs, makes and withdraws declarations."""

from concordat.accounts.commands import NamesAPatient
from concordat.assurance.commands.declarations.asking import (
    ask_contacts_to_sign,
    ask_to_sign,
    leave_out,
    name_signatory,
    take_back_link,
)
from concordat.assurance.commands.declarations.making import (
    NotReady,
    make_declaration,
    withdraw_declaration,
)
from concordat.assurance.commands.declarations.refusing import (
    AlreadySigned,
    DeclarationEnded,
    NothingToSign,
    ReasonMissing,
    SigningEnded,
    WordsChanged,
)
from concordat.assurance.commands.declarations.reminding import remind_to_sign
from concordat.assurance.commands.declarations.signing import (
    decline_by_link,
    open_signing_link,
    sign_by_link,
    sign_in_the_room,
    take_back_signature,
)
from concordat.assurance.commands.declarations.writing import (
    AlreadyBegun,
    begin_declaration,
    drop_declaration,
    word_declaration,
)

__all__ = [
    "AlreadyBegun",
    "AlreadySigned",
    "DeclarationEnded",
    "NamesAPatient",
    "NotReady",
    "NothingToSign",
    "ReasonMissing",
    "SigningEnded",
    "WordsChanged",
    "ask_contacts_to_sign",
    "ask_to_sign",
    "begin_declaration",
    "decline_by_link",
    "drop_declaration",
    "leave_out",
    "make_declaration",
    "name_signatory",
    "open_signing_link",
    "remind_to_sign",
    "sign_by_link",
    "sign_in_the_room",
    "take_back_link",
    "take_back_signature",
    "withdraw_declaration",
    "word_declaration",
]
