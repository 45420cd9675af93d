"""The world outside: the sign-in library, signed links, and mail."""

from concordat.accounts.gateways.letting_in import let_in
from concordat.accounts.gateways.links import BadLink, secret_of, sign
from concordat.accounts.gateways.signing_in import AccountAdapter

__all__ = ["AccountAdapter", "BadLink", "let_in", "secret_of", "sign"]
