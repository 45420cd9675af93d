"""CPU of the search page over 10,000 actions on SQLite; with an argument, over so many rows on a PostgreSQL.

`python -m tests.bench.search` takes part in `make bench`. `DATABASE_URL=… python -m tests.bench.search 1000000` makes a
database of its own on that server, fills it, measures and drops it again.
"""

import os
import random
import sys
import tempfile
import time
from datetime import date, timedelta

from tests.bench.pages import REQUESTS, cpu_of, fetch, prepare_site, queries_of, server

LOCALITIES = 100
SMALL = 10_000
BATCH = 10_000
ROUNDS = 5
BEGINNINGS = ("Agree", "Review", "Publish", "Train staff in", "Open", "Extend", "Pay for", "Ask people about")
SUBJECTS = (
    "the detention of people under section 136", "a street triage team", "the crisis line at night", "a sanctuary",
    "conveyance by ambulance", "police cells as a place of safety", "care plans for frequent callers",
    "assessment within four hours", "support for carers", "the health based place of safety", "liaison in hospitals",
    "a crisis café", "information that is shared", "beds for young people", "training of control rooms",
)  # fmt: skip
ENDINGS = ("in every town", "with all partners", "at weekends", "by letter", "each quarter", "with the council")
THEMES = ("Access to support before crisis point", "Urgent and emergency access", "Quality of treatment", "Recovery")
ASKED = {
    "one common word": "?words=police",
    "a word of every action": "?words=crisis",
    "two words": "?words=street+triage",
    "a phrase": "?words=%22place+of+safety%22",
    "words and filters": "?words=section+136&state=in_progress&lead=police&overdue=yes",
    "a rare word": "?words=lighthouse",
    "a misspelt word": "?words=sanctaury",
    "words that never meet": "?words=lighthouse+xylophone",
    "no words, one filter": "?overdue=yes",
    "no words, four filters": "?state=in_progress&lead=police&overdue=yes&region=E12000009",
}


def fill(count: int) -> None:
    """So many published actions in 100 localities, and search over them, about nobody and from a fixed seed."""
    from django.utils import timezone

    from concordat.directory.domain import OrganisationType
    from concordat.directory.models import Locality, Organisation, Region
    from concordat.plans import commands
    from concordat.plans.domain.leads import LeadRole
    from concordat.plans.domain.states import Confidence, State
    from concordat.plans.domain.timescales import TimescaleKind
    from concordat.plans.models import (
        Action,
        ActionLead,
        ActionTimescale,
        ActionUpdate,
        ActionWording,
        Edition,
        EditionEntry,
        Plan,
        Section,
    )  # fmt: skip

    rng, now, today = random.Random(5), timezone.now(), timezone.localdate()
    regions = list(Region.objects.all())
    kinds = list(OrganisationType)
    bodies = Organisation.objects.bulk_create(
        Organisation(slug=f"bench-{n}", name=f"{kinds[n % len(kinds)].words} of Benchshire {n}", type=kinds[n % 12])
        for n in range(60)
    )
    states = list(State)
    for place in range(LOCALITIES):
        locality = Locality.objects.create(
            slug=f"bench-{place}", name=f"Bench {place}", region=regions[place % len(regions)], created_at=now,
            is_example=True,
        )  # fmt: skip
        plan = Plan.objects.create(locality=locality, title="Plan", created_at=now)
        edition = Edition.objects.create(
            plan=plan, number=1, dated_on=today, title="Plan", frozen_at=now, published_at=now
        )
        section = Section.objects.create(plan=plan, title="In crisis", position=0)
        for first in range(0, count // LOCALITIES, BATCH):
            numbers = range(first + 1, min(first + BATCH, count // LOCALITIES) + 1)
            actions = Action.objects.bulk_create(Action(plan=plan, number=n, created_at=now) for n in numbers)
            wordings = ActionWording.objects.bulk_create(
                ActionWording(
                    action=action, section=section, position=action.number, references=[f"1.{action.number}"],
                    text=f"{rng.choice(BEGINNINGS)} {rng.choice(SUBJECTS)} {rng.choice(ENDINGS)}, "
                    f"part {rng.randrange(99)}{' beside the lighthouse' if rng.random() < 3 / count else ''}",
                    theme=rng.choice(THEMES), outcome=f"People say that {rng.choice(SUBJECTS)} helped them",
                    recorded_at=now,
                )
                for action in actions
            )  # fmt: skip
            ActionLead.objects.bulk_create(
                ActionLead(
                    wording=wording, organisation=rng.choice(bodies), name_as_written="", role=LeadRole.LEAD, position=0
                )
                for wording in wordings
            )
            ends = [date(2024, 1, 31) + timedelta(days=rng.randrange(1500)) for _ in actions]
            timescales = ActionTimescale.objects.bulk_create(
                ActionTimescale(
                    action=action, text=f"{end:%B %Y}", kind=TimescaleKind.DAY, start_on=end, end_on=end,
                    recorded_at=now,
                )
                for action, end in zip(actions, ends, strict=True)
            )  # fmt: skip
            updates = ActionUpdate.objects.bulk_create(
                ActionUpdate(
                    action=action, kind=ActionUpdate.Kind.IMPORTED, said_on=today, state=rng.choice(states),
                    progress=f"The partners met and spoke of {rng.choice(SUBJECTS)} and of {rng.choice(SUBJECTS)}",
                    confidence=Confidence.NONE, timescale=timescale, recorded_at=now,
                )
                for action, timescale in zip(actions, timescales, strict=True)
            )  # fmt: skip
            EditionEntry.objects.bulk_create(
                EditionEntry(
                    edition=edition, action=action, wording=wording, update=update, state=update.state,
                    said_on=update.said_on, end_on=update.timescale.end_on, slips=0,
                )
                for action, wording, update in zip(actions, wordings, updates, strict=True)
            )  # fmt: skip
        commands.write_search(locality=locality.pk)


# Each table with the keys that its copies have anew: 100 million further on for each copy.
COPIED = {
    "plans_action": ("id", "wording_id", "update_id"),
    "plans_actionwording": ("id", "action_id"),
    "plans_actiontimescale": ("id", "action_id"),
    "plans_actionupdate": ("id", "action_id", "timescale_id"),
    "plans_editionentry": ("id", "action_id", "wording_id", "update_id"),
    "plans_searchdocument": ("id", "entry_id"),
}


def multiply(times: int) -> None:
    """Copy every action so often, in the database: the words are the same, and so is their share of all actions."""
    from django.db import connection

    indexes = {"words_vector": "search_document_words_vector", "vector": "search_document_vector"}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # six million keys need not be looked up
        for name in indexes.values():
            cursor.execute(f"DROP INDEX {name}")
        for table, keys in COPIED.items():
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            columns = [f'"{name}"' for (name,) in cursor.fetchall()]
            anew = {f'"{name}"': f"{name} + copy::bigint * 100000000" for name in keys}
            if table == "plans_action":
                anew['"number"'] = "number + copy * 100000"
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)})"
                f" SELECT {', '.join(anew.get(name, name) for name in columns)}"
                f" FROM {table}, generate_series(1, {times - 1}) AS copy"
            )
        for column, name in indexes.items():
            cursor.execute(f"CREATE INDEX {name} ON plans_searchdocument USING gin ({column})")
        cursor.execute("SET session_replication_role = DEFAULT")


