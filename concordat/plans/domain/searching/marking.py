"""Cuts of a text the passage that somebody looked for, with the words marked."""

from collections.abc import Collection

from concordat.plans.domain.passages import Words
from concordat.plans.domain.searching.words import Token, tokens_of

_JOINS = frozenset(" -\u2011\u00a0")


def has_any(text: str, stems: Collection[str]) -> bool:
    """Whether one of the stems stands in the text."""
    return any(token.stem in stems for token in tokens_of(text))


def passage(text: str, stems: Collection[str], *, longest: int, from_start: bool = False) -> tuple[Words, ...]:
    """At most about `longest` characters of a text on one line, in stretches, those marked that have a stem.

    It is the stretch with the most different stems; with `from_start` the beginning, where that has one of them. A
    text without any of the stems gives its beginning. "…" stands where something was left out.
    """
    line = " ".join(text.split())
    hits = [token for token in tokens_of(line) if token.stem in stems]
    start, end = _stretch(line, hits, longest, from_start=from_start)
    found: list[Words] = [Words("…")] if start else []
    at = start
    for first, last in _joined(line, [hit for hit in hits if start <= hit.start and hit.end <= end]):
        if first > at:
            found.append(Words(line[at:first]))
        found.append(Words(line[first:last], is_marked=True))
        at = last
    if at < end:
        found.append(Words(line[at:end]))
    if end < len(line):
        found.append(Words("…"))
    return tuple(found)


def _stretch(line: str, hits: list[Token], longest: int, *, from_start: bool) -> tuple[int, int]:
    """Where the passage begins and ends, at the edges of words."""
    if len(line) <= longest:
        return 0, len(line)
    best = 0
    if hits and not (from_start and hits[0].end <= longest):
        lead = longest // 4  # some words before the first hit, so that it can be understood
        most = -1
        for number, hit in enumerate(hits):
            begins = max(hit.start - lead, 0)
            inside = {other.stem for other in hits[number:] if other.end <= begins + longest}
            if len(inside) > most:
                best, most = begins, len(inside)
    if best:
        best = min(best, len(line) - longest)
        space = line.find(" ", best)
        best = space + 1 if 0 <= space < best + 40 else best
    end = min(best + longest, len(line))
    if end < len(line):
        space = line.rfind(" ", best, end)
        end = space if space > best + longest // 2 else end
    return best, end


def _joined(line: str, hits: list[Token]) -> list[tuple[int, int]]:
    """Where marks begin and end; words with only a space or a hyphen between share one."""
    marks: list[tuple[int, int]] = []
    for hit in hits:
        if marks and hit.start <= marks[-1][1] + 1 and _JOINS.issuperset(line[marks[-1][1] : hit.start]):
            marks[-1] = (marks[-1][0], max(hit.end, marks[-1][1]))
        else:
            marks.append((hit.start, hit.end))
    return marks
