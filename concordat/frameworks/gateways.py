"""Reads the framework files that lie in this package."""

import hashlib
from pathlib import Path

from concordat.frameworks.domain import FrameworkFile, parse_framework

FOLDER = Path(__file__).parent / "files"


def framework_files(folder: Path = FOLDER) -> dict[str, bytes]:
    """The bytes of each framework file, by name without ".yaml", in the order of their names."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def read_framework(name: str) -> FrameworkFile:
    """A framework as its reviewed file says, whether or not the tables hold it; `name` is without ".yaml"."""
    return parse_framework((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def fingerprint_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
