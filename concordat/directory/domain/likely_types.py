"""Tells the likely kind of an organisation from the words of its name."""

import re

from concordat.directory.domain.folding import fold_name
from concordat.directory.domain.kinds import OrganisationType as Kind

# In order: the first that fits wins, so "police and crime commissioner" stands before "police".
_SIGNS: tuple[tuple[str, Kind], ...] = (
    (r"police and crime commissioner|police crime commissioner|o?pf?cc|mopac", Kind.POLICE_COMMISSIONER),
    (r"british transport police|btp", Kind.TRANSPORT_POLICE),
    (
        r"health and well ?being board|hwbb?|safeguarding adults? board|sab|safeguarding childrens board|lscb",
        Kind.BOARD,
    ),
    (r"healthwatch", Kind.HEALTHWATCH),
    (r"nhs england|nhse", Kind.NHS_ENGLAND),
    (r"ambulance( .*)?", Kind.AMBULANCE),
    (r"probation|community rehabilitation company|crc", Kind.PROBATION),
    (r"fire and rescue|fire", Kind.FIRE),
    (r"police|constabulary|policing", Kind.POLICE),
    (r"(drugs? and alcohol|substance misuse|alcohol|turning point|addiction)s?", Kind.SUBSTANCE_MISUSE),
    (
        r"\w*ccgs?|clinical commissioning|integrated care board|\w*icb|nhs commissioners?|primary care trust",
        Kind.NHS_COMMISSIONER,
    ),
    (r"service users?|lived experience|experts by experience|carers?|patients?|survivors?", Kind.LIVED_EXPERIENCE),
    (r"gps?|general practice|primary care|lmc|local medical committee|out of hours", Kind.PRIMARY_CARE),
    (r"housing|homes|homeless(ness)?", Kind.HOUSING),
    (
        r"council|borough|local authorit(y|ies)|adult social care|social services|public health|amhps?",
        Kind.LOCAL_AUTHORITY,
    ),
    (
        r"mental health( .*)? trust|partnership( university)? nhs|camhs|crht+|mental health nhs|\w{1,5}mhf?t",
        Kind.MENTAL_HEALTH_TRUST,
    ),
    (r"community( .*)? trust|community health(care)?", Kind.COMMUNITY_TRUST),
    (r"hospitals?|acute|emergency departments?|accident and emergency|a and e|infirmary", Kind.ACUTE_TRUST),
    (r"mind|samaritans|rethink|charity|voluntary|third sector|vcse?|community interest|cic|age uk", Kind.VOLUNTARY),
    (r"partnership board|steering group|working group|network|forum|partners|agencies|concordat group", Kind.GROUP),
    (r"partnership( .*)? trust|healthcare( .*)? trust", Kind.MENTAL_HEALTH_TRUST),
)
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in _SIGNS)


def likely_type(name: str) -> Kind:
    """The kind of body that a name's words speak of; OTHER where none does."""
    folded = fold_name(name)
    return next((kind for pattern, kind in _COMPILED if pattern.search(folded)), Kind.OTHER)
