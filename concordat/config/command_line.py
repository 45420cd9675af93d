"""The `concordat` command: Django's commands and our own."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; `concordat help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings")
    sys.dont_write_bytecode = False  # as in `serve`: what was compiled once need not be compiled for each command
    from django.core.management import execute_from_command_line

    execute_from_command_line(["concordat", *sys.argv[1:]])
