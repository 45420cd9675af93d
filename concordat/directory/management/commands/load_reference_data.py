"""Loads regions, areas, organisations and aliases from the files of this package; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.directory import commands


class Command(BaseCommand):
    help = "Load regions, areas, organisations, who serves where, and aliases. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        written = commands.load_reference_data(at=timezone.now())
        self.stdout.write("The reference data is loaded." if written else "The reference data was loaded already.")
