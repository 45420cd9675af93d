"""Facts of an action that stand in no cell of their own: in a row across the table, or two in one cell."""

import re
from collections.abc import Sequence

from concordat.documents.domain import Table
from concordat.plans.domain import references
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.drafts import Draft
from concordat.plans.domain.tables import Column, ColumnSet, Field, column_contents, columns


def lacks_action(named: Sequence[Column] | None) -> bool:
    """Whether a header names no column of actions; False where there is no header."""
    return named is not None and not columns.indices(named, Field.ACTION)


def promised_above(table: Table, headers: dict[int, tuple[Column, ...]]) -> bool:
    """Whether the row above the first header says what is promised: it spans the table, and no column does."""
    first = min(headers, default=0)
    return (
        first > 0 and lacks_action(headers[first]) and titles.spanning(table.rows[first - 1], table.width) is not None
    )


_PROMISE = re.compile(
    r"^(?:(?:action|task|commitment|milestone|promise|objective)\s*(?:no\.?\s*)?)?"
    r"(?P<number>[A-Z]{0,3}\d+(?:\.\d+)*[a-z]?)\s*[.:)–-]*\s+(?=\S)",
    re.IGNORECASE,
)


def keep_promise(draft: Draft, promise: str) -> None:
    """Gives a draft the words, and their number, that stand in a row across the table above its header."""
    numbered = _PROMISE.match(promise)
    if numbered and not draft.references:
        draft.references = references.parse_references(numbered["number"])
    draft.texts[Field.ACTION] = promise[numbered.end() :] if numbered else promise


_BETWEEN_LEAD_AND_TIME = re.compile(r"\n|\s*[;(]\s*|,\s+|\s+[–-]\s+|\s+(?=by\s+[A-Z\d])")


def part_lead_and_time(texts: dict[Field, str], named: ColumnSet) -> None:
    """Parts what stands under "Lead and timescale": the pieces that name a time, and those that name who."""
    held = next((named.all[i] for i in named.of(Field.LEAD)), None)
    if held is None or not held.has_time or named.of(Field.TIMESCALE) or Field.LEAD not in texts:
        return
    text = texts[Field.LEAD]
    parts = [part.strip(" )") for part in _BETWEEN_LEAD_AND_TIME.split(text) if part.strip(" )")]
    times = [part for part in parts if column_contents.looks_like_time(part)]
    if not times:
        return
    texts[Field.TIMESCALE] = "\n".join(times)
    who = text
    for part in times:
        who = re.sub(rf"[\s;,(–-]*{re.escape(part)}\)?", "", who, count=1)
    if who.strip(" \n;,()–-"):
        texts[Field.LEAD] = who.strip(" \n;,–-")
    else:
        del texts[Field.LEAD]


_TICKED = re.compile(r"^\s*(?:[✓✔✅☑☒●■•√]|x|X|P|ü|yes)\s*$")


def time_from_periods(texts: dict[Field, str], extra: Sequence[tuple[str, str]], named: ColumnSet) -> None:
    """Takes the time from columns headed by years or quarters, where no column is for it: those that are ticked."""
    if named.of(Field.TIMESCALE):
        return
    ticked = [header for header, text in extra if columns.is_period(header) and _TICKED.match(text)]
    if ticked:
        texts[Field.TIMESCALE] = ticked[0] if len(ticked) == 1 else f"{ticked[0]} – {ticked[-1]}"
