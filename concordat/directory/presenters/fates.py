"""What became of an organisation that has ended, in finished words."""

from concordat.directory.domain import Fate
from concordat.ui.environment import long_date


def now_words(fate: Fate) -> str:
    """ "now part of NHS Northshire Board, since 1 July 2022": what stands after the name of the body that ended."""
    if not fate.heirs:
        return f"ended on {long_date(fate.ended_on)}; nobody is recorded as having its duties now"
    days = {heir.since for heir in fate.heirs}
    if len(days) > 1:
        return f"now divided between {listed([f'{heir.name} (since {long_date(heir.since)})' for heir in fate.heirs])}"
    return f"now {heirs_words(fate)}, since {long_date(days.pop())}"


def heirs_words(fate: Fate) -> str:
    """ "part of NHS Northshire Board"; "divided between …" where several have its duties; "" where nobody is known."""
    names = [heir.name for heir in fate.heirs]
    if not names:
        return ""
    return f"part of {names[0]}" if len(names) == 1 else f"divided between {listed(names)}"


def listed(names: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
