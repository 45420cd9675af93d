"""Makes cases of words for the parsers of cells: none may raise, and none may take long over any words."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from concordat.accounts.domain import patients
from concordat.plans.domain import narratives, references, status_keys, statuses
from concordat.plans.domain.leads import parse_leads
from concordat.plans.domain.timescales import parse_timescale
from tests.fuzz.mutations import lines
from tests.fuzz.seeds import seeds_of

PARSERS: dict[str, Callable[[str], object]] = {
    "timescales": parse_timescale,
    "leads": parse_leads,
    "status-keys": status_keys.key_in_text,
    "statuses": statuses.meaning_of,
    "narratives": narratives.judge,
    "reports": narratives.judge_action,
    "references": references.parse_references,
    "identifiers": patients.identifiers_in,
}
_LONG = 2_000  # letters; a cell of a plan is seldom longer
_MOST = 20_000
_SECONDS = 0.25  # for a cell of a plan
_SECONDS_LONG = 2.0
_PIECES = (
    "March 2016", "by ", "2016/17", "Q1", "end of ", "and ", "to ", " - ", "/", "(", ")", "Ongoing", "from April ",
    "31.12.15",
    "3rd ",
    "every ", "Police", " & ", "Dr ", "NHS ", "Ann Lee", ", ", "; ", "Lead: ", "supported by ", "Red = ", "overdue",
    "Amber: ",
    "G – ",
    "complete", "not started", "1.1", "a)", "iv.", "943 476 5919", "SW1A 1AA", "DOB 1/2/1990", "\n", "\t", " ", "9",
    "0", ".", "=", "Q",
    "🟢", "é", "ſ", "İ", "\u200b", "²",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordsCase:
    """Words that one parser must read in time."""

    parser: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.parser}.txt"

    @property
    def content(self) -> bytes:
        return self.text.encode("utf-8", "surrogatepass")

    def __call__(self) -> None:
        began = time.process_time()
        PARSERS[self.parser](self.text)
        taken = time.process_time() - began
        most = _SECONDS if len(self.text) <= _LONG else _SECONDS_LONG
        assert taken < most, f"took {taken * 1000:.0f} ms for {len(self.text)} letters"


def case_of(parser: str, seed: int, number: int) -> WordsCase:
    chance = Random(f"{parser}/{seed}/{number}")
    kind = chance.random()
    if kind < 0.35:
        text = "".join(chance.choice(_PIECES) for _ in range(chance.choice((2, 5, 20, 100))))
    elif kind < 0.6:
        unit = "".join(chance.choice(_PIECES) for _ in range(chance.choice((1, 1, 2, 3))))
        text = unit * (chance.choice((_LONG, _LONG, _MOST)) // len(unit)) + chance.choice(("", "x", "!", "\n"))
    else:
        sentence = chance.choice(_sentences())
        text = lines.spoil(sentence.encode("utf-8"), chance).decode("utf-8", "replace")
    return WordsCase(parser, text[:_MOST] if chance.random() < 0.2 else text[:_LONG])


@cache
def _sentences() -> tuple[str, ...]:
    texts = [content.decode("utf-8", "replace") for name, content in seeds_of("text") if name != "tabs.txt"]
    return tuple(cell for text in texts for line in text.splitlines() for cell in line.split(" / ") if cell.strip())
