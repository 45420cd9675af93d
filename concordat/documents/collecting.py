"""Keeps the search for cycles out of the way of work that makes none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Look for no cycles meanwhile, nor at once afterwards in what was built; also a decorator.

    What is built of a document holds none, and looking for them takes a tenth of the time of a long plan.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if not gc.get_freeze_count():
                # All that is young becomes old without being looked at: there is no other call for that.
                gc.freeze()
                gc.unfreeze()
            gc.enable()
