"""Turns the text of a page into a tree of elements, within bounds and without looking at anything outside it."""

import re

from lxml import etree

from concordat.documents.domain import Refused
from concordat.documents.readers.html.elements import Element, is_comment

# A plan of 5,000 rows of seven cells that was saved from Word holds 500,000.
MOST_TAGS = 800_000
# What Word puts in for programs that lack its columns, notes and breaks; it shows none of it itself.
_SPARE = re.compile(r"\[if !support(?:Misaligned|Annotations|Footnotes|Endnotes|LineBreak|EmptyParas)")


def parse(text: str, *, name: str) -> Element | None:
    """The root of a page, None where nothing is in it."""
    if max(text.count("<"), text.count("=")) > MOST_TAGS:
        raise Refused(
            "too-large-inside",
            f"{name} holds far more than a plan ever does, so it was not read: save only the plan as a Word document "
            "(.docx) and upload that.",
        )
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError):
        return None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise Refused(
            "nested-too-deep",
            f"{name} holds parts inside parts to a depth that no plan needs, so it can't be read: copy the plan's own "
            "table into a new Word document and upload that.",
        )
    if root is not None:
        _drop_spare(root)
    return root


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
