"""Opens the sections that the headings above tables, and titles across them, name."""

from collections.abc import Sequence
from dataclasses import replace

from concordat.documents.domain import Paragraph
from concordat.plans.domain.reading import titles
from concordat.plans.domain.reading.drafts import SectionDraft
from concordat.plans.domain.reading.gathered import Assembly
from concordat.plans.domain.reading.introductions import find_title
from concordat.plans.domain.reading.wording import tidy
from concordat.plans.domain.tables import columns

_SENTENCES_BETWEEN = 6


def open_for(work: Assembly, pending: list[Paragraph], *, sheet: str | None = None) -> bool:
    """Opens the section that the paragraphs before a table name; whether it got a title from them."""
    is_first = not work.has_actions_table
    candidates = trailing_headings(pending)
    if is_first:
        _, title_paragraph = find_title(work.document, [*work.before, *pending])
        at = next((i for i, p in enumerate(candidates) if p is title_paragraph), -1)
        candidates = candidates[at + 1 :]  # who made the plan may stand above its title
    if candidates and titles.is_generic(tidy(candidates[-1].text)):
        candidates = [p for p in candidates if id(p) not in work.behind]
    candidates = [p for p in candidates if not titles.is_generic(tidy(p.text))]
    (work.before if is_first else work.between).extend(pending)
    if candidates and sheet and not work.is_single and _names_sheet(candidates[-1], sheet):
        candidates = [replace(candidates[-1], text=sheet, label=None)]
    if not candidates and sheet and not work.is_single and not any(s.title == sheet for s in work.sections):
        work.sections.append(SectionDraft(sheet))
        work.theme = None
        return True
    if not candidates:
        if not work.sections:
            work.sections.append(SectionDraft(None))
        return work.sections[-1].title is not None
    *_, last = candidates
    above = candidates[-2] if len(candidates) > 1 else None
    is_bare = above is not None and titles.is_bare_number(tidy(above.text))
    if (
        above is not None
        and is_numbered(above)
        and not is_numbered(last)
        and not is_bare
        and id(above) not in work.behind
    ):
        work.themed = True
        _open(work, above)
        work.theme = tidy(last.text).replace("\n", " ")
        work.titling.append(last)
    elif work.themed and not is_numbered(last) and work.sections and last.heading is None:
        work.theme = tidy(last.text).replace("\n", " ")
        work.titling.append(last)
    elif above is not None and is_bare and not is_numbered(last):
        work.titling += [above, last]
        open_titled(work, f"{tidy(above.text)}: {tidy(last.text)}")
    else:
        # Below another part's heading a title that was there before names another section.
        is_other_part = above is not None and last.heading is not None and (above.heading or 9) < last.heading
        _open(work, last, is_new=is_other_part)
    return True


def _names_sheet(paragraph: Paragraph, sheet: str) -> bool:
    """Whether the title above a sheet's table says the sheet's own name at greater length."""
    title, name = columns.squash(paragraph.text), columns.squash(sheet)
    return bool(name) and title != name and title.startswith(name)


def trailing_headings(pending: Sequence[Paragraph]) -> list[Paragraph]:
    """The headings right before a table, outermost first.

    Keys, dates and sentences may stand between the table and its heading; beyond them only a styled or numbered
    line is taken for one.
    """
    found: list[Paragraph] = []
    passed = 0
    for paragraph in reversed(pending):
        if titles.is_heading(paragraph) and (not passed or paragraph.heading is not None or is_numbered(paragraph)):
            found.insert(0, paragraph)
        elif titles.names_who(tidy(paragraph.text)):
            continue
        elif found or passed == _SENTENCES_BETWEEN:
            break
        elif not titles.is_aside(paragraph):
            passed += 1
    return found


def is_numbered(paragraph: Paragraph) -> bool:
    label = (paragraph.label or "").strip()
    return bool(label and label[0].isalnum()) or titles.is_numbered(tidy(paragraph.text))


def _open(work: Assembly, paragraph: Paragraph, *, is_new: bool = False) -> None:
    work.titling.append(paragraph)
    open_titled(work, tidy(paragraph.text), paragraph.label, is_new=is_new)


def open_titled(work: Assembly, text: str, label: str | None = None, *, is_new: bool = False) -> None:
    """Begins a section, or goes on with the one of that title."""
    title, is_continued = titles.title_of(text, label)
    work.theme = None
    if work.sections and titles.same_title(work.sections[-1].title, title) and not (is_new and not is_continued):
        return
    if is_continued:
        for section in reversed(work.sections):
            if titles.same_title(section.title, title):
                work.sections.remove(section)
                work.sections.append(section)
                return
    if work.sections and work.sections[-1].title is None and not work.sections[-1].drafts:
        work.sections[-1].title = title
        return
    work.sections.append(SectionDraft(title))


def without_own_heading(work: Assembly, pending: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without the heading right above a table that was left out: it is that table's."""
    if not pending or is_numbered(pending[-1]) or not titles.is_heading(pending[-1]):
        return pending
    held = [*work.before, *pending]
    if not work.has_actions_table and find_title(work.document, held)[1] is pending[-1]:
        return pending
    (work.between if work.has_actions_table else work.before).append(pending[-1])
    return pending[:-1]
