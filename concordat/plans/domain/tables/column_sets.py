"""The columns of one stretch of a table, looked up by what they hold."""

import re
from collections.abc import Iterator, Sequence

from concordat.plans.domain.tables.columns import Column, Field

_FINANCIAL_YEAR = re.compile(r"\b(20\d\d)\s*[/–-]\s*(?:20)?\d\d\b|\b(\d\d)\s*/\s*(\d\d)\b")


class ColumnSet:
    """The columns of one stretch of a table, looked up by what they hold: worked out once, asked for every row."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.all = tuple(columns)
        self._by_field: dict[Field | None, tuple[int, ...]] = {}
        for index, column in enumerate(self.all):
            self._by_field[column.field] = (*self._by_field.get(column.field, ()), index)
        self.names = tuple(None if column.field is None else column.field.value for column in self.all)
        self.ratings = tuple(i for i, c in enumerate(self.all) if c.field is Field.STATUS or c.carries_status)
        self.default_year = self._default_year()

    def __iter__(self) -> Iterator[Column]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def of(self, field: Field) -> tuple[int, ...]:
        """Where the columns of a field stand."""
        return self._by_field.get(field, ())

    def _default_year(self) -> int | None:
        """The year that a header gives to dates without one ("Timescale 2015/16 unless otherwise specified")."""
        for index in self.of(Field.TIMESCALE):
            if found := _FINANCIAL_YEAR.search(self.all[index].header):
                if found[1]:
                    return int(found[1])
                if int(found[3]) == int(found[2]) + 1:
                    return 2000 + int(found[2])
        return None
