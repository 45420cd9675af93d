"""Documents for writers to write: the smallest that show one thing, a plan, and any at all (hypothesis)."""

from pathlib import Path

from hypothesis import strategies as st

from concordat.documents.domain import Cell, Document, FormCell, Paragraph, Place, Row, Run, Table
from concordat.documents.writers import grids

FONTS = Path(__file__).resolve().parents[3] / "node_modules" / "@expo-google-fonts" / "open-sans"
NOWHERE = Place()
HEADINGS = ("Ref", "Action", "Timescale", "Led by", "Progress", "Outcome", "Due", "Status")
# What a spreadsheet takes for a formula, what markup takes for itself, what shows nothing, what is long, what runs
# the other way.
HOSTILE = (
    '=HYPERLINK("http://example.org","x")',
    "=1+1",
    "+44 20 7946 0000",
    "-1",
    "- a dash",
    "@SUM(A1)",
    "'=1",
    "'quoted'",
    "＝1+1",
    "<w:t>&amp;</w:t>",
    "#sys.inputs #panic()",
    "$x$ *bold* _x_ `code` \\ //",
    "_x000D_ and _x005F_",
    "a\x00b\x07c\x1bd\ufffe",
    "a\r\nb\rc\x0bd\u2028e",
    "tab\there",
    "tail \n\n end",
    "W" * 120,
    "https://example.org/" + "a-long-path/" * 9,
    "שלום עולם and مرحبا",
    "\u202ereversed\u202c",
    "🔴 late 🧑\u200d💻 👍🏽",
    "漢字かな交じり文",
    "e\u0301 ﬁ ½ ≥ → ✓ ● ■ ▲ ☐",
    "lone \ud800 half",
    "]]> -- \" ' &",
)


def para(text="", **rest):
    return Paragraph(text, (Run(text),) if text else (), **rest)


def cell(text="", fill=None, kind=Cell, **rest):
    """A cell whose lines are paragraphs; a line that begins with "• " is an item of a list."""
    lines = text.split("\n") if text else []
    paragraphs = [para(line[2:], label="•") if line.startswith("• ") else para(line) for line in lines]
    return kind(tuple(paragraphs), NOWHERE, fill, **rest)


def row(*cells, is_header=False):
    """A row; words become cells, and a cell that is wide is repeated in each of its columns."""
    found = [cell(one) if isinstance(one, str) else one for one in cells]
    return Row(tuple(one for each in found for one in [each] * each.colspan), NOWHERE, is_header)


def table(*rows, widths=()):
    return Table(rows, NOWHERE, widths)


def document(*blocks, title="Plan for Marlshire", headers=()):
    return Document("plan", "none", blocks, title=title, headers=headers)


def plan(count=40, *, is_form=False):
    """A plan of four sections with so many actions together."""
    states = (("Complete", "00B050"), ("In progress", "FFC000"), ("Overdue", "C00000"), ("Not started", None))
    blocks = [
        para("Plan for Marlshire", heading=1),
        para("What the partners agreed to do, and how far they are."),
        para("Key", heading=2),
        table(row("Colour", "Meaning", is_header=True), *(row(cell(name, fill), name) for name, fill in states)),
    ]
    for section in range(1, 5):
        rows = [row(*(cell(heading, "1F3864") for heading in HEADINGS), is_header=True)]
        rows.append(row(cell(f"{section}. Support before a crisis", "D9E2F3", colspan=len(HEADINGS))))
        for number in range(1, count // 4 + 1):
            state, fill = states[number % 4]
            rows.append(
                row(
                    f"{section}.{number}",
                    f"Agree protocol {number} between the police and the ambulance trust for evenings.\n• Draft it\n"
                    "• Ask people who have been in a crisis",
                    "By end of March 2027",
                    "Marlshire Council; Ambulance Trust",
                    cell("The draft went to the group.", kind=FormCell, is_open=is_form),
                    "Fewer people wait longer than four hours.",
                    "31 March 2027",
                    cell(state, fill, kind=FormCell, is_open=is_form, choices=tuple(name for name, _ in states)),
                )
            )
        blocks += [para(f"Section {section}", heading=2), table(*rows, widths=(5, 28, 11, 13, 20, 14, 9, 9))]
    return document(*blocks, headers=("Marlshire Crisis Care Concordat", "Edition 4"))


def words():
    """Words of any kind, with hostile ones among them."""
    anything = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
    usual = st.text("abc XYZ 012 ,.-'\"&<>=+@\n\t•é£–", min_size=1, max_size=30)
    return st.one_of(usual, anything, st.sampled_from(HOSTILE))


def fills():
    return st.one_of(st.none(), st.text("0123456789ABCDEF", min_size=6, max_size=6))


@st.composite
def runs(draw):
    return Run(
        draw(words()),
        colour=draw(fills()),
        fill=draw(st.one_of(st.none(), fills())),
        is_struck=draw(st.booleans()),
        is_bold=draw(st.booleans()),
    )


@st.composite
def paragraphs(draw, heading=None):
    found = tuple(draw(st.lists(runs(), min_size=1, max_size=2)))
    struck = " ".join(run.text for run in found if run.is_struck)
    text = "".join(run.text for run in found if not run.is_struck)
    return Paragraph(text, found, draw(st.sampled_from((None, None, "•"))), heading, struck)


@st.composite
def cells(draw, **spans):
    found = tuple(draw(st.lists(paragraphs(), max_size=2)))
    return Cell(found, NOWHERE, draw(fills()), **spans)


@st.composite
def tables(draw):
    """A table with a header row, cells merged across and down, and plain words at both ends of each row."""
    width = draw(st.integers(2, 4))
    rows = [row(*(f"Heading {at}" for at in range(width)), is_header=True)]
    for at in range(draw(st.integers(1, 3))):
        match draw(st.sampled_from(("plain", "plain", "section", "down"))):
            case "section":
                rows.append(row(Cell((para(f"Section {at}"),), NOWHERE, draw(fills()), colspan=width)))
            case "down":
                tall = Cell((para(f"Tall {at}"),), NOWHERE, draw(fills()), rowspan=2)
                rows += [row("x", *(draw(cells()) for _ in range(width - 2)), tall) for _ in range(2)]
            case _:
                inner = [draw(cells()) for _ in range(width - 2)]
                rows.append(row(f"First {at}", *inner, "last"))
    return table(*rows)


@st.composite
def documents(draw):
    blocks = []
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            blocks.append(draw(paragraphs(draw(st.sampled_from((None, 1, 2, 3))))))
        blocks.append(draw(tables()))
    return document(*blocks, title=draw(words()), headers=tuple(draw(st.lists(words(), max_size=2))))


def spelt(found, text_of):
    """What must come back of a table: words, fill, spans and header flags of each cell where it begins."""
    return [
        (
            line.row.is_header,
            [(slot.column, text_of(slot.cell), slot.cell.fill, slot.colspan, slot.rowspan) for slot in line.begun],
        )
        for line in grids.lines_of(found)
    ]
