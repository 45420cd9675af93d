"""Brings the database, the reference data, the front end and the example up to date, or sees that they are."""

import hashlib
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection


def prepare(say: Callable[[str], None]) -> None:
    """Do what is not done yet, and `say` what takes long; when nothing changed, that is one look at names and sizes.

    Each command here sees for itself whether it has work, but by reading and parsing all that it would load: four
    seconds of a start when nothing has changed. So what was there after the last run is kept as a mark.
    """
    settings.VAR.mkdir(parents=True, exist_ok=True)
    mark = settings.VAR / "prepared"
    is_ready = mark.is_file() and settings.STATIC_ROOT.is_dir() and is_migrated()
    if is_ready and mark.read_text() == _fingerprint():
        return
    if not is_migrated():
        say("Preparing the database")
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)  # does nothing where the table is there
    for command in ("load_frameworks", "load_reference_data", "fetch_front_end"):
        call_command(command, verbosity=0, stdout=StringIO())
    _collect_static_files(settings.VAR / "static-fingerprint", settings.FRONT_END, say)
    call_command("load_example", verbosity=0)
    call_command("load_example_measures", verbosity=0)
    call_command("load_example_outcomes", verbosity=0)
    call_command("declare_example", verbosity=0)
    mark.write_text(_fingerprint())


def is_migrated() -> bool:
    """Whether the database holds every migration that there is, by their names: loading them all takes longer."""
    wanted = {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[!_]*.py")
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return wanted <= set(cursor.fetchall())
    except DatabaseError:
        return False


def _fingerprint() -> str:
    """What everything that is loaded or served as a file comes from, and which database it went into."""
    root: Path = settings.ROOT
    database = {key: value for key, value in sorted(settings.DATABASES["default"].items()) if key != "PASSWORD"}
    seen = hashlib.sha256(repr((database, str(settings.STATIC_ROOT))).encode())
    for line in _lines_of((path for path in _files_in(root / "concordat") if path.suffix not in (".py", ".pyc")), root):
        seen.update(line)
    single = (root / name for name in ("requirements.txt", "package-lock.json", "node_modules/.package-lock.json"))
    for line in _lines_of((*_files_in(root / "examples"), *single), root):
        seen.update(line)
    return seen.hexdigest()


def _collect_static_files(mark: Path, front_end: Path, say: Callable[[str], None]) -> None:
    """Collect and compress them when one has changed since `mark` was written."""
    # The folder may have been made a moment ago, after the settings were read.
    if front_end.is_dir() and front_end not in settings.STATICFILES_DIRS:
        settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, front_end]
    seen = hashlib.sha256()
    for folder in sorted((front_end, *(settings.ROOT / "concordat").glob("*/static"))):
        for line in _lines_of(_files_in(folder), folder):
            seen.update(line)
    if mark.exists() and mark.read_text() == seen.hexdigest() and settings.STATIC_ROOT.is_dir():
        return
    say("Collecting styles and scripts")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(seen.hexdigest())


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _lines_of(paths: Iterator[Path] | tuple[Path, ...], folder: Path) -> Iterator[bytes]:
    """Name, size and time of change of each file; those that are not there are left out."""
    for path in paths:
        if path.is_file():
            stat = path.stat()
            yield f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode()
