"""An invented nation is the same for a seed, grows by its scale, and is refused beside anything real."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction

from concordat.assurance.commands import demonstration
from concordat.assurance.commands.demonstration import NotADemonstration, load_nation
from tests.factories.directory import LocalityFactory

AT = datetime(2031, 3, 3, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


# Made anew by chance or by the clock; and what an entry is about, which may be told by its key.
LEFT_OUT = {"password", "joined_at", "secret"}
# Keys within other values; tallies are held to the plans elsewhere.
BY_KEY = {"accounts.AuditEntry.subject", "assurance.PlanTally.groups"}


def digest():
    """Every row of every table but secrets, each key as the place of its row among those of its table.

    PostgreSQL gives out other keys the second time: it takes none back when what used them is undone.
    """
    tables = [table for table in apps.get_models() if table._meta.app_label != "sessions"]
    places = {
        table: {
            key: place for place, key in enumerate(table._default_manager.order_by("pk").values_list("pk", flat=True))
        }
        for table in tables
    }
    found = {}
    for table in tables:
        fields = [
            field for field in table._meta.concrete_fields if field.name not in LEFT_OUT and str(field) not in BY_KEY
        ]
        keys = [places[table] if f.primary_key else places.get(f.related_model, {}) for f in fields]
        rows = table._default_manager.order_by("pk").values_list(*(field.attname for field in fields))
        found[table.__name__] = [
            repr([key.get(value, value) if key else value for key, value in zip(keys, row, strict=True)])
            for row in rows
        ]
    return found


def loaded_and_undone(**given):
    with transaction.atomic():
        load_nation(at=AT, localities=5, actions=40, **given)
        rows = digest()
        transaction.set_rollback(True)
    return rows


def test_nation_is_the_same_for_a_seed_and_another_for_another():
    first, again, other = (loaded_and_undone(seed=seed) for seed in (7, 7, 8))

    assert first == again
    assert first["Locality"] != other["Locality"]


@pytest.mark.one_database
def test_scale_multiplies_updates_and_nothing_else():
    once, tenfold = loaded_and_undone(seed=7), loaded_and_undone(seed=7, scale=10)

    counts = {name: (len(once[name]), len(tenfold[name])) for name in once}
    assert 6 < counts["ActionUpdate"][1] / counts["ActionUpdate"][0] < 11
    others = ("Locality", "Action", "ActionTimescale", "Review", "ReviewQuestion", "ProposedUpdate", "Signature")
    assert [name for name in others if counts[name][0] != counts[name][1]] == []


def test_nation_is_refused_beside_a_real_locality():
    LocalityFactory(name="Tarnshire")

    with pytest.raises(NotADemonstration, match=r"^Tarnshire is no example\."):
        load_nation(seed=1, at=AT, localities=1)


def test_command_says_what_it_loaded_and_loads_once(monkeypatch):
    def load_a_few(**given):
        return load_nation(**given, localities=2, actions=12)

    monkeypatch.setattr(demonstration, "load_nation", load_a_few)
    said = StringIO()

    call_command("demo", "nation", seed=4, stdout=said)

    assert said.getvalue().startswith("Loaded an invented nation of 2 localities and 12 actions (")
    with pytest.raises(CommandError, match="holds an invented nation already"):
        call_command("demo", "nation")
