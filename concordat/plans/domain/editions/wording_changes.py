"""What changed in a text from one wording to the next, word by word."""

import difflib
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that were kept, removed or added."""

    kind: PieceKind
    words: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts in reading order: kept and removed ones make `before`, kept and added ones `after`.

    White space counts as one space. Equal texts give one kept piece, two empty ones none.
    """
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(PieceKind.KEPT, " ".join(new[new_from:new_to])))
            continue
        if old_from < old_to:
            pieces.append(Piece(PieceKind.REMOVED, " ".join(old[old_from:old_to])))
        if new_from < new_to:
            pieces.append(Piece(PieceKind.ADDED, " ".join(new[new_from:new_to])))
    return tuple(pieces)
