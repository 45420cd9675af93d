"""An action as the table's row gives it, before the plan as a whole has had its say on status, outcome and progress."""

from dataclasses import dataclass, field

from concordat.documents.domain import Cell, Paragraph, Place, Row
from concordat.plans.domain.leads import Lead
from concordat.plans.domain.readings import SourceCell
from concordat.plans.domain.states import ReadStatus
from concordat.plans.domain.tables import ColumnSet, Field
from concordat.plans.domain.timescales import Timescale


@dataclass(frozen=True, slots=True)
class Known:
    """What a plan that left from here says of an action outright; None where a person wrote something else there."""

    status: ReadStatus | None
    leads: tuple[Lead, ...] | None
    timescale: Timescale


@dataclass
class Draft:
    """One action in the making: words by field, and the row they came from."""

    references: tuple[str, ...]
    texts: dict[Field, str]
    theme: str | None
    columns: ColumnSet
    row: Row
    place: Place
    outcome_paragraphs: list[Paragraph] = field(default_factory=list)
    cells: tuple[SourceCell, ...] = ()
    extra: list[tuple[str, str]] = field(default_factory=list)
    struck: list[tuple[Field, str]] = field(default_factory=list)
    continues: Place | None = None
    section: str | None = None  # from a column of the table
    is_struck: bool = False
    known: Known | None = None

    def status_cells(self) -> list[Cell]:
        """The cells of the columns that hold a rating."""
        cells = self.row.cells
        return [cells[index] for index in self.columns.ratings if index < len(cells)]


@dataclass
class SectionDraft:
    """A section in the making."""

    title: str | None
    drafts: list[Draft] = field(default_factory=list)
