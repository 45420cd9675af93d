"""`concordat detentions count FORM.csv`: counts the forms of detentions; it writes nothing and needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand
from django.utils import timezone

from concordat.indicators import gateways
from concordat.indicators.domain.counting_forms import FormCounts, NotCountable, count_forms
from concordat.indicators.presenters import present_counts, print_counts

_REFUSED = 2  # exit status


class Command(BaseCommand):
    help = "Count the forms of detentions under sections 135 and 136, one row each. No row is kept, shown or logged."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        count = what.add_parser("count", help="count a file of forms by month and category")
        count.add_argument("file", metavar="FORM.csv", help="one row for each detention, headings in the first row")
        count.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, file: str, json: bool, **options: Any) -> None:
        try:
            counts = _counts_of(Path(file))
        except NotCountable as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(_REFUSED) from None
        self.stdout.write(_as_json(counts) if json else print_counts(counts))


def _counts_of(path: Path) -> FormCounts:
    with gateways.open_rows(path) as rows:
        heading = next(rows, [])
        return count_forms(heading, rows, today=timezone.localdate())


def _as_json(counts: FormCounts) -> str:
    return json.dumps(present_counts(counts), ensure_ascii=False, indent=1)
