"""Reads plain text, and sees in it the tables that it was flattened from."""

from concordat.documents.domain import Block, Document, Finding, Paragraph, Place, Refused, Run
from concordat.documents.readers.text.encodings import decode
from concordat.documents.readers.text.flattened import read_flattened
from concordat.documents.readers.text.labels import without_bullet
from concordat.documents.readers.text.lines import lines_of
from concordat.documents.readers.text.pieces import is_flattened
from concordat.documents.readers.text.pipes import has_pipes, with_slashes
from concordat.documents.readers.text.slashes import find_headers, read_slashes
from concordat.documents.readers.text.stacked import read_stacked
from concordat.documents.readers.text.work import TooManyCells
from concordat.documents.readers.text.wrapping import unwrapped

# A plan of 5,000 rows of seven cells, each with a wrapped line and a blank one, has 75,000 lines.
MOST_LINES = 80_000
# Those whose cells nothing marks, or only a slash, are weighed line by line: 240 pages take some eight seconds.
MOST_LINES_WEIGHED = 12_000
MOST_CHARACTERS_WEIGHED = 1_500_000  # of them: lines of 125 on average, where a plan's have 40 to 400
MOST_CHARACTERS = 8 * 1024 * 1024


def read_text(content: bytes, *, name: str) -> Document:
    """Read a text file's bytes; a text with no table in it comes out as paragraphs, one a line."""
    text = decode(content)
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES or text.count("\t") > MOST_LINES:
        raise _too_large(name)
    findings: tuple[Finding, ...] = ()
    if is_flattened(text):
        blocks, findings = read_flattened(text)
    else:
        lines = lines_of(text)
        if len(lines) > MOST_LINES_WEIGHED or len(text) > MOST_CHARACTERS_WEIGHED:
            raise _too_large(name)
        lines = joined if find_headers(joined := unwrapped(lines))[1] else lines
        is_headed = bool(find_headers(lines)[1])
        if not is_headed and has_pipes(lines):
            piped = with_slashes(lines)
            is_headed = bool(find_headers(piped)[1])
            lines = piped if is_headed else lines
        try:
            read = read_slashes(lines) if is_headed else read_stacked(lines) or read_slashes(lines)
        except TooManyCells as error:
            raise _too_large(name) from error
        blocks, findings = read if read is not None else (_paragraphs(text), ())
    return Document(name=name, format="text", blocks=blocks, findings=findings)


def _too_large(name: str) -> Refused:
    return Refused(
        "too-large",
        f"{name} holds far more text than a plan: save only the plan in a file of its own and upload that.",
    )


def _paragraphs(text: str) -> tuple[Block, ...]:
    found: list[Block] = []
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.replace("\u00a0", " ").strip(" \ufeff")
        if words.strip():
            label, words = without_bullet(words)
            found.append(Paragraph(words, (Run(words),), label, place=Place(line=number)))
    return tuple(found)
