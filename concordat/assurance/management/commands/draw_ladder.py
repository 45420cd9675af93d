"""Writes the page of the docs that shows the ladder, from the steps and moves themselves."""

from django.conf import settings
from django.core.management.base import BaseCommand

from concordat.assurance.domain.drawing import ladder_page


class Command(BaseCommand):
    help = "Write docs/ladder.md anew"

    def handle(self, **options):
        (settings.ROOT / "docs" / "ladder.md").write_text(ladder_page(), encoding="utf-8")
