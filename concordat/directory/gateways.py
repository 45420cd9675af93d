"""Reads the reference files that lie in this package."""

import hashlib
from pathlib import Path

from concordat.directory.domain import FILES

FOLDER = Path(__file__).parent / "reference"


def reference_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """The bytes of each reference file, by name without ".csv"."""
    return {name: (folder / f"{name}.csv").read_bytes() for name in FILES}


def fingerprint_of(files: dict[str, bytes]) -> str:
    """SHA-256 over the files' names and bytes: the same whenever the files are."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()
