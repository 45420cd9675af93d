"""`make run`: bring the database, reference data, static files and the example up to date, then serve the site."""

import hashlib
import os
import socket
import sys
from io import StringIO
from pathlib import Path

EVERYWHERE = ("0.0.0.0", "::")  # nosec B104 - addresses that a person may ask for
GUNICORN = ("--workers", "2", "--no-control-socket", "--log-level", "warning")


def main() -> None:
    host = os.environ.get("HOST", "127.0.0.1")
    port = int(os.environ.get("PORT", "8000"))
    if not is_free(host, port):
        sys.exit(f"concordat: port {port} on {host} is taken. Stop what uses it, or choose another: make run PORT=8010")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings")
    os.environ.setdefault("ALLOWED_HOSTS", ",".join(names_of(host)))
    prepare()
    say_where(f"http://{'localhost' if host in ('127.0.0.1', *EVERYWHERE) else host}:{port}/")
    sys.stdout.flush()
    # The server takes this process's place, so that Ctrl-C reaches it.
    os.execv(  # nosec B606
        sys.executable,
        [sys.executable, "-m", "gunicorn", *GUNICORN, "--bind", f"{host}:{port}", "concordat.config.wsgi:application"],
    )


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def names_of(host: str) -> list[str]:
    """The names a browser may use for this machine when it listens on `host`."""
    names = ["localhost", "127.0.0.1", "[::1]", host]
    if host in EVERYWHERE:
        name = socket.gethostname()
        names += [name, socket.getfqdn(), *socket.gethostbyname_ex(name)[2]]
    return sorted(set(names))


def prepare() -> None:
    """Do what is not done yet; on a second run that is nothing, within a second or two."""
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    django.setup()
    settings.VAR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database")
        call_command("migrate", verbosity=0)
    for command in ("load_frameworks", "load_reference_data", "fetch_front_end"):
        call_command(command, verbosity=0, stdout=StringIO())
    collect_static_files(settings.VAR / "static-fingerprint", settings.FRONT_END)
    call_command("load_example", verbosity=0)


def collect_static_files(mark: Path, front_end: Path) -> None:
    """Collect and compress them when one has changed since `mark` was written."""
    from django.conf import settings
    from django.core.management import call_command

    # The folder may have been made a moment ago, after the settings were read.
    if front_end.is_dir() and front_end not in settings.STATICFILES_DIRS:
        settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, front_end]
    sources = [front_end, *(settings.ROOT / "concordat").glob("*/static")]
    seen = hashlib.sha256()
    for folder in sorted(sources):
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            stat = path.stat()
            seen.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    if mark.exists() and mark.read_text() == seen.hexdigest() and settings.STATIC_ROOT.is_dir():
        return
    print("Collecting styles and scripts")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(seen.hexdigest())


def say_where(address: str) -> None:
    from concordat.plans import gateways

    print()
    print(f"Concordat is at {address}")
    example = gateways.example_sign_in()
    print()
    print(f"The example is {example.locality}, a place that does not exist: {address}localities/{example.slug}/")
    print(f"Sign in at {address}accounts/login/ with any of these; the password of each is {example.password}")
    for name, email, role in example.people:
        print(f"  {email:<44} {role} ({name})")
    print()
    print("What to try next")
    print(f"  Read the plan as the public does:      {address}localities/{example.slug}/plan/")
    print(f"  Bring in a plan, as the coordinator:   {address}localities/{example.slug}/imports/new/")
    print(f"  Your own partnership, as administrator: {address}localities/new/")
    print("  What a file would be read as:          .venv/bin/concordat read YOUR-PLAN.docx")
    print()
    print("Ctrl-C stops the server; what you did is kept in var/.")


if __name__ == "__main__":
    main()
