"""The actions of the reference documents with what a careful reader makes of them."""

import json
from collections.abc import Iterator
from typing import Any

from tests.shared import SHARED


def expected_actions() -> Iterator[dict[str, Any]]:
    """Every action of every answer key, in all formats, and of the two transcribed plans."""
    keys = [*sorted(SHARED.glob("documents/**/*.expected.json")), *sorted(SHARED.glob("gold/*.json"))]
    for key in keys:
        answer = json.loads(key.read_text())
        if isinstance(answer, dict):
            for section in answer.get("sections") or []:
                yield from section["actions"]
