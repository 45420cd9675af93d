"""Says to each database which rows have the words that were asked for, and which of them come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.db import connection

from concordat.plans.domain.searching import Asked, Filters
from concordat.plans.domain.states import State

# PostgreSQL must read a row to rank it: of a word that stands in 200,000 rows, so many are ranked.
MOST_RANKED = 1_000
FIRST_YEAR = 2000  # all that should have ended before is found under it; see the migration that makes the index
_OPEN = tuple(state.value for state in State if state.is_open)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of SQL and the values for its places."""

    sql: str
    values: tuple[Any, ...] = ()

    @classmethod
    def of(cls, *pieces: "str | Clause") -> "Clause":
        """Pieces one after another, with their values. What somebody typed is a value, never a piece."""
        clauses = [cls(piece) if isinstance(piece, str) else piece for piece in pieces]
        return cls(" ".join(each.sql for each in clauses), tuple(value for each in clauses for value in each.values))


def rows_of(clause: Clause) -> list[tuple[Any, ...]]:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(clause.sql, clause.values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


@dataclass(frozen=True, slots=True)
class Chosen:
    """What rows must fit: filters, with the localities they leave by primary key (None: all)."""

    filters: Filters
    localities: tuple[int, ...] | None
    on: date

    @property
    def is_anything(self) -> bool:
        return self.filters.is_anything


def rows_that_match(asked: Asked, chosen: Chosen, *, any_of: bool) -> Clause:
    """The condition on a row `d` that it has all that was asked for, or any of it, and fits what was chosen."""
    if connection.vendor == "postgresql":
        return _matching_on_postgresql("vector", _tsquery(asked.parts, any_of=any_of), chosen)
    fitting = _fitting_on_sqlite(chosen)
    if asked.is_nothing:
        return fitting
    having = Clause(
        "d.id IN (SELECT rowid FROM plans_search_index WHERE plans_search_index MATCH %s)",
        (_match(asked.parts, any_of=any_of),),
    )
    return having if chosen.is_anything else Clause.of(having, "AND", fitting)


def _fitting_on_sqlite(chosen: Chosen) -> Clause:
    filters = chosen.filters
    conditions: list[str] = []
    values: list[Any] = []
    if chosen.localities is not None:
        conditions.append(f"d.locality_id IN ({', '.join(['%s'] * len(chosen.localities))})")
        values += chosen.localities
    for column, asked in (("state", filters.state), ("theme_key", filters.theme)):
        if asked is not None:
            conditions.append(f"d.{column} = %s")
            values.append(asked)
    if filters.lead_type is not None:
        conditions.append("d.lead_types LIKE %s")
        values.append(f"%|{filters.lead_type}|%")
    if filters.is_overdue:
        overdue = is_overdue(chosen.on)
        conditions.append(overdue.sql)
        values += overdue.values
    return Clause(" AND ".join(conditions) or "TRUE", tuple(values))


def _matching_on_postgresql(column: str, words: str, chosen: Chosen) -> Clause:
    """Words and choices in one question to one index: a row has to be read only where all of it meets."""
    if chosen.localities == ():
        return Clause("FALSE")
    query = " & ".join(f"({each})" for each in (words, *_facets(chosen)) if each)
    if not query:
        return Clause("TRUE")
    having = Clause(f"d.{column} @@ %s::tsquery", (query,))
    # The index knows the year.
    return Clause.of(having, "AND", is_overdue(chosen.on)) if chosen.filters.is_overdue else having


def _facets(chosen: Chosen) -> Iterable[str]:
    """Each choice in the words of PostgreSQL."""
    filters = chosen.filters
    if chosen.localities is not None:
        yield " | ".join(f"'l={pk}'" for pk in chosen.localities)
    for letter, asked in (("s", filters.state), ("t", filters.theme), ("p", filters.lead_type)):
        if asked is not None:
            escaped = asked.replace("\\", "\\\\").replace("'", "''")
            yield f"'{letter}={escaped}'"
    if filters.is_overdue:
        yield " | ".join(f"'d={year}'" for year in range(FIRST_YEAR, max(FIRST_YEAR, chosen.on.year) + 1))


def is_overdue(on: date) -> Clause:
    """The condition on a row `d` that its last day has passed while work is still promised."""
    places = ", ".join(["%s"] * len(_OPEN))
    return Clause(f"(d.end_on IS NOT NULL AND d.end_on < %s AND d.state IN ({places}))", (on, *_OPEN))


def first_rows(chosen: Chosen) -> Clause:
    """The question that gives the keys of rows that fit, by plan, but for its last value: how many at most."""
    fitting = rows_that_match(Asked(), chosen, any_of=False)
    return Clause.of("SELECT d.id FROM plans_searchdocument d WHERE", fitting, "ORDER BY d.id LIMIT %s")


def tiers_of(asked: Asked, chosen: Chosen, *, any_of: bool, is_counted: bool) -> list[Clause]:
    """The questions that each give at most `MOST_RANKED` rows to rank, as `Indexed`; the best rows first.

    First come actions that have the words together as they were typed, then those that have all of them in their own
    words, then those that have them anywhere. No row is in two. Of more than so many those with the fewest words are
    taken; where there were too many to count, those that the database comes upon.
    """
    make = _tier_on_postgresql if connection.vendor == "postgresql" else _tier_on_sqlite
    return [make(tier, chosen, is_counted) for tier in _tiers(asked, any_of=any_of)]


def counts_of_stems(stems: Sequence[str], *, most: int) -> Clause:
    """The question that gives each stem with the number of actions that have it in their own words, up to `most`."""
    each = (
        Clause.of(
            Clause("SELECT %s AS stem, (SELECT count(*) FROM (SELECT 1", (stem,)),
            _having_in_words((stem,)),
            Clause("LIMIT %s) AS found) AS actions", (most,)),
        )
        for stem in stems
    )
    return reduce(lambda one, other: Clause.of(one, "UNION ALL", other), each)


def rows_with_any(stems: Sequence[str], *, but: int, most: int) -> Clause:
    """The question that gives entry, locality and stems of actions that have any of these in their own words.

    At most so many, and none of the locality `but` (its key).
    """
    words = "f.words" if connection.vendor == "sqlite" else "d.words_stems"
    return Clause.of(
        f"SELECT d.entry_id, d.locality_id, {words}",
        _having_in_words(stems),
        Clause("AND d.locality_id <> %s ORDER BY d.id LIMIT %s", (but, most)),
    )


def _having_in_words(stems: Sequence[str]) -> Clause:
    """From where on: the rows `d` that have any of these stems in the action's own words."""
    parts = tuple((stem,) for stem in stems)
    if connection.vendor == "sqlite":
        return Clause(
            "FROM plans_search_index f JOIN plans_searchdocument d ON d.id = f.rowid WHERE plans_search_index MATCH %s",
            (f"{{words}} : ({_match(parts, any_of=True)})",),
        )
    return Clause("FROM plans_searchdocument d WHERE d.words_vector @@ %s::tsquery", (_tsquery(parts, any_of=True),))


Parts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Tier:
    """Rows that have all or any of the parts, in the action's own words or anywhere, and were in no tier before."""

    parts: Parts
    any_of: bool
    in_words: bool
    but: Parts = ()  # not those that have all or any of these in the action's own words


def _tiers(asked: Asked, *, any_of: bool) -> Iterable[_Tier]:
    together: Parts = ()
    if asked.together and asked.parts != (asked.together,) and not any_of:
        together = (asked.together, *asked.parts)
        yield _Tier(together, False, True)
    yield _Tier(asked.parts, any_of, True, but=together)
    yield _Tier(asked.parts, any_of, False, but=asked.parts)


def _tier_on_sqlite(tier: _Tier, chosen: Chosen, is_counted: bool) -> Clause:
    match = f"({_match(tier.parts, any_of=tier.any_of)})"
    if tier.in_words:
        match = f"{{words}} : {match}"
    if tier.but:
        match = f"({match}) NOT ({{words}} : ({_match(tier.but, any_of=tier.any_of)}))"
    found = Clause.of(
        "SELECT f.rowid, f.words, f.outcome, f.leads, f.progress FROM plans_search_index f",
        "" if chosen.is_anything else "JOIN plans_searchdocument d ON d.id = f.rowid",
        Clause("WHERE plans_search_index MATCH %s", (match,)),
    )
    if not chosen.is_anything:
        found = Clause.of(found, "AND", _fitting_on_sqlite(chosen))
    order = "ORDER BY length(f.words), f.rowid" if is_counted else ""
    return Clause.of(found, order, Clause("LIMIT %s", (MOST_RANKED,)))


def _tier_on_postgresql(tier: _Tier, chosen: Chosen, is_counted: bool) -> Clause:
    column = "words_vector" if tier.in_words else "vector"
    found = Clause.of(
        "SELECT d.id, d.words_stems, d.outcome_stems, d.leads_stems, d.progress_stems",
        "FROM plans_searchdocument d WHERE",
        _matching_on_postgresql(column, _tsquery(tier.parts, any_of=tier.any_of), chosen),
    )
    if tier.but:
        but = Clause("AND NOT d.words_vector @@ %s::tsquery", (_tsquery(tier.but, any_of=tier.any_of),))
        found = Clause.of(found, but)
    order = "ORDER BY length(d.words_stems), d.id" if is_counted else ""
    return Clause.of(found, order, Clause("LIMIT %s", (MOST_RANKED,)))


def _match(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of FTS5. Stems are small letters and digits only, so none can end a quotation."""
    return (" OR " if any_of else " AND ").join(f'"{" ".join(part)}"' for part in parts)


def _tsquery(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of PostgreSQL."""
    phrases = (" <-> ".join(f"'{stem}'" for stem in part) for part in parts)
    return (" | " if any_of else " & ").join(f"({phrase})" for phrase in phrases)
