"""Reads OpenDocument text (.odt), in the view that a person sees once every tracked change is accepted."""

from concordat.documents.domain import Document, Finding, Refused
from concordat.documents.readers.grids import Room, TooManySlots
from concordat.documents.readers.opendocument.names import full
from concordat.documents.readers.opendocument.numbering import Numbering
from concordat.documents.readers.opendocument.story import Story, text_of
from concordat.documents.readers.opendocument.styles import Styles
from concordat.documents.readers.package import Element, Package, TooLarge
from concordat.documents.readers.pictures import unread_pictures

__all__ = ["is_open_text", "read_open_document"]

_TEXTS = frozenset(f"application/vnd.oasis.opendocument.text{kind}".encode() for kind in ("", "-template", "-master"))
_MARGINS = [full(f"style:{part}{where}") for part in ("header", "footer") for where in ("", "-first", "-left")]


def is_open_text(mimetype: bytes | None) -> bool:
    """Whether a zip is an OpenDocument text, by what its part "mimetype" holds."""
    return mimetype is not None and mimetype.strip() in _TEXTS


def read_open_document(package: Package) -> Document:
    """Read an OpenDocument text; raises `Refused` where it is damaged, locked or made to do harm."""
    name = package.name
    if b"encryption-data" in (package.bytes_of("META-INF/manifest.xml") or b""):
        raise Refused(
            "password-protected",
            f"{name} is protected with a password: open it, save a copy without the password and upload that.",
        )
    root = package.tree("content.xml")
    body = None if root is None else root.find(f"{full('office:body')}/{full('office:text')}")
    if root is None or body is None:
        raise Refused(
            "damaged",
            f"{name} is damaged or incomplete, so it can't be opened: upload it again, or open it, save it as a Word "
            "document (.docx) and upload that.",
        )
    common = package.tree("styles.xml")
    styles = Styles(common, root)
    room = Room()
    story = Story(styles, Numbering(styles), room)
    try:
        blocks = story.blocks(body)
        headers = _headers(common, room)
    except TooManySlots as error:
        raise TooLarge(name) from error
    return Document(
        name=name,
        format="odt",
        blocks=blocks,
        title=_title(package),
        headers=headers,
        text_boxes=tuple(story.text_boxes),
        findings=tuple(_findings(story)),
    )


def _title(package: Package) -> str | None:
    root = package.tree("meta.xml")
    title = None if root is None else root.findtext(f".//{full('dc:title')}")
    return (title or "").strip() or None


def _headers(common: Element | None, room: Room) -> tuple[str, ...]:
    """The words of page headers and footers, each once."""
    if common is None:
        return ()
    styles = Styles(common, common)
    texts: dict[str, None] = {}
    for part in common.iter(*_MARGINS):
        story = Story(styles, Numbering(styles), room)
        words = [text_of(story.blocks(part)), *story.text_boxes]
        texts["\n".join(text for text in words if text)] = None
    return tuple(text for text in texts if text)


def _findings(story: Story) -> list[Finding]:
    found = unread_pictures(story.pictures)
    if story.hides_table:
        found.append(
            Finding(
                "warning",
                "hidden-table",
                "A part of this document with a table in it is hidden and was left out: show it, save the document "
                "and upload that.",
            )
        )
    return found
