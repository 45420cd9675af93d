"""Reads the style sheets that stand in a page, as far as they say how words and cells look."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# What is looked at; a page's styles say a great deal more.
PROPERTIES = frozenset(
    {
        "background",
        "background-color",
        "color",
        "display",
        "font",
        "font-family",
        "font-size",
        "font-weight",
        "list-style",
        "list-style-type",
        "mso-element",
        "mso-hide",
        "mso-highlight",
        "mso-list",
        "mso-outline-level",
        "mso-shading",
        "mso-symbol-font-family",
        "mso-tab-count",
        "opacity",
        "text-decoration",
        "text-decoration-line",
        "visibility",
        "white-space",
    }
)
_MOST_CHARACTERS = 2_000_000  # the sheets of a large public site, all together
_MOST_RULES = 20_000
_MOST_PARTS = 8  # of one selector; a longer one is no simple rule

_COMMENTS = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRINGS = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_SIMPLE = re.compile(r"([a-zA-Z][\w:\\-]*|\*)?((?:[.#][\w-]+)*)\Z")
_MARK = re.compile(r"([.#])([\w-]+)")
_COMBINED = re.compile(r"\s*>\s*|\s+")
_BRACES = re.compile(r"[{}]")

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a selector: what an element must be."""

    tag: str | None
    identity: str | None
    classes: frozenset[str]
    is_child: bool = False  # stands right inside the step before, not just somewhere inside


@dataclass(frozen=True, slots=True)
class Rule:
    """What a selector's elements look like; `weight` orders rules, the weakest first."""

    parts: tuple[Part, ...]  # the element's own last
    weight: tuple[int, int, int, int]
    plain: Declarations
    important: Declarations


def declarations(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The properties that a style attribute or a rule sets, and those of them that it says are important."""
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for piece in _pieces(text):
        name, colon, value = piece.partition(":")
        name = name.strip().lower()
        if not colon or name not in PROPERTIES:
            continue
        value = value.strip()
        if value.lower().endswith("important") and "!" in value:
            important[name] = value[: value.rindex("!")].strip()
        else:
            plain[name] = value
    return plain, important


def _pieces(text: str) -> Iterator[str]:
    """A style's declarations; a semicolon in quotation marks or brackets ends none."""
    if "(" not in text and '"' not in text and "'" not in text:
        yield from text.split(";")
        return
    depth, start, quote = 0, 0, ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth = max(depth - 1, 0)
        elif sign == ";" and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def rules(sheets: Iterable[str]) -> list[Rule]:
    """The rules of style sheets that name elements by tag, class and id; rules with anything else are passed over."""
    text = "\n".join(sheets)[:_MOST_CHARACTERS]
    text = _STRINGS.sub(_without_signs, _COMMENTS.sub(" ", text))
    found: list[Rule] = []
    for selectors, body in _blocks(text):
        plain, important = declarations(body)
        if not plain and not important:
            continue
        for selector in selectors.split(","):
            parts = _parts(selector.strip())
            if parts:
                found.append(Rule(parts, _weight(parts, len(found)), plain, important))
            if len(found) >= _MOST_RULES:
                return found
    return found


def _without_signs(string: re.Match[str]) -> str:
    """A string in quotation marks, empty where signs in it could be taken for the end of a rule."""
    return '""' if any(sign in string[0] for sign in "{};,") else string[0]


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and body of each rule, also of those inside `@media` for screens of the usual size."""
    at = 0
    while (opened := text.find("{", at)) >= 0:
        head = text[at:opened].rpartition(";")[2].rpartition("}")[2].strip()
        if head.startswith("@"):
            at = opened + 1 if _applies(head.lower()) else _after_block(text, opened)
            continue
        closed = text.find("}", opened)
        if closed < 0:
            closed = len(text)
        yield head, text[opened + 1 : closed]
        at = closed + 1


def _applies(head: str) -> bool:
    """Whether the rules in an `@` block count on a desk by day: not those for print, small screens, dark looks."""
    if head.startswith(("@supports", "@layer")):
        return True
    return head.startswith("@media") and "print" not in head and ("(" not in head or "min-width" in head)


def _after_block(text: str, opened: int) -> int:
    depth = 0
    for match in _BRACES.finditer(text, opened):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _parts(selector: str) -> tuple[Part, ...]:
    if not selector or len(selector) > 300:
        return ()
    found: list[Part] = []
    is_child = False
    at = 0
    for match in (*_COMBINED.finditer(selector), None):
        piece = selector[at : match.start() if match else len(selector)]
        simple = _SIMPLE.match(piece)
        if simple is None or not piece or len(found) == _MOST_PARTS:
            return ()
        marks = _MARK.findall(simple[2])
        identities = [name for sign, name in marks if sign == "#"]
        found.append(
            Part(
                tag=simple[1].lower().replace("\\", "") if simple[1] and simple[1] != "*" else None,
                identity=identities[0] if identities else None,
                classes=frozenset(name for sign, name in marks if sign == "."),
                is_child=is_child,
            )
        )
        if match:
            is_child = ">" in match[0]
            at = match.end()
    return tuple(found)


def _weight(parts: tuple[Part, ...], order: int) -> tuple[int, int, int, int]:
    return (
        sum(part.identity is not None for part in parts),
        sum(len(part.classes) for part in parts),
        sum(part.tag is not None for part in parts),
        order,
    )
