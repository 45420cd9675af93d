"""What a coordinator is told about a reading: each doubt and each thing left out, in plain words, with its place."""

from dataclasses import dataclass, field
from typing import Literal

from concordat.documents.domain import Finding, Place


@dataclass
class Remarks:
    """Collects findings; `sorted` puts what needs a person first."""

    found: list[Finding] = field(default_factory=list)

    def error(self, code: str, message: str, where: Place | None = None) -> None:
        self._add("error", code, message, where)

    def warn(self, code: str, message: str, where: Place | None = None) -> None:
        self._add("warning", code, message, where)

    def note(self, code: str, message: str, where: Place | None = None) -> None:
        self._add("note", code, message, where)

    def _add(self, severity: Literal["error", "warning", "note"], code: str, message: str, where: Place | None) -> None:
        self.found.append(Finding(severity, code, message, where))

    def sorted(self) -> tuple[Finding, ...]:
        order = {"error": 0, "warning": 1, "note": 2}
        return tuple(sorted(self.found, key=lambda finding: order[finding.severity]))


def quoted(text: str, most: int = 90) -> str:
    """Words in quotation marks, cut at a space where they are long."""
    words = " ".join(text.split())
    if len(words) > most:
        words = words[: most - 1].rsplit(" ", 1)[0] + "…"
    return f"“{words}”"
