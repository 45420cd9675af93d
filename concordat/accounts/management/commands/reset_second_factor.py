"""`concordat reset_second_factor EMAIL`: for somebody who has lost their telephone and their recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from concordat.accounts import commands


class Command(BaseCommand):
    help = (
        "Take the app, the recovery codes and the tie to single sign-on off an account. Be sure first that whoever "
        "asks is the person: call them back on a number that you know."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            taken_off = commands.reset_second_factor(email=email, by=None, at=timezone.now())
        except commands.NobodySignsIn as refusal:
            raise CommandError(str(refusal)) from refusal
        told = ", ".join(taken_off).replace("_", " ") or "nothing: there was none"
        self.stdout.write(f"Taken off {email}: {told}. They can sign in with their password and set up an app again.")