def measure() -> None:
    """The page over 10,000 actions on SQLite, beside a page without data."""
    with tempfile.TemporaryDirectory() as var:
        prepare_site(var)
        fill(SMALL)
        floor = None
        with server(var) as (address, worker):
            print(f"search over {SMALL:,} actions      SQL queries   ms CPU a request   times the floor")
            for name, query in {"floor: a page without data": None, **ASKED}.items():
                path = "/about/" if query is None else f"/search/{query}"
                fetch(address + path)
                began = cpu_of(worker)
                for _ in range(REQUESTS):
                    fetch(address + path)
                each = (cpu_of(worker) - began) / REQUESTS * 1000
                floor = floor or each
                print(f"{name:<33} {queries_of(path):>12} {each:>18.1f} {each / floor:>17.1f}")


def measure_large(count: int) -> None:
    """The search itself over so many actions on PostgreSQL, beside reading one page of rows by their keys.

    The time is the clock's, since the server's CPU is another process's; the least of a few.
    """
    from django.db import connection
    from django.http import QueryDict
    from django.utils import timezone

    from concordat.plans.models import SearchDocument
    from concordat.plans.queries import searching
    from concordat.reporting.forms import SearchForm

    began = time.perf_counter()
    fill(SMALL)
    multiply(count // SMALL)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT pg_total_relation_size('plans_searchdocument') / 1048576")
        size = cursor.fetchone()[0]
    print(f"{count:,} actions written in {time.perf_counter() - began:,.0f} s; search takes {size:,} MiB")
    today = timezone.localdate()
    keys = random.Random(5).sample(range(1, count), 20)

    def floor() -> None:
        list(
            SearchDocument.objects.filter(pk__in=keys).values_list(
                "entry__wording__text", "entry__update__progress", "entry__update__timescale__text"
            )
        )

    base = best(floor)
    print(f"{'floor: 20 actions by their keys':<33} {base:>8.1f} ms")
    for name, query in ASKED.items():
        form = SearchForm(QueryDict(query.removeprefix("?")))
        asked, filters = form.asked(), form.filters()
        taken = best(lambda asked=asked, filters=filters: searching.search(asked, filters, page=1, on=today))
        seen = searching.search(asked, filters, page=1, on=today)
        found = f"more than {seen.whole:,}" if seen.is_more else f"{seen.whole:,}"
        print(f"{name:<33} {taken:>8.1f} ms {taken / base:>8.1f} times the floor   {found} found")


def best(work) -> float:
    """The least milliseconds of a few rounds, by the clock."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken) * 1000


def main(count: int) -> None:
    """Make a database beside the one that DATABASE_URL names, measure there, and drop it."""
    import psycopg

    given = os.environ["DATABASE_URL"]
    server_part, _, _ = given.rpartition("/")
    name = f"concordat_bench_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    os.environ["DATABASE_URL"] = f"{server_part}/{name}"
    try:
        with tempfile.TemporaryDirectory() as var:
            prepare_site(var)
            measure_large(count)
            from django.db import connections

            connections.close_all()
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(int(sys.argv[1]))
    else:
        measure()
