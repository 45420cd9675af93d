"""`concordat write_roles`: writes docs/roles.md from the policy."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from concordat.directory.access import POLICY
from concordat.directory.presenters.policy import present_policy


class Command(BaseCommand):
    help = "Write docs/roles.md, the page that says who may do what, from concordat/directory/access.py."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.ROOT / "docs" / "roles.md"
        path.write_text(present_policy(POLICY))
        self.stdout.write(f"{path} is written.")
