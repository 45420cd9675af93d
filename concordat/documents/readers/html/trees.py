"""Turns the text of a page into a tree of elements, within bounds and without looking at anything outside it."""

import re

from lxml import etree

from concordat.documents.domain import Refused
from concordat.documents.readers.html.elements import Element, is_comment

# A plan of 5,000 rows of seven cells that was saved from Word holds 300,000.
MOST_TAGS = 600_000
# The parser compares each attribute of a tag with all before it: 700,000 of them, in 7 MB, would take it an hour.
_MANY_ATTRIBUTES = re.compile(
    r"""<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+){150}"""
)
_MOST_LOOKALIKES = 20
_MARK = "concordat-mark"
# What Word puts in for programs that lack its columns, notes and breaks; it shows none of it itself.
_SPARE = re.compile(r"\[if !support(?:Misaligned|Annotations|Footnotes|Endnotes|LineBreak|EmptyParas)")


def parse(text: str, *, name: str) -> Element | None:
    """The root of a page, None where nothing is in it."""
    if max(text.count("<"), text.count("=")) > MOST_TAGS:
        raise too_large(name)
    if _has_endless_tag(text):
        raise too_large(name)
    root, parser = _tree(text)
    limits = [error.message for error in parser.error_log if error.type_name == "ERR_RESOURCE_LIMIT"]
    if any("depth" in message for message in limits):
        raise Refused(
            "nested-too-deep",
            f"{name} holds parts inside parts to a depth that no plan needs, so it can't be read: copy the plan's own "
            "table into a new Word document and upload that.",
        )
    if limits:
        raise too_large(name)
    if root is not None:
        _drop_spare(root)
    return root


def _tree(text: str) -> tuple[Element | None, etree.HTMLParser]:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser), parser
    except (etree.LxmlError, ValueError):
        return None, parser


def _has_endless_tag(text: str) -> bool:
    """Whether a tag has more attributes than any page's; scripts and comments may hold what only looks like one."""
    found = _MANY_ATTRIBUTES.search(text)
    for _ in range(_MOST_LOOKALIKES):
        if found is None:
            return False
        before, _ = _tree(f"{text[: found.start()]}<{_MARK}>")
        if before is not None and before.find(f".//{_MARK}") is not None:
            return True
        found = _MANY_ATTRIBUTES.search(text, found.start() + 1)
    return found is not None


def too_large(name: str) -> Refused:
    """The page holds more than can be read within the bounds."""
    return Refused(
        "too-large-inside",
        f"{name} holds far more than a plan ever does, so it was not read: save only the plan as a Word document "
        "(.docx) and upload that.",
    )


def _drop_spare(root: Element) -> None:
    """Takes out what stands between the marks of something that Word only writes for other programs."""
    for mark in list(root.iter(etree.Comment)):
        parent = mark.getparent()
        if parent is None or not _SPARE.match(mark.text or ""):
            continue
        mark.tail = None
        spare = mark.getnext()
        while spare is not None and not (is_comment(spare) and (spare.text or "").startswith("[endif]")):
            after = spare.getnext()
            spare.tail = None
            parent.remove(spare)
            spare = after
