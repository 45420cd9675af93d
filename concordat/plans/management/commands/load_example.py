"""`concordat load_example`: the example locality with its three editions, read from their Word files."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.plans import commands


class Command(BaseCommand):
    help = "Load the example locality, a place that does not exist; does nothing where it stands already."

    def handle(self, *args: Any, **options: Any) -> None:
        locality = commands.load_example(at=timezone.now())
        if locality is not None:
            self.stdout.write(f"Read the example plan of {locality.name} in three editions")
