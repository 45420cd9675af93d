"""Tells from how its words begin whether a cell says what to do, what is to come of it, or what was done so far."""

import re
from enum import StrEnum
from functools import lru_cache

from concordat.documents.readers.text import heading_words, shapes
from concordat.documents.readers.text.heads import Head
from concordat.documents.readers.text.shapes import Holds


class Voice(StrEnum):
    """What a cell of words says, as far as its first words tell."""

    DUTY = "duty"  # "Open a room in each town"
    AIM = "aim"  # "People wait less"
    NEWS = "news"  # "Room opened in May"
    TOPIC = "topic"  # "Access to help"
    UNKNOWN = "unknown"


_VERB_WORDS = """
    accept achieve adapt add address adopt advertise agree align allocate amend analyse appoint apply approve
    arrange ask assess assign assist attend audit be become begin book bring build buy call campaign carry chair
    challenge change check choose circulate clarify collaborate collate collect combine commence commission
    commit communicate compare compile complete conduct confirm connect consider consolidate construct consult
    continue contact contract contribute convene coordinate co-ordinate co-produce coproduce count create decide
    dedicate define deliver deploy describe design designate determine develop direct discuss display
    disseminate distribute document draft draw educate embed employ empower enable encourage engage enhance
    ensure equip escalate establish evaluate examine expand explain explore extend facilitate feed find finish
    fit focus follow form formalise fund gather get give go grow guarantee have help hold host identify
    implement improve include increase inform influence initiate install integrate introduce invest investigate
    invite involve issue join keep launch lead learn let liaise link list listen lobby locate look maintain make
    manage map maximise measure meet merge minimise model monitor move name negotiate nominate note notify
    obtain offer open operate opt organise outline oversee participate pay pilot plan prepare present prevent
    prioritise procure produce progress promote propose protect provide publicise publish pull purchase pursue
    put raise reach re-audit recommission reconfigure record recruit redesign reduce refer refine refresh
    refurbish register regularise reinforce relaunch remind remove renew repeat replace report request require
    research resolve respond restructure revise review revisit ring roll run scale schedule scope scrutinise
    seek select send set share show sign signpost simplify specify spread standardise start state stop
    streamline strengthen study submit supply support survey sustain take target teach tell test track train
    transfer transform trial undertake understand update upgrade use utilise verify visit widen work write"""
_VERBS = frozenset(_VERB_WORDS.split())
_DUTY = re.compile(
    r"(?:to|we will|we'll|each (?:agency|partner) (?:to|will)|all (?:agencies|partners|organisations) to|"
    r"(?:further|jointly|regularly|actively|proactively|collectively|fully|formally|routinely|re-?)\s)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:[•\-–*]\s*|\(?(?:[a-z]|[ivx]+|\d{1,2})[).]\s+)*([A-Za-z][A-Za-z’'-]*)")
