"""`concordat detentions count FORM.csv`: counts the forms of detentions, and hands on counts alone where asked to."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from concordat.indicators import gateways
from concordat.indicators.commands import loading
from concordat.indicators.domain.detentions import FormCounts, NotCountable, count_forms
from concordat.indicators.domain.loading import figures_counted
from concordat.indicators.presenters import present_counts, print_counts
from concordat.indicators.queries import loading as queries
from concordat.indicators.queries import standard_measures

_REFUSED = 2  # exit status


class Command(BaseCommand):
    help = "Count the forms of detentions under sections 135 and 136, one row each. No row is kept, shown or logged."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        count = what.add_parser("count", help="count a file of forms by month and category")
        count.add_argument("file", metavar="FORM.csv", help="one row for each detention, headings in the first row")
        count.add_argument("--json", action="store_true", help="print the counts as JSON")
        count.add_argument(
            "--for",
            dest="locality",
            metavar="LOCALITY",
            help="keep the counts to be loaded into the measures of the locality with this address name",
        )

    def handle(self, *args: Any, file: str, json: bool, locality: str | None = None, **options: Any) -> None:
        try:
            counts = _counts_of(Path(file))
        except NotCountable as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(_REFUSED) from None
        self.stdout.write(_as_json(counts) if json else print_counts(counts))
        if locality is not None:
            self._keep_counts(counts, locality)

    def _keep_counts(self, counts: FormCounts, slug: str) -> None:
        """Keep the counts as a load that somebody looks at and accepts on its page; nothing is loaded by it."""
        try:
            locality_id = queries.locality_for_loading(slug)
            number = loading.start_counted_load(
                locality_id=locality_id,
                name="Counted forms of detentions",
                figures=figures_counted(counts, standard_measures(), queries.standard_keys(locality_id)),
                notes=(),
                by=None,
                at=timezone.now(),
            )
        except (queries.NoSuchLocality, loading.NothingToLoad, loading.NotAllLoadable) as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(_REFUSED) from None
        address = reverse("figures-preview", kwargs={"locality": slug, "load": number})
        self.stderr.write(f"The counts are kept, and nothing is loaded yet: look at them and accept them at {address}")


def _counts_of(path: Path) -> FormCounts:
    """The counts of a file of forms. Raises NotCountable, and nothing else: any other error might quote a cell."""
    try:
        with gateways.open_rows(path) as rows:
            return count_forms(rows, today=timezone.localdate())
    except NotCountable:
        raise
    except Exception:  # its words, which may be a cell's, would stand on the terminal
        raise NotCountable("The file can't be counted: check that it is a CSV file, one row each.") from None


def _as_json(counts: FormCounts) -> str:
    return json.dumps(present_counts(counts), ensure_ascii=False, indent=1)
