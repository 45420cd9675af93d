"""Tells the parts of a page that are not in its accepted, visible view: notes, comments, deleted words, labels."""

import re

from concordat.documents.readers.html.elements import Element, words_in
from concordat.documents.readers.html.looks import Style

_PROGRAMS = ("urn:schemas-microsoft-com:office:word", "Microsoft Word", "LibreOffice", "OpenOffice")
_LOOKED_AT = 20_000
_NOTE_CLASSES = frozenset(
    {
        "msocomanchor",
        "msocomoff",
        "msocomtxt",
        "msocommentreference",
        "msoendnotereference",
        "msofootnotereference",
        "sdfootnoteanc",
        "sdendnoteanc",
    }
)
_NOTE_ADDRESSES = ("#_ftn", "#_edn", "#_msocom", "#_msoanchor")
_NOTE_ROLES = frozenset({"doc-noteref", "doc-footnote", "doc-endnote", "doc-endnotes", "doc-backlink"})
_NOTE_IDENTITY = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d+\Z")
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡])[\])]?\Z", re.IGNORECASE)
_ANCHOR_SIGNS = frozenset({"#", "¶", "§", "🔗"})


def is_tracked(text: str) -> bool:
    """Whether a page was saved by a program that tracks changes, so that deleted words in it are no strike-through."""
    start = text[:_LOOKED_AT]
    return any(program in start for program in _PROGRAMS)


def is_deleted(element: Element) -> bool:
    """Whether an element holds words that a tracked change takes out."""
    return element.tag == "del" or "msodel" in (element.get("class") or "").lower().split()


def is_note(element: Element, style: Style) -> bool:
    """Whether an element is a comment or a footnote, a reference to one, or a link that a heading has to itself."""
    if style.is_note:
        return True
    get = element.get
    named = get("class")
    if named and not _NOTE_CLASSES.isdisjoint(named.lower().split()):
        return True
    if (get("role") or "") in _NOTE_ROLES:
        return True
    tag = element.tag
    if tag == "div":
        return _NOTE_IDENTITY.match(get("id") or "") is not None
    if tag == "a":
        address = get("href") or ""
        if not address.startswith("#"):
            return False
        return address.startswith(_NOTE_ADDRESSES) or _words(element) in _ANCHOR_SIGNS
    if tag == "sup":
        links = [link for link in element.iter("a") if (link.get("href") or "").startswith("#")]
        return len(links) == 1 and _NOTE_SIGN.match(_words(element)) is not None
    return False


def is_prompt(element: Element) -> bool:
    """Whether an element is a content control of Word that still shows its prompt ("Choose an item")."""
    return element.tag == "w:sdt" and (element.get("showingplchdr") or "").lower() in ("t", "true", "1")


def ends_label(element: Element, style: Style) -> bool:
    """Whether an element is the gap that Word leaves between an automatic number and the words after it."""
    return style.ends_label and not _words(element)


def _words(element: Element) -> str:
    return words_in(element).strip()
