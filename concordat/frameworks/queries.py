"""Reads frameworks with their themes and items."""

from datetime import date

from django.db.models import Q, QuerySet

from concordat.frameworks.domain import FrameworkFile, FrameworkItem, FrameworkTheme
from concordat.frameworks.models import Framework


class NoSuchFramework(Exception):
    """No framework has this key and version."""


def frameworks_on(day: date) -> tuple[FrameworkFile, ...]:
    """The frameworks that hold on a day, by title, in three queries; one without dates always holds."""
    rows = _complete().filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))
    return tuple(_value_of(row) for row in rows)


def get_framework(key: str, version: str | None = None) -> FrameworkFile:
    """The framework with this key, in its newest version or the one asked for. Raises `NoSuchFramework`."""
    rows = _complete().filter(key=key).order_by("-version")
    row = (rows.filter(version=version) if version else rows).first()
    if row is None:
        raise NoSuchFramework(f"{key} {version or ''}".strip())
    return _value_of(row)


def _complete() -> QuerySet[Framework]:
    return Framework.objects.prefetch_related("themes__items")


def _value_of(row: Framework) -> FrameworkFile:
    return FrameworkFile(
        key=row.key,
        version=row.version,
        title=row.title,
        source=row.source,
        licence=row.licence,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        themes=tuple(
            FrameworkTheme(
                theme.key,
                theme.title,
                tuple(FrameworkItem(item.key, item.text, item.note, tuple(item.links)) for item in theme.items.all()),
            )
            for theme in row.themes.all()
        ),
    )
