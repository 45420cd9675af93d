"""Keeps the search for cycles out of the way of work that makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Look for no cycles meanwhile; also a decorator.

    What is built of a document holds none, and looking for them takes a tenth of the time of a long plan.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
