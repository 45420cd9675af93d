"""The words of the form that police and health fill in for a detention: its columns, categories and their spellings.

Source: the categories of the Home Office's return under sections 135 and 136 as freedom of information answers of
forces quote them; spellings as forms and staff use them. What a cell says by none of these is not guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

NOT_KNOWN = "not known"
_EMPTY = (
    "", "unknown", "not known", "nk", "n k", "u", "unk", "not recorded", "not stated", "not specified", "not given",
    "prefer not to say", "declined", "missing", "na", "n a", "null", "tbc",
)  # fmt: skip
_DETAIL = re.compile(r" [-\u2013\u2014] |[(),:;]")  # before it the category, after it more about this case


def plain(text: str) -> str:
    """Words alone: lower case, signs as spaces, "&" as "and"."""
    return " ".join(re.sub(r"[^a-z0-9+]+", " ", text.casefold().replace("&", " and ")).split())


def is_empty(text: str) -> bool:
    """Whether a cell says nothing, or that nothing is known."""
    return plain(text) in _EMPTY


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
        """The category that a cell says; `not known` for an empty one; None where it can't be counted.

        What follows in brackets or after a dash is detail, unless it says another category.
        """
        whole = self.spelt.get(plain(text))
        if whole is not None:
            return whole
        first, *others = (self.spelt.get(plain(part)) for part in _DETAIL.split(text) if plain(part))
        return first if {first, *others} <= {first, None} else None


_DOES_NOT_APPLY = ("n a", "na", "not applicable")
_NO_VEHICLE, _NO_STATION = "no police vehicle was used", "not taken to a police station"
# By key of a reason: the column and category of which it is one, and what is counted where that is another.
_REASONS = {
    "reason_vehicle": ("conveyance", "police vehicle", _NO_VEHICLE),
    "reason_station": ("place", "police station", _NO_STATION),
}
YES_NO = {"yes": ("y", "true", "1", "1 0"), "no": ("n", "false", "0", "0 0")}
# The parts of the census that forms and police systems record, by the group that they belong to; "Chinese" alone is of
# one group in the census of 2001 and of another since, and is not guessed.
_ETHNIC_PARTS = {
    "Asian or Asian British": ("indian", "pakistani", "bangladeshi", "any other asian background", "other asian",
        "a1", "a2", "a3", "a9", "ic4"),
    "Black or Black British": (
        "african", "caribbean", "any other black background", "other black", "black african", "black caribbean",
        "black other", "black british", "b1", "b2", "b9", "ic3",
    ),
    "mixed": (
        "white and black caribbean", "white and black african", "white and asian", "any other mixed background",
        "other mixed", "any other mixed or multiple ethnic background", "m1", "m2", "m3", "m9",
    ),
    "white": (
        "english welsh scottish northern irish or british", "english welsh scottish northern irish british", "irish",
        "white british", "white other", "white irish", "gypsy or irish traveller", "roma", "other white",
        "any other white background", "white north european", "white south european", "w1", "w2", "w3", "w9", "ic1",
        "ic2",
    ),
    "other": ("arab", "any other ethnic group", "any other", "o9", "ic6"),
}  # fmt: skip

COLUMNS = (
    FormColumn(
        "section",
        "section",
        r"(mha |mental health act )?section( used| of (the )?(mha|mental health act))?|(legal |police )?power( used)?"
        r"|(section|s) ?135 (or )?(section |s)?136|section type",
        {
            "135(1)": ("s135 1", "s 135 1", "section 135 1", "135", "s135", "s 135", "section 135"),
            "135(2)": ("s135 2", "s 135 2", "section 135 2"),
            "136": ("s136", "s 136", "section 136", "136 1", "s136 1", "s 136 1", "section 136 1", "s136 mha"),
        },
    ),
    FormColumn(
        "sex",
        "sex",
        r"((person|patient|detainee|subject) (s )?)?(sex|gender)|(sex|gender) of (the )?(person|patient|detainee)",
        {
            "female": ("f", "fem", "woman", "girl"),
            "male": ("m", "man", "boy"),
            "other": ("x", "non binary", "nonbinary"),
        },
    ),
    FormColumn(
        "ethnicity",
        "ethnicity",
        r"(self defined |officer observed |observed )?(ethnicity|ethnic (group|origin|appearance|code|background))"
        r"( self defined| code| group)?|(self defined )?(ethnicity|ethnic) sde|sde( code)?",
        {
            "Asian or Asian British": ("asian", *_ETHNIC_PARTS["Asian or Asian British"]),
            "Black or Black British": (
                "black",
                "black african caribbean or black british",
                "black black british caribbean or african",
                *_ETHNIC_PARTS["Black or Black British"],
            ),
            "mixed": ("mixed or multiple ethnic groups", "mixed multiple ethnic groups", *_ETHNIC_PARTS["mixed"]),
            "white": _ETHNIC_PARTS["white"],
            "other": ("other ethnic group", "chinese or other", *_ETHNIC_PARTS["other"]),
        },
    ),
    FormColumn(
        "place",
        "first place of safety",
        r"(type of )?(first |1st |initial )?(place of safety|pos)( type| used| first| initial| attended| 1)?",
        {
            "health-based place of safety": (
                "hbpos",
                "health based place",
                "health based pos",
                "hb pos",
                "health based",
                "136 suite",
                "s136 suite",
                "section 136 suite",
                "hospital",
            ),
            "accident and emergency": (
                "aande",
                "a and e",
                "ae",
                "ed",
                "emergency department",
                "emergency dept",
                "a and e department",
                "accident and emergency department",
                "casualty",
            ),
            "police station": (
                "custody",
                "police custody",
                "police cell",
                "cell",
                "custody suite",
                "police custody suite",
                "police cells",
                "ps",
            ),
            "private home": ("home", "dwelling", "private dwelling", "home address"),
            "other": ("other place", "somewhere else"),
        },
    ),
    FormColumn(
        "conveyance",
        "method of conveyance",
        r"(method|mode|means|type) of (conveyance|transport)( used)?|(conveyance|transport)( (method|mode|type|used))?"
        r"|(how )?(conveyed|transported)( by)?|vehicle used",
        {
            "ambulance": ("nhs ambulance", "private ambulance", "amb"),
            "police vehicle": ("police", "police car", "police van", "police transport", "marked police vehicle"),
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
            "ambulance not available within 30 minutes": (
                "ambulance not available",
                "no ambulance available",
                "ambulance unavailable",
                "no ambulance within 30 minutes",
                "no ambulance available within 30 minutes",
            ),
            "ambulance not requested": ("not requested", "no ambulance requested", "ambulance not called"),
            "risk assessment: behaviour": ("risk assessment", "behaviour", "risk"),
            "ambulance crew refused": ("crew refused", "refused by ambulance crew"),
            "re-tasked to a higher priority call": ("re tasked", "retasked", "higher priority call"),
            "other": ("other reason",),
            _NO_VEHICLE: _DOES_NOT_APPLY,
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
            _NO_STATION: _DOES_NOT_APPLY,
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


def tell_reasons(said: dict[str, str]) -> None:
    """Tell a reason that is not known from one that there was none to give. said: by key of a column, its category."""
    for key, (fact, needed, otherwise) in _REASONS.items():
        known = said.get(fact, NOT_KNOWN)
        if key not in said or known == NOT_KNOWN:
            continue
        if known == needed and said[key] == otherwise:
            said[key] = NOT_KNOWN
        elif known != needed and said[key] == NOT_KNOWN:
            said[key] = otherwise


_POS = r"( (at|to))?( (a |the )?(place of safety|pos|hbpos))?"
_DETENTION = r"((the )?(detention|incident)|(s|section) ?136( (detention|used))?|detained)"
_START = r"(start of|start(ed)?|began|beginning of)"
_MOMENT = r"(date and time|datetime|date time)"
AGE_HEADINGS = r"age( (band|group|range|in years|years|at (the )?(time of )?(the )?detention|when detained))?"
MONTH_HEADINGS = r"month( quarter)?( (of )?(the )?(detention|detained))?"
# Of a moment, the day (on) and the time of day (at) may each have a column of its own.
_DETAINED = (
    rf"detained|{_DETENTION} (at|on)|{_MOMENT} (of )?{_DETENTION}|{_DETENTION} {_MOMENT}|detention start"
    r"|start of (the )?detention"
)
_DETAINED_ON = rf"date (of )?{_DETENTION}|{_DETENTION} date"
_DETAINED_AT = rf"time (of )?{_DETENTION}|{_DETENTION} time"
_ARRIVAL = rf"{_MOMENT} (arrived|of arrival){_POS}|(arrived|arrival)( {_MOMENT})?{_POS}"
_ARRIVAL_ON = rf"(date (of )?(arrival|arrived)|arrival date){_POS}"
_ARRIVAL_AT = rf"(time (of )?(arrival|arrived)|arrival time){_POS}"
_ASSESSMENT = (
    rf"assessment( {_START})?( {_MOMENT})?|{_START} (the )?assessment|{_MOMENT} of (the )?assessment"
    r"|assessment start and end"
)
_ASSESSMENT_ON = rf"date of (the )?assessment( start)?|assessment (start )?date|{_START} date of (the )?assessment"
_ASSESSMENT_AT = rf"time of (the )?assessment( start)?|assessment (start )?time|{_START} time of (the )?assessment"
DETAINED_HEADINGS = f"{_DETAINED}|{_DETAINED_ON}|{_DETAINED_AT}"
ARRIVAL_HEADINGS = f"{_ARRIVAL}|{_ARRIVAL_ON}|{_ARRIVAL_AT}"
ASSESSMENT_HEADINGS = f"{_ASSESSMENT}|{_ASSESSMENT_ON}|{_ASSESSMENT_AT}"
# What people are told that a column says, and the pattern of its heading.
OTHER_COLUMNS = {
    "age": ("age", AGE_HEADINGS),
    "month": ("month", MONTH_HEADINGS),
    "detained": ("date of the detention", _DETAINED),
    "detained_on": ("day of the detention", _DETAINED_ON),
    "detained_at": ("time of the detention", _DETAINED_AT),
    "date": ("date", "date"),
    "time": ("time", "time"),
    "arrival": ("arrival at the place of safety", _ARRIVAL),
    "arrival_on": ("day of the arrival", _ARRIVAL_ON),
    "arrival_at": ("time of the arrival", _ARRIVAL_AT),
    "assessment": ("start of the assessment", _ASSESSMENT),
    "assessment_on": ("day of the assessment", _ASSESSMENT_ON),
    "assessment_at": ("time of the assessment", _ASSESSMENT_AT),
}

ADULT = 18
AGE_BANDS = (("0-11", 11), ("12-15", 15), ("16-17", 17), ("18-24", 24), ("25-64", 64), ("65+", 120))
_COARSE_AGES = {
    "under 18": ("u18", "child", "juvenile", "0 17", "under18", "under 18 years", "under 18s"),
    "18+": ("18 and over", "adult", "over 18", "18 or over", "18 plus", "18 and above"),
}
CHILD_BANDS = ("0-11", "12-15", "16-17", "under 18")


_YEARS = re.compile(r"(\d{1,3})(?: 0)?( ?(years?|yrs?|y|yo|y o)( old)?( of age)?)?", re.ASCII)
_BAND = re.compile(r"(\d{1,2}) (?:to )?(\d{1,3})( ?(years?|yrs?))?", re.ASCII)

_OPEN_BAND = re.compile(r"(\d{1,3})( ?\+| and over| or over| plus| and above)", re.ASCII)


def age_band_of(text: str) -> str | None:
    """The band of an age in years or of a band in words; None where it can't be counted.

    A band of other years than ours counts in the one of ours that holds it: 18-20 in 18-24, 10-17 in under 18.
    """
    words = plain(text)
    if words in _EMPTY:
        return NOT_KNOWN
    if text.strip().startswith("-"):
        return None
    coarse = next((band for band, also in _COARSE_AGES.items() if words == plain(band) or words in also), None)
    if coarse:
        return coarse
    if match := _YEARS.fullmatch(words):
        return _band_holding(int(match[1]), int(match[1]))
    if match := _BAND.fullmatch(words):
        return _band_holding(int(match[1]), int(match[2]))
    if match := _OPEN_BAND.fullmatch(words):
        return _band_holding(int(match[1]), max(int(match[1]), AGE_BANDS[-1][1]))
    return "65+" if words == "over 65" else None


def _band_holding(youngest: int, oldest: int) -> str | None:
    """The narrowest band that holds all these ages."""
    if youngest > oldest or oldest > AGE_BANDS[-1][1]:
        return None
    first, last = (next(band for band, highest in AGE_BANDS if age <= highest) for age in (youngest, oldest))
    if first == last:
        return first
    if oldest < ADULT:
        return "under 18"
    return "18+" if youngest >= ADULT else None
