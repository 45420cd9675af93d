"""`concordat add_administrator NAME EMAIL`: the first person of a new service."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from concordat.accounts import commands as accounts
from concordat.directory import commands
from concordat.directory.domain import Role


class Command(BaseCommand):
    help = "Let a person sign in as administrator: they set localities up and invite coordinators."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("email")

    def handle(self, *args: Any, name: str, email: str, **options: Any) -> None:
        password = getpass("Password (at least 8 characters): ")
        try:
            validate_password(password)
            user = accounts.create_user(email=email, name=name, password=password, at=timezone.now())
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        except accounts.EmailTaken as refusal:
            raise CommandError(str(refusal)) from refusal
        commands.give_role(user=user, role=Role.ADMINISTRATOR, by=None, at=timezone.now())
        self.stdout.write(f"{name} can sign in with {email}.")
