"""How much of a PDF is read before it is refused: counts, never a clock, so that a file fares the same anywhere."""

from concordat.documents.domain import Refused

MOST_PAGES = 200
MOST_NESTED = 60  # arrays in arrays, and drawings (form XObjects) in drawings


class Broken(Exception):
    """Something in the file is not as the format has it; whoever opened the file says so to the person."""


class Budget:
    """What may still be spent on one file; each `spend_…` raises `Refused` when it is used up.

    The amounts keep the worst file made for the purpose under ten seconds and 300 MB on a small machine; a real plan
    of a hundred pages uses less than a tenth of any of them.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.unpacked_bytes = 40_000_000
        self.tokens = 2_000_000
        self.letters = 1_000_000
        self.marks = 120_000

    def spend_bytes(self, count: int) -> None:
        self.unpacked_bytes -= count
        if self.unpacked_bytes < 0:
            raise self.too_large()

    def spend_tokens(self, count: int) -> None:
        self.tokens -= count
        if self.tokens < 0:
            raise self.too_large()

    def spend_letters(self, count: int) -> None:
        self.letters -= count
        if self.letters < 0:
            raise self.too_large()

    def spend_marks(self, count: int) -> None:
        """Marks are lines, fills, words and other things painted on a page."""
        self.marks -= count
        if self.marks < 0:
            raise self.too_large()

    def too_large(self) -> Refused:
        return Refused(
            "too-large-inside",
            f"{self._name} unpacks to more than any plan holds: save only the plan as a PDF, or upload the Word "
            "document (.docx) that it was made from.",
        )
