"""How long texts of a plan are cut and set out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """A text whose first words make a link: `first` and `rest` are one paragraph, `more` the others."""

    first: str
    rest: str
    more: tuple[str, ...]


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line for line in (line.strip() for line in text.splitlines()) if line)


def opening_of(text: str, longest: int = 140) -> Opening:
    """A text with its first sentence apart, or as many words as fit in `longest` characters."""
    lines = paragraphs(text)
    if not lines:
        return Opening("(no words)", "", ())
    line = lines[0]
    end = line.find(". ", 20, longest)
    if end != -1:
        end += 1
    elif len(line) > longest:
        end = line.rfind(" ", 0, longest)
        end = longest if end == -1 else end
    else:
        end = len(line)
    return Opening(line[:end], line[end:].strip(), lines[1:])


def first_words(text: str, longest: int = 120) -> str:
    """A text on one line, cut after a word with "…" where it is longer."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    end = line.rfind(" ", 0, longest)
    return line[: longest if end == -1 else end].rstrip(" ,.;:–-") + "…"


def listed(names: list[str]) -> str:
    """Names as a person says them: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
