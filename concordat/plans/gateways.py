"""Reads the example that ships with the project, and keeps the password of its people on this machine."""

import secrets
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

EXAMPLES: Path = settings.ROOT / "examples"


@cache
def example_facts() -> dict[str, Any]:
    """What `examples/locality.yaml` says; its keys are explained in `examples/README.md`."""
    facts: dict[str, Any] = yaml.safe_load((EXAMPLES / "locality.yaml").read_text(encoding="utf-8"))
    return facts


@cache
def example_round() -> dict[str, Any]:
    """What `examples/round.yaml` says of the round of updates that is under way; its keys are explained there too."""
    facts: dict[str, Any] = yaml.safe_load((EXAMPLES / "round.yaml").read_text(encoding="utf-8"))
    return facts


@cache
def example_outcomes() -> dict[str, Any]:
    """What `examples/outcomes.yaml` says of what the plan is for; its keys are explained there too."""
    facts: dict[str, Any] = yaml.safe_load((EXAMPLES / "outcomes.yaml").read_text(encoding="utf-8"))
    return facts


def example_editions() -> list[tuple[str, bytes, date]]:
    """Name, content and day of each edition of the example plan, oldest first."""
    return [
        (edition["file"], (EXAMPLES / edition["file"]).read_bytes(), edition["dated"])
        for edition in example_facts()["editions"]
    ]


def example_password() -> str:
    """The password of everybody in the example: made once, kept beside the database, different on each machine."""
    path: Path = settings.VAR / "example-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{secrets.token_urlsafe(9)}-example")
    return path.read_text()


@dataclass(frozen=True, slots=True)
class ExampleSignIn:
    """Where the example is and who may sign in: (name, e-mail, role)."""

    locality: str
    slug: str
    password: str
    people: tuple[tuple[str, str, str], ...]


def example_sign_in() -> ExampleSignIn:
    """How to sign in to the example on this machine."""
    facts = example_facts()
    people = tuple((person["name"], person["email"], person["role"]) for person in facts["sign_in"])
    return ExampleSignIn(facts["name"], facts["slug"], example_password(), people)
