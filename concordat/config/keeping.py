"""Keeps a worker going beside the web server of one machine, for as long as that runs."""

import os
import signal
import time
from types import FrameType

from concordat.config.worker import Worker, log, log_to_terminal

SECONDS_TO_END = 5


def start() -> int:
    """Start a process that keeps a worker going until this one ends, however it ends; its number.

    It is a copy of this process, where everything is loaded already. No connection to the database may be open.
    """
    server = os.getpid()
    keeper = os.fork()
    if keeper == 0:
        try:
            log_to_terminal()
            _keep_going(server)
        except Exception:
            log.exception("nobody keeps the worker going any more")
        finally:
            os._exit(0)
    return keeper


def end(keeper: int) -> None:
    """Tell it to end, and wait a moment; a worker with a letter in hand finishes that by itself."""
    try:
        os.kill(keeper, signal.SIGTERM)
        last = time.monotonic() + SECONDS_TO_END
        while os.waitpid(keeper, os.WNOHANG) == (0, 0) and time.monotonic() < last:
            time.sleep(0.05)
    except (ProcessLookupError, ChildProcessError):
        return  # it has ended, and the server has noticed


def _keep_going(server: int) -> None:
    is_told_to_stop = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal is_told_to_stop
        is_told_to_stop = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not is_told_to_stop and os.getppid() == server:
        worker = _fork_worker()
        while os.waitpid(worker, os.WNOHANG) == (0, 0):
            if is_told_to_stop or os.getppid() != server:
                os.kill(worker, signal.SIGTERM)
                os.waitpid(worker, 0)
                return
            time.sleep(0.2)
        if not is_told_to_stop:
            log.warning("the worker ended by itself, starting another")
            time.sleep(1)


def _fork_worker() -> int:
    keeper = os.getpid()
    number = os.fork()
    if number == 0:
        try:
            worker = Worker(parent=keeper)
            worker.listen()
            worker.run()
        except Exception:
            log.exception("the worker could not go on")
        finally:
            os._exit(0)
    return number
