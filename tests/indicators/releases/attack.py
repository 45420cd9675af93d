"""Runs the attacks on released figures many times over: `make attack` calls it."""

import argparse
import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ATTACKS = ("domain_deciding", "domain_longer_periods", "domain_rounds", "domain_summed_counts", "attack")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="as many examples as the suite has, so many times over")
    parser.add_argument(
        "words",
        nargs="?",
        default="no_small_count or tells_no",
        help="attacks whose names have these words; all by default",
    )
    given = parser.parse_args()
    os.environ["CONCORDAT_ATTACK"] = str(given.times)
    files = [str(HERE / f"test_{name}.py") for name in ATTACKS]
    return pytest.main(["-q", "-p", "no:cacheprovider", "-k", given.words, *files])


if __name__ == "__main__":
    sys.exit(main())
