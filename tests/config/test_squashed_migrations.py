"""A database made by the squashed migrations is the one that the migrations before them made."""

from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader


def test_squashed_migrations_end_where_the_old_ones_ended() -> None:
    loader = MigrationLoader(None, replace_migrations=False)
    ours = {label for label, _ in loader.replacements}
    others = [leaf for leaf in loader.graph.leaf_nodes() if leaf[0] not in ours]
    last = [migration.replaces[-1] for migration in loader.replacements.values()]
    old = loader.project_state([*last, *others])
    squashed = MigrationLoader(None).project_state([*loader.replacements, *others])

    assert MigrationAutodetector(old, squashed).changes(graph=loader.graph) == {}


def test_squashed_migrations_leave_none_out_before_their_last() -> None:
    squashed = MigrationLoader(None, replace_migrations=False).replacements

    for (label, _), migration in squashed.items():
        names = sorted(path.stem for path in Path(apps.get_app_config(label).path, "migrations").glob("[0-9]*.py"))
        before = [name for name in names if (label, name) not in squashed and name <= migration.replaces[-1][1]]
        assert migration.replaces == [(label, name) for name in before]
