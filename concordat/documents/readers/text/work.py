"""How much of a text is weighed before it is refused: counts, never a clock, so that a file fares the same anywhere."""

from dataclasses import dataclass

# Cells that are priced in one file: some six seconds. A page of cells merged down takes a fortieth.
_MOST_CELLS = 800_000


class TooManyCells(Exception):
    """The rows of a file could be cut into cells in more ways than can be weighed."""


@dataclass(slots=True)
class Work:
    """How many cells may still be priced; the tables of a file share one."""

    left: int = _MOST_CELLS

    def spend(self, cells: int) -> None:
        """Count cells that are about to be priced; raises `TooManyCells` where there are more than may be."""
        self.left -= cells
        if self.left < 0:
            raise TooManyCells
