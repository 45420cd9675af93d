"""CPU of the server process for each request of a page, beside a floor: the same server giving a page without data."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (10, 100, 1000)
REQUESTS = 100


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used, by the operating system's account."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def fetch(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        return len(answer.read())


@contextmanager
def server(var: str):
    """A real server with one worker process; gives its address and the worker's process id."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--no-control-socket", "--log-level", "warning"]
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "concordat.config.wsgi:application"],
        cwd=ROOT,
        env={**os.environ, "CONCORDAT_VAR": var},
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                fetch(address + "/about/")
                break
            except OSError:
                time.sleep(0.1)
        worker = int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
        yield address, worker
    finally:
        process.terminate()
        process.wait()


def prepare_site(var: str) -> None:
    """An empty database with its reference data, and the static files."""
    os.environ["CONCORDAT_VAR"] = var
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    for command in ("migrate", "createcachetable", "load_frameworks", "load_reference_data", "fetch_front_end"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def prepare(var: str) -> None:
    """Three localities whose plans of 10, 100 and 1,000 actions came in as Word files, as any plan does."""
    prepare_site(var)
    from django.utils import timezone

    from concordat.directory import commands as directory
    from concordat.plans import commands as plans
    from tests.bench.reading import with_rows

    now = timezone.now()
    for size in SIZES:
        locality = directory.create_locality(
            name=f"Bench {size}", region="E12000004", areas=(), areas_note="an invented place", by=None, at=now
        )
        started = plans.start_import(
            locality_id=locality.pk, name=f"bench-{size}.docx", content=with_rows(size), by=None, at=now
        )
        plans.decide_remaining_leads(import_id=started, by=None, at=now)
        plans.accept_import(import_id=started, dated_on=now.date(), publish=True, by=None, at=now)


def queries_of(path: str, session: str = "") -> int:
    """How many queries a page takes the second time it is asked for; `session` is of whoever is signed in."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(seen)


def measure() -> None:
    with tempfile.TemporaryDirectory() as var:
        prepare(var)
        pages = {"floor: a page without data": "/about/"}
        for size in SIZES:
            pages[f"plan of {size} actions"] = f"/localities/bench-{size}/plan/"
        pages["plan of 100, one filter"] = "/localities/bench-100/plan/?state=in_progress"
        pages["action"] = "/localities/bench-100/plan/actions/50/"
        pages["locality of 100"] = "/localities/bench-100/"
        floor = None
        with server(var) as (address, worker):
            print("page                          SQL queries   ms CPU a request   times the floor   KiB")
            for name, path in pages.items():
                size = fetch(address + path)
                began = cpu_of(worker)
                for _ in range(REQUESTS):
                    fetch(address + path)
                each = (cpu_of(worker) - began) / REQUESTS * 1000
                floor = floor or each
                print(f"{name:<28} {queries_of(path):>12} {each:>18.1f} {each / floor:>17.1f} {size / 1024:>5.0f}")
