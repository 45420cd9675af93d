"""The links on the plan's page that download what the page shows."""

from dataclasses import dataclass

from concordat.plans.domain.days import spoken_count
from concordat.plans.domain.filtering import Wanted
from concordat.plans.presenters.filters import filtered_href


@dataclass(frozen=True, slots=True)
class DownloadLink:
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class DownloadBlock:
    """What is downloaded, in a sentence, and a link for each format."""

    sentence: str
    links: tuple[DownloadLink, ...]


_FORMATS = (
    ("docx", "", "Word"),
    ("xlsx", "", "Excel, a sheet for each section"),
    ("xlsx", "list", "Excel, one list"),
    ("pdf", "", "PDF"),
    ("csv", "", "CSV"),
    ("json", "", "JSON"),
)


def present_downloads(
    wanted: Wanted, *, shown: int, whole: int, base: str, without: frozenset[str] = frozenset()
) -> DownloadBlock:
    """Links to the files of what a page shows: `shown` of `whole` actions; `base` is the page's address.

    `without` are the endings of files that the page does not have.
    """
    path, query = base.partition("?")[0], filtered_href(base, wanted).partition("?")[2]
    counted = spoken_count(whole, "action")
    if wanted.is_anything:
        sentence = f"The whole plan: {counted}."
    else:
        sentence = f"What the filters leave: {shown:,} of {counted}. Take the filters away for the whole plan."
    links: list[DownloadLink] = []
    for ending, layout, words in _FORMATS:
        if ending in without:
            continue
        asked = "&".join(part for part in (query, f"layout={layout}" if layout else "") if part)
        links.append(DownloadLink(words, f"{path}download.{ending}" + (f"?{asked}" if asked else "")))
    return DownloadBlock(sentence, tuple(links) if shown else ())
