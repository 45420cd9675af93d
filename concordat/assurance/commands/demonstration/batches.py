"""Collects rows with keys that are known before they are written, and writes them in few statements."""

from collections import defaultdict
from typing import Any, TypeVar

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

AnyModel = TypeVar("AnyModel", bound=models.Model)


class Batch:
    """Rows to be written together, in the order in which their tables are first spoken of.

    Each gets its key as it is added, so that an action can point at its newest update before either is written:
    the keys between tables are only looked at when the transaction ends.
    """

    def __init__(self) -> None:
        self._next: dict[type[models.Model], int] = {}
        self._rows: defaultdict[type[models.Model], list[Any]] = defaultdict(list)

    def add(self, row: AnyModel) -> AnyModel:
        """Take a row in and give it the next key of its table."""
        table = type(row)
        if table not in self._next:
            self._next[table] = (table._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        row.pk = self._next[table]
        self._next[table] += 1
        self._rows[table].append(row)
        return row

    def link(self, table: type[models.Model], **keys: Any) -> None:
        """Take in a row that joins two others."""
        self.add(table(**keys))

    def write(self) -> int:
        """Write what was taken in, inside the caller's transaction; gives the number of rows."""
        written = 0
        for table, rows in self._rows.items():
            table._default_manager.bulk_create(rows, batch_size=2000)
            written += len(rows)
        with connection.cursor() as cursor:
            # PostgreSQL does not count keys that it was given.
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self._rows)):
                cursor.execute(statement)
        self._rows.clear()
        return written
