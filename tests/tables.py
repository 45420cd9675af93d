"""A file of SQLite that begins with the tables of the test database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection


def copy_tables(file: Path) -> None:
    """For programs that need a database of their own: making the tables again takes each a second or two."""
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
