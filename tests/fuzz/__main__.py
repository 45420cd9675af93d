"""`make fuzz`: reads files and words that were spoilt by chance; what is neither read nor refused in bounds is kept.

Each case must be read or refused within 10 s and 300 MB. The exit code is 1 where one was not.
"""

import argparse
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from concordat.documents.domain import Refused
from tests.fuzz import bounded, files, words
from tests.fuzz.seeds import READERS

_KEPT = Path("var/fuzz")
_AT_ONCE = 40
Maker = Callable[[str, int, int], Any]


def main() -> int:
    asked = _asked()
    # No program is found, so none is started: converting old Word files is another program's work.
    os.environ["PATH"] = ""
    makers: dict[str, Maker] = dict.fromkeys(READERS, files.case_of)
    makers |= dict.fromkeys(words.PARSERS, words.case_of)
    chosen = asked.readers or list(makers)
    # The readers of files get ten times as long as the parsers of words, which are quick.
    weights = {name: 10 if name in READERS else 1 for name in chosen}
    second = asked.minutes * 60 / sum(weights.values())
    _say(f"seed {asked.seed}; {asked.minutes:g} CPU minutes")
    troubles = sum(_try(name, makers[name], asked.seed, second * weights[name]) for name in chosen)
    _say(f"{troubles} kept in {_KEPT}/" if troubles else "every case was read or refused in time and room")
    return 1 if troubles else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=3.0, help="CPU minutes to spend in all")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="gives the same cases again")
    parser.add_argument("readers", nargs="*", help=f"only these of {', '.join((*READERS, *words.PARSERS))}")
    asked = parser.parse_args()
    if unknown := set(asked.readers) - {*READERS, *words.PARSERS}:
        parser.error(f"there is no reader called {', '.join(sorted(unknown))}")
    return asked


def _try(name: str, maker: Maker, seed: int, seconds: float) -> int:
    """Tries one reader for so many CPU seconds; how many cases were trouble."""
    ways: Counter[str] = Counter()
    told: set[str] = set()
    number = troubles = 0
    slowest = largest = 0.0
    began = sum(os.times()[:4])
    while sum(os.times()[:4]) - began < seconds:
        cases = [maker(name, seed, number + at) for at in range(_AT_ONCE)]
        number += len(cases)
        for case, outcome in zip(cases, bounded.run_all(cases, refusal=Refused), strict=True):
            ways[outcome.refused or "read"] += 1
            slowest, largest = max(slowest, outcome.seconds), max(largest, outcome.megabytes)
            if outcome.trouble:
                troubles += 1
                path = _keep(case)
                # Where the same line of code fails again, one trace is enough.
                if outcome.trouble in told:
                    _say(f"    {path}")
                else:
                    told.add(outcome.trouble)
                    _say(f"  {name}: {outcome.trouble}\n    {path}")
    spent = sum(os.times()[:4]) - began
    refused = sum(count for way, count in ways.items() if way != "read")
    _say(
        f"{name:12} {number:6} cases in {spent:5.1f} s: {ways['read']} read, {refused} refused, {troubles} in trouble; "
        f"slowest {slowest:.1f} s, largest {largest:.0f} MB"
    )
    return troubles


def _keep(case: Any) -> Path:
    _KEPT.mkdir(parents=True, exist_ok=True)
    path = _KEPT / f"{hashlib.sha256(case.content).hexdigest()[:10]}-{case.name}"
    path.write_bytes(case.content)
    return path


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
