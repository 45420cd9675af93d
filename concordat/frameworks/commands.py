"""Loads the framework files into the tables."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from concordat.accounts.commands import record_audit
from concordat.frameworks import gateways
from concordat.frameworks.domain import FrameworkFile, ReferenceFault, check_links, parse_framework
from concordat.frameworks.models import Framework, Item, Theme


@transaction.atomic
def load_frameworks(*, at: datetime, folder: Path = gateways.FOLDER) -> tuple[str, ...]:
    """Bring the tables to what the files say; the keys of the frameworks that were written.

    Loading the same files again is one query. A framework that no file holds any more stays, because plans may point
    at it; a theme or an item that its file dropped goes. Raises `ReferenceFault`, and then nothing is written.
    """
    files = gateways.framework_files(folder)
    prints = {name: gateways.fingerprint_of(content) for name, content in files.items()}
    held = set(Framework.objects.values_list("fingerprint", flat=True))
    if set(prints.values()) <= held:
        return ()
    frameworks = {name: _parsed(name, content) for name, content in files.items()}
    check_links(tuple(frameworks.values()))
    changed = [name for name in files if prints[name] not in held]
    for name in changed:
        framework = _write(frameworks[name], prints[name])
        record_audit("load_frameworks", framework, by=None, at=at, fingerprint=prints[name])
    return tuple(frameworks[name].key for name in changed)


def _parsed(name: str, content: bytes) -> FrameworkFile:
    try:
        return parse_framework(content.decode())
    except ReferenceFault as fault:
        raise ReferenceFault(f"{name}.yaml: {fault}") from fault


def _write(file: FrameworkFile, fingerprint: str) -> Framework:
    framework, _ = Framework.objects.update_or_create(
        key=file.key,
        version=file.version,
        defaults={
            "title": file.title,
            "source": file.source,
            "licence": file.licence,
            "note": file.note,
            "valid_from": file.valid_from,
            "valid_to": file.valid_to,
            "fingerprint": fingerprint,
        },
    )
    Theme.objects.bulk_create(
        [
            Theme(framework=framework, key=theme.key, position=position, title=theme.title)
            for position, theme in enumerate(file.themes, start=1)
        ],
        update_conflicts=True,
        unique_fields=["framework", "key"],
        update_fields=["position", "title"],
    )
    framework.themes.exclude(key__in=[theme.key for theme in file.themes]).delete()
    themes = dict(framework.themes.values_list("key", "pk"))
    Item.objects.bulk_create(
        [
            Item(
                theme_id=themes[theme.key],
                key=item.key,
                position=position,
                text=item.text,
                note=item.note,
                links=list(item.serves),
            )
            for theme in file.themes
            for position, item in enumerate(theme.items, start=1)
        ],
        update_conflicts=True,
        unique_fields=["theme", "key"],
        update_fields=["position", "text", "note", "links"],
    )
    for theme in file.themes:
        Item.objects.filter(theme=themes[theme.key]).exclude(key__in=[item.key for item in theme.items]).delete()
    return framework
