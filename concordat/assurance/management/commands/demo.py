"""`concordat demo nation`: an invented nation to look at and to measure on, in a database of its own."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from concordat.assurance.commands import demonstration


class Command(BaseCommand):
    help = "Load an invented nation: real areas, invented localities and plans; refused beside real localities."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["nation"])
        parser.add_argument("--seed", type=int, default=1, help="the same seed on the same day gives the same nation")
        parser.add_argument("--scale", type=int, choices=[1, 10, 100], default=1, help="so many times the updates")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        try:
            loaded = demonstration.load_nation(seed=options["seed"], scale=options["scale"], at=timezone.now())
        except demonstration.NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Loaded an invented nation of {loaded.localities} localities and {loaded.actions:,} actions "
            f"({loaded.rows:,} rows) in {time.monotonic() - begun:.0f} seconds"
        )
