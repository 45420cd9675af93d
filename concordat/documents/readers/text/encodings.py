"""Turns the bytes of a text file into words, whatever it was saved as."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(content: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8 where it is sound, else Windows-1252.

    Line ends become newlines. Bytes that stand for nothing become U+FFFD, never an error.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _plain_ends(content[len(mark) :].decode(encoding, errors="replace"))
    try:
        return _plain_ends(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _plain_ends(content.decode("cp1252", errors="replace"))


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
