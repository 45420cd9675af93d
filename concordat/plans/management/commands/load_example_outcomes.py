"""`concordat load_example_outcomes`: what the plan of the example locality is for."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.plans.commands.example import add_example_outcomes


class Command(BaseCommand):
    help = "Give the example locality its priorities and outcomes; does nothing where they stand already."

    def handle(self, *args: Any, **options: Any) -> None:
        add_example_outcomes(at=timezone.now())
