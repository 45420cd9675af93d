"""Getting in: by invitation, by password, by second factor, by single sign-on."""

from concordat.accounts.views.invitations import invitation
from concordat.accounts.views.signing_in import (
    RecoveryCodes,
    SetUpSecondFactor,
    SignIn,
    TakeSecondFactorAway,
    closed,
    sign_on,
    sign_on_return,
    too_many_tries,
)

__all__ = [
    "RecoveryCodes",
    "SetUpSecondFactor",
    "SignIn",
    "TakeSecondFactorAway",
    "closed",
    "invitation",
    "sign_on",
    "sign_on_return",
    "too_many_tries",
]
