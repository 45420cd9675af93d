"""What the tree of a page is made of, and the plain words in a part of it."""

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_WORDS = etree.XPath("string()")


def words_in(element: Element) -> str:
    """All text in an element, hidden or not, comments left out; white space as it stands."""
    return str(_WORDS(element))


def is_comment(node: Element) -> bool:
    # The stubs say that a tag is a string; a comment's is the function that makes comments.
    tag: object = node.tag
    return tag is etree.Comment
