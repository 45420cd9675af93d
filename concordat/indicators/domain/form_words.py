"""The words of the form that police and health fill in for a detention: its columns, categories and their spellings.

Source: the categories of the Home Office's return under sections 135 and 136 as freedom of information answers of
forces quote them; spellings as forms and staff use them. What a cell says by none of these is not guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

NOT_KNOWN = "not known"
_EMPTY = ("", "unknown", "nk", "n k", "not recorded", "not stated", "missing", "na", "n a", "null", "not known")


def plain(text: str) -> str:
    """Words alone: lower case, signs as spaces, "&" as "and"."""
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", text.casefold().replace("&", " and ")).split())


@dataclass(frozen=True)
class FormColumn:
    """A column whose cells are one of several categories. title: as people are told. headings: patterns of headings."""

    key: str
    title: str
    headings: str
    categories: Mapping[str, tuple[str, ...]]

    @cached_property
    def spelt(self) -> Mapping[str, str]:
        """Every spelling, and the category that it says."""
        return dict.fromkeys(_EMPTY, NOT_KNOWN) | {
            spelling: name for name, also in self.categories.items() for spelling in (plain(name), *also)
        }

    def category_of(self, text: str) -> str | None:
        """The category that a cell says; `not known` for an empty one; None where it can't be counted."""
        return self.spelt.get(plain(text))


YES_NO = {"yes": ("y", "true", "1"), "no": ("n", "false", "0")}

COLUMNS = (
    FormColumn(
        "section",
        "section",
        r"(mha |mental health act )?section( used| of (the )?(mha|mental health act))?|power( used)?",
        {
            "135(1)": ("s135 1", "s 135 1", "section 135 1", "135", "s135", "section 135"),
            "135(2)": ("s135 2", "s 135 2", "section 135 2"),
            "136": ("s136", "s 136", "section 136"),
        },
    ),
    FormColumn(
        "sex",
        "sex",
        r"sex|gender",
        {"female": ("f", "woman", "girl"), "male": ("m", "man", "boy"), "other": ("x", "non binary")},
    ),
    FormColumn(
        "ethnicity",
        "ethnicity",
        r"(self defined |officer observed )?(ethnicity|ethnic (group|origin|appearance))( self defined)?",
        {
            "Asian or Asian British": ("asian",),
            "Black or Black British": ("black", "black african caribbean or black british"),
            "mixed": ("mixed or multiple ethnic groups", "mixed multiple ethnic groups"),
            "white": ("white british", "white other", "white irish"),
            "other": ("other ethnic group", "chinese or other", "any other ethnic group"),
        },
    ),
    FormColumn(
        "place",
        "first place of safety",
        r"(first |initial )?(place of safety|pos)( type| used| first| initial)?",
        {
            "health-based place of safety": (
                "hbpos",
                "health based place",
                "health based",
                "136 suite",
                "s136 suite",
                "section 136 suite",
                "hospital",
            ),
            "accident and emergency": ("aande", "a and e", "ae", "ed", "emergency department"),
            "police station": ("custody", "police custody", "police cell", "cell", "custody suite"),
            "private home": ("home", "dwelling", "private dwelling", "home address"),
            "other": ("other place", "somewhere else"),
        },
    ),
    FormColumn(
        "conveyance",
        "method of conveyance",
        r"(method|mode|means) of (conveyance|transport)|conveyance( method)?|conveyed by|transport",
        {
            "ambulance": ("nhs ambulance", "private ambulance"),
            "police vehicle": ("police", "police car", "police van"),
            "other health vehicle": ("health vehicle", "patient transport", "secure patient transport"),
            "other": ("other vehicle", "taxi", "private car"),
            "none (already at a place of safety)": ("none", "not conveyed", "already at a place of safety", "walked"),
        },
    ),
    FormColumn(
        "reason_vehicle",
        "reason for a police vehicle",
        r"reason (for )?(a |the )?(use of )?(police (vehicle|conveyance|transport)|no ambulance)( used)?",
        {
            "ambulance not available within 30 minutes": ("ambulance not available", "no ambulance within 30 minutes"),
            "ambulance not requested": ("not requested",),
            "risk assessment: behaviour": ("risk assessment", "behaviour", "risk"),
            "ambulance crew refused": ("crew refused", "refused by ambulance crew"),
            "re-tasked to a higher priority call": ("re tasked", "retasked", "higher priority call"),
            "other": ("other reason",),
        },
    ),
    FormColumn(
        "reason_station",
        "reason for a police station",
        r"reason (for )?(a |the )?(use of )?(police (station|custody|cell)|custody)( used)?",
        {
            "conditions in the 2017 Regulations were met": ("regulations met", "2017 regulations", "conditions met"),
            "also under arrest for an offence": ("under arrest", "arrested", "also arrested"),
            "no capacity at the health-based place": ("no capacity", "no capacity at hbpos", "no bed"),
            "other": ("other reason",),
        },
    ),
    FormColumn(
        "outcome",
        "outcome",
        r"outcome( of (the )?(assessment|detention))?",
        {
            "discharged no follow-up": ("discharged", "discharged without follow up"),
            "discharged with follow-up": ("discharged to community team", "follow up"),
            "informal admission": ("admitted informally", "informal", "voluntary admission"),
            "detained s2/s3": ("detained", "section 2", "section 3", "s2", "s3", "detained s2", "detained s3"),
            "other": ("other outcome",),
        },
    ),
    FormColumn(
        "repeat",
        "repeat detention",
        r"repeat( detention)?( within)?( 28 days| 12 months| 28 days 12 months)?|detained before",
        YES_NO,
    ),
    FormColumn("over_24", "over 24 hours", r"(breach of |over |breach )24 ?(h|hrs?|hours)( breach)?", YES_NO),
)
AGE_HEADINGS = r"age( band| group| at detention| in years)?"
MONTH_HEADINGS = r"month( quarter)?( of detention)?"
DETAINED_HEADINGS = (
    r"detained( at| on)?|detention (date|time)"
    r"|(date|time|date and time|datetime|date time) (detained|of detention)"
)
ARRIVAL_HEADINGS = (
    r"(date and )?(time )?(arrived|arrival)( time)?( date and time)?( at)?( (a |the )?(place of safety|pos|hbpos))?"
)
ASSESSMENT_HEADINGS = r"assessment (start|started|start time|began|time)|(start of|time of) assessment"

AGE_BANDS = (("0-11", 11), ("12-15", 15), ("16-17", 17), ("18-24", 24), ("25-64", 64), ("65+", 120))
_COARSE_AGES = {
    "under 18": ("u18", "child", "juvenile", "0 17", "under18"),
    "18+": ("18 and over", "adult", "over 18", "18 or over"),
}
CHILD_BANDS = ("0-11", "12-15", "16-17", "under 18")


def age_band_of(text: str) -> str | None:
    """The band of an age in years or of a band in words; None where it can't be counted."""
    words = plain(text)
    if words in _EMPTY:
        return NOT_KNOWN
    if words.isdecimal() and len(words) <= 3:
        return next((band for band, oldest in AGE_BANDS if int(words) <= oldest), None)
    by_words = {plain(band): band for band, _ in AGE_BANDS} | {"65 and over": "65+", "over 65": "65+"}
    coarse = next((band for band, also in _COARSE_AGES.items() if words == plain(band) or words in also), None)
    return by_words.get(words) or coarse
