"""How names are compared: case, accents, punctuation and legal forms put aside."""

import re
import unicodedata

_INITIALS = re.compile(r"(?:\b[A-Za-z]\.){2,}")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_APOSTROPHES = re.compile(r"['\u2018\u2019\u02bc`]")

# What a body's legal form adds to its name; people leave it out, shorten it or get it wrong.
FORM_WORDS = frozenset({"nhs", "foundation", "trust", "ft", "nhsft", "university", "teaching"})
COUNCIL_WORDS = frozenset(
    ["council", "city", "county", "borough", "metropolitan", "district", "royal", "london", "of", "mbc", "cc", "bc"]
)
POLICE_WORDS = frozenset({"police", "constabulary", "service", "force"})
# Short forms of counties that everybody uses; a plan says "Northants Police" as often as the full name.
COUNTIES = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "nhants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "salop": "shropshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
    "yorks": "yorkshire",
}


def fold_name(name: str) -> str:
    """A name as it is compared: small letters and digits, one space between words, accents and "the" dropped."""
    spaced = _DASHES.sub("-", _APOSTROPHES.sub("", name))
    joined = _INITIALS.sub(lambda found: found.group().replace(".", ""), spaced)
    plain = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("&", " and ").lower())
    return " ".join(word for word in words if word != "the")


def looks_like_an_acronym(name: str) -> bool:
    """Whether a name is letters that stand for words ("NHFT", "C&I"); such a name is right or wrong, never near.

    One word of up to six letters counts too: "Mind" and "Mynd" are two bodies as surely as "NCC" and "LCC".
    """
    words = [word for word in fold_name(name).split() if word != "and"]
    if not words:
        return True
    if len(words) > 1:
        return all(len(word) <= 2 for word in words)
    capitals = sum(letter.isupper() for letter in name)
    return len(words[0]) <= 6 or (capitals >= 2 and len(words[0]) <= 10 and not name.isupper())


def core_name(name: str) -> str:
    """What is left of a name without its legal form, with a word for the kind of body where one was said.

    "Northshire Healthcare NHS Foundation Trust" → "northshire healthcare"; "Northshire Constabulary" →
    "northshire police"; "Northshire County Council" → "northshire council"; "Northants Clinical Commissioning Groups"
    → "northamptonshire ccg". Empty where nothing is left.
    """
    folded = re.sub(r"\bclinical commissioning groups?\b|\bccgs\b", "ccg", fold_name(name))
    words = [COUNTIES.get(word, word) for word in folded.split()]
    if {"council", "borough"} & set(words) or words[-1:] in (["mbc"], ["cc"], ["bc"]):
        stem, kind = [word for word in words if word not in COUNCIL_WORDS], "council"
    elif {"police", "constabulary"} & set(words) and not {"commissioner", "crime", "panel"} & set(words):
        stem, kind = [word for word in words if word not in POLICE_WORDS], "police"
    else:
        stem, kind = [word for word in words if word not in FORM_WORDS], ""
    if not stem:
        return ""
    return " ".join([*stem, kind]).strip()
