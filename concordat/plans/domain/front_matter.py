"""What stands before the tables of a plan: purposes, themes, boards, the status key."""

from dataclasses import dataclass
from typing import Any

from concordat.plans.domain.readings import Passage, ReadPlan, ReadTheme


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The parts of a plan that are not actions."""

    status_key: tuple[tuple[str, str], ...] = ()
    purposes: tuple[str, ...] = ()
    themes: tuple[ReadTheme, ...] = ()
    boards: tuple[Passage, ...] = ()
    other_text: tuple[Passage, ...] = ()
    contact: str | None = None
    last_updated: str | None = None

    @classmethod
    def of(cls, plan: ReadPlan) -> "FrontMatter":
        return cls(
            plan.status_key, plan.purposes, plan.themes, plan.boards, plan.other_text, plan.contact, plan.last_updated
        )

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "FrontMatter":
        return cls(
            status_key=tuple((key, words) for key, words in stored.get("status_key", [])),
            purposes=tuple(stored.get("purposes", [])),
            themes=tuple(ReadTheme(t["number"], t["title"], tuple(t["criteria"])) for t in stored.get("themes", [])),
            boards=tuple(Passage(**p) for p in stored.get("boards", [])),
            other_text=tuple(Passage(**p) for p in stored.get("other_text", [])),
            contact=stored.get("contact"),
            last_updated=stored.get("last_updated"),
        )
