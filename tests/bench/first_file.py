"""A process that reads one file and nothing before it: prints the seconds of CPU it takes, its imports not counted.

`python -m tests.bench.first_file ours|python-docx FILE`; the reading's own time is taken, or that of python-docx.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.timing import cpu_seconds


def _ours(path: Path) -> Callable[[], object]:
    import concordat.documents
    import concordat.plans.domain

    # Some modules are loaded by the first file that needs them: all of them here, so that only reading is counted.
    for package in (concordat.documents, concordat.plans.domain):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    from tests.bench.reading import read

    content = path.read_bytes()
    return lambda: read(content, path.name)


def _python_docx(path: Path) -> Callable[[], object]:
    from tests.bench.reading import visit_cells

    content = path.read_bytes()
    return lambda: visit_cells(content)


def main() -> None:
    who, file = sys.argv[1:]
    work = {"ours": _ours, "python-docx": _python_docx}[who](Path(file))
    importlib.import_module("encodings.cp437")  # what zipfile loads for the names of its parts, on either side
    print(cpu_seconds(work))


if __name__ == "__main__":
    main()
