"""The review screen: what was read, what needs an eye, whom the names mean, every action, and what accepting does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from concordat.documents.domain import Finding
from concordat.plans.domain.days import spoken_count, spoken_day
from concordat.plans.domain.editions import Happening
from concordat.plans.domain.reviewing import ReviewedRow
from concordat.plans.domain.states import State
from concordat.plans.presenters.importing.cells import document_href, place_words
from concordat.plans.presenters.importing.changes import (
    HAPPENED_WORDS,
    ChangeGroup,
    KindLink,
    present_changes,
    present_kinds,
)
from concordat.plans.presenters.importing.leads import NameLine, names_words, present_names
from concordat.plans.presenters.importing.missing import MissingLine, missing_words, present_missing
from concordat.plans.presenters.importing.rows import Card, ListRow, present_card, present_list_row
from concordat.plans.presenters.states import STATE_TAGS
from concordat.plans.queries.importing import ImportReview
from concordat.ui.values import BarPart

CARDS_AT_ONCE = 15
ROWS_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class NoticedLine:
    """Something that was noticed on reading."""

    words: str
    place: str
    href: str
    is_warning: bool


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section of the quiet list."""

    anchor: str
    title: str
    count: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A step through a long list."""

    words: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the review screen says; `base` is its own address, under which its other pages stand."""

    base: str
    locality_name: str
    locality_href: str
    imports_href: str
    document_name: str
    document_href: str
    read_words: str
    eye_words: str
    undecided_words: str  # of open actions that the document leaves out
    ended_words: str
    edition_href: str
    publish_href: str
    is_open: bool
    states: tuple[BarPart, ...]
    left_out: tuple[NoticedLine, ...]
    noticed: tuple[NoticedLine, ...]
    noticed_words: str
    cards: tuple[Card, ...]
    cards_words: str
    doubtful_count: str
    cards_left: str
    settled_words: str
    names: tuple[NameLine, ...]
    names_words: str
    has_open_names: bool
    kinds: tuple[KindLink, ...]
    shown_words: str  # of what alone is shown; empty where everything is
    changes: tuple[ChangeGroup, ...]
    changes_words: str
    missing: tuple[MissingLine, ...]
    missing_words: str
    sections: tuple[SectionShown, ...]
    pages: tuple[Page, ...]
    will_happen: tuple[str, ...]
    in_the_way: tuple[str, ...]


def present_review(
    review: ImportReview, *, base: str, locality_href: str, page: int = 1, show: Happening | None = None
) -> ReviewPage:
    """The review screen; `page` counts the steps of the list of actions from 1, `show` leaves only what happened so."""
    doubtful = doubtful_rows(review)
    names = present_names(review, base=base)
    missing = present_missing(review)
    telling = [finding for finding in review.plan.findings if _is_telling(finding)]
    quiet = [finding for finding in review.plan.findings if not _is_telling(finding)]
    is_open = review.is_open
    rows = [row for row in review.plan.rows if show is None or show in review.happened_to(row)]
    return ReviewPage(
        base=base,
        locality_name=review.locality_name,
        locality_href=locality_href,
        imports_href=f"{locality_href}imports/",
        document_name=review.document_name,
        document_href=f"{base}document/",
        read_words=read_words(review),
        eye_words=_eye_words(len(doubtful)) if is_open else "",
        undecided_words=_undecided_words(sum(line.is_doubtful for line in missing)) if is_open else "",
        ended_words=_ended_words(review),
        edition_href=f"{locality_href}plan/editions/{review.edition}/" if review.edition else "",
        publish_href=f"{locality_href}plan/editions/{review.edition}/publish/" if _is_draft(review) else "",
        is_open=is_open,
        states=_states(review),
        left_out=tuple(_noticed(finding, base) for finding in telling),
        noticed=tuple(_noticed(finding, base) for finding in quiet),
        noticed_words=f"{spoken_count(len(quiet), 'note')} on how it was read",
        cards=tuple(present_card(review, row, base=base) for row in doubtful[:CARDS_AT_ONCE] if is_open),
        cards_words=f"{spoken_count(len(doubtful), 'action')} to look at",
        doubtful_count=f"{len(doubtful):,}",
        cards_left=_cards_left(len(doubtful) - CARDS_AT_ONCE),
        settled_words=_settled_words(review),
        names=names,
        names_words=names_words(names),
        has_open_names=any(name.is_open for name in names),
        kinds=present_kinds(review, missing, base=base, show=show) if review.known else (),
        shown_words=HAPPENED_WORDS[show] if show is not None else "",
        changes=present_changes(review, base=base, show=show),
        changes_words=_changes_words(review),
        missing=_missing_shown(missing, show),
        missing_words=missing_words(missing),
        sections=_sections(review, rows, base, page),
        pages=_pages(len(rows), base, page, show),
        will_happen=will_happen(review, missing, len(doubtful)),
        in_the_way=in_the_way(review, names),
    )


