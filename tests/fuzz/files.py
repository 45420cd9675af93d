"""Makes cases of files: a seed, spoilt; read as a file, then as a plan."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from concordat.documents import read
from concordat.plans.domain.reading.whole import read_plan
from tests.fuzz.mutations import lines, packages, pages, pdfs, workbooks
from tests.fuzz.seeds import READERS, seeds_of

_SPOIL: dict[str, Callable[[bytes, Random], bytes]] = {
    "docx": packages.spoil,
    "odt": packages.spoil,
    "xlsx": packages.spoil,
    "xls": workbooks.spoil,
    "separated": lines.spoil,
    "pdf": pdfs.spoil,
    "html": pages.spoil,
    "text": lines.spoil,
}
assert set(_SPOIL) == set(READERS)


@dataclass(frozen=True, slots=True)
class FileCase:
    """A file that a reader must read or refuse in time and room."""

    name: str
    content: bytes

    def __call__(self) -> None:
        read_plan(read(self.content, name=self.name))


def case_of(reader: str, seed: int, number: int) -> FileCase:
    """The case of this number; the same one each time for one seed."""
    chance = Random(f"{reader}/{seed}/{number}")
    sound = seeds_of(reader)
    name, content = sound[number % len(sound)]
    return FileCase(name, _SPOIL[reader](content, chance))
