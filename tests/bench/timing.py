"""Takes the time of two things in turn, so that a machine that drifts drifts for both."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds of CPU that `work` takes in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def cpu_of_children(work: Callable[[], object]) -> float:
    """Seconds of CPU of the processes that `work` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def cpu_of_command(*command: str) -> float:
    """Seconds of CPU that a command and all that it starts take; raises where it fails."""
    return cpu_of_children(lambda: subprocess.run(command, check=True, capture_output=True))


def best_in_turn(
    *works: Callable[[], object], rounds: int = 7, before: Callable[[], object] = lambda: None
) -> list[float]:
    """The least CPU seconds of each, after a warm-up, taken in turn over `rounds` rounds; see `in_turn`."""
    return [min(column) for column in zip(*in_turn(*works, rounds=rounds, before=before), strict=True)]


def in_turn(
    *works: Callable[[], object], rounds: int = 7, before: Callable[[], object] = lambda: None
) -> list[list[float]]:
    """CPU seconds of each work, after a warm-up, a list for each round; `before` is done before each and not counted.

    A shared machine changes its speed by half from one second to the next: of two works, the median of the ratios of
    each round says more than the ratio of what each took at best.
    """
    for work in works:
        work()
    taken: list[list[float]] = []
    for _ in range(rounds):
        column = []
        for work in works:
            before()
            column.append(cpu_seconds(work))
        taken.append(column)
    return taken


def forget() -> None:
    """Empty what reading remembers of the words of earlier files, so that a file is as good as the first one."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("concordat.documents", "concordat.plans.domain")):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
