"""Loads the framework files of this package; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.frameworks import commands


class Command(BaseCommand):
    help = "Load the national frameworks that plans are held against. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        written = commands.load_frameworks(at=timezone.now())
        self.stdout.write(f"Loaded: {', '.join(written)}." if written else "The frameworks were loaded already.")