_AIM = re.compile(
    r"""(?:(?:all|more|most|fewer|better|less|quicker|faster|earlier|safer|improved?|improvements?|reduc(?:ed|tion)s?|increased?|
      greater|clear(?:er)?|timely|consistent|appropriate|everyone|nobody|no\s?one|every|effective|no|people|patients?|
      carers?|famil(?:y|ies)|children|young\speople|service\susers?|staff|officers|those|police|adults|residents|
      individuals|communities|clinicians|parents|professionals|higher|lower|right|a\s(?:better|clear|single|shared)|
      there\s(?:is|are|will)|i\s(?:am|have|feel|can|know|will)|we\s(?:know|understand|have)|[a-z]+s?\s(?:is|are)|seamless|robust|equal|
      parity|high\squality|where)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_WOULD = re.compile(
    r"\b(?:will|can|should|would|are able|is able|feels?|knows?|receives?|gets?|have access|has access)\b", re.I
)
_DONE = re.compile(
    r"""\b(?:(?:has|have|had)\s(?:been|now|not|already)|was|were|now\s(?:in|been|live|being)|is\snow|are\snow|so\sfar|
      to\sdate|(?:not|yet)\s(?:yet\s)?(?:started|begun|due|agreed|started)|under\s?way|in\splace|being|awaiting|pending|
      last\s(?:month|week|year|quarter)|next\sstep|no\sprogress|in\sprogress|on\strack|completed?|slipped|delayed)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\b(?:(?!need|indeed|exceed|proceed|succeed|feed|speed|seed|shed|embed|bed)[a-z]{2,}ed|began|begun|built|brought|chosen|drawn|given|gone|held|kept|known|"
    r"led|made|met|put|read|run|seen|sent|set|shown|sought|spent|taken|told|won|written|found|left|lost|paid)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:q[1-4]|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|[A-Z][a-z]{2,8}\.?\s(?:20)?\d\d)\s?[:–-]\s", re.I)
_FIRST_WORDS = 8
_MOST_OF_TOPIC = 6  # words
_CLAUSE = re.compile(r"(?:As part of|Following|Through|Based on|In line with|Using|Where|By)\b[^,.]{3,80},\s*")
_TO_BE = re.compile(r"to be\b", re.IGNORECASE)
_AFTER_NOUN = re.compile(
    r"(?:on-?going|under\s?-?way|is|are|still|now|was|were|has|have|complete)\b|(?:[a-z]{2,}ed|built|drawn|held|made|met|run|"
    r"sent|set|taken|written)(?:[,;.]|$)",
    re.IGNORECASE,
)

# What each column costs a cell that begins in a voice, by the voice of its heading; only differences matter.
_PRICES: dict[Voice, dict[Voice, float]] = {
    Voice.DUTY: {Voice.DUTY: 0.0, Voice.AIM: 0.5, Voice.NEWS: 0.6, Voice.TOPIC: 0.25, Voice.UNKNOWN: 0.2},
    Voice.AIM: {Voice.DUTY: 0.55, Voice.AIM: 0.0, Voice.NEWS: 0.35, Voice.TOPIC: 0.2, Voice.UNKNOWN: 0.2},
    Voice.NEWS: {Voice.DUTY: 0.5, Voice.AIM: 0.4, Voice.NEWS: 0.0, Voice.TOPIC: 0.2, Voice.UNKNOWN: 0.2},
    Voice.TOPIC: {Voice.DUTY: 0.4, Voice.AIM: 0.25, Voice.NEWS: 0.5, Voice.TOPIC: 0.0, Voice.UNKNOWN: 0.2},
    Voice.UNKNOWN: dict.fromkeys(Voice, 0.2),
}  # fmt: skip
_AIMS = re.compile(
    r"outcome|result|success|difference|benefit|impact|able ?to ?say|measure|evidence|kpi", re.IGNORECASE
)
_TOPICS = re.compile(r"theme|objective|priorit|area|domain|principle|strand|topic|criteri|aims?\b|goal|focus", re.I)
_DUTIES = re.compile(r"action|do\b|doing|task|activit|deliverable|commitment|recommend|needed|milestone|what", re.I)


@lru_cache(maxsize=1024)
def of_heading(head: Head) -> Voice:
    """The voice that is looked for below a heading; unknown below one that is not of words."""
    if head.holds is not Holds.WORDS:
        return Voice.UNKNOWN
    if heading_words.tells(head.text):
        return Voice.NEWS
    for pattern, voice in ((_AIMS, Voice.AIM), (_TOPICS, Voice.TOPIC), (_DUTIES, Voice.DUTY)):
        if pattern.search(head.text):
            return voice
    return Voice.UNKNOWN


@lru_cache(maxsize=16384)
def of_words(text: str) -> Voice:
    """The voice of a cell that begins with a line."""
    bare = _CLAUSE.sub("", text)
    found = _FIRST.match(bare)
    if _DATED.match(text) or found is None or shapes.is_rating(text):
        return Voice.NEWS if found is not None or _DATED.match(text) else Voice.UNKNOWN
    words = bare[found.start(1) :].split()[:_FIRST_WORDS]
    begins = " ".join(words)
    if _TO_BE.match(begins):
        return Voice.NEWS
    if found[1].casefold() in _VERBS or _DUTY.match(begins):
        # "Model built, now checked", "Work on-going": a noun that could be a verb
        return Voice.NEWS if _AFTER_NOUN.match(" ".join(words[1:])) else Voice.DUTY
    is_done, is_aim = _DONE.search(begins) is not None, _AIM.match(begins) is not None
    if is_done and not (is_aim and _WOULD.search(begins)):
        return Voice.NEWS
    if is_aim or _WOULD.search(begins):
        return Voice.AIM
    if _PARTICIPLE.search(begins):
        return Voice.NEWS
    return Voice.TOPIC if len(text.split()) <= _MOST_OF_TOPIC and text[-1] not in ".;:" else Voice.UNKNOWN


def price(column: Voice, words: Voice) -> float:
    """How unlikely it is that a cell of such a column begins in a voice: 0 for its own, at most 0.6."""
    return _PRICES[column][words]
