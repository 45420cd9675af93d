"""Which sections of a plan go on under another name in the next edition."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from concordat.plans.domain.editions import fold_section


def renamed_sections(moves: Iterable[tuple[str, str]], titles: Iterable[str]) -> Mapping[str, str]:
    """The new title of each old section that was renamed, by old title.

    `moves` are the section before and the section now of every action that goes on, `titles` all sections of the new
    document. A section was renamed where its title is gone, more than half of its actions stand together in one
    section now, and that section is not an old one that kept its title. The number before a title is no part of it.
    """
    now_at: defaultdict[str, Counter[str]] = defaultdict(Counter)
    old: set[str] = set()
    for before, now in moves:
        old.add(fold_section(before))
        now_at[before][now] += 1
    kept = {fold_section(title) for title in titles}
    renamed = {}
    for before, places in now_at.items():
        now, count = places.most_common(1)[0]
        is_together = count * 2 > places.total()
        if fold_section(before) not in kept and is_together and fold_section(now) not in old:
            renamed[before] = now
    return renamed