def doubtful_rows(review: ImportReview) -> list[ReviewedRow]:
    """The rows that need an eye, in the order of the document."""
    return [row for row in review.plan.rows if review.doubts_of(row)]


def read_words(review: ImportReview) -> str:
    """ "77 actions in 5 sections were read from": the name of the document follows."""
    actions = len(review.plan.rows)
    sections = len(review.plan.sections)
    said = spoken_count(actions, "action")
    if sections > 1:
        said += f" in {spoken_count(sections, 'section')}"
    return f"{said} {'was' if actions == 1 else 'were'} read from"


def _eye_words(doubtful: int) -> str:
    if not doubtful:
        return "None needs your eye."
    return f"{doubtful:,} need{'s' if doubtful == 1 else ''} your eye."


def _undecided_words(undecided: int) -> str:
    if not undecided:
        return ""
    if undecided == 1:
        return "1 open action of the plan is not in it: say what became of it."
    return f"{undecided:,} open actions of the plan are not in it: say what became of them."


def _is_draft(review: ImportReview) -> bool:
    return review.edition is not None and not review.is_published


def _ended_words(review: ImportReview) -> str:
    if review.is_open:
        return ""
    if review.edition:
        return f"This document was accepted as edition {review.edition}. What follows is kept as it was decided."
    return "This import was given up. Nothing of it went into the plan."


def _states(review: ImportReview) -> tuple[BarPart, ...]:
    counts = Counter(row.state for row in review.plan.taken())
    shown = [state for state in State if counts[state]]
    return tuple(
        BarPart(state.words.lower(), counts[state], STATE_TAGS[state].colour, STATE_TAGS[state].shape)
        for state in shown
    )


def _is_telling(finding: Finding) -> bool:
    """Warnings, and whatever was left out; the rest says how the document was read."""
    return finding.severity != "note" or finding.code in _LEFT_OUT


_LEFT_OUT = frozenset(
    {
        "table-left-out", "note-row", "row-not-read", "empty-rows", "inserted-file", "picture-in-cell", "hidden-sheet",
        "hidden-rows", "hidden-columns", "hidden-table", "sheet-too-long", "page-is-picture",
    }
)  # fmt: skip


def _noticed(finding: Finding, base: str) -> NoticedLine:
    # A sheet that was hidden was not read, so there is no place to lead to.
    href = "" if finding.code == "hidden-sheet" else document_href(base, finding.where)
    return NoticedLine(finding.message, place_words(finding.where), href, finding.severity != "note")


def _cards_left(left: int) -> str:
    return f"{spoken_count(left, 'more action')} will follow once these are settled." if left > 0 else ""


def _settled_words(review: ImportReview) -> str:
    settled = sum(1 for row in review.plan.taken() if row.doubts and not row.open_doubts)
    return f"You have settled {spoken_count(settled, 'doubtful action')} already." if settled else ""


def _changes_words(review: ImportReview) -> str:
    if not review.known:
        return ""
    said = f"{spoken_count(len(review.plan.taken()), 'row')} of the document beside "
    return said + f"{spoken_count(len(review.known), 'action')} of the plan"


def _missing_shown(missing: tuple[MissingLine, ...], show: Happening | None) -> tuple[MissingLine, ...]:
    if show is Happening.MERGED:
        return tuple(line for line in missing if line.is_merged)
    return missing if show in (None, Happening.REMOVED) else ()


def _sections(review: ImportReview, rows: Sequence[ReviewedRow], base: str, page: int) -> tuple[SectionShown, ...]:
    first = (page - 1) * ROWS_AT_ONCE
    grouped: dict[str, list[ListRow]] = {}
    for row in rows[first : first + ROWS_AT_ONCE]:
        grouped.setdefault(row.section, []).append(present_list_row(review, row, base=base))
    return tuple(
        SectionShown(f"section-{place}", title, spoken_count(len(rows), "action"), tuple(rows))
        for place, (title, rows) in enumerate(grouped.items(), start=1)
    )


