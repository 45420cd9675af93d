"""Actions as a check sees them, made of a plan that was read."""

from concordat.assurance.domain.checking import ActionChecked


def actions_read(plan) -> tuple[ActionChecked, ...]:
    """With the section's number before a reference that is a letter alone, so that each name stands once."""
    found = []
    for section in plan.sections:
        number = (section.title or "").split(".")[0].strip()
        for action in section.actions:
            name = ", ".join(action.references)
            if name.isalpha() and len(name) == 1 and number.isdigit():
                name = f"{number}{name}"
            found.append(
                ActionChecked(
                    number=len(found) + 1,
                    name=name,
                    section=section.title or "",
                    theme=action.theme or "",
                    text=action.action,
                    outcome=action.outcome or "",
                    group=action.group or "",
                    led_by=action.led_by_text or "",
                    has_lead=bool(action.led_by_text),
                    has_last_day=action.timescale.end is not None,
                    types=frozenset(),
                )
            )
    return tuple(found)
