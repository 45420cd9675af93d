"""`concordat rebuild_search`: writes anew what search looks through."""

from typing import Any

from django.core.management.base import BaseCommand

from concordat.plans import commands
from concordat.plans.domain.days import spoken_count


class Command(BaseCommand):
    help = "Write search anew from the published editions: after rows were loaded by other means, or words are spoilt."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{spoken_count(commands.rebuild_search(), 'published action')} can be found.")
