"""A plan as it was read from a file: every conclusion beside the cells it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from concordat.documents.domain import Finding, Place
from concordat.documents.values import value
from concordat.plans.domain.leads import Lead
from concordat.plans.domain.states import ReadStatus
from concordat.plans.domain.timescales import Timescale


@value
class SourceCell:
    """A cell of the row that an action came from, untouched: its header, words, colour and place."""

    header: str
    field: str | None  # which of our fields it was taken for; None where it was left as it is
    text: str
    fill: str | None
    place: Place


@value
class ReadAction:
    """One action; texts are the cell's words, None where there are none."""

    references: tuple[str, ...]
    action: str
    theme: str | None
    timescale_text: str | None
    led_by_text: str | None
    outcome: str | None
    progress: str | None
    status_text: str | None
    group: str | None  # the group it reports to ("Reference Point")
    timescale: Timescale
    leads: tuple[Lead, ...]
    status: ReadStatus
    is_carried_forward: bool
    where: Place
    continues: Place | None = None  # the second half of a row cut by a page break
    cells: tuple[SourceCell, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()  # header and words of columns with no field of their own
    struck: tuple[tuple[str, str], ...] = ()  # field and struck-out words


@value
class ReadSection:
    title: str | None
    actions: tuple[ReadAction, ...]


@dataclass(frozen=True, slots=True)
class ReadTheme:
    number: int | None
    title: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of the document under its heading: a board it describes, or words with no other home."""

    heading: str | None
    text: str


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What a document was read as. `is_plan` is False where nothing in it is an action plan (minutes, say)."""

    title: str | None
    locality: str | None
    last_updated: str | None  # ISO date or year-month
    contact: str | None
    status_key: tuple[tuple[str, str], ...]  # the plan's own words for each colour or letter
    purposes: tuple[str, ...]
    themes: tuple[ReadTheme, ...]
    boards: tuple[Passage, ...]
    other_text: tuple[Passage, ...]
    sections: tuple[ReadSection, ...]
    findings: tuple[Finding, ...] = field(default=())
    is_plan: bool = True

    def actions(self) -> Iterator[ReadAction]:
        for section in self.sections:
            yield from section.actions
