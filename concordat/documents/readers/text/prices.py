"""Says what it costs to make cells of the atoms of a row, as far as each cell and its neighbours tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from concordat.documents.readers.text import heading_words, labels, shapes
from concordat.documents.readers.text.atoms import Atom, Edge
from concordat.documents.readers.text.habits import Habits
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.shapes import Holds

MOST_LINES = {Holds.LABEL: 1, Holds.TIME: 8, Holds.NAMES: 14, Holds.RATING: 3, Holds.WORDS: 80}
_CUT_IN_SENTENCE = 2.5
_CUT_IN_PARAGRAPHS = 0.4
_GOES_ON_AFTER_STOP = 0.25
_PARAGRAPH = 0.4
_SHORT_LINE = 0.7
_TWO_TIMES = 0.3
_NARROW = (Holds.TIME, Holds.NAMES)  # columns whose lines are all short
_WRAPPED = 0.15
_SURE_TIME = 0.5
_ENDS_OPEN = re.compile(r"\b(?:and|or|of|the|to|so|that|with|for|a|an)$")
_ENUMERATED = re.compile(r"(?:[a-z]|[ivx]+)[).]\s")
_OPEN_ENDS = ("/", "&", ",", "-", "–", "(")


def ends_open(text: str) -> bool:
    """Whether a line breaks off after a word that another must follow ("and", "of the")."""
    return _ENDS_OPEN.search(text, max(0, len(text) - 5)) is not None


class Prices:
    """The prices of all cells that the atoms of a row, or of several, could make."""

    def __init__(self, atoms: Sequence[Atom], heads: Sequence[Head], habits: Habits, *, has_gaps: bool) -> None:
        self._atoms = atoms
        self._texts = [atom.piece.text for atom in atoms]
        self._holds = [head.holds for head in heads]
        self._opening = [[habits.opening(at, text) for at in range(len(heads))] for text in self._texts]
        width = habits.width or _usual_width(self._texts)
        joins = [_edge_prices(one, other, has_gaps=has_gaps, width=width) for one, other in pairwise(atoms)]
        # Progress is often told by a rating alone: "Completed".
        has_own = Holds.RATING in self._holds
        self._tells = [not has_own and head.holds is Holds.WORDS and heading_words.tells(head.text) for head in heads]
        has_rating = has_own or any(self._tells)
        self._misfits = [_misfit(text, has_rating=has_rating) for text in self._texts]
        self._rates = [shapes.is_rating(text) for text in self._texts]
        self._unlike_times = [_unlike_time(text) for text in self._texts]
        self._unlike_names = [shapes.price(Holds.NAMES, text) for text in self._texts]
        self._begins = [False, *(inside > _WRAPPED for inside, _ in joins)]  # a paragraph, maybe inside a cell
        self._inside = [0.0, *(inside for inside, _ in joins)]
        self.between = [0.0, *(between for _, between in joins)]  # what it costs that a cell ends before an atom

    def of_cells(self, start: int, column: int) -> Iterator[tuple[int, float]]:
        """Where a cell of a column that begins at an atom can end, each with the price of that cell."""
        holds = self._holds[column]
        extra, unlike = 0.0, 0.0
        for end in range(start + 1, min(start + MOST_LINES[holds], len(self._atoms)) + 1):
            last = end - 1
            if last > start:
                if self._atoms[last].is_label:
                    return
                inside = self._inside[last]
                is_wrapped = holds in _NARROW and self._atoms[last].edge is Edge.LINE
                extra += min(inside, _WRAPPED) if is_wrapped else inside
            if holds is Holds.TIME:
                unlike += self._unlike_times[last]
            elif holds is Holds.NAMES:
                # The worst line counts: a sentence below a name makes no list of names.
                unlike = max(unlike, self._unlike_names[last])
            elif holds is Holds.WORDS and not (self._tells[column] and self._rates[last]):
                extra += self._misfits[last]
            if last > start and self._begins[last]:
                extra += self._opening[last][column]
            yield end, extra + self._of_look(start, end, column, unlike)

    def _of_look(self, start: int, end: int, column: int, unlike: float) -> float:
        """What the look of a cell costs; `unlike` says what its lines, each by itself, cost a column of short ones."""
        holds, is_long = self._holds[column], end - start > 1
        opening = self._opening[start][column]
        if holds is Holds.WORDS and end - start > 2:
            return opening
        if self._tells[column] and self._rates[start]:
            return 0.0
        if is_long and unlike >= shapes.HIGHEST:
            return unlike
        text = "\n".join(self._texts[start:end])
        price = opening + shapes.price(holds, text, label=self._atoms[start].is_label)
        if is_long and holds in _NARROW:
            price = max(price, unlike)
        if holds is Holds.TIME and price < _SURE_TIME:
            price += _TWO_TIMES * max(0, shapes.time_prefix(" ".join(text.split()))[1] - 1)
        return price


def _unlike_time(text: str) -> float:
    """How unlike a line of a time a text looks."""
    if shapes.is_partial_time(text) or shapes.stands_beside_time(text):
        return 0.0
    return shapes.price(Holds.TIME, text)


def _misfit(text: str, *, has_rating: bool) -> float:
    """What a line costs in a cell of words: it looks like a cell of its own when it is only a time or a rating."""
    if has_rating and shapes.is_rating(text):
        return 0.8
    if shapes.is_time(text):
        return 1.0
    return 0.5 * shapes.price(Holds.WORDS, text)


def _edge_prices(one: Atom, other: Atom, *, has_gaps: bool, width: int) -> tuple[float, float]:
    """What it costs to keep two neighbours in one cell, and to part them between two."""
    if other.edge is Edge.SPACE:
        return 0.3, 0.0
    before, after = one.piece.text, other.piece.text
    if one.is_label:
        return 0.0, 0.0
    if other.piece.is_bulleted:
        return 0.0, 0.1
    begins_small = after[:1].islower() and not _ENUMERATED.match(after)
    if begins_small and (shapes.is_time(after) or shapes.stands_beside_time(after)):
        begins_small = ends_open(before) or shapes.is_time(before)
    is_open = before.endswith(_OPEN_ENDS) or ends_open(before)
    goes_on = begins_small or is_open or after.startswith("&")
    if goes_on and other.edge is Edge.LINE:
        return 0.0, _CUT_IN_SENTENCE
    if after.startswith("(") and not shapes.is_time(before):
        return 0.0, _CUT_IN_PARAGRAPHS
    if goes_on and has_gaps:
        return 0.0, _CUT_IN_PARAGRAPHS
    if other.edge is Edge.BLANK:  # a paragraph of its own
        return (_PARAGRAPH if has_gaps else 1.2), 0.0
    ended = before.endswith((".", "!", "?", ";", ":")) or labels.is_row_label(before)
    if ended:
        return _GOES_ON_AFTER_STOP, 0.0
    # A line that breaks off well before the others do is no wrapped one: what follows is a paragraph of its own.
    return (0.45 if len(before) < _SHORT_LINE * width else 0.15), 0.05


def _usual_width(texts: Sequence[str]) -> int:
    """How long the long lines are."""
    lengths = sorted(map(len, texts))
    return lengths[len(lengths) * 9 // 10] if lengths else 0
