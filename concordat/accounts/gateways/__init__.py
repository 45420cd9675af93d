"""The world outside: the sign-in library, single sign-on, signed links, limits on tries, and mail."""

from concordat.accounts.gateways.letting_in import let_in
from concordat.accounts.gateways.limits import may_try_link, too_many_tries
from concordat.accounts.gateways.links import BadLink, secret_of, sign
from concordat.accounts.gateways.signing_in import (
    AccountAdapter,
    SecondFactorAdapter,
    could_give_second_factor,
    forget_second_factor,
    has_second_factor,
    note_second_factor,
    take_off_ways_in,
    way_on,
)
from concordat.accounts.gateways.single_sign_on import (
    PROVIDER,
    SingleSignOnAdapter,
    leave_for_provider,
    return_from_provider,
    single_sign_on_name,
)

__all__ = [
    "PROVIDER",
    "AccountAdapter",
    "BadLink",
    "SecondFactorAdapter",
    "SingleSignOnAdapter",
    "could_give_second_factor",
    "forget_second_factor",
    "has_second_factor",
    "leave_for_provider",
    "let_in",
    "may_try_link",
    "note_second_factor",
    "return_from_provider",
    "secret_of",
    "sign",
    "single_sign_on_name",
    "take_off_ways_in",
    "too_many_tries",
    "way_on",
]
