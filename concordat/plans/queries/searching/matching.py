"""Says to each database which rows have the words that were asked for, and which of them come first."""

from collections.abc import Sequence
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


def in_order(asked: Asked, fitting: Clause, *, any_of: bool, first: int, count: int) -> Clause:
    """The keys of rows that fit, the best first: `count` of them from the one at `first`, counted from 0.

    First come actions that have the words together as they were typed, then those that have all of them in their own
    words, then those that have them anywhere; among these by how often and how near each other.
    """
    if asked.is_nothing:
        sql = f"SELECT d.id FROM plans_searchdocument d WHERE {fitting.sql} ORDER BY d.id LIMIT %s OFFSET %s"  # nosec B608
        return Clause(sql, (*fitting.values, count, first))
    of_tier = _tier_on_postgresql if connection.vendor == "postgresql" else _tier_on_sqlite
    tiers = [of_tier(number, tier, fitting) for number, tier in enumerate(_tiers(asked, any_of=any_of))]
    union = " UNION ALL ".join(tier.sql for tier in tiers)
    sql = (
        f"SELECT id FROM ({union}) AS ranked GROUP BY id"  # nosec B608 - fixed pieces; what was typed is a value
        " ORDER BY MIN(tier), MIN(score), id LIMIT %s OFFSET %s"
    )
    return Clause(sql, (*(value for tier in tiers for value in tier.values), count, first))


@dataclass(frozen=True, slots=True)
class _Tier:
    """Rows that come one after another: those with all or any of the parts, in the action's own words or anywhere."""

    parts: tuple[tuple[str, ...], ...]
    any_of: bool
    in_words: bool


def _tiers(asked: Asked, *, any_of: bool) -> Sequence[_Tier]:
    tiers = [_Tier(asked.parts, any_of, True), _Tier(asked.parts, any_of, False)]
    if asked.together and asked.parts != (asked.together,) and not any_of:
        tiers.insert(0, _Tier((asked.together, *asked.parts), False, True))
    return tiers


def _tier_on_sqlite(number: int, tier: _Tier, fitting: Clause) -> Clause:
    match = _match(tier.parts, any_of=tier.any_of)
    sql = (
        f"SELECT d.id, {number} AS tier, f.score FROM (SELECT rowid AS id, {_BM25} AS score FROM plans_search_index"  # nosec B608
        f" WHERE plans_search_index MATCH %s) AS f JOIN plans_searchdocument d ON d.id = f.id WHERE {fitting.sql}"
    )
    return Clause(sql, (f"{{words}} : ({match})" if tier.in_words else match, *fitting.values))


def _tier_on_postgresql(number: int, tier: _Tier, fitting: Clause) -> Clause:
    query = _tsquery(tier.parts, any_of=tier.any_of)
    vector = "words_vector" if tier.in_words else "vector"
    sql = (
        f"SELECT f.id, {number} AS tier, -{_TS_RANK} AS score FROM (SELECT d.id, d.vector FROM plans_searchdocument d"  # nosec B608
        f" WHERE d.{vector} @@ %s::tsquery AND {fitting.sql} LIMIT {MOST_RANKED}) AS f"
    )
    return Clause(sql, (query, query, *fitting.values))


def _match(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of FTS5. Stems are small letters and digits only, so none can end a quotation."""
    return (" OR " if any_of else " AND ").join(f'"{" ".join(part)}"' for part in parts)


def _tsquery(parts: Sequence[tuple[str, ...]], *, any_of: bool) -> str:
    """The question in the words of PostgreSQL."""
    phrases = (" <-> ".join(f"'{stem}'" for stem in part) for part in parts)
    return (" | " if any_of else " & ").join(f"({phrase})" for phrase in phrases)
