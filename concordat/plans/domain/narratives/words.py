"""The words by which plans tell of progress, as patterns.

Those that do not say that case is ignored are asked of words in small letters: a pattern that ignores case tries each
of its words in full at each letter, which takes three times as long over a plan. Whatever may repeat without end is
possessive, bounded, or begins where nothing like it stands before: a cell may hold twenty thousand spaces or dashes.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from concordat.plans.domain.states import StatusWord


class Marked(NamedTuple):
    """A pattern, and marks of which one stands wherever it finds something: where none does, it need not be tried."""

    marks: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, low: str) -> re.Match[str] | None:
        """What the pattern finds in words in small letters."""
        for mark in self.marks:
            if mark in low:
                return self.pattern.search(low)
        return None


def holds_any(low: str, marks: Iterable[str]) -> bool:
    """Whether one of the marks stands in words."""
    for mark in marks:  # noqa: SIM110 - `any` over a generator takes twice as long, and every clause is asked
        if mark in low:
            return True
    return False


DASH = r"(?<!\s)\s*+[–—]\s*|(?<!\s)\s++-++\s+|\.-\s+|(?<![Oo]n)(?<=[a-z])-\s{1,3}(?=[a-z])"
CLAUSES = re.compile(rf"(?:{DASH}|;\s+|:\s+)")
CLAUSE_MARKS = "–—-;:"  # one of them stands wherever a clause ends within its sentence
# A space after a stop, or a stop between letters; what begins with one of a few signs is found fastest.
SENTENCES = re.compile(r"[\s.](?:(?<=[.!?]\s)\s*+(?=[A-Z0-9“\"‘(])|(?<=[a-z]\.)(?=[A-Z]))")
MARKER = re.compile(r"^\s*(?:[•·▪●*-]\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
LEAD_IN = re.compile(
    r"^\W*(?:(?:update|progress|position|status|rag|action|latest|current|now|but|and|also|all|however|note|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*|q[1-4]|\d{1,2}(?:st|nd|rd|th)?|(?:20)?\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|red|amber|green|blue|as (?:at|of)|r|a|g)\b[\s:.,/–—-]*)*",
)

ON_GOING = r"on\s?-?\s?going"
GENERIC = (
    r"(?:this|the|all|action|actions|work|works|task|tasks|project|review|reviews|plan|target|objective|outcome|"
    r"outcomes|it|everything|item|milestone|stage|is|are|has|have|been|now|being|was|were|fully|both|of|these|"
    r"recommendations?|programme|piece|element|part|parts)"
)
COMPLETION_WORDS = (
    "complete",
    "completed",
    "achieved",
    "delivered",
    "done",
    "closed",
    "finished",
    "concluded",
    "implemented",
    "fulfilled",
)
COMPLETION_MARKS = tuple(
    word for word in COMPLETION_WORDS if not any(other in word for other in COMPLETION_WORDS if other != word)
)
COMPLETION = f"(?:{'|'.join(COMPLETION_WORDS)})"  # each pattern that holds it finds nothing where no such word is
NOT_YET = re.compile(
    rf"\b(?:not|never|nearly|almost|partly|partially|part|half|to be|will be|be|once|when|until|till|before|if|after|"
    rf"being|awaiting|for|yet to be|should be|must be|can be|due to|expected to|hope to|aim to|to|must|need|needs)\s+"
    rf"(?:\w+\s+){{0,2}}?{COMPLETION}\b|\b{COMPLETION}\s+by\s+(?:the\s+)?(?:end|next|\w+\s+20)|"
    rf"\b\d?\d\s?%\s+{COMPLETION}|\bin\s?complete\b|\b{COMPLETION}\s+(?:questionnaires?|forms?|actions|returns)\b",
)
COMPLETE_LABEL = re.compile(
    rf"^(?:{GENERIC}\s+){{0,5}}{COMPLETION}\b(?!\s+(?:when|once|by (?:the )?(?:end|\w+ 20)|the|a|an)\b)",
)
COMPLETE_TAIL = re.compile(rf"(?:^|[,.]\s*|\band\s+)(?:now\s+|action\s+)?{COMPLETION}\W*$")
COMPLETE_PART = re.compile(rf"\b{COMPLETION}\b")
WHOLE_STATE = re.compile(
    r"^(?:in place|established|live|embedded|operational|up and running|signed off|adopted|launched)\b|"
    r"^all\b[^,]{0,80}\b(?:implemented|trained|in place|attending|signed|met|agreed|installed|issued|covered)\b",
)
ONGOING_LABEL = re.compile(
    rf"^(?:{GENERIC}\s+){{0,4}}(?:an\s+|still\s+|currently\s+|well\s+)*(?:{ON_GOING}|in[- ]progress|under\s?-?way|"
    rf"on[- ](?:track|target|schedule|course)|under review|progressing|continuing|continues|started|begun|commenced|"
    rf"doing|partially complete\w*|partly (?:complete\w*|done)|part complete\w*|nearly complete\w*|"
    rf"almost complete\w*)\b(?!\s+(?:to be|support|care|links)\b)",
)
ONGOING_TAIL = Marked(
    ("going", "in progress", "way", "continu"),
    re.compile(
        rf"\b(?:work|action|project|this|it|remains?|still|is|are)\s+(?:is\s+|remains?\s+|an\s+){{0,4}}(?:{ON_GOING}|"
        rf"in progress|under\s?-?way|continuing|continues)\b",
    ),
)
ONGOING_PART = Marked(
    ("going", "in progress", "way", "on track"),
    re.compile(rf"\b(?:{ON_GOING}|in progress|under\s?-?way|on track)\b"),
)
NOT_STARTED_LABEL = Marked(
    ("not", "started", "yet to ", "no ", "to do", "outstanding"),
    re.compile(
        rf"^(?:{GENERIC}\s+){{0,4}}(?:(?:has |have |had )?not\s+(?:yet\s+)?(?:been\s+)?(?:started|begun|commenced|"
        rf"raised|actioned|progressed|initiated)\b|un-?started\b|"
        rf"yet to (?:start|begin|commence|be (?:started|actioned|progressed))\b|"
        rf"no (?:progress|action taken|work|movement)\b|to do\b|outstanding\b)|"
        rf"\bnot (?:yet )?(?:started|commenced|begun)\b",
    ),
)
NOT_STARTED_MEANT = Marked(
    ("to be", "date", "nothing", "to start", "to begin", "to commence", "to follow"),
    re.compile(
        r"^(?:work )?to (?:start|begin|commence|follow|be (?:scoped|started|found))\b|\b(?:to be scoped|"
        r"start(?:s|ing)? date (?:to be|not)|dates? to be found|no (?:start )?date (?:agreed|given|set)|"
        r"nothing (?:has been )?done)\b",
    ),
)
REMOVED_LABEL = re.compile(
    r"^(?:this |action |now |has been |have been |is |was )*(?:withdrawn|removed|merged (?:with|into)|superseded|"
    r"no longer (?:required|needed|applicable|relevant|pursued|a priority)|not being (?:pursued|taken forward)|"
    r"discontinued|cancelled|abandoned)\b",
)
TROUBLE_LABELS: tuple[tuple[StatusWord, re.Pattern[str]], ...] = (
    ("overdue", re.compile(r"^(?:now )?(?:overdue|off[- ]track|not on track)\b")),
    ("at_risk", re.compile(r"^(?:now )?at risk\b(?! of suicide)")),
)
END_STATE = re.compile(
    r"\b(?:in place|embedded|established|implemented|launched|operational|up and running|published|signed off|"
    r"adopted|rolled out|gone live|went live|is live|are live|now live|live across|in post|commissioned|installed|"
    r"fitted|issued|existing arrangements|standard practice|routine|(?:show|shows|shown|demonstrat\w+) compliance|"
    r"compliant|in use|signed by (?:all|chief|every|eleven|both)|live in all|trained; |standing item|appointed|"
    r"delivered to all|accepted by|recruited|are trained|now trained|now open|is open|now active|have opened|"
    r"has opened|functioning well|running well|and running|recruitment completed|caseload full|already (?:in|exist))\b",
)
NOW_STATE = Marked(
    ("now", "compliance", "existing arrangements"),
    re.compile(
        r"\b(?:now\s+(?:\w+\s+){0,2}?(?:open|embedded|established|operational|live|in place|running|available|adopted|"
        r"implemented|published|launched|commissioned|functioning|complying|compliant|standard|routine|fully)|"
        r"(?:has|have)\s+(?:now\s+)?shown compliance|results? shows? compliance|existing arrangements)\b",
    ),
)
STILL_OPEN = re.compile(
    r"\b(?:(?:discussions?|meetings?|plans?|talks|arrangements|programme|steps)\s+(?:are\s+|is\s+|now\s+)?in place|"
    r"(?:to be|not|once|when|until|will be|be)\s+(?:\w+\s+)?(?:in place|established|embedded|implemented|published|"
    r"launched|operational|signed|adopted|trained|recruited|commissioned|issued)|being\s+(?:established|embedded|"
    r"implemented|rolled out|recruited|trained|installed|commissioned|published)|"
    r"all but|in (?:two|three|one|some) \w+)\b",
)
SOME_OF_ALL = Marked(
    (" of", "the rest", "the other", "the remainder", "second", "third", "fourth", "last", "remaining"),
    re.compile(
        r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|some|most|half|many|\d+) (?:of|out of)|"
        r"the (?:rest|others?|remainder)|(?:second|third|fourth|last|remaining) \w+ (?:to follow|outstanding|re-?\w+|"
        r"still|not|being))\b",
    ),
)
# Activity with no end named: gold readers call it under way, and so do we, for a person to confirm.
ACTIVITY = re.compile(
    r"\b(?:agreed|chosen|met|held|sent|offered|built|found|ordered|counted|identified|drafted|written|circulated|made|"
    r"fixed|invited|live|running|shared|collected|bought|attended|visited|designed|tested|reported|counting|checking|"
    r"going out|out to advert|now in|now make|asked|mapped|invitations|linked|contacted|advertised|produced|set up|"
    r"under (?:review|test|trial))\b",
)
NOTHING_YET = Marked(
    ("not ", "no ", "frozen", "budget", "unfunded"),
    re.compile(
        r"\b(?:not (?:yet )?(?:found|agreed|raised|signed|identified|appointed|approved|funded|discussed|allocated)|"
        r"no \w+ (?:yet|found|identified|available|agreed|given)|frozen|outside the (?:current )?budget|no funding|"
        r"unfunded)\b",
    ),
)
# Work that is plainly under way or waited for.
WORK_MEANT = re.compile(
    r"\b(?:await\w*|waiting|being\s+\w+|looking (?:at|to)|looked at|discuss\w*|developing|due (?:to|back|in|next)|"
    r"working (?:on|with|towards)|draft\w*|tender\w*|reviewing|arranged|booked|recruiting|explor\w+|scoping|"
    r"business case|bid|submission|carr(?:y|ied) forward|meetings? (?:to|with|arranged|planned)|started|begun|began|"
    r"commenced|progress\w*|talks|half way|roll-?out continues|going to|seeking|negotiat\w+|consult\w+|piloting|"
    r"on trial|pilot|in development|considering|continu\w+|to (?:train|develop|agree|follow|sign|attend|report))\b",
)
# Words that lean that way; a careful reader could see it otherwise.
WORK_HINTED = re.compile(
    r"\b(?:to be \w+|look at|planned|planning|plans? to|plan for|will be|will continue|will report|will consider|"
    r"will take|will go|review of|submitted|priorit(?:y|ies) (?:for|in|we)|meetings? (?:held|taken)|to include|"
    r"increase|reaching|aim\w* to|in principle|first|next|more|are screening|has been (?:advertised|included)|"
    r"have employed|has employed|now been|incorporated|taken place|developed|to (?:link|update)|almost|nearly|"
    r"so far|go live)\b",
)
PERFECT = re.compile(r"\b(?:has|have)\s+(?:now\s+)?(?:been\s+)?\w+ed\b")
ELSEWHERE = re.compile(
    r"^\W*+(?:(?:please )?(?:as|see)\s+(?:above|below|under|in|for|action|ref|item|no\.?|also)?\s*[\w.()/ ]{0,24}|"
    r"(?:as|ditto)(?: above)?|n/?a|tbc|tba|none|nil|not known)\W*$|^[^\w–—?.-]*+[–—?.-]\W*$",
    re.IGNORECASE,
)
MOVED_AWAY = Marked(
    ("carr", "move", "passed", "transferred", "handed"),
    re.compile(
        r"\b(?:carr(?:y|ied)|move[sd]?|passed|transferred|handed)\s+(?:forward\s+|over\s+|across\s+)?(?:in)?to\s+"
        r"(?:the|an?other|a)\s+(?!priorit)(?:[\w’'&/-]+\s+){0,6}(?:plan|strategy|programme|group|work ?stream)\b",
    ),
)
CARRIED = Marked(
    ("forward", "priorit", "over"),
    re.compile(
        r"\b(?:carr(?:y|ied|ying)[\s-]+forward\b|"
        r"priorit(?:y|ies)\s+(?:for|in)\s+(?:the\s+)?(?:20\d\d|next|coming|new)\b|"
        r"(?:roll(?:ed)?|taken|moved)\s+(?:over|forward)\s+(?:in)?to\s+(?:the\s+)?(?:20\d\d|next))",
    ),
)
NOT_CARRIED = re.compile(
    r"\bnot\s+(?:\w+\s+){0,3}priorit|\bto enable\b[^.]{0,300}\bpriorit|\bfurther\s+\w+\s+in\s+priorit|"
    r"\bnot\s+(?:be\s+)?carr",
    re.IGNORECASE,
)
AWAITED = re.compile(r"\bawait\w*\s+([^.;]{4,90})", re.IGNORECASE)
ARRIVED = re.compile(
    r"\b(?:show|shows|shown|received|agreed|approved|granted|published|confirmed|demonstrate[sd]?|awarded|secured)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\b(?:produced|completed|delivered|agreed|established|held|written|launched|signed|trained|"
    r"being \w+ed\b[^.]{0,300}|(?:has|have) (?:been \w+|taken place)[^.]{0,300})\W*$",
    re.IGNORECASE,
)
