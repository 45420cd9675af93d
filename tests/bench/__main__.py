"""`make bench`: how fast we are beside a named peer or a floor, measured in one run so that the ratio travels.

`python -m tests.bench PART …` measures parts alone.
"""

import subprocess
import sys
from importlib import import_module

PARTS = ("reading", "sheets", "formats", "exporting", "pages", "members", "nation", "search", "starting")


def main(parts: list[str]) -> int:
    if len(parts) == 1:
        import_module(f"tests.bench.{parts[0]}").measure()
        return 0
    # Each part has a process of its own, since settings and database are those of the first that asks for them.
    ended = [subprocess.run([sys.executable, "-m", "tests.bench", part], check=False) for part in parts or PARTS]
    return int(any(each.returncode for each in ended))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
