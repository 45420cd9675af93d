"""`concordat declare_example`: what the example locality declared, and how its plan was checked."""

from typing import Any

from django.core.management.base import BaseCommand

from concordat.assurance import commands


class Command(BaseCommand):
    help = "Give the example locality its declaration and its checks; does nothing where they stand already."

    def handle(self, *args: Any, **options: Any) -> None:
        commands.declare_example()
