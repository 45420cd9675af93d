"""Keeps the design system's styles, script and pictures, and the font of PDF files, where they are looked for."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from concordat.ui import gateways


class Command(BaseCommand):
    help = "Copy the design system, less its foreign fonts, and our font from node_modules; run before collectstatic."
    requires_system_checks = ()  # STATICFILES_DIRS may name the very folder that this makes

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--package",
            type=Path,
            default=settings.ROOT / "node_modules" / "nhsuk-frontend",
            help="where npm laid the design system down",
        )

    def handle(self, *args: Any, package: Path, **options: Any) -> None:
        try:
            written = gateways.keep_front_end(package, settings.FRONT_END)
            fonts = package.parent / gateways.FONT_PACKAGE
            written += gateways.keep_fonts(fonts, gateways.fonts_in(settings.FRONT_END))
        except gateways.FrontEndMissing as missing:
            raise CommandError(str(missing)) from missing
        self.stdout.write(f"{written} files written." if written else "The front end is up to date.")
