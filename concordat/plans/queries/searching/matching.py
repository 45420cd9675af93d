"""Says to each database which rows have the words that were asked for, and which of them come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from concordat.plans.domain.searching import Asked, Filters
from concordat.plans.domain.states import State

# PostgreSQL must read a row to rank it: of a word that stands in 200,000 rows, so many are ranked.
MOST_RANKED = 2_000
# The action's own words weigh most, then what it is for and stands under, then who, then what was said of it.
_BM25 = "bm25(plans_search_index, 8.0, 3.0, 2.0, 1.0)"
_TS_RANK = "ts_rank_cd('{0.1, 0.25, 0.35, 1.0}', f.vector, %s::tsquery, 1)"
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


def rows_with(asked: Asked, *, any_of: bool) -> Clause:
    """The condition on a row `d` that it has all that was asked for, or any of it; nothing asked: every row."""
    if asked.is_nothing:
        return Clause("TRUE")
    if connection.vendor == "postgresql":
        return Clause("d.vector @@ %s::tsquery", (_tsquery(asked.parts, any_of=any_of),))
    return Clause(
        "d.id IN (SELECT rowid FROM plans_search_index WHERE plans_search_index MATCH %s)",
        (_match(asked.parts, any_of=any_of),),
    )


def rows_that_fit(filters: Filters, *, on: date) -> Clause:
    """The condition on a row `d` that it fits the filters."""
    conditions: list[str] = []
    values: list[Any] = []
    if filters.locality is not None:
        conditions.append("d.locality_id = (SELECT id FROM directory_locality WHERE slug = %s)")
        values.append(filters.locality)
    if filters.region is not None:
        conditions.append("d.locality_id IN (SELECT id FROM directory_locality WHERE region_id = %s)")
        values.append(filters.region)
    for column, asked in (("state", filters.state), ("theme_key", filters.theme)):
        if asked is not None:
            conditions.append(f"d.{column} = %s")
            values.append(asked)
    if filters.lead_type is not None:
        conditions.append("d.lead_types LIKE %s")
        values.append(f"%|{filters.lead_type}|%")
    if filters.is_overdue:
        overdue = is_overdue(on)
        conditions.append(overdue.sql)
        values += overdue.values
    return Clause(" AND ".join(conditions) or "TRUE", tuple(values))


def is_overdue(on: date) -> Clause:
    """The condition on a row `d` that its last day has passed while work is still promised."""
    places = ", ".join(["%s"] * len(_OPEN))
    return Clause(f"(d.end_on IS NOT NULL AND d.end_on < %s AND d.state IN ({places}))", (on, *_OPEN))


def tiers_of(asked: Asked, filters: Filters, *, any_of: bool, on: date) -> list[Clause]:
    """The questions that give the keys of rows, best first, each but for its last value: how many at most.

    First come actions that have the words together as they were typed, then those that have all of them in their own
    words, then those that have them anywhere; among these by how often and how near each other. No row is in two.
    """
    fitting = rows_that_fit(filters, on=on)
    if asked.is_nothing:
        return [Clause.of("SELECT d.id FROM plans_searchdocument d WHERE", fitting, "ORDER BY d.id LIMIT %s")]
    if connection.vendor == "postgresql":
        return [_tier_on_postgresql(tier, fitting) for tier in _tiers(asked, any_of=any_of)]
    return [_tier_on_sqlite(tier, fitting) for tier in _tiers(asked, any_of=any_of)]


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


def _tier_on_sqlite(tier: _Tier, fitting: Clause) -> Clause:
    match = f"({_match(tier.parts, any_of=tier.any_of)})"
    if tier.in_words:
        match = f"{{words}} : {match}"
    if tier.but:
        match = f"({match}) NOT ({{words}} : ({_match(tier.but, any_of=tier.any_of)}))"
    found = Clause.of(
        "SELECT rowid AS id,",
        _BM25,
        Clause("AS score FROM plans_search_index WHERE plans_search_index MATCH %s", (match,)),
    )
    if fitting.sql == "TRUE":
        return Clause.of(found, "ORDER BY score, id LIMIT %s")
    return Clause.of(
        "SELECT d.id FROM (", found, ") AS f JOIN plans_searchdocument d ON d.id = f.id",
        "WHERE", fitting, "ORDER BY f.score, d.id LIMIT %s",
    )  # fmt: skip


def _tier_on_postgresql(tier: _Tier, fitting: Clause) -> Clause:
    query = _tsquery(tier.parts, any_of=tier.any_of)
    column = "words_vector" if tier.in_words else "vector"
    matching = Clause(f"d.{column} @@ %s::tsquery", (query,))
    if tier.but:
        but = Clause("AND NOT d.words_vector @@ %s::tsquery", (_tsquery(tier.but, any_of=tier.any_of),))
        matching = Clause.of(matching, but)
    return Clause.of(
        "SELECT f.id FROM (SELECT d.id, d.vector FROM plans_searchdocument d WHERE", matching, "AND", fitting,
        Clause("LIMIT %s) AS f", (MOST_RANKED,)), "ORDER BY", Clause(_TS_RANK, (query,)), "DESC, f.id LIMIT %s",
    )  # fmt: skip


def _match(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of FTS5. Stems are small letters and digits only, so none can end a quotation."""
    return (" OR " if any_of else " AND ").join(f'"{" ".join(part)}"' for part in parts)


def _tsquery(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of PostgreSQL."""
    phrases = (" <-> ".join(f"'{stem}'" for stem in part) for part in parts)
    return (" | " if any_of else " & ").join(f"({phrase})" for phrase in phrases)
