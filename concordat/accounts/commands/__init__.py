"""Changes to accounts, letters to be sent, and the audit entry that every command everywhere writes."""

from concordat.accounts.commands.audit import record_audit
from concordat.accounts.commands.messages import write_message
from concordat.accounts.commands.users import EmailTaken, create_user

__all__ = ["EmailTaken", "create_user", "record_audit", "write_message"]
