"""Takes the time of two things in turn, so that a machine that drifts drifts for both."""

import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def best_in_turn(*works: Callable[[], object], rounds: int = 7) -> list[float]:
    """The least CPU seconds of each, after a warm-up, taken in turn over `rounds` rounds."""
    for work in works:
        work()
    taken = [[cpu_seconds(work) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*taken, strict=True)]
