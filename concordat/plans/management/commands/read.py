"""`concordat read FILE`: shows what a document is read as; it writes nothing and needs no database."""

import json
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand

from concordat import documents
from concordat.documents.domain import Document, Finding, Refused
from concordat.plans.domain.reading import read_plan
from concordat.plans.domain.readings import ReadPlan
from concordat.plans.presenters import readings

_REFUSED = 2  # exit status
_WIDEST = 200  # columns: wider lines are hard to follow


class Command(BaseCommand):
    help = "Show what a document is read as: its actions, and everything a person should look at. Writes nothing."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = "a Word, Excel, PDF, OpenDocument or text file, or a web page"
        parser.add_argument("file", metavar="FILE", help=f"the document: {kinds}")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, file: str, json: bool, **options: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that can't show a sign shows "?" instead of stopping
                stream.reconfigure(errors="replace")
        name = Path(file).name or file
        document: Document | None = None
        findings: tuple[Finding, ...] = ()
        try:
            document = _read(Path(file), name)
            plan = _plan_of(document)
            findings = plan.findings
            if not plan.is_plan:
                raise _no_plan(plan, name)
        except Refused as refused:
            if json:
                format_name = document.format if document else None
                self._print_json(
                    readings.present_refusal(refused, file=name, format_name=format_name, findings=findings)
                )
            self.stderr.write(refused.message)
            raise SystemExit(_REFUSED) from None
        if json:
            self._print_json(readings.present_reading(plan, file=name, format_name=document.format))
        else:
            width = min(shutil.get_terminal_size((120, 40)).columns, _WIDEST)
            self._print(readings.print_reading(plan, file=name, width=width))

    def _print_json(self, values: dict[str, Any]) -> None:
        shows_all = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
        self._print(json.dumps(values, ensure_ascii=not shows_all, indent=1) + "\n")

    def _print(self, text: str) -> None:
        try:
            self.stdout.write(text, ending="")
            self.stdout.flush()
        except BrokenPipeError:  # the reader of a pipe such as `| head` has seen enough
            sys.stdout = open("/dev/null", "w")  # noqa: PTH123, SIM115
            raise SystemExit(0) from None


def _read(path: Path, name: str) -> Document:
    """The document of a path; raises `Refused` for whatever is no readable file."""
    try:
        if not path.exists():
            raise Refused("no-such-file", f"There is no file {path}.")
        if path.is_dir():
            raise Refused("is-a-folder", f"{path} is a folder; name the document in it.")
        if not path.is_file():
            raise Refused("not-a-file", f"{path} is not a document.")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can't be used"
        raise Refused("unreadable", f"{name} could not be opened: {reason}.") from error
    try:
        return documents.read(content, name=name)
    except Refused:
        raise
    except Exception as error:  # a damaged file must give a sentence, not a traceback, whatever it breaks
        raise Refused(
            "unreadable", f"{name} could not be read; it may be damaged. Open it, save it again and try once more."
        ) from error


def _plan_of(document: Document) -> ReadPlan:
    try:
        return read_plan(document)
    except Exception as error:  # as above: nothing that a file holds may end in a traceback
        raise Refused("unreadable", f"{document.name} was opened, but its tables could not be understood.") from error


def _no_plan(plan: ReadPlan, name: str) -> Refused:
    said = next((finding.message for finding in plan.findings if finding.code == "no-plan"), "")
    return Refused("no-plan", f"{name} holds no action plan. {said}".strip())
