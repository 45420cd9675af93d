"""Gives the words of a date cell their meaning."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from concordat.documents.values import value
from concordat.plans.domain.states import StatusWord
from concordat.plans.domain.timescales import items as reading
from concordat.plans.domain.timescales import phrases, revisions, tokens
from concordat.plans.domain.timescales.items import Item
from concordat.plans.domain.timescales.periods import Impossible, Period
from concordat.plans.domain.timescales.phrases import Sense
from concordat.plans.domain.timescales.values import Timescale, TimescaleKind

Items = Sequence[Item]

_MOST_CHARACTERS = 2000  # a longer cell is prose that strayed into the date column
_MOST_WORDS = 40
_MOST_WORDS_BEFORE_DATE = 8
_MOST_WORDS_WITH_REPEAT = 8
_MOST_WORDS_OF_LABEL = 8


def parse_timescale(text: str, *, default_year: int | None = None) -> Timescale:
    """What a timescale cell means; words that name no time give kind "unknown", never a guess.

    `default_year` is the first calendar year of the financial year that the column's header names: 2015 where the
    header says "2015/16 unless otherwise specified". Dates without a year then fall within it: Q4 is January to
    March 2016, "December" is December 2015, "March" is March 2016. Without it they are unknown.

    Numbers are read in British order. A date that can't be ("31 Feb 2016") makes the whole of its cell, or of its
    part, unknown: it is never read as some other date. Quarters are those of the financial year, April to March.
    Seasons are ranges of three months, in doubt. Parts without labels of their own are numbered "1)", "2)".
    """
    if len(text) > _MOST_CHARACTERS:
        return Timescale(text=text, is_doubtful=True)
    return _parse(text, default_year)


def names_time(text: str) -> bool:
    """Whether words name a time, with no year from elsewhere: their kind is not "unknown"."""
    return phrases.may_name_time(tokens.tidy(text)) and parse_timescale(text).kind is not TimescaleKind.UNKNOWN


# A long plan says the same few dates over and over.
@lru_cache(maxsize=2048)
def _parse(text: str, default_year: int | None) -> Timescale:
    source = tokens.tidy(text)
    found = reading.join_dates(reading.scan(tokens.tokenise(source)), default_year)
    return replace(_Cell(source).read(found), text=text, label=None)


def combine_struck(timescale: Timescale, struck_text: str, *, default_year: int | None = None) -> Timescale:
    """The timescale with the dates that were struck out of its cell as `previous`, oldest first.

    Struck words hold one date after another ("October 2015 January 2016"), in the order in which they were given
    up; what the cell's own words mark as revised came later. `default_year` as for `parse_timescale`.
    """
    if len(struck_text) > _MOST_CHARACTERS or not struck_text:
        return timescale
    source = tokens.tidy(struck_text)
    found = reading.join_dates(reading.scan(tokens.tokenise(source)), default_year)
    struck = [
        each
        for each in _Cell(source).times(found)
        if (each.kind, each.start, each.end, each.recurrence)
        != (timescale.kind, timescale.start, timescale.end, timescale.recurrence)
    ]
    return replace(timescale, previous=(*struck, *timescale.previous))


@value
class _Dated:
    """A date that counts, with the words before it."""

    item: Item
    period: Period
    label: str | None
    is_doubtful: bool
    is_due: bool


@value
class _Cell:
    """Reads items against the text that they came from."""

    source: str

    def read(self, items: Items) -> Timescale:
        """A whole cell, or one labelled part of it."""
        labels = [
            index for index, item in enumerate(items) if item.sense is Sense.LABEL and not _in_brackets(items, index)
        ]
        if len(labels) > 1:
            whole = self._read_labelled(items, labels)
            if whole:
                return whole
        chunks = revisions.chunks(items)
        if len(chunks) == 1:
            return self._read_chunk(chunks[0])
        parts: list[Timescale] = []
        for chunk in chunks:
            part = self._read_chunk(chunk)
            named = part.text.removeprefix(part.label or "")
            parts.extend(part.parts or (replace(part, text=_trimmed(named)),))
        return _multiple(parts)

    def times(self, items: Items) -> list[Timescale]:
        """Every date (or ongoing, or recurrence) on its own, in order."""
        found = []
        for item in items:
            words = self.source[item.start : item.end]
            if item.period:
                found.append(_timescale_of(item.period, words))
            elif item.sense is Sense.ONGOING:
                found.append(Timescale(words, TimescaleKind.ONGOING))
            elif item.sense is Sense.EVERY:
                found.append(Timescale(words, TimescaleKind.RECURRING, recurrence=item.value))
        return found

    def _read_labelled(self, items: Items, labels: list[int]) -> Timescale | None:
        """ "i) March 2016 ii) June 2016", "Phase 1: … Phase 2: …"; None where no part says anything."""
        parts: list[Timescale] = []
        for start, end in zip(labels, [*labels[1:], len(items)], strict=True):
            label = self._words(items[start : start + 1])
            part = replace(self._read_chunk(items[start + 1 : end]), label=label)
            parts.append(replace(part, text=_trimmed(self._words(items[start + 1 : end]))))
        if all(part.kind is TimescaleKind.UNKNOWN and part.status is None for part in parts):
            return None
        before = self.read(items[: labels[0]])
        if before.kind is not TimescaleKind.UNKNOWN and any(item.sense is Sense.DATE for item in items[: labels[0]]):
            parts.insert(0, before)
        return _multiple(parts)

    def _read_chunk(self, items: Items) -> Timescale:
        """One promise: its date now, and the dates it had before."""
        items = revisions.marks_before_dates(items)
        current: list[Item] = []
        previous: list[list[Item]] = []
        later: list[list[Item]] = []  # what is no longer so but is written after the date that holds
        for sense, segment in revisions.segments(items):
            if sense in revisions.NOW:
                if revisions.has_time(current):
                    previous.append(current)
                    current = [item for item in current if item.sense is Sense.STATUS]
                current = [*current, *segment]
            elif sense in revisions.WAS:
                (later if revisions.has_time(current) else previous).append(list(segment))
            else:
                current = [*current, *segment]
        old = [each for segment in previous for each in self.times(segment)]
        old += sorted((each for segment in later for each in self.times(segment)), key=lambda each: str(each.end or ""))
        timescale = self._read_plain(current)
        return replace(timescale, text=self._words(items), previous=tuple(old))

    def _read_plain(self, items: Items) -> Timescale:
        """Items without marks of revision."""
        status = _status(items)
        if any(isinstance(item.reading, Impossible) for item in items):
            return Timescale("", status=status, is_doubtful=True)
        words = sum(item.sense is Sense.WORD for item in items)
        recurrence = next((item.value for item in items if item.sense is Sense.EVERY), None)
        dated, is_passed_over = self._dated(items)
        if words > _MOST_WORDS:
            return Timescale("", status=status, is_doubtful=bool(dated))
        if dated and not _stands_aside(items, dated[0]) and not _finishes_never(items):
            timescale = self._of_dates(items, dated)
            is_doubtful = timescale.is_doubtful or is_passed_over
            open_ended = (Sense.ONGOING, Sense.UNSETTLED, Sense.DURATION)
            is_doubtful = is_doubtful or any(item.sense in open_ended for item in items)
            return replace(timescale, recurrence=recurrence, status=status, is_doubtful=is_doubtful)
        is_doubtful = is_passed_over or bool(dated)
        if recurrence and words <= _MOST_WORDS_WITH_REPEAT:
            return Timescale("", TimescaleKind.RECURRING, recurrence=recurrence, status=status, is_doubtful=is_doubtful)
        lasts = _finishes_never(items) or any(item.sense in (Sense.ONGOING, Sense.IN_PLACE) for item in items)
        if lasts and words <= _MOST_WORDS_WITH_REPEAT and not (dated and _is_unsettled_first(items, dated[0])):
            return Timescale("", TimescaleKind.ONGOING, status=status, is_doubtful=is_doubtful)
        return Timescale("", status=status, is_doubtful=is_doubtful or lasts or recurrence is not None)

    def _of_dates(self, items: Items, dated: list[_Dated]) -> Timescale:
        if len(dated) == 1:
            return replace(_timescale_of(dated[0].period, "", is_doubtful=dated[0].is_doubtful), label=dated[0].label)
        if len(dated) == 2 and _is_start_and_finish(items, dated[0].item, dated[1].item):
            first, last = dated
            if first.period.start <= last.period.end:
                return Timescale("", TimescaleKind.RANGE, first.period.start, last.period.end)
        return _multiple(
            [
                replace(
                    _timescale_of(each.period, self._words([each.item]), is_doubtful=each.is_doubtful), label=each.label
                )
                for each in dated
            ]
        )

    def _dated(self, items: Items) -> tuple[list[_Dated], bool]:
        """The dates that are promises, and whether another was passed over that might be one."""
        dated: list[_Dated] = []
        is_passed_over = False
        depth = 0
        start = 0  # of the words that lead up to the next date
        for index, item in enumerate(items):
            depth += (item.sense is Sense.OPEN) - (item.sense is Sense.CLOSE)
            if item.period is None:
                continue
            lead = items[start:index]
            start = index + 1
            if _is_history(lead, items[index + 1 : index + 4]):
                continue
            is_aside = depth > 0 and bool(dated)
            words = sum(each.sense is Sense.WORD for each in lead)
            is_due = _is_due(lead)
            is_elsewhere = any(each.sense in (Sense.DURATION, Sense.ELSEWHERE) for each in lead)
            is_aside = is_aside or (bool(dated) and any(each.value == "review" for each in lead))
            if is_aside or ((is_elsewhere or words > _MOST_WORDS_BEFORE_DATE) and not is_due):
                is_passed_over = True
                continue
            is_vague = (
                any(each.sense is Sense.VAGUE for each in lead[-2:]) and item.period.kind is not TimescaleKind.MONTH
            )
            label = self._label(lead) if words else None
            is_doubtful = is_vague or (words > 0 and not _is_named(lead))
            dated.append(_Dated(item, item.period, label, is_doubtful, is_due))
        return dated, is_passed_over

    def _label(self, lead: Items) -> str | None:
        """The words before a date, without those that only lead up to it ("Draft by March")."""
        chosen = list(lead)
        while chosen and chosen[-1].sense is not Sense.WORD:
            chosen.pop()
        while chosen and chosen[0].sense in (Sense.AND, Sense.TO, Sense.PLAIN, Sense.BREAK, Sense.CLOSE, Sense.DUE):
            chosen.pop(0)
        label = self._words(chosen)
        return label if label and len(label.split()) <= _MOST_WORDS_OF_LABEL else None

    def _words(self, items: Items) -> str:
        if not items:
            return ""
        return " ".join(self.source[items[0].start : items[-1].end].split())


# --- the meaning of what is left


def _in_brackets(items: Items, index: int) -> bool:
    """ "March 2016 (phase 1)": a label that only remarks on a date."""
    return index >= 2 and items[index - 1].sense is Sense.OPEN and items[index - 2].sense is Sense.DATE


def _status(items: Items) -> StatusWord | None:
    """The last status word in the cell; "in place" means that it is done."""
    status: StatusWord | None = None
    for item in items:
        if item.sense is Sense.STATUS:
            status = _STATUS_WORDS[item.value]
        elif item.sense is Sense.IN_PLACE:
            status = "complete"
    return status


_STATUS_WORDS: dict[str, StatusWord] = {
    "complete": "complete",
    "complete_verified": "complete_verified",
    "not_started": "not_started",
    "ongoing": "ongoing",
    "at_risk": "at_risk",
    "overdue": "overdue",
    "removed": "removed",
}


def _is_due(lead: Items) -> bool:
    """A word such as "by" stands right before the date; "within 3 months of" the date is another day."""
    for item in reversed(lead[-3:]):
        if item.sense is Sense.DURATION:
            return False
        if item.sense in (Sense.DUE, Sense.FINISH) or item.value == "until":
            return True
    return False


def _is_named(lead: Items) -> bool:
    """A colon or dash stands between the words and their date: "Adults: March 2016"."""
    for item in reversed(lead):
        if item.value in (":", "-"):
            return True
        if item.sense is Sense.WORD:
            return False
    return False


def _is_history(lead: Items, following: Items) -> bool:
    """The date tells when something happened: "went live Sep2014", "Sep 2014 (launched)"."""
    for item in reversed(lead):
        if item.sense in (Sense.DUE, Sense.START, Sense.FINISH, Sense.TO):
            break
        if item.sense in (Sense.PAST, Sense.IN_PLACE):
            return True
    senses = [item.sense for item in following]
    return senses[:3] == [Sense.OPEN, Sense.PAST, Sense.CLOSE]


def _stands_aside(items: Items, dated: _Dated) -> bool:
    """What comes first says more than the date: "Ongoing – review in March 2016", "To be agreed at the … meeting"."""
    before = items[: items.index(dated.item)]
    if _is_unsettled_first(items, dated):
        return True
    lasting = [item for item in before if item.sense in (Sense.ONGOING, Sense.EVERY)]
    if not lasting or (dated.is_due and not any(item.sense is Sense.START for item in before)):
        return False
    after_lasting = before[before.index(lasting[-1]) + 1 :]
    return any(item.sense in (Sense.START, Sense.PAST, Sense.OPEN) for item in after_lasting)


def _finishes_never(items: Items) -> bool:
    """ "Start October 2016; finish: ongoing"."""
    for index, item in enumerate(items):
        lead = [each.sense for each in items[max(0, index - 2) : index] if each.sense is not Sense.PLAIN]
        if item.sense is Sense.ONGOING and lead[-1:] == [Sense.FINISH]:
            return True
    return False


def _is_unsettled_first(items: Items, dated: _Dated) -> bool:
    before = items[: items.index(dated.item)]
    unsettled = [item for item in before if item.sense is Sense.UNSETTLED]
    if not unsettled:
        return False
    between = before[before.index(unsettled[-1]) + 1 :]
    return unsettled[-1].value == "words" or any(item.sense in (Sense.WORD, Sense.DUE) for item in between)


def _is_start_and_finish(items: Items, first: Item, last: Item) -> bool:
    """ "Start October 2016; finish March 2017"."""
    before, after = items.index(first), items.index(last)
    return any(item.sense is Sense.START for item in items[:before][-2:]) and any(
        item.sense in (Sense.FINISH, Sense.DUE) for item in items[before:after]
    )


def _timescale_of(period: Period, text: str, *, is_doubtful: bool = False) -> Timescale:
    return Timescale(text, period.kind, period.start, period.end, is_doubtful=is_doubtful or period.is_doubtful)


def _trimmed(text: str) -> str:
    """The words of a part without bullets and what stood between it and the next."""
    return text.lstrip(" •·▪●*:;,.-–—").rstrip(" ;,:-–—&/")


def _multiple(parts: Sequence[Timescale]) -> Timescale:
    """Several promises in one; from the first day of any to the last day of any."""
    starts = [part.start for part in parts if part.start]
    ends = [part.end for part in parts if part.end]
    labelled = [part if part.label else replace(part, label=f"{number})") for number, part in enumerate(parts, start=1)]
    return Timescale(
        "",
        TimescaleKind.MULTIPLE,
        min(starts, default=None),
        max(ends, default=None),
        parts=tuple(labelled),
        is_doubtful=any(part.is_doubtful for part in parts),
    )
