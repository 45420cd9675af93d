"""`concordat record_bounce < MAIL`: what the mail server calls with each mail that comes back."""

import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from concordat.accounts import commands
from concordat.accounts.domain import NotABounce, read_bounces

# A notification holds at most the letter itself: the rest of a longer mail is not what we ask for.
MOST_BYTES = 5 * 1024 * 1024


class Command(BaseCommand):
    requires_system_checks: ClassVar = []
    help = "Read a mail that came back from standard input, and flag the letter that it is about."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bounces = read_bounces(sys.stdin.buffer.read(MOST_BYTES))
        except NotABounce as refusal:
            raise CommandError(str(refusal)) from refusal
        for bounce in bounces:
            number = commands.record_bounce(bounce=bounce, at=timezone.now())
            self.stdout.write(f"Letter {number} came back." if number else "It is about no letter that we know.")
        if not bounces:
            self.stdout.write("It tells of a delay, not of an end.")
