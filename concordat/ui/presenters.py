"""What the gallery shows: each component in each of its states, about a place that does not exist."""

from dataclasses import dataclass

from concordat.ui.values import BarPart, FilterLink, Tag


@dataclass(frozen=True, slots=True)
class ActionShown:
    reference: str
    words: str
    leads: str
    when: str
    tags: tuple[Tag, ...]


NOT_STARTED = Tag("Not started", "white", "circle-empty")
IN_PROGRESS = Tag("In progress", "yellow", "circle-half")
COMPLETE = Tag("Complete", "green", "tick")
OVERDUE = Tag("Overdue", "red", "clock")


@dataclass(frozen=True, slots=True)
class Gallery:
    """The values that the page of components hands to them."""

    tags: tuple[Tag, ...] = (
        NOT_STARTED,
        IN_PROGRESS,
        COMPLETE,
        Tag("Complete and verified", "blue", "double-tick"),
        Tag("Carried forward", "purple", "arrow"),
        Tag("Merged", "grey", "arrow"),
        Tag("Withdrawn", "grey", "cross"),
        Tag("Not known", "grey", "question"),
        OVERDUE,
        Tag("At risk", "orange", "circle-full"),
    )
    shapes: tuple[str, ...] = (
        "circle-empty",
        "circle-half",
        "circle-full",
        "tick",
        "double-tick",
        "arrow",
        "cross",
        "question",
        "clock",
    )
    parts: tuple[BarPart, ...] = (
        BarPart("complete and verified", 6, "blue", "double-tick", "#tags"),
        BarPart("complete", 27, "green", "tick", "#tags"),
        BarPart("in progress", 31, "yellow", "circle-half", "#tags"),
        BarPart("overdue", 9, "red", "clock", "#tags"),
        BarPart("not started", 10, "white", "circle-empty", "#tags"),
        BarPart("withdrawn", 1, "grey", "cross", "#tags"),
    )
    filters: tuple[FilterLink, ...] = (
        FilterLink("In progress", 31, "#tags", False, "circle-half"),
        FilterLink("Overdue", 9, "#tags", True, "clock"),
        FilterLink("Withdrawn", 0, "#tags", False, "cross"),
        FilterLink("Red", 4, "#tags", False),
    )
    actions: tuple[ActionShown, ...] = (
        ActionShown(
            "1.1",
            "Agree one number that officers can ring for advice at any hour",
            "Fenmarsh Police; Fenmarsh NHS Trust",
            "By 31 March 2027",
            (IN_PROGRESS, OVERDUE),
        ),
        ActionShown("1.2", "Open a crisis café in the evenings", "Fenmarsh Mind", "Spring 2027", (NOT_STARTED,)),
        ActionShown("2.1", "Train every call handler", "Fenmarsh Ambulance", "Done in May 2026", (COMPLETE,)),
    )
