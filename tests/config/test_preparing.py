"""A site starts without what it does not need yet, and does what was done once only once."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("docx", "openpyxl", "typst", "pdfminer", "xlrd", "rapidfuzz", "lxml")
OUR_HEAVY = (
    "concordat.documents.readers",
    "concordat.documents.writers.word",
    "concordat.plans.domain.leads.parsing",
    "concordat.plans.domain.reading.whole",
    "concordat.plans.domain.timescales.parsing",
)


def run(code: str, var: Path) -> str:
    """What a fresh Python prints that has the settings and a `var` folder of its own."""
    began = f"import os; os.environ['CONCORDAT_VAR'] = {str(var)!r}\nimport django; django.setup()\n"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "concordat.config.settings"}
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-c", began + code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_start_loads_no_reader_writer_or_heavy_library(tmp_path: Path) -> None:
    loaded = run(
        "import sys\nfrom django.urls import get_resolver\nassert get_resolver().url_patterns\n"
        f"print([name for name in {HEAVY + OUR_HEAVY} if name in sys.modules])",
        tmp_path,
    )

    assert loaded == "[]"


def test_empty_database_is_not_migrated(tmp_path: Path) -> None:
    assert run("from concordat.config import preparing\nprint(preparing.is_migrated())", tmp_path) == "False"


def test_second_preparation_finds_nothing_to_do(tmp_path: Path) -> None:
    code = (
        "from django.conf import settings\nfrom concordat.config import preparing\n"
        "preparing.prepare(print)\nprint(preparing.is_migrated(), (settings.VAR / 'prepared').stat().st_mtime_ns)"
    )

    first = run(code, tmp_path).splitlines()
    second = run(code, tmp_path).splitlines()

    assert first[:2] == ["Preparing the database", "Collecting styles and scripts"]
    assert second == first[-1:]  # nothing said, and the mark as it was
    assert second[0].startswith("True ")
