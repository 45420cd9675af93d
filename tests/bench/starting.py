"""A second `make run`, from the command to the first answered page, beside what Django alone needs to start."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.bench.timing import cpu_of_command

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 5  # seconds from command to answer
BARE = """
from django.conf import settings
apps = ("auth", "contenttypes", "sessions", "messages", "staticfiles")
sqlite = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
settings.configure(INSTALLED_APPS=["django.contrib." + app for app in apps], DATABASES={"default": sqlite})
import django
django.setup()
"""


def cpu_of_all(pid: int) -> float:
    """Seconds of CPU of a process, of those below it that run, and of those that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    own = sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(cpu_of_all(int(child)) for child in below)


def start(var: str) -> tuple[float, float]:
    """Seconds, and CPU seconds, of one start until the home page is answered; the server is stopped again."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    given = {"CONCORDAT_VAR": var, "HOST": "127.0.0.1", "PORT": str(port), "PYTHONWARNINGS": "ignore"}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "-s", "run", *(f"{name}={given[name]}" for name in ("HOST", "PORT"))],
        cwd=ROOT,
        env={**os.environ, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                    answer.read()
                return time.monotonic() - began, cpu_of_all(process.pid)
            except OSError:
                time.sleep(0.02)
        raise RuntimeError(f"make run ended with {process.returncode}")
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server that `make` runs, and `make`."""
    if process.poll() is None:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            os.kill(int(child), 15)
    process.wait()


def measure() -> None:
    with tempfile.TemporaryDirectory() as var:
        first, first_cpu = start(var)
        taken = [start(var) for _ in range(3)]
    floor = min(cpu_of_command(sys.executable, "-c", BARE) for _ in range(3))
    wall, cpu = min(wall for wall, _ in taken), min(cpu for _, cpu in taken)
    print("make run, from the command to the first answered page")
    print(f"  floor: Django alone, loaded            {floor:17.2f} s CPU")
    print(f"  first, with nothing to download        {first:6.2f} s {first_cpu:8.2f} s CPU")
    print(
        f"  second                                 {wall:6.2f} s {cpu:8.2f} s CPU {cpu / floor:6.1f} times the floor"
        f" (aim: {LIMIT} s)"
    )
