"""The icons of measures with their words, for the gallery of components."""

from dataclasses import dataclass

from concordat.indicators.domain.signals import PointKind
from concordat.indicators.presenters.icons import (
    ASSURANCE,
    NO_TARGET,
    NO_TARGET_FOR_GAPS,
    NO_TARGET_FOR_NEUTRAL,
    VARIATION,
    Icon,
    gaps_icon,
)


@dataclass(frozen=True, slots=True)
class IconGroup:
    """The icons that answer one question."""

    title: str
    icons: tuple[Icon, ...]


@dataclass(frozen=True, slots=True)
class IconGallery:
    """A part of the gallery. template: that shows it."""

    template: str
    groups: tuple[IconGroup, ...]


def present_icons() -> IconGallery:
    """Every icon that a measure can have."""
    signals = [(kind, rises) for kind in (PointKind.IMPROVEMENT, PointKind.CONCERN) for rises in (True, False)]
    signals += [(PointKind.NEUTRAL_HIGH, True), (PointKind.NEUTRAL_LOW, False)]
    gaps = tuple(gaps_icon(kind, rises=rises, is_provisional=False) for kind, rises in signals)
    return IconGallery(
        template="indicators/gallery.jinja",
        groups=(
            IconGroup("Is it getting better?", tuple(VARIATION.values())),
            IconGroup("Is it getting better, where events are rare?", gaps),
            IconGroup(
                "Will the target be met?", (*ASSURANCE.values(), NO_TARGET, NO_TARGET_FOR_NEUTRAL, NO_TARGET_FOR_GAPS)
            ),
        ),
    )
