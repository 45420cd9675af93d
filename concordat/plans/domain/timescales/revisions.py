"""Cuts a date cell into the promises it holds, and each promise into its dates before and its date now."""

from collections.abc import Sequence
from dataclasses import replace

from concordat.plans.domain.timescales.items import Item
from concordat.plans.domain.timescales.phrases import Sense

Items = Sequence[Item]

NOW = (Sense.NOW, Sense.MAYBE_NOW)
WAS = (Sense.WAS, Sense.MAYBE_WAS, Sense.MOVED_FROM)
_TIMES = (Sense.DATE, Sense.ONGOING, Sense.EVERY, Sense.IN_PLACE)
_SOFT = (Sense.PLAIN, Sense.DUE, Sense.OPEN, Sense.START, Sense.FINISH, Sense.VAGUE, Sense.TO)


def chunks(items: Items) -> list[list[Item]]:
    """The lines of a cell, each with a time of its own; lines that go on from the one before stay with it."""
    lines: list[list[Item]] = [[]]
    for item in items:
        if item.sense is Sense.BREAK:
            lines.append([])
        else:
            lines[-1].append(item)
    lines = [line for line in lines if line]
    has_bullets = bool(lines) and all(line[0].sense is Sense.TO or not has_time(line) for line in lines)
    has_headings = bool(lines) and not has_time(lines[0])
    found: list[list[Item]] = []
    for line in lines:
        if not found or (has_time(found[-1]) and _begins_chunk(found[-1], line, has_bullets, has_headings)):
            found.append(list(line))
        else:
            found[-1].extend(line)
    if len(found) > 1 and not has_time(found[-1]):
        last = found.pop()
        found[-1].extend(last)
    if not any(item.period for item in items):
        return [[item for chunk in found for item in chunk]]
    return found or [[]]


def _begins_chunk(before: Items, line: Items, has_bullets: bool, has_headings: bool) -> bool:
    if not has_time(line):
        # "Pilot" over "March 2016", "Roll-out" over "June 2016": a heading for the line below it.
        return has_headings and all(item.sense not in (Sense.STATUS, *NOW, *WAS) for item in line)
    return not _goes_on(before, line, has_bullets)


def _goes_on(before: Items, line: Items, has_bullets: bool) -> bool:
    first, last = line[0], before[-1]
    if first.sense in (*NOW, *WAS, Sense.AND, Sense.OPEN, Sense.CLOSE) or first.value in ("to", "until", "on"):
        return True
    if first.sense is Sense.TO:
        return not has_bullets
    if not any(item.period for item in line) and any(item.sense is Sense.EVERY for item in line):
        return True  # "then quarterly"
    return last.sense in (Sense.TO, Sense.AND, Sense.DUE, Sense.START, *NOW, *WAS) or _ends_in_open_mark(before)


def _ends_in_open_mark(items: Items) -> bool:
    """The line ends in "Revised date:", with the date still to come; or all its dates are gone by."""
    for item in reversed(items):
        if item.sense in _TIMES:
            break
        if item.sense in (*NOW, *WAS):
            return True
    marks = [sense for sense, segment in segments(items) if has_time(segment)]
    return bool(marks) and all(sense in WAS for sense in marks)


def has_time(items: Items) -> bool:
    return any(item.sense in _TIMES and (item.sense is not Sense.DATE or item.reading is not None) for item in items)


def segments(items: Items) -> list[tuple[Sense, list[Item]]]:
    """The items cut at marks of revision: (the mark's sense, or PLAIN; what follows it)."""
    found: list[tuple[Sense, list[Item]]] = [(Sense.PLAIN, [])]
    depth = 0
    was_depth = 0
    is_moving = False
    for index, item in enumerate(items):
        depth += (item.sense is Sense.OPEN) - (item.sense is Sense.CLOSE)
        sense, segment = found[-1]
        if item.sense in (*NOW, *WAS) and _is_effective(items, index):
            found.append((item.sense, []))
            was_depth = depth
            is_moving = item.sense is Sense.MOVED_FROM
            continue
        if sense in WAS and has_time(segment):
            if is_moving and item.sense in (Sense.TO, *NOW):
                found.append((Sense.NOW, []))
                is_moving = False
                continue
            is_listed = item.sense is Sense.AND and item.value in (",", "and", "&", "/")
            if depth < was_depth or (was_depth == 0 and not is_listed and not _is_listed_date(items, index)):
                found.append((Sense.PLAIN, []))
        found[-1][1].append(item)
    return found


def _is_listed_date(items: Items, index: int) -> bool:
    """A date joined by "and" to one that is gone by is gone by as well."""
    return items[index].sense is Sense.DATE and index > 0 and items[index - 1].value in ("and", "&")


def _is_effective(items: Items, index: int) -> bool:
    """A mark counts where a time follows: at once for words that mean other things too ("now", "was")."""
    is_weak = items[index].sense in (Sense.MAYBE_NOW, Sense.MAYBE_WAS, Sense.MOVED_FROM)
    for item in items[index + 1 :]:
        if item.sense in (*_TIMES, Sense.UNSETTLED):
            return True
        if item.sense in (*NOW, *WAS):
            return True  # "now revised to", "revised: moved to"
        if item.sense is Sense.CLOSE or (is_weak and item.sense not in _SOFT):
            return False
    return False


def marks_before_dates(items: Items) -> list[Item]:
    """Marks that stand after their date ("April 2015 (original)") are put before it."""
    moved = list(items)
    for index, item in enumerate(items):
        if item.sense not in (*NOW, *WAS) or index == 0:
            continue
        is_last = index + 1 == len(items) or items[index + 1].sense in (Sense.CLOSE, Sense.BREAK, Sense.AND)
        before = index - 2 if items[index - 1].sense is Sense.OPEN else index - 1
        if is_last and before >= 0 and items[before].sense is Sense.DATE and not _is_effective(items, index):
            moved.remove(item)
            moved.insert(moved.index(items[before]), replace(item, sense=Sense.NOW if item.sense in NOW else Sense.WAS))
    return moved
