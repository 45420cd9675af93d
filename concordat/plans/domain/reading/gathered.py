"""What has been gathered of a plan so far, while its tables are read one after another."""

from dataclasses import dataclass, field

from concordat.documents.domain import Document, Paragraph, Place, Table
from concordat.plans.domain import status_keys
from concordat.plans.domain.reading.drafts import SectionDraft
from concordat.plans.domain.reading.remarks import Remarks


@dataclass
class Assembly:
    """The sections of a plan as far as its tables give them."""

    document: Document
    remarks: Remarks
    sections: list[SectionDraft] = field(default_factory=list)
    key: list[tuple[str, str]] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)  # paragraphs before the first table of actions
    between: list[Paragraph] = field(default_factory=list)  # those after it, where they gave no section its title
    titling: list[Paragraph] = field(default_factory=list)  # paragraphs that became a section's title or theme
    theme_tables: list[Table] = field(default_factory=list)
    has_actions_table: bool = False
    theme: str | None = None
    themed: bool = False  # themes stand as headings between the tables
    skipped: list[Place] = field(default_factory=list)
    behind: set[int] = field(default_factory=set)  # paragraphs that stand before a table that was left out
    is_single: bool = False  # there is one table of actions

    @property
    def flattened(self) -> bool:
        return self.document.format in ("text", "pdf")

    def add_key(self, entries: status_keys.Entries) -> None:
        names = {name.casefold() for name, _ in self.key}
        self.key.extend(entry for entry in entries if entry[0].casefold() not in names)
