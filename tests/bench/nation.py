"""CPU of the pages over an invented nation of 10,000 actions, with its updates and with ten times as many.

`python -m tests.bench.nation` takes part in `make bench`; `python -m tests.bench.nation 100` also does a hundred times.
"""

import sys
import tempfile

from tests.bench.pages import cpu_of, fetch, prepare_site, queries_of, server
from tests.bench.timing import cpu_seconds

REQUESTS = 30
SCALES = (1, 10)
PAGES = {
    "floor: a page without data": "/about/",
    "national home": "/",
    "its table": "/nation/table/",
    "a region": "/regions/south-west/",
    "search for a word": "/search/?words=police",
    "roll-up of the nation": "/nation/",
    "actions that are overdue": "/nation/actions/?overdue=1",
    "the same action elsewhere": "/nation/alike/shropshire-invented/1/",
}
# What leads said between the rounds: it stands in the history of an action and in no edition.
COPY = """
WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < %s)
INSERT INTO plans_actionupdate ({columns}) SELECT {columns} FROM plans_actionupdate, copy WHERE id <= %s
"""


def load() -> tuple[int, int]:
    """The invented nation; gives how many actions it has, and the key of its newest update."""
    from django.utils import timezone

    from concordat.assurance.commands import demonstration
    from concordat.plans.models import ActionUpdate

    loaded = demonstration.load_nation(seed=1, at=timezone.now())
    return loaded.actions, ActionUpdate.objects.latest("pk").pk


def add_updates(times: int, newest: int) -> int:
    """Write every first update so many times more, in the database; gives how many there are then."""
    from django.db import connection

    from concordat.plans.models import ActionUpdate

    columns = ", ".join(f'"{field.column}"' for field in ActionUpdate._meta.concrete_fields if not field.primary_key)
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(columns=columns), [times, newest])
    return ActionUpdate.objects.count()


def measure(scales: tuple[int, ...] = SCALES) -> None:
    with tempfile.TemporaryDirectory() as var:
        prepare_site(var)
        loaded: list[tuple[int, int]] = []
        taken = cpu_seconds(lambda: loaded.append(load()))
        actions, newest = loaded[0]
        print(f"an invented nation of {actions:,} actions: loaded in {taken:.0f} s CPU (at most 120)")
        before = 1
        for scale in scales:
            count = add_updates(scale - before, newest) if scale > before else newest
            before = scale
            print(f"with {count:,} updates ({scale}×)    SQL queries   ms CPU a request   times the floor")
            measure_pages(var)


def measure_pages(var: str) -> None:
    floor = None
    with server(var) as (address, worker):
        for name, path in PAGES.items():
            fetch(address + path)
            began = cpu_of(worker)
            for _ in range(REQUESTS):
                fetch(address + path)
            each = (cpu_of(worker) - began) / REQUESTS * 1000
            floor = floor or each
            print(f"{name:<33} {queries_of(path):>12} {each:>18.1f} {each / floor:>17.1f}")


if __name__ == "__main__":
    measure((*SCALES, *map(int, sys.argv[1:])))
