"""Says of pictures in cells that nobody read them."""

from collections.abc import Iterable

from concordat.documents.domain import Finding, Place

_SENTENCE = "This cell holds a picture, which can't be read: say in words what it shows."


def unread_pictures(places: Iterable[Place]) -> list[Finding]:
    """A note for each cell that holds one."""
    return [Finding("note", "picture-in-cell", _SENTENCE, place) for place in places]
