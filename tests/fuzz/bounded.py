"""Runs cases in a child process that may be killed, and says what each one took."""

import contextlib
import gc
import os
import pickle
import resource
import signal
import struct
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 10.0
MEGABYTES = 300
# Room that is only set aside counts too where the machine is asked to stop at once; what is really taken is measured.
_SET_ASIDE = 3 * MEGABYTES * 1024 * 1024
_LENGTH = struct.Struct("<I")


@dataclass(slots=True)
class Outcome:
    """What became of one case: `trouble` is None where it was read or refused in time and room."""

    trouble: str | None = None
    refused: str | None = None  # the code of the refusal
    seconds: float = 0.0
    megabytes: float = 0.0
    sentences: list[str] = field(default_factory=list)


def run_all(
    cases: Sequence[Callable[[], None]], *, refusal: type[Exception], seconds: float = SECONDS
) -> Iterator[Outcome]:
    """The outcome of each case in turn; a new child goes on after one that was killed.

    A case may raise `refusal`; any other exception is trouble.
    """
    at = 0
    while at < len(cases):
        for outcome in _in_a_child(cases[at:], refusal, seconds):
            at += 1
            yield outcome


def _in_a_child(cases: Sequence[Callable[[], None]], refusal: type[Exception], seconds: float) -> Iterator[Outcome]:
    reading, writing = os.pipe()
    gc.freeze()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            _work(cases, refusal, seconds, writing)
        finally:
            os._exit(0)
    os.close(writing)
    count = 0
    with os.fdopen(reading, "rb") as answers:
        while len(head := answers.read(_LENGTH.size)) == _LENGTH.size:
            count += 1
            yield pickle.loads(answers.read(_LENGTH.unpack(head)[0]))
    _, status = os.waitpid(child, 0)
    if status:
        yield Outcome(_death(status, seconds), seconds=seconds if os.WIFSIGNALED(status) else 0.0)


def _death(status: int, seconds: float) -> str:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return f"took more than {seconds:g} s"
    return f"the process ended ({signal.Signals(status & 0x7F).name if os.WIFSIGNALED(status) else status})"


def _work(cases: Sequence[Callable[[], None]], refusal: type[Exception], seconds: float, writing: int) -> None:
    # Also a loop inside a regular expression ends here: the signal kills, no code of ours need run.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for case in cases:
        room_before = _peak()
        _limit_room()
        signal.setitimer(signal.ITIMER_PROF, seconds)
        began = time.process_time()
        outcome = Outcome()
        try:
            case()
        except refusal as refused:
            outcome.refused = getattr(refused, "code", type(refused).__name__)
            outcome.trouble = _fault_of(str(refused))
        except BaseException:
            outcome.trouble = traceback.format_exc(limit=-4).strip()
        signal.setitimer(signal.ITIMER_PROF, 0)
        outcome.seconds = time.process_time() - began
        outcome.megabytes = (_peak() - room_before) / 1024
        if outcome.trouble is None and outcome.megabytes > MEGABYTES:
            outcome.trouble = f"took {outcome.megabytes:.0f} MB"
        answer = pickle.dumps(outcome)
        os.write(writing, _LENGTH.pack(len(answer)) + answer)
        if outcome.megabytes > MEGABYTES / 10:
            return  # what it took is not given back: measure the next one in a fresh child


def _fault_of(sentence: str) -> str | None:
    """What is wrong with the sentence of a refusal, for a person who can't see the code."""
    if not sentence.endswith(".") or "\n" in sentence or len(sentence) > 500:
        return f"the refusal is no clear sentence: {sentence!r}"
    return None


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_room() -> None:
    """Ends what takes far too much room before the machine has none left; Linux alone tells what is set aside now."""
    with contextlib.suppress(OSError, ValueError):
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + _SET_ASIDE, resource.RLIM_INFINITY))
