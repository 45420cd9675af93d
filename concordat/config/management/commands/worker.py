"""`concordat worker`: sends letters and does what is due; `--once` makes one pass and ends."""

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandParser

from concordat.config.worker import Worker, log_to_terminal


class Command(BaseCommand):
    requires_system_checks: ClassVar = []  # loading every view would double the start
    help = "Send the letters that are due and do what is due by the clock. Several may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="make one pass and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        log_to_terminal()
        worker = Worker()
        worker.listen()
        if once:
            number = worker.do_what_is_due()
            self.stdout.write(f"{number} letter{'' if number == 1 else 's'}.")
        else:
            worker.run()
