"""`concordat load_example_measures`: what the example locality counts."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.indicators.commands.example import add_example_measures


class Command(BaseCommand):
    help = "Give the example locality its measures and their figures; does nothing where they stand already."

    def handle(self, *args: Any, **options: Any) -> None:
        add_example_measures(at=timezone.now())
