"""Any document at all: reading never raises."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.documents.domain import Cell, Document, Paragraph, Place, Row, Run, Shape, Table
from concordat.plans.domain.reading import read_plan
from tests.plans.building import codes_of, document, row

COLOURS = (None, "FF0000", "FFC000", "00B050", "D9D9D9", "7030A0", "zzz", "FFFFFF")
WORDS = (
    "", "No.", "Action", "Timescale 2015/16", "Led By", "Outcomes", "RAG", "Progress", "Criteria", "Section", "Support",
    "Q1 update", "1.1", "1.2a", "2.4a\n2.4b", "May 2016", "Council / Police", "Completed", "On-going", "G", "R/A", "🟢",
    "●", "1. Commissioning", "Section 2 (continued)", "(continued)", "Red – not started, Green – done", "Who",
    "What we will do", "x", "✓", "Minutes", "Theme", "Page", "Key", "Red", "Open a cafe at night", "\n", "\x0b", "·",
    "People are warm - Complete", "By when", "–",
)  # fmt: skip
LABELS = (None, None, None, "•", "1.", "a)", "1.1", " ", "")


def any_document(draw: random.Random) -> Document:
    """A document of nonsense: header words, references, colours and stray signs in any cell."""

    def words() -> str:
        if draw.random() < 0.85:
            return draw.choice(WORDS)
        return "".join(
            chr(draw.choice((draw.randrange(32, 127), draw.randrange(1, 0x3000)))) for _ in range(draw.randrange(12))
        )

    def paragraph() -> Paragraph:
        runs = tuple(
            Run(words(), draw.choice(COLOURS), draw.choice((None, "green")), draw.choice(COLOURS), draw.random() < 0.2)
            for _ in range(draw.randrange(3))
        )
        struck = draw.choice(("", "", "June 2015"))
        return Paragraph(words(), runs, draw.choice(LABELS), draw.choice((None, None, 1, 2)), struck)

    def any_cell() -> Cell:
        shapes = (Shape(draw.choice(COLOURS), words()),) if draw.random() < 0.1 else ()
        held = tuple(paragraph() for _ in range(draw.choice((0, 1, 1, 1, 2, 3))))
        return Cell(held, Place(), draw.choice(COLOURS), draw.randrange(1, 5), 1, shapes)

    def any_row(above: tuple[Cell, ...]) -> Row:
        cells: list[Cell] = []
        for _ in range(draw.randrange(8)):
            held = draw.choice(above) if above and draw.random() < 0.1 else any_cell()
            cells += [held] * draw.choice((1, 1, 1, 2))
        return Row(tuple(cells), Place(), draw.random() < 0.1, draw.random() < 0.1)

    blocks: list[Paragraph | Table] = []
    for _ in range(draw.randrange(6)):
        if draw.random() < 0.4:
            blocks.append(paragraph())
            continue
        rows: list[Row] = []
        for _ in range(draw.randrange(7)):
            rows.append(any_row(rows[-1].cells if rows else ()))
        if draw.random() < 0.7:
            rows.insert(draw.choice((0, len(rows))), row(*draw.sample(WORDS[1:12], draw.randrange(3, 8))))
        blocks.append(Table(tuple(rows), Place()))
    return document(*blocks, headers=(words(),), text_boxes=(words(),))


@settings(max_examples=400)
@given(st.integers(min_value=0))
def test_read_plan_never_raises_whatever_the_document(seed):
    plan = read_plan(any_document(random.Random(seed)))
    assert plan.is_plan or "no-plan" in codes_of(plan)
    for action in plan.actions():
        assert action.status.basis is not None or action.status.word == "unknown"
