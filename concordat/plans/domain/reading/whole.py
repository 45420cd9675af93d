"""Reads a whole document as a plan."""

import re

from concordat.documents.collecting import no_collection
from concordat.documents.domain import Document, Paragraph
from concordat.plans.domain.reading import exported, finishing, initials, introductions
from concordat.plans.domain.reading.assembly import assemble
from concordat.plans.domain.reading.gathered import Assembly
from concordat.plans.domain.reading.remarks import Remarks
from concordat.plans.domain.readings import ReadPlan, ReadSection
from concordat.plans.domain.status_keys import StatusKey


@no_collection()
def read_plan(document: Document) -> ReadPlan:
    """The plan that a document holds, with findings for everything doubtful or left unread; never raises.

    `is_plan` is False where no table of the document is one of actions. A template without actions is a plan with
    sections and no actions. Findings come errors first; those of the file's own reading are among them.
    """
    remarks = Remarks(list(document.findings))
    if (returned := exported.read_exported(document, remarks)) is not None:
        return returned
    work = assemble(document, remarks)
    if not work.has_actions_table:
        return _no_plan(document, remarks)
    key = StatusKey.of(work.key)
    sections = finishing.finish(work.sections, key, remarks, flattened=work.flattened)
    sections = initials.left_as_words(sections, document, remarks)
    intro = introductions.introduce(document, work.before, work.between, work.theme_tables, work.titling)
    _remark_on_plan(work, sections, remarks)
    return ReadPlan(
        title=intro.title,
        locality=intro.locality,
        last_updated=intro.last_updated,
        contact=intro.contact,
        status_key=key.entries,
        purposes=intro.purposes,
        themes=intro.themes,
        boards=intro.boards,
        other_text=intro.other_text,
        sections=sections,
        findings=remarks.sorted(),
    )


_COLUMN_WORDS = re.compile(
    r"\b(?:actions?|time-?\s?scales?|by when|led by|leads?|outcomes?|rag|progress)\b", re.IGNORECASE
)


def _no_plan(document: Document, remarks: Remarks) -> ReadPlan:
    if _lost_its_tables(document):
        message = (
            "The words of a plan's columns stand in it, but its tables were lost when it was made into text: "
            "upload the Word document that it came from."
        )
    else:
        message = "A plan has a table whose columns say what will be done, by whom and by when; none was found."
    remarks.error("no-plan", message)
    return ReadPlan(None, None, None, None, (), (), (), (), (), (), remarks.sorted(), is_plan=False)


def _lost_its_tables(document: Document) -> bool:
    """Whether a line of text names several columns of a plan: a header row that is a row no more."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) <= 400:
            named = {word.casefold().rstrip("s") for word in _COLUMN_WORDS.findall(block.text)}
            if len(named) >= 3 and not block.text.rstrip().endswith("."):
                return True
    return False


def _remark_on_plan(work: Assembly, sections: tuple[ReadSection, ...], remarks: Remarks) -> None:
    if not any(section.actions for section in sections):
        remarks.warn("no-actions", "This is a plan without actions: its tables have headings and no filled rows.")
    if work.skipped:
        count = len(work.skipped)
        what = "One row that holds only a number was" if count == 1 else f"{count} rows that hold only a number were"
        remarks.note("empty-rows", f"{what} left out.", work.skipped[0])