def _pages(rows: int, base: str, page: int, show: Happening | None) -> tuple[Page, ...]:
    if rows <= ROWS_AT_ONCE:
        return ()
    starts = range(0, rows, ROWS_AT_ONCE)
    kept = f"show={show.value}&" if show is not None else ""
    return tuple(
        Page(f"{start + 1} to {min(start + ROWS_AT_ONCE, rows)}", f"{base}?{kept}page={number}#actions", number == page)
        for number, start in enumerate(starts, start=1)
    )


def will_happen(review: ImportReview, missing: tuple[MissingLine, ...], doubtful: int) -> tuple[str, ...]:
    """What accepting does, in numbers."""
    taken = review.plan.taken()
    new = sum(match.number is None for match in review.matching.matches)
    lines = []
    if not review.known:
        lines.append(f"{spoken_count(len(taken), 'action')} will make the plan of {review.locality_name}.")
    else:
        anew = sum(
            review.change_of(row, match.number).is_worded_anew
            for row, match in zip(taken, review.matching.matches, strict=True)
            if match.number is not None
        )
        lines.append(
            f"{spoken_count(len(taken) - new, 'action')} of the plan will get the update that this document gives; "
            f"{anew:,} of them new words, leads or places."
        )
        split_off = sum(review.split_from(row) is not None for row in taken)
        of_these = f", {split_off:,} of them split off actions of the plan" if split_off else ""
        if split_off == new == 1:
            of_these = ", split off an action of the plan"
        lines.append(f"{spoken_count(new, 'action')} will be added{of_these}.")
    left_out = len(review.plan.rows) - len(taken)
    if left_out:
        lines.append(f"{spoken_count(left_out, 'row')} will be left out.")
    if missing:
        lines.append(_missing_line(missing))
    partners = len(
        {name.meaning.organisation_id or name.meaning.new_name for name in review.names if name.meaning.kind}
    )
    if partners:
        lines.append(f"{spoken_count(partners, 'organisation')} will be named as leading or supporting.")
    if doubtful:
        be, them = ("is", "it") if doubtful == 1 else ("are", "them")
        lines.append(f"{spoken_count(doubtful, 'action')} that {be} still doubtful will go in as we understood {them}.")
    lines.append(f"It will be edition {review.next_edition}. The document and every cell of it are kept.")
    return tuple(lines)


def _missing_line(missing: tuple[MissingLine, ...]) -> str:
    kept = sum(line.choice == "keep" for line in missing)
    said = f"{spoken_count(kept, 'action')} that the document leaves out will stay as they are"
    decided = len(missing) - kept
    if decided:
        said += f"; {decided:,} will be closed as you said"
    return said + "."


def in_the_way(review: ImportReview, names: tuple[NameLine, ...]) -> tuple[str, ...]:
    """Why the document can't be accepted yet."""
    found = []
    if not review.plan.taken():
        found.append("Every row was left out, so there is nothing to accept.")
    undecided = sum(name.is_open for name in names)
    if undecided:
        stand = "stands" if undecided == 1 else "stand"
        found.append(f"{spoken_count(undecided, 'name')} {stand} in the lead cells that nobody has explained yet.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the page before the last button says."""

    will_happen: tuple[str, ...]
    in_the_way: tuple[str, ...]
    last_edition: str


def present_acceptance(review: ImportReview) -> Acceptance:
    missing = present_missing(review)
    return Acceptance(
        will_happen(review, missing, len(doubtful_rows(review))),
        in_the_way(review, present_names(review, base="")),
        _last_edition_words(review),
    )


def _last_edition_words(review: ImportReview) -> str:
    if review.latest_dated_on is None:
        return ""
    return f"Edition {review.next_edition - 1} is dated {spoken_day(review.latest_dated_on)}."


def date_parts(review: ImportReview) -> dict[str, str]:
    """The day that the document says it was updated on, as far as it says; for the three inputs of a date."""
    said = (review.plan.read.last_updated or "").split("-")
    year, month, day, *_ = [*said, "", "", ""]
    return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}
