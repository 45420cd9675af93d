"""Reads the figures of the example that ships with the project."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

EXAMPLES: Path = settings.ROOT / "examples"


def example_measures() -> dict[str, Any]:
    """What `examples/measures.yaml` says; its keys are explained in `examples/README.md`."""
    facts: dict[str, Any] = yaml.safe_load((EXAMPLES / "measures.yaml").read_text(encoding="utf-8"))
    return facts
