"""Cuts the lines of a row into atoms: what can be a cell, or the beginning of one, where nothing marks the cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from concordat.documents.readers.text import heading_words, shapes
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.lines import Piece, TextLine
from concordat.documents.readers.text.shapes import Holds


class Edge(Enum):
    """What parts a piece from the one before it."""

    LINE = "line"
    BLANK = "blank"
    SPACE = "space"  # nothing: both stand in one line


@dataclass(frozen=True, slots=True)
class Atom:
    """A line, or a part of it, that can be a cell or the beginning of one."""

    piece: Piece
    edge: Edge = Edge.LINE
    is_label: bool = False


def atoms_of(
    lines: Sequence[TextLine], heads: Sequence[Head], *, label: str = "", is_in_line: bool = False
) -> list[Atom]:
    """The atoms of a row's lines; `label` is what its first line begins with, if it is to be a cell.

    `is_in_line` says that cells may stand beside one another in a line, as the headings do.
    """
    has_time = any(head.holds is Holds.TIME for head in heads)
    has_rating = any(head.holds is Holds.RATING or heading_words.tells(head.text) for head in heads)
    found: list[Atom] = []
    for at, line in enumerate(lines):
        text, edge = line.text, Edge.BLANK if line.gap else Edge.LINE
        if at == 0 and label:
            found.append(Atom(Piece(line.number, label, line.gap), edge, is_label=True))
            text, edge = text[len(label) :].strip(), Edge.SPACE
        if not text:
            continue
        end = shapes.time_prefix(text)[0] if has_time else 0
        if is_in_line and has_rating:
            end = shapes.before_rating(text[:end]) or end
        rest = text[end:].strip()
        if end and rest and (rest[0].isupper() or rest[0] == "(") and not text[end].isalnum():
            found.append(Atom(Piece(line.number, text[:end].strip(), line.gap), edge))
            text, edge = rest, Edge.SPACE
        elif is_in_line and has_time and (start := shapes.time_before_names(text)):
            gap = line.gap if edge is not Edge.SPACE else 0
            found.append(Atom(Piece(line.number, text[:start].strip(), gap), edge))
            text, edge = text[start:], Edge.SPACE
            end = shapes.time_prefix(text)[0]
            rest = text[end:].strip()
            if end and rest:
                found.append(Atom(Piece(line.number, text[:end].strip()), edge))
                text = rest
        found.append(Atom(Piece(line.number, text, line.gap if edge is not Edge.SPACE else 0), edge))
    return found


def in_lines(atoms: Sequence[Atom]) -> list[Piece]:
    """A cell's pieces; those that stood in one line are one again."""
    pieces: list[Piece] = []
    for atom in atoms:
        if atom.edge is Edge.SPACE and pieces:
            last = pieces.pop()
            pieces.append(Piece(last.number, f"{last.text} {atom.piece.text}", last.gap))
        else:
            pieces.append(atom.piece)
    return pieces
