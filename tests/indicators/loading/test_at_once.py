"""Several people at the same moment: a load is accepted once, and two loads of one figure never both count as first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from concordat.indicators.commands import loading as commands
from concordat.indicators.models import Observation
from tests.indicators.loading.conftest import NOW
from tests.indicators.loading.test_commands import ROWS, seal, start

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The test database of SQLite lives in memory, where threads share one connection.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server with several connections"),
]


def in_threads(*work):
    def run(do):
        try:
            return str(do())
        except (commands.LoadOver, commands.FiguresChanged) as reason:
            return type(reason).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        return sorted(pool.map(run, work))


def accepting(load_id):
    mark = seal(load_id)
    return lambda: commands.accept_load(load_id=load_id, seal=mark, by=None, at=NOW)


def test_load_that_several_accept_at_once_is_loaded_once(locality, measures):
    load_id = start(locality, ROWS)
    answers = in_threads(*[accepting(load_id)] * 4)
    assert answers == ["LoadOver"] * 3 + ["Loaded(new=2, revised=0, same=0)"]
    assert Observation.objects.count() == 2


def test_two_loads_of_the_same_figures_count_once(locality, measures):
    loads = [accepting(start(locality, rows)) for rows in (ROWS, ROWS, [ROWS[0], ["Detentions", "Apr-24", 35]])]
    answers = in_threads(*loads)
    assert answers.count("FiguresChanged") == 2
    assert set(Observation.objects.values_list("revision", flat=True)) == {1}
